/** GetEvents: what happened since a watermark (MS-OXWSNTIF 3.1.4.1). */
import { notificationXml, readWatermark, statusXml } from '../notifications/event-xml.ts'
import { ResponseError } from '../soap/fault.ts'
import { childText } from '../soap/xml-tree.ts'
import { type Operation, required, respond } from './operation.ts'

export const getEvents: Operation = {
  name: 'GetEvents',
  handle: (request, { subscriptions }) =>
    respond('GetEvents', [required(request, 'SubscriptionId')], ({ text }) => {
      const subscription = subscriptions.find(text.trim())
      if (subscription.isStreaming) {
        throw new ResponseError('ErrorInvalidPullSubscriptionId', 'The subscription is not one for pulling.')
      }
      const previous = readWatermark(childText(request, 'Watermark') ?? '')
      const { events, more } = subscription.eventsAfter(previous)
      if (events.length === 0) return statusXml(subscription, { previous })
      return notificationXml(subscription, events, { previous, more })
    }),
}
