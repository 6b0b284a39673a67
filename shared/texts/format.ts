/** Dates, numbers and sizes in the chosen language, through Intl. */
import type { Language } from '../domain/settings.ts'

export type Format = {
  readonly number: (value: number) => string
  readonly bytes: (value: number) => string
  /** With one decimal below a minute, then minutes and seconds. */
  readonly duration: (milliseconds: number) => string
  readonly dateTime: (instant: string) => string
  readonly date: (instant: string) => string
  /** Hours, minutes and seconds. */
  readonly time: (instant: string) => string
  /** "vor 5 Minuten"; the coarsest unit that is at least one. What is younger than a minute was "soeben". */
  readonly relative: (instant: string, now: number) => string
}

const JUST_NOW: Record<Language, string> = { de: 'soeben', en: 'just now' }

const LOCALES: Record<Language, string> = { de: 'de-CH', en: 'en-GB' }

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

const SECOND = 1000
const RELATIVE_UNITS = [
  ['year', 31_556_952 * SECOND],
  ['month', 2_629_746 * SECOND],
  ['day', 86_400 * SECOND],
  ['hour', 3_600 * SECOND],
  ['minute', 60 * SECOND],
] as const

export function createFormat(language: Language): Format {
  const locale = LOCALES[language]
  const numbers = new Intl.NumberFormat(locale)
  const dateTimes = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  const times = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' })
  const relatives = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

  const unit = (value: number, name: string, unitDisplay: 'long' | 'short' | 'narrow', digits = 0): string =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay,
      maximumFractionDigits: digits,
    }).format(value)

  return {
    number: (value) => numbers.format(value),
    bytes: (value) => {
      const power = value < 1000 ? 0 : Math.min(Math.floor(Math.log10(value) / 3), BYTE_UNITS.length - 1)
      const scaled = value / 1000 ** power
      return power === 0
        ? unit(value, 'byte', 'long')
        : unit(scaled, BYTE_UNITS[power] ?? 'terabyte', 'short', scaled >= 100 ? 0 : 1)
    },
    duration: (milliseconds) => {
      if (milliseconds < SECOND) return unit(Math.round(milliseconds), 'millisecond', 'narrow')
      if (milliseconds < 60 * SECOND) return unit(milliseconds / SECOND, 'second', 'narrow', 1)
      const seconds = Math.round(milliseconds / SECOND)
      return `${unit(Math.floor(seconds / 60), 'minute', 'narrow')} ${unit(seconds % 60, 'second', 'narrow')}`
    },
    dateTime: (instant) => dateTimes.format(new Date(instant)),
    time: (instant) => times.format(new Date(instant)),
    date: (instant) => dates.format(new Date(instant)),
    relative: (instant, now) => {
      const distance = Date.parse(instant) - now
      for (const [name, length] of RELATIVE_UNITS) {
        if (Math.abs(distance) >= length) return relatives.format(Math.trunc(distance / length), name)
      }
      return distance > 0 ? relatives.format(0, 'second') : JUST_NOW[language]
    },
  }
}
