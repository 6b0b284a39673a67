/**
 * Finds the yearly rules behind the offsets of a zone, in the form in which Windows keeps them: the clock changes of a
 * year as "last Sunday of March, 02:00", and a new group of rules for the years from which on they differ.
 *
 * The IANA data that Node.js carries can only be asked for the offset at an instant, so the changes are searched. A
 * year that ends with another offset than it began with has a change at its very beginning, which is how Windows
 * writes countries that moved to another zone. Rejected: the registry of Windows as a file of our own, which grows old.
 */
import {
  DAY,
  type LocalTime,
  MINUTE,
  dateParts,
  daysInMonth,
  later,
  localTime,
  startOfDay,
  timeOfDay,
  weekday,
} from './local-time.ts'
import type { TimeZone } from './time-zones.ts'
import type { ClockChange, RuleGroup, ZoneRules } from './zone-rules.ts'

// Exchange's own data begin with the rules that the United States had until 2006.
export const FIRST_YEAR_OF_RULES = 2006
export const LAST_YEAR_OF_RULES = 2030

// Morocco leaves its time for 30 days; every other change lasts longer.
const SEARCH_STEP = 15 * DAY

type Change = { readonly wall: LocalTime; readonly offset: number }

/** A change with every way to say on which of its weekdays in the month it falls: the fourth may be the last. */
type DatedChange = {
  readonly month: number
  readonly weekday: number
  readonly occurrences: readonly number[]
  readonly time: number
  readonly offset: number
  readonly beginsYear: boolean
}

type YearRules = { readonly startOffset: number; readonly changes: readonly DatedChange[] }

/** The rules of a zone for all years; before and after the years above they are those of the nearest year. */
export function rulesOfZone(zone: TimeZone): ZoneRules {
  const merged: { year: number; rules: YearRules }[] = []
  for (let year = FIRST_YEAR_OF_RULES; year <= LAST_YEAR_OF_RULES; year++) {
    const rules = rulesOfYear(zone, year)
    const last = merged.at(-1)
    const both = last && merge(last.rules, rules)
    if (last !== undefined && both !== undefined) last.rules = both
    else merged.push({ year, rules })
  }
  const [first, ...others] = merged
  if (first === undefined) throw new Error('There are no years of rules.')
  return {
    first: toGroup(first.rules),
    later: others.map(({ year, rules }) => ({ from: localTime(year, 1, 1), group: toGroup(rules) })),
  }
}

function rulesOfYear(zone: TimeZone, year: number): YearRules {
  const begin = localTime(year, 1, 1)
  const start = zone.toInstant(begin)
  const changes = changesBetween(zone, start, zone.toInstant(localTime(year + 1, 1, 1)) - 1)
  const startOffset = zone.offsetAt(start)
  const endOffset = changes.at(-1)?.offset ?? startOffset
  const all = startOffset === endOffset ? changes : [{ wall: begin, offset: startOffset }, ...changes]
  return { startOffset, changes: all.map(toDatedChange) }
}

function changesBetween(zone: TimeZone, from: number, to: number): readonly Change[] {
  const changes: Change[] = []
  for (let begin = from; begin < to; begin += SEARCH_STEP) {
    const end = Math.min(begin + SEARCH_STEP, to)
    if (zone.offsetAt(begin) === zone.offsetAt(end)) continue
    const at = firstInstantOfOffset(zone, begin, end)
    changes.push({ wall: later(at as LocalTime, zone.offsetAt(begin)), offset: zone.offsetAt(end) })
  }
  return changes
}

function firstInstantOfOffset(zone: TimeZone, before: number, after: number): number {
  const old = zone.offsetAt(before)
  let [low, high] = [before, after]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (zone.offsetAt(middle) === old) low = middle
    else high = middle
  }
  return Math.round(high / MINUTE) * MINUTE
}

function toDatedChange({ wall, offset }: Change): DatedChange {
  const { year, month, day } = dateParts(wall)
  const inMonth = Math.ceil(day / 7)
  const isLast = day + 7 > daysInMonth(year, month)
  return {
    month,
    weekday: weekday(wall),
    occurrences: [...(isLast ? [-1] : []), ...(inMonth < 5 ? [inMonth] : [])],
    time: timeOfDay(wall),
    offset,
    beginsYear: startOfDay(wall) === localTime(year, 1, 1),
  }
}

/** One description of both years; undefined when there is none. */
function merge(earlier: YearRules, year: YearRules): YearRules | undefined {
  if (earlier.changes.length !== year.changes.length) return undefined
  if (year.changes.length === 0) return earlier.startOffset === year.startOffset ? earlier : undefined
  const changes: DatedChange[] = []
  for (const [index, change] of year.changes.entries()) {
    const other = earlier.changes[index]
    const occurrences = change.occurrences.filter((occurrence) => other?.occurrences.includes(occurrence))
    const same =
      other?.month === change.month &&
      other.weekday === change.weekday &&
      other.time === change.time &&
      other.offset === change.offset &&
      !other.beginsYear
    if (!same || occurrences.length === 0) return undefined
    changes.push({ ...change, occurrences })
  }
  return { startOffset: earlier.startOffset, changes }
}

function toGroup({ startOffset, changes }: YearRules): RuleGroup {
  const [first, ...more] = changes.map(toClockChange)
  return first === undefined
    ? { type: 'constant', offset: startOffset }
    : { type: 'changes', changes: [first, ...more] }
}

function toClockChange(change: DatedChange): ClockChange {
  const { month, time, offset } = change
  if (change.beginsYear) return { day: { type: 'date', month: 1, day: 1 }, time, offset }
  const [occurrence = -1] = change.occurrences
  return {
    day: { type: 'weekday', month, weekdays: new Set([change.weekday]), occurrence },
    time,
    offset,
  }
}
