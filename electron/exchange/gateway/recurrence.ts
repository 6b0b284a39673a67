/**
 * Recurrences: every pattern and range of EWS (MS-OXWSCDATA 2.2.4.58), built as objects of the library.
 *
 * Start and end of a range are plain dates, in the zone of the appointment. The library would write them as
 * moments in the zone of the process, a day off wherever that is east or west of the appointment's; `dates.ts`
 * gives it dates that write themselves.
 */
import type {
  DayOfPattern,
  Recurrence,
  RecurrencePattern,
  WeekOfMonth,
  Weekday,
} from '#shared/domain/recurrence.ts'
import { plainDate } from './dates.ts'
import type { Library } from './library.ts'

type LibraryRecurrence = InstanceType<Library['Recurrence']>

/** @throws an exception of the library when a number is out of range */
export function toLibraryRecurrence(library: Library, { pattern, range }: Recurrence): LibraryRecurrence {
  const recurrence = toLibraryPattern(library, pattern)
  recurrence.startDate = plainDate(library, range.start) // the setter would make a plain moment of it
  if (range.kind === 'end-date') recurrence.EndDate = plainDate(library, range.end)
  else if (range.kind === 'numbered') recurrence.NumberOfOccurrences = range.count
  else recurrence.NeverEnds()
  return recurrence
}

function toLibraryPattern(library: Library, pattern: RecurrencePattern): LibraryRecurrence {
  const { Recurrence } = library
  switch (pattern.kind) {
    case 'daily':
      return Object.assign(new Recurrence.DailyPattern(), { Interval: pattern.interval })
    case 'weekly': {
      const weekly = Object.assign(new Recurrence.WeeklyPattern(), { Interval: pattern.interval })
      for (const day of pattern.days) weekly.DaysOfTheWeek.Add(weekday(library, day))
      const { firstDayOfWeek: first } = pattern
      if (first === undefined) return weekly
      return Object.assign(weekly, { FirstDayOfWeek: weekday(library, first) })
    }
    case 'monthly': {
      const { interval: Interval, dayOfMonth: DayOfMonth } = pattern
      return Object.assign(new Recurrence.MonthlyPattern(), { Interval, DayOfMonth })
    }
    case 'relative-monthly':
      return Object.assign(new Recurrence.RelativeMonthlyPattern(), {
        Interval: pattern.interval,
        DayOfTheWeek: dayOfPattern(library, pattern.day),
        DayOfTheWeekIndex: weekOfMonth(library, pattern.week),
      })
    case 'yearly': {
      const { month: Month, dayOfMonth: DayOfMonth } = pattern
      return Object.assign(new Recurrence.YearlyPattern(), { Month, DayOfMonth })
    }
    case 'relative-yearly':
      return Object.assign(new Recurrence.RelativeYearlyPattern(), {
        Month: pattern.month,
        DayOfTheWeek: dayOfPattern(library, pattern.day),
        DayOfTheWeekIndex: weekOfMonth(library, pattern.week),
      })
    case 'regenerating': {
      const regenerations = {
        day: Recurrence.DailyRegenerationPattern,
        week: Recurrence.WeeklyRegenerationPattern,
        month: Recurrence.MonthlyRegenerationPattern,
        year: Recurrence.YearlyRegenerationPattern,
      }
      const regeneration = Object.assign(new regenerations[pattern.unit](), { Interval: pattern.interval })
      // The library writes the yearly one as a monthly one.
      if (pattern.unit !== 'year') return regeneration
      return Object.defineProperty(regeneration, 'XmlElementName', { value: 'YearlyRegeneration' })
    }
  }
}

function weekday({ DayOfTheWeek: days }: Library, day: Weekday) {
  return {
    sunday: days.Sunday,
    monday: days.Monday,
    tuesday: days.Tuesday,
    wednesday: days.Wednesday,
    thursday: days.Thursday,
    friday: days.Friday,
    saturday: days.Saturday,
  }[day]
}

function dayOfPattern(library: Library, day: DayOfPattern): number {
  const { DayOfTheWeek } = library
  switch (day) {
    case 'day':
      return DayOfTheWeek.Day
    case 'weekday':
      return DayOfTheWeek.Weekday
    case 'weekend-day':
      return DayOfTheWeek.WeekendDay
    default:
      return weekday(library, day)
  }
}

function weekOfMonth({ DayOfTheWeekIndex }: Library, week: WeekOfMonth): number {
  const { First, Second, Third, Fourth, Last } = DayOfTheWeekIndex
  return { first: First, second: Second, third: Third, fourth: Fourth, last: Last }[week]
}
