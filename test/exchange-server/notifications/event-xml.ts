/** Writes t:Notification with its events. */
import { type Xml, all, element, leaf } from '../soap/xml-writer.ts'
import type { MailboxEvent } from './mailbox-event.ts'
import type { NumberedEvent, Subscription } from './subscriptions.ts'

/** The mark of a place in a subscription, opaque to clients. */
export const watermarkText = (watermark: number): string =>
  Buffer.from(`watermark ${watermark}`, 'utf8').toString('base64')

/** The place that a mark stands for; NaN when it is none. */
export function readWatermark(text: string): number {
  const read = /^watermark (\d+)$/.exec(Buffer.from(text, 'base64').toString('utf8'))?.[1]
  return read === undefined ? Number.NaN : Number(read)
}

export function notificationXml(
  subscription: Subscription,
  events: readonly NumberedEvent[],
  pulled?: { readonly previous: number; readonly more: boolean },
): Xml {
  return element(
    // The schema has it in the messages namespace for GetEvents, in that of the types for streaming.
    pulled ? 'm:Notification' : 't:Notification',
    {},
    leaf('t:SubscriptionId', subscription.id),
    pulled && leaf('t:PreviousWatermark', watermarkText(pulled.previous)),
    pulled && leaf('t:MoreEvents', pulled.more),
    all(events.map((event) => eventXml(event, pulled !== undefined))),
  )
}

/** What tells a streaming client that its connection lives, and a pulling one that nothing happened. */
export function statusXml(subscription: Subscription, pulled?: { readonly previous: number }): Xml {
  return element(
    pulled ? 'm:Notification' : 't:Notification',
    {},
    leaf('t:SubscriptionId', subscription.id),
    pulled && leaf('t:PreviousWatermark', watermarkText(pulled.previous)),
    pulled && leaf('t:MoreEvents', false),
    element('t:StatusEvent', {}, pulled && leaf('t:Watermark', watermarkText(subscription.watermark))),
  )
}

function eventXml(event: NumberedEvent, withWatermark: boolean): Xml {
  const isItem = event.object === 'item'
  return element(
    `t:${event.kind}Event`,
    {},
    withWatermark ? leaf('t:Watermark', watermarkText(event.watermark)) : undefined,
    leaf('t:TimeStamp', new Date(event.at).toISOString()),
    element(isItem ? 't:ItemId' : 't:FolderId', { Id: event.id, ChangeKey: event.changeKey }),
    element('t:ParentFolderId', { Id: event.parentId }),
    oldXml(event),
  )
}

function oldXml({ old, object }: MailboxEvent): Xml | undefined {
  if (old === undefined) return undefined
  return all([
    element(object === 'item' ? 't:OldItemId' : 't:OldFolderId', { Id: old.id }),
    element('t:OldParentFolderId', { Id: old.parentId }),
  ])
}
