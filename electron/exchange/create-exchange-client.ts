/**
 * Makes the EWS client of one account: transport, cookies, sign-in and operations put together.
 *
 * A call goes down the layers (operation → sign-in → cookies → wire) and its answer up (status → SOAP → values).
 * The client holds one credential and one address for its life; changed values mean a new client.
 */
import { type CallWait, createExchangeCaller } from './call.ts'
import type { Credential } from './credential.ts'
import type { ExchangeClient } from './exchange-client.ts'
import type { GatePair } from './gate.ts'
import * as getFolder from './operations/get-folder.ts'
import * as getItem from './operations/get-item.ts'
import * as syncFolderItems from './operations/sync-folder-items.ts'
import type { RetryLimits } from './retry.ts'
import { withBasicAuthentication } from './transport/basic-authentication.ts'
import { withCookies } from './transport/cookie-jar.ts'
import { createNodeTransport } from './transport/node-transport.ts'
import type { Transport } from './transport/transport.ts'

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
  /** Default: calls go out as they come. */
  readonly gates?: GatePair
  /** Default: those of the product. */
  readonly retryLimits?: RetryLimits
  /** Told before a call waits because the server asked for it, or before it is tried again. */
  readonly onWillWait?: (wait: CallWait) => void
}

/** @throws when an extra authority is no certificate */
export function createExchangeClient(options: ExchangeClientOptions): ExchangeClient {
  const { credential, userAgent, extraAuthorities = [] } = options
  const wire = options.transport ?? createNodeTransport({ userAgent, extraAuthorities })
  const transport = withBasicAuthentication(withCookies(wire), credential)
  const caller = createExchangeCaller({ ...options, transport, userName: credential.userName })

  return {
    getFolder: (folder, signal, properties = 'counts') =>
      caller.call(getFolder.operation({ folder, properties }), signal),
    syncFolderItems: (request, signal) => caller.call(syncFolderItems.operation(request), signal),
    getItems: (ids, signal, onElement) => {
      const distinct = [...new Set(ids)]
      // The schema wants at least one id; nothing asked for is nothing to send.
      if (distinct.length === 0) return Promise.resolve({ ok: true, value: undefined })
      return caller.call(getItem.operation(distinct, onElement), signal)
    },
    serverInfo: () => caller.serverInfo(),
    close: () => transport.close(),
  }
}
