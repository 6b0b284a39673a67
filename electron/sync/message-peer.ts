/**
 * Calls and events over a message port, both ways, with the same validation as the renderer's IPC: the receiver
 * parses every input, the caller parses every answer, and every call ends with a `Result` — also when the other
 * side goes away.
 */
import { z } from 'zod'
import { appError, appErrorSchema } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'

/** What a message port must offer; `utilityProcess`, `process.parentPort` and a test's pair of objects do. */
export type MessagePortLike = {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

type Schemas = Readonly<Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>>

export type Handlers<C extends Schemas> = {
  readonly [M in keyof C]: (input: z.output<C[M]['input']>) => Promise<Result<z.output<C[M]['output']>>>
}

const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), id: z.number(), method: z.string(), input: z.unknown() }),
  z.object({ type: z.literal('answer'), id: z.number(), result: z.unknown() }),
  z.object({ type: z.literal('event'), name: z.string(), payload: z.unknown() }),
])

const resultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: appErrorSchema }),
])

/** `Theirs`: the calls that the other side answers. `Ours`: the calls that we answer. */
export class MessagePeer<Theirs extends Schemas, Ours extends Schemas> {
  readonly #port: MessagePortLike
  readonly #theirs: Theirs
  readonly #ours: Ours
  readonly #pending = new Map<number, (result: Result<unknown>) => void>()
  #nextId = 1
  #isConnected = true

  constructor(
    port: MessagePortLike,
    options: {
      theirs: Theirs
      ours: Ours
      handlers: Handlers<Ours>
      onEvent?: (name: string, payload: unknown) => void
    },
  ) {
    this.#port = port
    this.#theirs = options.theirs
    this.#ours = options.ours
    port.onMessage((raw) => {
      const message = messageSchema.safeParse(raw)
      if (!message.success) return
      const data = message.data
      if (data.type === 'answer') this.#settle(data.id, data.result)
      else if (data.type === 'event') options.onEvent?.(data.name, data.payload)
      else void this.#answer(data, options.handlers)
    })
  }

  /** Calls `method` on the other side. */
  async call<M extends keyof Theirs & string>(
    method: M,
    input: z.input<Theirs[M]['input']>,
  ): Promise<Result<z.output<Theirs[M]['output']>>> {
    if (!this.#isConnected) return failure(appError('sync.host-stopped'))
    const id = this.#nextId++
    const result = await new Promise<Result<unknown>>((resolve) => {
      this.#pending.set(id, resolve)
      this.#port.post({ type: 'call', id, method, input })
    })
    if (!result.ok) return result
    const parsed = this.#theirs[method]?.output.safeParse(result.value)
    return parsed?.success
      ? ok(parsed.data as z.output<Theirs[M]['output']>)
      : failure(appError('ipc.invalid-payload', { channel: method }))
  }

  emit(name: string, payload: unknown): void {
    this.#port.post({ type: 'event', name, payload })
  }

  /** The other side is gone: every open and every later call ends with `sync.host-stopped`. */
  disconnect(): void {
    this.#isConnected = false
    for (const resolve of this.#pending.values()) resolve(failure(appError('sync.host-stopped')))
    this.#pending.clear()
  }

  #settle(id: number, raw: unknown): void {
    const resolve = this.#pending.get(id)
    this.#pending.delete(id)
    const result = resultSchema.safeParse(raw)
    resolve?.(result.success ? result.data : failure(appError('ipc.invalid-payload', { channel: 'answer' })))
  }

  async #answer(
    call: { id: number; method: string; input?: unknown },
    handlers: Handlers<Ours>,
  ): Promise<void> {
    this.#port.post({ type: 'answer', id: call.id, result: await this.#handle(call, handlers) })
  }

  async #handle(
    call: { method: string; input?: unknown },
    handlers: Handlers<Ours>,
  ): Promise<Result<unknown>> {
    const schemas = Object.hasOwn(this.#ours, call.method) ? this.#ours[call.method] : undefined
    const handler = Object.hasOwn(handlers, call.method) ? handlers[call.method] : undefined
    const parsed = schemas?.input.safeParse(call.input)
    if (!handler || !parsed?.success)
      return failure(appError('ipc.invalid-payload', { channel: call.method }))
    try {
      return await handler(parsed.data as never)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return failure(appError('internal.unexpected', { reason }))
    }
  }
}
