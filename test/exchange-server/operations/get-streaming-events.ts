/**
 * GetStreamingEvents: one envelope after the other on an open connection (MS-OXWSNTIF 3.1.4.2).
 *
 * The first says OK at once, then comes one for each batch of events and a heartbeat when nothing happens, and at the
 * end of the asked time `Closed`. A subscription that is gone ends the connection with its id.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { notificationXml, statusXml } from '../notifications/event-xml.ts'
import type { Subscription } from '../notifications/subscriptions.ts'
import { ResponseError } from '../soap/fault.ts'
import { type XmlElement, childText } from '../soap/xml-tree.ts'
import { type Xml, all, element, leaf } from '../soap/xml-writer.ts'
import {
  type Operation,
  type OperationContext,
  errorMessage,
  required,
  successMessage,
  wholeNumber,
} from './operation.ts'

const NAME = 'GetStreamingEvents'
const HEARTBEAT_MILLISECONDS = 45_000 // as Exchange

export const getStreamingEvents: Operation = {
  name: NAME,
  handle: (request, context) => stream(request, context),
}

async function* stream(request: XmlElement, context: OperationContext): AsyncGenerator<Xml> {
  const minutes = wholeNumber(childText(request, 'ConnectionTimeout'), 'ConnectionTimeout')
  const ids = required(request, 'SubscriptionIds').children.map(({ text }) => text.trim())
  const found = find(ids, context)
  if ('missing' in found) {
    yield lost(found.missing)
    return
  }
  const end = Date.now() + minutes * 60_000
  yield response(successMessage(NAME, leaf('m:ConnectionStatus', 'OK')))
  const isGone = (): boolean => context.signal.aborted
  while (Date.now() < end && !isGone()) {
    const arrived = await anythingArrives(
      found.subscriptions,
      Math.min(end - Date.now(), context.heartbeat ?? HEARTBEAT_MILLISECONDS),
      context.signal,
    )
    if (isGone()) return
    const still = find(ids, context)
    if ('missing' in still) {
      yield lost(still.missing)
      return
    }
    if (!arrived && Date.now() >= end) break
    const notifications = found.subscriptions.flatMap((subscription) => {
      const events = subscription.take()
      if (events.length > 0) return [notificationXml(subscription, events)]
      return arrived ? [] : [statusXml(subscription)]
    })
    if (notifications.length > 0) {
      yield response(successMessage(NAME, element('m:Notifications', {}, all(notifications))))
    }
  }
  yield response(successMessage(NAME, leaf('m:ConnectionStatus', 'Closed')))
}

function lost(ids: readonly string[]): Xml {
  return response(
    errorMessage(
      NAME,
      new ResponseError('ErrorInvalidSubscription', 'One or more subscriptions are invalid.'),
      element('m:ErrorSubscriptionIds', {}, all(ids.map((id) => leaf('t:SubscriptionId', id)))),
    ),
  )
}

function find(
  ids: readonly string[],
  { subscriptions }: OperationContext,
): { readonly subscriptions: readonly Subscription[] } | { readonly missing: readonly string[] } {
  const found: Subscription[] = []
  const missing: string[] = []
  for (const id of ids) {
    try {
      found.push(subscriptions.find(id))
    } catch {
      missing.push(id)
    }
  }
  return missing.length > 0 ? { missing } : { subscriptions: found }
}

async function anythingArrives(
  subscriptions: readonly Subscription[],
  milliseconds: number,
  signal: AbortSignal,
): Promise<boolean> {
  if (subscriptions.some(({ isWaiting }) => isWaiting)) return true
  const timer = new AbortController()
  const arrival = new Promise<true>((resolve) => {
    for (const subscription of subscriptions)
      subscription.onDidArrive(() => {
        resolve(true)
      })
    signal.addEventListener(
      'abort',
      () => {
        resolve(true)
      },
      { once: true, signal: timer.signal },
    )
  })
  try {
    const silence = wait(milliseconds, false, { signal: timer.signal }).catch(() => false)
    return await Promise.race([arrival, silence])
  } finally {
    timer.abort()
  }
}

function response(message: Xml): Xml {
  return element(`m:${NAME}Response`, {}, element('m:ResponseMessages', {}, message))
}
