/**
 * CreateItem: new items from properties or MIME content, saved, sent or both (MS-OXWSCORE 3.1.4.2, MS-OXWSMSG).
 *
 * Where an item comes to lie when no folder is named: drafts for messages, sentitems for what was sent, calendar,
 * tasks and contacts for their kinds.
 */
import { applyExceptions } from '../mailbox/apply-exceptions.ts'
import { completeItem } from '../mailbox/complete-item.ts'
import { MEETING_ANSWERS, answerMeeting } from '../meetings/answer-meeting.ts'
import { inviteAll, requireTelling } from '../meetings/tell-attendees.ts'
import { newContent } from '../mailbox/item-content.ts'
import { requireSize } from '../mailbox/message-size.ts'
import type { Item, ItemElement } from '../mailbox/item.ts'
import type { Folder } from '../mailbox/folder.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { settled } from '../receipts/read-receipts.ts'
import type { ItemInput } from '../shapes/item-input.ts'
import { readItemInput } from '../shapes/read-item.ts'
import { ResponseError } from '../soap/fault.ts'
import { type XmlElement, child } from '../soap/xml-tree.ts'
import { type Xml, all, element } from '../soap/xml-writer.ts'
import {
  type Operation,
  type OperationContext,
  locateFolder,
  locateItem,
  required,
  respond,
} from './operation.ts'
import { MESSAGE_ANSWERS, readMessageAnswer } from './response-objects.ts'
import { locateFolderToChange, locateItemToChange } from './write-access.ts'
import { itemReference } from './item-reference.ts'

export type MessageDisposition = 'SaveOnly' | 'SendOnly' | 'SendAndSaveCopy'

const HOME: Readonly<Partial<Record<ItemElement, string>>> = {
  CalendarItem: 'calendar',
  Task: 'tasks',
  Contact: 'contacts',
  DistributionList: 'contacts',
}

const HOME_KIND: Readonly<
  Partial<Record<ItemElement, { readonly element: Folder['element']; readonly code: string }>>
> = {
  CalendarItem: { element: 'CalendarFolder', code: 'ErrorCannotCreateCalendarItemInNonCalendarFolder' },
  Task: { element: 'TasksFolder', code: 'ErrorCannotCreateTaskInNonTaskFolder' },
  Contact: { element: 'ContactsFolder', code: 'ErrorCannotCreateContactInNonContactFolder' },
}

export const DEFAULT_CLASS: Readonly<Record<ItemElement, string>> = {
  Item: 'IPM.Note',
  Message: 'IPM.Note',
  CalendarItem: 'IPM.Appointment',
  Task: 'IPM.Task',
  Contact: 'IPM.Contact',
  DistributionList: 'IPM.DistList',
  PostItem: 'IPM.Post',
  MeetingRequest: 'IPM.Schedule.Meeting.Request',
  MeetingResponse: 'IPM.Schedule.Meeting.Resp.Pos',
  MeetingCancellation: 'IPM.Schedule.Meeting.Canceled',
  SharingMessage: 'IPM.Sharing',
  RoleMember: 'IPM.RoleMember',
  Network: 'IPM.Network',
  Person: 'IPM.Contact.Person',
}

export const createItem: Operation = {
  name: 'CreateItem',
  handle: (request, context) => {
    const target = child(request, 'SavedItemFolderId')?.children[0]
    const disposition = request.attributes.MessageDisposition as MessageDisposition | undefined
    const telling = request.attributes.SendMeetingInvitations
    return respond(
      'CreateItem',
      required(request, 'Items').children,
      async (requested) =>
        element('m:Items', {}, await create(requested, { target, disposition, telling, context })),
      element('m:Items', {}),
    )
  },
}

async function create(
  requested: XmlElement,
  options: {
    readonly target: XmlElement | undefined
    readonly disposition: MessageDisposition | undefined
    readonly telling: string | undefined
    readonly context: OperationContext
  },
): Promise<Xml | undefined> {
  const { context, disposition, target } = options
  if (MEETING_ANSWERS.has(requested.name)) return await answer(requested, options)
  if (requested.name === 'SuppressReadReceipt') {
    suppressReceipt(requested, context)
    return undefined
  }
  const input = await readInput(requested, context)
  const isMessage = input.element === 'Message' || input.element === 'SharingMessage'
  const telling = requireTelling(input, options.telling, 'ErrorSendMeetingInvitationsRequired')
  if (isMessage && disposition === undefined) {
    throw new ResponseError(
      'ErrorMessageDispositionRequired',
      'Message disposition is required for the operation.',
    )
  }
  const sends = isMessage && disposition !== 'SaveOnly'
  const isMime = isMessage && input.mime !== undefined // then its class is in the content
  const { mailbox, folder } = locateTarget(
    target,
    context,
    HOME[input.element] ?? (sends ? 'sentitems' : 'drafts'),
  )
  refuseOtherFolders(input.element, folder)
  completeItem(input, { mailbox, zone: context.zone })
  const { bytes, envelope } = await newContent(input, mailbox)
  requireSize(bytes, context.maximumMessageBytes)
  if (sends) requireRecipients(envelope)
  const id = await mailbox.addMessage(bytes, {
    isRead: true,
    isDraft: isMessage && !sends,
    ...(!isMime && { itemClass: DEFAULT_CLASS[input.element] }),
    receivedAt: Date.now(),
    ...input.state,
    element: input.element,
    fields: input.fields,
    envelope,
    folder: folder.id,
  })
  await applyExceptions(mailbox, id, input.exceptions, context.zone)
  const item = stored(mailbox, id)
  if (sends) {
    await sendItem(mailbox, item, context)
    if (disposition === 'SendOnly') {
      mailbox.deleteMessage(id)
      return undefined
    }
  }
  if (input.element === 'CalendarItem') await inviteAll(mailbox, item, telling, context)
  return itemReference(stored(mailbox, id))
}

async function readInput(requested: XmlElement, context: OperationContext): Promise<ItemInput> {
  if (!MESSAGE_ANSWERS.has(requested.name)) return await readItemInput(requested)
  const { mailbox, item } = locateItem(required(requested, 'ReferenceItemId'), context)
  return await readMessageAnswer(requested, mailbox, item)
}

function suppressReceipt(requested: XmlElement, context: OperationContext): void {
  const { mailbox, item } = locateItemToChange(required(requested, 'ReferenceItemId'), context)
  mailbox.updateMessage(item.id, { fields: settled(item.fields) })
}

async function answer(
  requested: XmlElement,
  { context, disposition }: { readonly context: OperationContext; readonly disposition: string | undefined },
): Promise<Xml> {
  const { mailbox, item } = locateItemToChange(required(requested, 'ReferenceItemId'), context)
  const sends = disposition !== 'SaveOnly'
  return all((await answerMeeting(requested.name, mailbox, item, sends, context)).map(itemReference))
}

/** Sends an item; without a recipient nothing is sent. @throws ResponseError */
export async function sendItem(mailbox: Mailbox, item: Item, { delivery }: OperationContext): Promise<void> {
  requireRecipients(item)
  await delivery.send(mailbox.address, item)
}

function requireRecipients({ to, cc, bcc }: Pick<Item, 'to' | 'cc' | 'bcc'>): void {
  if (to.length + cc.length + bcc.length > 0) return
  throw new ResponseError('ErrorInvalidRecipients', 'At least one recipient isn’t valid.')
}

function locateTarget(
  target: XmlElement | undefined,
  context: OperationContext,
  home: string,
): ReturnType<typeof locateFolder> {
  if (target !== undefined) return locateFolderToChange(target, context)
  const folder = context.caller.folder(home)
  if (folder === undefined)
    throw new ResponseError('ErrorFolderNotFound', 'The specified folder could not be found in the store.')
  return { mailbox: context.caller, folder }
}

/** @throws ResponseError for a kind of item that has folders of its own, in another one */
function refuseOtherFolders(kind: ItemElement, { element: folderKind }: Folder): void {
  const home = HOME_KIND[kind]
  if (home === undefined || home.element === folderKind) return
  throw new ResponseError(home.code, 'Items of this kind cannot be created in a folder of another kind.')
}

function stored(mailbox: Mailbox, id: string): Item {
  const item = mailbox.item(id)
  if (item === undefined) throw new Error(`${mailbox.address} lost the item ${id}`)
  return item
}
