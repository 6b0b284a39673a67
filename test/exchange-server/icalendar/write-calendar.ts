/**
 * An appointment as iCalendar, which is the MIME content of calendar items in EWS: of a series the master with what
 * was deleted from it, and one component for every exception (MS-OXCICAL 2.1.3.1.1.20). Clients such as DavMail read
 * appointments in this way alone, and learn the rules of a time zone from it.
 *
 * Rejected: ical-generator, which converts times by itself and knows IANA names alone, while Exchange names zones as
 * Windows does and takes zones of a client's making.
 */
import ICAL from 'ical.js'
import { endOf, seriesOfItem, startOf, zoneOf } from '../calendar/calendar-item.ts'
import { type Series, deletedOccurrences } from '../calendar/series.ts'
import type { TimeZone } from '../calendar/time-zones.ts'
import type { Item } from '../mailbox/item.ts'
import { readMessageDetails } from '../mailbox/message-envelope.ts'
import { plainText } from '../shapes/message-content.ts'
import { type XmlElement, child, childText, isTrue } from '../soap/xml-tree.ts'
import { type JcalComponent, type JcalProperty, dateTime, utcDateTime } from './jcal.ts'
import { BUSY_STATUS, CLASSES, PARTICIPATION, PRIORITIES, ROLES } from './vocabulary.ts'
import { recurrenceRule } from './write-recurrence.ts'
import { zoneComponent } from './write-time-zone.ts'

export async function calendarText(item: Item): Promise<string> {
  const zone = zoneOf(item.fields)
  const series = seriesOfItem(item)
  const events = [await event(item, zone, series === undefined ? [] : seriesProperties(item, series))]
  for (const [originalStart, exception] of item.exceptions?.modified ?? []) {
    if (item.exceptions?.deleted.has(originalStart) === true) continue
    events.push(await event(exception, zone, [time('recurrence-id', originalStart, item, zone)]))
  }
  const calendar: JcalComponent = [
    'vcalendar',
    [
      ['method', {}, 'text', 'PUBLISH'],
      ['prodid', {}, 'text', 'Microsoft Exchange Server 2010'],
      ['version', {}, 'text', '2.0'],
    ],
    [zoneComponent(zone, zone.toLocal(startOf(item))), ...events],
  ]
  return `${ICAL.stringify([...calendar])}\r\n`
}

function seriesProperties(item: Item, series: Series): JcalProperty[] {
  return [
    ['rrule', {}, 'recur', recurrenceRule(series.recurrence, series.firstStart, series.zone)],
    ...deletedOccurrences(series).map((start) => time('exdate', start, item, series.zone)),
  ]
}

async function event(item: Item, zone: TimeZone, own: readonly JcalProperty[]): Promise<JcalComponent> {
  const { fields, subject, sensitivity, importance, categories } = item
  const description = plainText(await readMessageDetails(item.content.bytes)).trimEnd()
  const value = (name: string): string => fields.get(name)?.text ?? ''
  const busy = value('LegacyFreeBusyStatus')
  const sequence = Number(value('AppointmentSequenceNumber'))
  const text = (name: string, content: string): JcalProperty => [name, {}, 'text', content]
  const stamp = utcDateTime(Date.parse(value('DateTimeStamp')))
  const properties: JcalProperty[] = [
    ...people(item),
    ...(description === '' ? [] : [text('description', description)]),
    ...own,
    text('uid', value('UID')),
    text('summary', subject),
    time('dtstart', startOf(item), item, zone),
    time('dtend', endOf(item), item, zone),
    text('class', CLASSES[sensitivity]),
    ['priority', {}, 'integer', PRIORITIES[importance]],
    ['dtstamp', {}, 'date-time', stamp],
    text('transp', busy === 'Free' ? 'TRANSPARENT' : 'OPAQUE'),
    text('status', isTrue(value('IsCancelled')) ? 'CANCELLED' : 'CONFIRMED'),
    ['sequence', {}, 'integer', sequence],
    ...(value('Location') === '' ? [] : [text('location', value('Location'))]),
    ...(categories.length === 0 ? [] : [['categories', {}, 'text', ...categories] as const]),
    extension('x-microsoft-cdo-appt-sequence', String(sequence)),
    extension('x-microsoft-cdo-busystatus', BUSY_STATUS[busy] ?? 'BUSY'),
    extension('x-microsoft-cdo-alldayevent', isTrue(value('IsAllDayEvent')) ? 'TRUE' : 'FALSE'),
  ]
  return ['vevent', properties, reminder(item)]
}

// Any named type would be written as the parameter VALUE.
const extension = (name: string, content: string): JcalProperty => [name, {}, 'unknown', content]

function time(name: string, instant: number, { fields }: Item, zone: TimeZone): JcalProperty {
  const local = dateTime(zone.toLocal(instant))
  if (isTrue(fields.get('IsAllDayEvent')?.text)) return [name, {}, 'date', local.slice(0, 10)]
  return [name, { tzid: zone.id }, 'date-time', local]
}

/** Nobody is named in an appointment without attendees. */
function people({ fields }: Item): JcalProperty[] {
  if (!isTrue(fields.get('IsMeeting')?.text)) return []
  const attendees = Object.entries(ROLES).flatMap(([name, role]) =>
    (fields.get(name)?.children ?? []).map((attendee) => {
      const partstat = PARTICIPATION[childText(attendee, 'ResponseType') ?? ''] ?? 'NEEDS-ACTION'
      return person('attendee', attendee, { role, partstat, rsvp: 'TRUE' })
    }),
  )
  const organizer = fields.get('Organizer')
  return organizer === undefined ? attendees : [person('organizer', organizer, {}), ...attendees]
}

function person(name: string, who: XmlElement, parameters: Readonly<Record<string, string>>): JcalProperty {
  const mailbox = child(who, 'Mailbox')
  const address = childText(mailbox, 'EmailAddress') ?? ''
  const cn = childText(mailbox, 'Name') ?? address
  return [name, { ...parameters, cn }, 'cal-address', `MAILTO:${address}`]
}

function reminder({ fields }: Item): JcalComponent[] {
  if (!isTrue(fields.get('ReminderIsSet')?.text)) return []
  const minutes = fields.get('ReminderMinutesBeforeStart')?.text ?? '15'
  return [
    [
      'valarm',
      [
        ['description', {}, 'text', 'REMINDER'],
        ['trigger', { related: 'START' }, 'duration', `-PT${minutes}M`],
        ['action', {}, 'text', 'DISPLAY'],
      ],
      [],
    ],
  ]
}
