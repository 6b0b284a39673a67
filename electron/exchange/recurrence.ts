/** Recurrences of appointments and tasks (MS-OXWSCDATA 2.2.4.58, 2.2.4.68). */
import type { PlainDate } from '#shared/domain/ids.ts'

export const WEEK_DAYS = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const
export type WeekDay = (typeof WEEK_DAYS)[number]

/** Days of a relative pattern: the first workday, the last day. */
export const RELATIVE_DAYS = [...WEEK_DAYS, 'Day', 'Weekday', 'WeekendDay'] as const
export type RelativeDay = (typeof RELATIVE_DAYS)[number]

export const DAY_INDEXES = ['First', 'Second', 'Third', 'Fourth', 'Last'] as const
export type DayIndex = (typeof DAY_INDEXES)[number]

export type RecurrencePattern =
  | { readonly kind: 'daily'; readonly interval: number }
  | {
      readonly kind: 'weekly'
      readonly interval: number
      readonly days: readonly WeekDay[]
      /** Decides which days are in the same week when the interval is more than one. */
      readonly firstDayOfWeek: WeekDay | null
    }
  | { readonly kind: 'absolute-monthly'; readonly interval: number; readonly dayOfMonth: number }
  | {
      readonly kind: 'relative-monthly'
      readonly interval: number
      readonly days: readonly RelativeDay[]
      readonly index: DayIndex
    }
  | { readonly kind: 'absolute-yearly'; readonly month: number; readonly dayOfMonth: number }
  | {
      readonly kind: 'relative-yearly'
      readonly month: number
      readonly days: readonly RelativeDay[]
      readonly index: DayIndex
    }
  /** The next one is due that long after the last one was completed; tasks only. */
  | {
      readonly kind: 'regeneration'
      readonly unit: 'day' | 'week' | 'month' | 'year'
      readonly interval: number
    }

export type RecurrenceRange =
  | { readonly kind: 'endless'; readonly start: PlainDate }
  | { readonly kind: 'until'; readonly start: PlainDate; readonly end: PlainDate }
  | { readonly kind: 'count'; readonly start: PlainDate; readonly count: number }

export type Recurrence = { readonly pattern: RecurrencePattern; readonly range: RecurrenceRange }
