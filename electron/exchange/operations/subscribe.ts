/** Subscribe: a streaming subscription, which lives as long as connections ask for its events (MS-OXWSNTIF 3.1.4.4). */
import { type Result, failure, ok } from '#shared/result.ts'
import type { ExchangeOperation } from '../call.ts'
import { malformedResponse } from '../errors.ts'
import type { SubscriptionId } from '../ids.ts'
import type { EventType, SubscribeRequest } from '../notification.ts'
import { soapEnvelope } from '../soap/envelope.ts'
import type { ResponseContext } from '../soap/response-reader.ts'
import { textOf } from '../soap/xml-element.ts'
import { folderReferenceXml } from './folder-reference.ts'
import { readSingleTree } from './tree.ts'

export const EVENT_ELEMENTS: Readonly<Record<EventType, string>> = {
  copied: 'CopiedEvent',
  created: 'CreatedEvent',
  deleted: 'DeletedEvent',
  modified: 'ModifiedEvent',
  moved: 'MovedEvent',
  'new-mail': 'NewMailEvent',
  'free-busy-changed': 'FreeBusyChangedEvent',
}

/** An answer that is lost leaves a subscription behind, which the server ends by itself. */
export function operation(request: SubscribeRequest): ExchangeOperation<SubscriptionId> {
  const folder = request.folders === 'all' ? null : request.folders[0]
  return { name: 'Subscribe', effect: 'idempotent', body: build(request), folder, parse }
}

export function build({ folders, events }: SubscribeRequest): string {
  const types = events.map((event) => `<t:EventType>${EVENT_ELEMENTS[event]}</t:EventType>`).join('')
  const where =
    folders === 'all' ? '' : `<t:FolderIds>${folders.map(folderReferenceXml).join('')}</t:FolderIds>`
  return soapEnvelope(
    `<m:Subscribe><m:StreamingSubscriptionRequest${folders === 'all' ? ' SubscribeToAllFolders="true"' : ''}>` +
      `${where}<t:EventTypes>${types}</t:EventTypes></m:StreamingSubscriptionRequest></m:Subscribe>`,
  )
}

export function parse(
  body: AsyncIterable<Uint8Array>,
  context: ResponseContext,
): Promise<Result<SubscriptionId>> {
  return readSingleTree(body, context, (message) => {
    const id = textOf(message, 'SubscriptionId') as SubscriptionId | null
    return id === null ? failure(malformedResponse('no SubscriptionId')) : ok(id)
  })
}
