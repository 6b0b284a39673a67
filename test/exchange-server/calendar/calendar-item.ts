/**
 * Appointments and meetings: what Exchange makes of the properties that a client wrote, and the occurrences of a
 * series as items (MS-OXWSCAL, MS-OXOCAL).
 *
 * Times are kept in UTC. A series keeps its changed and deleted occurrences by their original start (series.ts); an
 * occurrence is no item of its own but the master with other values, and has an id that names both.
 */
import { createHash, randomUUID } from 'node:crypto'
import type { Item } from '../mailbox/item.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import type { ItemInput } from '../shapes/item-input.ts'
import { madeElement } from '../soap/copy-element.ts'
import { ResponseError } from '../soap/fault.ts'
import { type XmlElement, child, childText, isTrue } from '../soap/xml-tree.ts'
import { formatDuration } from './durations.ts'
import { readMeetingTimeZone } from './legacy-time-zones.ts'
import { DAY, parseLocalTime, startOfDay } from './local-time.ts'
import { occurrenceId } from './occurrence-id.ts'
import { readRecurrence } from './recurrence.ts'
import {
  type Series,
  type SeriesOccurrence,
  deletedOccurrences,
  firstOccurrence,
  lastOccurrence,
  modifiedOccurrences,
  seriesOf,
} from './series.ts'
import { readTimeZoneDefinition } from './time-zone-definition.ts'
import { type TimeZone, UTC } from './time-zones.ts'

const MAX_DURATION = 5 * 365 * DAY // Exchange refuses appointments of more than five years
const ATTENDEES = ['RequiredAttendees', 'OptionalAttendees', 'Resources'] as const

type Values = ReadonlyMap<string, XmlElement>

/** An instant as Exchange writes it. */
export const utc = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`

export const startOf = ({ fields }: Pick<Item, 'fields'>): number =>
  Date.parse(fields.get('Start')?.text ?? '')
export const endOf = ({ fields }: Pick<Item, 'fields'>): number => Date.parse(fields.get('End')?.text ?? '')

/** Whether somebody else is invited. */
export const hasAttendees = (fields: Values): boolean =>
  ATTENDEES.some((name) => (fields.get(name)?.children.length ?? 0) > 0)

/** The zone in which an appointment was written: its own, that of the request, or UTC. */
export function zoneOf(fields: Values, fallback: TimeZone = UTC): TimeZone {
  const own = fields.get('StartTimeZone')
  if (own !== undefined) return readTimeZoneDefinition(own)
  const older = fields.get('MeetingTimeZone')
  return older === undefined ? fallback : readMeetingTimeZone(older)
}

/**
 * Completes what a client wrote.
 * @param before the item as it was, for a change
 * @param deleted names of the properties that the change takes away
 * @throws ResponseError
 */
export function completeCalendarItem(
  input: ItemInput,
  context: { readonly mailbox: Mailbox; readonly zone: TimeZone },
  before: Item | undefined,
  deleted: ReadonlySet<string>,
): void {
  const written = new Set(input.fields.keys())
  const merged = new Map([...(before?.fields ?? []), ...input.fields])
  for (const name of deleted) merged.delete(name)
  const set = (name: string, value: string): void => {
    input.fields.set(name, madeElement(name, value))
  }
  const fill = (name: string, value: string): void => {
    if (!merged.has(name)) set(name, value)
  }
  const zone = zoneOf(merged, context.zone)
  const { start, end } = times(merged, zone)
  set('Start', utc(start))
  set('End', utc(end))
  set('Duration', formatDuration(end - start))
  fill('IsAllDayEvent', 'false')
  fill('LegacyFreeBusyStatus', isTrue(merged.get('IsAllDayEvent')?.text) ? 'Free' : 'Busy')
  fill('UID', globalObjectId())
  set('DateTimeStamp', utc(Date.now()))
  set('TimeZone', zone.name)
  if (!merged.has('StartTimeZone')) {
    input.fields.set('StartTimeZone', madeElement('StartTimeZone', '', { Id: zone.id, Name: zone.name }))
  }
  if (!merged.has('EndTimeZone')) {
    input.fields.set('EndTimeZone', madeElement('EndTimeZone', '', { Id: zone.id, Name: zone.name }))
  }
  const recurrence = merged.get('Recurrence')
  const isOccurrence = before?.fields.has('RecurrenceId') === true
  if (recurrence !== undefined) readRecurrence(recurrence)
  set('IsRecurring', String(recurrence !== undefined || isOccurrence))
  if (!isOccurrence) set('CalendarItemType', recurrence === undefined ? 'Single' : 'RecurringMaster')
  const isMeeting = hasAttendees(merged)
  set('IsMeeting', String(isMeeting || isTrue(merged.get('IsMeeting')?.text)))
  fill('IsCancelled', 'false')
  fill('MeetingRequestWasSent', 'false')
  fill('IsResponseRequested', 'true')
  const { displayName, address } = context.mailbox
  const isOwn = isOrganizedBy(address, merged)
  fill('MyResponseType', isOwn ? 'Organizer' : 'Unknown')
  fill('AppointmentSequenceNumber', '0')
  set('AppointmentState', isMeeting ? '1' : '0')
  fill('AllowNewTimeProposal', 'true')
  fill('IsOrganizer', String(isOwn))
  if (!merged.has('Organizer')) input.fields.set('Organizer', organizer(displayName, address))
  for (const name of ATTENDEES) if (written.has(name)) completeAttendees(input, name)
}

/** An appointment without an organizer is the owner's own. */
function isOrganizedBy(owner: string, fields: Values): boolean {
  const address = childText(child(fields.get('Organizer'), 'Mailbox'), 'EmailAddress') ?? owner
  return address.toLowerCase() === owner.toLowerCase()
}

export function organizer(displayName: string, address: string): XmlElement {
  return madeElement('Organizer', [
    madeElement('Mailbox', [
      madeElement('Name', displayName),
      madeElement('EmailAddress', address),
      madeElement('RoutingType', 'SMTP'),
    ]),
  ])
}

function completeAttendees(input: ItemInput, name: string): void {
  const list = input.fields.get(name)
  if (list === undefined) return
  const children = list.children.map((attendee) =>
    attendee.children.some((entry) => entry.name === 'ResponseType')
      ? attendee
      : { ...attendee, children: [...attendee.children, madeElement('ResponseType', 'Unknown')] },
  )
  input.fields.set(name, { ...list, children })
}

function times(fields: Values, zone: TimeZone): { readonly start: number; readonly end: number } {
  const instant = (name: string): number | undefined => {
    const text = fields.get(name)?.text.trim()
    if (text === undefined) return undefined
    const local = parseLocalTime(text)
    const read = local === undefined ? Date.parse(text) : zone.toInstant(local)
    if (Number.isNaN(read)) throw new ResponseError('ErrorCalendarOutOfRange', `${name} is no time.`)
    return read
  }
  let start = instant('Start') ?? Math.ceil(Date.now() / 1_800_000) * 1_800_000
  let end = instant('End') ?? start + 1_800_000
  if (end < start) {
    throw new ResponseError('ErrorCalendarEndDateIsEarlierThanStartDate', 'EndDate is earlier than StartDate')
  }
  if (end - start > MAX_DURATION) {
    throw new ResponseError('ErrorCalendarDurationIsTooLong', 'Calendar duration is too long.')
  }
  if (isTrue(fields.get('IsAllDayEvent')?.text)) {
    // Whole days of the item's own zone, at least one.
    const from = startOfDay(zone.toLocal(start))
    const last = zone.toLocal(end)
    const to = startOfDay(last) === last && last > from ? last : startOfDay(last) + DAY
    start = zone.toInstant(from)
    end = zone.toInstant(to as typeof from)
  }
  return { start, end }
}

/** A global object id as Outlook makes them (MS-OXOCAL 2.2.1.27): a fixed class, then data of its own. */
function globalObjectId(): string {
  const data = createHash('sha256').update(randomUUID()).digest('hex').slice(0, 32).toUpperCase()
  return `040000008200E00074C5B7101A82E00800000000000000000000000000000000000000001000000${data}0`.slice(
    0,
    112,
  )
}

/** The series of a master; undefined for everything else. */
export function seriesOfItem(item: Item): Series | undefined {
  const recurrence = item.fields.get('Recurrence')
  if (item.element !== 'CalendarItem' || recurrence === undefined) return undefined
  const modified = new Map(
    [...(item.exceptions?.modified ?? [])].map(([original, exception]) => [
      original,
      { start: startOf(exception), end: endOf(exception) },
    ]),
  )
  return seriesOf(
    {
      start: startOf(item),
      end: endOf(item),
      zone: zoneOf(item.fields),
      recurrence: readRecurrence(recurrence),
    },
    modified,
    item.exceptions?.deleted,
  )
}

const OF_THE_MASTER: ReadonlySet<string> = new Set(['Recurrence', 'OriginalStart'])

/** An occurrence of a series as an item. */
export function occurrenceItem(master: Item, { type, start, end, originalStart }: SeriesOccurrence): Item {
  const id = occurrenceId({ masterId: master.id, originalStart })
  const exception = master.exceptions?.modified.get(originalStart)
  const fields = new Map([...(exception ?? master).fields].filter(([name]) => !OF_THE_MASTER.has(name)))
  const set = (name: string, value: string): void => {
    fields.set(name, madeElement(name, value))
  }
  set('Start', utc(start))
  set('End', utc(end))
  set('RecurrenceId', utc(originalStart))
  set('CalendarItemType', type)
  if (type === 'Exception') set('OriginalStart', utc(originalStart))
  const { exceptions: _exceptions, ...rest } = exception ?? master
  return { ...rest, id, changeKey: master.changeKey, folderId: master.folderId, fields }
}

/** An item with what is computed when it is shown: of a master, its first and last and its changed occurrences. */
export function shownItem(item: Item): Item {
  const series = seriesOfItem(item)
  if (series === undefined) return item
  const fields = new Map(item.fields)
  const put = (name: string, occurrence: SeriesOccurrence | undefined): void => {
    if (occurrence !== undefined) fields.set(name, occurrenceInfo(name, item, occurrence))
  }
  put('FirstOccurrence', firstOccurrence(series))
  put('LastOccurrence', lastOccurrence(series))
  const modified = modifiedOccurrences(series)
  if (modified.length > 0) {
    const entries = modified.map((occurrence) => occurrenceInfo('Occurrence', item, occurrence))
    fields.set('ModifiedOccurrences', madeElement('ModifiedOccurrences', entries))
  }
  const deleted = deletedOccurrences(series)
  if (deleted.length > 0) {
    const entries = deleted.map((start) =>
      madeElement('DeletedOccurrence', [madeElement('Start', utc(start))]),
    )
    fields.set('DeletedOccurrences', madeElement('DeletedOccurrences', entries))
  }
  return { ...item, fields }
}

function occurrenceInfo(
  name: string,
  master: Item,
  { start, end, originalStart }: SeriesOccurrence,
): XmlElement {
  const id = occurrenceId({ masterId: master.id, originalStart })
  return madeElement(name, [
    madeElement('ItemId', '', { Id: id, ChangeKey: master.changeKey }),
    madeElement('Start', utc(start)),
    madeElement('End', utc(end)),
    madeElement('OriginalStart', utc(originalStart)),
  ])
}
