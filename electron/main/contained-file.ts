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
  return file.startsWith(root + path.sep) && !decoded.includes('\0') ? file : null
}
