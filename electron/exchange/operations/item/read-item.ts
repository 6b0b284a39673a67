/** From the element of an item to the item, by the kind that its element names. */
import type {
  AttachmentProperties,
  ExchangeItem,
  ItemBody,
  ItemProperties,
  MessageProperties,
  Reminder,
} from '../../item.ts'
import type { AttachmentId, ChangeKey, ExchangeFolderId, ExchangeItemId } from '../../ids.ts'
import { decimalNumber, instantOrNull, isTrue, plainDateOrNull, wholeNumber } from '../../soap/values.ts'
import { type XmlElement, attributeOf, childOf, idOf, textOf } from '../../soap/xml-element.ts'
import type { TaskProperties } from '../../task.ts'
import { ItemFields, importanceOf, personOf, sensitivityOf, taskStatusOf, textOrNull } from './item-values.ts'
import { calendarProperties, meetingProperties } from './read-calendar.ts'
import { extendedPropertyOf } from './read-extended-property.ts'
import { recurrenceOf } from './read-recurrence.ts'

/** `null` for an element without `ItemId`, which nobody could ask for again. */
export function itemOf(element: XmlElement): ExchangeItem | null {
  const id = idOf(element, 'ItemId') as ExchangeItemId | null
  return id === null ? null : readItem(element, id)
}

/** An attached item, which has no id of its own. */
export function readItem(element: XmlElement, id: ExchangeItemId): ExchangeItem {
  const fields = new ItemFields(element)
  const common = itemProperties(element, id, fields)
  switch (element.name) {
    case 'CalendarItem':
      return whole(fields, { ...common, kind: 'appointment', ...calendarProperties(fields) })
    case 'Task':
      return whole(fields, { ...common, kind: 'task', ...taskProperties(fields) })
    case 'MeetingMessage':
    case 'MeetingRequest':
    case 'MeetingResponse':
    case 'MeetingCancellation':
      return whole(fields, {
        ...common,
        kind: 'meeting-message',
        ...messageProperties(fields),
        ...meetingProperties(fields),
        ...calendarProperties(fields),
      })
    case 'Message':
      return whole(fields, { ...common, kind: 'message', ...messageProperties(fields) })
    default:
      return whole(fields, { ...common, kind: 'other' })
  }
}

/** With what nobody has read, which is known only now. */
function whole(fields: ItemFields, item: ExchangeItem): ExchangeItem {
  return { ...item, others: fields.rest() }
}

function itemProperties(element: XmlElement, id: ExchangeItemId, fields: ItemFields): ItemProperties {
  const own = fields.take('ItemId', (property) => property) ?? undefined
  return {
    itemKind: element.name,
    id,
    changeKey: attributeOf(own, 'ChangeKey') as ChangeKey | null,
    parentFolderId: fields.take(
      'ParentFolderId',
      (folder) => attributeOf(folder, 'Id') as ExchangeFolderId | null,
    ),
    itemClass: fields.value(textOrNull, 'ItemClass'),
    subject: fields.text('Subject'),
    body: fields.take('Body', bodyOf),
    sensitivity: fields.value(sensitivityOf, 'Sensitivity'),
    importance: fields.value(importanceOf, 'Importance'),
    categories: fields.list('Categories', ({ text }) => text),
    reminder: reminderOf(fields),
    hasAttachments: fields.flag('HasAttachments'),
    attachments: fields.list('Attachments', attachmentOf),
    size: fields.value(wholeNumber, 'Size'),
    createdAt: fields.value(instantOrNull, 'DateTimeCreated'),
    sentAt: fields.value(instantOrNull, 'DateTimeSent'),
    receivedAt: fields.value(instantOrNull, 'DateTimeReceived'),
    lastModifiedAt: fields.value(instantOrNull, 'LastModifiedTime'),
    extendedProperties: fields.every('ExtendedProperty', extendedPropertyOf),
    others: [],
  }
}

function bodyOf(body: XmlElement): ItemBody | null {
  const type = attributeOf(body, 'BodyType')?.toLowerCase()
  if (type !== 'text' && type !== 'html') return null
  return { kind: type, text: body.text, isTruncated: isTrue(attributeOf(body, 'IsTruncated')) }
}

function reminderOf(fields: ItemFields): Reminder | null {
  const isSet = fields.flag('ReminderIsSet')
  const dueBy = fields.value(instantOrNull, 'ReminderDueBy')
  const minutesBeforeStart = fields.value(decimalNumber, 'ReminderMinutesBeforeStart')
  if (isSet === null && dueBy === null && minutesBeforeStart === null) return null
  return { isSet: isSet ?? false, dueBy, minutesBeforeStart }
}

export function attachmentOf(element: XmlElement): AttachmentProperties | null {
  const id = idOf(element, 'AttachmentId') as AttachmentId | null
  if (id === null) return null
  return {
    attachmentKind: element.name,
    id,
    name: childOf(element, 'Name')?.text ?? '',
    contentType: textOf(element, 'ContentType'),
    contentId: textOf(element, 'ContentId'),
    size: wholeNumber(textOf(element, 'Size')),
    isInline: isTrue(textOf(element, 'IsInline')),
    lastModifiedAt: instantOrNull(textOf(element, 'LastModifiedTime')),
  }
}

function messageProperties(fields: ItemFields): MessageProperties {
  return {
    from: fields.take('From', personOf),
    sender: fields.take('Sender', personOf),
    to: fields.list('ToRecipients', personOf),
    cc: fields.list('CcRecipients', personOf),
    isRead: fields.flag('IsRead'),
    internetMessageId: fields.value(textOrNull, 'InternetMessageId'),
  }
}

function taskProperties(fields: ItemFields): TaskProperties {
  return {
    startDate: fields.value(plainDateOrNull, 'StartDate'),
    dueDate: fields.value(plainDateOrNull, 'DueDate'),
    completeDate: fields.value(plainDateOrNull, 'CompleteDate'),
    status: fields.value(taskStatusOf, 'Status'),
    percentComplete: fields.value(decimalNumber, 'PercentComplete'),
    isComplete: fields.flag('IsComplete'),
    isRecurring: fields.flag('IsRecurring'),
    owner: fields.value(textOrNull, 'Owner'),
    delegator: fields.value(textOrNull, 'Delegator'),
    actualWork: fields.value(wholeNumber, 'ActualWork'),
    totalWork: fields.value(wholeNumber, 'TotalWork'),
    recurrence: fields.take('Recurrence', recurrenceOf),
  }
}
