/**
 * One call of an EWS operation: down the transport as an envelope, up again as values.
 *
 * Operations know envelopes and answers but no wire; transports know the wire but no SOAP. This is where they meet:
 * the call waits at the gates of its mailbox and its connector, the answer's status is judged, its body read, what
 * failed for a passing reason is repeated where its effect allows it, and every error gets the id under which the
 * server logged the call.
 */
import type { AppError, ErrorParams } from '#shared/errors.ts'
import { appError } from '#shared/errors.ts'
import { type Result, failure } from '#shared/result.ts'
import type { ServerInfo } from './exchange-client.ts'
import type { FolderReference } from './folder.ts'
import type { GatePair } from './gate.ts'
import { explainForbidden } from './forbidden.ts'
import { httpError, serverNames } from './http-errors.ts'
import { namesMailbox } from './operations/folder-reference.ts'
import { DEFAULT_RETRY_LIMITS, type Effect, type RetryLimits, waitFor, withRetries } from './retry.ts'
import type { ResponseContext } from './soap/response-reader.ts'
import { discardBody } from './transport/discard-body.ts'
import {
  type StreamedBody,
  type Transport,
  TransportFailure,
  type TransportResponse,
} from './transport/transport.ts'

const STANDING_MARGIN = 60_000 // ms beside the time that was asked for: connecting, and the server's last envelope

export type ExchangeOperation<T> = {
  /** As EWS names it, for example `GetItem`. */
  readonly name: string
  readonly effect: Effect
  /** Read at each attempt: a batch may ask only for what is still missing. */
  readonly body: string | StreamedBody
  /** The folder that it addresses, for the texts of its errors. */
  readonly folder: FolderReference | null
  readonly parse: (body: AsyncIterable<Uint8Array>, context: ResponseContext) => Promise<Result<T>>
  /**
   * Milliseconds for which the server holds the answer open on purpose. Such a call passes no gate, where it would keep
   * others out for half an hour, and is not repeated: whoever listens decides how to go on.
   */
  readonly standing?: number
  /** For a create: what an attempt whose answer was lost made, or `null`. Without it such an attempt is final. */
  readonly lookUp?: () => Promise<Result<T | null>>
}

/** A call waits because the server asked for it, or because it will be tried again. */
export type CallWait = {
  readonly operation: string
  readonly milliseconds: number
  readonly reason: AppError
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
  /** The mailbox to whose server the calls go, when it is another one: that of a group of subscriptions. */
  readonly anchor?: string
  /** Default: calls go out as they come, as a single test does it. */
  readonly gates?: GatePair
  /** Default: those of the product. */
  readonly retryLimits?: RetryLimits
  readonly onWillWait?: (wait: CallWait) => void
}

export function createExchangeCaller(options: ExchangeCallerOptions): ExchangeCaller {
  const { transport, url, mailbox, userName, gates, onWillWait } = options
  // Affinity keeps the subscriptions of a group and the connection for their events on one server.
  const headers: Readonly<Record<string, string>> =
    options.anchor === undefined
      ? { 'X-AnchorMailbox': mailbox }
      : { 'X-AnchorMailbox': options.anchor, 'X-PreferServerAffinity': 'true' }
  let info: ServerInfo | null = null

  const attempt = async <T>(operation: ExchangeOperation<T>, signal: AbortSignal): Promise<Result<T>> => {
    if (signal.aborted) return failure(appError('sync.cancelled'))
    const { name, body, folder } = operation
    const sent = await transport.send({
      operation: name,
      method: 'POST',
      url,
      headers,
      body,
      signal,
      ...(operation.standing !== undefined && { totalMilliseconds: operation.standing + STANDING_MARGIN }),
    })
    if (!sent.ok) return sent
    const response = sent.value
    const { status, requestId } = response
    info = {
      status,
      version: info?.version ?? null,
      server: response.headers.server ?? null,
      requestId,
      illegalCharacters: info?.illegalCharacters ?? 0,
    }
    const problem = httpError(response, { url, userName })
    if (problem !== null) {
      const said = wordsOf(await discardBody(response))
      const explained = explainForbidden(problem, said, { userName, mailbox })
      return failure(traceable(said === '' ? explained : withParams(explained, { said }), response))
    }
    const read = await operation.parse(cancellable(response.body, signal), {
      userName,
      mailbox: addressedMailbox(folder) ?? mailbox,
      namesMailbox: folder !== null && namesMailbox(folder),
      onDidRead: ({ serverVersion, illegalCharacters }) => {
        if (info === null) return
        info = {
          ...info,
          version: serverVersion ?? info.version,
          illegalCharacters: info.illegalCharacters + illegalCharacters,
        }
      },
    })
    return read.ok ? read : failure(traceable(read.error, response))
  }

  return {
    call: (operation, signal) => {
      if (operation.standing !== undefined) return attempt(operation, signal)
      return withRetries(
        {
          effect: operation.effect,
          attempt: () => {
            const pause = gates?.pause ?? null
            if (pause !== null) onWillWait?.({ operation: operation.name, ...pause })
            return gates === undefined
              ? attempt(operation, signal)
              : gates.pass(() => attempt(operation, signal), signal)
          },
          ...(operation.lookUp !== undefined && { lookUp: operation.lookUp }),
        },
        {
          limits: options.retryLimits ?? DEFAULT_RETRY_LIMITS,
          signal,
          onWillWait: (wait) => onWillWait?.({ operation: operation.name, ...wait }),
          wait: waitFor,
          random: Math.random,
        },
      )
    },
    serverInfo: () => info,
  }
}

function addressedMailbox(folder: FolderReference | null): string | null {
  return folder?.kind === 'distinguished' ? folder.mailbox : null
}

/** So that the call can be found in the logs of the servers that it passed. */
function traceable(error: AppError, { requestId, headers }: TransportResponse): AppError {
  const servers = serverNames(headers)
  return withParams(error, { requestId, ...(servers !== '' && { servers }) })
}

function withParams(error: AppError, params: ErrorParams): AppError {
  return { ...error, params: { ...error.params, ...params } }
}

const MOST_MARKUP = 8_192 // bytes of a page that are looked at; endless unclosed tags must not cost time
const MOST_WORDS = 500 // characters; a page's own explanation stands at its beginning

/** What a page says to a person, without its markup: why access is forbidden, stands there alone. */
function wordsOf(body: Uint8Array): string {
  const text = Buffer.from(body.subarray(0, MOST_MARKUP)).toString('utf8')
  return text
    .replace(/<(script|style)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->|<[^>]*>/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MOST_WORDS)
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
