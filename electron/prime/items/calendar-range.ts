/**
 * The appointments that may touch a range: single ones by their times, series by their recurrence, and series of which
 * an exception was moved into it. Which occurrences a series really has there, the engine says (`sync/occurrences.ts`):
 * a rule cannot be laid out in SQL.
 */
import type { PlainDate, PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import { recurrenceSchema } from '#shared/domain/recurrence.ts'
import { dayPlus } from '#shared/domain/wall-time.ts'
import type { CalendarRange } from '#shared/domain/data.ts'
import type { PrimeDatabase } from '../database.ts'
import { jsonOf } from './item-table.ts'

/** @returns in no order; some may not touch the range after all, as days mean another time in every zone */
export async function appointmentsNear(
  database: PrimeDatabase,
  account: PrimeEmailAccountId,
  { from, to }: CalendarRange,
): Promise<PrimeItemId[]> {
  // A day begins up to 14 hours before and 12 hours after that of UTC. Instants and days compare as texts.
  const [first, last] = [
    dayPlus(from.slice(0, 10) as PlainDate, -1),
    dayPlus(to.slice(0, 10) as PlainDate, 2),
  ]
  const single = await database
    .selectFrom('appointment')
    .select('id')
    .where('email_account_id', '=', account)
    .where('recurrence', 'is', null)
    .where('starts', '<', last)
    .where('ends', '>=', first)
    .execute()
  const moved = await database
    .selectFrom('appointment_exception')
    .innerJoin('appointment', 'appointment.id', 'appointment_exception.appointment_id')
    .select('appointment.id')
    .distinct()
    .where('appointment.email_account_id', '=', account)
    .where('appointment_exception.starts', '<', last)
    .where('appointment_exception.ends', '>=', first)
    .execute()
  const series = await database
    .selectFrom('appointment')
    .select(['id', 'recurrence', 'starts', 'ends'])
    .where('email_account_id', '=', account)
    .where('recurrence', 'is not', null)
    .execute()
  const running = series.filter(({ recurrence, starts, ends }) => {
    const { range } = recurrenceSchema.parse(jsonOf(recurrence))
    if (range.start >= last) return false
    // The last occurrence may reach beyond the day on which it begins.
    const days = Math.ceil((Date.parse(ends) - Date.parse(starts)) / 86_400_000) + 1
    return range.kind !== 'end-date' || dayPlus(range.end, days) >= first
  })
  return [...new Set([...single, ...moved, ...running].map(({ id }) => id as PrimeItemId))]
}
