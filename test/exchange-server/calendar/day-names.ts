/** The names of days and of their place in a month, as EWS writes them (Types.xsd, DayOfWeekType). */

/** In the order of their numbers: Sunday is 0. */
export const WEEKDAY_NAMES = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const
export type WeekdayName = (typeof WEEKDAY_NAMES)[number]

export const DAY_NAMES = [...WEEKDAY_NAMES, 'Day', 'Weekday', 'WeekendDay'] as const
export type DayName = (typeof DAY_NAMES)[number]

export const DAY_INDEXES = ['First', 'Second', 'Third', 'Fourth', 'Last'] as const
export type DayIndex = (typeof DAY_INDEXES)[number]

export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const
export type MonthName = (typeof MONTH_NAMES)[number]

const SATURDAY = 6

/** The numbers of the weekdays that a name stands for; 0 is Sunday. */
export function weekdaysOf(name: DayName): ReadonlySet<number> {
  switch (name) {
    case 'Day':
      return new Set([0, 1, 2, 3, 4, 5, SATURDAY])
    case 'Weekday':
      return new Set([1, 2, 3, 4, 5])
    case 'WeekendDay':
      return new Set([0, SATURDAY])
    default:
      return new Set([WEEKDAY_NAMES.indexOf(name)])
  }
}

/** Counts from 1; the last is -1. */
export function occurrenceOf(index: DayIndex): number {
  return index === 'Last' ? -1 : DAY_INDEXES.indexOf(index) + 1
}

/** The member of a list of names that a text is; undefined when it is none. */
export function nameIn<Name extends string>(names: readonly Name[], text: string): Name | undefined {
  return names.find((name) => name === text)
}
