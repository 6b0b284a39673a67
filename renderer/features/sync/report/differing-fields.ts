/**
 * The fields of a conflict with both values as a person reads them. Fields have the names of the mapping tables, which
 * are not always keys of the record: the progress of a task is its status, its percentage and the day it was completed.
 *
 * Where two values read the same though they differ (the days of a rhythm), they are shown as they are stored.
 */
import type { AppointmentTimes, PrimeRecord } from '#shared/domain/prime-items.ts'
import type { Format } from '#shared/texts/format.ts'
import { isValueWord, type ValueWord } from './value-words.ts'

export type DifferingField = { readonly field: string; readonly winning: string; readonly losing: string }

export type Words = {
  readonly word: (word: ValueWord) => string
  readonly format: Format
}

/** What stands for no value. */
const NOTHING = '–'

/** Characters; the whole of a long text helps nobody in a table. */
const LONGEST = 200

/** The keys of a record that make up a field, where they are not called like it. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  content: ['subject', 'to', 'cc', 'attachments', 'size'],
  progress: ['status', 'percentComplete', 'completedDate'],
  reminder: ['reminderMinutes', 'reminderAt'],
  totalWork: ['totalWorkMinutes'],
  actualWork: ['actualWorkMinutes'],
  attendees: ['meeting.attendees'],
  attendeeResponses: ['meeting.attendees'],
  myResponse: ['meeting.myResponse'],
  responseRequested: ['meeting.isResponseRequested'],
  organizer: ['meeting.organizer'],
  cancelled: ['meeting.isCancelled'],
}

/** What people write themselves is never taken for a word of ours. */
const FREE_TEXTS: ReadonlySet<string> = new Set(['subject', 'text', 'location', 'categories', 'uid'])

const UNITS: Readonly<Record<string, (value: number, words: Words) => string>> = {
  percentComplete: (value) => `${value} %`,
  size: (value, { format }) => format.bytes(value),
  reminderMinutes: (value, { word }) => `${value} ${word('minutes-before')}`,
  totalWorkMinutes: (value) => `${value} min`,
  actualWorkMinutes: (value) => `${value} min`,
}

export function differingFields(
  fields: readonly string[],
  winning: PrimeRecord,
  losing: PrimeRecord,
  words: Words,
): DifferingField[] {
  return fields.map((field) => {
    const told = { field, winning: valueText(winning, field, words), losing: valueText(losing, field, words) }
    if (told.winning !== told.losing) return told
    return { field, winning: stored(winning, field), losing: stored(losing, field) }
  })
}

/** Further fields with both values; those that are empty in both are left out. */
export function furtherFields(
  fields: readonly string[],
  winning: PrimeRecord,
  losing: PrimeRecord,
  words: Words,
): DifferingField[] {
  return fields
    .map((field) => ({
      field,
      winning: valueText(winning, field, words),
      losing: valueText(losing, field, words),
    }))
    .filter((each) => each.winning !== NOTHING || each.losing !== NOTHING)
}

function valueText(record: PrimeRecord, field: string, words: Words): string {
  const parts = keysOf(field).map((key) => text(valueAt(record, key), key, words))
  return shortened(parts.filter((part) => part !== '').join(' · '))
}

function stored(record: PrimeRecord, field: string): string {
  return shortened(
    keysOf(field)
      .map((key) => JSON.stringify(valueAt(record, key) ?? null))
      .join(' · '),
  )
}

function keysOf(field: string): readonly string[] {
  return KEYS[field] ?? [field]
}

function valueAt(record: PrimeRecord, key: string): unknown {
  return key.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), record)
}

function text(value: unknown, key: string, words: Words): string {
  const { word, format } = words
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return word(value ? 'yes' : 'no')
  if (typeof value === 'number') return UNITS[key]?.(value, words) ?? format.number(value)
  if (typeof value === 'string') {
    if (FREE_TEXTS.has(key)) return value
    if (isValueWord(value)) return word(value)
    if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return format.dateTime(value)
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? format.date(`${value}T12:00:00`) : value
  }
  if (Array.isArray(value)) return value.map((each: unknown) => text(each, key, words)).join(', ')
  if (!isObject(value)) return ''
  if (key === 'times') return timesText(value as AppointmentTimes, words)
  if (typeof value.response === 'string' && isValueWord(value.response)) {
    return `${nameOf(value)} (${word(value.response)})`
  }
  return typeof value.name === 'string' ? nameOf(value) : JSON.stringify(value)
}

function timesText(times: AppointmentTimes, { format }: Words): string {
  const [from, to] =
    times.kind === 'timed'
      ? [format.dateTime(times.start), format.dateTime(times.end)]
      : [times.startDate, dayBefore(times.endDate)].map((day) => format.date(`${day}T12:00:00`))
  return `${from} – ${to}${times.timeZone === null ? '' : ` (${times.timeZone})`}`
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

function nameOf({ name, address }: Readonly<Record<string, unknown>>): string {
  if (typeof name === 'string' && name !== '') return name
  return typeof address === 'string' ? address : ''
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shortened(whole: string): string {
  if (whole === '') return NOTHING
  return whole.length > LONGEST ? `${whole.slice(0, LONGEST)} …` : whole
}
