/** Objects of Winoffice Prime from options. */
import { describe, expect, it } from 'vitest'
import type { ItemValues } from '#electron/services/items/item-values.ts'
import { peopleOf } from '#electron/services/items/addresses.ts'
import { appointmentOf } from '#electron/services/items/appointment-values.ts'
import { emailContentOf, emailMarksOf } from '#electron/cli/email-values.ts'
import { recurrenceOf } from '#electron/services/items/rrule.ts'
import { taskOf } from '#electron/services/items/task-values.ts'
import { readMessage } from '#electron/prime/mime-message.ts'
import { icsOf } from '#electron/prime/export/ics.ts'
import type { Instant, PlainDate, PrimeItemId } from '#shared/domain/ids.ts'
import type { AppointmentRecord, TaskRecord } from '#shared/domain/prime-items.ts'
import type { Result } from '#shared/result.ts'

const ANNA = { name: 'Anna', address: 'anna@firma.ch' }
const TODAY = '2026-03-01' as PlainDate
const day = (text: string) => text as PlainDate

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

function wrong(result: Result<unknown>): string[] {
  if (result.ok) throw new Error('accepted')
  return (result.error.fields ?? []).map(({ path }) => path)
}

function appointment(
  values: ItemValues,
  base: AppointmentRecord | null = null,
  kind: AppointmentRecord['kind'] = 'appointment',
): Result<AppointmentRecord> {
  return appointmentOf(values, { kind, base, organizer: ANNA, systemZone: 'Europe/Zurich' })
}

describe('an appointment', () => {
  it('takes place on the clock of its zone, and lasts an hour unless it is said', () => {
    expect(valueOf(appointment({ subject: 'S', start: '2026-07-01T09:00' }))).toMatchObject({
      subject: 'S',
      times: {
        kind: 'timed',
        start: '2026-07-01T07:00:00.000Z',
        end: '2026-07-01T08:00:00.000Z',
        timeZone: 'Europe/Zurich',
      },
    })
    const inTokyo = { start: '2026-07-01T09:00', end: '2026-07-01T09:30', zone: 'Asia/Tokyo' }
    expect(valueOf(appointment(inTokyo)).times).toMatchObject({
      start: '2026-07-01T00:00:00.000Z',
      end: '2026-07-01T00:30:00.000Z',
    })
  })

  it('of whole days ends with its last day', () => {
    expect(valueOf(appointment({ start: '2026-08-01', end: '2026-08-03', 'all-day': true })).times).toEqual({
      kind: 'all-day',
      startDate: '2026-08-01',
      endDate: '2026-08-04',
      timeZone: 'Europe/Zurich',
    })
    expect(valueOf(appointment({ start: '2026-08-01', 'all-day': true })).times).toMatchObject({
      endDate: '2026-08-02',
    })
  })

  it('that is moved stays as long as it was, and keeps the rest', () => {
    const base = valueOf(
      appointment({ subject: 'S', text: 'T', start: '2026-07-01T09:00', end: '2026-07-01T11:30' }),
    )
    const moved = valueOf(appointment({ start: '2026-12-01T14:00' }, base))
    expect(moved).toEqual({
      ...base,
      times: { ...base.times, start: '2026-12-01T13:00:00.000Z', end: '2026-12-01T15:30:00.000Z' },
    })
    expect(valueOf(appointment({ location: 'Bern' }, base))).toEqual({ ...base, location: 'Bern' })
  })

  it.each<[string, ItemValues]>([
    ['start', {}],
    ['start', { start: 'tomorrow' }],
    ['end', { start: '2026-07-01T09:00', end: '2026-07-01T08:00' }],
    ['zone', { start: '2026-07-01T09:00', zone: 'Europe/Nowhere' }],
    ['attendee', { start: '2026-07-01T09:00', attendee: ['a@b.ch'] }],
    ['rrule', { start: '2026-07-01T09:00', rrule: 'FREQ=HOURLY' }],
  ])('is refused because of --%s', (option, values) => {
    expect(wrong(appointment(values))).toEqual([option])
  })
})

describe('a meeting', () => {
  it('is organised by the owner of the account and invites by role', () => {
    const values = {
      start: '2026-07-01T09:00',
      attendee: ['Beat <beat@firma.ch>'],
      resource: ['raum@firma.ch'],
    }
    expect(valueOf(appointment(values, null, 'meeting')).meeting).toMatchObject({
      organizer: ANNA,
      isOrganizer: true,
      attendees: [
        { name: 'Beat', address: 'beat@firma.ch', role: 'required', response: 'none' },
        { address: 'raum@firma.ch', role: 'resource' },
      ],
    })
  })

  it('keeps the answers of those who are invited again', () => {
    const base = valueOf(
      appointment({ start: '2026-07-01T09:00', attendee: ['beat@firma.ch'] }, null, 'meeting'),
    )
    const answered: AppointmentRecord = {
      ...base,
      meeting: {
        ...base.meeting!,
        attendees: base.meeting!.attendees.map((each) => ({ ...each, response: 'accepted' })),
      },
    }
    const attendee = ['Beat@firma.ch', 'carla@firma.ch']
    const changed = valueOf(appointment({ attendee }, answered, 'meeting')).meeting!.attendees
    expect(changed.map(({ address, response }) => `${address} ${response}`)).toEqual([
      'beat@firma.ch accepted',
      'carla@firma.ch none',
    ])
  })
})

describe('a rule of iCalendar', () => {
  const START = day('2026-03-31')

  it.each([
    ['FREQ=DAILY;INTERVAL=3', { kind: 'daily', interval: 3 }],
    [
      'FREQ=WEEKLY;BYDAY=MO,WE;WKST=SU',
      { kind: 'weekly', interval: 1, days: ['monday', 'wednesday'], firstDayOfWeek: 'sunday' },
    ],
    ['FREQ=WEEKLY', { kind: 'weekly', interval: 1, days: ['tuesday'], firstDayOfWeek: 'monday' }],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', { kind: 'monthly', interval: 1, dayOfMonth: 31 }],
    ['FREQ=MONTHLY;INTERVAL=2', { kind: 'monthly', interval: 2, dayOfMonth: 31 }],
    ['FREQ=MONTHLY;BYDAY=-1FR', { kind: 'relative-monthly', interval: 1, day: 'friday', week: 'last' }],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2',
      { kind: 'relative-monthly', interval: 1, day: 'weekday', week: 'second' },
    ],
    ['FREQ=YEARLY;BYMONTH=8;BYMONTHDAY=1', { kind: 'yearly', month: 8, dayOfMonth: 1 }],
    ['FREQ=YEARLY;BYMONTH=9;BYDAY=3SU', { kind: 'relative-yearly', month: 9, day: 'sunday', week: 'third' }],
  ])('%s is understood', (rule, pattern) => {
    expect(valueOf(recurrenceOf(rule, START))).toEqual({
      pattern,
      range: { kind: 'no-end', start: START },
    })
  })

  it('ends after a number, or with a day', () => {
    expect(valueOf(recurrenceOf('FREQ=DAILY;COUNT=4', START)).range).toMatchObject({
      kind: 'numbered',
      count: 4,
    })
    expect(valueOf(recurrenceOf('FREQ=DAILY;UNTIL=20260410', START)).range).toMatchObject({
      kind: 'end-date',
      end: '2026-04-10',
    })
  })

  it.each([
    'nonsense',
    'FREQ=SECONDLY',
    'FREQ=DAILY;BYDAY=MO',
    'FREQ=MONTHLY;BYMONTHDAY=1,15',
    'FREQ=MONTHLY;BYDAY=6MO',
    'FREQ=YEARLY;INTERVAL=2',
    'FREQ=YEARLY;BYWEEKNO=3',
  ])('%s is refused, since Exchange has no such recurrence', (rule) => {
    expect(wrong(recurrenceOf(rule, START))).toEqual(['rrule'])
  })

  it('comes out of an export as it went in', () => {
    for (const rule of [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;WKST=SU;COUNT=5',
      'FREQ=MONTHLY;INTERVAL=1;BYDAY=-1TU',
      'FREQ=YEARLY;INTERVAL=1;BYMONTH=2;BYMONTHDAY=-1',
    ]) {
      const record = valueOf(appointment({ start: '2026-03-31T09:00', rrule: rule }))
      const ics = icsOf([{ id: 'x' as PrimeItemId, modifiedAt: '2026-01-01T00:00:00Z' as Instant, record }])
      expect(ics).toContain(`RRULE:${rule}\r\n`)
    }
  })
})

describe('a task', () => {
  const task = (values: ItemValues, base: TaskRecord | null = null) =>
    taskOf(values, base, 'Europe/Zurich', TODAY)

  it('is done with its state, its percentage or its day alike', () => {
    const done = { status: 'completed', percentComplete: 100, completedDate: TODAY }
    expect(valueOf(task({ status: 'completed' }))).toMatchObject(done)
    expect(valueOf(task({ percent: 100 }))).toMatchObject(done)
    expect(valueOf(task({ completed: day('2026-02-27') }))).toMatchObject({
      ...done,
      completedDate: '2026-02-27',
    })
  })

  it('that is begun again is done no longer', () => {
    const done = valueOf(task({ subject: 'T', status: 'completed' }))
    expect(valueOf(task({ percent: 50 }, done))).toMatchObject({
      subject: 'T',
      status: 'in-progress',
      percentComplete: 50,
      completedDate: null,
    })
    expect(valueOf(task({ subject: 'U' }, done))).toEqual({ ...done, subject: 'U' })
  })

  it('takes days and a reminder, and loses them with none', () => {
    const values: ItemValues = {
      start: '2026-03-02',
      due: day('2026-03-06'),
      'reminder-at': '2026-03-05T08:00',
      rrule: 'FREQ=WEEKLY;BYDAY=FR',
    }
    const made = valueOf(task(values))
    expect(made).toMatchObject({
      startDate: '2026-03-02',
      dueDate: '2026-03-06',
      reminderAt: '2026-03-05T07:00:00.000Z',
      recurrence: { range: { start: '2026-03-02' } },
    })
    const bare = task({ start: 'none', due: 'none', 'reminder-at': 'none', rrule: 'none' }, made)
    expect(valueOf(bare)).toMatchObject({
      startDate: null,
      dueDate: null,
      reminderAt: null,
      recurrence: null,
    })
  })
})

describe('an e-mail', () => {
  it('is a draft unless it goes elsewhere; what is not unsent is unread', () => {
    expect(emailMarksOf({}, null)).toMatchObject({ folder: 'drafts', isDraft: true, isRead: true })
    expect(emailMarksOf({ folder: 'outbox' }, null)).toMatchObject({ isDraft: true })
    expect(emailMarksOf({ folder: 'inbox' }, null)).toMatchObject({ isDraft: false, isRead: false })
    expect(emailMarksOf({ folder: 'inbox', read: true }, null)).toMatchObject({ isRead: true })
  })

  it('comes from the owner of the account', async () => {
    const content = valueOf(await emailContentOf({ subject: 'S', to: ['x@y.ch'], text: 'T' }, ANNA, null))
    expect(await readMessage(content)).toMatchObject({ from: ANNA, to: [{ address: 'x@y.ch' }] })
  })

  it('names what is wrong with an address', () => {
    expect(wrong(peopleOf(['x@y.ch', 'nobody'], 'cc'))).toEqual(['cc'])
    expect(valueOf(peopleOf(['"Meier, Anna" <anna@firma.ch>, beat@firma.ch'], 'to'))).toEqual([
      { name: 'Meier, Anna', address: 'anna@firma.ch' },
      { name: '', address: 'beat@firma.ch' },
    ])
  })

  it('cannot have its content in a file and in options', async () => {
    const both = await emailContentOf({ mime: 'x.eml', subject: 'S' }, ANNA, null)
    expect(both).toMatchObject({ ok: false, error: { params: { problem: 'not-for-kind' } } })
    const missing = await emailContentOf({ mime: '/nowhere/x.eml' }, ANNA, null)
    expect(missing).toMatchObject({ ok: false, error: { params: { problem: 'file-unreadable' } } })
  })
})
