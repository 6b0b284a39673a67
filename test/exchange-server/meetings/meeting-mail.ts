/**
 * The mails of a meeting: invitations, updates and cancellations from the organizer, answers from the attendees.
 *
 * As in Exchange the attendee's calendar changes when the mail arrives, before anybody opens it: a new meeting is
 * there as tentative, an update takes the place of what was there, and a cancelled meeting is marked so.
 */
import { startOf, utc } from '../calendar/calendar-item.ts'
import { composeMime } from '../mailbox/compose-mime.ts'
import type { Delivery } from '../mailbox/delivery.ts'
import type { Directory } from '../mailbox/directory.ts'
import type { Address, Fields, Item, ItemElement } from '../mailbox/item.ts'
import { MimeContent } from '../mailbox/mime-content.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { readMessageDetails, readMessageEnvelope } from '../mailbox/message-envelope.ts'
import { KEPT_PROPERTIES } from '../shapes/kept-properties.ts'
import { madeElement } from '../soap/copy-element.ts'
import type { XmlElement } from '../soap/xml-tree.ts'
import { organizerOf, withResponse } from './attendees.ts'

export type MailSystem = { readonly delivery: Delivery; readonly directory: Directory }

type MeetingMail = {
  readonly element: ItemElement
  readonly itemClass: string
  readonly subjectPrefix: string
  readonly values: Readonly<Record<string, string>>
}

const REQUEST_CLASS = 'IPM.Schedule.Meeting.Request'

export type RequestType = 'NewMeetingRequest' | 'FullUpdate' | 'InformationalUpdate'

/** Invites attendees, or tells them what has changed. */
export async function sendRequests(
  organizer: Mailbox,
  item: Item,
  to: readonly Address[],
  type: RequestType,
  system: MailSystem,
): Promise<Item | undefined> {
  const mail: MeetingMail = {
    element: 'MeetingRequest',
    itemClass: REQUEST_CLASS,
    subjectPrefix: '',
    values: {
      MeetingRequestType: type,
      IntendedFreeBusyStatus: item.fields.get('LegacyFreeBusyStatus')?.text ?? 'Busy',
      ResponseType: 'NoResponseReceived',
      MyResponseType: 'NoResponseReceived',
      IsOrganizer: 'false',
      MeetingRequestWasSent: 'true',
    },
  }
  return await send(organizer, item, to, mail, system, (mailbox) => putIntoCalendar(mailbox, item, type))
}

/** Tells attendees that a meeting does not take place. */
export async function sendCancellations(
  organizer: Mailbox,
  item: Item,
  to: readonly Address[],
  system: MailSystem,
): Promise<Item | undefined> {
  const mail: MeetingMail = {
    element: 'MeetingCancellation',
    itemClass: 'IPM.Schedule.Meeting.Canceled',
    subjectPrefix: 'Canceled: ',
    values: { ResponseType: 'NoResponseReceived', IsOrganizer: 'false' },
  }
  return await send(organizer, item, to, mail, system, (mailbox) => {
    const copy = meetingByUid(mailbox, item)
    if (copy === undefined) return undefined
    const original = originalStartOf(item)
    if (original !== undefined) {
      const deleted = new Set(copy.exceptions?.deleted).add(original)
      mailbox.updateMessage(copy.id, {
        exceptions: { modified: copy.exceptions?.modified ?? new Map(), deleted },
      })
      return copy.id
    }
    const fields = new Map(copy.fields)
    fields.set('IsCancelled', madeElement('IsCancelled', 'true'))
    fields.set('LegacyFreeBusyStatus', madeElement('LegacyFreeBusyStatus', 'Free'))
    mailbox.updateMessage(copy.id, { subject: `Canceled: ${item.subject}`, fields })
    return copy.id
  })
}

const ANSWERS = {
  Accept: { itemClass: 'IPM.Schedule.Meeting.Resp.Pos', subjectPrefix: 'Accepted: ' },
  Tentative: { itemClass: 'IPM.Schedule.Meeting.Resp.Tent', subjectPrefix: 'Tentative: ' },
  Decline: { itemClass: 'IPM.Schedule.Meeting.Resp.Neg', subjectPrefix: 'Declined: ' },
} as const

export type Answer = keyof typeof ANSWERS

/** Answers the organizer, whose item keeps the answer. */
export async function sendAnswer(
  attendee: Mailbox,
  item: Item,
  answer: Answer,
  system: MailSystem,
): Promise<Item | undefined> {
  const organizer = organizerOf(item.fields)
  if (organizer === undefined) return undefined
  const mail: MeetingMail = {
    ...ANSWERS[answer],
    element: 'MeetingResponse',
    values: { ResponseType: answer, IsOrganizer: 'true' },
  }
  return await send(attendee, item, [organizer], mail, system, (mailbox) => {
    const own = meetingByUid(mailbox, item)
    if (own === undefined) return undefined
    mailbox.updateMessage(own.id, { fields: withResponse(own.fields, attendee.address, answer) })
    return own.id
  })
}

/** Sends one mail. @returns the copy for the sender's Sent Items, not yet stored; undefined when nobody gets it */
async function send(
  sender: Mailbox,
  item: Item,
  to: readonly Address[],
  mail: MeetingMail,
  { delivery }: MailSystem,
  arrive: (mailbox: Mailbox) => string | undefined | Promise<string | undefined>,
): Promise<Item | undefined> {
  if (to.length === 0) return undefined
  const { html, plain } = await readMessageDetails(item.content.bytes)
  const owner = { name: sender.displayName, address: sender.address }
  const envelope = { subject: `${mail.subjectPrefix}${item.subject}`, from: owner, sender: owner, to }
  const body =
    html === undefined ? { type: 'Text' as const, text: plain ?? '' } : { type: 'HTML' as const, text: html }
  const bytes = await composeMime({ ...envelope, body, attachments: [] })
  const fields = mailFields(item.fields, mail)
  const { exceptions: _exceptions, ...values } = item
  const message: Item = {
    ...values,
    ...(await readMessageEnvelope(bytes)),
    element: mail.element,
    itemClass: mail.itemClass,
    content: new MimeContent(bytes),
    fields,
  }
  await delivery.send(sender.address, message, async (mailbox) => {
    const id = await arrive(mailbox)
    const arrived = new Map(fields)
    const associated = id === undefined ? undefined : mailbox.item(id)
    if (associated !== undefined) {
      const { changeKey } = associated
      const reference = madeElement('AssociatedCalendarItemId', '', {
        Id: associated.id,
        ChangeKey: changeKey,
      })
      arrived.set('AssociatedCalendarItemId', reference)
    }
    return { fields: arrived }
  })
  return message
}

function mailFields(fields: Fields, mail: MeetingMail): Fields {
  const known = new Set(KEPT_PROPERTIES[mail.element].map(({ name }) => name))
  const kept = new Map<string, XmlElement>([...fields].filter(([name]) => known.has(name)))
  const values = { IsDelegated: 'false', IsOutOfDate: 'false', HasBeenProcessed: 'true', ...mail.values }
  for (const [name, value] of Object.entries(values)) {
    if (known.has(name)) kept.set(name, madeElement(name, value))
  }
  return kept
}

/** The meeting in a mailbox's calendar, by its UID; of an occurrence, its series. */
export function meetingByUid(mailbox: Mailbox, { fields }: Pick<Item, 'fields'>): Item | undefined {
  const uid = fields.get('UID')?.text.toLowerCase()
  if (uid === undefined) return undefined
  return mailbox.items('calendar').find((other) => other.fields.get('UID')?.text.toLowerCase() === uid)
}

/** When an occurrence would take place by the rule of its series; undefined for everything else. */
function originalStartOf({ fields }: Item): number | undefined {
  const text = fields.get('RecurrenceId')?.text
  return text === undefined ? undefined : Date.parse(text)
}

async function putIntoCalendar(mailbox: Mailbox, item: Item, type: RequestType): Promise<string> {
  const known = meetingByUid(mailbox, item)
  const isNew = known === undefined || startOf(known) !== startOf(item) || type === 'NewMeetingRequest'
  const kept = (name: string, otherwise: string): XmlElement =>
    (isNew ? undefined : known.fields.get(name)) ?? madeElement(name, otherwise)
  const fields = new Map(item.fields)
  fields.set('MyResponseType', kept('MyResponseType', 'NoResponseReceived'))
  fields.set('LegacyFreeBusyStatus', kept('LegacyFreeBusyStatus', 'Tentative'))
  fields.set('IsOrganizer', madeElement('IsOrganizer', 'false'))
  fields.set('AppointmentState', madeElement('AppointmentState', '3'))
  fields.set('MeetingRequestWasSent', madeElement('MeetingRequestWasSent', 'true'))
  fields.set('DateTimeStamp', madeElement('DateTimeStamp', utc(Date.now())))
  const original = originalStartOf(item)
  if (known !== undefined && original !== undefined) {
    const modified = new Map(known.exceptions?.modified).set(original, { ...item, fields })
    mailbox.updateMessage(known.id, {
      exceptions: { modified, deleted: known.exceptions?.deleted ?? new Set() },
    })
    return known.id
  }
  const { subject, importance, sensitivity, content, exceptions } = item
  const change = { subject, importance, sensitivity, content, fields, ...(exceptions && { exceptions }) }
  if (known !== undefined) {
    mailbox.updateMessage(known.id, change)
    return known.id
  }
  const id = await mailbox.addMessage(content.bytes, {
    element: 'CalendarItem',
    itemClass: 'IPM.Appointment',
    folder: 'calendar',
    isRead: true,
    receivedAt: Date.now(),
  })
  mailbox.updateMessage(id, change)
  return id
}
