/**
 * The running application's end: takes what a second start says, goes to the address that it names, and brings the
 * answer. Nothing listens here.
 */
import { createConnection, type Socket } from 'node:net'
import type { Printed } from '../../cli/output.ts'
import { onLines, sendLine } from './lines.ts'
import { isOwnAddress, requestSchema, wishSchema, type CommandRequest, type Reply } from './messages.ts'

export type RunHooks = { readonly signal: AbortSignal; readonly progress: (line: string) => void }

/** `null`: not before this process has ended. */
export type RunRequest = (request: CommandRequest, hooks: RunHooks) => Promise<Printed | null>

/** A caller that is not answered asks again, with the same token. */
const TOKENS_KEPT = 200

export class CommandServer {
  readonly #run: RunRequest
  readonly #known: string[] = []
  readonly #underWay = new Set<Promise<void>>()

  constructor(run: RunRequest) {
    this.#run = run
  }

  /** For `second-instance`. @returns whether it was a command, and no wish for the window */
  take(additionalData: unknown): boolean {
    if (!isCommand(additionalData)) return false
    const request = requestSchema.safeParse(additionalData)
    if (!request.success || !isOwnAddress(request.data.address)) return true
    const { token } = request.data
    if (this.#known.includes(token)) return true
    this.#known.push(token)
    if (this.#known.length > TOKENS_KEPT) this.#known.shift()
    const done = this.#serve(request.data).finally(() => this.#underWay.delete(done))
    this.#underWay.add(done)
    return true
  }

  /** When everybody has their answer. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay)
  }

  async #serve(request: CommandRequest): Promise<void> {
    const socket = createConnection(request.address)
    const abort = new AbortController()
    socket.on('close', () => {
      abort.abort()
    })
    onLines(socket, wishSchema, () => {
      abort.abort()
    })
    await new Promise<void>((resolve) => {
      socket.once('connect', resolve)
      socket.once('close', () => {
        resolve()
      })
    })
    if (socket.destroyed) return
    const reply = (told: Reply): void => {
      sendLine(socket, told)
    }
    reply({ is: 'here', token: request.token })
    const progress = (line: string): void => {
      reply({ is: 'progress', line })
    }
    const printed = await this.#run(request, { signal: abort.signal, progress })
    if (printed === null) {
      // Left open: its end tells the caller that this process has gone.
      reply({ is: 'later' })
      return
    }
    await sendLast(socket, { is: 'answer', printed })
  }
}

async function sendLast(socket: Socket, reply: Reply): Promise<void> {
  if (!socket.writable) return
  await new Promise<void>((resolve) => {
    socket.once('close', () => {
      resolve()
    })
    socket.end(`${JSON.stringify(reply)}\n`)
  })
}

function isCommand(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'ewsKonnektorCommand' in data
}
