/** Subscribe: pull and streaming notifications. Push needs a way back to the client and is refused (MS-OXWSNTIF). */
import type { EventKind } from '../notifications/mailbox-event.ts'
import { watermarkText } from '../notifications/event-xml.ts'
import { ResponseError } from '../soap/fault.ts'
import { child, childText, isTrue } from '../soap/xml-tree.ts'
import { leaf, sequence } from '../soap/xml-writer.ts'
import { type Operation, locateFolder, respond, wholeNumber } from './operation.ts'

export const subscribe: Operation = {
  name: 'Subscribe',
  handle: (request, context) =>
    respond('Subscribe', request.children.slice(0, 1), (wanted) => {
      if (wanted.name === 'PushSubscriptionRequest') {
        throw new ResponseError('ErrorInvalidRequest', 'Push notifications are not available here.')
      }
      const folders = child(wanted, 'FolderIds')?.children.map((reference) =>
        locateFolder(reference, context),
      )
      const mailbox = folders?.[0]?.mailbox ?? context.caller
      const all = isTrue(wanted.attributes.SubscribeToAllFolders)
      const isPull = wanted.name === 'PullSubscriptionRequest'
      const kinds = child(wanted, 'EventTypes')?.children.map(
        ({ text }) => text.replace(/Event$/, '') as EventKind,
      )
      const subscription = context.subscriptions.add({
        mailbox,
        folders: all || folders === undefined ? undefined : new Set(folders.map(({ folder }) => folder.id)),
        kinds: new Set(kinds),
        timeoutMilliseconds: isPull
          ? wholeNumber(childText(wanted, 'Timeout'), 'Timeout') * 60_000
          : undefined,
      })
      return sequence(
        leaf('m:SubscriptionId', subscription.id),
        isPull ? leaf('m:Watermark', watermarkText(0)) : undefined,
      )
    }),
}
