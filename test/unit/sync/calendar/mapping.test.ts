/** The mapping table of the calendar: what counts as a difference, what may be written, and what a merge takes. */
import { describe, expect, it } from 'vitest'
import { CALENDAR_FIELDS } from '#electron/sync/mapping/calendar.ts'
import { changedFields, digestsOf, isExported, withFields } from '#electron/sync/mapping/field-table.ts'
import type { AppointmentRecord } from '#shared/domain/prime-items.ts'
import {
  allDay,
  appointment,
  at,
  attendee,
  day,
  exception,
  meeting,
  series,
  timed,
} from '#test/integration/sync/calendar/builders.ts'

const differences = (one: AppointmentRecord, other: AppointmentRecord): string[] =>
  changedFields(CALENDAR_FIELDS, other, digestsOf(CALENDAR_FIELDS, one))

const exported = (record: AppointmentRecord): string[] =>
  CALENDAR_FIELDS.filter((rule) => isExported(rule, record, {})).map(({ name }) => name)

const weekly = appointment({
  times: timed('2026-03-16T09:00+01:00', 60),
  series: series(
    { kind: 'weekly', interval: 1, days: ['monday', 'friday'] },
    { kind: 'no-end', start: day('2026-03-16') },
  ),
})
const withSeries = (changes: Partial<NonNullable<AppointmentRecord['series']>>): AppointmentRecord => ({
  ...weekly,
  series: { ...weekly.series!, ...changes },
})
const ofBeat = (changes: Partial<Parameters<typeof meeting>[1]> = {}) =>
  appointment({ kind: 'meeting', meeting: meeting([attendee('beat@contoso.example')], changes) })

describe('what both sides keep alike is no difference', () => {
  const planned = exception(weekly, '2026-03-20T09:00+01:00', { times: timed('2026-03-20T09:00+01:00', 60) })
  const rows: [string, AppointmentRecord, AppointmentRecord][] = [
    [
      'line ends and what is empty at the end',
      appointment({ text: 'a\r\nb\n\n' }),
      appointment({ text: 'a\nb' }),
    ],
    [
      'characters that XML cannot carry',
      appointment({ subject: 'a\u0001b' }),
      appointment({ subject: 'ab' }),
    ],
    [
      'what goes beyond 255 characters of a subject',
      appointment({ subject: 'x'.repeat(300) }),
      appointment({ subject: 'x'.repeat(255) }),
    ],
    [
      'the order of categories',
      appointment({ categories: ['B', 'A'] }),
      appointment({ categories: ['A', 'B', 'A'] }),
    ],
    [
      'names of one zone',
      appointment({ times: timed('2026-03-23T09:00+01:00', 60, 'Europe/Zurich') }),
      appointment({ times: timed('2026-03-23T09:00+01:00', 60, 'Europe/Berlin') }),
    ],
    [
      'the zone of days',
      appointment({ times: allDay('2026-03-23', '2026-03-24', 'Asia/Tokyo') }),
      appointment({ times: allDay('2026-03-23', '2026-03-24', 'Europe/Berlin') }),
    ],
    [
      'the order of weekdays, and where weeks begin that all count',
      weekly,
      withSeries({
        recurrence: {
          ...weekly.series!.recurrence,
          pattern: { kind: 'weekly', interval: 1, days: ['friday', 'monday'], firstDayOfWeek: 'monday' },
        },
      }),
    ],
    [
      'a series that is said to begin before its first occurrence',
      weekly,
      withSeries({
        recurrence: { ...weekly.series!.recurrence, range: { kind: 'no-end', start: day('2026-03-14') } },
      }),
    ],
    ['an exception that is as planned', weekly, withSeries({ exceptions: [planned] })],
    [
      'a deletion of what the series does not have',
      weekly,
      withSeries({ deleted: [at('2026-03-18T09:00+01:00')] }),
    ],
    [
      'the name of an attendee',
      ofBeat(),
      appointment({
        kind: 'meeting',
        meeting: meeting([attendee('BEAT@contoso.example', { name: 'Beat' })]),
      }),
    ],
  ]
  it.each(rows)('%s', (_what, one, other) => {
    expect(differences(one, other)).toEqual([])
  })
})

describe('a difference is that of its field alone', () => {
  const rows: [string[], AppointmentRecord, AppointmentRecord][] = [
    [['subject'], appointment(), appointment({ subject: 'Anders' })],
    [['text'], appointment(), appointment({ text: 'Anders' })],
    [['times'], appointment(), appointment({ times: timed('2026-03-23T09:00+01:00', 45) })],
    [['times'], appointment(), appointment({ times: timed('2026-03-23T09:00+01:00', 60, 'Asia/Tokyo') })],
    [['times'], weekly, { ...weekly, times: timed('2026-03-16T09:30+01:00', 60) }],
    [['reminder'], appointment(), appointment({ reminderMinutes: null })],
    [['series'], weekly, withSeries({ deleted: [at('2026-03-20T09:00+01:00')] })],
    [
      ['series'],
      weekly,
      withSeries({ exceptions: [exception(weekly, '2026-03-20T09:00+01:00', { subject: 'Anders' })] }),
    ],
    [
      ['attendees'],
      ofBeat(),
      appointment({
        kind: 'meeting',
        meeting: meeting([attendee('beat@contoso.example', { role: 'optional' })]),
      }),
    ],
    [['myResponse'], ofBeat({ isOrganizer: false }), ofBeat({ isOrganizer: false, myResponse: 'accepted' })],
    [['cancelled'], ofBeat(), ofBeat({ isCancelled: true })],
    [['uid'], appointment({ uid: 'a' }), appointment({ uid: 'b' })],
  ]
  it.each(rows)('%s', (names, one, other) => {
    expect(differences(one, other)).toEqual(names)
    const merged = withFields(CALENDAR_FIELDS, one, other, new Set(names))
    expect(differences(merged, other)).toEqual([])
  })
})

describe('what Winoffice Prime may write', () => {
  it('is everything but what Exchange alone knows, of an appointment and of the own meeting', () => {
    const all = CALENDAR_FIELDS.filter(({ direction }) => direction === 'both').map(({ name }) => name)
    const notOf = (...names: string[]) => all.filter((name) => !names.includes(name))
    expect(exported(appointment())).toEqual(notOf('myResponse', 'responseRequested'))
    expect(exported(ofBeat())).toEqual(notOf('myResponse'))
  })

  it('is the answer, the reminder and the categories of an attendee’s copy, and nothing of an absence', () => {
    const copy = ofBeat({ isOrganizer: false, myResponse: 'accepted' })
    expect(exported(copy)).toEqual(['categories', 'reminder', 'myResponse'])
    expect(exported(ofBeat({ isOrganizer: false }))).toEqual(['categories', 'reminder'])
    expect(exported(appointment({ kind: 'absence' }))).toEqual([])
  })
})

describe('a merge', () => {
  it('takes new attendees with the answers that are known', () => {
    const known = ofBeat()
    known.meeting!.attendees[0]!.response = 'accepted'
    const more = appointment({
      kind: 'meeting',
      meeting: meeting([attendee('beat@contoso.example'), attendee('carla@contoso.example')]),
    })
    const merged = withFields(CALENDAR_FIELDS, known, more, new Set(['attendees']))
    expect(merged.meeting?.attendees.map(({ response }) => response)).toEqual(['accepted', 'none'])
  })

  it('takes answers, and leaves who is asked', () => {
    const answered = ofBeat()
    answered.meeting!.attendees[0]!.response = 'declined'
    const more = appointment({
      kind: 'meeting',
      meeting: meeting([attendee('carla@contoso.example'), attendee('beat@contoso.example')]),
    })
    const merged = withFields(CALENDAR_FIELDS, more, answered, new Set(['attendeeResponses']))
    expect(merged.meeting?.attendees.map(({ response }) => response)).toEqual(['none', 'declined'])
  })

  it('makes a meeting of an appointment and the reverse, and never touches that something is an absence', () => {
    const taken = (into: AppointmentRecord, from: AppointmentRecord) =>
      withFields(CALENDAR_FIELDS, into, from, new Set(['attendees']))
    expect(taken(appointment(), ofBeat())).toEqual(ofBeat())
    expect(taken(ofBeat(), appointment())).toEqual(appointment())
    const absence = appointment({ kind: 'absence' })
    expect(taken(absence, ofBeat())).toEqual(absence)
  })
})
