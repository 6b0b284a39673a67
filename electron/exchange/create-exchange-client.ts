/**
 * Makes the EWS client of one account: transport, cookies, sign-in and operations put together.
 *
 * A call goes down the layers (operation → sign-in → cookies → wire) and its answer up (status → SOAP → values).
 * The client holds one credential and one address for its life; changed values mean a new client.
 */
import type { AppError } from '#shared/errors.ts'
import { appError } from '#shared/errors.ts'
import { type Result, failure } from '#shared/result.ts'
import type { Credential } from './credential.ts'
import type { ExchangeClient, FolderReference, ServerInfo } from './exchange-client.ts'
import { httpError } from './http-errors.ts'
import { namesMailbox } from './operations/folder-reference.ts'
import * as getFolder from './operations/get-folder.ts'
import * as getItem from './operations/get-item.ts'
import * as syncFolderItems from './operations/sync-folder-items.ts'
import type { ResponseContext } from './soap/response-reader.ts'
import { withBasicAuthentication } from './transport/basic-authentication.ts'
import { withCookies } from './transport/cookie-jar.ts'
import { discardBody } from './transport/discard-body.ts'
import { createNodeTransport } from './transport/node-transport.ts'
import { type Transport, TransportFailure } from './transport/transport.ts'

export type ExchangeClientOptions = {
  /** Address of the EWS service. */
  readonly url: string
  readonly credential: Credential
  /** Primary SMTP address; the front end of Exchange finds the right back end with it. */
  readonly mailbox: string
  /** As it is sent, for example `MS-EWS-Konnektor/1.0.0`. */
  readonly userAgent: string
  /** Further certificate authorities to trust, as PEM. Only for the default transport. */
  readonly extraAuthorities?: readonly string[]
  /** Default: a transport of its own; either way `close` closes it. */
  readonly transport?: Transport
}

type Parse<T> = (body: AsyncIterable<Uint8Array>, context: ResponseContext) => Promise<Result<T>>

/** @throws when an extra authority is no certificate */
export function createExchangeClient(options: ExchangeClientOptions): ExchangeClient {
  const { url, credential, mailbox, userAgent, extraAuthorities = [] } = options
  const wire = options.transport ?? createNodeTransport({ userAgent, extraAuthorities })
  const transport = withBasicAuthentication(withCookies(wire), credential)
  let info: ServerInfo | null = null

  const call = async <T>(
    body: string,
    folder: FolderReference | null,
    signal: AbortSignal,
    parse: Parse<T>,
  ): Promise<Result<T>> => {
    if (signal.aborted) return failure(appError('sync.cancelled'))
    const headers = { 'X-AnchorMailbox': mailbox }
    const sent = await transport.post({ url, headers, body, signal })
    if (!sent.ok) return sent
    const response = sent.value
    const { status, requestId } = response
    info = { status, version: info?.version ?? null, server: response.headers.server ?? null, requestId }
    const problem = httpError(response, url)
    if (problem !== null) {
      await discardBody(response)
      return failure(withRequestId(problem, requestId))
    }
    const read = await parse(cancellable(response.body, signal), {
      userName: credential.userName,
      mailbox: addressedMailbox(folder) ?? mailbox,
      namesMailbox: folder !== null && namesMailbox(folder),
      onDidRead: ({ serverVersion }) => {
        if (info !== null && serverVersion !== null) info = { ...info, version: serverVersion }
      },
    })
    return read.ok ? read : failure(withRequestId(read.error, requestId))
  }

  return {
    getFolder: (folder, signal, properties = 'counts') =>
      call(getFolder.build({ folder, properties }), folder, signal, getFolder.parse),
    syncFolderItems: (request, signal) =>
      call(syncFolderItems.build(request), request.folder, signal, syncFolderItems.parse),
    getItems: (ids, signal, onElement) => {
      const distinct = [...new Set(ids)]
      // The schema wants at least one id; nothing asked for is nothing to send.
      if (distinct.length === 0) return Promise.resolve({ ok: true, value: undefined })
      return call(getItem.build(distinct), null, signal, (body, context) =>
        getItem.parse(body, distinct, context, onElement),
      )
    },
    serverInfo: () => info,
    close: () => transport.close(),
  }
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
