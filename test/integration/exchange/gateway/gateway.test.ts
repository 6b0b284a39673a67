/** Writing through the gateway, proven in the mailboxes of the test server. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ExchangeConnection } from '#electron/exchange/create-exchange-client.ts'
import type { ExchangeItemId } from '#electron/exchange/exchange-client.ts'
import { CLIENT_ID_PATH } from '#electron/exchange/gateway/client-id.ts'
import type { AppointmentProperties } from '#electron/exchange/gateway/content.ts'
import { type PlainDate, type TimeZoneId, plainDateOf } from '#electron/exchange/gateway/values.ts'
import type { Instant } from '#shared/domain/ids.ts'
import { type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import { getItem } from '#test/exchange-server/requests.ts'
import type { ExchangeServer, Mailbox } from '#test/exchange-server/server.ts'
import {
  ANNA,
  BEAT,
  NAMESAKE,
  PASSWORD,
  QUIETLY,
  connect,
  folder,
  newClientId,
  reference,
  signal,
  startServer,
  storedItem,
  valueOf,
  valuesOf,
} from './support.ts'

let server: ExchangeServer
let anna: ExchangeConnection
let raw: RawClient
let mailbox: Mailbox
let other: Mailbox

beforeAll(async () => {
  server = await startServer()
})
beforeEach(() => {
  anna = connect(server, ANNA)
  raw = rawClient(server.url, { user: ANNA, password: PASSWORD })
  mailbox = server.mailbox(ANNA)
  other = server.mailbox(BEAT)
})
afterEach(async () => {
  raw.close()
  await anna.close()
})
afterAll(async () => {
  await server.stop()
})

const day = (text: string): PlainDate => plainDateOf(text)!
const beat = { name: 'Beat Vogel', address: BEAT }
const zone = 'W. Europe Standard Time' as TimeZoneId
const appointment = {
  subject: 'Planung',
  start: '2026-03-28T08:00:00.000Z' as Instant,
  end: '2026-03-28T09:00:00.000Z' as Instant,
  startTimeZone: zone,
  endTimeZone: zone,
} satisfies Partial<AppointmentProperties>

async function createDraft(properties = {}) {
  const created = await anna.gateway.createItems(
    {
      kind: 'message',
      items: [{ clientId: newClientId(), properties: { subject: 'Entwurf', to: [beat], ...properties } }],
      folder: folder('drafts'),
      disposition: 'save',
    },
    signal(),
  )
  return storedItem(valuesOf(created)[0])
}

async function createAppointment(
  properties: Partial<AppointmentProperties> = {},
  mailed: 'nobody' | { to: 'all'; copy: 'sent-items' } = 'nobody',
) {
  const created = await anna.gateway.createItems(
    {
      kind: 'appointment',
      items: [{ clientId: newClientId(), properties: { ...appointment, ...properties } }],
      folder: folder('calendar'),
      mailed,
    },
    signal(),
  )
  return storedItem(valuesOf(created)[0])
}

const allProperties = async (id: string): Promise<string> =>
  (await raw.call(getItem([id], 'AllProperties'))).text

describe('messages', () => {
  it('are created from MIME byte for byte, and nobody is mailed', async () => {
    const mime = Buffer.from('From: a@x.example\r\nSubject: =?utf-8?Q?Gr=C3=BCezi?=\r\n\r\nText & <mehr>\r\n')
    const before = server.mailsSent.length
    const created = await anna.gateway.createItems(
      {
        kind: 'message',
        items: [{ clientId: newClientId(), properties: { isRead: false }, mime }],
        folder: folder('inbox'),
        disposition: 'save',
      },
      signal(),
    )
    const { id } = storedItem(valuesOf(created)[0])
    expect(Buffer.from(mailbox.mimeOf(id))).toEqual(mime)
    expect(mailbox.item(id)).toMatchObject({ subject: 'Grüezi', isRead: false })
    expect(server.mailsSent.length).toBe(before)
  })

  it('are sent when the caller says so, with or without a copy', async () => {
    const before = server.mailsSent.length
    const request = (disposition: 'send' | 'send-and-save', subject: string) =>
      ({
        kind: 'message',
        items: [{ clientId: newClientId(), properties: { subject, to: [beat] } }],
        folder: disposition === 'send' ? null : folder('sentitems'),
        disposition,
      }) as const
    expect(valuesOf(await anna.gateway.createItems(request('send', 'ohne'), signal()))).toEqual([null])
    const [kept] = valuesOf(await anna.gateway.createItems(request('send-and-save', 'mit'), signal()))
    expect(mailbox.item(storedItem(kept).id)?.subject).toBe('mit')
    expect(server.mailsSent.slice(before)).toMatchObject([
      { to: [BEAT], subject: 'ohne' },
      { to: [BEAT], subject: 'mit' },
    ])
  })

  it('lie in Drafts until they are sent', async () => {
    const draft = await createDraft()
    const before = server.mailsSent.length
    const sent = await anna.gateway.sendItems({ items: [draft], copyTo: folder('sentitems') }, signal())
    expect(valuesOf(sent)).toEqual([null])
    expect(server.mailsSent.slice(before)).toMatchObject([{ subject: 'Entwurf' }])
    expect(mailbox.item(draft.id)).toBeUndefined()
  })

  it('are changed property by property', async () => {
    const draft = await createDraft({
      cc: [beat],
      categories: ['Rot'],
      body: { type: 'text', content: 'Anfang' },
    })
    const updated = await anna.gateway.updateItems(
      {
        kind: 'message',
        updates: [
          {
            item: reference(draft),
            set: { subject: 'Neu & <besser>', importance: 'high', isRead: true, categories: [] },
            append: { body: { type: 'text', content: ' und Ende' } },
            delete: ['cc'],
            setExtended: [{ path: { kind: 'tag', tag: 0x1234 }, type: 'string', value: 'a & b' }],
          },
        ],
        conflict: 'never-overwrite',
        readReceipts: 'suppress',
      },
      signal(),
    )
    const { changeKey } = storedItem(valuesOf(updated)[0])
    expect(changeKey).not.toBe(draft.changeKey)
    const item = mailbox.item(draft.id)!
    expect(item).toMatchObject({ subject: 'Neu & <besser>', importance: 'High', isRead: true })
    expect(item).toMatchObject({ cc: [], categories: [], to: [{ address: BEAT }] })
    expect(await allProperties(draft.id)).toContain('Anfang und Ende')
    expect(item.extendedProperties.map(({ value }) => value)).toContain('a & b')
  })

  it('that have changed since are an error of their own, beside one that has not', async () => {
    const [first, second] = [await createDraft(), await createDraft()]
    mailbox.updateMessage(first.id, { importance: 'Low' })
    const update = (item: typeof first) => ({ item: reference(item), set: { subject: 'Neu' } })
    const results = valueOf(
      await anna.gateway.updateItems(
        {
          kind: 'message',
          updates: [update(first), update(second)],
          conflict: 'never-overwrite',
          readReceipts: 'suppress',
        },
        signal(),
      ),
    )
    expect(results).toMatchObject([
      { ok: false, error: { params: { responseCode: 'ErrorIrresolvableConflict' } } },
      { ok: true, value: { id: second.id } },
    ])
    expect([mailbox.item(first.id)?.subject, mailbox.item(second.id)?.subject]).toEqual(['Entwurf', 'Neu'])
  })

  it('are found by their client id, wherever they were moved and however they were changed', async () => {
    const [lost, kept, never] = [newClientId(), newClientId(), newClientId()]
    const created = await anna.gateway.createItems(
      {
        kind: 'message',
        items: [lost, kept].map((clientId) => ({ clientId, properties: { subject: clientId } })),
        folder: folder('drafts'),
        disposition: 'save',
      },
      signal(),
    )
    const [first, second] = valuesOf(created).map(storedItem)
    const found = await anna.gateway.findByClientId(
      { folder: folder('drafts'), clientIds: [lost, kept, never] },
      signal(),
    )
    expect(new Map(valueOf(found).map(({ clientId, id }) => [clientId, id]))).toEqual(
      new Map([
        [lost, first!.id],
        [kept, second!.id],
      ]),
    )
    const moved = await anna.gateway.moveItems({ items: [reference(first)], to: folder('inbox') }, signal())
    const again = await anna.gateway.findByClientId({ folder: folder('inbox'), clientIds: [lost] }, signal())
    expect(valueOf(again)).toMatchObject([{ clientId: lost, id: valuesOf(moved)[0]?.id }])
    expect(mailbox.item(second!.id)?.extendedProperties[0]?.path).toMatchObject({
      PropertySetId: CLIENT_ID_PATH.kind === 'name' ? CLIENT_ID_PATH.propertySetId : '',
    })
  })

  it('are moved, copied and deleted; what is gone is an error of its own', async () => {
    const [first, second] = [await createDraft(), await createDraft()]
    const [copy] = valuesOf(
      await anna.gateway.copyItems({ items: [reference(first)], to: folder('inbox') }, signal()),
    )
    expect(mailbox.item(storedItem(copy).id)?.subject).toBe('Entwurf')
    expect(mailbox.item(first.id)).toBeDefined()
    mailbox.deleteMessage(first.id)
    const deleted = await anna.gateway.deleteItems(
      { items: [reference(first), reference(second)], mode: 'hard-delete', ...QUIETLY },
      signal(),
    )
    expect(valueOf(deleted)).toMatchObject([
      { ok: false, error: { code: 'exchange.item-not-found' } },
      { ok: true, value: null },
    ])
    expect(mailbox.item(second.id)).toBeUndefined()
  })

  it('get files, pictures in the text and other items attached, and lose them again', async () => {
    const draft = await createDraft({ body: { type: 'html', content: '<img src="cid:logo@x">' } })
    const created = await anna.gateway.createAttachments(
      {
        item: draft.id,
        attachments: [
          {
            kind: 'file',
            name: 'logo.png',
            contentType: 'image/png',
            content: Uint8Array.of(137, 80),
            inlineContentId: 'logo@x',
          },
          {
            kind: 'file',
            name: 'Ü & <1>.bin',
            contentType: 'application/octet-stream',
            content: Uint8Array.of(0, 1, 255),
          },
          { kind: 'message', name: 'Anhang', item: { properties: { subject: 'Darin' } } },
        ],
      },
      signal(),
    )
    const attached = valuesOf(created)
    expect(new Set(attached.map(({ id }) => id)).size).toBe(3)
    expect(attached.at(-1)?.itemChangeKey).toBe(mailbox.item(draft.id)?.changeKey)
    const text = await allProperties(draft.id)
    expect(text).toContain('<t:Name>Ü &amp; &lt;1&gt;.bin</t:Name>')
    expect(text).toContain('<t:ContentId>logo@x</t:ContentId>')
    const removed = await anna.gateway.deleteAttachments([attached[1]!.id], signal())
    expect(valuesOf(removed)).toEqual([mailbox.item(draft.id)?.changeKey])
    expect(await allProperties(draft.id)).not.toContain('.bin')
  })
})

describe('appointments', () => {
  it('are points in time with a zone beside them', async () => {
    const { id } = await createAppointment({ location: 'Büro', freeBusy: 'tentative', isReminderSet: false })
    const text = await allProperties(id)
    expect(text).toContain('<t:Start>2026-03-28T08:00:00Z</t:Start>')
    expect(text).toContain('<t:End>2026-03-28T09:00:00Z</t:End>')
    expect(text).toMatch(/<t:StartTimeZone [^>]*Id="W. Europe Standard Time"/)
    expect(text).toContain('<t:LegacyFreeBusyStatus>Tentative</t:LegacyFreeBusyStatus>')
  })

  it('repeat over the change of the clock, and one of them is changed alone', async () => {
    const { id } = await createAppointment({
      recurrence: {
        pattern: { kind: 'daily', interval: 1 },
        range: { kind: 'numbered', start: day('2026-03-28'), count: 3 },
      },
    })
    const text = await allProperties(id)
    expect(text).toMatch(/<t:StartDate>2026-03-28/)
    expect(text).toContain('<t:NumberOfOccurrences>3</t:NumberOfOccurrences>')
    const updated = await anna.gateway.updateItems(
      {
        kind: 'appointment',
        updates: [{ item: { kind: 'occurrence', seriesId: id, index: 2 }, set: { subject: 'Anders' } }],
        conflict: 'always-overwrite',
        readReceipts: 'suppress',
        mailed: 'nobody',
      },
      signal(),
    )
    const changed = await allProperties(storedItem(valuesOf(updated)[0]).id)
    expect(changed).toContain('<t:Subject>Anders</t:Subject>')
    // 9 o'clock in Zurich, which is an hour earlier in UTC from that day on.
    expect(changed).toContain('<t:Start>2026-03-29T07:00:00Z</t:Start>')
    const deleted = await anna.gateway.deleteItems(
      { items: [{ kind: 'occurrence', seriesId: id, index: 3 }], mode: 'hard-delete', ...QUIETLY },
      signal(),
    )
    expect(valuesOf(deleted)).toEqual([null])
    expect(await allProperties(id)).toContain('<t:DeletedOccurrences>')
  })

  it('with attendees mail nobody, be they created, changed or deleted', async () => {
    const before = server.mailsSent.length
    const meeting = await createAppointment({ requiredAttendees: [beat] })
    const updated = await anna.gateway.updateItems(
      {
        kind: 'appointment',
        updates: [{ item: reference(meeting), set: { location: 'Anderswo' } }],
        conflict: 'auto-resolve',
        readReceipts: 'suppress',
        mailed: 'nobody',
      },
      signal(),
    )
    await anna.gateway.deleteItems(
      { items: [reference(valuesOf(updated)[0])], mode: 'move-to-deleted-items', ...QUIETLY },
      signal(),
    )
    expect(server.mailsSent.length).toBe(before)
    expect(other.items('calendar').map(({ subject }) => subject)).not.toContain('Planung')
  })

  it('with attendees invite them when the caller says so; the answer comes back or not, as they say', async () => {
    const before = server.mailsSent.length
    const subject = 'Einladung'
    await createAppointment({ subject, requiredAttendees: [beat] }, { to: 'all', copy: 'sent-items' })
    expect(server.mailsSent.slice(before)).toMatchObject([{ to: [BEAT], subject }])
    const request = other.items('inbox').find((item) => item.subject === subject)!
    const attendee = connect(server, BEAT)
    const answer = (id: string, mailed: 'nobody' | 'organizer') =>
      attendee.gateway.respondToMeeting(
        {
          meeting: { id: id as ExchangeItemId, changeKey: null },
          answer: mailed === 'nobody' ? 'tentative' : 'accept',
          mailed,
          body: { type: 'text', content: 'Gern & <bald>' },
        },
        signal(),
      )
    valueOf(await answer(request.id, 'nobody'))
    expect(server.mailsSent.length).toBe(before + 1)
    const meeting = other.items('calendar').find((item) => item.subject === subject)!
    valueOf(await answer(meeting.id, 'organizer'))
    expect(server.mailsSent.slice(before + 1)).toMatchObject([{ to: [ANNA] }])
    await attendee.close()
  })
})

describe('tasks', () => {
  it('have days, and repeat', async () => {
    const created = await anna.gateway.createItems(
      {
        kind: 'task',
        items: [
          {
            clientId: newClientId(),
            properties: {
              subject: 'Bericht',
              startDate: day('2026-03-29'),
              dueDate: day('2026-03-31'),
              status: 'in-progress',
              percentComplete: 25,
              recurrence: {
                pattern: { kind: 'monthly', interval: 1, dayOfMonth: 31 },
                range: { kind: 'end-date', start: day('2026-03-31'), end: day('2026-12-31') },
              },
            },
          },
        ],
        folder: folder('tasks'),
      },
      signal(),
    )
    const { id } = storedItem(valuesOf(created)[0])
    const text = await allProperties(id)
    expect(text).toContain('<t:StartDate>2026-03-29T00:00:00Z</t:StartDate>')
    expect(text).toContain('<t:DueDate>2026-03-31T00:00:00Z</t:DueDate>')
    expect(text).toMatch(/<t:EndDate>2026-12-31/)
    const updated = await anna.gateway.updateItems(
      {
        kind: 'task',
        updates: [
          { item: reference(valuesOf(created)[0]), set: { status: 'completed' }, delete: ['recurrence'] },
        ],
        conflict: 'always-overwrite',
        readReceipts: 'suppress',
      },
      signal(),
    )
    expect(valuesOf(updated)).toMatchObject([{ id }])
    expect(await allProperties(id)).toContain('<t:PercentComplete>100</t:PercentComplete>')
  })
})

describe('folders and what is managed', () => {
  it('folders are created, renamed and deleted; a name that exists is an error of its own', async () => {
    const request = (displayName: string) => ({ displayName, folderClass: 'IPF.Appointment' }) as const
    const created = valueOf(
      await anna.gateway.createFolders(
        {
          parent: folder('msgfolderroot'),
          folders: [request('Zürich & <Bern>'), request('Zürich & <Bern>')],
        },
        signal(),
      ),
    )
    expect(created).toMatchObject([
      { ok: true },
      { ok: false, error: { params: { responseCode: 'ErrorFolderExists' } } },
    ])
    const [first] = created
    const { id, changeKey } = valueOf(first!)
    expect(mailbox.folder(id)).toMatchObject({
      displayName: 'Zürich & <Bern>',
      folderClass: 'IPF.Appointment',
    })
    const renamed = await anna.gateway.updateFolders(
      { folders: [{ id, changeKey, displayName: 'Chur' }] },
      signal(),
    )
    expect(valuesOf(renamed)).toMatchObject([{ id }])
    expect(mailbox.folder(id)?.displayName).toBe('Chur')
    const deleted = await anna.gateway.deleteFolders({ folders: [id], mode: 'hard-delete' }, signal())
    expect(valuesOf(deleted)).toEqual([null])
    expect(mailbox.folder(id)).toBeUndefined()
  })

  it('people are found by name, be it one, several or none', async () => {
    const people = async (name: string) =>
      valueOf(await anna.gateway.resolveNames({ name, searchIn: 'directory' }, signal()))
    expect(await people('beat.vogel')).toMatchObject([{ address: BEAT }])
    expect((await people('beat')).map(({ address }) => address).sort()).toEqual([NAMESAKE, BEAT])
    expect(await people('niemand & <keiner>')).toEqual([])
  })

  it('time zones come with their ids', async () => {
    const zones = valueOf(await anna.gateway.getServerTimeZones({ ids: 'all' }, signal()))
    expect(zones.length).toBeGreaterThan(50)
    expect(valueOf(await anna.gateway.getServerTimeZones({ ids: [zone] }, signal()))).toMatchObject([
      { id: zone },
    ])
  })

  it('a user configuration that does not exist is an error with a code', async () => {
    const request = { folder: folder('calendar'), name: 'Settings' }
    expect(await anna.gateway.getUserConfiguration(request, signal())).toMatchObject({
      ok: false,
      error: { code: 'exchange.item-not-found' },
    })
  })

  it('nothing asked for is nothing sent', async () => {
    const before = server.journal.length
    const nothing = { items: [], mode: 'hard-delete', ...QUIETLY } as const
    expect(await anna.gateway.deleteItems(nothing, signal())).toEqual({ ok: true, value: [] })
    expect(await anna.gateway.deleteAttachments([], signal())).toEqual({ ok: true, value: [] })
    expect(server.journal.length).toBe(before)
  })
})
