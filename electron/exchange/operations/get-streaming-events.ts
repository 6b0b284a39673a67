/**
 * GetStreamingEvents: what happens in subscriptions, told on an open connection (MS-OXWSNTIF 3.1.4.3).
 *
 * The answer is one envelope after the other for as long as was asked for: an OK, then events as they happen and
 * heartbeats in between, `Closed` at the end. Each is handed on when its envelope is complete, however the bytes are
 * cut, and reading waits for who takes it. Nothing is kept from one envelope to the next.
 *
 * Rejected: an async iterator. Who leaves it without closing it would keep the connection open; a handler that is
 * called until the call settles cannot.
 */
import { type Result, ok } from '#shared/result.ts'
import type { ExchangeOperation } from '../call.ts'
import type { ExchangeFolderId, ExchangeItemId, SubscriptionId } from '../ids.ts'
import { EVENT_TYPES, type EventType, type MailboxEvent, type Notification } from '../notification.ts'
import { escapeXml, soapEnvelope } from '../soap/envelope.ts'
import { type ResponseContext, readResponse } from '../soap/response-reader.ts'
import { instantOrNull } from '../soap/values.ts'
import { type XmlElement, childOf, idOf, textOf } from '../soap/xml-element.ts'
import { EVENT_ELEMENTS } from './subscribe.ts'
import { type MessageTree, TreeReader } from './tree.ts'

export const MAX_MINUTES = 30 // the schema refuses more

export type GetStreamingEventsRequest = {
  readonly subscriptionIds: readonly [SubscriptionId, ...SubscriptionId[]]
  /** 1 to 30; others are brought into this range. */
  readonly minutes: number
}

export type TakeNotification = (notification: Notification) => Promise<void> | void

export function operation(
  request: GetStreamingEventsRequest,
  onNotification: TakeNotification,
): ExchangeOperation<void> {
  return {
    name: 'GetStreamingEvents',
    effect: 'read',
    body: build(request),
    folder: null,
    standing: minutesOf(request) * 60_000,
    parse: (body, context) => parse(body, context, onNotification),
  }
}

export function build(request: GetStreamingEventsRequest): string {
  const ids = request.subscriptionIds
    .map((id) => `<t:SubscriptionId>${escapeXml(id)}</t:SubscriptionId>`)
    .join('')
  return soapEnvelope(
    `<m:GetStreamingEvents><m:SubscriptionIds>${ids}</m:SubscriptionIds>` +
      `<m:ConnectionTimeout>${minutesOf(request)}</m:ConnectionTimeout></m:GetStreamingEvents>`,
  )
}

function minutesOf({ minutes }: GetStreamingEventsRequest): number {
  return Math.min(Math.max(Math.trunc(minutes) || 1, 1), MAX_MINUTES)
}

/** @returns success when the server ended the connection in order; otherwise what ended it */
export async function parse(
  body: AsyncIterable<Uint8Array>,
  context: ResponseContext,
  onNotification: TakeNotification,
): Promise<Result<void>> {
  // Set inside a callback, which the control flow of the type checker does not follow.
  let failed = null as Result<void> | null
  const reader = new StreamReader()
  const read = await readResponse(
    body,
    reader,
    context,
    async (message) => {
      if (message.ok) {
        for (const notification of notificationsIn(message.value)) await onNotification(notification)
      } else failed ??= message
      const subscriptionIds = reader.takeLost()
      if (subscriptionIds.length > 0) await onNotification({ kind: 'lost', subscriptionIds })
    },
    'many',
  )
  if (failed !== null) return failed
  return read.ok ? ok(undefined) : read
}

/** Also reads what an error message, which has no content otherwise, says about subscriptions that are gone. */
class StreamReader extends TreeReader {
  #lost: SubscriptionId[] = []

  takeLost(): readonly SubscriptionId[] {
    const lost = this.#lost
    this.#lost = []
    return lost
  }

  protected override take(element: XmlElement): void {
    if (element.name !== 'ErrorSubscriptionIds') super.take(element)
    else this.#lost.push(...element.children.map(({ text }) => text.trim() as SubscriptionId))
  }
}

function* notificationsIn(message: MessageTree): Generator<Notification> {
  for (const element of message.children) {
    if (element.name === 'ConnectionStatus') {
      yield { kind: element.text.trim() === 'Closed' ? 'closed' : 'open' }
    } else if (element.name === 'Notifications') {
      for (const notification of element.children) yield* eventsIn(notification)
    } else if (element.name === 'Notification') yield* eventsIn(element)
  }
}

function* eventsIn(notification: XmlElement): Generator<Notification> {
  const subscriptionId = (textOf(notification, 'SubscriptionId') ?? '') as SubscriptionId
  const events = notification.children
    .filter(({ name }) => name.endsWith('Event') && name !== 'StatusEvent')
    .map(eventOf)
  if (events.length > 0) yield { kind: 'events', subscriptionId, events }
  else if (childOf(notification, 'StatusEvent') !== undefined) yield { kind: 'heartbeat', subscriptionId }
}

function eventOf(element: XmlElement): MailboxEvent {
  const type = EVENT_TYPES.find((known: EventType) => EVENT_ELEMENTS[known] === element.name)
  return {
    type: type ?? { unknown: element.name },
    at: instantOrNull(textOf(element, 'TimeStamp')),
    itemId: idOf(element, 'ItemId') as ExchangeItemId | null,
    folderId: idOf(element, 'FolderId') as ExchangeFolderId | null,
    parentFolderId: idOf(element, 'ParentFolderId') as ExchangeFolderId | null,
    oldItemId: idOf(element, 'OldItemId') as ExchangeItemId | null,
    oldFolderId: idOf(element, 'OldFolderId') as ExchangeFolderId | null,
    oldParentFolderId: idOf(element, 'OldParentFolderId') as ExchangeFolderId | null,
  }
}
