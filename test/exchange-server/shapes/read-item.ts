/**
 * Reads the properties of an item as a client writes them, in CreateItem and one by one in UpdateItem.
 *
 * What the mailbox knows by itself (subject, recipients, flags) goes into the envelope and the state, body and
 * attachments into the MIME content, everything else is kept as it is.
 */
import { readCalendar } from '../icalendar/read-calendar.ts'
import {
  type Address,
  type ExtendedProperty,
  type Importance,
  ITEM_ELEMENTS,
  type ItemElement,
  type Sensitivity,
} from '../mailbox/item.ts'
import { ResponseError } from '../soap/fault.ts'
import { type XmlElement, child, childText, isTrue } from '../soap/xml-tree.ts'
import { element } from '../soap/xml-writer.ts'
import { type ItemInput, emptyInput } from './item-input.ts'
import { takeMapiProperty } from './mapi-properties.ts'
import { readAttachment } from './read-attachment.ts'

/** What only the server sets; a client that tries gets ErrorInvalidPropertySet. */
const READ_ONLY: ReadonlySet<string> = new Set([
  'ItemId',
  'ParentFolderId',
  'DateTimeReceived',
  'Size',
  'IsSubmitted',
  'IsFromMe',
  'IsResend',
  'IsUnmodified',
  'DateTimeSent',
  'DateTimeCreated',
  'DisplayCc',
  'DisplayTo',
  'DisplayBcc',
  'HasAttachments',
  'LastModifiedName',
  'LastModifiedTime',
  'EffectiveRights',
  'ConversationId',
  'When',
  'Duration',
  'IsMeeting',
  'IsCancelled',
  'IsRecurring',
  'CalendarItemType',
  'MyResponseType',
  'Organizer',
  'FirstOccurrence',
  'LastOccurrence',
  'ModifiedOccurrences',
  'DeletedOccurrences',
  'ChangeCount',
  'IsComplete',
  'IsTeamTask',
])

/** @throws ResponseError, SoapFault */
export async function readItemInput(item: XmlElement): Promise<ItemInput> {
  const kind = ITEM_ELEMENTS.find((name) => name === item.name)
  if (kind === undefined) {
    throw new ResponseError(
      'ErrorInvalidItemForOperationCreateItem',
      `An item of the kind ${item.name} cannot be created here.`,
    )
  }
  const input = emptyInput(kind)
  for (const property of item.children) await readProperty(input, property)
  return input
}

/** Takes one property over into the input. @throws ResponseError when only the server may set it */
export async function readProperty(input: ItemInput, property: XmlElement): Promise<void> {
  const { name } = property
  const value = property.text
  if (READ_ONLY.has(name)) {
    throw new ResponseError(
      'ErrorInvalidPropertySet',
      'Set action is invalid for property.',
      element('t:FieldURI', { FieldURI: `item:${name}` }),
    )
  }
  const { state, envelope } = input
  switch (name) {
    case 'MimeContent':
      if (input.element === 'CalendarItem') readCalendar(input, Buffer.from(value, 'base64'))
      else input.mime = Buffer.from(value, 'base64')
      return
    case 'Body':
      input.body = { type: property.attributes.BodyType === 'HTML' ? 'HTML' : 'Text', text: value }
      return
    case 'Attachments':
      for (const attachment of property.children) input.attachments.push(await readAttachment(attachment))
      return
    case 'ItemClass':
      state.itemClass = value
      return
    case 'Sensitivity':
      state.sensitivity = value as Sensitivity
      return
    case 'Importance':
      state.importance = value as Importance
      return
    case 'IsDraft':
      state.isDraft = isTrue(value)
      return
    case 'Categories':
      state.categories = property.children.map((entry) => entry.text)
      return
    case 'ExtendedProperty': {
      const extended = readExtendedProperty(property)
      if (takeMapiProperty(input, extended.path, extended.value) === 'unknown') {
        state.extendedProperties = [...(state.extendedProperties ?? []), extended]
      }
      return
    }
    case 'Subject':
      envelope.subject = value
      return
    case 'InReplyTo':
      envelope.inReplyTo = value
      return
    default:
      if (!isMessage(input.element) || !readMessageProperty(input, property)) {
        input.fields.set(name, canonical(property))
      }
  }
}

/** Exchange answers `true` and `false`, whichever form of xs:boolean was written. */
function canonical(property: XmlElement): XmlElement {
  const isBoolean = /^(Is|Allow|ReminderIsSet|DoNot|MeetingRequestWasSent)/.test(property.name)
  return isBoolean ? { ...property, text: String(isTrue(property.text.trim())) } : property
}

const isMessage = (kind: ItemElement): boolean => kind.endsWith('Message') || kind.startsWith('Meeting')

function readMessageProperty({ state, envelope }: ItemInput, property: XmlElement): boolean {
  switch (property.name) {
    case 'IsRead':
      state.isRead = isTrue(property.text)
      return true
    case 'ToRecipients':
      envelope.to = readMailboxes(property)
      return true
    case 'CcRecipients':
      envelope.cc = readMailboxes(property)
      return true
    case 'BccRecipients':
      envelope.bcc = readMailboxes(property)
      return true
    case 'ReplyTo':
      envelope.replyTo = readMailboxes(property)
      return true
    case 'From':
      envelope.from = readMailboxes(property)[0]
      return true
    case 'Sender':
      envelope.sender = readMailboxes(property)[0]
      return true
    case 'InternetMessageId':
      envelope.internetMessageId = property.text
      return true
    case 'References':
      envelope.references = property.text
      return true
    default:
      return false
  }
}

/** The t:Mailbox children of a list of recipients. */
export function readMailboxes(list: XmlElement): Address[] {
  return list.children
    .filter((entry) => entry.name === 'Mailbox')
    .map((mailbox) => ({
      name: childText(mailbox, 'Name') ?? '',
      address: childText(mailbox, 'EmailAddress') ?? '',
    }))
}

function readExtendedProperty(property: XmlElement): ExtendedProperty {
  const path = child(property, 'ExtendedFieldURI')?.attributes ?? {}
  const values = child(property, 'Values')
  return {
    path,
    value:
      values === undefined
        ? (child(property, 'Value')?.text ?? '')
        : values.children.map((entry) => entry.text),
  }
}
