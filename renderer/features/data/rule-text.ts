/** A recurrence in words, for example `alle 2 Wochen am Montag und Mittwoch, bis 31. Dezember 2026`. */
import type { TFunction } from 'i18next'
import type { DayOfPattern, Recurrence, RecurrencePattern, Weekday } from '#shared/domain/recurrence.ts'
import { WEEKDAYS } from '#shared/domain/recurrence.ts'

export function ruleText({ pattern, range }: Recurrence, t: TFunction, language: string): string {
  const rule = patternText(pattern, t, language)
  switch (range.kind) {
    case 'no-end':
      return rule
    case 'numbered':
      return t('rule.count', { count: range.count, n: range.count, rule })
    case 'end-date': {
      const end = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
      return t('rule.until', { rule, end: end.format(new Date(range.end)) })
    }
  }
}

function patternText(pattern: RecurrencePattern, t: TFunction, language: string): string {
  switch (pattern.kind) {
    case 'daily':
      return t('rule.daily', every(pattern.interval))
    case 'weekly': {
      const days = new Intl.ListFormat(language).format(pattern.days.map((day) => weekday(day, language)))
      return t('rule.weekly', { ...every(pattern.interval), days })
    }
    case 'monthly':
      return t('rule.monthly', { ...every(pattern.interval), day: pattern.dayOfMonth })
    case 'relative-monthly':
      return t('rule.relativeMonthly', { ...every(pattern.interval), ...relative(pattern, t, language) })
    case 'yearly':
      return t('rule.yearly', { day: pattern.dayOfMonth, month: month(pattern.month, language) })
    case 'relative-yearly':
      return t('rule.relativeYearly', {
        ...relative(pattern, t, language),
        month: month(pattern.month, language),
      })
    case 'regenerating':
      return t('rule.regenerating')
  }
}

function every(interval: number) {
  return { count: interval, n: interval }
}

function relative(
  { day, week }: Extract<RecurrencePattern, { kind: 'relative-monthly' | 'relative-yearly' }>,
  t: TFunction,
  language: string,
) {
  return { week: t(`rule.week.${week}`), day: isWeekday(day) ? weekday(day, language) : t(`rule.day.${day}`) }
}

function isWeekday(day: DayOfPattern): day is Weekday {
  return (WEEKDAYS as readonly string[]).includes(day)
}

/** 1 January 2023 was a Sunday. */
function weekday(day: Weekday, language: string): string {
  const date = new Date(Date.UTC(2023, 0, 1 + WEEKDAYS.indexOf(day)))
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(date)
}

function month(number: number, language: string): string {
  const date = new Date(Date.UTC(2023, number - 1, 1))
  return new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(date)
}
