/** Who is invited to a meeting, and what they answered, as the organizer's item keeps it. */
import type { Address, Fields, Item } from '../mailbox/item.ts'
import { madeElement } from '../soap/copy-element.ts'
import { type XmlElement, child, childText } from '../soap/xml-tree.ts'
import { utc } from '../calendar/calendar-item.ts'

export const ATTENDEE_LISTS = ['RequiredAttendees', 'OptionalAttendees', 'Resources'] as const

export type ResponseType = 'Accept' | 'Tentative' | 'Decline' | 'Unknown' | 'NoResponseReceived' | 'Organizer'

/** All attendees but the organizer. */
export function attendeesOf({ fields }: Pick<Item, 'fields'>): Address[] {
  const own = organizerOf(fields)?.address.toLowerCase()
  return ATTENDEE_LISTS.flatMap((name) => fields.get(name)?.children ?? [])
    .map(addressOf)
    .filter(({ address }) => address !== '' && address.toLowerCase() !== own)
}

export function organizerOf(fields: Fields): Address | undefined {
  const organizer = fields.get('Organizer')
  return organizer && addressOf(organizer)
}

function addressOf(attendee: XmlElement): Address {
  const mailbox = child(attendee, 'Mailbox')
  return { name: childText(mailbox, 'Name') ?? '', address: childText(mailbox, 'EmailAddress') ?? '' }
}

/** The properties of the organizer's item after an attendee has answered; undefined address: all of them. */
export function withResponse(fields: Fields, address: string | undefined, response: ResponseType): Fields {
  const changed = new Map(fields)
  for (const name of ATTENDEE_LISTS) {
    const list = fields.get(name)
    if (list === undefined) continue
    const children = list.children.map((attendee) => {
      const isMeant =
        address === undefined || addressOf(attendee).address.toLowerCase() === address.toLowerCase()
      const mailbox = child(attendee, 'Mailbox')
      if (!isMeant || mailbox === undefined) return attendee
      const answered = address === undefined ? [] : [madeElement('LastResponseTime', utc(Date.now()))]
      return { ...attendee, children: [mailbox, madeElement('ResponseType', response), ...answered] }
    })
    changed.set(name, { ...list, children })
  }
  return changed
}
