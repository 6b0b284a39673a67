/**
 * The sync host's end of the wire: transports that have everything done by main and know no credential.
 *
 * Of an answer at most `WINDOW` bytes are under way or wait here; each chunk that the reader takes makes room for as
 * many further bytes. What was given up tells main, so that the connection to the server ends as well.
 */
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import {
  type StreamedBody,
  type Transport,
  TransportFailure,
  type TransportRequest,
  type TransportResponse,
} from '../../exchange/transport/transport.ts'
import type { MessagePortLike } from '../message-peer.ts'
import { toHostSchema, WINDOW, type ToHost, type ToMain } from './messages.ts'

export class WireClient {
  readonly #port: MessagePortLike
  readonly #requests = new Map<number, PendingRequest>()
  #transports = 0
  #nextRequest = 1

  constructor(port: MessagePortLike) {
    this.#port = port
    port.onMessage((raw) => {
      const message = toHostSchema.safeParse(raw)
      if (message.success) this.#requests.get(message.data.request)?.take(message.data)
    })
  }

  /** The transport of one run of an account. */
  transportFor(accountId: EwsAccountId): Transport {
    const transport = ++this.#transports
    return {
      send: (request) => this.#send(transport, accountId, request),
      close: () => {
        this.#post({ type: 'close', transport })
        return Promise.resolve()
      },
    }
  }

  async #send(
    transport: number,
    accountId: EwsAccountId,
    wanted: TransportRequest,
  ): Promise<Result<TransportResponse>> {
    if (wanted.signal.aborted) return failure(appError('sync.cancelled'))
    const request = this.#nextRequest++
    const pending = new PendingRequest(request, wanted, {
      post: (message) => {
        this.#post(message)
      },
      onEnd: () => this.#requests.delete(request),
    })
    this.#requests.set(request, pending)
    const { operation, method, url, headers, totalMilliseconds, body } = wanted
    this.#post({
      ...{ type: 'open', request, transport, accountId },
      ...{ operation, method, url, headers, totalMilliseconds, body: bodyOf(body) },
    })
    return await pending.response
  }

  #post(message: ToMain): void {
    this.#port.post(message)
  }
}

function bodyOf(body: TransportRequest['body']): (ToMain & { type: 'open' })['body'] {
  if (body === null) return { kind: 'none' }
  if (typeof body === 'string') return { kind: 'text', text: body }
  return { kind: 'streamed', byteLength: body.byteLength }
}

type Wire = { readonly post: (message: ToMain) => void; readonly onEnd: () => void }

class PendingRequest {
  readonly response: Promise<Result<TransportResponse>>
  readonly #request: number
  readonly #wire: Wire
  readonly #signal: AbortSignal
  readonly #parts: Parts | null
  readonly #chunks: Uint8Array[] = []
  #end: 'open' | 'complete' | AppError = 'open'
  #onNews: () => void = () => undefined
  #answer: (result: Result<TransportResponse>) => void = () => undefined

  constructor(request: number, { signal, body }: TransportRequest, wire: Wire) {
    this.#request = request
    this.#wire = wire
    this.#signal = signal
    this.#parts = body === null || typeof body === 'string' ? null : new Parts(body)
    this.response = new Promise((resolve) => (this.#answer = resolve))
    signal.addEventListener('abort', this.#cancel, { once: true })
  }

  take(message: ToHost): void {
    switch (message.type) {
      case 'head': {
        const { status, headers, challenges, requestId } = message
        this.#wire.post({ type: 'pull', request: this.#request, bytes: WINDOW })
        this.#answer(ok({ status, headers, challenges, setCookies: [], requestId, body: this.#body() }))
        break
      }
      case 'chunk':
        this.#chunks.push(message.bytes)
        break
      case 'end':
        this.#finish('complete')
        break
      case 'failed':
        this.#finish(message.error)
        break
      case 'ask':
        void this.#handPart(message.part)
        break
    }
    this.#onNews()
  }

  readonly #cancel = (): void => {
    this.#abort(appError('sync.cancelled'))
  }

  #abort(error: AppError): void {
    if (this.#end !== 'open') return
    this.#wire.post({ type: 'abort', request: this.#request })
    this.#chunks.length = 0
    this.#finish(error)
    this.#onNews()
  }

  #finish(end: 'complete' | AppError): void {
    if (this.#end !== 'open') return
    this.#end = end
    this.#signal.removeEventListener('abort', this.#cancel)
    this.#wire.onEnd()
    if (end !== 'complete') this.#answer(failure(end))
  }

  async #handPart(part: 'first' | 'next'): Promise<void> {
    try {
      const bytes = (await this.#parts?.next(part)) ?? null
      this.#wire.post({ type: 'part', request: this.#request, bytes })
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause)
      this.#abort(appError('internal.unexpected', { reason }))
    }
  }

  async *#body(): AsyncGenerator<Uint8Array, void> {
    try {
      for (;;) {
        const bytes = this.#chunks.shift()
        if (bytes !== undefined) {
          this.#wire.post({ type: 'pull', request: this.#request, bytes: bytes.length })
          yield bytes
        } else if (this.#end === 'complete') return
        else if (this.#end !== 'open') throw new TransportFailure(this.#end)
        else await new Promise<void>((resolve) => (this.#onNews = resolve))
      }
    } finally {
      this.#abort(appError('sync.cancelled')) // nobody reads on; nothing happens after the end
    }
  }
}

/** Reads a streamed body part by part, from its start as often as main asks for it. */
class Parts {
  readonly #body: StreamedBody
  #reader: AsyncIterator<Uint8Array> | null = null

  constructor(body: StreamedBody) {
    this.#body = body
  }

  async next(part: 'first' | 'next'): Promise<Uint8Array | null> {
    if (part === 'first' || this.#reader === null) {
      await this.#reader?.return?.()
      this.#reader = this.#body.chunks()[Symbol.asyncIterator]()
    }
    const read: IteratorResult<Uint8Array, unknown> = await this.#reader.next()
    return read.done === true ? null : read.value
  }
}
