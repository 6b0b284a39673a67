/** Series: master, exceptions and deletions are one object, written as differences and read as a whole. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ExchangeServer } from '#test/exchange-server/server.ts'
import type { AppointmentRecord } from '#shared/domain/prime-items.ts'
import { allDay, appointment, at, day, exception, series, timed } from './builders.ts'
import { ANNA, type CalendarOf, calendarOf, startServer, valueOf } from './support.ts'

let server: ExchangeServer
let anna: CalendarOf

beforeAll(async () => {
  server = await startServer()
})
beforeEach(() => {
  anna = calendarOf(server, ANNA)
})
afterEach(async () => {
  await anna.client.close()
})
afterAll(async () => {
  await server.stop()
})

/** Mondays at nine in Berlin, over the change of the clock on 29 March. */
const weekly = appointment({
  times: timed('2026-03-16T09:00+01:00', 60),
  series: series(
    { kind: 'weekly', interval: 1, days: ['monday'] },
    { kind: 'numbered', start: day('2026-03-16'), count: 6 },
  ),
})

const moved = exception(weekly, '2026-03-30T09:00+02:00', {
  subject: 'Verlegt',
  times: timed('2026-03-31T14:00+02:00', 90),
})

const withOccurrences: AppointmentRecord = {
  ...weekly,
  series: { ...weekly.series!, exceptions: [moved], deleted: [at('2026-03-23T09:00+01:00')] },
}

describe('a series', () => {
  it('comes to Exchange with its exceptions and deletions, and back', async () => {
    const stored = await anna.create(withOccurrences)
    const { record, changeKey, keys, unfinished } = await anna.read(stored.id)
    expect(record).toEqual({ ...withOccurrences, uid: keys.clientId })
    expect([changeKey, unfinished]).toEqual([stored.changeKey, new Set()])
  })

  it('that lasts all day has days as its occurrences', async () => {
    const record = appointment({
      times: allDay('2026-03-28', '2026-03-29'),
      series: series(
        { kind: 'daily', interval: 1 },
        { kind: 'end-date', start: day('2026-03-28'), end: day('2026-04-02') },
        { deleted: [day('2026-03-29')] },
      ),
    })
    const withException = {
      ...record,
      series: {
        ...record.series!,
        exceptions: [
          exception(record, '2026-03-30', { times: allDay('2026-03-30', '2026-03-31'), subject: 'Anders' }),
        ],
      },
    }
    const stored = await anna.create(withException)
    const { record: read, keys } = await anna.read(stored.id)
    expect(read).toEqual({ ...withException, uid: keys.clientId })
  })
})

async function changed(before: AppointmentRecord, after: AppointmentRecord): Promise<AppointmentRecord> {
  const stored = await anna.create(before)
  const updated = valueOf(await anna.update(stored, before, after))
  const { record, changeKey, keys, unfinished } = await anna.read(stored.id)
  expect([changeKey, unfinished]).toEqual([updated.changeKey, new Set()])
  expect(record).toEqual({ ...after, uid: keys.clientId })
  return record
}

describe('a change of a series', () => {
  it('adds exceptions and deletions', async () => {
    await changed(weekly, withOccurrences)
  })

  it('sets back an exception that is none any more', async () => {
    await changed(withOccurrences, {
      ...withOccurrences,
      series: { ...withOccurrences.series!, exceptions: [] },
    })
  })

  it('brings back a deleted occurrence and keeps the exceptions', async () => {
    await changed(withOccurrences, {
      ...withOccurrences,
      series: { ...withOccurrences.series!, deleted: [] },
    })
  })

  it('of its subject leaves the exceptions as they are', async () => {
    await changed(withOccurrences, { ...withOccurrences, subject: 'Neuer Betreff' })
  })

  it('of what Exchange changes in its exceptions too leaves them as Winoffice Prime has them', async () => {
    const exceptions = [{ ...moved, details: { ...moved.details, subject: weekly.subject } }]
    const before = { ...weekly, series: { ...weekly.series!, exceptions } }
    await changed(before, { ...before, subject: 'Neuer Betreff', location: 'Genf', freeBusy: 'free' })
  })

  it('of its time of day keeps the exceptions and deletions', async () => {
    const later = timed('2026-03-16T10:30+01:00', 60)
    const exceptions = [{ ...moved, original: at('2026-03-30T10:30+02:00') }]
    const deleted = [at('2026-03-23T10:30+01:00')]
    await changed(withOccurrences, {
      ...withOccurrences,
      times: later,
      series: { ...withOccurrences.series!, exceptions, deleted },
    })
  })

  it('to a single appointment, and back', async () => {
    const single = { ...weekly, series: null }
    await changed(weekly, single)
    await changed(single, withOccurrences)
  })
})

describe('a series that somebody changes on Exchange', () => {
  it('is read with exceptions that follow it in what they have not got of their own', async () => {
    const stored = await anna.create(withOccurrences)
    const { changeKey } = stored
    await anna.client.gateway.updateItems(
      {
        kind: 'appointment',
        updates: [
          { item: { kind: 'item', id: stored.id, changeKey }, set: { subject: 'Neu', location: 'Genf' } },
        ],
        conflict: 'never-overwrite',
        readReceipts: 'suppress',
        mailed: 'nobody',
      },
      anna.session.signal,
    )
    const { record } = await anna.read(stored.id)
    expect(record).toMatchObject({ subject: 'Neu', location: 'Genf' })
    expect(record.series?.exceptions).toMatchObject([{ details: { subject: 'Verlegt', location: 'Genf' } }])
  })
})
