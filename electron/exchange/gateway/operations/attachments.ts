/** CreateAttachment and DeleteAttachment (MS-OXWSATT 3.1.4.1 and 3.1.4.2). */
import { type Result, ok } from '#shared/result.ts'
import type { ExchangeOperation } from '../../call.ts'
import type { ChangeKey, ExchangeItemId } from '../../exchange-client.ts'
import { readElements } from '../element-results.ts'
import type { ElementResults, StoredAttachment } from '../exchange-gateway.ts'
import { ATTACHMENT_ID, IdReader, OptionalIdReader, ROOT_ITEM_ID } from '../id-reader.ts'
import { type LibraryItem, newLibraryItem } from '../library-items.ts'
import { libraryOperation } from '../library-operation.ts'
import type { Library } from '../library.ts'
import type { Writing } from '../request-writer.ts'
import type { CreateAttachmentsRequest, NewAttachment } from '../requests.ts'
import type { AttachmentId } from '../values.ts'

type LibraryAttachment = InstanceType<Library['FileAttachment'] | Library['ItemAttachment']>

export function createOperation(
  writing: Writing,
  request: CreateAttachmentsRequest,
): Result<ExchangeOperation<ElementResults<StoredAttachment>>> {
  return libraryOperation(writing, {
    name: 'CreateAttachment',
    effect: 'create',
    folder: null,
    build: ({ library, service }) => {
      const creation = new library.CreateAttachmentRequest(service)
      creation.ParentItemId = request.item
      creation.Attachments.push(...request.attachments.map((added) => libraryAttachment(writing, added)))
      return creation
    },
    parse: async (body, context) => {
      const reader = new IdReader<AttachmentId>(ATTACHMENT_ID)
      const read = await readElements(body, reader, context, request.attachments.length)
      if (!read.ok) return read
      return ok(
        read.value.map((element) =>
          element.ok ? ok({ id: element.value.id, itemChangeKey: element.value.changeKey }) : element,
        ),
      )
    },
  })
}

/** A repetition finds the attachments gone. */
export function deleteOperation(
  writing: Writing,
  attachments: readonly AttachmentId[],
): Result<ExchangeOperation<ElementResults<ChangeKey | null>>> {
  return libraryOperation(writing, {
    name: 'DeleteAttachment',
    effect: 'idempotent',
    folder: null,
    build: ({ library, service }) => {
      const deletion = new library.DeleteAttachmentRequest(service)
      deletion.Attachments.push(...attachments.map((Id) => ({ Id })))
      return deletion
    },
    parse: async (body, context) => {
      const reader = new OptionalIdReader<ExchangeItemId>(ROOT_ITEM_ID)
      const read = await readElements(body, reader, context, attachments.length)
      if (!read.ok) return read
      return ok(read.value.map((element) => (element.ok ? ok(element.value?.changeKey ?? null) : element)))
    },
  })
}

function libraryAttachment(writing: Writing, attachment: NewAttachment): LibraryAttachment {
  const { library, service } = writing
  if (attachment.kind === 'file') {
    const { name: Name, contentType: ContentType, content, inlineContentId } = attachment
    const Base64Content = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString(
      'base64',
    )
    const inline = inlineContentId === undefined ? {} : { ContentId: inlineContentId, IsInline: true }
    return Object.assign(new library.FileAttachment(service), { Name, ContentType, Base64Content, ...inline })
  }
  return Object.assign(new library.ItemAttachment(service), {
    Name: attachment.name,
    Item: attachedItem(writing, attachment),
  })
}

function attachedItem(
  { library, service }: Writing,
  attachment: Exclude<NewAttachment, { readonly kind: 'file' }>,
): LibraryItem {
  switch (attachment.kind) {
    case 'message':
      return newLibraryItem(library, service, 'message', attachment.item)
    case 'appointment':
      return newLibraryItem(library, service, 'appointment', attachment.item)
    case 'task':
      return newLibraryItem(library, service, 'task', attachment.item)
  }
}
