/**
 * Main's end of the wire: sends what the sync host asks for with the transport of the account, and hands the answer on
 * in pieces, as many as the host has room for.
 *
 * The bytes flow through main because only main may know credentials, and because Chromium's sessions (cookies, proxy,
 * certificates for one account alone) exist nowhere else. Rejected: Chromium's `net` inside the host. It works there
 * without a session only: one cookie jar, one proxy and one trust for all accounts, and the engine would import
 * Electron.
 *
 * The price, by `npm run bench:main-loop` (200 MB, four answers at once, two cores, medians of five): main's event loop
 * is late by 8.3 ms at the 99th percentile and 12 ms at most, at 286 MB/s and 0.73 s of main's CPU; with `net` in the
 * host by 3.5 ms and 3.9 ms, at 1008 MB/s and 0.02 s; idle by 1.2 ms and 2.7 ms. The host's `net` is thus better in each
 * of these; main is chosen for the reasons above, since it stays under the 20 ms allowed and carries more than a line of
 * 1 Gbit/s (125 MB/s). Chunks handed on whole, without a turn for others in between, came to 13 and 29 ms in two runs.
 */
import { setImmediate as othersTurn } from 'node:timers/promises'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { appError, type AppError } from '#shared/errors.ts'
import type { Result } from '#shared/result.ts'
import { type StreamedBody, type Transport, TransportFailure } from '../../exchange/transport/transport.ts'
import type { MessagePortLike } from '../message-peer.ts'
import { toMainSchema, type ToHost, type ToMain } from './messages.ts'

export type TransportFor = (accountId: EwsAccountId) => Promise<Result<Transport>>

/** Bytes. Chromium hands over up to 4 MB at once, which would hold up main for as long as they are cloned. */
const PIECE = 131_072

type Open = ToMain & { readonly type: 'open' }

export class WireServer {
  readonly #port: MessagePortLike
  readonly #transportFor: TransportFor
  readonly #transports = new Map<number, Promise<Result<Transport>>>()
  readonly #requests = new Map<number, ServedRequest>()

  constructor(port: MessagePortLike, transportFor: TransportFor) {
    this.#port = port
    this.#transportFor = transportFor
    port.onMessage((raw) => {
      const message = toMainSchema.safeParse(raw)
      if (message.success) this.#take(message.data)
    })
  }

  /** Ends every request and every transport; the host is gone or about to go. */
  async close(): Promise<void> {
    for (const request of this.#requests.values()) request.abort()
    const transports = [...this.#transports.keys()]
    await Promise.all(transports.map((transport) => this.#close(transport)))
  }

  #take(message: ToMain): void {
    switch (message.type) {
      case 'open':
        void this.#serve(message)
        break
      case 'pull':
        this.#requests.get(message.request)?.grant(message.bytes)
        break
      case 'part':
        this.#requests.get(message.request)?.takePart(message.bytes)
        break
      case 'abort':
        this.#requests.get(message.request)?.abort()
        break
      case 'close':
        void this.#close(message.transport)
        break
    }
  }

  async #serve(open: Open): Promise<void> {
    const post = (message: ToHost): void => {
      this.#port.post(message)
    }
    const served = new ServedRequest(open, post)
    this.#requests.set(open.request, served)
    try {
      await served.run(await this.#transport(open))
    } catch (cause) {
      post({ type: 'failed', request: open.request, error: errorOf(cause) })
    } finally {
      this.#requests.delete(open.request)
    }
  }

  #transport({ transport, accountId }: Open): Promise<Result<Transport>> {
    const opened = this.#transports.get(transport) ?? this.#transportFor(accountId)
    this.#transports.set(transport, opened)
    return opened
  }

  async #close(transport: number): Promise<void> {
    const opened = this.#transports.get(transport)
    this.#transports.delete(transport)
    const result = await opened
    if (result?.ok) await result.value.close()
  }
}

/** One request while it is under way. */
class ServedRequest {
  readonly #open: Open
  readonly #post: (message: ToHost) => void
  readonly #aborted = new AbortController()
  #room = 0
  #onRoom: () => void = () => undefined
  #onPart: (bytes: Uint8Array | null) => void = () => undefined

  constructor(open: Open, post: (message: ToHost) => void) {
    this.#open = open
    this.#post = post
  }

  async run(transport: Result<Transport>): Promise<void> {
    const { request, operation, method, url, headers, totalMilliseconds } = this.#open
    const sent = transport.ok
      ? await transport.value.send({
          ...{ operation, method, url, headers },
          ...(totalMilliseconds !== undefined && { totalMilliseconds }),
          body: this.#body(),
          signal: this.#aborted.signal,
        })
      : transport
    if (!sent.ok) {
      this.#post({ type: 'failed', request, error: sent.error })
      return
    }
    const { status, headers: received, challenges, requestId, body } = sent.value
    const { 'set-cookie': _kept, ...others } = received
    this.#post({ type: 'head', request, status, headers: others, challenges: [...challenges], requestId })
    for await (const bytes of body) {
      for (const piece of pieces(bytes)) {
        await this.#roomForMore()
        if (this.#aborted.signal.aborted) throw new TransportFailure(appError('sync.cancelled'))
        this.#room -= piece.length
        this.#post({ type: 'chunk', request, bytes: piece })
        await othersTurn()
      }
    }
    this.#post({ type: 'end', request })
  }

  grant(bytes: number): void {
    this.#room += bytes
    this.#onRoom()
  }

  takePart(bytes: Uint8Array | null): void {
    this.#onPart(bytes)
  }

  abort(): void {
    this.#aborted.abort()
    this.#onRoom()
    this.#onPart(null)
  }

  async #roomForMore(): Promise<void> {
    while (this.#room <= 0 && !this.#aborted.signal.aborted) {
      await new Promise<void>((resolve) => (this.#onRoom = resolve))
    }
  }

  #body(): string | StreamedBody | null {
    const { body } = this.#open
    if (body.kind === 'none') return null
    if (body.kind === 'text') return body.text
    return { byteLength: body.byteLength, chunks: () => this.#parts() }
  }

  /** One part at a time: main holds no more of a large body than Chromium does. */
  async *#parts(): AsyncGenerator<Uint8Array, void> {
    const { request } = this.#open
    for (let part: 'first' | 'next' = 'first'; ; part = 'next') {
      const coming = new Promise<Uint8Array | null>((resolve) => (this.#onPart = resolve))
      if (this.#aborted.signal.aborted) return
      this.#post({ type: 'ask', request, part })
      const bytes = await coming
      if (bytes === null) return
      yield bytes
    }
  }
}

/**
 * Copies without gaps, of at most `PIECE` bytes. Copies, because a view is cloned together with the whole buffer that it
 * looks into.
 */
function* pieces(bytes: Uint8Array): Generator<Uint8Array, void> {
  for (let start = 0; start < bytes.length; start += PIECE)
    yield new Uint8Array(bytes.subarray(start, start + PIECE))
}

function errorOf(cause: unknown): AppError {
  if (cause instanceof TransportFailure) return cause.error
  const reason = cause instanceof Error ? cause.message : String(cause)
  return appError('internal.unexpected', { reason })
}
