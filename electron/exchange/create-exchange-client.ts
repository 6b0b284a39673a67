/**
 * Makes the EWS client of one account: a transport that signs in by itself, and the operations on top of it.
 *
 * A call goes down (operation → transport) and its answer up (status → SOAP → values). The client holds one transport
 * and one address for its life; changed values mean a new client.
 */
import { type Result, ok } from '#shared/result.ts'
import { type CallWait, createExchangeCaller } from './call.ts'
import { contentSpool } from './content-spool.ts'
import type { ExchangeClient } from './exchange-client.ts'
import type { GatePair } from './gate.ts'
import { createExchangeGateway } from './gateway/create-exchange-gateway.ts'
import type { ExchangeGateway } from './gateway/exchange-gateway.ts'
import * as findItem from './operations/find-item.ts'
import * as getAttachment from './operations/get-attachment.ts'
import * as getFolder from './operations/get-folder.ts'
import * as getItem from './operations/get-item.ts'
import * as getStreamingEvents from './operations/get-streaming-events.ts'
import * as subscribe from './operations/subscribe.ts'
import * as syncFolderHierarchy from './operations/sync-folder-hierarchy.ts'
import * as syncFolderItems from './operations/sync-folder-items.ts'
import * as unsubscribe from './operations/unsubscribe.ts'
import type { RetryLimits } from './retry.ts'
import { withImpersonation } from './transport/impersonation.ts'
import type { Transport } from './transport/transport.ts'

export type ExchangeClientOptions = {
  /** Address of the EWS service. */
  readonly url: string
  /** Primary SMTP address; the front end of Exchange finds the right back end with it. */
  readonly mailbox: string
  /** As whom the transport signs in, for the texts of errors. */
  readonly userName: string
  /** Signs in by itself; `close` closes it. */
  readonly transport: Transport
  /** Where large contents go while they arrive. Default: they stay in memory. */
  readonly spoolFolder?: string
  /** Acts as the owner of the mailbox, by the right of impersonation that the credential must have. */
  readonly impersonates?: boolean
  /** The mailbox to whose server the calls go, when it is another one: that of a group of subscriptions. */
  readonly anchor?: string
  /** Default: calls go out as they come. */
  readonly gates?: GatePair
  /** Default: those of the product. */
  readonly retryLimits?: RetryLimits
  /** Told before a call waits because the server asked for it, or before it is tried again. */
  readonly onWillWait?: (wait: CallWait) => void
}

/** Reading and writing: both go through one transport, one sign-in and one cookie jar. */
export type ExchangeConnection = ExchangeClient & { readonly gateway: ExchangeGateway }

export function createExchangeClient(options: ExchangeClientOptions): ExchangeConnection {
  const { mailbox, impersonates = false } = options
  const transport = impersonates ? withImpersonation(options.transport, mailbox) : options.transport
  const caller = createExchangeCaller({ ...options, transport })
  const openSink = contentSpool({ folder: options.spoolFolder ?? null })

  return {
    getFolder: (folder, signal, properties = 'counts') =>
      caller.call(getFolder.operation({ folder, properties }), signal),
    syncFolderHierarchy: (request, signal) => caller.call(syncFolderHierarchy.operation(request), signal),
    syncFolderItems: (request, signal) => caller.call(syncFolderItems.operation(request), signal),
    findItems: (request, signal) => caller.call(findItem.operation(request), signal),
    getItems: (ids, signal, onElement) =>
      batch(ids, (distinct) => caller.call(getItem.messagesOperation(distinct, openSink, onElement), signal)),
    getItemProperties: ({ ids, shape }, signal, onElement) =>
      batch(ids, (distinct) => caller.call(getItem.propertiesOperation(distinct, shape, onElement), signal)),
    getAttachments: (ids, signal, onElement) =>
      batch(ids, (distinct) => caller.call(getAttachment.operation(distinct, openSink, onElement), signal)),
    subscribe: (request, signal) => caller.call(subscribe.operation(request), signal),
    unsubscribe: (id, signal) => caller.call(unsubscribe.operation(id), signal),
    getStreamingEvents: (request, signal, onNotification) =>
      caller.call(getStreamingEvents.operation(request, onNotification), signal),
    gateway: createExchangeGateway(caller),
    serverInfo: () => caller.serverInfo(),
    close: () => transport.close(),
  }
}

/** The schema wants at least one id; nothing asked for is nothing to send. */
async function batch<Id>(
  ids: readonly Id[],
  call: (distinct: readonly Id[]) => Promise<Result<void>>,
): Promise<Result<void>> {
  const distinct = [...new Set(ids)]
  return distinct.length === 0 ? ok(undefined) : await call(distinct)
}
