/** The value of a t:Recurrence. Dates are midnights of the wall clock; see local-time.ts. */
import type { DayIndex, DayName, MonthName, WeekdayName } from './day-names.ts'
import type { LocalTime } from './local-time.ts'

export type RecurrencePattern =
  | {
      readonly type: 'RelativeYearly'
      readonly day: DayName
      readonly index: DayIndex
      readonly month: MonthName
    }
  | { readonly type: 'AbsoluteYearly'; readonly dayOfMonth: number; readonly month: MonthName }
  | {
      readonly type: 'RelativeMonthly'
      readonly interval: number
      readonly day: DayName
      readonly index: DayIndex
    }
  | { readonly type: 'AbsoluteMonthly'; readonly interval: number; readonly dayOfMonth: number }
  | {
      readonly type: 'Weekly'
      readonly interval: number
      /** At least one, from Sunday on. */
      readonly days: readonly WeekdayName[]
      /** Sunday where the client said nothing. */
      readonly firstDayOfWeek: WeekdayName | undefined
    }
  | { readonly type: 'Daily'; readonly interval: number }
  | {
      /** Of tasks: so long after the last one was done. */
      readonly type: 'DailyRegeneration' | 'WeeklyRegeneration' | 'MonthlyRegeneration' | 'YearlyRegeneration'
      readonly interval: number
    }

export type Range =
  | { readonly type: 'NoEnd'; readonly start: LocalTime }
  /** The day of the end belongs to it. */
  | { readonly type: 'EndDate'; readonly start: LocalTime; readonly end: LocalTime }
  | { readonly type: 'Numbered'; readonly start: LocalTime; readonly count: number }

export type Recurrence = { readonly pattern: RecurrencePattern; readonly range: Range }

/** Whether the next task appears only when the last one is done. */
export function isRegeneration({ type }: RecurrencePattern): boolean {
  return type.endsWith('Regeneration')
}
