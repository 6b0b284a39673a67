/**
 * Writes an item with the properties that an ItemShape asks for, in the order of the schema.
 *
 * One table holds every property: its URI, the smallest base shape that has it, and how it is written. Which
 * rows a shape selects is settled once per request, so a page of 512 items costs no look-ups. Body and
 * attachments are read from the MIME content only when a selected row needs them. SyncFolderItems never gives
 * MIME content, bodies, recipients or attachments, whatever was asked, as in Exchange.
 */
import { shownItem } from '../calendar/calendar-item.ts'
import { calendarText } from '../icalendar/write-calendar.ts'
import type { Address, Item, ItemElement } from '../mailbox/item.ts'
import { type MessageDetails, readMessageDetails } from '../mailbox/message-envelope.ts'
import { copyElement } from '../soap/copy-element.ts'
import { ResponseError } from '../soap/fault.ts'
import { type XmlElement, childText, isTrue } from '../soap/xml-tree.ts'
import { type Xml, all, base64, element, leaf, sequence, text } from '../soap/xml-writer.ts'
import { KEPT_PROPERTIES } from './kept-properties.ts'
import { itemMapiProperty } from './mapi-properties.ts'
import { attachmentsXml, bodyXml } from './message-content.ts'
import { pathKey } from './property-path.ts'
import { type BaseShape, readPropertyShape } from './property-shape.ts'

export type ItemShape = {
  /** The selected properties of a kind of item, in the order of the schema. */
  readonly propertiesOf: (kind: ItemElement) => readonly ItemProperty[]
  readonly extended: readonly Readonly<Record<string, string>>[]
  readonly bodyType: 'Best' | 'HTML' | 'Text'
  /** FindItem cuts texts. */
  readonly maximumText: number | undefined
  /** The first URI that no item has. */
  readonly unknown: string | undefined
}

type ItemProperty = {
  readonly uri: string
  /** The smallest base shape that has it; never when it must be asked for. */
  readonly from: BaseShape | 'never'
  /** Whether SyncFolderItems gives it. */
  readonly inSync: boolean
  readonly needsDetails: boolean
  readonly write: (item: Item, shape: ItemShape, details: Details | undefined) => Xml | undefined
}

/** What is read from the content of an item only when a property needs it. */
type Details = MessageDetails & { readonly calendar?: string }

const NO_DETAILS: Details = { html: undefined, plain: undefined, attachments: [] }

type Write = ItemProperty['write']

const instant = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`

const mailboxXml = ({ name, address }: Address): Xml =>
  element(
    't:Mailbox',
    {},
    name === '' ? undefined : leaf('t:Name', name),
    address === '' ? undefined : sequence(leaf('t:EmailAddress', address), leaf('t:RoutingType', 'SMTP')),
  )

const single =
  (name: string, pick: (item: Item) => Address | undefined): Write =>
  (item) => {
    const address = pick(item)
    return address && element(name, {}, mailboxXml(address))
  }

const several =
  (name: string, pick: (item: Item) => readonly Address[]): Write =>
  (item) => {
    const addresses = pick(item)
    return addresses.length === 0 ? undefined : element(name, {}, all(addresses.map(mailboxXml)))
  }

const value =
  (name: string, pick: (item: Item) => string | number | boolean | undefined): Write =>
  (item, { maximumText }) => {
    const picked = pick(item)
    if (picked === undefined) return undefined
    return leaf(name, typeof picked === 'string' ? picked.slice(0, maximumText) : picked)
  }

const names = (addresses: readonly Address[]): string =>
  addresses.map(({ name, address }) => (name === '' ? address : name)).join('; ')

const row = (uri: string, from: ItemProperty['from'], write: Write): ItemProperty => ({
  uri,
  from,
  write,
  inSync: true,
  needsDetails: false,
})

const notInSync = (property: ItemProperty): ItemProperty => ({ ...property, inSync: false })

const detailed = (property: ItemProperty): ItemProperty => ({
  ...property,
  inSync: false,
  needsDetails: true,
})

const kept = (uri: string, from: ItemProperty['from'], name = uri.replace(/^.*:/, '')): ItemProperty =>
  row(uri, from, ({ fields }) => {
    const field = fields.get(name)
    return field && copyElement(field)
  })

/** Stands in the table at the place that the schema gives to t:ExtendedProperty. */
const EXTENDED = row('', 'IdOnly', (item, shape) => all(extendedProperties(item, shape)))

const mimeXml = (content: string): Xml => element('t:MimeContent', { CharacterSet: 'UTF-8' }, base64(content))

const MIME_CONTENT = notInSync(row('item:MimeContent', 'never', ({ content }) => mimeXml(content.base64)))

/** Of calendar items; what they keep as MIME content only holds body and attachments. */
const ICALENDAR = detailed(
  row('item:MimeContent', 'never', (_item, _shape, { calendar = '' } = NO_DETAILS) =>
    mimeXml(Buffer.from(calendar).toString('base64')),
  ),
)

// In the order of t:ItemType, after t:MimeContent.
const ITEM_PROPERTIES: readonly ItemProperty[] = [
  row('item:ItemId', 'IdOnly', ({ id, changeKey }) => element('t:ItemId', { Id: id, ChangeKey: changeKey })),
  row('item:ParentFolderId', 'AllProperties', ({ folderId }) =>
    element('t:ParentFolderId', { Id: folderId }),
  ),
  row(
    'item:ItemClass',
    'AllProperties',
    value('t:ItemClass', (item) => item.itemClass),
  ),
  row(
    'item:Subject',
    'Default',
    value('t:Subject', (item) => item.subject),
  ),
  row(
    'item:Sensitivity',
    'Default',
    value('t:Sensitivity', (item) => item.sensitivity),
  ),
  detailed(
    row('item:Body', 'Default', (_item, shape, details) => details && bodyXml(details, shape.bodyType)),
  ),
  detailed(
    row('item:Attachments', 'Default', (item, _shape, details) => details && attachmentsXml(item, details)),
  ),
  row(
    'item:DateTimeReceived',
    'AllProperties',
    value('t:DateTimeReceived', (item) => instant(item.receivedAt)),
  ),
  row(
    'item:Size',
    'Default',
    value('t:Size', (item) => item.content.size),
  ),
  row('item:Categories', 'AllProperties', ({ categories }) =>
    categories.length === 0
      ? undefined
      : element('t:Categories', {}, all(categories.map((category) => leaf('t:String', category)))),
  ),
  row(
    'item:Importance',
    'AllProperties',
    value('t:Importance', (item) => item.importance),
  ),
  row(
    'item:InReplyTo',
    'AllProperties',
    value('t:InReplyTo', (item) => item.inReplyTo),
  ),
  row(
    'item:IsSubmitted',
    'AllProperties',
    value('t:IsSubmitted', () => false),
  ),
  row(
    'item:IsDraft',
    'AllProperties',
    value('t:IsDraft', (item) => item.isDraft),
  ),
  row(
    'item:IsFromMe',
    'AllProperties',
    value('t:IsFromMe', () => false),
  ),
  row(
    'item:IsResend',
    'AllProperties',
    value('t:IsResend', () => false),
  ),
  row(
    'item:IsUnmodified',
    'AllProperties',
    value('t:IsUnmodified', () => true),
  ),
  row(
    'item:DateTimeSent',
    'Default',
    value('t:DateTimeSent', (item) => instant(item.sentAt ?? item.receivedAt)),
  ),
  row(
    'item:DateTimeCreated',
    'Default',
    value('t:DateTimeCreated', (item) => instant(item.createdAt)),
  ),
  kept('item:ReminderDueBy', 'Default'),
  kept('item:ReminderIsSet', 'Default'),
  kept('item:ReminderNextTime', 'Default'),
  kept('item:ReminderMinutesBeforeStart', 'Default'),
  row(
    'item:DisplayCc',
    'AllProperties',
    value('t:DisplayCc', (item) => names(item.cc)),
  ),
  row(
    'item:DisplayTo',
    'AllProperties',
    value('t:DisplayTo', (item) => names(item.to)),
  ),
  row(
    'item:DisplayBcc',
    'AllProperties',
    value('t:DisplayBcc', (item) => names(item.bcc)),
  ),
  row(
    'item:HasAttachments',
    'Default',
    value('t:HasAttachments', (item) => item.hasAttachments),
  ),
  EXTENDED,
  kept('item:Culture', 'AllProperties'),
  row(
    'item:LastModifiedTime',
    'AllProperties',
    value('t:LastModifiedTime', (item) => instant(item.modifiedAt)),
  ),
  row(
    'item:IsAssociated',
    'AllProperties',
    value('t:IsAssociated', () => false),
  ),
  kept('item:ConversationId', 'AllProperties'),
  detailed(
    row(
      'item:UniqueBody',
      'never',
      (_item, shape, details) => details && bodyXml(details, shape.bodyType, 't:UniqueBody'),
    ),
  ),
  kept('item:Flag', 'AllProperties'),
  detailed(
    row(
      'item:NormalizedBody',
      'never',
      (_item, shape, details) => details && bodyXml(details, shape.bodyType, 't:NormalizedBody'),
    ),
  ),
  kept('item:PolicyTag', 'AllProperties'),
  kept('item:ArchiveTag', 'AllProperties'),
  kept('item:RetentionDate', 'AllProperties'),
  detailed(
    row(
      'item:TextBody',
      'never',
      (_item, _shape, details) => details && bodyXml(details, 'Text', 't:TextBody'),
    ),
  ),
]

// In the order of t:MessageType.
const MESSAGE_PROPERTIES: readonly ItemProperty[] = [
  row(
    'message:Sender',
    'AllProperties',
    single('t:Sender', (item) => item.sender),
  ),
  notInSync(
    row(
      'message:ToRecipients',
      'Default',
      several('t:ToRecipients', (item) => item.to),
    ),
  ),
  notInSync(
    row(
      'message:CcRecipients',
      'Default',
      several('t:CcRecipients', (item) => item.cc),
    ),
  ),
  notInSync(
    row(
      'message:BccRecipients',
      'AllProperties',
      several('t:BccRecipients', (item) => item.bcc),
    ),
  ),
  kept('message:IsReadReceiptRequested', 'Default'),
  kept('message:IsDeliveryReceiptRequested', 'AllProperties'),
  kept('message:ConversationIndex', 'AllProperties'),
  kept('message:ConversationTopic', 'AllProperties'),
  row(
    'message:From',
    'Default',
    single('t:From', (item) => item.from),
  ),
  row(
    'message:InternetMessageId',
    'Default',
    value('t:InternetMessageId', (item) => item.internetMessageId),
  ),
  row(
    'message:IsRead',
    'Default',
    value('t:IsRead', (item) => item.isRead),
  ),
  kept('message:IsResponseRequested', 'AllProperties'),
  row(
    'message:References',
    'AllProperties',
    value('t:References', (item) => item.references),
  ),
  notInSync(
    row(
      'message:ReplyTo',
      'AllProperties',
      several('t:ReplyTo', (item) => item.replyTo),
    ),
  ),
]

const HAVE_MESSAGE_PROPERTIES: ReadonlySet<ItemElement> = new Set([
  'Message',
  'SharingMessage',
  'MeetingRequest',
  'MeetingResponse',
  'MeetingCancellation',
])

/** Every property of a kind of item, in the order of the schema. */
function allPropertiesOf(kind: ItemElement): ItemProperty[] {
  return [
    kind === 'CalendarItem' ? ICALENDAR : MIME_CONTENT,
    ...ITEM_PROPERTIES,
    ...(HAVE_MESSAGE_PROPERTIES.has(kind) ? MESSAGE_PROPERTIES : []),
    ...KEPT_PROPERTIES[kind].map(({ uri, from, name }) => kept(uri, from, name)),
  ]
}

const FIND_ITEM_TEXT_LIMIT = 255 // EWS limit, MS-OXWSSRCH 3.1.4.2

const RANK: Readonly<Record<BaseShape | 'never', number>> = {
  IdOnly: 0,
  Default: 1,
  AllProperties: 2,
  never: 3,
}

/** Properties of items, of whatever kind. Asking a message for the start of an appointment is no mistake. */
const OF_ITEMS =
  /^(item|message|calendar|meeting|meetingRequest|task|contacts|distributionlist|postitem|conversation|persona):/

/** Reads t:ItemShape; a fault when it is invalid. SyncFolderItems and FindItem never give bodies or recipients. */
export function readItemShape(
  shape: XmlElement,
  operation: 'GetItem' | 'SyncFolderItems' | 'FindItem',
): ItemShape {
  const { base, fieldUris, extended } = readPropertyShape(shape)
  const wanted = new Set(fieldUris)
  if (isTrue(childText(shape, 'IncludeMimeContent'))) wanted.add('item:MimeContent')
  const isSelected = (property: ItemProperty): boolean =>
    (RANK[property.from] <= RANK[base] || wanted.has(property.uri)) &&
    (property.inSync || operation === 'GetItem')
  const selected = new Map<ItemElement, readonly ItemProperty[]>()
  const bodyType = childText(shape, 'BodyType')
  return {
    propertiesOf: (kind) => {
      const known = selected.get(kind)
      if (known !== undefined) return known
      const properties = allPropertiesOf(kind).filter(isSelected)
      selected.set(kind, properties)
      return properties
    },
    extended,
    bodyType: bodyType === 'HTML' || bodyType === 'Text' ? bodyType : 'Best',
    maximumText: operation === 'FindItem' ? FIND_ITEM_TEXT_LIMIT : undefined,
    unknown: [...fieldUris].find((uri) => !OF_ITEMS.test(uri)),
  }
}

/**
 * The element of an item.
 * @throws ResponseError when the shape asks for what no item can have
 */
export async function itemXml(item: Item, shape: ItemShape): Promise<Xml> {
  if (shape.unknown !== undefined) {
    throw new ResponseError(
      'ErrorInvalidPropertyRequest',
      'Property is not valid for this object type.',
      element('t:FieldURI', { FieldURI: shape.unknown }),
    )
  }
  const shown = shownItem(item)
  const properties = shape.propertiesOf(item.element)
  const needsDetails = properties.some((property) => property.needsDetails)
  const details = needsDetails ? await readDetails(item, properties) : undefined
  const parts = properties.map((property) => property.write(shown, shape, details))
  return element(`t:${item.element}`, {}, ...parts)
}

async function readDetails(item: Item, properties: readonly ItemProperty[]): Promise<Details> {
  const details = await readMessageDetails(item.content.bytes)
  return properties.includes(ICALENDAR) ? { ...details, calendar: await calendarText(item) } : details
}

function extendedProperties(item: Item, shape: ItemShape): Xml[] {
  const written: Xml[] = []
  for (const asked of shape.extended) {
    const key = pathKey(asked)
    const found = item.extendedProperties.find((property) => pathKey(property.path) === key)
    const value = found?.value ?? itemMapiProperty(item, asked)
    if (value !== undefined) written.push(extendedPropertyXml(asked, value))
  }
  return written
}

/** One t:ExtendedProperty. */
export function extendedPropertyXml(
  path: Readonly<Record<string, string>>,
  value: string | number | boolean | readonly string[],
): Xml {
  const content =
    typeof value === 'object'
      ? element('t:Values', {}, all(value.map((entry) => element('t:Value', {}, text(entry)))))
      : leaf('t:Value', value)
  return element('t:ExtendedProperty', {}, element('t:ExtendedFieldURI', path), content)
}
