import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ExchangeItemId, GetItemElement } from '#electron/exchange/exchange-client.ts'
import * as getFolder from '#electron/exchange/operations/get-folder.ts'
import { readBatch } from '#electron/exchange/operations/batch.ts'
import { MessageReader } from '#electron/exchange/operations/message-reader.ts'
import * as syncFolderItems from '#electron/exchange/operations/sync-folder-items.ts'
import { instantOrNull } from '#electron/exchange/soap/values.ts'
import type { ResponseFacts } from '#electron/exchange/soap/response-reader.ts'
import { TransportFailure } from '#electron/exchange/transport/transport.ts'
import { SHARED_FOLDER_MISSING, sharedFolder } from '#test/exchange-server/shared-folder.ts'
import { appError } from '#shared/errors.ts'
import {
  base64,
  bytesOf,
  chunks,
  context,
  envelope,
  errorOf,
  inMemory,
  item,
  messages,
  refused,
  success,
  valueOf,
} from './support/answers.ts'

const folderXml = '<m:Folders><t:Folder><t:FolderId Id="F"/></t:Folder></m:Folders>'
const folder = (xml: string, size?: number) => getFolder.parse(chunks(xml, size), context)
const changes = (xml: string, size?: number) => syncFolderItems.parse(chunks(xml, size), context)

const readMessages = (
  body: AsyncIterable<Uint8Array>,
  ids: readonly ExchangeItemId[],
  onElement: (element: GetItemElement) => Promise<void> | void,
) => readBatch(body, ids, new MessageReader(inMemory), context, onElement)

async function items(xml: string, ids: readonly string[], size?: number) {
  const elements: GetItemElement[] = []
  const result = await readMessages(chunks(xml, size), ids as ExchangeItemId[], (element) => {
    elements.push(element)
  })
  const byId = Object.fromEntries(elements.map((element) => [element.id, element.result]))
  return { result, elements, byId: byId as Record<string, GetItemElement['result']> }
}

const shared = sharedFolder()
describe.skipIf(shared === undefined)(
  `answers from Microsoft's documentation (${shared === undefined ? SHARED_FOLDER_MISSING : 'present'})`,
  () => {
    const example = (name: string) => readFileSync(join(shared!, 'ews', 'examples', `${name}.xml`), 'utf8')

    it('a folder', async () => {
      expect(valueOf(await folder(example('getfolder-operation-1')))).toEqual({
        folderKind: 'Folder',
        id: 'AQApA=',
        changeKey: 'AQAAAB',
        parentId: null,
        folderClass: null,
        displayName: 'Inbox',
        totalCount: 2,
        unreadCount: 2,
        childFolderCount: 0,
        others: [],
      })
    })

    it('a page of changes', async () => {
      expect(valueOf(await changes(example('syncfolderitems-operation-1')))).toEqual({
        syncState: 'H4sIAAAAA=',
        includesLastItemInRange: true,
        changes: [
          {
            kind: 'create',
            itemKind: 'MeetingRequest',
            id: 'AQApAHRwA==',
            changeKey: 'CwAAABYA',
            size: null,
            receivedAt: null,
          },
        ],
      })
    })

    it('an invalid SyncState', async () => {
      const error = errorOf(await changes(example('syncfolderitems-operation-2')))
      expect(error.code).toBe('exchange.invalid-sync-state')
    })

    it.each(['getitem-operation-email-message-2', 'getitem-operation-contact-3'])(
      '%s fails as data',
      async (name) => {
        const { result, byId } = await items(example(name), ['A'])
        expect(result.ok).toBe(true)
        const error = errorOf(byId.A!)
        expect(error.code).toBe('exchange.response')
        expect(error.params.responseCode).toMatch(/^Error(InvalidPropertyRequest|UnsupportedMimeConversion)$/)
      },
    )

    it('an item without MIME content is an error of that item', async () => {
      const { byId } = await items(example('getitem-operation-task-1'), ['AAAtAEA='])
      expect(errorOf(byId['AAAtAEA=']!).params.reason).toBe('no MimeContent')
    })
  },
)

describe('changes', () => {
  const id = (name: string) => `<t:ItemId Id="${name}" ChangeKey="k${name}"/>`
  const page = (content: string, last = '<m:IncludesLastItemInRange>false</m:IncludesLastItemInRange>') =>
    messages(
      'SyncFolderItems',
      success('SyncFolderItems', `<m:Changes>${content}</m:Changes><m:SyncState>S</m:SyncState>${last}`),
    )

  it.each([1, 2, 3, 64, 100_000])(
    'keep their order and unknown kinds, in chunks of %i bytes',
    async (size) => {
      const xml = page(
        `<t:Update><t:Message>${id('1')}<t:Size>12</t:Size>` +
          `<t:DateTimeReceived>2026-03-29T01:30:00Z</t:DateTimeReceived></t:Message></t:Update>` +
          `<t:Delete><t:ItemId Id="2"/></t:Delete>` +
          `<t:Create><t:SharingMessage><t:New><t:ItemId Id="no"/></t:New>${id('3')}</t:SharingMessage></t:Create>` +
          `<t:ReadFlagChange>${id('4')}<t:IsRead>1</t:IsRead></t:ReadFlagChange>` +
          `<t:Defrosted><t:Message>${id('5')}</t:Message></t:Defrosted>` +
          `<t:Create><t:Booking>${id('6')}<t:Size>huge</t:Size></t:Booking></t:Create>`,
      )
      expect(valueOf(await changes(xml, size))).toEqual({
        syncState: 'S',
        includesLastItemInRange: false,
        changes: [
          {
            kind: 'update',
            itemKind: 'Message',
            id: '1',
            changeKey: 'k1',
            size: 12,
            receivedAt: '2026-03-29T01:30:00.000Z',
          },
          { kind: 'delete', id: '2' },
          {
            kind: 'create',
            itemKind: 'SharingMessage',
            id: '3',
            changeKey: 'k3',
            size: null,
            receivedAt: null,
          },
          { kind: 'read-flag', id: '4', isRead: true },
          { kind: 'create', itemKind: 'Booking', id: '6', changeKey: 'k6', size: null, receivedAt: null },
        ],
      })
    },
  )

  it('that cannot be named fail the page instead of being lost', async () => {
    expect(errorOf(await changes(page('<t:Create><t:Message/></t:Create>'))).code).toBe(
      'exchange.malformed-response',
    )
  })

  it('without a SyncState are no page', async () => {
    const xml = messages('SyncFolderItems', success('SyncFolderItems', '<m:Changes/>'))
    expect(errorOf(await changes(xml)).code).toBe('exchange.malformed-response')
  })
})

describe('items', () => {
  const more =
    '<t:ItemClass>IPM.Note</t:ItemClass><t:Subject>A&amp;B &#x1F600;</t:Subject>' +
    '<t:Categories><t:String>Red</t:String><t:String>Blue</t:String></t:Categories>' +
    '<t:Importance>High</t:Importance><t:DateTimeSent>2026-03-29T01:30:00.1234567Z</t:DateTimeSent>' +
    '<t:DateTimeReceived>2026-03-29T03:30:00+02:00</t:DateTimeReceived><t:HasAttachments>true</t:HasAttachments>' +
    '<t:From><t:Mailbox><t:Name>Anna</t:Name><t:EmailAddress>anna@contoso.example</t:EmailAddress>' +
    '<t:RoutingType>SMTP</t:RoutingType></t:Mailbox></t:From><t:IsRead>true</t:IsRead>' +
    '<t:InternetMessageId>&lt;1@x&gt;</t:InternetMessageId><t:IsDraft>true</t:IsDraft>' +
    '<t:DateTimeCreated>2026-03-28T10:00:00Z</t:DateTimeCreated>' +
    '<t:LastModifiedTime>2026-03-29T02:00:00Z</t:LastModifiedTime>' +
    '<t:Flag><t:FlagStatus>Flagged</t:FlagStatus><t:DueDate>2026-03-30T00:00:00Z</t:DueDate></t:Flag>' +
    '<t:BccRecipients><t:Mailbox><t:Name>Carla</t:Name><t:EmailAddress>carla@contoso.example</t:EmailAddress>' +
    '</t:Mailbox><t:Mailbox><t:EmailAddress>dora@contoso.example</t:EmailAddress></t:Mailbox></t:BccRecipients>' +
    '<t:ExtendedProperty><t:ExtendedFieldURI PropertyTag="0x300b" PropertyType="Binary"/>' +
    '<t:Value>c2VhcmNo</t:Value></t:ExtendedProperty>' +
    '<t:ExtendedProperty><t:ExtendedFieldURI PropertySetId="7C1F0A52-3B6E-4D0B-9A5E-6F1D2C84B7E3"' +
    ' PropertyName="ClientId" PropertyType="String"/><t:Value>0b9c4a2e-1d51-4f4e-8a53-6f1d2c84b7e3</t:Value>' +
    '</t:ExtendedProperty>'

  it.each([1, 5, 100_000])('come with all their properties, in chunks of %i bytes', async (size) => {
    const { byId } = await items(messages('GetItem', item('A', base64('Hello, wörld'), more)), ['A'], size)
    const { mime, ...rest } = valueOf(byId.A!)
    expect(bytesOf(mime).toString()).toBe('Hello, wörld')
    expect(rest).toEqual({
      itemKind: 'Message',
      id: 'A',
      changeKey: 'ck',
      itemClass: 'IPM.Note',
      subject: 'A&B \u{1f600}',
      from: { name: 'Anna', address: 'anna@contoso.example' },
      isRead: true,
      importance: 'high',
      categories: ['Red', 'Blue'],
      sentAt: '2026-03-29T01:30:00.123Z',
      receivedAt: '2026-03-29T01:30:00.000Z',
      internetMessageId: '<1@x>',
      hasAttachments: true,
      bcc: [
        { name: 'Carla', address: 'carla@contoso.example' },
        { name: '', address: 'dora@contoso.example' },
      ],
      isDraft: true,
      flag: 'flagged',
      createdAt: '2026-03-28T10:00:00.000Z',
      lastModifiedAt: '2026-03-29T02:00:00.000Z',
      searchKey: 'c2VhcmNo',
      clientId: '0b9c4a2e-1d51-4f4e-8a53-6f1d2c84b7e3',
    })
  })

  it.each([
    'aGVs\r\nbG8=',
    ' aGVsbG8= ',
    'aGVsbG8=\r\n',
    'aGVsbG8',
    'aGVs&#xD;&#xA;bG8=',
    '<![CDATA[aGVs]]>bG8=',
  ])('base64 as servers write it is read: %j', async (mime) => {
    for (const size of [1, 4, 1000]) {
      const { byId } = await items(messages('GetItem', item('A', mime)), ['A'], size)
      expect(bytesOf(valueOf(byId.A!).mime).toString()).toBe('hello')
    }
  })

  it.each(['aGV*bG8=', 'aGV\u0001bG8=', 'aGVsbG8\u00e4', 'aGVsbG8=aGVs', 'aGVsb', 'a=GV'])(
    'what is no base64 is never read as some: %j',
    async (mime) => {
      for (const size of [1, 4, 1000]) {
        const { byId } = await items(
          messages('GetItem', item('A', mime), item('B', 'aGk=')),
          ['A', 'B'],
          size,
        )
        expect(errorOf(byId.A!).params.reason).toBe('MimeContent is not base64')
        expect(byId.B!.ok).toBe(true)
      }
    },
  )

  it('an empty message has an empty MIME content', async () => {
    const xml = messages(
      'GetItem',
      item('A', '').replace(/<t:MimeContent.*<\/t:MimeContent>/, '<t:MimeContent/>'),
    )
    expect(valueOf((await items(xml, ['A'])).byId.A!).mime).toMatchObject({
      size: 0,
      place: { kind: 'memory', bytes: new Uint8Array() },
    })
  })

  it('one that failed leaves the others alone and gets its own error', async () => {
    const xml = messages(
      'GetItem',
      item('A', 'aGk='),
      refused('GetItem', 'ErrorItemNotFound'),
      item('C', 'aGk='),
    )
    const { byId } = await items(xml, ['A', 'B', 'C'])
    expect([byId.A!.ok, byId.C!.ok]).toEqual([true, true])
    expect(errorOf(byId.B!).code).toBe('exchange.item-not-found')
  })

  it('fewer messages than ids never shift an answer to another id', async () => {
    const xml = messages('GetItem', refused('GetItem', 'ErrorItemNotFound'), item('D', 'aGk='))
    const { result, byId } = await items(xml, ['A', 'B', 'C', 'D'])
    expect(result.ok).toBe(true)
    expect(byId.D!.ok).toBe(true)
    // Which of A, B and C was not found nobody knows, so none may be taken for deleted.
    for (const id of ['A', 'B', 'C']) expect(errorOf(byId[id]!).code).toBe('exchange.malformed-response')
  })

  it('one busy message for a whole batch asks for a pause for every item', async () => {
    const values = '<m:MessageXml><t:Value Name="BackOffMilliseconds">3000</t:Value></m:MessageXml>'
    const xml = messages('GetItem', refused('GetItem', 'ErrorServerBusy', 'busy', values))
    const { byId } = await items(xml, ['A', 'B'])
    for (const id of ['A', 'B']) {
      expect(errorOf(byId[id]!)).toMatchObject({
        code: 'exchange.server-busy',
        params: { backOffMilliseconds: 3000 },
      })
    }
  })

  it('are handed on one by one, and reading waits for who takes them', async () => {
    let produced = 0
    const xml = Array.from({ length: 20 }, (_, index) => item(`I${index}`, base64('x'.repeat(3000))))
    async function* body(): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunks(messages('GetItem', ...xml), 1000)) {
        produced += chunk.length
        yield chunk
      }
    }
    const ids = xml.map((_, index) => `I${index}` as ExchangeItemId)
    const seen: number[] = []
    await readMessages(body(), ids, async () => {
      const before = produced
      await new Promise((resolve) => setImmediate(resolve))
      expect(produced).toBe(before)
      seen.push(produced)
    })
    expect(seen).toHaveLength(20)
    expect(seen[0]).toBeLessThan(6000)
  })

  it('what breaks off keeps the items read so far and tells why', async () => {
    async function* body(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(messages('GetItem', item('A', 'aGk='), item('B', 'aGk=')).slice(0, 650))
      throw new TransportFailure(appError('network.connection-lost', { host: 'h' }))
    }
    const got: string[] = []
    const result = await readMessages(body(), ['A', 'B'] as ExchangeItemId[], ({ id }) => {
      got.push(id)
    })
    expect(errorOf(result).code).toBe('network.connection-lost')
    expect(got.length).toBeLessThanOrEqual(1)
  })
})

describe('faults', () => {
  const fault = (content: string) => envelope(`<s:Fault>${content}</s:Fault>`)

  it('with a detail tell its code, message and pause', async () => {
    const xml = fault(
      '<faultcode xmlns:a="urn:x">a:ErrorServerBusy</faultcode><faultstring>The server cannot service this request right now.</faultstring>' +
        '<detail><e:ResponseCode xmlns:e="urn:e">ErrorServerBusy</e:ResponseCode><e:Message xmlns:e="urn:e">Busy.</e:Message>' +
        '<t:MessageXml><t:Value Name="BackOffMilliseconds">297749</t:Value></t:MessageXml></detail>',
    )
    expect(errorOf(await folder(xml))).toMatchObject({
      code: 'exchange.server-busy',
      params: { backOffMilliseconds: 297_749, responseCode: 'ErrorServerBusy' },
    })
  })

  it('without a detail tell their code', async () => {
    const xml = fault('<faultcode>soap:ErrorAccessDenied</faultcode><faultstring>Denied.</faultstring>')
    expect(errorOf(await folder(xml))).toMatchObject({
      code: 'exchange.access-denied',
      params: { message: 'Denied.', userName: 'CONTOSO\\anna', mailbox: 'anna@contoso.example' },
    })
  })

  it('of SOAP 1.2, and with nothing in them, are faults too', async () => {
    const xml = fault('<s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason><s:Text>Bad</s:Text></s:Reason>')
    expect(errorOf(await folder(xml))).toMatchObject({
      code: 'exchange.response',
      params: { responseCode: 'Sender', message: 'Bad' },
    })
    expect(errorOf(await folder(fault(''))).code).toBe('exchange.response')
  })

  it('the cause inside a general error counts', async () => {
    const more =
      '<m:MessageXml><t:Value Name="InnerErrorResponseCode">ErrorServerBusy</t:Value></m:MessageXml>'
    const inner = messages('GetFolder', refused('GetFolder', 'ErrorInternalServerError', 'x', more))
    expect(errorOf(await folder(inner)).code).toBe('exchange.server-busy')
    const plain = messages('GetFolder', refused('GetFolder', 'ErrorInternalServerError'))
    expect(errorOf(await folder(plain)).code).toBe('exchange.transient')
  })

  it('codes that nobody knows come through with their text', async () => {
    const xml = messages('GetFolder', refused('GetFolder', 'ErrorBrandNew', 'Something new.'))
    expect(errorOf(await folder(xml)).params).toEqual({
      responseCode: 'ErrorBrandNew',
      message: 'Something new.',
    })
  })

  it('a folder not found in a mailbox that was named is a folder that must not be seen', async () => {
    const xml = messages('GetFolder', refused('GetFolder', 'ErrorFolderNotFound'))
    const named = await getFolder.parse(chunks(xml), { ...context, namesMailbox: true })
    expect(errorOf(named).code).toBe('exchange.access-denied')
    expect(errorOf(await folder(xml)).code).toBe('exchange.item-not-found')
  })
})

describe('answers that a client must survive', () => {
  const good = messages('GetFolder', success('GetFolder', folderXml))

  it('any order of elements, unknown elements, comments and processing instructions', async () => {
    const xml = messages(
      'GetFolder',
      '<m:GetFolderResponseMessage ResponseClass="Success"><?x y?><!-- c --><m:Folders><t:SearchFolder>' +
        '<t:Odd><t:FolderId Id="no"/></t:Odd><t:UnreadCount> 3 </t:UnreadCount><t:FolderId Id="F"/>' +
        '</t:SearchFolder></m:Folders><m:ResponseCode>NoError</m:ResponseCode></m:GetFolderResponseMessage>',
    )
    expect(valueOf(await folder(xml))).toMatchObject({ id: 'F', unreadCount: 3, totalCount: null })
  })

  it.each([1, 2, 3, 9, 4096])(
    'illegal characters, dropped and counted, in chunks of %i bytes',
    async (size) => {
      let facts: ResponseFacts | null = null
      const name = 'a\u0000b\u001fc&#x0;d&#31;e&#xFFFE;f&#xD800;g&#0000000000000008;h\uffff&amp;&#x41;&#9;'
      const xml = messages(
        'GetFolder',
        success(
          'GetFolder',
          folderXml.replace('</t:Folder>', `<t:DisplayName>${name}</t:DisplayName></t:Folder>`),
        ),
      )
      const result = await getFolder.parse(chunks(xml, size), {
        ...context,
        onDidRead: (read) => (facts = read),
      })
      expect(valueOf(result).displayName).toBe('abcdefgh&A\t')
      expect(facts).toEqual({ serverVersion: '15.2.1118.7', illegalCharacters: 8 })
    },
  )

  it('broken UTF-8 and a byte order mark', async () => {
    const bytes = Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from(good.replace('"F"', '"F\u0001"')),
    ])
    bytes[bytes.indexOf(1)] = 0xff
    expect(valueOf(await getFolder.parse(chunks(bytes), context)).id).toBe('F\ufffd')
  })

  const laughs =
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><s:Envelope xmlns:s="x">&b;</s:Envelope>'
  const deep = envelope('<m:A>'.repeat(50_000) + '</m:A>'.repeat(50_000))
  it.each([
    ['nothing', ''],
    ['white space', ' \r\n '],
    ['a truncated document', good.slice(0, -30)],
    ['one truncated in a tag', good.slice(0, 300)],
    ['an HTML page', '<!DOCTYPE html><html><body><br>Sign in</body></html>'],
    ['XHTML', '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>'],
    ['an entity bomb', laughs],
    ['endless nesting', deep],
    ['plain text', 'Service Unavailable'],
    ['an unknown entity', good.replace('"F"', '"&nbsp;"')],
    ['an undeclared prefix', good.replaceAll('t:Folder', 'zz:Folder')],
    ['an envelope without content', envelope('')],
    ['no response messages', messages('GetFolder')],
    ['a message without a folder', messages('GetFolder', success('GetFolder', '<m:Folders/>'))],
  ])('%s is told as an unreadable answer', async (_name, xml) => {
    for (const size of [1000, 65_536]) {
      expect(errorOf(await folder(xml, size)).code).toBe('exchange.malformed-response')
    }
  })

  it('a message that says neither success nor error is no success', async () => {
    const xml = messages('GetFolder', `<m:GetFolderResponseMessage>${folderXml}</m:GetFolderResponseMessage>`)
    expect(errorOf(await folder(xml)).code).toBe('exchange.response')
  })
})

describe('points in time', () => {
  it.each([
    ['2026-03-29T01:30:00Z', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29T01:30:00.5Z', '2026-03-29T01:30:00.500Z'],
    ['2026-03-29T01:30:00.123Z', '2026-03-29T01:30:00.123Z'],
    ['2026-03-29T01:30:00.1234567Z', '2026-03-29T01:30:00.123Z'],
    ['2026-03-29T01:30:00.123456789Z', '2026-03-29T01:30:00.123Z'],
    ['2026-03-29T01:30:00', '2026-03-29T01:30:00.000Z'],
    [' 2026-03-29T03:30:00.1+02:00 ', '2026-03-29T01:30:00.100Z'],
    ['2026-03-29', '2026-03-29T00:00:00.000Z'],
    ['2026-13-29T01:30:00Z', null],
    ['yesterday', null],
    [undefined, null],
  ])('%j is %j', (text, instant) => {
    expect(instantOrNull(text)).toBe(instant)
  })
})
