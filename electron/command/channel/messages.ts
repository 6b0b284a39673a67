/**
 * What goes between a command and the application that is running already.
 *
 * The command tells its arguments with the request for the lock of the single instance, together with an address on
 * which it listens itself, once, for this answer alone. So the running application never has an open door: it comes to
 * the caller, and only to a place that the same user has made. On Windows that is a named pipe of this computer with a
 * random name; elsewhere a socket in a new folder that nobody else may enter.
 *
 * Rejected: a socket of the application on which it waits for commands (open all the time, to whoever finds it), and
 * files that are polled (slow, and nobody knows when they may be removed).
 */
import { lstatSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

/** The members of `additionalData` of `requestSingleInstanceLock`. */
export const requestSchema = z.object({
  ewsKonnektorCommand: z.literal(1),
  argv: z.array(z.string().max(1_024)).min(1).max(200),
  /** Of the caller, for relative paths. */
  folder: z.string().max(4_096),
  address: z.string().max(200),
  /** Which the running application shows first, so that the caller knows who has come. */
  token: z.string().regex(/^[0-9a-f]{64}$/),
})
export type CommandRequest = z.infer<typeof requestSchema>

/** To the caller, one JSON document a line. */
export const replySchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('here'), token: z.string() }),
  z.object({ is: z.literal('progress'), line: z.string() }),
  /** The application cannot do it before it has ended; the end of the connection says when. */
  z.object({ is: z.literal('later') }),
  z.object({
    is: z.literal('answer'),
    printed: z.object({ output: z.string(), errors: z.string(), exitCode: z.number().int().min(0).max(255) }),
  }),
])
export type Reply = z.infer<typeof replySchema>

/** From the caller. Its going away means the same. */
export const wishSchema = z.object({ is: z.literal('cancel') })

export const PIPE_PREFIX = '\\\\.\\pipe\\ms-ews-konnektor-'
export const FOLDER_PREFIX = 'ms-ews-konnektor-'
export const SOCKET_NAME = 'answer'

const PIPE = /^\\\\\.\\pipe\\ms-ews-konnektor-[0-9a-f]{32}$/

/**
 * Whether a command of the same user can be there. A pipe of another computer would be told who we are (NTLM); a socket
 * in a folder that others may write to could be anybody's.
 */
export function isOwnAddress(address: string, platform: NodeJS.Platform = process.platform): boolean {
  if (platform === 'win32') return PIPE.test(address)
  const folder = path.dirname(address)
  if (!path.isAbsolute(address) || path.normalize(address) !== address) return false
  if (path.basename(address) !== SOCKET_NAME || !path.basename(folder).startsWith(FOLDER_PREFIX)) return false
  try {
    const { mode, uid } = lstatSync(folder)
    const isFolder = (mode & 0o170_000) === 0o040_000 // no link to one
    return isFolder && (mode & 0o077) === 0 && uid === process.getuid?.()
  } catch {
    return false
  }
}
