/** The rules of what is synchronised, and what is not, for appointments; each test is named after its rule. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { calendarKind } from '#electron/sync/kinds/calendar.ts'
import type { ExchangeItemId } from '#electron/exchange/exchange-client.ts'
import { addAppointment, addItemXml } from '#test/exchange-server/content/arrange.ts'
import { rawClient } from '#test/exchange-server/raw-client.ts'
import { getItem } from '#test/exchange-server/requests.ts'
import type { ExchangeServer, Mailbox } from '#test/exchange-server/server.ts'
import { PASSWORD } from '#test/integration/exchange/gateway/support.ts'
import { appointment, at, day, exception, series, timed } from './builders.ts'
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

async function allProperties(id: string): Promise<string> {
  const raw = rawClient(server.url, { user: ANNA, password: PASSWORD })
  try {
    return (await raw.call(getItem([id], 'AllProperties'))).text
  } finally {
    raw.close()
  }
}

const operationsSince = (asked: number): string[] =>
  server.journal.slice(asked).map(({ operation }) => operation ?? '')

const HTML = `<t:Body BodyType="HTML">&lt;html&gt;&lt;body&gt;&lt;b&gt;Fett&lt;/b&gt; und mehr&lt;/body&gt;&lt;/html&gt;</t:Body>`

const addFormatted = async (): Promise<ExchangeItemId> =>
  (await addItemXml(
    mailbox,
    `<t:CalendarItem><t:Subject>Formatiert</t:Subject>${HTML}
      <t:ExtendedProperty>
        <t:ExtendedFieldURI PropertySetId="11111111-2222-3333-4444-555555555555" PropertyName="Fremd" PropertyType="String"/>
        <t:Value>bleibt</t:Value>
      </t:ExtendedProperty>
      <t:Start>2026-03-23T08:00:00Z</t:Start><t:End>2026-03-23T09:00:00Z</t:End>
      <t:StartTimeZone Id="W. Europe Standard Time"/><t:EndTimeZone Id="W. Europe Standard Time"/>
    </t:CalendarItem>`,
    'calendar',
  )) as ExchangeItemId

describe('absences', () => {
  it('are never exported, and nothing of Exchange becomes one', async () => {
    expect(calendarKind.isExportable(appointment({ kind: 'absence' }))).toBe(false)
    const id = await addAppointment(mailbox, {
      subject: 'Ferien',
      start: '2026-07-01T00:00:00',
      end: '2026-07-15T00:00:00',
      isAllDay: true,
    })
    expect((await anna.read(id as ExchangeItemId)).record.kind).toBe('appointment')
  })

  it('that were appointments once are left alone on Exchange', async () => {
    const before = appointment()
    const stored = await anna.create(before)
    valueOf(await anna.update(stored, before, { ...before, kind: 'absence', subject: 'Ferien' }))
    expect((await anna.read(stored.id)).record.subject).toBe(before.subject)
  })
})

describe('text without formatting', () => {
  it('is read from a formatted body', async () => {
    const { record } = await anna.read(await addFormatted())
    expect(record.text.trim()).toBe('Fett und mehr')
  })

  it('is written only when it has changed: an HTML body stays otherwise', async () => {
    const { id, record, changeKey } = await anna.read(await addFormatted())
    const updated = valueOf(await anna.update({ id, changeKey }, record, { ...record, subject: 'Neu' }))
    expect(await allProperties(id)).toContain('&lt;b&gt;Fett&lt;/b&gt;')
    const after = { ...record, subject: 'Neu', text: 'Anderer Text' }
    valueOf(await anna.update({ ...updated, id }, { ...record, subject: 'Neu' }, after))
    expect((await anna.read(id)).record).toEqual(after)
    expect(await allProperties(id)).not.toContain('&lt;b&gt;')
  })
})

describe('foreign fields', () => {
  it('are untouched, whatever is changed', async () => {
    const { id, record, changeKey } = await anna.read(await addFormatted())
    const after = appointment({ uid: record.uid, times: timed('2026-04-01T09:00+02:00', 15) })
    valueOf(await anna.update({ id, changeKey }, record, after))
    expect((await anna.read(id)).record).toEqual(after)
    expect(mailbox.item(id)?.extendedProperties).toMatchObject([{ path: { PropertyName: 'Fremd' } }])
  })

  it('are not even mentioned: an update sets what has changed alone', async () => {
    const before = appointment()
    const stored = await anna.create(before)
    const asked = server.journal.length
    valueOf(await anna.update(stored, before, { ...before, location: 'Basel' }))
    expect(operationsSince(asked)).toEqual(['UpdateItem', 'GetItem'])
    const again = valueOf(await anna.update(stored, before, before))
    expect([again.changeKey, operationsSince(asked)]).toEqual([stored.changeKey, ['UpdateItem', 'GetItem']])
  })
})

describe('attachments', () => {
  it('of appointments are not touched', async () => {
    const before = appointment()
    const stored = await anna.create(before)
    const attached = await anna.client.gateway.createAttachments(
      {
        item: stored.id,
        attachments: [
          { kind: 'file', name: 'Plan.txt', contentType: 'text/plain', content: Buffer.from('Plan') },
        ],
      },
      anna.session.signal,
    )
    const changeKey = valueOf(valueOf(attached)[0]!).itemChangeKey
    const after = { ...before, subject: 'Mit Anhang', text: 'Neuer Text' }
    valueOf(await anna.update({ id: stored.id, changeKey }, before, after))
    expect((await anna.read(stored.id)).record).toMatchObject({ subject: 'Mit Anhang', text: 'Neuer Text' })
    expect(await allProperties(stored.id)).toContain('<t:Name>Plan.txt</t:Name>')
  })
})

describe('a conflict', () => {
  it('is told when somebody else has changed the appointment meanwhile, and nothing is written', async () => {
    const weekly = appointment({
      series: series(
        { kind: 'daily', interval: 1 },
        { kind: 'numbered', start: day('2026-03-23'), count: 4 },
      ),
    })
    for (const before of [appointment(), weekly]) {
      const stored = await anna.create(before)
      valueOf(await anna.update(stored, before, { ...before, location: 'von jemand anderem' }))
      const result = await anna.update(stored, before, { ...before, subject: 'von uns' })
      expect(result).toMatchObject({ ok: false, error: { category: 'conflict' } })
      expect((await anna.read(stored.id)).record).toMatchObject({ subject: before.subject })
    }
  })
})

describe('deleting', () => {
  it('moves to the deleted items, and what is gone already is a success', async () => {
    const stored = await anna.create(appointment({ subject: 'Zum Löschen' }))
    valueOf(await anna.remove(stored.id))
    expect(mailbox.item(stored.id)).toBeUndefined()
    expect(mailbox.items('deleteditems').map(({ subject }) => subject)).toContain('Zum Löschen')
    valueOf(await anna.remove(stored.id))
  })
})

describe('recurring appointments', () => {
  it('are one object: an occurrence is never read as an item of its own', async () => {
    const daily = appointment({
      times: timed('2026-05-23T09:00+02:00', 60),
      series: series(
        { kind: 'daily', interval: 1 },
        { kind: 'numbered', start: day('2026-05-23'), count: 4 },
      ),
    })
    const changed = exception(daily, '2026-05-24T09:00+02:00', {
      subject: 'Ausnahme',
      times: timed('2026-05-24T09:00+02:00', 60),
    })
    const stored = await anna.create({ ...daily, series: { ...daily.series!, exceptions: [changed] } })
    const found = await anna.client.findItems(
      {
        folder: { kind: 'distinguished', name: 'calendar', mailbox: null },
        shape: { base: 'IdOnly', properties: [], extended: [], body: 'best' },
        view: {
          kind: 'calendar',
          start: at('2026-05-24T00:00Z'),
          end: at('2026-05-26T00:00Z'),
          maximum: 10,
        },
      },
      anna.session.signal,
    )
    const ofSeries = valueOf(found).items.filter(({ id }) => mailbox.item(id) === undefined)
    expect(ofSeries).toHaveLength(2)
    for (const { id } of ofSeries) expect(await anna.tryRead(id)).toEqual({ ok: true, value: null })
    expect((await anna.read(stored.id)).record.series?.exceptions).toEqual([changed])
  })
})

describe('the window of the first synchronisation', () => {
  const start = at('2026-06-01T00:00Z')

  it('takes what has not ended before it, and series that go on', () => {
    const daily = (range: Parameters<typeof series>[1]) =>
      appointment({ series: series({ kind: 'daily', interval: 1 }, range) })
    const first = day('2026-03-23')
    const within = (record: ReturnType<typeof appointment>) => calendarKind.isWithin(record, start)
    expect(within(appointment({ times: timed('2026-05-31T23:30Z', 29) }))).toBe(false)
    expect(within(appointment({ times: timed('2026-05-31T23:30Z', 30) }))).toBe(true)
    expect(within(daily({ kind: 'no-end', start: first }))).toBe(true)
    expect(within(daily({ kind: 'numbered', start: first, count: 5 }))).toBe(false)
    expect(within(daily({ kind: 'end-date', start: first, end: day('2026-06-01') }))).toBe(true)
    const short = daily({ kind: 'numbered', start: first, count: 5 })
    const moved = exception(short, '2026-03-27T09:00+01:00', { times: timed('2026-06-02T09:00+02:00', 60) })
    expect(within({ ...short, series: { ...short.series!, exceptions: [moved] } })).toBe(true)
  })
})
