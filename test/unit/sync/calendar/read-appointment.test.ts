/** Appointments are read leniently: what a server leaves out, tells the older way, or does not know. */
import { describe, expect, it } from 'vitest'
import { readItem } from '#electron/exchange/operations/item/read-item.ts'
import type { ExchangeItemId } from '#electron/exchange/exchange-client.ts'
import type { XmlElement } from '#electron/exchange/soap/xml-element.ts'
import { type AppointmentItem, recordOf } from '#electron/sync/kinds/calendar/read-appointment.ts'
import { ianaZoneOf, instantAt, windowsZoneOf } from '#electron/sync/kinds/calendar/time-zones.ts'
import { timed } from '#test/integration/sync/calendar/builders.ts'

const empty: XmlElement = { name: 'CalendarItem', attributes: {}, children: [], text: '' }

function item(changes: Partial<AppointmentItem>): AppointmentItem {
  const read = readItem(empty, 'id' as ExchangeItemId)
  if (read.kind !== 'appointment') throw new Error('expected an appointment')
  return { ...read, start: '2026-03-29T07:00:00.000Z' as never, ...changes }
}

const read = (changes: Partial<AppointmentItem>) => {
  const record = recordOf(item(changes), [])
  if (!record.ok) throw new Error(record.error.code)
  return record.value
}

describe('an appointment of which hardly anything is told', () => {
  it('is what Exchange takes by default', () => {
    expect(read({})).toEqual({
      kind: 'appointment',
      subject: '',
      text: '',
      location: '',
      times: timed('2026-03-29T07:00Z', 0, null),
      freeBusy: 'busy',
      sensitivity: 'normal',
      importance: 'normal',
      categories: [],
      reminderMinutes: null,
      uid: null,
      meeting: null,
      series: null,
    })
  })

  it('is an error without a start, and as a series without its recurrence', () => {
    expect(recordOf(item({ start: null }), [])).toMatchObject({ ok: false })
    expect(recordOf(item({ occurrenceKind: 'master' }), [])).toMatchObject({ ok: false })
  })
})

describe('the zone', () => {
  it.each([
    ['told by its Windows id', { startTimeZone: 'Tokyo Standard Time' }, 'Asia/Tokyo'],
    ['told the older way', { meetingTimeZone: 'W. Europe Standard Time' }, 'Europe/Berlin'],
    ['that Exchange takes where none was given', { startTimeZone: 'tzone://Microsoft/Utc' }, 'Etc/UTC'],
    ['of somebody’s own making', { startTimeZone: 'tzone://Microsoft/Custom' }, null],
    ['not told at all', {}, null],
  ])('%s', (_what, told, timeZone) => {
    expect(read(told).times).toMatchObject({ timeZone })
  })

  it('is found by new and by old names of a place, and by no other', () => {
    expect(windowsZoneOf('Europe/Kyiv')).toBe(windowsZoneOf('Europe/Kiev'))
    expect(windowsZoneOf('Asia/Kolkata')).toBe('India Standard Time')
    expect([windowsZoneOf('Nowhere/Else'), ianaZoneOf('Nowhere')]).toEqual([null, null])
  })

  it('means by a wall time that happens twice the second, and by one that is left out the next hour', () => {
    const berlin = (wall: string) => instantAt(Date.parse(`${wall}Z`) as never, 'Europe/Berlin')
    expect(berlin('2026-10-25T02:30:00')).toBe('2026-10-25T01:30:00.000Z')
    expect(berlin('2026-03-29T02:30:00')).toBe('2026-03-29T01:30:00.000Z')
  })
})

describe('days', () => {
  it.each([
    ['in their zone', '2026-03-28T15:00:00Z', '2026-03-29T15:00:00Z', 'Tokyo Standard Time'],
    ['whose zone is not known', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', null],
    ['without an end', '2026-03-28T23:00:00Z', null, 'W. Europe Standard Time'],
    [
      'where the clock leaves midnight out',
      '2026-03-28T22:00:00Z',
      '2026-03-29T21:00:00Z',
      'Middle East Standard Time',
    ],
  ])('%s', (_what, start, end, startTimeZone) => {
    const times = read({ isAllDay: true, start: start as never, end: end as never, startTimeZone }).times
    expect(times).toMatchObject({ kind: 'all-day', startDate: '2026-03-29', endDate: '2026-03-30' })
  })
})

describe('a meeting', () => {
  const beat = { name: 'Beat', address: 'beat@contoso.example', response: null, respondedAt: null }

  it.each([
    ['told by IsOrganizer', { isOrganizer: false, myResponse: 'organizer' as const }, false],
    ['told by the own answer', { myResponse: 'organizer' as const }, true],
    ['told by its state alone', { appointmentState: 1 }, true],
    ['received', { appointmentState: 3 }, false],
    ['of which nothing is told: then as little as possible is written', {}, false],
  ])('is the owner’s or another’s: %s', (_what, told, isOrganizer) => {
    expect(read({ ...told, requiredAttendees: [beat] })).toMatchObject({
      kind: 'meeting',
      meeting: { isOrganizer, attendees: [{ address: beat.address, response: 'none' }] },
    })
  })

  it('that was cancelled is kept as such', () => {
    expect(read({ isMeeting: true, isCancelled: true, myResponse: 'accepted' }).meeting).toMatchObject({
      isCancelled: true,
      myResponse: 'accepted',
    })
  })
})
