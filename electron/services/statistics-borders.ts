/** Where the hours and days of a statistic begin and end, in the time zone of this computer with its changes of the clock. */
import { instantOf, type Instant } from '#shared/domain/ids.ts'
import type { StatisticsPeriod } from '#shared/domain/sync-statistics.ts'

const HOUR = 3_600_000 // ms
const HOURS_OF_A_DAY = 24
const DAYS = { week: 7, month: 30 } as const

/** One more than there are intervals; `now` lies in the last one. */
export function statisticsBorders(period: StatisticsPeriod, now: Date): Instant[] {
  return period === 'day' ? hours(now) : days(now, DAYS[period])
}

function hours(now: Date): Instant[] {
  const end = new Date(now).setMinutes(0, 0, 0) + HOUR
  return borders(HOURS_OF_A_DAY, (back) => new Date(end - back * HOUR))
}

/** By the calendar: a day of a change of the clock has 23 or 25 hours. */
function days(now: Date, count: number): Instant[] {
  return borders(count, (back) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1 - back))
}

function borders(count: number, at: (back: number) => Date): Instant[] {
  return Array.from({ length: count + 1 }, (_none, index) => instantOf(at(count - index)))
}
