/**
 * A time zone from rules: groups of clock changes that return every year, and from when on which group applies. It is
 * the model behind t:TimeZoneDefinition, and the older descriptions of a zone are one group of it.
 *
 * Everything is counted on the wall clock: a change happens when the clock shows its time, with the offset that held
 * until then. From the beginning of a year to its first change the offset is that of the last change, because the
 * group applied the year before, too; where it did not, the group has a change at the very beginning of the year.
 */
import { type LocalTime, dateParts, dayOfMonth, later, localTime, nthWeekday } from './local-time.ts'
import { type TimeZone, zoneFromOffsets } from './time-zones.ts'

/** The day of a year on which the clock changes. */
export type ChangeDay =
  | { readonly type: 'date'; readonly month: number; readonly day: number }
  | {
      readonly type: 'weekday'
      readonly month: number
      /** 0 is Sunday. Several where the rule says "weekday" or "day". */
      readonly weekdays: ReadonlySet<number>
      /** 1 to 4, or -1 for the last in the month. */
      readonly occurrence: number
    }

export type ClockChange = {
  readonly day: ChangeDay
  /** Milliseconds after midnight. */
  readonly time: number
  /** The offset from then on: milliseconds ahead of UTC. */
  readonly offset: number
}

/** The same offset all year, or clock changes. */
export type RuleGroup =
  | { readonly type: 'constant'; readonly offset: number }
  | { readonly type: 'changes'; readonly changes: readonly [ClockChange, ...ClockChange[]] }

export type ZoneRules = {
  /** Applies until the first of `later`. */
  readonly first: RuleGroup
  readonly later: readonly { readonly from: LocalTime; readonly group: RuleGroup }[]
}

/** The zone that follows these rules. */
export function zoneFromRules(id: string, name: string, rules: ZoneRules): TimeZone {
  const years = new Map<number, readonly Step[]>()
  const stepsOf = (year: number): readonly Step[] => {
    let steps = years.get(year)
    if (steps === undefined) {
      steps = stepsOfYear(rules, year)
      years.set(year, steps)
    }
    return steps
  }
  return zoneFromOffsets(id, name, (instant) => {
    const year = new Date(instant).getUTCFullYear()
    // The first hours of a year in UTC are the year before elsewhere, and the last ones the year after.
    for (const candidate of [year + 1, year, year - 1]) {
      const step = stepsOf(candidate).findLast(({ at }) => at <= instant)
      if (step !== undefined) return step.offset
    }
    throw new Error(`No rule of the zone ${id} covers the instant ${instant}.`)
  })
}

/** From an instant on, an offset. */
type Step = { readonly at: number; readonly offset: number }

function stepsOfYear(rules: ZoneRules, year: number): readonly Step[] {
  const points = new Set<LocalTime>([localTime(year, 1, 1)])
  for (const { from } of rules.later) if (dateParts(from).year === year) points.add(from)
  for (const group of [rules.first, ...rules.later.map((entry) => entry.group)]) {
    if (group.type === 'changes') for (const change of group.changes) points.add(timeInYear(change, year))
  }
  return [...points]
    .sort((a, b) => a - b)
    .map((point) => ({
      at: point - offsetOnWall(rules, later(point, -1)),
      offset: offsetOnWall(rules, point),
    }))
}

function offsetOnWall(rules: ZoneRules, time: LocalTime): number {
  const group = rules.later.findLast(({ from }) => from <= time)?.group ?? rules.first
  if (group.type === 'constant') return group.offset
  const { year } = dateParts(time)
  const inOrder = group.changes
    .map((change) => ({ at: timeInYear(change, year), offset: change.offset }))
    .sort((a, b) => a.at - b.at)
  const current = inOrder.findLast(({ at }) => at <= time) ?? inOrder.at(-1)
  return current?.offset ?? group.changes[0].offset
}

function timeInYear({ day, time }: ClockChange, year: number): LocalTime {
  const date =
    day.type === 'date'
      ? dayOfMonth(year, day.month, day.day)
      : nthWeekday(year, day.month, day.weekdays, day.occurrence)
  return later(date, time)
}
