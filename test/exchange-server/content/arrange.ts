/**
 * Appointments, tasks and whatever else in one line of a test, read as CreateItem reads them. Nobody is invited and
 * nothing is mailed: what lies in the mailbox is all that a test wants.
 *
 * Rejected: fields of the mailbox' own kind (a second vocabulary beside that of the protocol, and items that no
 * client could have written).
 */
import { MONTH_NAMES, WEEKDAY_NAMES, type WeekdayName } from '../calendar/day-names.ts'
import { UTC } from '../calendar/time-zones.ts'
import { completeItem } from '../mailbox/complete-item.ts'
import { newContent } from '../mailbox/item-content.ts'
import type { Importance } from '../mailbox/item.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { DEFAULT_CLASS } from '../operations/create-item.ts'
import { readItemInput } from '../shapes/read-item.ts'
import { NAMESPACE } from '../soap/namespaces.ts'
import { parseXml } from '../soap/xml-tree.ts'
import { type Xml, element, leaf, sequence, text as escaped } from '../soap/xml-writer.ts'

type Common = {
  readonly subject?: string
  /** Plain text. */
  readonly text?: string
  readonly importance?: Importance
  /** Distinguished id or id of the folder. */
  readonly folder?: string
}

export type Rhythm = {
  readonly frequency: 'daily' | 'weekly' | 'monthly' | 'yearly'
  /** Default: 1; a yearly rhythm has none. */
  readonly interval?: number
  /** Days of a weekly rhythm. Default: that of the start. */
  readonly days?: readonly WeekdayName[]
  /** How many occurrences. */
  readonly count?: number
  /** Date of the end, 2026-12-31; without count and end it never ends. */
  readonly until?: string
}

export type AppointmentFields = Common & {
  /** 2026-03-02T09:00:00 in the zone of the appointment, or with Z or an offset. */
  readonly start: string
  readonly end: string
  /** Windows id, for example W. Europe Standard Time. Default: UTC. */
  readonly timeZone?: string
  readonly location?: string
  readonly isAllDay?: boolean
  /** Addresses of those who are asked to come; they are not told. */
  readonly attendees?: readonly string[]
  readonly rhythm?: Rhythm
}

export type TaskFields = Common & {
  /** 2026-03-02. */
  readonly startDate?: string
  readonly dueDate?: string
  readonly status?: 'NotStarted' | 'InProgress' | 'Completed' | 'WaitingOnOthers' | 'Deferred'
  readonly percentComplete?: number
  /** Counts from the start date, or else the due date. */
  readonly rhythm?: Rhythm
}

/** Adds an appointment or a series and gives its id. Default folder: calendar. */
export function addAppointment(mailbox: Mailbox, fields: AppointmentFields): Promise<string> {
  const { start, end, location, isAllDay, attendees = [], rhythm, timeZone = 'UTC' } = fields
  const item = element(
    't:CalendarItem',
    {},
    commonXml(fields),
    leaf('t:Start', start),
    leaf('t:End', end),
    isAllDay === undefined ? undefined : leaf('t:IsAllDayEvent', isAllDay),
    location === undefined ? undefined : leaf('t:Location', location),
    attendees.length === 0 ? undefined : element('t:RequiredAttendees', {}, ...attendees.map(attendeeXml)),
    rhythm && recurrenceXml(rhythm, start),
    element('t:StartTimeZone', { Id: timeZone }),
    element('t:EndTimeZone', { Id: timeZone }),
  )
  return addItemXml(mailbox, item, fields.folder ?? 'calendar')
}

/** Adds a task and gives its id. Default folder: tasks. */
export function addTask(mailbox: Mailbox, fields: TaskFields): Promise<string> {
  const { startDate, dueDate, status, percentComplete, rhythm } = fields
  const first = startDate ?? dueDate ?? new Date().toISOString()
  const date = (name: string, value: string | undefined): Xml | undefined =>
    value === undefined ? undefined : leaf(name, `${value}T00:00:00Z`)
  const item = element(
    't:Task',
    {},
    commonXml(fields),
    date('t:DueDate', dueDate),
    percentComplete === undefined ? undefined : leaf('t:PercentComplete', percentComplete),
    rhythm && recurrenceXml(rhythm, first),
    date('t:StartDate', startDate),
    status === undefined ? undefined : leaf('t:Status', status),
  )
  return addItemXml(mailbox, item, fields.folder ?? 'tasks')
}

/**
 * Adds an item from its element in a request (prefix t), for example `<t:Contact>…</t:Contact>`, and gives its id.
 * @throws what CreateItem refuses
 */
export async function addItemXml(mailbox: Mailbox, xml: string, folder: string): Promise<string> {
  const root = parseXml(`<arranged xmlns:t="${NAMESPACE.t}">${xml}</arranged>`)
  const [requested] = root.children
  if (requested === undefined) throw new Error('there is no item to add')
  const input = completeItem(await readItemInput(requested), { mailbox, zone: UTC })
  const { bytes, envelope } = await newContent(input, mailbox)
  return mailbox.addMessage(bytes, {
    isRead: true,
    itemClass: DEFAULT_CLASS[input.element],
    receivedAt: Date.now(),
    ...input.state,
    element: input.element,
    fields: input.fields,
    envelope,
    folder,
  })
}

function commonXml({ subject, text, importance }: Common): Xml {
  return sequence(
    leaf('t:Subject', subject ?? 'Arranged'),
    text === undefined ? undefined : element('t:Body', { BodyType: 'Text' }, escaped(text)),
    importance === undefined ? undefined : leaf('t:Importance', importance),
  )
}

function attendeeXml(address: string): Xml {
  return element('t:Attendee', {}, element('t:Mailbox', {}, leaf('t:EmailAddress', address)))
}

function recurrenceXml(rhythm: Rhythm, start: string): Xml {
  return element('t:Recurrence', {}, patternXml(rhythm, start), rangeXml(rhythm, start))
}

function patternXml({ frequency, interval = 1, days }: Rhythm, start: string): Xml {
  const [year = 0, month = 1, day = 1] = start.slice(0, 10).split('-').map(Number)
  switch (frequency) {
    case 'daily':
      return element('t:DailyRecurrence', {}, leaf('t:Interval', interval))
    case 'weekly': {
      const own = WEEKDAY_NAMES[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? 'Sunday'
      const on = leaf('t:DaysOfWeek', (days ?? [own]).join(' '))
      return element('t:WeeklyRecurrence', {}, leaf('t:Interval', interval), on)
    }
    case 'monthly': {
      const every = leaf('t:Interval', interval)
      return element('t:AbsoluteMonthlyRecurrence', {}, every, leaf('t:DayOfMonth', day))
    }
    case 'yearly': {
      const name = leaf('t:Month', MONTH_NAMES[month - 1] ?? 'January')
      return element('t:AbsoluteYearlyRecurrence', {}, leaf('t:DayOfMonth', day), name)
    }
  }
}

function rangeXml({ count, until }: Rhythm, start: string): Xml {
  const first = leaf('t:StartDate', start.slice(0, 10))
  if (count !== undefined) {
    return element('t:NumberedRecurrence', {}, first, leaf('t:NumberOfOccurrences', count))
  }
  return until === undefined
    ? element('t:NoEndRecurrence', {}, first)
    : element('t:EndDateRecurrence', {}, first, leaf('t:EndDate', until))
}
