/**
 * GetItem: items in batches, messages with their MIME content or items by their properties (MS-OXWSCORE 3.1.4.4).
 *
 * Items are handed on as they are read, and reading waits until they are taken; see `batch.ts`.
 */
import type { ExchangeOperation } from '../call.ts'
import type { OpenContentSink } from '../content-sink.ts'
import type { ExchangeItemId } from '../ids.ts'
import type { ExchangeItem } from '../item.ts'
import { KEY_PROPERTIES } from '../item-keys.ts'
import type { ItemShape } from '../item-shape.ts'
import type { FetchedItem } from '../message.ts'
import { escapeXml, soapEnvelope } from '../soap/envelope.ts'
import { type TakeElement, batchOperation } from './batch.ts'
import { ItemPropertiesReader } from './item/item-properties-reader.ts'
import { MessageReader } from './message-reader.ts'
import { type PropertyName, itemShapeXml, propertyXml } from './property-xml.ts'

/** What `FetchedItem` needs; a failure on one item (a property it cannot have) is data of that item. */
const MESSAGE_PROPERTIES: readonly PropertyName[] = [
  'item:ItemClass',
  'item:Subject',
  'item:Categories',
  'item:Importance',
  'item:DateTimeSent',
  'item:DateTimeReceived',
  'item:DateTimeCreated',
  'item:LastModifiedTime',
  'item:HasAttachments',
  'item:IsDraft',
  'item:Flag',
  'message:BccRecipients',
  'message:From',
  'message:Sender',
  'message:IsRead',
  'message:InternetMessageId',
  ...KEY_PROPERTIES,
]

const MESSAGE_SHAPE =
  '<m:ItemShape><t:BaseShape>IdOnly</t:BaseShape><t:IncludeMimeContent>true</t:IncludeMimeContent>' +
  `<t:AdditionalProperties>${MESSAGE_PROPERTIES.map(propertyXml).join('')}</t:AdditionalProperties></m:ItemShape>`

/** What is read of each item. */
export type GetItemShape = 'message' | ItemShape

/** @param ids each once, at least one */
export function messagesOperation(
  ids: readonly ExchangeItemId[],
  openSink: OpenContentSink,
  onElement: TakeElement<ExchangeItemId, FetchedItem>,
): ExchangeOperation<void> {
  return batchOperation({
    name: 'GetItem',
    ids,
    build: (missing) => build(missing, 'message'),
    newReader: () => new MessageReader(openSink),
    onElement,
  })
}

/** @param ids each once, at least one */
export function propertiesOperation(
  ids: readonly ExchangeItemId[],
  shape: ItemShape,
  onElement: TakeElement<ExchangeItemId, ExchangeItem>,
): ExchangeOperation<void> {
  return batchOperation({
    name: 'GetItem',
    ids,
    build: (missing) => build(missing, shape),
    newReader: () => new ItemPropertiesReader(),
    onElement,
  })
}

export function build(ids: readonly ExchangeItemId[], shape: GetItemShape): string {
  return soapEnvelope(
    `<m:GetItem>${shape === 'message' ? MESSAGE_SHAPE : itemShapeXml(shape)}` +
      `<m:ItemIds>${ids.map((id) => `<t:ItemId Id="${escapeXml(id)}"/>`).join('')}</m:ItemIds></m:GetItem>`,
  )
}
