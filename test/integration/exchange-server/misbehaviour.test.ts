/**
 * Every misbehaviour of the catalogue over real HTTP: that the client meets what the description says, that what
 * claims to follow the schema does, and that the server is itself again afterwards.
 */
import { performance } from 'node:perf_hooks'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addAppointment } from '#test/exchange-server/content/arrange.ts'
import {
  CATALOGUE,
  MISBEHAVIOUR_NAMES,
  type MisbehaviourName,
} from '#test/exchange-server/misbehaviour/catalogue.ts'
import { parseMisbehaveText } from '#test/exchange-server/misbehaviour/misbehave-options.ts'
import { type RawAnswer, type RawClient, envelope, rawClient } from '#test/exchange-server/raw-client.ts'
import {
  distinguished,
  fieldUris,
  getFolder,
  getItem,
  syncFolderHierarchy,
  syncFolderItems,
} from '#test/exchange-server/requests.ts'
import { validateEnvelope } from '#test/exchange-server/schema-validation.ts'
import {
  type ActiveMisbehaviour,
  type ExchangeServer,
  type Mailbox,
  type MisbehaveOptions,
  startExchangeServer,
} from '#test/exchange-server/server.ts'
import { type XmlElement, child, childText } from '#test/exchange-server/soap/xml-tree.ts'
import { openStream } from './open-stream.ts'

const ANNA = { address: 'anna.meier@contoso.example', user: 'anna.meier', password: 'geheim' }
const BERND = { address: 'bernd.vogel@contoso.example', user: 'bernd.vogel', password: 'geheim' }
const INBOX = getFolder(distinguished('inbox'))
const CREATE =
  '<CreateItem MessageDisposition="SaveOnly"><Items><t:Message><t:Subject>A</t:Subject></t:Message></Items></CreateItem>'

let server: ExchangeServer
let mailbox: Mailbox
let anna: RawClient
let bernd: RawClient
/** Every answer of the server in the test. */
let answers: RawAnswer[]

beforeEach(async () => {
  server = await startExchangeServer({
    mailboxes: [ANNA, BERND],
    impersonators: [BERND.address],
    validate: 'requests-and-responses',
    heartbeatMilliseconds: 20,
  })
  mailbox = server.mailbox(ANNA.address)
  answers = []
  anna = recorded(rawClient(server.url, ANNA))
  bernd = recorded(rawClient(server.url, BERND))
})

afterEach(async () => {
  anna.close()
  bernd.close()
  await server.stop()
})

function recorded(client: RawClient): RawClient {
  const keep = async (answering: Promise<RawAnswer>): Promise<RawAnswer> => {
    const answer = await answering
    answers.push(answer)
    return answer
  }
  return {
    ...client,
    call: (body, headers) => keep(client.call(body, headers)),
    send: (options) => keep(client.send(options)),
  }
}

const code = (message: XmlElement | undefined): string | undefined => childText(message, 'ResponseCode')
const codes = ({ messages }: RawAnswer): (string | undefined)[] => messages.map(code)
const faultCode = ({ body }: RawAnswer): string | undefined =>
  childText(child(body, 'detail'), 'ResponseCode')
const text = (answer: RawAnswer, name: string): string | undefined =>
  new RegExp(`<t:${name}[^>]*>([^<]*)<`).exec(answer.text)?.[1]

/** The changes of one page of SyncFolderItems, in their order, and the state after it. */
async function page(state?: string, max = 512) {
  const { messages } = await anna.call(syncFolderItems({ max, ...(state !== undefined && { state }) }))
  return {
    code: code(messages[0]),
    changes: child(messages[0], 'Changes')?.children ?? [],
    ids: (child(messages[0], 'Changes')?.children ?? []).map((change) => idOf(change)),
    state: childText(messages[0], 'SyncState') ?? '',
    isLast: childText(messages[0], 'IncludesLastItemInRange'),
  }
}

function idOf(tree: XmlElement): string | undefined {
  if (tree.name === 'ItemId') return tree.attributes.Id
  for (const part of tree.children) {
    const found = idOf(part)
    if (found !== undefined) return found
  }
  return undefined
}

async function addMessages(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let number = 0; number < count; number++) {
    ids.push(await mailbox.addMessage({ subject: `S${number}`, sentAt: Date.UTC(2026, 0, 1, number) }))
  }
  return ids
}

const addSeries = (): Promise<string> =>
  addAppointment(mailbox, {
    subject: 'Weekly',
    start: '2026-03-02T09:00:00',
    end: '2026-03-02T10:00:00',
    timeZone: 'W. Europe Standard Time',
    rhythm: { frequency: 'weekly', count: 10 },
  })

const findView = (start: string, end: string): string =>
  '<FindItem Traversal="Shallow"><ItemShape><t:BaseShape>Default</t:BaseShape></ItemShape>' +
  `<CalendarView StartDate="${start}" EndDate="${end}"/>` +
  `<ParentFolderIds>${distinguished('calendar')}</ParentFolderIds></FindItem>`

type On = (options?: Omit<MisbehaveOptions, 'behaviour'>) => ActiveMisbehaviour
type Proof = (on: On) => Promise<void>

const fault =
  (expected: string, more: (answer: RawAnswer) => void = () => undefined): Proof =>
  async (on) => {
    on()
    const answer = await anna.call(CREATE)
    expect([answer.status, answer.body?.name, faultCode(answer)]).toEqual([500, 'Fault', expected])
    expect(mailbox.count('drafts')).toBe(0)
    more(answer)
  }

const html =
  (status: number, options: Omit<MisbehaveOptions, 'behaviour'> = {}): Proof =>
  async (on) => {
    on(options)
    const answer = await anna.call(CREATE)
    expect(answer.status).toBe(status)
    expect(answer.headers['content-type']).toContain('text/html')
    expect(answer.text).toMatch(/^<!DOCTYPE html>/)
    expect(mailbox.count('drafts')).toBe(0)
  }

const noAnswer =
  (created: number): Proof =>
  async (on) => {
    const active = on()
    const answer = anna.call(CREATE)
    if (active.behaviour.startsWith('drop')) {
      await expect(answer).rejects.toMatchObject({ code: 'ECONNRESET' })
    } else {
      answer.catch(() => undefined)
      await expect.poll(() => active.acted).toBe(1)
      await expect.poll(() => mailbox.count('drafts')).toBe(created)
      expect(server.journal).toEqual([])
      anna.close()
      await expect(answer).rejects.toThrow()
      await expect.poll(() => server.journal.length).toBe(1)
    }
    expect(mailbox.count('drafts')).toBe(created)
    expect(server.journal).toMatchObject([{ operation: 'CreateItem', status: 0 }])
    anna = recorded(rawClient(server.url, ANNA))
  }

const batch =
  (expected: readonly string[]): Proof =>
  async (on) => {
    on({ milliseconds: 700 })
    const items = ['A', 'B', 'C'].map((subject) => `<t:Message><t:Subject>${subject}</t:Subject></t:Message>`)
    const answer = await anna.call(CREATE.replace(/<t:Message>.*<\/t:Message>/, items.join('')))
    expect(answer.status).toBe(200)
    expect(codes(answer)).toEqual(expected)
    expect(mailbox.items('drafts').map(({ subject }) => subject)).toEqual(
      ['A', 'B', 'C'].filter((_subject, index) => expected[index] === 'NoError'),
    )
    const failed = answer.messages.find((message) => code(message) !== 'NoError')
    const values = child(failed, 'MessageXml')!.children.map((value) => [value.attributes.Name, value.text])
    if (code(failed) === 'ErrorServerBusy') expect(values).toEqual([['BackOffMilliseconds', '700']])
    else expect(Object.fromEntries(values)).toMatchObject({ InnerErrorResponseCode: 'ErrorServerBusy' })
  }

const illegal =
  (expected: string): Proof =>
  async (on) => {
    const [id = ''] = await addMessages(1)
    on()
    const answer = await anna.call(getItem([id], 'Default'))
    expect(text(answer, 'Subject')).toBe(`${expected}S0`)
    expect(validateEnvelope(answer.text)).not.toEqual([])
  }

const stateForgotten =
  (state: (given: string) => string): Proof =>
  async (on) => {
    const ids = (await addMessages(3)).reverse()
    const first = await page()
    on()
    const again = await page(state(first.state))
    expect([again.code, again.ids]).toEqual(['NoError', ids])
    expect((await page()).ids).toEqual(ids)
  }

const PROOFS: Readonly<Record<MisbehaviourName, Proof>> = {
  'server-busy': async (on) => {
    on({ milliseconds: 1_234 })
    const answer = await anna.call(CREATE)
    expect([answer.status, faultCode(answer)]).toEqual([500, 'ErrorServerBusy'])
    expect(answer.text).toContain('<t:Value Name="BackOffMilliseconds">1234</t:Value>')
    expect(mailbox.count('drafts')).toBe(0)
  },
  'server-busy-without-back-off': fault('ErrorServerBusy', (answer) => {
    expect(answer.text).not.toContain('BackOffMilliseconds')
  }),
  'server-busy-in-all-messages': batch(['ErrorServerBusy', 'ErrorServerBusy', 'ErrorServerBusy']),
  'server-busy-in-one-message': batch(['NoError', 'NoError', 'ErrorServerBusy']),
  'server-busy-from-the-middle': batch(['NoError', 'ErrorServerBusy', 'ErrorServerBusy']),
  'inner-server-busy': batch([
    'ErrorInternalServerError',
    'ErrorInternalServerError',
    'ErrorInternalServerError',
  ]),
  'inner-server-busy-fault': fault('ErrorInternalServerError', (answer) => {
    expect(answer.text).toContain('<t:Value Name="InnerErrorResponseCode">ErrorServerBusy</t:Value>')
  }),
  'exceeded-connection-count': fault('ErrorExceededConnectionCount'),
  'service-unavailable': async (on) => {
    await html(503, { seconds: 7 })(on)
    expect(answers[0]!.headers['retry-after']).toBe('7')
  },
  'service-unavailable-until': async (on) => {
    const before = Date.now()
    await html(503, { seconds: 3_600 })(on)
    const until = Date.parse(answers[0]!.headers['retry-after']!)
    expect(until).toBeGreaterThanOrEqual(before + 3_598_000)
    expect(until).toBeLessThanOrEqual(Date.now() + 3_600_000)
  },
  'too-many-requests': async (on) => {
    on({ seconds: 5 })
    const answer = await anna.call(CREATE)
    expect([answer.status, answer.headers['retry-after'], answer.text]).toEqual([429, '5', ''])
    expect(mailbox.count('drafts')).toBe(0)
  },
  'unauthorised-while-throttling': async (on) => {
    on()
    const answer = await anna.call(INBOX)
    expect([answer.status, answer.headers['www-authenticate']]).toEqual([401, 'Basic realm="127.0.0.1"'])
    expect(server.failedSignIns(ANNA.user)).toBe(0)
  },

  'drop-before-effect': noAnswer(0),
  'drop-after-effect': noAnswer(1),
  'drop-in-answer': async (on) => {
    on()
    await expect(anna.call(CREATE)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(mailbox.count('drafts')).toBe(1)
  },
  'no-answer': noAnswer(0),
  'lost-answer': noAnswer(1),
  'slow-first-byte': async (on) => {
    on({ milliseconds: 120 })
    const start = performance.now()
    expect(codes(await anna.call(INBOX))).toEqual(['NoError'])
    expect(performance.now() - start).toBeGreaterThanOrEqual(115)
  },
  'slow-body': async (on) => {
    on({ size: 100, milliseconds: 5 })
    const start = performance.now()
    const answer = await anna.call(INBOX)
    expect(codes(answer)).toEqual(['NoError'])
    expect(performance.now() - start).toBeGreaterThanOrEqual(Math.floor(answer.bytes.length / 100) * 4)
  },
  'large-request-closes-connection': async (on) => {
    on({ size: 5_000 })
    expect(codes(await anna.call(CREATE))).toEqual(['NoError'])
    const large = CREATE.replace('>A<', `>${'A'.repeat(5_000)}<`)
    await expect(anna.call(large)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(mailbox.count('drafts')).toBe(1)
  },

  'html-error': html(504, { status: 504 }),
  'html-page': html(200),
  redirect: async (on) => {
    await html(302)(on)
    expect(answers[0]!.headers.location).toBe('/owa/auth/logon.aspx')
    server.behave()
    on({ status: 307, location: 'https://mail.contoso.example/EWS/Exchange.asmx' })
    const answer = await anna.call(INBOX)
    expect([answer.status, answer.headers.location]).toEqual([
      307,
      'https://mail.contoso.example/EWS/Exchange.asmx',
    ])
  },
  'redirect-loop': async (on) => {
    await html(307)(on)
    expect(new URL(answers[0]!.headers.location!, server.url).href).toBe(server.url)
  },
  'empty-body': async (on) => {
    on()
    const answer = await anna.call(CREATE)
    expect([answer.status, answer.bytes.length]).toEqual([200, 0])
    expect(mailbox.count('drafts')).toBe(1)
  },
  'wrong-content-type': async (on) => {
    on()
    const answer = await anna.call(CREATE)
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/html'])
    expect(answer.text).toContain('<m:ResponseCode>NoError</m:ResponseCode>')
  },
  'request-too-large': html(413),
  'get-answers-page': async (on) => {
    expect((await anna.send({ method: 'GET' })).status).toBe(405)
    on()
    const answer = await anna.send({ method: 'GET' })
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(codes(await anna.call(INBOX))).toEqual(['NoError'])
  },

  'mailbox-moved': fault('ErrorMailboxMoveInProgress'),
  'mailbox-gone': fault('ErrorNonExistentMailbox'),
  'mailbox-store-unavailable': async (on) => {
    on()
    expect(codes(await anna.call(CREATE))).toEqual(['ErrorMailboxStoreUnavailable'])
    expect(mailbox.count('drafts')).toBe(0)
  },
  'ews-blocked': html(403),
  'sign-in-blocked': async (on) => {
    on()
    const answer = await anna.call(INBOX)
    expect([answer.status, answer.text]).toEqual([456, ''])
  },

  'truncated-xml': async (on) => {
    on()
    const answer = await anna.call(CREATE)
    expect([answer.status, answer.body]).toEqual([200, undefined])
    expect(answer.headers['content-length']).toBe(String(answer.bytes.length))
    expect(answer.text).toMatch(/^<\?xml/)
    expect(answer.text).not.toContain('</soap:Envelope>')
    expect(mailbox.count('drafts')).toBe(1)
  },
  'malformed-xml': async (on) => {
    on()
    const answer = await anna.call(CREATE)
    expect([answer.status, answer.body]).toEqual([200, undefined])
    expect(answer.text).toMatch(/<\/soap:Envelope>$/)
    expect(validateEnvelope(answer.text)).not.toEqual([])
  },
  'illegal-characters': illegal('\u0001\u001f\ufffe'),
  'illegal-character-references': illegal('&#x1;&#xFFFE;&#xD83D;'),

  'duplicated-page': async (on) => {
    const ids = (await addMessages(6)).reverse()
    on({ times: 1 })
    const first = await page(undefined, 2)
    const repeated = await page(first.state, 2)
    expect([first.ids, repeated.ids]).toEqual([ids.slice(0, 2), ids.slice(0, 2)])
    const second = await page(repeated.state, 2)
    const third = await page(second.state, 2)
    expect([second.ids, third.ids, third.isLast]).toEqual([ids.slice(2, 4), ids.slice(4), 'true'])
  },
  'silent-restart': stateForgotten((state) => state),
  'garbage-state-accepted': async (on) => {
    const ids = await addMessages(1)
    const { state } = await page()
    expect((await page('Z2FyYmFnZQ==')).code).toBe('ErrorInvalidSyncStateData')
    on()
    expect((await page('Z2FyYmFnZQ==')).ids).toEqual(ids)
    expect((await page(state)).ids).toEqual([])
    const hierarchy = await anna.call(syncFolderHierarchy('Z2FyYmFnZQ=='))
    expect(codes(hierarchy)).toEqual(['NoError'])
    expect(child(hierarchy.messages[0], 'Changes')!.children.length).toBeGreaterThan(5)
  },
  'state-refused': async (on) => {
    const { state } = await page()
    on()
    expect((await page(state)).code).toBe('ErrorInvalidSyncStateData')
    expect((await page()).code).toBe('NoError')
  },
  'empty-pages': async (on) => {
    const ids = await addMessages(1)
    on({ times: 2 })
    const first = await page()
    const second = await page(first.state)
    expect([first.ids, first.isLast, second.ids, second.isLast]).toEqual([[], 'false', [], 'false'])
    expect((await page(second.state)).ids).toEqual(ids)
  },
  'small-pages': async (on) => {
    const ids = (await addMessages(5)).reverse()
    on({ size: 3 })
    const first = await page()
    const second = await page(first.state)
    expect([first.ids, first.isLast]).toEqual([ids.slice(0, 3), 'false'])
    expect([second.ids, second.isLast]).toEqual([ids.slice(3), 'true'])
  },
  'read-flag-as-update': async (on) => {
    const [id = ''] = await addMessages(1)
    const { state } = await page()
    mailbox.setRead(id)
    expect((await page(state)).changes.map(({ name }) => name)).toEqual(['ReadFlagChange'])
    on()
    const { changes } = await page(state)
    expect(changes.map(({ name }) => name)).toEqual(['Update'])
    expect(childText(changes[0]!.children[0], 'IsRead')).toBe('true')
    expect(idOf(changes[0]!)).toBe(id)
  },

  'fault-with-200': async (on) => {
    on()
    server.misbehave({ behaviour: 'server-busy' })
    const answer = await anna.call(INBOX)
    expect([answer.status, answer.body?.name, faultCode(answer)]).toEqual([200, 'Fault', 'ErrorServerBusy'])
  },
  'fault-without-detail': async (on) => {
    server.misbehave({ behaviour: 'server-busy' })
    on()
    const answer = await anna.call(INBOX)
    expect([answer.status, answer.body?.name]).toEqual([500, 'Fault'])
    expect(answer.body!.children.map(({ name }) => name)).toEqual(['faultcode', 'faultstring'])
  },
  'fewer-response-messages': async (on) => {
    const ids = await addMessages(3)
    on()
    const answer = await anna.call(getItem(ids))
    expect(answer.messages.map((message) => idOf(message))).toEqual(ids.slice(0, 2))
    expect(codes(await anna.call(getItem(ids.slice(0, 1))))).toEqual(['NoError'])
  },
  'no-response-messages': async (on) => {
    on()
    const answer = await anna.call(INBOX)
    expect(child(answer.body, 'ResponseMessages')!.children).toEqual([])
  },
  'id-only-brings-more': async (on) => {
    const ids = await addMessages(1)
    expect(text(await anna.call(getItem(ids)), 'Subject')).toBeUndefined()
    on()
    expect(text(await anna.call(getItem(ids)), 'Subject')).toBe('S0')
    const { changes } = await page()
    expect(childText(changes[0]!.children[0], 'Subject')).toBe('S0')
  },
  'occurrence-keeps-master-change-key': async (on) => {
    const id = await addSeries()
    const before = mailbox.item(id)!.changeKey
    const { state } = await calendarPage()
    const update = (index: number, subject: string): string =>
      '<UpdateItem ConflictResolution="AlwaysOverwrite" SendMeetingInvitationsOrCancellations="SendToNone"><ItemChanges><t:ItemChange>' +
      `<t:OccurrenceItemId RecurringMasterId="${id}" InstanceIndex="${index}"/><t:Updates><t:SetItemField>` +
      `<t:FieldURI FieldURI="item:Subject"/><t:CalendarItem><t:Subject>${subject}</t:Subject></t:CalendarItem>` +
      '</t:SetItemField></t:Updates></t:ItemChange></ItemChanges></UpdateItem>'
    const active = on()
    expect(codes(await anna.call(update(2, 'Moved')))).toEqual(['NoError'])
    expect(mailbox.item(id)!.changeKey).toBe(before)
    expect(mailbox.item(id)!.exceptions!.modified.size).toBe(1)
    const told = await calendarPage(state)
    expect([told.names, told.changeKey]).toEqual([['Update'], before])
    active.stop()
    expect(codes(await anna.call(update(3, 'Other')))).toEqual(['NoError'])
    expect(mailbox.item(id)!.changeKey).not.toBe(before)
  },
  'unexpanded-calendar-view': async (on) => {
    await addSeries()
    await addAppointment(mailbox, {
      subject: 'Single',
      start: '2026-03-10T09:00:00Z',
      end: '2026-03-10T10:00:00Z',
    })
    const types = async (start: string, end: string) =>
      [...(await anna.call(findView(start, end))).text.matchAll(/<t:CalendarItemType>(\w+)</g)].map(
        ([, type]) => type,
      )
    const march = ['2026-03-01T00:00:00Z', '2026-03-16T00:00:00Z'] as const
    expect(await types(...march)).toEqual(['Occurrence', 'Occurrence', 'Single'])
    on()
    expect((await types(...march)).sort()).toEqual(['RecurringMaster', 'Single'])
    expect(await types('2026-03-12T00:00:00Z', '2026-04-16T00:00:00Z')).toEqual([])
  },
  'uid-in-other-case': async (on) => {
    const id = await addSeries()
    const get = getItem([id], 'IdOnly', fieldUris('calendar:UID'))
    const uid = text(await anna.call(get), 'UID')!
    on({ mailbox: ANNA.address })
    const other = text(await anna.call(get), 'UID')!
    expect(other).not.toBe(uid)
    expect(other.toLowerCase()).toBe(uid.toLowerCase())
  },
  'fractions-of-seconds': async (on) => {
    const ids = await addMessages(1)
    const sent = async (): Promise<string | undefined> =>
      text(await anna.call(getItem(ids, 'IdOnly', fieldUris('item:DateTimeSent'))), 'DateTimeSent')
    for (const [digits, expected] of [
      [3, '2026-01-01T00:00:00.123Z'],
      [9, '2026-01-01T00:00:00.123456789Z'],
    ] as const) {
      const active = on({ digits })
      expect(await sent()).toBe(expected)
      active.stop()
    }
    on()
    expect(await sent()).toBe('2026-01-01T00:00:00.1234567Z')
    on({ digits: 0 })
    expect(await sent()).toBe('2026-01-01T00:00:00Z')
  },
  'unpadded-property-tags': async (on) => {
    const ids = await addMessages(1)
    const path = '<t:ExtendedFieldURI PropertyTag="0x0037" PropertyType="String"/>'
    const get = getItem(ids, 'IdOnly', `<t:AdditionalProperties>${path}</t:AdditionalProperties>`)
    expect((await anna.call(get)).text).toContain('PropertyTag="0x0037"')
    on()
    const answer = await anna.call(get)
    expect(answer.text).toContain('PropertyTag="0x37"')
    expect(answer.text).toContain('<t:Value>S0</t:Value>')
  },
  'regenerated-mime': async (on) => {
    const mime = [
      'Subject: M',
      'Content-Type: multipart/mixed; boundary="outer"',
      '',
      '--outer',
      'Content-Type: multipart/alternative; boundary=inner',
      '',
      '--inner',
      '',
      '-- not a boundary',
      '--inner--',
      '--outer--',
      '',
    ].join('\r\n')
    const id = await mailbox.addMessage(mime)
    const get = getItem([id], 'IdOnly', '<t:IncludeMimeContent>true</t:IncludeMimeContent>')
    const read = async (): Promise<string> =>
      Buffer.from(text(await anna.call(get), 'MimeContent')!, 'base64').toString()
    expect(await read()).toBe(mime)
    on({ seed: 7 })
    const read2 = [await read(), await read()]
    expect(read2[0]).not.toBe(read2[1])
    for (const regenerated of read2) {
      const [outer, inner] = [...regenerated.matchAll(/boundary="([^"]+)"/g)].map(([, boundary]) => boundary)
      expect(outer).not.toBe(inner)
      expect(
        regenerated
          .replaceAll(outer!, 'outer')
          .replaceAll(`"${inner!}"`, 'inner')
          .replaceAll(inner!, 'inner'),
      ).toBe(mime)
    }
    expect(Buffer.from(mailbox.mimeOf(id)).toString()).toBe(mime)
  },
  'unknown-elements': async (on) => {
    const ids = await addMessages(1)
    on()
    const answer = await anna.call(getItem(ids))
    const item = child(answer.messages[0], 'Items')!.children[0]
    expect(item!.children.map(({ name }) => name)).toEqual(['ItemId', 'Novelty'])
  },
  'clock-skew': async (on) => {
    const ids = await addMessages(1)
    const get = getItem(ids, 'IdOnly', fieldUris('item:DateTimeCreated', 'item:DateTimeSent'))
    const right = await anna.call(get)
    on({ milliseconds: -86_400_000 })
    const wrong = await anna.call(get)
    expect(Date.parse(text(right, 'DateTimeCreated')!) - Date.parse(text(wrong, 'DateTimeCreated')!)).toBe(
      86_400_000,
    )
    expect(text(wrong, 'DateTimeSent')).toBe(text(right, 'DateTimeSent'))
    const apart = Date.parse(right.headers.date!) - Date.parse(wrong.headers.date!)
    expect(Math.abs(apart - 86_400_000)).toBeLessThanOrEqual(2_000)
  },

  'stream-in-pieces': async (on) => {
    on()
    const stream = await openStream(server.url, ANNA, await subscribe())
    const chunks: string[] = []
    while (!chunks.join('').includes('</soap:Envelope>')) chunks.push((await stream.nextChunk())!)
    stream.close()
    expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThanOrEqual(7)
    const [first] = chunks.join('').split(/(?<=<\/soap:Envelope>)/)
    expect(validateEnvelope(first!)).toEqual([])
    expect(first).toContain('<m:ConnectionStatus>OK</m:ConnectionStatus>')
  },
  'stream-joined': async (on) => {
    on()
    const stream = await openStream(server.url, ANNA, await subscribe())
    const envelopes = (await stream.nextChunk())!.split(/(?<=<\/soap:Envelope>)/)
    stream.close()
    expect(envelopes).toHaveLength(2)
    expect(envelopes.flatMap((one) => validateEnvelope(one))).toEqual([])
  },
  'stream-closes-twice': async (on) => {
    on()
    const envelopes = await wholeStream()
    expect(envelopes.map((one) => /<m:ConnectionStatus>(\w+)</.exec(one)?.[1])).toEqual([
      'OK',
      'Closed',
      'Closed',
    ])
  },
  'stream-breaks': async (on) => {
    on()
    const envelopes = await wholeStream()
    expect(envelopes.map((one) => /<m:ConnectionStatus>(\w+)</.exec(one)?.[1])).toEqual(['OK'])
  },
}

async function calendarPage(state?: string) {
  const { messages } = await anna.call(
    syncFolderItems({ folder: distinguished('calendar'), ...(state !== undefined && { state }) }),
  )
  const changes = child(messages[0], 'Changes')!.children
  return {
    state: childText(messages[0], 'SyncState')!,
    names: changes.map(({ name }) => name),
    changeKey: child(changes[0]?.children[0], 'ItemId')?.attributes.ChangeKey,
  }
}

async function subscribe(): Promise<string> {
  const { messages } = await anna.call(
    `<Subscribe><StreamingSubscriptionRequest><t:FolderIds>${distinguished('inbox')}</t:FolderIds>` +
      '<t:EventTypes><t:EventType>NewMailEvent</t:EventType></t:EventTypes></StreamingSubscriptionRequest></Subscribe>',
  )
  return childText(messages[0], 'SubscriptionId')!
}

async function wholeStream(): Promise<string[]> {
  const stream = await openStream(server.url, ANNA, await subscribe())
  let all = ''
  for (let chunk = await stream.nextChunk(); chunk !== undefined; chunk = await stream.nextChunk())
    all += chunk
  const envelopes = all.split(/(?<=<\/soap:Envelope>)/)
  expect(envelopes.flatMap((one) => validateEnvelope(one))).toEqual([])
  return envelopes
}

describe('the catalogue', () => {
  test('has a proof for each of its entries', () => {
    expect(Object.keys(PROOFS).sort()).toEqual([...MISBEHAVIOUR_NAMES].sort())
  })

  test.each(MISBEHAVIOUR_NAMES)('%s is what it says', async (behaviour) => {
    const switchedOn: ActiveMisbehaviour[] = []
    await PROOFS[behaviour]((options = {}) => {
      const active = server.misbehave({ ...options, behaviour })
      switchedOn.push(active)
      return active
    })
    for (const active of switchedOn) expect(active.acted, JSON.stringify(active.options)).toBeGreaterThan(0)
    if (CATALOGUE[behaviour].answers === 'valid') {
      for (const answer of answers)
        if (answer.status !== 405) expect(validateEnvelope(answer.text)).toEqual([])
    }
    server.behave()
    expect(server.misbehaviours).toEqual([])
    const after = await anna.call(INBOX)
    expect([after.status, codes(after), validateEnvelope(after.text)]).toEqual([200, ['NoError'], []])
  })
})

describe('which request is met', () => {
  /** The statuses of so many requests in a row. */
  async function statuses(count: number, call = (): Promise<RawAnswer> => anna.call(INBOX)): Promise<string> {
    const seen: string[] = []
    for (let number = 0; number < count; number++) seen.push((await call()).status === 200 ? '.' : 'x')
    return seen.join('')
  }

  test('the first n, after some, each so manieth', async () => {
    const first = server.misbehave({ behaviour: 'server-busy', times: 2 })
    expect(await statuses(5)).toBe('xx...')
    expect([first.met, first.acted]).toEqual([5, 2])
    first.stop()
    server.misbehave({ behaviour: 'server-busy', after: 2, every: 3, times: 2 })
    expect(await statuses(12)).toBe('....x..x....')
  })

  test('the same by chance with the same seed, others with another', async () => {
    const draw = async (seed: number): Promise<string> => {
      const active = server.misbehave({ behaviour: 'server-busy', probability: 0.5, seed })
      const seen = await statuses(40)
      active.stop()
      return seen
    }
    const [one, again, other] = [await draw(3), await draw(3), await draw(4)]
    expect(again).toBe(one)
    expect(other).not.toBe(one)
    expect(one.replaceAll('.', '').length).toBeGreaterThan(8)
    expect(one.replaceAll('.', '').length).toBeLessThan(32)
  })

  test('only those for an operation, or for several', async () => {
    const active = server.misbehave({ behaviour: 'server-busy', operation: 'CreateItem' })
    expect(await statuses(2)).toBe('..')
    expect(await statuses(2, () => anna.call(CREATE))).toBe('xx')
    active.stop()
    server.misbehave({ behaviour: 'server-busy', operation: ['CreateItem', 'GetFolder'] })
    expect((await statuses(1)) + (await statuses(1, () => anna.call(CREATE)))).toBe('xx')
  })

  test('only those of a mailbox, also of one that is impersonated', async () => {
    server.misbehave({ behaviour: 'server-busy', mailbox: 'Anna.Meier@contoso.example' })
    expect(await statuses(1, () => bernd.call(INBOX))).toBe('.')
    expect(await statuses(1)).toBe('x')
    const asAnna = envelope(INBOX).replace(
      '</soap:Header>',
      `<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>${ANNA.address}</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation></soap:Header>`,
    )
    expect(await statuses(1, () => bernd.send({ body: asAnna }))).toBe('x')
  })

  test('only those that a condition chooses', async () => {
    server.misbehave({ behaviour: 'server-busy', when: ({ headers }) => headers['x-anchormailbox'] === 'a' })
    expect(await statuses(1)).toBe('.')
    expect(await statuses(1, () => anna.call(INBOX, { 'X-AnchorMailbox': 'a' }))).toBe('x')
  })

  test('nobody who has not signed in meets what Exchange itself would say', async () => {
    const exchange = server.misbehave({ behaviour: 'server-busy' })
    const stranger = rawClient(server.url)
    expect((await stranger.call(INBOX)).status).toBe(401)
    expect(exchange.met).toBe(0)
    server.misbehave({ behaviour: 'service-unavailable' })
    expect((await stranger.call(INBOX)).status).toBe(503)
    stranger.close()
  })

  test('several add up, in whatever order they were switched on', async () => {
    const expected = [200, 'Fault', ['faultcode', 'faultstring']]
    const names = ['server-busy', 'fault-with-200', 'fault-without-detail'] as const
    for (const order of [names, [...names].reverse()]) {
      for (const behaviour of order) server.misbehave({ behaviour })
      const { status, body } = await anna.call(INBOX)
      expect([status, body?.name, body?.children.map(({ name }) => name)]).toEqual(expected)
      server.behave()
    }
  })

  test('what answers second does not count, and what changes nothing does not either', async () => {
    const first = server.misbehave({ behaviour: 'server-busy', times: 1 })
    const second = server.misbehave({ behaviour: 'mailbox-gone', times: 1 })
    const nothing = server.misbehave({ behaviour: 'uid-in-other-case', times: 1 })
    expect(faultCode(await anna.call(INBOX))).toBe('ErrorServerBusy')
    expect([first.acted, second.acted, nothing.acted]).toEqual([1, 0, 0])
    expect(faultCode(await anna.call(INBOX))).toBe('ErrorNonExistentMailbox')
    expect([first.acted, second.acted, nothing.acted]).toEqual([1, 1, 0])
    expect(server.misbehaviours).toEqual([first, second, nothing])
  })

  test('parallel requests do not exceed the number of times', async () => {
    const active = server.misbehave({ behaviour: 'slow-first-byte', milliseconds: 30, times: 3 })
    await Promise.all(Array.from({ length: 8 }, () => anna.call(INBOX)))
    expect([active.met, active.acted]).toEqual([8, 3])
  })

  test('is written in one line for the command line', () => {
    expect(parseMisbehaveText('server-busy')).toEqual({ behaviour: 'server-busy' })
    expect(
      parseMisbehaveText(
        'redirect,operation=GetItem+FindItem,location=https://a.example/?b=c,probability=0.5',
      ),
    ).toEqual({
      behaviour: 'redirect',
      operation: ['GetItem', 'FindItem'],
      location: 'https://a.example/?b=c',
      probability: 0.5,
    })
    for (const [text, reason] of [
      ['server-bussy', /no misbehaviour is called server-bussy/],
      ['server-busy,every=often', /every/],
      ['server-busy,evry=2', /evry/],
      ['small-pages,operation=GetItem', /cannot act on GetItem/],
    ] as const) {
      expect(() => parseMisbehaveText(text)).toThrow(reason)
    }
  })

  test('options that mean nothing are refused', () => {
    expect(() => server.misbehave({ behaviour: 'uid-in-other-case', times: 0 })).toThrow(/times/)
    expect(() => server.misbehave({ behaviour: 'small-pages', operation: 'GetItem' })).toThrow(
      'small-pages cannot act on GetItem',
    )
    const misspelt = { behaviour: 'server-busy', operations: 'GetItem' } as const
    expect(() => server.misbehave(misspelt)).toThrow(/operations/)
  })
})

describe('a batch from which elements were taken', () => {
  test('is otherwise read as the client wrote it', async () => {
    const content = 'A & B <é> 𝄞 ]]>'.padEnd(300, ' x')
    const written = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    server.misbehave({ behaviour: 'server-busy-in-one-message' })
    const message = (subject: string): string =>
      `<t:Message><t:Subject>${subject}</t:Subject><t:Body BodyType="Text">${written}</t:Body></t:Message>`
    await anna.call(CREATE.replace(/<t:Message>.*<\/t:Message>/, message(written) + message('second')))
    const [item, ...others] = mailbox.items('drafts')
    expect([item!.subject, others]).toEqual([content, []])
    server.behave()
    const read = await anna.call(getItem([item!.id], 'IdOnly', fieldUris('item:TextBody')))
    expect(text(read, 'TextBody')?.trim()).toBe(written)
  })
})
