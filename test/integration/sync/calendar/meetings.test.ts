/** Meetings in both roles, with a count of the mails: nobody hears of anything unless the account says so. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { calendarKind } from '#electron/sync/kinds/calendar.ts'
import type { ExchangeItemId } from '#electron/exchange/exchange-client.ts'
import type { StoredVersion } from '#electron/sync/kinds/kind.ts'
import type { AppointmentRecord } from '#shared/domain/prime-items.ts'
import type { ExchangeServer } from '#test/exchange-server/server.ts'
import { NAMESAKE } from '#test/integration/exchange/gateway/support.ts'
import { appointment, attendee, day, exception, meeting, series, timed } from './builders.ts'
import { ANNA, BEAT, type CalendarOf, calendarOf, startServer, valueOf } from './support.ts'

let server: ExchangeServer
let silent: CalendarOf
let telling: CalendarOf
let beat: CalendarOf

beforeEach(async () => {
  server = await startServer()
  silent = calendarOf(server, ANNA)
  telling = calendarOf(server, ANNA, { mailsAttendees: true })
  beat = calendarOf(server, BEAT)
})
afterEach(async () => {
  await Promise.all([silent, telling, beat].map(({ client }) => client.close()))
  await server.stop()
})

const withBeat = (changes: Partial<AppointmentRecord> = {}): AppointmentRecord =>
  appointment({ kind: 'meeting', meeting: meeting([attendee(BEAT)]), ...changes })

const mails = () => server.mailsSent.map(({ to, subject }) => ({ to, subject }))

/** As the engine does: what is still to be written goes with an update of its own. */
async function invite(record: AppointmentRecord): Promise<StoredVersion> {
  const created = await telling.create(record)
  expect([mails(), created.unwritten]).toEqual([[], new Set(['attendees'])])
  const fields = created.unwritten!
  expect(calendarKind.mails(telling.session, { record, fields } as never)).toBe(true)
  return valueOf(await telling.update(created, record, created.record as AppointmentRecord, { fields }))
}

/** The meeting as it lies in the attendee's calendar. */
async function copyOfBeat(): Promise<ExchangeItemId> {
  const [copy] = server.mailbox(BEAT).items('calendar')
  return copy!.id as ExchangeItemId
}

describe('nobody is mailed by default', () => {
  it('when a meeting is created, changed in everything, and deleted', async () => {
    const before = withBeat()
    const stored = await silent.create(before)
    expect((await silent.read(stored.id)).record).toMatchObject({
      kind: 'meeting',
      meeting: { isOrganizer: true, myResponse: 'none', attendees: [{ address: BEAT, role: 'required' }] },
    })
    const after = withBeat({
      subject: 'Verschoben',
      times: timed('2026-03-24T10:00+01:00', 30),
      meeting: meeting([attendee(BEAT), attendee(NAMESAKE, { role: 'optional' })]),
    })
    const updated = valueOf(await silent.update(stored, before, after))
    const { record } = await silent.read(stored.id)
    expect(record.meeting?.attendees.map(({ address, role }) => [address, role])).toEqual([
      [BEAT, 'required'],
      [NAMESAKE, 'optional'],
    ])
    expect(calendarKind.mails(silent.session, { record: after, fields: new Set(['times']) } as never)).toBe(
      false,
    )
    valueOf(await silent.update(updated, after, appointment({ subject: 'Allein' })))
    expect((await silent.read(stored.id)).record.meeting?.attendees ?? []).toEqual([])
    valueOf(await silent.remove(stored.id))
    expect(mails()).toEqual([])
  })

  it('when an attendee answers or deletes', async () => {
    await invite(withBeat())
    const sent = mails().length
    const copy = await beat.read(await copyOfBeat())
    const answered = { ...copy.record, meeting: { ...copy.record.meeting!, myResponse: 'accepted' as const } }
    valueOf(await beat.update(copy, copy.record, answered))
    expect((await beat.read(copy.id)).record.meeting?.myResponse).toBe('accepted')
    valueOf(await beat.remove(copy.id))
    expect(server.mailbox(BEAT).items('calendar')).toEqual([])
    expect(mails()).toHaveLength(sent)
  })
})

describe('where the account mails attendees', () => {
  it('an invitation follows the silent creation, once', async () => {
    const record = withBeat()
    const stored = await invite(record)
    expect(mails()).toEqual([{ to: [BEAT], subject: record.subject }])
    const repeated = { fields: new Set(['attendees']), isRepeatedSending: true, changeKey: null }
    valueOf(await telling.update(stored, record, record, repeated))
    expect(mails()).toHaveLength(1)
    expect((await telling.read(stored.id)).unfinished).toEqual(new Set())
  })

  it('they hear of a change of the time, and not of a category', async () => {
    const before = withBeat()
    const invited = await invite(before)
    const coloured = { ...before, categories: ['Rot'], reminderMinutes: null }
    const updated = valueOf(await telling.update(invited, before, coloured))
    expect(mails()).toHaveLength(1)
    const later = { ...coloured, times: timed('2026-03-23T11:00+01:00', 60) }
    valueOf(await telling.update(updated, coloured, later))
    expect(mails()).toHaveLength(2)
  })

  it('who is added is invited, the others hear nothing and keep their answers', async () => {
    const before = withBeat()
    const invited = await invite(before)
    const copy = await beat.read(await copyOfBeat())
    const answered = { ...copy.record, meeting: { ...copy.record.meeting!, myResponse: 'accepted' as const } }
    const tellingBeat = calendarOf(server, BEAT, { mailsAttendees: true })
    valueOf(await tellingBeat.update(copy, copy.record, answered))
    await tellingBeat.client.close()
    expect(mails().at(-1)).toMatchObject({ to: [ANNA] })
    const { changeKey } = await telling.read(invited.id)
    const more = withBeat({ meeting: meeting([attendee(BEAT), attendee(NAMESAKE)]) })
    const sent = mails().length
    valueOf(await telling.update({ id: invited.id, changeKey }, before, more))
    expect(mails().slice(sent)).toMatchObject([{ to: [NAMESAKE] }])
    const { record } = await telling.read(invited.id)
    expect(record.meeting?.attendees.map(({ response }) => response)).toEqual(['accepted', 'none'])
  })

  it('they hear that it is cancelled when the organizer deletes it', async () => {
    const invited = await invite(withBeat())
    valueOf(await telling.remove(invited.id))
    expect(mails()).toHaveLength(2)
    expect((await beat.read(await copyOfBeat())).record.meeting?.isCancelled).toBe(true)
  })

  it('the organizer hears of an answer and of a deletion by an attendee', async () => {
    const tellingBeat = calendarOf(server, BEAT, { mailsAttendees: true })
    await invite(withBeat())
    const copy = await tellingBeat.read(await copyOfBeat())
    const answered = {
      ...copy.record,
      meeting: { ...copy.record.meeting!, myResponse: 'tentative' as const },
    }
    const updated = valueOf(await tellingBeat.update(copy, copy.record, answered))
    expect(mails().at(-1)).toMatchObject({ to: [ANNA] })
    const sent = mails().length
    valueOf(await tellingBeat.update(updated, copy.record, answered, { isRepeatedSending: true }))
    expect(mails()).toHaveLength(sent)
    valueOf(await tellingBeat.remove(copy.id))
    expect(mails()).toHaveLength(sent + 1)
    await tellingBeat.client.close()
  })

  it('never anyone hears of what lies in the past', async () => {
    const past = withBeat({ times: timed('2026-02-02T09:00+01:00', 60) })
    const ended = withBeat({
      times: timed('2026-02-02T09:00+01:00', 60),
      series: series(
        { kind: 'weekly', interval: 1, days: ['monday'] },
        { kind: 'numbered', start: day('2026-02-02'), count: 3 },
      ),
    })
    for (const record of [past, ended]) {
      const stored = await telling.create(record)
      expect(stored.unwritten).toEqual(new Set())
      const after = { ...record, subject: 'Nachgetragen' }
      const fields = new Set(['subject'])
      expect(calendarKind.mails(telling.session, { record: after, fields } as never)).toBe(false)
      valueOf(await telling.update(stored, record, after))
      valueOf(await telling.remove(stored.id))
    }
    expect(mails()).toEqual([])
  })

  it('an exception of a series is told, without the series again', async () => {
    const weekly = withBeat({
      series: series(
        { kind: 'weekly', interval: 1, days: ['monday'] },
        { kind: 'numbered', start: day('2026-03-23'), count: 3 },
      ),
    })
    const invited = await invite(weekly)
    const sent = mails().length
    const moved = exception(weekly, '2026-03-30T09:00+02:00', { times: timed('2026-03-31T09:00+02:00', 60) })
    valueOf(
      await telling.update(invited, weekly, {
        ...weekly,
        series: { ...weekly.series!, exceptions: [moved] },
      }),
    )
    expect(mails()).toHaveLength(sent + 1)
    expect((await telling.read(invited.id)).record.series?.exceptions).toHaveLength(1)
  })
})

describe("an attendee's copy", () => {
  it('gets the answer, the reminder and the categories alone', async () => {
    await invite(withBeat())
    const copy = await beat.read(await copyOfBeat())
    expect(copy.record).toMatchObject({
      kind: 'meeting',
      meeting: { isOrganizer: false, myResponse: 'none' },
    })
    const after: AppointmentRecord = {
      ...copy.record,
      subject: 'Anders',
      location: 'Anderswo',
      categories: ['Eigene'],
      reminderMinutes: 5,
      meeting: { ...copy.record.meeting!, myResponse: 'tentative' },
    }
    valueOf(await beat.update(copy, copy.record, after))
    const { record } = await beat.read(copy.id)
    expect(record).toMatchObject({
      subject: copy.record.subject,
      location: copy.record.location,
      categories: ['Eigene'],
      reminderMinutes: 5,
      meeting: { myResponse: 'tentative' },
    })
  })

  it('that is declined goes to the deleted items, as Exchange does it', async () => {
    await invite(withBeat())
    const copy = await beat.read(await copyOfBeat())
    const declined = { ...copy.record, meeting: { ...copy.record.meeting!, myResponse: 'declined' as const } }
    valueOf(await beat.update(copy, copy.record, declined))
    expect(server.mailbox(BEAT).items('calendar')).toEqual([])
    expect(server.mailbox(BEAT).items('deleteditems').length).toBeGreaterThan(0)
  })

  it('is not made on Exchange, where only an invitation makes one', async () => {
    const foreign = withBeat({
      meeting: meeting([attendee(ANNA)], { isOrganizer: false, organizer: { name: 'Beat', address: BEAT } }),
    })
    expect(await silent.tryCreate(foreign)).toMatchObject({
      ok: false,
      error: { code: 'sync.meeting-of-others', params: { organizer: BEAT } },
    })
    expect(server.mailbox(ANNA).items('calendar')).toEqual([])
  })
})
