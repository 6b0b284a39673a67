/**
 * UpdateItem: sets, appends to and deletes single properties (MS-OXWSCORE 3.1.4.9).
 *
 * Conflicts: NeverOverwrite refuses an old change key, AutoResolve and AlwaysOverwrite take the last writer's word;
 * all but AlwaysOverwrite want a change key.
 */
import { startOf } from '../calendar/calendar-item.ts'
import { withInherited } from '../calendar/inherited-properties.ts'
import { changeOccurrence } from '../calendar/locate-occurrence.ts'
import { parseOccurrenceId } from '../calendar/occurrence-id.ts'
import { completeItem } from '../mailbox/complete-item.ts'
import { applyExceptions } from '../mailbox/apply-exceptions.ts'
import { itemChange } from '../mailbox/item-content.ts'
import type { Item } from '../mailbox/item.ts'
import { requireTelling, tellOfChange } from '../meetings/tell-attendees.ts'
import { readMessageDetails } from '../mailbox/message-envelope.ts'
import { receiptsOf, settleReceipt, settled } from '../receipts/read-receipts.ts'
import { type ItemInput, emptyInput } from '../shapes/item-input.ts'
import { readMailboxes, readProperty } from '../shapes/read-item.ts'
import { samePath } from '../shapes/property-path.ts'
import { ResponseError, schemaValidationFault } from '../soap/fault.ts'
import { completeOccurrence } from '../tasks/renew-task.ts'
import { type XmlElement, child } from '../soap/xml-tree.ts'
import { element, leaf, sequence } from '../soap/xml-writer.ts'
import { sendItem } from './create-item.ts'
import { itemReference, requireChangeKey } from './item-reference.ts'
import { type Operation, type OperationContext, required, respond } from './operation.ts'
import { locateItemToChange } from './write-access.ts'

export const updateItem: Operation = {
  name: 'UpdateItem',
  handle: (request, context) =>
    respond(
      'UpdateItem',
      required(request, 'ItemChanges').children,
      async (change) => {
        const item = await update(change, request, context)
        return sequence(
          element('m:Items', {}, item && itemReference(item)),
          element('m:ConflictResults', {}, leaf('t:Count', 0)),
        )
      },
      element('m:Items', {}),
    ),
}

async function update(
  change: XmlElement,
  request: XmlElement,
  context: OperationContext,
): Promise<Item | undefined> {
  const reference = change.children[0]
  if (reference === undefined) throw schemaValidationFault("The element 'ItemChange' has incomplete content.")
  const { mailbox, item } = locateItemToChange(reference, context)
  const resolution = request.attributes.ConflictResolution
  if (resolution !== 'AlwaysOverwrite') {
    const changeKey = requireChangeKey(reference)
    if (resolution === 'NeverOverwrite' && changeKey !== item.changeKey) {
      throw new ResponseError(
        'ErrorIrresolvableConflict',
        'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
      )
    }
  }
  const disposition = request.attributes.MessageDisposition
  if (item.element === 'Message' && disposition === undefined) {
    throw new ResponseError(
      'ErrorMessageDispositionRequired',
      'Message disposition is required for the operation.',
    )
  }
  const telling = requireTelling(
    item,
    request.attributes.SendMeetingInvitationsOrCancellations,
    'ErrorSendMeetingInvitationsOrCancellationsRequired',
  )
  const { input, deleted } = await readUpdates(item, required(change, 'Updates'))
  completeItem(input, { mailbox, zone: context.zone }, item, deleted)
  const changed = await itemChange(item, input)
  const fields = new Map(changed.fields)
  for (const name of deleted) fields.delete(name)
  const only = Object.keys(input.state)
  const setsReadFlagOnly =
    only.length === 1 &&
    only[0] === 'isRead' &&
    input.fields.size + deleted.size + Object.keys(input.envelope).length === 0 &&
    input.body === undefined
  if (parseOccurrenceId(item.id) !== undefined) {
    const exception = changeOccurrence(mailbox, item, { ...changed, fields })
    await tellOfChange(mailbox, item, exception, telling, context)
    return exception
  }
  const done = completeOccurrence(mailbox, item, { ...changed, fields }, context.zone)
  if (done !== undefined) return done
  const receipts = receiptsOf(request.attributes.SuppressReadReceipts)
  const isSettled = await settleReceipt(mailbox, item, input.state.isRead, receipts, context.delivery)
  if (setsReadFlagOnly)
    mailbox.setRead(item.id, input.state.isRead, isSettled ? settled(item.fields) : undefined)
  else {
    const kept = isSettled ? settled(fields) : fields
    mailbox.updateMessage(item.id, { ...changed, fields: kept, ...keptExceptions(item, input, deleted) })
  }
  await applyExceptions(mailbox, item.id, input.exceptions, context.zone)
  const present = mailbox.item(item.id)
  if (present?.element === 'CalendarItem') {
    await tellOfChange(mailbox, item, present, telling, context)
    return mailbox.item(item.id)
  }
  if (present === undefined || disposition === undefined || disposition === 'SaveOnly') return present
  if (item.element !== 'Message') return present
  await sendItem(mailbox, present, context)
  if (disposition === 'SendOnly') {
    mailbox.deleteMessage(item.id)
    return undefined
  }
  mailbox.updateMessage(item.id, { isDraft: false })
  const copy = mailbox.moveMessage(item.id, 'sentitems')
  return mailbox.item(copy)
}

/** A series that gets another rhythm or another time begins anew, without its exceptions. */
function keptExceptions(
  item: Item,
  input: ItemInput,
  deleted: ReadonlySet<string>,
): Pick<Item, 'exceptions'> | undefined {
  if (item.exceptions === undefined) return undefined
  const isMoved = startOf(item) !== Date.parse(input.fields.get('Start')?.text ?? '')
  const isOther = input.fields.has('Recurrence') || deleted.has('Recurrence') || isMoved
  if (isOther) return { exceptions: { modified: new Map(), deleted: new Set() } }
  return { exceptions: withInherited(item.exceptions, item, input) }
}

async function readUpdates(
  item: Item,
  updates: XmlElement,
): Promise<{ readonly input: ItemInput; readonly deleted: Set<string> }> {
  const input = emptyInput(item.element)
  input.state.extendedProperties = item.extendedProperties
  const deleted = new Set<string>()
  for (const update of updates.children) {
    const path = update.children[0]
    if (path === undefined)
      throw schemaValidationFault(`The element '${update.name}' has incomplete content.`)
    if (update.name === 'DeleteItemField') {
      deleteProperty(item, input, path, deleted)
      continue
    }
    const property = child(update, item.element)?.children[0] ?? update.children[1]?.children[0]
    if (property === undefined)
      throw schemaValidationFault(`The element '${update.name}' has incomplete content.`)
    if (path.name === 'ExtendedFieldURI') removeExtended(input, path)
    if (update.name === 'AppendToItemField') await appendProperty(item, input, property)
    else if (path.name === 'IndexedFieldURI') mergeEntries(item, input, property)
    else await readProperty(input, property)
  }
  if (input.state.extendedProperties === item.extendedProperties) delete input.state.extendedProperties
  return { input, deleted }
}

function removeExtended(input: ItemInput, path: XmlElement): void {
  input.state.extendedProperties = input.state.extendedProperties?.filter(
    (property) => !samePath(property.path, path.attributes),
  )
}

function deleteProperty(item: Item, input: ItemInput, path: XmlElement, deleted: Set<string>): void {
  if (path.name === 'ExtendedFieldURI') {
    removeExtended(input, path)
    return
  }
  const uri = path.attributes.FieldURI ?? ''
  if (path.name === 'IndexedFieldURI') {
    removeEntry(item, input, uri, path.attributes.FieldIndex ?? '')
    return
  }
  const { state, envelope } = input
  switch (uri) {
    case 'item:Subject':
      envelope.subject = ''
      return
    case 'item:Body':
      input.body = { type: 'Text', text: '' }
      return
    case 'item:Categories':
      state.categories = []
      return
    case 'item:Importance':
      state.importance = 'Normal'
      return
    case 'item:Sensitivity':
      state.sensitivity = 'Normal'
      return
    case 'message:ToRecipients':
      envelope.to = []
      return
    case 'message:CcRecipients':
      envelope.cc = []
      return
    case 'message:BccRecipients':
      envelope.bcc = []
      return
    case 'message:ReplyTo':
      envelope.replyTo = []
      return
    default:
      deleted.add(uri.replace(/^.*:/, ''))
  }
}

async function appendProperty(item: Item, input: ItemInput, property: XmlElement): Promise<void> {
  const { envelope } = input
  switch (property.name) {
    case 'Body': {
      const { html, plain } = await readMessageDetails(item.content.bytes)
      input.body = {
        type: html === undefined ? 'Text' : 'HTML',
        text: (html ?? plain ?? '') + property.text,
      }
      return
    }
    case 'ToRecipients':
      envelope.to = [...(envelope.to ?? item.to), ...readMailboxes(property)]
      return
    case 'CcRecipients':
      envelope.cc = [...(envelope.cc ?? item.cc), ...readMailboxes(property)]
      return
    case 'BccRecipients':
      envelope.bcc = [...(envelope.bcc ?? item.bcc), ...readMailboxes(property)]
      return
    case 'ReplyTo':
      envelope.replyTo = [...(envelope.replyTo ?? item.replyTo), ...readMailboxes(property)]
      return
    default: {
      const before = input.fields.get(property.name) ?? item.fields.get(property.name)
      if (before === undefined || property.children.length === 0) {
        throw new ResponseError('ErrorInvalidPropertyAppend', 'Append action is invalid for property.')
      }
      input.fields.set(property.name, {
        ...property,
        children: [...before.children, ...property.children],
      })
    }
  }
}

/** Puts single entries (an e-mail address, a telephone number) into the list that an item has already. */
function mergeEntries(item: Item, input: ItemInput, property: XmlElement): void {
  const before = input.fields.get(property.name) ?? item.fields.get(property.name)
  const keys = new Set(property.children.map((entry) => entry.attributes.Key))
  const others = before?.children.filter((entry) => !keys.has(entry.attributes.Key)) ?? []
  input.fields.set(property.name, { ...property, children: [...others, ...property.children] })
}

const LISTS: Readonly<Record<string, string>> = {
  'contacts:EmailAddress': 'EmailAddresses',
  'contacts:PhoneNumber': 'PhoneNumbers',
  'contacts:ImAddress': 'ImAddresses',
}

function removeEntry(item: Item, input: ItemInput, uri: string, key: string): void {
  const name = LISTS[uri] ?? (uri.startsWith('contacts:PhysicalAddress') ? 'PhysicalAddresses' : '')
  const before = input.fields.get(name) ?? item.fields.get(name)
  if (before === undefined) return
  input.fields.set(name, {
    ...before,
    children: before.children.filter((entry) => entry.attributes.Key !== key),
  })
}
