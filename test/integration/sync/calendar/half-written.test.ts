/** A series takes several requests; what happens when the way to Exchange ends in between. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { calendarKind } from '#electron/sync/kinds/calendar.ts'
import type { AppointmentRecord } from '#shared/domain/prime-items.ts'
import type { ExchangeServer } from '#test/exchange-server/server.ts'
import { newClientId } from '#test/integration/exchange/gateway/support.ts'
import { appointment, at, attendee, day, exception, meeting, series, timed } from './builders.ts'
import { ANNA, BEAT, type CalendarOf, calendarOf, startServer, valueOf } from './support.ts'

let server: ExchangeServer
let anna: CalendarOf

beforeEach(async () => {
  server = await startServer()
  anna = calendarOf(server, ANNA)
})
afterEach(async () => {
  await anna.client.close()
  await server.stop()
})

const weekly = appointment({
  times: timed('2026-03-16T09:00+01:00', 60),
  series: series(
    { kind: 'weekly', interval: 1, days: ['monday'] },
    { kind: 'numbered', start: day('2026-03-16'), count: 6 },
  ),
})
const moved = exception(weekly, '2026-03-30T09:00+02:00', { times: timed('2026-03-31T14:00+02:00', 90) })
const whole: AppointmentRecord = {
  ...weekly,
  series: { ...weekly.series!, exceptions: [moved], deleted: [at('2026-03-23T09:00+01:00')] },
}

describe('a series that was written by half', () => {
  it('when it was created is found, marked as unfinished, and completed', async () => {
    const clientId = newClientId()
    const refusal = server.misbehave({ behaviour: 'server-busy', operation: 'DeleteItem', milliseconds: 5 })
    const created = await calendarKind.create(anna.session, [{ clientId, record: whole, folder: 'calendar' }])
    refusal.stop()
    expect(created.ok && created.value[0]?.ok).toBe(false)
    const found = valueOf(await calendarKind.find(anna.session, 'calendar', [clientId])).get(clientId)!
    const half = await anna.read(found.id)
    expect(half.record.series).toMatchObject({ exceptions: [], deleted: [] })
    expect(half.unfinished).toEqual(new Set(['series']))
    const everything = { fields: new Set(calendarKind.fields.map(({ name }) => name)), base: {} }
    const updated = valueOf(await anna.update(found, half.record, whole, everything))
    expect(updated.record).toEqual({ ...whole, uid: clientId })
    const { record, unfinished, changeKey } = await anna.read(found.id)
    expect([record, unfinished, changeKey]).toEqual([
      { ...whole, uid: clientId },
      new Set(),
      updated.changeKey,
    ])
  })

  it('when it was changed is marked as unfinished, and the repetition writes the rest', async () => {
    const stored = await anna.create(whole)
    const after: AppointmentRecord = {
      ...whole,
      times: timed('2026-03-16T10:00+01:00', 60),
      series: { ...whole.series!, exceptions: [{ ...moved, original: at('2026-03-30T10:00+02:00') }] },
    }
    const wanted = { ...after, series: { ...after.series!, deleted: [at('2026-03-23T10:00+01:00')] } }
    const refusal = server.misbehave({ behaviour: 'server-busy', operation: 'DeleteItem', milliseconds: 5 })
    expect((await anna.update(stored, whole, wanted)).ok).toBe(false)
    refusal.stop()
    const half = await anna.read(stored.id)
    expect([half.record.series?.exceptions, half.unfinished]).toEqual([[], new Set(['series'])])
    valueOf(await anna.update(half, half.record, wanted))
    const { record, unfinished } = await anna.read(stored.id)
    expect([record, unfinished]).toEqual([{ ...wanted, uid: half.keys.uid }, new Set()])
  })

  it('is settled by a repetition that finds everything written, without another request to write', async () => {
    const stored = await anna.create(whole)
    const asked = server.journal.length
    const repeated = valueOf(
      await anna.update({ ...stored, changeKey: 'of yesterday' as never }, weekly, whole),
    )
    expect(repeated.changeKey).toBe(stored.changeKey)
    expect(new Set(server.journal.slice(asked).map(({ operation }) => operation))).toEqual(
      new Set(['GetItem']),
    )
  })
})

describe('a meeting whose attendees are not invited yet', () => {
  it('says so on Exchange, so that missing attendees are nobody’s change', async () => {
    const telling = calendarOf(server, ANNA, { mailsAttendees: true })
    const record = appointment({ kind: 'meeting', meeting: meeting([attendee(BEAT)]) })
    const stored = await telling.create(record)
    const { unfinished, record: read } = await telling.read(stored.id)
    expect([read.meeting, unfinished]).toEqual([null, new Set(['attendees'])])
    await telling.client.close()
  })
})
