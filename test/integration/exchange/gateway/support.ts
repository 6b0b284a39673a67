/** A test server that refuses whatever breaks the schema, and the gateway of one of its mailboxes. */
import { randomUUID } from 'node:crypto'
import { createExchangeClient, type ExchangeConnection } from '#electron/exchange/create-exchange-client.ts'
import type { ChangeKey, ExchangeItemId } from '#electron/exchange/exchange-client.ts'
import type { StoredItem } from '#electron/exchange/gateway/exchange-gateway.ts'
import { type ClientId, type ItemReference, clientIdOf } from '#electron/exchange/gateway/values.ts'
import { withBasicAuthentication } from '#electron/exchange/transport/basic-authentication.ts'
import { withCookies } from '#electron/exchange/transport/cookie-jar.ts'
import { createNodeTransport } from '#electron/exchange/transport/node-transport.ts'
import type { Result } from '#shared/result.ts'
import { type ExchangeServer, startExchangeServer } from '#test/exchange-server/server.ts'

export const ANNA = 'anna.meier@contoso.example'
export const BEAT = 'beat.vogel@contoso.example'
/** Only there to be found. */
export const NAMESAKE = 'beat.huber@contoso.example'
export const PASSWORD = 'geheim'

export const folder = (name: 'inbox' | 'drafts' | 'calendar' | 'tasks' | 'sentitems' | 'msgfolderroot') =>
  ({ kind: 'distinguished', name, mailbox: null }) as const

export const signal = (): AbortSignal => new AbortController().signal
export const newClientId = (): ClientId => clientIdOf(randomUUID())!

/** Mails nobody and suppresses receipts. */
export const QUIETLY = { mailed: 'nobody', readReceipts: 'suppress', affectedTaskOccurrences: 'all' } as const

export function startServer(): Promise<ExchangeServer> {
  return startExchangeServer({
    mailboxes: [ANNA, BEAT, NAMESAKE].map((address) => ({ address, password: PASSWORD })),
    validate: 'requests-and-responses',
  })
}

export function connect(server: { readonly url: string }, mailbox: string): ExchangeConnection {
  const wire = withCookies(createNodeTransport({ userAgent: 'MS-EWS-Konnektor/0.0.0' }))
  const credential = { kind: 'basic', userName: mailbox, password: PASSWORD } as const
  const transport = withBasicAuthentication(wire, credential)
  return createExchangeClient({ url: server.url, mailbox, userName: mailbox, transport })
}

/** The value; a failure fails the test with its error. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

/** The values of every element. */
export function valuesOf<T>(result: Result<readonly Result<T>[]>): T[] {
  return valueOf(result).map(valueOf)
}

export function storedItem(item: StoredItem | null | undefined): {
  readonly id: ExchangeItemId
  readonly changeKey: ChangeKey
} {
  const changeKey = item?.changeKey ?? null
  if (!item || changeKey === null) throw new Error('expected an item with a change key')
  return { id: item.id, changeKey }
}

export function reference(item: StoredItem | null | undefined): ItemReference {
  return { kind: 'item', ...storedItem(item) }
}
