import { realpath } from 'node:fs/promises'
import path from 'node:path'

/** The file of a path below `folder`, or `null` when it would be outside. */
export function containedFile(folder: string, pathname: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  const root = path.resolve(folder)
  const file = path.resolve(root, `.${path.posix.normalize(`/${decoded}`)}`)
  return isInside(root, file) && !decoded.includes('\0') ? file : null
}

/** The same for a file that is there, when every link on the way to it is followed. */
export async function containedRealFile(folder: string, pathname: string): Promise<string | null> {
  const file = containedFile(folder, pathname)
  if (file === null) return null
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(file)])
    return isInside(root, real) ? real : null
  } catch {
    return null // there is no such file
  }
}

const isInside = (root: string, file: string): boolean => file.startsWith(root + path.sep)
