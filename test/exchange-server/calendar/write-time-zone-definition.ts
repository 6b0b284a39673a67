/**
 * Writes a zone as t:TimeZoneDefinition, in the structure of GetServerTimeZones: a pair of periods and a group for
 * every set of rules, and the years from which on a group applies. The ids of periods are those of Exchange,
 * "trule:Microsoft/Registry/W. Europe Standard Time/1-Standard": clients read year and name out of them.
 */
import { type Xml, all, element, leaf, text } from '../soap/xml-writer.ts'
import { WEEKDAY_NAMES } from './day-names.ts'
import { formatDuration } from './durations.ts'
import { dateParts, formatLocalTime } from './local-time.ts'
import { rulesOfZone } from './rules-of-zone.ts'
import type { TimeZone } from './time-zones.ts'
import type { ClockChange, RuleGroup } from './zone-rules.ts'

type Period = { readonly id: string; readonly name: string; readonly offset: number }

type NamedGroup = {
  readonly id: string
  readonly group: RuleGroup
  readonly periods: readonly Period[]
}

const contents = new WeakMap<TimeZone, Xml>()

/** The zone with id and name alone, as GetServerTimeZones answers without ReturnFullTimeZoneData. */
export function timeZoneNameXml(zone: TimeZone, tag = 't:TimeZoneDefinition'): Xml {
  return element(tag, { Id: zone.id, Name: zone.name })
}

/**
 * The zone with all its rules.
 * @param tag for example t:StartTimeZone
 */
export function timeZoneDefinitionXml(zone: TimeZone, tag = 't:TimeZoneDefinition'): Xml {
  let content = contents.get(zone)
  if (content === undefined) {
    content = writeContent(zone)
    contents.set(zone, content)
  }
  return element(tag, { Id: zone.id, Name: zone.name }, content)
}

function writeContent(zone: TimeZone): Xml {
  const rules = rulesOfZone(zone)
  const groups = nameGroups(zone.id, rules)
  const periods = groups.flatMap((group) => group.periods)
  return all([
    element(
      't:Periods',
      {},
      all(
        periods.map(({ id, name, offset }) =>
          element('t:Period', { Bias: formatDuration(0 - offset), Name: name, Id: id }),
        ),
      ),
    ),
    element('t:TransitionsGroups', {}, all(groups.map(groupXml))),
    element(
      't:Transitions',
      {},
      element('t:Transition', {}, to('Group', '0')),
      all(
        rules.later.map(({ from }, index) =>
          element(
            't:AbsoluteDateTransition',
            {},
            to('Group', String(index + 1)),
            leaf('t:DateTime', formatLocalTime(from)),
          ),
        ),
      ),
    ),
  ])
}

// Windows names the rules of a zone after their year, and after 1 when there is only one set of them.
function nameGroups(zoneId: string, rules: ReturnType<typeof rulesOfZone>): readonly NamedGroup[] {
  const [change] = rules.later
  const firstRule = change === undefined ? 1 : dateParts(change.from).year - 1
  const named = [
    { rule: firstRule, group: rules.first },
    ...rules.later.map(({ from, group }) => ({ rule: dateParts(from).year, group })),
  ]
  return named.map(({ rule, group }, index) => ({
    id: String(index),
    group,
    periods: periodsOf(group, `trule:Microsoft/Registry/${zoneId}/${rule}`),
  }))
}

/** Standard time first. A third offset in one year (Samoa crossed the date line in 2011) is counted. */
function periodsOf(group: RuleGroup, prefix: string): readonly Period[] {
  const offsets =
    group.type === 'constant'
      ? [group.offset]
      : [...new Set(group.changes.map((change) => change.offset))].sort((a, b) => a - b)
  return offsets.map((offset, index) => {
    const name = index === 0 ? 'Standard' : `Daylight${index === 1 ? '' : String(index)}`
    return { id: `${prefix}-${name}`, name, offset }
  })
}

function groupXml({ id, group, periods }: NamedGroup): Xml {
  const periodId = (offset: number): string => {
    const period = periods.find((candidate) => candidate.offset === offset)
    if (period === undefined) throw new Error('A rule leads to an offset without a period.')
    return period.id
  }
  const content =
    group.type === 'constant'
      ? element('t:Transition', {}, to('Period', periodId(group.offset)))
      : all(group.changes.map((change) => changeXml(change, periodId(change.offset))))
  return element('t:TransitionsGroup', { Id: id }, content)
}

function changeXml({ day, time }: ClockChange, period: string): Xml {
  const begin = [to('Period', period), leaf('t:TimeOffset', formatDuration(time)), leaf('t:Month', day.month)]
  if (day.type === 'date') {
    return element('t:RecurringDateTransition', {}, ...begin, leaf('t:Day', day.day))
  }
  const [weekday = 0] = day.weekdays
  return element(
    't:RecurringDayTransition',
    {},
    ...begin,
    leaf('t:DayOfWeek', WEEKDAY_NAMES[weekday] ?? WEEKDAY_NAMES[0]),
    leaf('t:Occurrence', day.occurrence),
  )
}

function to(kind: 'Group' | 'Period', target: string): Xml {
  return element('t:To', { Kind: kind }, text(target))
}
