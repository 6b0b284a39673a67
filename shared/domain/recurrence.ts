/** Recurrences of appointments and tasks, as they are read, kept and written (MS-OXWSCDATA 2.2.4.58, 2.2.4.68). */
import { z } from 'zod'
import { plainDateSchema, type PlainDate } from './ids.ts'

export const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** A weekday, or one of a set of days. */
export const DAYS_OF_PATTERN = [...WEEKDAYS, 'day', 'weekday', 'weekend-day'] as const
export type DayOfPattern = (typeof DAYS_OF_PATTERN)[number]

export const WEEKS_OF_MONTH = ['first', 'second', 'third', 'fourth', 'last'] as const
export type WeekOfMonth = (typeof WEEKS_OF_MONTH)[number]

export type RecurrencePattern =
  | { readonly kind: 'daily'; readonly interval: number }
  | {
      readonly kind: 'weekly'
      readonly interval: number
      /** At least one. */
      readonly days: readonly Weekday[]
      /** Where weeks begin, which counts when the interval is more than one. */
      readonly firstDayOfWeek?: Weekday
    }
  | { readonly kind: 'monthly'; readonly interval: number; readonly dayOfMonth: number }
  | {
      readonly kind: 'relative-monthly'
      readonly interval: number
      readonly day: DayOfPattern
      readonly week: WeekOfMonth
    }
  /** `month` counts from 1. */
  | { readonly kind: 'yearly'; readonly month: number; readonly dayOfMonth: number }
  | {
      readonly kind: 'relative-yearly'
      readonly month: number
      readonly day: DayOfPattern
      readonly week: WeekOfMonth
    }
  /** Only for tasks: the next one is due so long after the last was completed. */
  | {
      readonly kind: 'regenerating'
      readonly unit: 'day' | 'week' | 'month' | 'year'
      readonly interval: number
    }

export type RecurrenceRange =
  | { readonly kind: 'no-end'; readonly start: PlainDate }
  | { readonly kind: 'end-date'; readonly start: PlainDate; readonly end: PlainDate }
  | { readonly kind: 'numbered'; readonly start: PlainDate; readonly count: number }

export type Recurrence = { readonly pattern: RecurrencePattern; readonly range: RecurrenceRange }

const interval = z.number().int().positive()
const month = z.number().int().min(1).max(12)
const dayOfMonth = z.number().int().min(1).max(31)

export const recurrencePatternSchema: z.ZodType<RecurrencePattern> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('daily'), interval }),
  z.object({
    kind: z.literal('weekly'),
    interval,
    days: z.array(z.enum(WEEKDAYS)).min(1),
    firstDayOfWeek: z.enum(WEEKDAYS).exactOptional(),
  }),
  z.object({ kind: z.literal('monthly'), interval, dayOfMonth }),
  z.object({
    kind: z.literal('relative-monthly'),
    interval,
    day: z.enum(DAYS_OF_PATTERN),
    week: z.enum(WEEKS_OF_MONTH),
  }),
  z.object({ kind: z.literal('yearly'), month, dayOfMonth }),
  z.object({
    kind: z.literal('relative-yearly'),
    month,
    day: z.enum(DAYS_OF_PATTERN),
    week: z.enum(WEEKS_OF_MONTH),
  }),
  z.object({
    kind: z.literal('regenerating'),
    unit: z.enum(['day', 'week', 'month', 'year']),
    interval,
  }),
])

export const recurrenceSchema: z.ZodType<Recurrence> = z.object({
  pattern: recurrencePatternSchema,
  range: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('no-end'), start: plainDateSchema }),
    z.object({ kind: z.literal('end-date'), start: plainDateSchema, end: plainDateSchema }),
    z.object({ kind: z.literal('numbered'), start: plainDateSchema, count: z.number().int().positive() }),
  ]),
})
