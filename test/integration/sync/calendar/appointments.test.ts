/** Single appointments: read into records, created and updated, with every rule of what is left alone. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { calendarKind } from '#electron/sync/kinds/calendar.ts'
import { changedFields, digestsOf } from '#electron/sync/mapping/field-table.ts'
import { addAppointment } from '#test/exchange-server/content/arrange.ts'
import type { ExchangeServer, Mailbox } from '#test/exchange-server/server.ts'
import { newClientId } from '#test/integration/exchange/gateway/support.ts'
import { allDay, appointment, day, timed } from './builders.ts'
import { ANNA, type CalendarOf, calendarOf, startServer, valueOf } from './support.ts'

let server: ExchangeServer
let anna: CalendarOf
let mailbox: Mailbox

beforeAll(async () => {
  server = await startServer()
})
beforeEach(() => {
  anna = calendarOf(server, ANNA)
  mailbox = server.mailbox(ANNA)
})
afterEach(async () => {
  await anna.client.close()
})
afterAll(async () => {
  await server.stop()
})

describe('an appointment of Exchange', () => {
  it('is read with its zone as IANA names it', async () => {
    const id = await addAppointment(mailbox, {
      subject: 'Besprechung',
      text: 'Eine Zeile',
      start: '2026-03-29T09:00:00',
      end: '2026-03-29T10:00:00',
      timeZone: 'W. Europe Standard Time',
      location: 'Bern',
    })
    const { record, keys } = await anna.read(id as never)
    expect(record).toMatchObject({
      kind: 'appointment',
      subject: 'Besprechung',
      text: 'Eine Zeile',
      location: 'Bern',
      times: timed('2026-03-29T09:00+02:00', 60),
      freeBusy: 'busy',
      meeting: null,
      series: null,
    })
    expect(keys.uid).toBe(record.uid)
  })

  it('that lasts all day is read as plain days, whatever its zone', async () => {
    for (const timeZone of [
      'Tokyo Standard Time',
      'Pacific Standard Time',
      'UTC',
      'Line Islands Standard Time',
    ]) {
      const id = await addAppointment(mailbox, {
        start: '2026-03-29T00:00:00',
        end: '2026-03-31T00:00:00',
        isAllDay: true,
        timeZone,
      })
      const { record } = await anna.read(id as never)
      expect(record.times, timeZone).toMatchObject({
        kind: 'all-day',
        startDate: day('2026-03-29'),
        endDate: day('2026-03-31'),
      })
    }
  })
})

describe('an appointment of Winoffice Prime', () => {
  it('comes to Exchange and back with everything that it has', async () => {
    const record = appointment({ categories: ['A', 'B'], importance: 'high', sensitivity: 'private' })
    const stored = await anna.create(record)
    const { record: read, keys, changeKey } = await anna.read(stored.id)
    expect(read).toEqual({ ...record, uid: keys.clientId })
    expect(changeKey).toBe(stored.changeKey)
    expect(stored.record).toEqual({ ...record, uid: keys.clientId })
  })

  it('without a zone gets that of Winoffice Prime', async () => {
    const stored = await anna.create(appointment({ times: timed('2026-07-01T09:00+02:00', 30, null) }))
    const { record } = await anna.read(stored.id)
    expect(record.times).toEqual(timed('2026-07-01T09:00+02:00', 30, 'Europe/Berlin'))
    expect(stored.record).toMatchObject({ times: { timeZone: 'Europe/Zurich' } })
    expect(
      changedFields(calendarKind.fields, record, digestsOf(calendarKind.fields, stored.record as never)),
    ).toEqual([])
  })

  it('that lasts all day is on the same days in every zone', async () => {
    for (const timeZone of [
      'Asia/Tokyo',
      'America/Los_Angeles',
      'Pacific/Kiritimati',
      'Europe/Zurich',
      null,
    ]) {
      const stored = await anna.create(appointment({ times: allDay('2026-03-28', '2026-03-30', timeZone) }))
      const { record } = await anna.read(stored.id)
      expect(record.times).toMatchObject({ startDate: '2026-03-28', endDate: '2026-03-30' })
    }
  })

  it('is found by its client id, so that it is not created twice', async () => {
    const clientId = newClientId()
    const stored = valueOf(await anna.tryCreate(appointment(), clientId))
    const found = valueOf(await calendarKind.find(anna.session, 'calendar', [clientId, newClientId()]))
    expect([...found]).toEqual([
      [clientId, { id: stored.id, changeKey: stored.changeKey, folder: 'calendar' }],
    ])
    const keys = valueOf(await calendarKind.fetchKeys(anna.session, [stored.id]))
    expect(keys.get(stored.id)).toMatchObject({ clientId, uid: clientId })
  })
})
