/** How the screen "Daten" says times and rhythms, and what its forms begin with. */
import i18next, { type TFunction } from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { inFolderOrder, type MailFolderCount } from '#shared/domain/data.ts'
import type { Instant, PlainDate } from '#shared/domain/ids.ts'
import type { Recurrence } from '#shared/domain/recurrence.ts'
import { wallClockOf } from '#shared/domain/wall-time.ts'
import {
  appointment,
  day,
  exception,
  series,
  timed,
  allDay,
} from '#test/integration/sync/calendar/builders.ts'
import { appointmentFormValues } from '../../../renderer/features/data/edit/appointment-form-values.ts'
import type { EditTarget } from '../../../renderer/features/data/edit/item-edit-dialog.tsx'
import { ruleText } from '../../../renderer/features/data/rule-text.ts'
import { zonedFormat } from '../../../renderer/features/data/zoned-format.ts'
import { startI18n } from '../../../renderer/i18n/setup.ts'

const NO_END = { kind: 'no-end', start: '2026-03-02' as PlainDate } as const

describe('times', () => {
  const { times, dateTime } = zonedFormat('de', 'Europe/Zurich')

  it('are those of the zone of Winoffice Prime, with the day once', () => {
    expect(times(timed('2026-12-01T08:00Z', 90))).toBe('Di., 1. Dezember 2026, 09:00–10:30 Uhr')
    expect(dateTime('2026-07-01T22:30:00.000Z' as Instant)).toContain('2. Juli 2026')
  })

  it('of whole days name the last one, and a single day once', () => {
    expect(times(allDay('2026-12-01', '2026-12-02'))).toBe('Di., 1. Dezember 2026')
    expect(times(allDay('2026-12-01', '2026-12-04'))).toMatch(/^Di., 1\..*Do., 3\. Dezember 2026$/)
  })

  it('of a form are what a wall clock shows, at midnight too', () => {
    expect(wallClockOf('2026-03-29T01:30:00.000Z' as Instant, 'Europe/Zurich')).toEqual({
      ...{ day: '2026-03-29', time: '03:30' },
    })
    expect(wallClockOf('2026-06-30T22:00:00.000Z' as Instant, 'Europe/Zurich')).toEqual({
      ...{ day: '2026-07-01', time: '00:00' },
    })
  })
})

describe('a rhythm in words', () => {
  let t: TFunction
  beforeAll(() => {
    Object.assign(globalThis, { document: { documentElement: { lang: '' } } })
    startI18n('de')
    t = i18next.t
  })

  it.each<[Recurrence['pattern'], string]>([
    [{ kind: 'daily', interval: 1 }, 'täglich'],
    [{ kind: 'daily', interval: 3 }, 'alle 3 Tage'],
    [{ kind: 'weekly', interval: 2, days: ['monday', 'friday'] }, 'alle 2 Wochen am Montag und Freitag'],
    [{ kind: 'monthly', interval: 1, dayOfMonth: 15 }, 'monatlich am 15. Tag'],
    [
      { kind: 'relative-monthly', interval: 1, day: 'tuesday', week: 'second' },
      'monatlich am zweiten Dienstag',
    ],
    [
      { kind: 'relative-yearly', month: 5, day: 'weekday', week: 'last' },
      'jährlich am letzten Werktag im Mai',
    ],
    [{ kind: 'yearly', month: 8, dayOfMonth: 1 }, 'jährlich am 1. August'],
  ])('%j is %j', (pattern, text) => {
    expect(ruleText({ pattern, range: NO_END }, t, 'de')).toBe(text)
  })

  it('says when it ends', () => {
    const daily = { kind: 'daily', interval: 1 } as const
    const counted = { kind: 'numbered', start: NO_END.start, count: 5 } as const
    const until = { kind: 'end-date', start: NO_END.start, end: '2026-12-31' as PlainDate } as const
    expect(ruleText({ pattern: daily, range: counted }, t, 'de')).toBe('täglich, 5-mal')
    expect(ruleText({ pattern: daily, range: until }, t, 'de')).toBe('täglich, bis 31. Dezember 2026')
  })
})

describe('the folders of an account', () => {
  it('are the six in their order, empty ones too, and further ones behind them by name', () => {
    const folders: MailFolderCount[] = [
      { folder: 'further:Zürich', total: 1, unread: 0 },
      { folder: 'sent', total: 2, unread: 0 },
      { folder: 'further:Bern', total: 3, unread: 1 },
    ]
    expect(inFolderOrder(folders).map(({ folder, total }) => [folder, total])).toEqual([
      ...[
        ['inbox', 0],
        ['drafts', 0],
        ['outbox', 0],
        ['sent', 2],
        ['junk', 0],
        ['deleted', 0],
      ],
      ...[
        ['further:Bern', 3],
        ['further:Zürich', 1],
      ],
    ])
  })
})

describe('the form of an appointment', () => {
  const changing = (record: ReturnType<typeof appointment>): EditTarget =>
    ({ mode: 'change', opened: { item: { record } }, text: '' }) as unknown as EditTarget
  const NOW = new Date('2026-07-01T07:20:00Z')

  it('begins with the next full hour in the zone of Winoffice Prime; an absence with the whole day', () => {
    expect(appointmentFormValues({ mode: 'new', kind: 'appointment' }, 'Europe/Zurich', NOW)).toMatchObject({
      ...{ startDay: '2026-07-01', startTime: '10:00', endDay: '2026-07-01', endTime: '11:00' },
      ...{ isAllDay: false, freeBusy: 'busy', repeat: 'none' },
    })
    expect(appointmentFormValues({ mode: 'new', kind: 'absence' }, 'Europe/Zurich', NOW)).toMatchObject({
      ...{ isAllDay: true, startDay: '2026-07-01', endDay: '2026-07-01', freeBusy: 'out-of-office' },
    })
  })

  it('shows an object of another zone in that of Winoffice Prime, and a series as it is', () => {
    const tokyo = appointment({
      times: timed('2026-07-01T18:00+09:00', 60, 'Asia/Tokyo'),
      reminderMinutes: 7,
    })
    expect(appointmentFormValues(changing(tokyo), 'Europe/Zurich', NOW)).toMatchObject({
      ...{ startTime: '11:00', endTime: '12:00', reminder: '7' },
    })
    const whole = appointment({
      times: allDay('2026-07-01', '2026-07-03'),
      series: series(
        { kind: 'daily', interval: 7 },
        { kind: 'no-end', start: day('2026-07-01') },
        {
          exceptions: [exception(appointment(), '2026-07-08', {})],
        },
      ),
    })
    expect(appointmentFormValues(changing(whole), 'Europe/Zurich', NOW)).toMatchObject({
      ...{ isAllDay: true, startDay: '2026-07-01', endDay: '2026-07-02', repeat: 'keep' },
    })
  })
})
