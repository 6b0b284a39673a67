/**
 * Who asks for read receipts. When Winoffice Prime and Outlook both do, recipients get two questions for one matter.
 *
 * Neither side has a setting that can be read: Outlook keeps it on the computer of its user, and no configuration object
 * of Exchange holds it. What was sent tells: the last messages in the sent items, where those that this product put there
 * carry its client id. Rejected: a setting for Winoffice Prime in this application, which nobody would keep in step.
 */
import type { Detail } from '#shared/domain/connection-test.ts'
import { CLIENT_ID } from '../exchange/gateway/client-id.ts'
import { extendedValue } from '../exchange/extended-property.ts'
import type { ExchangeItem } from '../exchange/item.ts'
import type { ItemShape } from '../exchange/item-shape.ts'
import { isTrue } from '../exchange/soap/values.ts'
import { EXCHANGE_STEP_TIMEOUT, clientsOf, failed, serverDetails } from './exchange-steps.ts'
import type { Step } from './step.ts'

const LOOKED_AT = 100 // of the last sent ones; a setting shows in each of them

const SHAPE: ItemShape = {
  base: 'IdOnly',
  properties: ['message:IsReadReceiptRequested'],
  extended: [CLIENT_ID],
  body: 'best',
}

export const readReceipts: Step = {
  id: 'read-receipts',
  timeout: EXCHANGE_STEP_TIMEOUT,
  needsAccount: true,
  onFailure: 'go-on',
  bodies: 'not-kept',
  run: async (target, account, findings, signal) => {
    if (!account.sync.syncedKinds.includes('emails')) {
      return { state: 'skipped', verdict: { name: 'emails-not-synchronised', params: {} } }
    }
    const opened = await clientsOf(target, account, findings)
    if (!opened.ok) return failed(opened.error, null)
    const client = opened.value.mailbox
    const found = await client.findItems(
      {
        folder: { kind: 'distinguished', name: 'sentitems', mailbox: account.mailbox },
        shape: SHAPE,
        view: { kind: 'page', offset: 0, size: LOOKED_AT, from: 'start' },
        sort: [{ property: 'item:DateTimeReceived', direction: 'descending' }],
      },
      signal,
    )
    if (!found.ok) return failed(found.error, client)
    const isOurs = (item: ExchangeItem): boolean => extendedValue(item.extendedProperties, CLIENT_ID) !== null
    const prime = asking(found.value.items.filter(isOurs))
    const others = asking(found.value.items.filter((item) => !isOurs(item)))
    const details: Detail[] = [
      { name: 'sentByPrime', value: `${prime.asking} / ${prime.count}` },
      { name: 'sentByOthers', value: `${others.asking} / ${others.count}` },
      ...serverDetails(client),
    ]
    const params = {
      ...{ byPrime: prime.asking, ofPrime: prime.count },
      ...{ byOthers: others.asking, ofOthers: others.count },
    }
    if (prime.asking > 0 && others.asking > 0) {
      return { state: 'warning', verdict: { name: 'read-receipts-on-both-sides', params }, details }
    }
    const name =
      prime.asking + others.asking > 0 ? 'read-receipts-on-one-side' : 'read-receipts-not-requested'
    return {
      state: 'passed',
      verdict: { name, params: { ...params, count: found.value.items.length } },
      details,
    }
  },
}

function asking(items: readonly ExchangeItem[]): { asking: number; count: number } {
  const those = items.filter(({ others }) =>
    others.some(({ name, text }) => name === 'IsReadReceiptRequested' && isTrue(text)),
  )
  return { asking: those.length, count: items.length }
}
