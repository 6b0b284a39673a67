/**
 * A time zone as VTIMEZONE, as Exchange writes it: the rules of one year for all years, beginning in 1601
 * (MS-OXCICAL 2.1.3.1.1.19).
 */
import { type LocalTime, MINUTE, later, localTime } from '../calendar/local-time.ts'
import { rulesOfZone } from '../calendar/rules-of-zone.ts'
import type { TimeZone } from '../calendar/time-zones.ts'
import type { ClockChange, RuleGroup } from '../calendar/zone-rules.ts'
import { DAY_CODES, type JcalComponent, dateTime } from './jcal.ts'

const BEGIN = localTime(1601, 1, 1)

/** @param at the wall time whose rules hold */
export function zoneComponent(zone: TimeZone, at: LocalTime): JcalComponent {
  const rules = rulesOfZone(zone)
  const group = rules.later.findLast(({ from }) => from <= at)?.group ?? rules.first
  return ['vtimezone', [['tzid', {}, 'text', zone.id]], observances(group)]
}

function observances(group: RuleGroup): JcalComponent[] {
  if (group.type === 'constant') return [observance('standard', 0, group.offset, group.offset)]
  const standard = Math.min(...group.changes.map(({ offset }) => offset))
  return group.changes.map((change, index) => {
    const before = group.changes.at(index - 1) ?? change
    const name = change.offset === standard ? 'standard' : 'daylight'
    return observance(name, change.time, before.offset, change.offset, yearly(change))
  })
}

function observance(
  name: string,
  time: number,
  from: number,
  to: number,
  rule?: Readonly<Record<string, unknown>>,
): JcalComponent {
  return [
    name,
    [
      ['dtstart', {}, 'date-time', dateTime(later(BEGIN, time))],
      ['tzoffsetfrom', {}, 'utc-offset', offsetText(from)],
      ['tzoffsetto', {}, 'utc-offset', offsetText(to)],
      ...(rule === undefined ? [] : ([['rrule', {}, 'recur', rule]] as const)),
    ],
    [],
  ]
}

function yearly({ day }: ClockChange): Readonly<Record<string, unknown>> {
  const rule = { freq: 'YEARLY', interval: 1, bymonth: day.month }
  if (day.type === 'date') return { ...rule, bymonthday: day.day }
  return {
    ...rule,
    byday: [...day.weekdays].map((weekday) => `${day.occurrence}${DAY_CODES[weekday] ?? ''}`),
  }
}

function offsetText(offset: number): string {
  const minutes = Math.abs(offset) / MINUTE
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
