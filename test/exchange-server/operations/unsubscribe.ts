/** Unsubscribe: ends a subscription (MS-OXWSNTIF 3.1.4.5). */
import { sequence } from '../soap/xml-writer.ts'
import { type Operation, required, respond } from './operation.ts'

export const unsubscribe: Operation = {
  name: 'Unsubscribe',
  handle: (request, { subscriptions }) =>
    respond('Unsubscribe', [required(request, 'SubscriptionId')], ({ text }) => {
      subscriptions.remove(subscriptions.find(text.trim()).id)
      return sequence()
    }),
}
