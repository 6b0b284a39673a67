/** What becomes of the fields of a form: the same object as on the command line, in the zone of Winoffice Prime. */
import { describe, expect, it } from 'vitest'
import { appointmentOf } from '#electron/services/items/appointment-values.ts'
import { appointmentValues, taskValues } from '#electron/services/items/draft-values.ts'
import { taskOf } from '#electron/services/items/task-values.ts'
import type { PlainDate } from '#shared/domain/ids.ts'
import {
  appointmentDraftSchema,
  peopleTexts,
  type AppointmentDraft,
  type TaskDraft,
} from '#shared/domain/item-drafts.ts'
import type { AppointmentRecord } from '#shared/domain/prime-items.ts'
import { codeOf } from '#shared/domain/validation.ts'
import { allDay, appointment, series, timed, day } from '#test/integration/sync/calendar/builders.ts'

const ZONE = 'Europe/Zurich'
const ORGANIZER = { name: 'Anna Meier', address: 'anna.meier@contoso.example' }

const DRAFT: AppointmentDraft = {
  kind: 'appointment',
  subject: 'Test',
  location: '',
  text: '',
  isAllDay: false,
  startDay: '2026-07-01',
  startTime: '09:00',
  endDay: '2026-07-01',
  endTime: '10:30',
  freeBusy: 'busy',
  reminder: 'none',
  attendees: '',
  repeat: 'none',
  repeatInterval: 1,
  repeatEnd: 'never',
  repeatCount: 5,
  repeatUntil: '',
}

function made(changes: Partial<AppointmentDraft>, base: AppointmentRecord | null = null): AppointmentRecord {
  const draft = { ...DRAFT, ...changes }
  const context = { kind: draft.kind, base, organizer: ORGANIZER, systemZone: ZONE }
  const record = appointmentOf(appointmentValues(draft, base, ZONE), context)
  if (!record.ok) throw new Error(JSON.stringify(record.error))
  return record.value
}

describe('the form of an appointment', () => {
  it('means wall times of Winoffice Prime, in summer and in winter', () => {
    expect(made({}).times).toEqual({
      ...{ kind: 'timed', timeZone: ZONE },
      ...{ start: '2026-07-01T07:00:00.000Z', end: '2026-07-01T08:30:00.000Z' },
    })
    expect(made({ startDay: '2026-12-01', endDay: '2026-12-01' }).times).toMatchObject({
      start: '2026-12-01T08:00:00.000Z',
    })
  })

  it('means days up to the last one', () => {
    expect(made({ isAllDay: true, endDay: '2026-07-03' }).times).toEqual({
      ...{ kind: 'all-day', startDate: '2026-07-01', endDate: '2026-07-04', timeZone: ZONE },
    })
  })

  it('makes a series of a number of weeks, and one up to a day', () => {
    expect(made({ repeat: 'weekly', repeatInterval: 2, repeatEnd: 'count' }).series?.recurrence).toEqual({
      pattern: { kind: 'weekly', interval: 2, days: ['wednesday'], firstDayOfWeek: 'monday' },
      range: { kind: 'numbered', start: '2026-07-01', count: 5 },
    })
    const until = made({ repeat: 'monthly', repeatEnd: 'until', repeatUntil: '2026-12-31' })
    expect(until.series?.recurrence).toEqual({
      pattern: { kind: 'monthly', interval: 1, dayOfMonth: 1 },
      range: { kind: 'end-date', start: '2026-07-01', end: '2026-12-31' },
    })
  })

  it('leaves times that nobody touched as they are, and the zone of the object always', () => {
    const tokyo = appointment({ times: timed('2026-07-01T07:00:30Z', 90, 'Asia/Tokyo') })
    expect(made({ subject: 'Neu' }, tokyo).times).toEqual(tokyo.times)
    expect(made({ startTime: '11:00', endTime: '12:00' }, tokyo).times).toEqual(
      timed('2026-07-01T11:00+02:00', 60, 'Asia/Tokyo'),
    )
  })

  it('keeps the rhythm of a series and what is changed in it, unless another one is chosen', () => {
    const before = appointment({
      times: timed('2026-07-01T09:00+02:00', 90, ZONE),
      series: series(
        { kind: 'daily', interval: 3 },
        { kind: 'no-end', start: day('2026-07-01') },
        { deleted: [day('2026-07-04')] },
      ),
    })
    expect(made({ repeat: 'keep' }, before).series).toEqual(before.series)
    expect(made({ repeat: 'none' }, before).series).toBeNull()
    expect(made({ repeat: 'daily' }, before).series?.deleted).toEqual([])
  })

  it('turns whole days into hours', () => {
    const before = appointment({ times: allDay('2026-07-01', '2026-07-02', ZONE) })
    expect(made({}, before).times).toMatchObject({ kind: 'timed', start: '2026-07-01T07:00:00.000Z' })
  })

  it('invites who is named, as the mailbox itself', () => {
    const meeting = made({ kind: 'meeting', attendees: 'Beat Keller <beat@contoso.example>, c@x.example' })
    expect(meeting.meeting).toMatchObject({
      organizer: ORGANIZER,
      isOrganizer: true,
      attendees: [
        { name: 'Beat Keller', address: 'beat@contoso.example', role: 'required' },
        { name: '', address: 'c@x.example', role: 'required' },
      ],
    })
  })

  it.each([
    [{ endTime: '08:59' }, 'endDay', 'field.end-before-start'],
    [{ startDay: '' }, 'startDay', 'field.required'],
    [{ startTime: '25:00' }, 'startTime', 'field.invalid'],
    [{ kind: 'meeting', attendees: '' }, 'attendees', 'field.required'],
    [{ kind: 'meeting', attendees: 'Beat' }, 'attendees', 'mailbox.invalid'],
    [{ repeat: 'daily', repeatEnd: 'until', repeatUntil: '' }, 'repeatUntil', 'field.required'],
    [
      { repeat: 'daily', repeatEnd: 'until', repeatUntil: '2026-06-30' },
      'repeatUntil',
      'field.end-before-start',
    ],
    [{ subject: ' ' }, 'subject', 'field.required'],
  ] as const)('refuses %j', (changes, path, reason) => {
    const parsed = appointmentDraftSchema.safeParse({ ...DRAFT, ...changes })
    expect(parsed.error?.issues.map((issue) => [issue.path.join('.'), codeOf(issue.message)])).toContainEqual(
      [path, reason],
    )
  })
})

describe('the form of a task', () => {
  const TASK: TaskDraft = {
    ...{ kind: 'task', subject: 'Offerte', text: '', startDate: '', dueDate: '2026-07-03' },
    ...{ status: 'in-progress', percentComplete: 40, importance: 'high' },
  }

  it('makes a task, and completes it with all that belongs to that', () => {
    const today = '2026-07-02' as PlainDate
    expect(taskOf(taskValues(TASK), null, ZONE, today)).toMatchObject({
      value: { startDate: null, dueDate: '2026-07-03', status: 'in-progress', percentComplete: 40 },
    })
    expect(taskOf(taskValues({ ...TASK, status: 'completed' }), null, ZONE, today)).toMatchObject({
      value: { status: 'completed', percentComplete: 100, completedDate: today },
    })
  })
})

describe('people as they are typed', () => {
  it('are separated by commas, semicolons and lines, but not within quotes', () => {
    expect(peopleTexts('a@x.ch, "Meier, Anna" <b@x.ch>;c@x.ch\n\nd@x.ch,')).toEqual([
      'a@x.ch',
      '"Meier, Anna" <b@x.ch>',
      'c@x.ch',
      'd@x.ch',
    ])
  })
})
