/** Items, folders, attachments and notifications as real servers tell them. */
import { readFileSync, readdirSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FetchedAttachment } from '#electron/exchange/attachment.ts'
import { contentSpool, removeAbandonedContents } from '#electron/exchange/content-spool.ts'
import { extendedValue } from '#electron/exchange/extended-property.ts'
import type { AttachmentId, ExchangeItemId } from '#electron/exchange/ids.ts'
import type { ExchangeItem } from '#electron/exchange/item.ts'
import type { BatchElement } from '#electron/exchange/message.ts'
import type { Notification } from '#electron/exchange/notification.ts'
import { readBatch } from '#electron/exchange/operations/batch.ts'
import * as findItem from '#electron/exchange/operations/find-item.ts'
import { AttachmentReader } from '#electron/exchange/operations/get-attachment.ts'
import * as getStreamingEvents from '#electron/exchange/operations/get-streaming-events.ts'
import { ItemPropertiesReader } from '#electron/exchange/operations/item/item-properties-reader.ts'
import { MessageReader } from '#electron/exchange/operations/message-reader.ts'
import * as subscribe from '#electron/exchange/operations/subscribe.ts'
import * as syncFolderHierarchy from '#electron/exchange/operations/sync-folder-hierarchy.ts'
import { plainDateOrNull } from '#electron/exchange/soap/values.ts'
import { SHARED_FOLDER_MISSING, sharedFolder } from '#test/exchange-server/shared-folder.ts'
import {
  base64,
  bytesOf,
  chunks,
  context,
  errorOf,
  inMemory,
  item,
  messages,
  refused,
  success,
  valueOf,
} from './support/answers.ts'
import { APPOINTMENT, READINGS, STREAM, TASK, items } from './support/whole-answers.ts'

async function readItems(xml: string, ids: readonly string[], size = 50): Promise<ExchangeItem[]> {
  const found: ExchangeItem[] = []
  const take = ({ result }: BatchElement<ExchangeItemId, ExchangeItem>) => void found.push(valueOf(result))
  const body = chunks(xml, size)
  valueOf(await readBatch(body, ids as ExchangeItemId[], new ItemPropertiesReader(), context, take))
  return found
}

const one = async (xml: string, id: string, size?: number) =>
  (await readItems(messages('GetItem', items(xml)), [id], size))[0]!

describe('an appointment', () => {
  it.each([1, 7, 100_000])('comes with all its properties, in chunks of %i bytes', async (size) => {
    const { others, ...known } = await one(APPOINTMENT, 'M', size)
    expect(known).toMatchObject({
      kind: 'appointment',
      itemKind: 'CalendarItem',
      id: 'M',
      changeKey: 'cm',
      parentFolderId: 'P',
      subject: ' Team & Kaffee',
      body: { kind: 'html', text: '<p>Hoi</p>\n', isTruncated: false },
      sensitivity: 'private',
      importance: 'high',
      categories: ['Red', 'Blue'],
      reminder: { isSet: true, dueBy: '2026-03-29T07:00:00.000Z', minutesBeforeStart: 15 },
      attachments: [{ attachmentKind: 'FileAttachment', id: 'F1', name: 'a.txt', size: 3 }],
      lastModifiedAt: '2026-03-01T10:00:00.123Z',
      uid: '040000008200E0',
      start: '2026-03-29T07:00:00.000Z',
      end: '2026-03-29T08:00:00.123Z',
      startTimeZone: 'W. Europe Standard Time',
      meetingTimeZone: 'W. Europe Standard Time',
      isAllDay: false,
      freeBusy: 'out-of-office',
      location: 'Bern',
      isMeeting: true,
      isRecurring: true,
      occurrenceKind: 'master',
      myResponse: 'organizer',
      organizer: { name: 'Anna', address: 'anna@contoso.example' },
      requiredAttendees: [{ name: 'Beat', response: 'accepted', respondedAt: '2026-03-02T10:00:00.000Z' }],
      sequenceNumber: 2,
      recurrence: {
        pattern: { kind: 'weekly', interval: 2, days: ['monday', 'friday'], firstDayOfWeek: 'monday' },
        range: { kind: 'end-date', start: '2026-03-29', end: '2026-12-31' },
      },
      modifiedOccurrences: [
        { id: 'O1', start: '2026-04-13T07:30:00.000Z', originalStart: '2026-04-13T07:00:00.000Z' },
      ],
      deletedOccurrences: ['2026-04-17T07:00:00.000Z'],
    })
    expect(others).toEqual([
      {
        name: 'NewThing',
        attributes: { Kind: 'odd' },
        text: '',
        children: [{ name: 'Part', attributes: {}, text: '1', children: [] }],
      },
    ])
  })

  it('has the extended properties that were asked for, however their names come back', async () => {
    const { extendedProperties } = await one(APPOINTMENT, 'M')
    const set = { kind: 'guid', guid: '00062002-0000-0000-c000-000000000046' } as const
    expect(extendedValue(extendedProperties, { kind: 'tag', tag: 0x001a, type: 'String' })).toBe('IPM')
    const numbered = { kind: 'numbered', set, number: 0x820d, type: 'StringArray' } as const
    expect(extendedValue(extendedProperties, numbered)).toBe('a')
    expect(extendedValue(extendedProperties, { kind: 'named', set, name: 'x', type: 'String' })).toBeNull()
  })

  it('keeps what nobody understands: a pattern of the future, a status, an attendee without an address', async () => {
    const odd =
      '<t:CalendarItem><t:Recurrence><t:LunarRecurrence/></t:Recurrence><t:ItemId Id="M"/>' +
      '<t:LegacyFreeBusyStatus>Dreaming</t:LegacyFreeBusyStatus><t:Start>soon</t:Start>' +
      '<t:RequiredAttendees><t:Robot/></t:RequiredAttendees></t:CalendarItem>'
    const { others, ...known } = await one(odd, 'M')
    expect(known).toMatchObject({ changeKey: null, start: null, freeBusy: null, recurrence: null })
    expect(others.map(({ name }) => name)).toEqual([
      'Recurrence',
      'LegacyFreeBusyStatus',
      'Start',
      'RequiredAttendees',
    ])
  })

  it.each([
    ['<t:DailyRecurrence><t:Interval>3</t:Interval></t:DailyRecurrence>', { kind: 'daily', interval: 3 }],
    [
      '<t:AbsoluteMonthlyRecurrence><t:DayOfMonth>31</t:DayOfMonth><t:Interval>1</t:Interval></t:AbsoluteMonthlyRecurrence>',
      { kind: 'monthly', interval: 1, dayOfMonth: 31 },
    ],
    [
      '<t:RelativeMonthlyRecurrence><t:Interval>2</t:Interval><t:DaysOfWeek>WeekendDay</t:DaysOfWeek><t:DayOfWeekIndex>Last</t:DayOfWeekIndex></t:RelativeMonthlyRecurrence>',
      { kind: 'relative-monthly', interval: 2, day: 'weekend-day', week: 'last' },
    ],
    [
      '<t:AbsoluteYearlyRecurrence><t:DayOfMonth>29</t:DayOfMonth><t:Month>February</t:Month></t:AbsoluteYearlyRecurrence>',
      { kind: 'yearly', month: 2, dayOfMonth: 29 },
    ],
    [
      '<t:RelativeYearlyRecurrence><t:DaysOfWeek>Monday</t:DaysOfWeek><t:DayOfWeekIndex>Second</t:DayOfWeekIndex><t:Month>December</t:Month></t:RelativeYearlyRecurrence>',
      { kind: 'relative-yearly', month: 12, day: 'monday', week: 'second' },
    ],
    [
      '<t:MonthlyRegeneration><t:Interval>4</t:Interval></t:MonthlyRegeneration>',
      { kind: 'regenerating', unit: 'month', interval: 4 },
    ],
  ])('recurs: %s', async (pattern, expected) => {
    const range = '<t:NoEndRecurrence><t:StartDate>2026-03-29</t:StartDate></t:NoEndRecurrence>'
    const read = await one(
      `<t:CalendarItem><t:ItemId Id="M"/><t:Recurrence>${range}${pattern}</t:Recurrence></t:CalendarItem>`,
      'M',
    )
    expect(read).toMatchObject({
      recurrence: { pattern: expected, range: { kind: 'no-end', start: '2026-03-29' } },
    })
  })
})

describe('other items', () => {
  it('a task has days, not times', async () => {
    expect(await one(TASK, 'T')).toMatchObject({
      kind: 'task',
      startDate: '2026-03-27',
      dueDate: '2026-03-29',
      completeDate: '2026-03-29',
      status: 'waiting-on-others',
      percentComplete: 12.5,
      owner: 'Anna',
      recurrence: {
        pattern: { kind: 'regenerating', unit: 'year', interval: 1 },
        range: { kind: 'numbered', start: '2026-03-29', count: 3 },
      },
      others: [],
    })
  })

  it('a meeting request says what it asks, and is a message too', async () => {
    const request =
      '<t:MeetingRequest><t:ItemId Id="R"/><t:From><t:Mailbox><t:EmailAddress>b@c.ch</t:EmailAddress></t:Mailbox></t:From>' +
      '<t:AssociatedCalendarItemId Id="C"/><t:IsOutOfDate>true</t:IsOutOfDate><t:UID>u</t:UID>' +
      '<t:MeetingRequestType>FullUpdate</t:MeetingRequestType><t:Start>2026-03-29T07:00:00</t:Start></t:MeetingRequest>'
    expect(await one(request, 'R')).toMatchObject({
      kind: 'meeting-message',
      itemKind: 'MeetingRequest',
      from: { name: '', address: 'b@c.ch' },
      associatedCalendarItemId: 'C',
      isOutOfDate: true,
      requestType: 'FullUpdate',
      uid: 'u',
      start: '2026-03-29T07:00:00.000Z',
    })
  })

  it('of a kind that nobody knows come through with everything they have', async () => {
    const read = await one('<t:Person><t:ItemId Id="X"/><t:Warmth>37</t:Warmth></t:Person>', 'X')
    expect(read).toMatchObject({
      kind: 'other',
      itemKind: 'Person',
      others: [{ name: 'Warmth', text: '37' }],
    })
  })

  it.each([
    ['2026-03-29', '2026-03-29'],
    ['2026-03-29Z', '2026-03-29'],
    ['2026-03-29+02:00', '2026-03-29'],
    ['2026-03-29T00:00:00-05:00', '2026-03-29'],
    ['2026-03-28T22:00:00Z', '2026-03-29'],
    ['2026-03-29T05:00:00.0000000Z', '2026-03-29'],
    ['2026-02-30', null],
    ['29.3.2026', null],
    ['9999-12-31T23:00:00Z', null],
  ])('the day %s is %s', (text, day) => {
    expect(plainDateOrNull(text)).toBe(day)
  })
})

const shared = sharedFolder()
describe.skipIf(shared === undefined)(
  `answers from Microsoft's documentation (${shared === undefined ? SHARED_FOLDER_MISSING : 'present'})`,
  () => {
    const examples = join(shared ?? '', 'ews', 'examples')
    const example = (name: string) => readFileSync(join(examples, `${name}.xml`), 'utf8')

    it('an appointment and a task', async () => {
      expect((await readItems(example('getitem-operation-calendar-item-2'), ['ASUAdTB']))[0]).toMatchObject({
        kind: 'appointment',
        start: '2006-06-16T00:30:00.000Z',
        organizer: { name: 'Bob', address: 'someone@example.com' },
        others: [{ name: 'ResponseObjects' }],
      })
      expect((await readItems(example('getitem-operation-task-1'), ['AAAtAEA=']))[0]).toMatchObject({
        kind: 'task',
        subject: 'Buy new shoes',
        status: 'not-started',
        percentComplete: 0,
      })
    })

    it('found items, a hierarchy, a subscription and a refused one', async () => {
      const found = valueOf(await findItem.parse(chunks(example('finditem-operation-1')), context))
      expect(found).toMatchObject({ totalItemsInView: 10, includesLastItemInRange: true, nextOffset: null })
      expect(found.items.map(({ id }) => id)).toEqual(['AS4AUn=', 'AS4AUM='])
      const page = valueOf(
        await syncFolderHierarchy.parse(chunks(example('syncfolderhierarchy-operation-1')), context),
      )
      expect(page).toMatchObject({
        syncState: 'H4sIAAA==',
        includesLastFolderInRange: true,
        changes: [{ kind: 'create', folder: { displayName: 'NewFolder', folderClass: 'IPF.Note' } }],
      })
      const id = valueOf(await subscribe.parse(chunks(example('subscribe-operation-1')), context))
      expect(id).toBe('39ea5d0f-f062-455e-a1e9-89c0304390f4')
      const denied = errorOf(await subscribe.parse(chunks(example('subscribe-operation-2')), context))
      expect(denied.params.responseCode).toBe('ErrorSubscriptionDelegateAccessNotSupported')
    })

    it('every example is a Result to every reader', async () => {
      for (const name of readdirSync(examples)) {
        const bytes = readFileSync(join(examples, name))
        for (const { read } of READINGS) expect(typeof (await read(chunks(bytes, 4096))).ok).toBe('boolean')
      }
    })
  },
)

describe('a hierarchy', () => {
  const reading = READINGS.find(({ operation }) => operation === 'SyncFolderHierarchy')!

  it('keeps the order and the kinds of folders', async () => {
    const { changes } = valueOf(await syncFolderHierarchy.parse(chunks(reading.answer), context))
    expect(changes.map((change) => (change.kind === 'delete' ? change : change.folder.folderKind))).toEqual([
      'CalendarFolder',
      'OddFolder',
      { kind: 'delete', id: '3' },
    ])
  })

  it('that cannot be named fails instead of losing a folder', async () => {
    const broken = reading.answer.replace('<t:FolderId Id="3"/>', '')
    expect(errorOf(await syncFolderHierarchy.parse(chunks(broken), context)).code).toBe(
      'exchange.malformed-response',
    )
  })
})

describe('attachments', () => {
  const answer = READINGS.find(({ operation }) => operation === 'GetAttachment')!.answer

  it.each([1, 5, 100_000])('files and items, in chunks of %i bytes', async (size) => {
    const got: FetchedAttachment[] = []
    const ids = ['A', 'B'] as AttachmentId[]
    const take = ({ result }: BatchElement<AttachmentId, FetchedAttachment>) => void got.push(valueOf(result))
    valueOf(await readBatch(chunks(answer, size), ids, new AttachmentReader(inMemory), context, take))
    const [file, attached] = got
    expect(file).toMatchObject({ kind: 'file', name: 'a', content: { size: 5 } })
    expect(file!.kind === 'file' && bytesOf(file!.content).toString()).toBe('hello')
    expect(attached).toMatchObject({ kind: 'item', item: { subject: 'B', itemKind: 'Message', others: [] } })
    expect(attached!.kind === 'item' && bytesOf(attached!.mime!).toString()).toBe('hi')
  })
})

describe('notifications', () => {
  const collect = async (xml: string, size: number) => {
    const seen: Notification[] = []
    const result = await getStreamingEvents.parse(chunks(xml, size), context, (told) => void seen.push(told))
    return { seen, result }
  }

  it.each([1, 3, 64, 1_000_000])('come however the envelopes are cut: %i bytes', async (size) => {
    const { seen, result } = await collect(STREAM.join('\ufeff\r\n'), size)
    expect(result.ok).toBe(true)
    expect(seen.map(({ kind }) => kind)).toEqual(['open', 'events', 'heartbeat', 'closed', 'closed'])
    expect(seen[1]).toMatchObject({
      subscriptionId: 'S',
      events: [
        { type: 'new-mail', at: '2026-03-29T01:30:00.000Z', itemId: 'i', parentFolderId: 'p' },
        { type: 'moved', oldItemId: 'o', oldParentFolderId: 'op' },
        { type: { unknown: 'DefrostedEvent' } },
      ],
    })
  })

  it('are handed on when their envelope is complete, not when the next one comes', async () => {
    const seen: string[] = []
    let atNext: string[] = []
    async function* body(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(STREAM[0]!)
      yield Buffer.from(STREAM[1]!)
      atNext = [...seen]
      yield Buffer.from(STREAM[3]!)
    }
    await getStreamingEvents.parse(body(), context, ({ kind }) => void seen.push(kind))
    expect(atNext).toEqual(['open', 'events'])
  })

  it('tell which subscriptions are gone, keep what came before, and fail', async () => {
    const gone = messages(
      'GetStreamingEvents',
      refused(
        'GetStreamingEvents',
        'ErrorInvalidSubscription',
        'No.',
        '<m:ErrorSubscriptionIds><t:SubscriptionId>S</t:SubscriptionId></m:ErrorSubscriptionIds>',
      ),
    )
    const { seen, result } = await collect(STREAM[1]! + gone, 1_000_000)
    expect(seen.map(({ kind }) => kind)).toEqual(['events', 'lost'])
    expect(seen[1]).toMatchObject({ subscriptionIds: ['S'] })
    expect(errorOf(result).params.responseCode).toBe('ErrorInvalidSubscription')
  })

  it('that break off in the middle are told, and what was complete is kept', async () => {
    const { seen, result } = await collect(STREAM[1]! + STREAM[2]!.slice(0, 200), 1_000_000)
    expect(seen.map(({ kind }) => kind)).toEqual(['events'])
    expect(errorOf(result).code).toBe('exchange.malformed-response')
  })
})

describe('a large content', () => {
  it('lies in a file until its taker has settled, and nothing is left behind', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'spool-'))
    try {
      const reader = () => new MessageReader(contentSpool({ folder, memoryLimit: 1000 }))
      const text = 'x'.repeat(5000)
      const xml = messages('GetItem', item('A', base64(text)), item('B', base64('short')))
      const ids = ['A', 'B'] as ExchangeItemId[]
      const kinds: string[] = []
      await readBatch(chunks(xml, 300), ids, reader(), context, async ({ result }) => {
        const { mime } = valueOf(result)
        kinds.push(mime.place.kind)
        if (mime.place.kind === 'file') expect(await readFile(mime.place.path, 'utf8')).toBe(text)
      })
      expect(kinds).toEqual(['file', 'memory'])
      expect(await readdir(folder)).toEqual([])
      // Broken off in the middle of the content, and not asked for at all.
      await readBatch(chunks(xml.slice(0, 4000), 300), ids, reader(), context, () => undefined)
      await readBatch(chunks(xml, 300), ['C'] as ExchangeItemId[], reader(), context, () => undefined)
      expect(await readdir(folder)).toEqual([])
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('that a killed process was receiving is taken away a day later', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'spool-'))
    try {
      const sink = contentSpool({ folder, memoryLimit: 0 })()
      valueOf(await sink.write(Buffer.from('half')))
      await removeAbandonedContents(folder)
      expect(await readdir(folder)).toHaveLength(1)
      await removeAbandonedContents(folder, Date.now() + 2 * 86_400_000)
      expect(await readdir(folder)).toEqual([])
      await sink.discard()
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('that cannot be written ends the call with the reason, not the item', async () => {
    const reader = new MessageReader(contentSpool({ folder: '/dev/null/nowhere', memoryLimit: 10 }))
    const xml = messages('GetItem', item('A', base64('x'.repeat(5000))))
    const result = await readBatch(chunks(xml, 300), ['A'] as ExchangeItemId[], reader, context, () => {
      throw new Error('nothing to hand on')
    })
    expect(errorOf(result).code).toBe('prime.write-failed')
  })
})

it('a page of found items with one that has no id is no page', async () => {
  const xml = messages(
    'FindItem',
    success('FindItem', '<m:RootFolder><t:Items><t:Message/></t:Items></m:RootFolder>'),
  )
  expect(errorOf(await findItem.parse(chunks(xml), context)).code).toBe('exchange.malformed-response')
})
