/**
 * Takes an appointment that a client wrote as iCalendar (the MIME content of a calendar item) over into the input: of a
 * series the master, with the exceptions and what was deleted (MS-OXCICAL 2.1.3.1.1.20). DavMail writes appointments in
 * this way.
 */
import ICAL from 'ical.js'
import { UTC, type TimeZone } from '../calendar/time-zones.ts'
import { type ItemInput, emptyInput } from '../shapes/item-input.ts'
import { madeElement } from '../soap/copy-element.ts'
import type { XmlElement } from '../soap/xml-tree.ts'
import { recurrenceElement } from './read-recurrence.ts'
import { ewsTime, invalidMime, isDate, localTimeOf, parameterOf, zoneOfProperty } from './read-times.ts'
import { BUSY_STATUS, CLASSES, PARTICIPATION, PRIORITIES, ROLES, keyOf } from './vocabulary.ts'

const LOWEST_HIGH_PRIORITY = 4
const HIGHEST_LOW_PRIORITY = 6

/** @throws ResponseError ErrorMimeContentInvalid, ErrorCalendarInvalidRecurrence */
export function readCalendar(input: ItemInput, content: Uint8Array): void {
  const events = parsed(content).getAllSubcomponents('vevent')
  const master = events.find((event) => event.getFirstProperty('recurrence-id') === null) ?? events[0]
  const start = master?.getFirstProperty('dtstart')
  if (master === undefined || !start) throw invalidMime()
  const zone = zoneOfProperty(start) ?? UTC
  readEvent(input, master, zone)
  const rule = master.getFirstPropertyValue('rrule')
  if (rule === null) return
  input.fields.set('Recurrence', recurrenceElement(rule, localTimeOf(start), zone))
  const exceptions = new Map<number, 'deleted' | ItemInput>()
  for (const property of master.getAllProperties('exdate')) {
    exceptions.set(Date.parse(ewsTime(property, zone)), 'deleted')
  }
  for (const event of events) {
    const original = event.getFirstProperty('recurrence-id')
    if (original === null) continue
    const exception = emptyInput('CalendarItem')
    readEvent(exception, event, zone)
    exception.fields.delete('UID')
    exceptions.set(Date.parse(ewsTime(original, zone)), exception)
  }
  input.exceptions = exceptions
}

function parsed(content: Uint8Array): ICAL.Component {
  try {
    const read: unknown = ICAL.parse(Buffer.from(content).toString('utf8'))
    if (Array.isArray(read)) return new ICAL.Component(read)
  } catch {
    // What ical.js says about it tells the client nothing.
  }
  throw invalidMime()
}

function readEvent(input: ItemInput, event: ICAL.Component, zone: TimeZone): void {
  const text = (name: string): string | undefined => {
    const value: unknown = event.getFirstPropertyValue(name)
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  }
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined) input.fields.set(name, madeElement(name, value))
  }
  const start = event.getFirstProperty('dtstart')
  const end = event.getFirstProperty('dtend')
  if (start === null) throw invalidMime()
  set('Start', ewsTime(start, zone))
  set('End', ewsTime(end ?? start, zone))
  set('IsAllDayEvent', String(isDate(start) || text('x-microsoft-cdo-alldayevent') === 'TRUE'))
  for (const name of ['StartTimeZone', 'EndTimeZone']) {
    input.fields.set(name, madeElement(name, '', { Id: zone.id, Name: zone.name }))
  }
  set('UID', text('uid'))
  set('Location', text('location'))
  const busy = text('x-microsoft-cdo-busystatus')
  set('LegacyFreeBusyStatus', busy === undefined ? freeOrBusy(text('transp')) : keyOf(BUSY_STATUS, busy))
  input.envelope.subject = text('summary') ?? ''
  input.body = { type: 'Text', text: text('description') ?? '' }
  const sensitivity = keyOf(CLASSES, text('class') ?? '')
  if (sensitivity !== undefined) input.state.sensitivity = sensitivity
  const priority = Number(text('priority') ?? PRIORITIES.Normal)
  if (priority > 0) input.state.importance = importanceOf(priority)
  const categories = event
    .getAllProperties('categories')
    .flatMap((property) => property.getValues().map(String))
  if (categories.length > 0) input.state.categories = categories
  readPeople(input, event)
  readReminder(set, event)
}

const freeOrBusy = (transparency: string | undefined): string | undefined =>
  transparency === undefined ? undefined : transparency === 'TRANSPARENT' ? 'Free' : 'Busy'

function importanceOf(priority: number): 'High' | 'Normal' | 'Low' {
  if (priority <= LOWEST_HIGH_PRIORITY) return 'High'
  return priority >= HIGHEST_LOW_PRIORITY ? 'Low' : 'Normal'
}

function readPeople(input: ItemInput, event: ICAL.Component): void {
  const organizer = event.getFirstProperty('organizer')
  if (organizer !== null) input.fields.set('Organizer', madeElement('Organizer', [mailboxOf(organizer)]))
  for (const [list, role] of Object.entries(ROLES)) {
    const attendees = event
      .getAllProperties('attendee')
      .filter((attendee) => (parameterOf(attendee, 'role') ?? ROLES.RequiredAttendees) === role)
      .map((attendee) =>
        madeElement('Attendee', [
          mailboxOf(attendee),
          madeElement(
            'ResponseType',
            keyOf(PARTICIPATION, parameterOf(attendee, 'partstat') ?? '') ?? 'Unknown',
          ),
        ]),
      )
    if (attendees.length > 0) input.fields.set(list, madeElement(list, attendees))
  }
}

function mailboxOf(person: ICAL.Property): XmlElement {
  const address = String(person.getFirstValue()).replace(/^mailto:/i, '')
  return madeElement('Mailbox', [
    madeElement('Name', parameterOf(person, 'cn') ?? address),
    madeElement('EmailAddress', address),
    madeElement('RoutingType', 'SMTP'),
  ])
}

function readReminder(set: (name: string, value: string) => void, event: ICAL.Component): void {
  const alarm = event.getFirstSubcomponent('valarm')
  set('ReminderIsSet', String(alarm !== null))
  const trigger: unknown = alarm?.getFirstPropertyValue('trigger')
  if (trigger instanceof ICAL.Duration) set('ReminderMinutesBeforeStart', String(-trigger.toSeconds() / 60))
}
