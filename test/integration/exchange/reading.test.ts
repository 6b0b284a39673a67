/** Every reading operation against the test server, which refuses what does not follow the schema. */
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createExchangeClient } from '#electron/exchange/create-exchange-client.ts'
import type { ExchangeClient } from '#electron/exchange/exchange-client.ts'
import type { ExchangeItemId } from '#electron/exchange/ids.ts'
import { APPOINTMENT_SHAPE, type ItemShape, TASK_SHAPE } from '#electron/exchange/item-shape.ts'
import type { ExchangeItem } from '#electron/exchange/item.ts'
import type { Notification } from '#electron/exchange/notification.ts'
import type { FoundItems, ItemView } from '#electron/exchange/restriction.ts'
import { soapEnvelope } from '#electron/exchange/soap/envelope.ts'
import { outlineOf } from '#electron/prime/message-outline.ts'
import { fill } from '#test/exchange-server/content/fill.ts'
import { type ExchangeServer, startExchangeServer } from '#test/exchange-server/server.ts'
import { signedIn } from '#test/integration/node-transport.ts'
import { bytesOf, valueOf } from '#test/unit/exchange/support/answers.ts'

const ANNA = 'anna@contoso.example'
const INBOX = { kind: 'distinguished', name: 'inbox', mailbox: null } as const
const SUBJECT: ItemShape = { base: 'IdOnly', properties: ['item:Subject'], extended: [], body: 'best' }

let server: ExchangeServer
let client: ExchangeClient
let spoolFolder: string
beforeEach(async () => {
  server = await startExchangeServer({
    mailboxes: [{ address: ANNA, password: 'x' }],
    validate: 'requests-and-responses',
  })
  spoolFolder = await mkdtemp(join(tmpdir(), 'spool-'))
  client = createExchangeClient({
    url: server.url,
    mailbox: ANNA,
    userName: ANNA,
    transport: await signedIn(server.url, { userName: ANNA, password: 'x' }),
    spoolFolder,
  })
})
afterEach(async () => {
  await client.close()
  await server.stop()
  await rm(spoolFolder, { recursive: true })
})

const signal = (): AbortSignal => new AbortController().signal

/** As another client would create it. @returns its id */
async function create(item: string, attributes = ''): Promise<ExchangeItemId> {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: {
      'Content-Type': 'text/xml; charset=utf-8',
      Authorization: `Basic ${Buffer.from(`${ANNA}:x`).toString('base64')}`,
    },
    body: soapEnvelope(`<m:CreateItem${attributes}><m:Items>${item}</m:Items></m:CreateItem>`),
  })
  return /<t:ItemId Id="([^"]+)"/.exec(await response.text())![1] as ExchangeItemId
}

async function read(id: ExchangeItemId, shape: ItemShape): Promise<ExchangeItem> {
  const found: ExchangeItem[] = []
  const request = { ids: [id], shape }
  valueOf(await client.getItemProperties(request, signal(), ({ result }) => void found.push(valueOf(result))))
  return found[0]!
}

it('a series and a task come with the properties that the synchronisation needs', async () => {
  const series = await create(
    '<t:CalendarItem><t:Subject>Sitzung</t:Subject><t:Start>2026-03-27T09:00:00Z</t:Start><t:End>2026-03-27T10:00:00Z</t:End>' +
      '<t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence><t:NumberedRecurrence>' +
      '<t:StartDate>2026-03-27</t:StartDate><t:NumberOfOccurrences>5</t:NumberOfOccurrences></t:NumberedRecurrence></t:Recurrence>' +
      '<t:StartTimeZone Id="W. Europe Standard Time"/><t:EndTimeZone Id="W. Europe Standard Time"/></t:CalendarItem>',
    ' SendMeetingInvitations="SendToNone"',
  )
  expect(await read(series, APPOINTMENT_SHAPE)).toMatchObject({
    kind: 'appointment',
    subject: 'Sitzung',
    start: '2026-03-27T09:00:00.000Z',
    startTimeZone: 'W. Europe Standard Time',
    occurrenceKind: 'master',
    recurrence: {
      pattern: { kind: 'daily', interval: 1 },
      range: { kind: 'numbered', start: '2026-03-27', count: 5 },
    },
  })
  const view = {
    kind: 'calendar',
    start: '2026-03-28T00:00:00Z',
    end: '2026-03-30T00:00:00Z',
    maximum: 10,
  } as const
  const folder = { kind: 'distinguished', name: 'calendar', mailbox: null } as const
  const found = valueOf(await client.findItems({ folder, shape: APPOINTMENT_SHAPE, view }, signal()))
  expect(found.items).toMatchObject([
    { kind: 'appointment', occurrenceKind: 'occurrence', start: '2026-03-28T09:00:00.000Z' },
    // Summer time began: the same time of day in the zone of the series.
    { kind: 'appointment', occurrenceKind: 'occurrence', start: '2026-03-29T08:00:00.000Z' },
  ])

  const task = await create(
    '<t:Task><t:Subject>Steuern</t:Subject><t:DueDate>2026-03-29T00:00:00Z</t:DueDate><t:Status>InProgress</t:Status></t:Task>',
  )
  expect(await read(task, TASK_SHAPE)).toMatchObject({
    kind: 'task',
    dueDate: '2026-03-29',
    status: 'in-progress',
  })
})

it('folders and items are found page by page, sorted and restricted', async () => {
  const mailbox = server.mailbox(ANNA)
  for (const subject of ['Birne', 'Apfel', 'Citrone'])
    await mailbox.addMessage({ subject, text: 'x' }, { folder: 'inbox' })
  const page = valueOf(await client.syncFolderHierarchy({ folder: null, syncState: null }, signal()))
  const names = page.changes.map((change) => (change.kind === 'delete' ? '' : change.folder.displayName))
  expect(names).toEqual(expect.arrayContaining(['Inbox', 'Calendar']))
  const again = await client.syncFolderHierarchy({ folder: null, syncState: page.syncState }, signal())
  expect(valueOf(again)).toMatchObject({ changes: [], includesLastFolderInRange: true })

  const sort = [{ property: 'item:Subject', direction: 'ascending' }] as const
  const subjects: (string | null)[] = []
  let offset: number | null = 0
  while (offset !== null) {
    const view: ItemView = { kind: 'page', offset, size: 2, from: 'start' }
    const found: FoundItems = valueOf(
      await client.findItems({ folder: INBOX, shape: SUBJECT, view, sort }, signal()),
    )
    subjects.push(...found.items.map(({ subject }) => subject))
    offset = found.includesLastItemInRange ? null : found.nextOffset
  }
  expect(subjects).toEqual(['Apfel', 'Birne', 'Citrone'])
  const restriction = {
    kind: 'contains',
    property: 'item:Subject',
    value: 'irn',
    mode: 'substring',
    ignoreCase: true,
  } as const
  const view = { kind: 'page', offset: 0, size: 10, from: 'start' } as const
  const found = valueOf(
    await client.findItems({ folder: INBOX, shape: SUBJECT, view, restriction }, signal()),
  )
  expect(found.items.map(({ subject }) => subject)).toEqual(['Birne'])
})

it('what happens is told on an open connection, and a subscription that was ended is lost', async () => {
  const id = valueOf(await client.subscribe({ folders: [INBOX], events: ['new-mail', 'created'] }, signal()))
  const controller = new AbortController()
  const seen: Notification[] = []
  const ended = await client.getStreamingEvents(
    { subscriptionIds: [id], minutes: 1 },
    controller.signal,
    async (told) => {
      seen.push(told)
      if (told.kind === 'open')
        await server.mailbox(ANNA).addMessage({ subject: 'Neu', text: 'x' }, { folder: 'inbox' })
      if (told.kind === 'events') controller.abort()
    },
  )
  expect(ended).toMatchObject({ ok: false, error: { code: 'sync.cancelled' } })
  expect(seen.find(({ kind }) => kind === 'events')).toMatchObject({ subscriptionId: id })
  valueOf(await client.unsubscribe(id, signal()))
  const lost: Notification[] = []
  const refused = await client.getStreamingEvents(
    { subscriptionIds: [id], minutes: 1 },
    signal(),
    (told) => void lost.push(told),
  )
  expect(refused).toMatchObject({
    ok: false,
    error: { params: { responseCode: 'ErrorInvalidSubscription' } },
  })
  expect(lost).toEqual([{ kind: 'lost', subscriptionIds: [id] }])
})

it('a large message with a large attachment goes through a file, and is outlined without being read as a whole', async () => {
  const attached = Buffer.alloc(3_000_000, 'Beilage ')
  const lines = attached.toString('base64').replace(/.{76}/g, '$&\r\n')
  const mime =
    'From: Beat <beat@firma.ch>\r\nTo: Anna <anna@contoso.example>\r\nSubject: Gross\r\nMIME-Version: 1.0\r\n' +
    'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHoi\r\n' +
    '--b\r\nContent-Type: application/pdf; name="gross.pdf"\r\nContent-Transfer-Encoding: base64\r\n' +
    `Content-Disposition: attachment; filename="gross.pdf"\r\n\r\n${lines}\r\n--b--\r\n`
  const id = (await server.mailbox(ANNA).addMessage(mime, { folder: 'inbox' })) as ExchangeItemId
  const hash = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  valueOf(
    await client.getItems([id], signal(), async ({ result }) => {
      const content = valueOf(result).mime
      expect(content).toMatchObject({ size: mime.length, sha256: hash(mime), place: { kind: 'file' } })
      const outline = valueOf(await outlineOf(content))
      expect(outline).toMatchObject({
        from: { name: 'Beat', address: 'beat@firma.ch' },
        attachments: [
          {
            name: 'gross.pdf',
            contentType: 'application/pdf',
            size: attached.length,
            digest: hash(attached),
          },
        ],
      })
      expect(outline.text?.trim()).toBe('Hoi')
      // Read from memory it is the same, so that the size of a message never looks like a change.
      const inMemory = { ...content, place: { kind: 'memory', bytes: Buffer.from(mime) } } as const
      expect(valueOf(await outlineOf(inMemory))).toEqual(outline)
    }),
  )
  const { attachments } = await read(id, { ...SUBJECT, properties: ['item:Attachments'] })
  const ids = attachments.map((attachment) => attachment.id)
  expect(ids).toHaveLength(1)
  valueOf(
    await client.getAttachments(ids, signal(), ({ result }) => {
      expect(valueOf(result)).toMatchObject({ kind: 'file', content: { sha256: hash(attached) } })
    }),
  )
  expect(await readdir(spoolFolder)).toEqual([])
})

it('the attachments of ordinary mail are those of its MIME content', async () => {
  await fill(server.mailbox(ANNA), { messages: 20, seed: 3 })
  const page = valueOf(
    await client.syncFolderItems({ folder: INBOX, syncState: null, maxChanges: 512 }, signal()),
  )
  let files = 0
  for (const { id } of page.changes) {
    const { attachments } = await read(id, { ...SUBJECT, properties: ['item:Attachments'] })
    const ids = attachments.map((attachment) => attachment.id)
    valueOf(
      await client.getAttachments(ids, signal(), ({ result }) => {
        const attachment = valueOf(result)
        if (attachment.kind === 'file') expect(bytesOf(attachment.content).length).toBeGreaterThan(0)
        files++
      }),
    )
  }
  expect(files).toBeGreaterThan(0)
})
