/** Times of appointments as a person reads them, in one zone whatever that of this computer is. Days have no zone. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Instant, PlainDate } from '#shared/domain/ids.ts'
import type { AppointmentTimes } from '#shared/domain/prime-items.ts'
import type { Language } from '#shared/domain/settings.ts'
import { dayPlus } from '#shared/domain/wall-time.ts'

export type ZonedFormat = {
  /** For example `Di, 1. Dezember 2026, 09:00–10:00`; of whole days the last one belongs to them. */
  readonly times: (times: AppointmentTimes) => string
  readonly dateTime: (instant: Instant) => string
  readonly day: (day: PlainDate) => string
  /** Without the day, for an event of the calendar. */
  readonly time: (instant: Instant) => string
}

const LOCALES: Record<Language, string> = { de: 'de-CH', en: 'en-GB' }
const DAY = { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' } as const

export function zonedFormat(language: Language, timeZone: string): ZonedFormat {
  const locale = LOCALES[language]
  const times = new Intl.DateTimeFormat(locale, { ...DAY, hour: '2-digit', minute: '2-digit', timeZone })
  const days = new Intl.DateTimeFormat(locale, { ...DAY, timeZone: 'UTC' })
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone })
  return {
    times: (given) =>
      given.kind === 'timed'
        ? times.formatRange(new Date(given.start), new Date(given.end))
        : days.formatRange(new Date(given.startDate), new Date(dayPlus(given.endDate, -1))),
    dateTime: (instant) => times.format(new Date(instant)),
    day: (day) => days.format(new Date(day)),
    time: (instant) => clock.format(new Date(instant)),
  }
}

export function useZonedFormat(timeZone: string): ZonedFormat {
  const { i18n } = useTranslation()
  const language = i18n.language === 'de' ? 'de' : 'en'
  return useMemo(() => zonedFormat(language, timeZone), [language, timeZone])
}
