/**
 * A time zone of iCalendar: wall times of an IANA zone, and the VTIMEZONE that says what they mean.
 *
 * Both come from the zone data of the runtime, so that every wall time that is written reads back as the instant that
 * it was. The changes of the clock are looked for in the years that matter; those that follow one rule (the last
 * Sunday of March) become one RRULE, the others stand by themselves, as Morocco's around Ramadan.
 *
 * Rejected: the VTIMEZONEs of timezones-ical-library, which know only the rules of today: a series of 2018 in São
 * Paulo would be an hour off, and its data may be newer than those that gave the wall times.
 */
import { DateTime, IANAZone } from 'luxon'
import type { Instant } from '#shared/domain/ids.ts'
import type { JcalComponent, JcalValue } from './jcal.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** Two changes of a clock are never closer: the shortest known time between them is Morocco's Ramadan. */
const SEARCH_STEP = 14 * DAY

/** So many years tell the fourth from the last Sunday of a month apart. */
const YEARS_TO_TELL_RULES = 12

/** A wall time as jCal has it: `2026-03-29T09:00:00`. */
export type WallTime = string

export function isKnownZone(zone: string): boolean {
  return IANAZone.isValidZone(zone)
}

export function wallTimeOf(instant: Instant, zone: string): WallTime {
  return DateTime.fromISO(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss")
}

/**
 * As iCalendar reads it (RFC 5545, 3.3.5): shown twice, it is the first time; skipped, the offset before counts.
 * Luxon decides by the offset of today.
 */
export function instantOfWallTime(wallTime: WallTime, zone: string): number {
  const time = Date.parse(`${wallTime}Z`)
  const iana = IANAZone.create(zone)
  const offset = (instant: number): number => iana.offset(instant) * MINUTE
  const [before, after] = [time - offset(time - DAY), time - offset(time + DAY)]
  const isShown = (instant: number): boolean => instant + offset(instant) === time
  return isShown(before) || !isShown(after) ? before : after
}

/** Whether the wall time of an instant reads back as that instant. */
export function isUnambiguous(instant: Instant, zone: string): boolean {
  return instantOfWallTime(wallTimeOf(instant, zone), zone) === Math.floor(Date.parse(instant) / 1000) * 1000
}

type Change = {
  /** Offset before and after, in minutes. */
  readonly from: number
  readonly to: number
  /** On the clock before the change, as milliseconds. */
  readonly wall: number
}

/** The VTIMEZONE of a zone for whatever takes place between two instants, and from then on by its latest rules. */
export function timeZoneComponent(zone: string, from: Instant, to: Instant): JcalComponent {
  const begin = Date.UTC(new Date(from).getUTCFullYear() - 1, 0, 1)
  const lastYear = Math.max(
    new Date(to).getUTCFullYear() + 1,
    new Date(begin).getUTCFullYear() + YEARS_TO_TELL_RULES,
  )
  const changes = changesOf(IANAZone.create(zone), begin, Date.UTC(lastYear + 1, 0, 1))
  const first = changes.at(0)?.from ?? IANAZone.create(zone).offset(begin)
  const groups = groupsOf(changes)
  return [
    'vtimezone',
    [['tzid', {}, 'text', zone]],
    [
      observance({ from: first, to: first, wall: begin }, null),
      ...groups.map((group) => groupObservance(group, lastYear)),
    ],
  ]
}

function changesOf(zone: IANAZone, begin: number, end: number): Change[] {
  const changes: Change[] = []
  for (let time = begin; time < end; time += SEARCH_STEP) {
    const [from, to] = [zone.offset(time), zone.offset(time + SEARCH_STEP)]
    if (from === to) continue
    let [before, after] = [time, time + SEARCH_STEP]
    while (after - before > MINUTE) {
      const middle = Math.floor((before + after) / 2 / MINUTE) * MINUTE
      if (zone.offset(middle) === from) before = middle
      else after = middle
    }
    changes.push({ from, to, wall: after + from * MINUTE })
  }
  return changes
}

/** Changes of successive years by one rule. */
type Group = { readonly changes: readonly Change[]; readonly ordinals: readonly number[] }

function groupsOf(changes: readonly Change[]): Group[] {
  const groups: Group[] = []
  for (const change of changes) {
    const index = groups.findIndex(({ changes: [...members] }) => {
      const last = members.at(-1)
      return last !== undefined && yearOf(last) === yearOf(change) - 1 && isAlike(last, change)
    })
    const group = groups[index]
    const ordinals = group?.ordinals.filter((ordinal) => ordinalsOf(change).includes(ordinal)) ?? []
    if (group && ordinals.length > 0) groups[index] = { changes: [...group.changes, change], ordinals }
    else groups.push({ changes: [change], ordinals: ordinalsOf(change) })
  }
  return groups
}

function isAlike(one: Change, other: Change): boolean {
  const [date, otherDate] = [new Date(one.wall), new Date(other.wall)]
  return (
    one.from === other.from &&
    one.to === other.to &&
    date.getUTCMonth() === otherDate.getUTCMonth() &&
    date.getUTCDay() === otherDate.getUTCDay() &&
    one.wall % DAY === other.wall % DAY
  )
}

/** By what a weekday is found in its month: counted from the beginning, and from the end where it is the last. */
function ordinalsOf({ wall }: Change): number[] {
  const date = new Date(wall)
  const isLast = new Date(wall + 7 * DAY).getUTCMonth() !== date.getUTCMonth()
  return [...(isLast ? [-1] : []), Math.ceil(date.getUTCDate() / 7)]
}

const yearOf = ({ wall }: Change): number => new Date(wall).getUTCFullYear()

const DAY_CODES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const

function groupObservance({ changes, ordinals }: Group, lastYear: number): JcalComponent {
  const [first, last] = [changes[0], changes.at(-1)]
  if (first === undefined || last === undefined) throw new Error('a group without changes')
  if (changes.length === 1) return observance(first, null)
  const date = new Date(first.wall)
  return observance(first, {
    freq: 'YEARLY',
    bymonth: date.getUTCMonth() + 1,
    byday: `${ordinals[0] ?? ''}${DAY_CODES[date.getUTCDay()] ?? ''}`,
    // A day later the rule ends with the same change, also for readers that take the time for local.
    ...(yearOf(last) < lastYear && { until: utcText(last.wall + DAY) }),
  })
}

function observance({ from, to, wall }: Change, rule: JcalValue | null): JcalComponent {
  return [
    to > from ? 'daylight' : 'standard',
    [
      ['dtstart', {}, 'date-time', new Date(wall).toISOString().slice(0, 19)],
      ['tzoffsetfrom', {}, 'utc-offset', offsetText(from)],
      ['tzoffsetto', {}, 'utc-offset', offsetText(to)],
      ...(rule === null ? [] : [['rrule', {}, 'recur', rule] as const]),
    ],
    [],
  ]
}

function utcText(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`
}

function offsetText(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(Math.floor(size % 60))}`
}
