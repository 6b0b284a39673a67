/**
 * The port between EWS operations and the wire: one request, one streamed answer.
 *
 * Adapters: `node-transport.ts` (undici) for the sync host, the command line and tests. Chromium's stack (system
 * proxy, Windows certificate store, NTLM) becomes a second adapter behind the same port and the same contract
 * suite. Whoever implements it verifies TLS, follows no redirect, sends Content-Length, never logs a header.
 */
import type { AppError } from '#shared/errors.ts'
import type { Result } from '#shared/result.ts'

/**
 * A body whose length is known before its bytes are: requests are never chunked, real servers answer 400 to that.
 * `chunks` gives the bytes anew at every call, because a sign-in that takes several steps sends them again.
 */
export type StreamedBody = {
  readonly byteLength: number
  chunks(): AsyncIterable<Uint8Array>
}

export type TransportRequest = {
  /** What is asked, for example `GetItem`; never sent, but kept with the exchange in traces. */
  readonly operation: string
  /** GET only for what stands beside EWS, such as Autodiscover. */
  readonly method: 'GET' | 'POST'
  readonly url: string
  /** Content-Length, User-Agent and client-request-id are the transport's; Content-Type is XML where none is given. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | StreamedBody | null
  readonly signal: AbortSignal
  /** Milliseconds from the start of the request to the end of the body. Default: the transport's. */
  readonly totalMilliseconds?: number
}

export type TransportResponse = {
  readonly status: number
  /** Names in lower case; several values of one name are joined with `, `. */
  readonly headers: Readonly<Record<string, string>>
  /** Every `WWW-Authenticate` challenge as it came. */
  readonly challenges: readonly string[]
  /** Every `Set-Cookie` as it came; joined ones could not be told apart (RFC 6265, section 3). */
  readonly setCookies: readonly string[]
  /**
   * The decompressed body, in chunks, as it arrives; to be read once, to its end or until the reader breaks off.
   * Throws a `TransportFailure` when the connection breaks, is cancelled or the body is too large.
   */
  readonly body: AsyncIterable<Uint8Array>
  /** The request's `client-request-id`, to be kept with every error. */
  readonly requestId: string
}

export type Transport = {
  /** @returns the response with any HTTP status; errors are those of the network and TLS, and `sync.cancelled`. */
  send(request: TransportRequest): Promise<Result<TransportResponse>>
  close(): Promise<void>
}

/** Carries the error of a broken connection out of the iteration of a body, where no `Result` can be given. */
export class TransportFailure extends Error {
  readonly error: AppError

  constructor(error: AppError) {
    super(error.code)
    this.name = 'TransportFailure'
    this.error = error
  }
}
