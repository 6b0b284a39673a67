import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { StatisticsPeriod } from '#shared/domain/sync-statistics.ts'

type IntervalText = {
  /** Below a column. */
  readonly short: (from: string) => string
  /** Where there is room for the whole. */
  readonly long: (from: string) => string
}

/** How an hour or a day of a statistic is called in the chosen language. */
export function useIntervalText(period: StatisticsPeriod): IntervalText {
  const { i18n } = useTranslation()
  const locale = i18n.language === 'de' ? 'de-CH' : 'en-GB'
  return useMemo(() => {
    const isHours = period === 'day'
    const short = new Intl.DateTimeFormat(
      locale,
      isHours ? { hour: '2-digit', minute: '2-digit' } : { day: 'numeric', month: 'numeric' },
    )
    const long = new Intl.DateTimeFormat(
      locale,
      isHours ? { dateStyle: 'medium', timeStyle: 'short' } : { dateStyle: 'full' },
    )
    return {
      short: (from) => short.format(new Date(from)),
      long: (from) => long.format(new Date(from)),
    }
  }, [locale, period])
}
