/**
 * One call of an EWS operation: down the transport as an envelope, up again as values.
 *
 * Operations know envelopes and answers but no wire; transports know the wire but no SOAP. This is where they meet:
 * the answer's status is judged, its body read, and every error gets the id under which the server logged the call.
 */
import type { AppError } from '#shared/errors.ts'
import { appError } from '#shared/errors.ts'
import { type Result, failure } from '#shared/result.ts'
import type { FolderReference, ServerInfo } from './exchange-client.ts'
import { httpError } from './http-errors.ts'
import { namesMailbox } from './operations/folder-reference.ts'
import type { ResponseContext } from './soap/response-reader.ts'
import { discardBody } from './transport/discard-body.ts'
import { type StreamedBody, type Transport, TransportFailure } from './transport/transport.ts'

/**
 * What a repetition does: a `read` changes nothing; an `idempotent` operation leads to the same state however often
 * it is carried out; a `create` makes one more each time.
 */
export type Effect = 'read' | 'idempotent' | 'create'

export type ExchangeOperation<T> = {
  /** As EWS names it, for example `GetItem`. */
  readonly name: string
  readonly effect: Effect
  readonly body: string | StreamedBody
  /** The folder that it addresses, for the texts of its errors. */
  readonly folder: FolderReference | null
  readonly parse: (body: AsyncIterable<Uint8Array>, context: ResponseContext) => Promise<Result<T>>
}

export type ExchangeCaller = {
  call<T>(operation: ExchangeOperation<T>, signal: AbortSignal): Promise<Result<T>>
  /** What the server told about itself with the last answer. */
  serverInfo(): ServerInfo | null
}

export type ExchangeCallerOptions = {
  readonly transport: Transport
  /** Address of the EWS service. */
  readonly url: string
  /** Primary SMTP address; the front end of Exchange finds the right back end with it. */
  readonly mailbox: string
  /** As whom the calls are made, for the texts of errors. */
  readonly userName: string
}

export function createExchangeCaller(options: ExchangeCallerOptions): ExchangeCaller {
  const { transport, url, mailbox, userName } = options
  let info: ServerInfo | null = null

  const call = async <T>(operation: ExchangeOperation<T>, signal: AbortSignal): Promise<Result<T>> => {
    if (signal.aborted) return failure(appError('sync.cancelled'))
    const { name, body, folder } = operation
    const headers = { 'X-AnchorMailbox': mailbox }
    const sent = await transport.send({ operation: name, method: 'POST', url, headers, body, signal })
    if (!sent.ok) return sent
    const response = sent.value
    const { status, requestId } = response
    info = { status, version: info?.version ?? null, server: response.headers.server ?? null, requestId }
    const problem = httpError(response, url)
    if (problem !== null) {
      await discardBody(response)
      return failure(withRequestId(problem, requestId))
    }
    const read = await operation.parse(cancellable(response.body, signal), {
      userName,
      mailbox: addressedMailbox(folder) ?? mailbox,
      namesMailbox: folder !== null && namesMailbox(folder),
      onDidRead: ({ serverVersion }) => {
        if (info !== null && serverVersion !== null) info = { ...info, version: serverVersion }
      },
    })
    return read.ok ? read : failure(withRequestId(read.error, requestId))
  }

  return { call, serverInfo: () => info }
}

function addressedMailbox(folder: FolderReference | null): string | null {
  return folder?.kind === 'distinguished' ? folder.mailbox : null
}

/** So that the call can be found in the log of the server. */
function withRequestId(error: AppError, requestId: string): AppError {
  return { ...error, params: { ...error.params, requestId } }
}

/** Stops between two chunks too, when everything has already arrived and the wire has nothing left to abort. */
async function* cancellable(
  body: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of body) {
    if (signal.aborted) throw new TransportFailure(appError('sync.cancelled'))
    yield chunk
  }
}
