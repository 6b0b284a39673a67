/** What takes place in a range of the calendar. */
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { StoredItem } from '#electron/prime/prime-store.ts'
import { occurrencesOf } from '#electron/sync/occurrences.ts'
import type { Occurrence } from '#shared/domain/data.ts'
import type { PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import type { AppointmentRecord, Revision } from '#shared/domain/prime-items.ts'
import {
  allDay,
  appointment,
  at,
  day,
  exception,
  series,
  timed,
} from '#test/integration/sync/calendar/builders.ts'

const ZONE = 'Europe/Zurich'

function stored(record: AppointmentRecord): StoredItem<AppointmentRecord> {
  return {
    id: randomUUID() as PrimeItemId,
    primeEmailAccountId: randomUUID() as PrimeEmailAccountId,
    revision: 1 as Revision,
    modifiedAt: at('2026-01-01T00:00Z'),
    record,
  }
}

/** March 2026 in Zurich. */
const MARCH = { from: at('2026-03-01T00:00+01:00'), to: at('2026-04-01T00:00+02:00') }

function inMarch(...records: AppointmentRecord[]): Occurrence[] {
  return occurrencesOf(records.map(stored), MARCH, ZONE)
}

const start = ({ times }: Occurrence): string => (times.kind === 'timed' ? times.start : times.startDate)

const weekly = series(
  { kind: 'weekly', interval: 1, days: ['monday'] },
  { kind: 'no-end', start: day('2026-02-02') },
)
const monday = appointment({ subject: 'Montagsrunde', times: timed('2026-02-02T09:00+01:00', 60, ZONE) })

describe('the occurrences of a range', () => {
  it('keep their wall time when the clock changes, of a series that began before it and never ends', () => {
    expect(inMarch({ ...monday, series: weekly }).map(start)).toEqual([
      '2026-03-02T08:00:00.000Z',
      '2026-03-09T08:00:00.000Z',
      '2026-03-16T08:00:00.000Z',
      '2026-03-23T08:00:00.000Z',
      '2026-03-30T07:00:00.000Z',
    ])
  })

  it('leave out what was deleted, and show what was changed where it is now', () => {
    const changed = exception(monday, '2026-03-09T09:00+01:00', {
      subject: 'Montagsrunde am Dienstag',
      times: timed('2026-03-10T14:00+01:00', 30, ZONE),
    })
    const found = inMarch({
      ...monday,
      series: { ...weekly, exceptions: [changed], deleted: [at('2026-03-16T09:00+01:00')] },
    })
    expect(found.map((each) => [start(each).slice(0, 10), each.subject, each.series])).toEqual([
      ['2026-03-02', 'Montagsrunde', 'occurrence'],
      ['2026-03-10', 'Montagsrunde am Dienstag', 'changed'],
      ['2026-03-23', 'Montagsrunde', 'occurrence'],
      ['2026-03-30', 'Montagsrunde', 'occurrence'],
    ])
  })

  it('have an exception that was moved into the range from far outside', () => {
    const moved = exception(monday, '2026-02-09T09:00+01:00', {
      times: timed('2026-03-31T09:00+02:00', 30, ZONE),
    })
    const ended = { ...weekly, recurrence: { ...weekly.recurrence, range: endOf('2026-02-23') } }
    expect(inMarch({ ...monday, series: { ...ended, exceptions: [moved] } }).map(start)).toEqual([
      '2026-03-31T07:00:00.000Z',
    ])
  })

  it('are none of a series that is over, nor of one that has not begun', () => {
    const over = { ...weekly, recurrence: { ...weekly.recurrence, range: endOf('2026-02-23') } }
    const later = series({ kind: 'daily', interval: 1 }, { kind: 'no-end', start: day('2026-04-01') })
    expect(inMarch({ ...monday, series: over })).toEqual([])
    expect(inMarch(appointment({ times: timed('2026-04-01T09:00+02:00', 60, ZONE), series: later }))).toEqual(
      [],
    )
  })

  it('touch the range in the zone of Winoffice Prime, whatever that of this computer is', () => {
    const late = appointment({ times: timed('2026-02-28T23:30+01:00', 45, ZONE) })
    const before = appointment({ times: timed('2026-02-28T22:00+01:00', 120, ZONE) })
    expect(inMarch(late)).toHaveLength(1)
    expect(inMarch(before)).toHaveLength(0)
  })

  it('belong to their days when they are whole days, the last one included', () => {
    const intoMarch = appointment({ times: allDay('2026-02-27', '2026-03-02', ZONE) })
    const upToMarch = appointment({ times: allDay('2026-02-27', '2026-03-01', ZONE) })
    expect(inMarch(intoMarch)).toHaveLength(1)
    expect(inMarch(upToMarch)).toHaveLength(0)
  })

  it('are laid out in the zone of Winoffice Prime when their own is not known', () => {
    const own = { ...monday, times: timed('2026-02-02T09:00+01:00', 60, null), series: weekly }
    expect(inMarch(own).map(start).at(-1)).toBe('2026-03-30T07:00:00.000Z')
  })

  it('of many are in the order of their beginnings', () => {
    const first = appointment({ subject: 'früh', times: timed('2026-03-05T07:00+01:00', 30, ZONE) })
    const last = appointment({ subject: 'spät', times: timed('2026-03-05T19:00+01:00', 30, ZONE) })
    const whole = appointment({ subject: 'ganz', times: allDay('2026-03-05', '2026-03-06', ZONE) })
    expect(inMarch(last, whole, first).map(({ subject }) => subject)).toEqual(['ganz', 'früh', 'spät'])
  })
})

function endOf(end: string) {
  return { kind: 'end-date', start: day('2026-02-02'), end: day(end) } as const
}
