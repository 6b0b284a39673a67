/**
 * The answers that CreateItem takes in the place of an item: AcceptItem, TentativelyAcceptItem, DeclineItem,
 * CancelCalendarItem, RemoveItem (MS-OXWSMTGS 2.2.4).
 */
import { startOf, utc } from '../calendar/calendar-item.ts'
import type { Item } from '../mailbox/item.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { madeElement } from '../soap/copy-element.ts'
import { ResponseError } from '../soap/fault.ts'
import { type Answer, type MailSystem, meetingByUid, sendAnswer } from './meeting-mail.ts'
import { cancelAll } from './tell-attendees.ts'

const ANSWER_OF: Readonly<Record<string, Answer>> = {
  AcceptItem: 'Accept',
  TentativelyAcceptItem: 'Tentative',
  DeclineItem: 'Decline',
}

export const MEETING_ANSWERS: ReadonlySet<string> = new Set([
  ...Object.keys(ANSWER_OF),
  'CancelCalendarItem',
  'RemoveItem',
])

/**
 * @param reference the request, the cancellation or the meeting in the calendar
 * @returns what has changed, as items
 * @throws ResponseError
 */
export async function answerMeeting(
  name: string,
  mailbox: Mailbox,
  reference: Item,
  sends: boolean,
  system: MailSystem,
): Promise<readonly Item[]> {
  const meeting = meetingByUid(mailbox, reference)
  if (name === 'RemoveItem') return remove(mailbox, reference, meeting)
  if (meeting === undefined) {
    throw new ResponseError('ErrorItemNotFound', 'The meeting is not in the calendar.')
  }
  const answer = ANSWER_OF[name]
  const isOrganizer = meeting.fields.get('IsOrganizer')?.text === 'true'
  if (answer === undefined) {
    if (!isOrganizer) {
      throw new ResponseError('ErrorCalendarIsNotOrganizer', 'Only the organizer can cancel a meeting.')
    }
    if (sends) await cancelAll(mailbox, meeting, 'SendToAllAndSaveCopy', system)
    return [moved(mailbox, meeting, 'deleteditems')]
  }
  if (isOrganizer) {
    throw new ResponseError(
      `ErrorCalendarIsOrganizerFor${codeOf(name)}`,
      'The organizer cannot answer a meeting.',
    )
  }
  if (meeting.fields.get('IsCancelled')?.text === 'true') {
    throw new ResponseError(`ErrorCalendarIsCancelledFor${codeOf(name)}`, 'The meeting is cancelled.')
  }
  if (Number.isNaN(startOf(meeting))) throw new ResponseError('ErrorItemCorrupt', 'The meeting has no start.')
  mailbox.updateMessage(meeting.id, { fields: answered(meeting, answer) })
  const changed = mailbox.item(meeting.id) ?? meeting
  const result: Item[] = []
  if (sends) {
    const message = await sendAnswer(mailbox, changed, answer, system)
    if (message !== undefined) result.push(mailbox.addItem(message, 'sentitems'))
  }
  result.push(answer === 'Decline' ? moved(mailbox, changed, 'deleteditems') : changed)
  if (reference.element === 'MeetingRequest') result.push(moved(mailbox, reference, 'deleteditems'))
  return result
}

const codeOf = (name: string): string => name.replace('Item', '').replace('TentativelyAccept', 'Tentative')

const STATUS: Readonly<Record<Answer, string | undefined>> = {
  Accept: undefined,
  Tentative: 'Tentative',
  Decline: 'Free',
}

function answered(meeting: Item, answer: Answer): Item['fields'] {
  const fields = new Map(meeting.fields)
  fields.set('MyResponseType', madeElement('MyResponseType', answer))
  fields.set('AppointmentReplyTime', madeElement('AppointmentReplyTime', utc(Date.now())))
  const intended = fields.get('IntendedFreeBusyStatus')?.text ?? 'Busy'
  fields.set('LegacyFreeBusyStatus', madeElement('LegacyFreeBusyStatus', STATUS[answer] ?? intended))
  return fields
}

function remove(mailbox: Mailbox, reference: Item, meeting: Item | undefined): readonly Item[] {
  const result: Item[] = []
  if (meeting !== undefined) result.push(moved(mailbox, meeting, 'deleteditems'))
  if (reference.id !== meeting?.id) result.push(moved(mailbox, reference, 'deleteditems'))
  return result
}

function moved(mailbox: Mailbox, item: Item, target: string): Item {
  const present = mailbox.item(mailbox.moveMessage(item.id, target))
  if (present === undefined) throw new Error(`${mailbox.address} lost an item on its way to ${target}`)
  return present
}
