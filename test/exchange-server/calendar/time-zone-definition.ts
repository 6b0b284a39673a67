/**
 * Reads t:TimeZoneDefinition (StartTimeZone, EndTimeZone, TimeZoneContext): a Windows id alone, or a zone with periods
 * and transitions of its own. What the client describes wins over what the server knows of the id, as in Exchange.
 */
import { ResponseError } from '../soap/fault.ts'
import { type XmlElement, child, childText } from '../soap/xml-tree.ts'
import { DAY_NAMES, nameIn, weekdaysOf } from './day-names.ts'
import { parseDuration } from './durations.ts'
import { type LocalTime, parseLocalTime } from './local-time.ts'
import { type TimeZone, windowsTimeZone } from './time-zones.ts'
import { type ClockChange, type RuleGroup, zoneFromRules } from './zone-rules.ts'

/** The id that Exchange gives a zone without one. */
const CUSTOM_ID = 'tzone://Microsoft/Custom'

const invalid = (): ResponseError =>
  new ResponseError('ErrorTimeZone', "The specified time zone isn't valid.")

/**
 * The zone that a definition describes or names.
 * @throws ResponseError ErrorTimeZone
 */
export function readTimeZoneDefinition(definition: XmlElement): TimeZone {
  const { Id: id, Name: name } = definition.attributes
  const periods = child(definition, 'Periods')
  if (periods === undefined) {
    const known = id === undefined ? undefined : windowsTimeZone(id)
    if (known === undefined) throw invalid()
    return known
  }
  const offsets = readOffsets(periods)
  const groups = new Map(
    (child(definition, 'TransitionsGroups')?.children ?? []).map((group) => [
      group.attributes.Id ?? '',
      readGroup(group.children, offsets),
    ]),
  )
  const transitions = child(definition, 'Transitions')?.children ?? []
  const [first, ...others] = transitions.map((transition) => readTransition(transition, groups, offsets))
  const rules = {
    first: first?.group ?? onlyGroup(groups, offsets),
    later: others.map(({ from, group }) => {
      if (from === undefined) throw invalid()
      return { from, group }
    }),
  }
  rules.later.sort((a, b) => a.from - b.from)
  return zoneFromRules(id ?? CUSTOM_ID, name ?? id ?? CUSTOM_ID, rules)
}

/** Milliseconds ahead of UTC by the id of the period; the bias is what is missing to UTC. */
function readOffsets(periods: XmlElement): ReadonlyMap<string, number> {
  return new Map(
    periods.children.map(({ attributes }) => {
      const bias = parseDuration(attributes.Bias ?? '')
      if (bias === undefined || attributes.Id === undefined) throw invalid()
      return [attributes.Id, 0 - bias]
    }),
  )
}

// Without transitions there is nothing to choose by, so one group or one period must be all there is.
function onlyGroup(groups: ReadonlyMap<string, RuleGroup>, offsets: ReadonlyMap<string, number>): RuleGroup {
  const [group, ...moreGroups] = groups.values()
  if (group !== undefined && moreGroups.length === 0) return group
  const [offset, ...moreOffsets] = offsets.values()
  if (group === undefined && offset !== undefined && moreOffsets.length === 0) {
    return { type: 'constant', offset }
  }
  throw invalid()
}

function readTransition(
  transition: XmlElement,
  groups: ReadonlyMap<string, RuleGroup>,
  offsets: ReadonlyMap<string, number>,
): { readonly from: LocalTime | undefined; readonly group: RuleGroup } {
  const to = child(transition, 'To')
  const target = to?.text.trim() ?? ''
  const group =
    to?.attributes.Kind === 'Group' ? groups.get(target) : constant(periodOffset(transition, offsets))
  if (group === undefined) throw invalid()
  const dateTime = childText(transition, 'DateTime')
  if (dateTime === undefined) return { from: undefined, group }
  // On the wall clock; a zone that a client writes there is no more precise than the year that it begins.
  const from = parseLocalTime(dateTime.replace(/(?:Z|[+-]\d{2}:\d{2})$/, ''))
  if (from === undefined) throw invalid()
  return { from, group }
}

const constant = (offset: number): RuleGroup => ({ type: 'constant', offset })

function readGroup(transitions: readonly XmlElement[], offsets: ReadonlyMap<string, number>): RuleGroup {
  const recurring = transitions.filter(({ name }) => name !== 'Transition')
  const [first, ...more] = recurring.map((transition) => readChange(transition, offsets))
  if (first !== undefined) return { type: 'changes', changes: [first, ...more] }
  const [only] = transitions
  if (only === undefined) throw invalid()
  return constant(periodOffset(only, offsets))
}

function readChange(transition: XmlElement, offsets: ReadonlyMap<string, number>): ClockChange {
  const time = parseDuration(childText(transition, 'TimeOffset') ?? '')
  const month = Number(childText(transition, 'Month'))
  if (time === undefined || !Number.isInteger(month) || month < 1 || month > 12) throw invalid()
  const offset = periodOffset(transition, offsets)
  if (transition.name === 'RecurringDateTransition') {
    const day = Number(childText(transition, 'Day'))
    if (!Number.isInteger(day) || day < 1 || day > 31) throw invalid()
    return { day: { type: 'date', month, day }, time, offset }
  }
  const name = nameIn(DAY_NAMES, childText(transition, 'DayOfWeek') ?? '')
  const occurrence = Number(childText(transition, 'Occurrence'))
  if (name === undefined || ![-1, 1, 2, 3, 4, 5].includes(occurrence)) throw invalid()
  return { day: { type: 'weekday', month, weekdays: weekdaysOf(name), occurrence }, time, offset }
}

function periodOffset(transition: XmlElement, offsets: ReadonlyMap<string, number>): number {
  const offset = offsets.get(childText(transition, 'To') ?? '')
  if (offset === undefined) throw invalid()
  return offset
}
