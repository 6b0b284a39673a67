/** What an exported object says in iCalendar; when series take place is a matter of the property tests. */
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { icsOf } from '#electron/prime/export/ics.ts'
import type { Instant, PlainDate, PrimeItemId } from '#shared/domain/ids.ts'
import type { AppointmentRecord, AppointmentTimes, TaskRecord } from '#shared/domain/prime-items.ts'
import { aTask, anAppointment } from '#test/unit/sync/records.ts'

const ID = '7d1f6c9e-2c5b-4b5e-9a39-0d6f0e9a1b11' as PrimeItemId
const AT = '2026-03-01T08:00:00.000Z' as Instant
const at = (text: string) => text as Instant
const on = (text: string) => text as PlainDate

const timed = (start: string, end: string, timeZone: string | null = 'Europe/Zurich'): AppointmentTimes => ({
  kind: 'timed',
  start: at(start),
  end: at(end),
  timeZone,
})

const appointment = (changes: Partial<AppointmentRecord> = {}): AppointmentRecord =>
  anAppointment({
    subject: 'Offerte besprechen',
    times: timed('2026-03-30T07:00:00.000Z', '2026-03-30T08:00:00.000Z'),
    ...changes,
  })

function written(record: AppointmentRecord | TaskRecord): string {
  return icsOf([{ id: ID, modifiedAt: AT, record }])
}

/** Lines without their folding. */
function lines(record: AppointmentRecord | TaskRecord): string[] {
  return written(record).replaceAll('\r\n ', '').split('\r\n')
}

function component(record: AppointmentRecord | TaskRecord): ICAL.Component {
  const calendar = new ICAL.Component(ICAL.parse(written(record)) as unknown[])
  return calendar.getFirstSubcomponent(record.kind === 'task' ? 'vtodo' : 'vevent')!
}

describe('an appointment', () => {
  test('carries the wall time of its zone, and the zone with its rules', () => {
    const text = lines(appointment())
    expect(text).toContain('DTSTART;TZID=Europe/Zurich:20260330T090000')
    expect(text).toContain('DTEND;TZID=Europe/Zurich:20260330T100000')
    expect(text).toContain('BEGIN:VTIMEZONE')
    expect(text).toContain('RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU')
  })

  test('is in UTC without a zone, with one that nobody knows, and in an hour that is shown twice', () => {
    const [start, end] = ['2026-10-25T01:10:00.000Z', '2026-10-25T01:40:00.000Z']
    for (const zone of [null, 'Customized/Zone', 'Europe/Zurich']) {
      const text = lines(appointment({ times: timed(start, end, zone) }))
      expect(text).toContain('DTSTART:20261025T011000Z')
      expect(text).toContain('DTEND:20261025T014000Z')
    }
  })

  test('of whole days has days and no time', () => {
    const times = {
      kind: 'all-day',
      startDate: on('2026-08-01'),
      endDate: on('2026-08-03'),
      timeZone: 'Europe/Zurich',
    } as const
    const text = lines(appointment({ times }))
    expect(text).toContain('DTSTART;VALUE=DATE:20260801')
    expect(text).toContain('DTEND;VALUE=DATE:20260803')
    expect(text).not.toContain('BEGIN:VTIMEZONE')
  })

  test('keeps text, place, class, priority, categories and reminder, whatever characters they have', () => {
    const event = component(
      appointment({
        text: 'Zeile 1; mit, Zeichen\\\nZeile 2\u0000\u0007 🎉',
        location: 'Büro «A», 3. Stock',
        sensitivity: 'private',
        importance: 'high',
        categories: ['Kunde, gross', 'Blau'],
        reminderMinutes: 15,
        freeBusy: 'free',
      }),
    )
    expect(event.getFirstPropertyValue('description')).toBe('Zeile 1; mit, Zeichen\\\nZeile 2 🎉')
    expect(event.getFirstPropertyValue('location')).toBe('Büro «A», 3. Stock')
    expect(event.getFirstPropertyValue('class')).toBe('PRIVATE')
    expect(event.getFirstPropertyValue('priority')).toBe(1)
    expect(event.getFirstPropertyValue('transp')).toBe('TRANSPARENT')
    expect(event.getFirstProperty('categories')?.getValues()).toEqual(['Kunde, gross', 'Blau'])
    const trigger = event.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger')
    expect(String(trigger)).toBe('-PT15M')
  })

  test('is known by its UID, and by its id as long as it has none', () => {
    expect(component(appointment()).getFirstPropertyValue('uid')).toBe(ID)
    expect(component(appointment({ uid: '0400AB' })).getFirstPropertyValue('uid')).toBe('0400AB')
  })
})

describe('a meeting', () => {
  const meeting = component(
    appointment({
      kind: 'meeting',
      meeting: {
        organizer: { name: 'Anna "die Chefin" Meier', address: 'anna@firma.ch' },
        isOrganizer: true,
        myResponse: 'none',
        isCancelled: true,
        isResponseRequested: true,
        attendees: [
          {
            name: 'Beat',
            address: 'beat@firma.ch',
            role: 'required',
            response: 'accepted',
            respondedAt: null,
          },
          { name: '', address: 'raum@firma.ch', role: 'resource', response: 'none', respondedAt: null },
          { name: 'Ohne Adresse', address: '', role: 'optional', response: 'declined', respondedAt: null },
        ],
      },
    }),
  )

  test('names its organiser and whether it was called off', () => {
    const organizer = meeting.getFirstProperty('organizer')
    expect(organizer?.getFirstValue()).toBe('mailto:anna@firma.ch')
    expect(organizer?.getFirstParameter('cn')).toContain('die Chefin')
    expect(meeting.getFirstPropertyValue('status')).toBe('CANCELLED')
  })

  test('names everybody with role and answer', () => {
    const attendees = meeting.getAllProperties('attendee').map((each) => ({
      who: each.getFirstValue(),
      name: each.getFirstParameter('cn'),
      role: each.getFirstParameter('role'),
      answer: each.getFirstParameter('partstat'),
    }))
    expect(attendees).toEqual([
      { who: 'mailto:beat@firma.ch', name: 'Beat', role: 'REQ-PARTICIPANT', answer: 'ACCEPTED' },
      {
        who: 'mailto:raum@firma.ch',
        name: 'raum@firma.ch',
        role: 'NON-PARTICIPANT',
        answer: 'NEEDS-ACTION',
      },
      { who: 'invalid:nomail', name: 'Ohne Adresse', role: 'OPT-PARTICIPANT', answer: 'DECLINED' },
    ])
  })
})

describe('a series', () => {
  const daily = (details: Partial<AppointmentRecord>): AppointmentRecord =>
    appointment({
      times: timed('2026-03-28T01:30:00.000Z', '2026-03-28T02:00:00.000Z'),
      series: {
        recurrence: {
          pattern: { kind: 'daily', interval: 1 },
          range: { kind: 'end-date', start: on('2026-03-28'), end: on('2026-04-02') },
        },
        exceptions: [],
        deleted: [],
      },
      ...details,
    })

  test('ends with its last day, by the clock of its zone', () => {
    expect(lines(daily({}))).toContain('RRULE:FREQ=DAILY;INTERVAL=1;UNTIL=20260402T003000Z')
  })

  test('names a deleted occurrence as the rule gives it, on a day on which the clock skips that time too', () => {
    const record = daily({})
    const series = {
      ...record.series!,
      deleted: [at('2026-03-29T01:30:00.000Z'), at('2026-03-30T00:30:00.000Z')],
    }
    const text = lines({ ...record, series })
    // 02:30 does not exist on that day; 03:30 is what the clock shows.
    expect(text).toContain('EXDATE;TZID=Europe/Zurich:20260329T023000')
    expect(text).toContain('EXDATE;TZID=Europe/Zurich:20260330T023000')
  })

  test('has an exception as an event of its own, with the same UID and its own zone', () => {
    const record = daily({ uid: 'u-1' })
    const details = {
      ...record,
      subject: 'Verschoben',
      times: timed('2026-03-31T12:00:00.000Z', '2026-03-31T13:00:00.000Z', 'America/New_York'),
    }
    const exceptions = [{ original: at('2026-03-31T00:30:00.000Z'), details }]
    const text = lines({ ...record, series: { ...record.series!, exceptions } })
    expect(text).toContain('RECURRENCE-ID;TZID=Europe/Zurich:20260331T023000')
    expect(text).toContain('DTSTART;TZID=America/New_York:20260331T080000')
    expect(text.filter((line) => line === 'UID:u-1')).toHaveLength(2)
    expect(text.filter((line) => line.startsWith('TZID:'))).toEqual([
      'TZID:Europe/Zurich',
      'TZID:America/New_York',
    ])
  })
})

describe('a task', () => {
  test('has its days, state and reminder', () => {
    const text = lines(
      aTask({
        startDate: on('2026-05-04'),
        dueDate: on('2026-05-08'),
        completedDate: on('2026-05-07'),
        status: 'completed',
        percentComplete: 100,
        reminderAt: at('2026-05-06T06:30:00.000Z'),
      }),
    )
    for (const line of [
      'DTSTART;VALUE=DATE:20260504',
      'DUE;VALUE=DATE:20260508',
      'COMPLETED:20260507T000000Z',
      'STATUS:COMPLETED',
      'PERCENT-COMPLETE:100',
      'TRIGGER;VALUE=DATE-TIME:20260506T063000Z',
    ]) {
      expect(text).toContain(line)
    }
  })

  test('that recurs has a start, from which its rule counts', () => {
    const recurrence = {
      pattern: { kind: 'weekly', interval: 2, days: ['friday'] },
      range: { kind: 'numbered', start: on('2026-05-08'), count: 5 },
    } as const
    const text = lines(aTask({ dueDate: on('2026-05-08'), recurrence }))
    expect(text).toContain('RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;WKST=SU;COUNT=5')
    expect(text).toContain('DTSTART;VALUE=DATE:20260508')
  })

  test('that is due again when it is done has no rule', () => {
    const recurrence = {
      pattern: { kind: 'regenerating', unit: 'week', interval: 1 },
      range: { kind: 'no-end', start: on('2026-05-08') },
    } as const
    const text = lines(aTask({ status: 'waiting-on-others', recurrence }))
    expect(text.some((line) => line.startsWith('RRULE'))).toBe(false)
    expect(text).toContain('X-WINOFFICE-PRIME-STATUS:waiting-on-others')
  })
})
