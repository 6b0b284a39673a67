/**
 * When attendees are told: what the attributes SendMeetingInvitations, SendMeetingInvitationsOrCancellations and
 * SendMeetingCancellations mean (MS-OXWSCAL). Nobody is told of anything that was not asked for.
 */
import { startOf } from '../calendar/calendar-item.ts'
import type { Address, Item } from '../mailbox/item.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { madeElement } from '../soap/copy-element.ts'
import { ResponseError } from '../soap/fault.ts'
import { attendeesOf, withResponse } from './attendees.ts'
import { type MailSystem, sendCancellations, sendRequests } from './meeting-mail.ts'

export type Telling =
  'SendToNone' | 'SendOnlyToAll' | 'SendOnlyToChanged' | 'SendToAllAndSaveCopy' | 'SendToChangedAndSaveCopy'

/** @throws ResponseError when a client did not say whom to tell of a change to the calendar */
export function requireTelling(
  item: Pick<Item, 'element'>,
  telling: string | undefined,
  code: string,
): Telling {
  if (item.element === 'CalendarItem' && telling === undefined) {
    throw new ResponseError(
      code,
      'It must be specified whether attendees are told of a change to a calendar item.',
    )
  }
  return (telling ?? 'SendToNone') as Telling
}

/** After a new meeting was stored. */
export async function inviteAll(
  mailbox: Mailbox,
  item: Item,
  telling: Telling,
  system: MailSystem,
): Promise<void> {
  const to = attendeesOf(item)
  if (telling === 'SendToNone' || to.length === 0) return
  const fields = new Map(item.fields).set(
    'MeetingRequestWasSent',
    madeElement('MeetingRequestWasSent', 'true'),
  )
  mailbox.updateMessage(item.id, { fields })
  const present = mailbox.item(item.id) ?? item
  keepCopy(mailbox, await sendRequests(mailbox, present, to, 'NewMeetingRequest', system), telling)
}

/** After a meeting was changed: who is new is invited, who is left out hears that, the others get the update. */
export async function tellOfChange(
  mailbox: Mailbox,
  before: Item,
  after: Item,
  telling: Telling,
  system: MailSystem,
): Promise<void> {
  if (telling === 'SendToNone') return
  const had = attendeesOf(before)
  const has = attendeesOf(after)
  const added = without(has, had)
  const remaining = without(has, added)
  keepCopy(mailbox, await sendCancellations(mailbox, before, without(had, has), system), telling)
  keepCopy(mailbox, await sendRequests(mailbox, after, added, 'NewMeetingRequest', system), telling)
  if (telling === 'SendOnlyToChanged' || telling === 'SendToChangedAndSaveCopy') return
  const isOtherTime = startOf(before) !== startOf(after)
  if (isOtherTime && mailbox.item(after.id) !== undefined) {
    mailbox.updateMessage(after.id, { fields: withResponse(after.fields, undefined, 'Unknown') })
  }
  const type = isOtherTime ? 'FullUpdate' : 'InformationalUpdate'
  keepCopy(mailbox, await sendRequests(mailbox, after, remaining, type, system), telling)
}

/** Before a meeting is deleted. */
export async function cancelAll(
  mailbox: Mailbox,
  item: Item,
  telling: Telling,
  system: MailSystem,
): Promise<void> {
  if (telling === 'SendToNone') return
  keepCopy(mailbox, await sendCancellations(mailbox, item, attendeesOf(item), system), telling)
}

const without = (some: readonly Address[], others: readonly Address[]): Address[] =>
  some.filter(({ address }) => !others.some((other) => other.address.toLowerCase() === address.toLowerCase()))

function keepCopy(mailbox: Mailbox, message: Item | undefined, telling: Telling): void {
  if (message === undefined || !telling.endsWith('SaveCopy')) return
  mailbox.addItem(message, 'sentitems')
}
