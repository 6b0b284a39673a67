/**
 * Which occurrence a recurring task stands for, and the properties that it has as the next one (MS-OXOTASK 3.1.4.6).
 *
 * Exchange has no series of tasks: one item stands for one occurrence after the other. Its date is its StartDate, or
 * its DueDate where it has no start; the time between the two stays the same. Patterns of the calendar go on from the
 * date of the occurrence, however late it was done; regenerating ones from the day on which it was done. What a
 * regenerating pattern has left is known only from itself, therefore its range begins anew and its number counts down.
 */
import { nextRegeneration, occurrenceDay } from '../calendar/expand-recurrence.ts'
import { DAY, type LocalTime, formatDate, later, parseDate } from '../calendar/local-time.ts'
import { readRecurrence } from '../calendar/recurrence.ts'
import { type Recurrence, isRegeneration } from '../calendar/recurrence-types.ts'
import { rhythmOf } from '../calendar/rhythm.ts'
import type { TimeZone } from '../calendar/time-zones.ts'
import type { Fields } from '../mailbox/item.ts'
import { madeElement } from '../soap/copy-element.ts'
import type { XmlElement } from '../soap/xml-tree.ts'

/** The recurrence of a task that has one. @throws ResponseError when it is invalid */
export function recurrenceOf(fields: Fields): Recurrence | undefined {
  const recurrence = fields.get('Recurrence')
  return recurrence && readRecurrence(recurrence, 'task')
}

/**
 * The properties of a task as its next occurrence, not yet begun; undefined after the last one.
 * @param done the day on which the occurrence was done
 * @param zone in which a reminder keeps its time of day
 */
export function nextOccurrence(fields: Fields, done: LocalTime, zone: TimeZone): Fields | undefined {
  const recurrence = recurrenceOf(fields)
  if (recurrence === undefined) return undefined
  const [start, due] = [dateOf(fields, 'StartDate'), dateOf(fields, 'DueDate')]
  const date = start ?? due ?? occurrenceDay(recurrence, 1) ?? recurrence.range.start
  const next = dayAfter(recurrence, date, done)
  if (next === undefined) return undefined
  const changed = new Map(fields)
  changed.delete('CompleteDate')
  const set = (name: string, value: string): void => void changed.set(name, madeElement(name, value))
  set('Status', 'NotStarted')
  set('PercentComplete', '0')
  set('IsComplete', 'false')
  if (start !== undefined) set('StartDate', midnight(next))
  if (start === undefined) set('DueDate', midnight(next))
  else if (due !== undefined) set('DueDate', midnight(later(next, due - start)))
  const reminder = Date.parse(fields.get('ReminderDueBy')?.text ?? '')
  if (!Number.isNaN(reminder)) {
    const moved = zone.toInstant(later(zone.toLocal(reminder), next - date))
    set('ReminderDueBy', `${new Date(moved).toISOString().slice(0, 19)}Z`)
  }
  const written = fields.get('Recurrence')
  if (written !== undefined && isRegeneration(recurrence.pattern)) {
    changed.set('Recurrence', begunAnew(written, next))
  }
  return changed
}

function dayAfter({ pattern, range }: Recurrence, date: LocalTime, done: LocalTime): LocalTime | undefined {
  if (isRegeneration(pattern)) {
    const next = nextRegeneration(pattern, done)
    const isOver = range.type === 'EndDate' ? next > range.end : range.type === 'Numbered' && range.count <= 1
    return isOver ? undefined : next
  }
  const index = rhythmOf(pattern, range.start).numberFrom(later(date, DAY)) + 1
  return occurrenceDay({ pattern, range }, index)
}

/** A recurrence whose range starts on another day, with one occurrence less. */
function begunAnew(recurrence: XmlElement, start: LocalTime): XmlElement {
  const [pattern, range] = recurrence.children
  if (pattern === undefined || range === undefined) return recurrence
  const children = range.children.map((entry) => {
    if (entry.name === 'StartDate') return { ...entry, text: formatDate(start) }
    return entry.name === 'NumberOfOccurrences' ? { ...entry, text: String(Number(entry.text) - 1) } : entry
  })
  return { ...recurrence, children: [pattern, { ...range, children }] }
}

function dateOf(fields: Fields, name: string): LocalTime | undefined {
  return parseDate(fields.get(name)?.text.slice(0, 10) ?? '')
}

function midnight(day: LocalTime): string {
  return `${formatDate(day)}T00:00:00Z`
}
