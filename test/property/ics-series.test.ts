/** Random series as iCalendar, read by ical.js with nothing but the VTIMEZONE in the file: the same starts come out. */
import fc from 'fast-check'
import ICAL from 'ical.js'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { icsOf } from '#electron/prime/export/ics.ts'
import { instantOf } from '#shared/domain/ids.ts'
import { seriesSample, type SeriesSample } from '#test/calendar/series-samples.ts'

function startsIn(ics: string, { to }: SeriesSample): number[] {
  const calendar = new ICAL.Component(ICAL.parse(ics) as unknown[])
  const zones = new Map(
    calendar.getAllSubcomponents('vtimezone').map((zone) => {
      const read = new ICAL.Timezone(zone)
      return [read.tzid, read] as const
    }),
  )
  const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
  const master = events.find((event) => !event.isRecurrenceException())!
  for (const event of events) {
    for (const property of ['dtstart', 'dtend', 'recurrence-id', 'exdate']) {
      for (const each of event.component.getAllProperties(property)) {
        const zone = zones.get(each.getFirstParameter('tzid'))
        if (zone) for (const value of each.getValues()) (value as ICAL.Time).zone = zone
      }
    }
    if (event.isRecurrenceException()) master.relateException(event)
  }
  const found: number[] = []
  const iterator = master.iterator()
  for (let next = nextOf(iterator); next !== undefined; next = nextOf(iterator)) {
    const planned = next.toUnixTime() * 1000
    if (planned > to) break
    found.push(master.getOccurrenceDetails(next).startDate.toUnixTime() * 1000)
  }
  return found.sort((one, other) => one - other)
}

/** At its end it gives `undefined`, which its types do not say. */
function nextOf(iterator: ICAL.RecurExpansion): ICAL.Time | undefined {
  return iterator.next()
}

/**
 * What ical.js reads otherwise, and python3-icalendar with python3-dateutil is asked about: it takes all days of
 * BYMONTHDAY and ignores BYSETPOS, and reads times that a clock skips or shows twice in its own way.
 */
function isReadByIcalJs({ record }: SeriesSample): boolean {
  const pattern = record.series?.recurrence.pattern
  if (pattern?.kind === 'monthly' && [29, 30].includes(pattern.dayOfMonth)) return false
  if (record.times.kind === 'all-day') return true
  const { hour } = DateTime.fromISO(record.times.start, { zone: record.times.timeZone ?? 'utc' })
  return hour >= 4 && hour < 23
}

describe('a series as iCalendar', () => {
  test('takes place when Exchange has it take place, over changes of the clock and with exceptions', () => {
    fc.assert(
      fc.property(seriesSample.filter(isReadByIcalJs), (sample) => {
        const { id, record, expected } = sample
        const ics = icsOf([{ id, modifiedAt: instantOf(new Date(0)), record }])
        const last = expected.at(-1) ?? 0
        expect(startsIn(ics, sample).filter((start) => start <= last)).toEqual(expected)
      }),
      { numRuns: 200 },
    )
  })
})
