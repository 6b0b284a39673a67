/** The caller's end: where the running application brings its answer. It takes one visitor, who shows the token. */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Printed } from '../../cli/output.ts'
import { onLines, sendLine } from './lines.ts'
import { FOLDER_PREFIX, PIPE_PREFIX, replySchema, SOCKET_NAME, type Reply } from './messages.ts'

/** `gone`: the application ended without an answer. `nobody`: it has not come. */
export type Outcome =
  | { readonly is: 'answer'; readonly printed: Printed }
  | { readonly is: 'later' }
  | { readonly is: 'gone' }
  | { readonly is: 'nobody' }

export type AnswerHooks = {
  readonly onProgress: (line: string) => void
  /** The command has to wait for the end of the running one. */
  readonly onLater: () => void
}

/** Milliseconds; an application that is busy comes late, and one that ended never. */
const PATIENCE = 10_000

export class AnswerChannel {
  readonly token = randomBytes(32).toString('hex')
  readonly address: string
  readonly #folder: string | null
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #visitor: Socket | null = null
  #isCancelled = false

  private constructor() {
    // The folder is made with 0700, and short: the path of a socket has at most 100 characters or so.
    this.#folder = process.platform === 'win32' ? null : mkdtempSync(path.join(tmpdir(), FOLDER_PREFIX))
    this.address = this.#folder
      ? path.join(this.#folder, SOCKET_NAME)
      : PIPE_PREFIX + randomBytes(16).toString('hex')
    this.#server = createServer()
  }

  static async open(): Promise<AnswerChannel> {
    const channel = new AnswerChannel()
    await new Promise<void>((resolve, reject) => {
      channel.#server.once('error', reject)
      channel.#server.listen(channel.address, resolve)
    })
    return channel
  }

  /** To be called once, at the time of the request. Settles when the application has answered or gone. */
  async answer(hooks: AnswerHooks, patience = PATIENCE): Promise<Outcome> {
    return await new Promise((resolve) => {
      let later = false
      const timer = setTimeout(() => {
        resolve({ is: 'nobody' })
      }, patience)
      this.#server.on('connection', (socket) => {
        this.#sockets.add(socket)
        socket.once('close', () => this.#sockets.delete(socket))
        // Whoever comes first and does not know the token is nobody.
        const shown = (reply: Reply): void => {
          if (this.#visitor === null) {
            if (reply.is !== 'here' || !isSame(reply.token, this.token)) {
              socket.destroy()
              return
            }
            this.#visitor = socket
            this.#server.close()
            clearTimeout(timer)
            if (this.#isCancelled) sendLine(socket, { is: 'cancel' })
            socket.once('close', () => {
              resolve({ is: later ? 'later' : 'gone' })
            })
            return
          }
          if (socket !== this.#visitor) return
          if (reply.is === 'progress') hooks.onProgress(reply.line)
          if (reply.is === 'later') {
            later = true
            hooks.onLater()
          }
          if (reply.is === 'answer') resolve(reply)
        }
        onLines(socket, replySchema, shown)
      })
    })
  }

  /** Also before the application has come. */
  cancel(): void {
    this.#isCancelled = true
    if (this.#visitor) sendLine(this.#visitor, { is: 'cancel' })
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true })
  }
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}
