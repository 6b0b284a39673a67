/** Proofs of what is odd within the answers themselves: synchronisation, leniency, streaming. */
import { expect } from 'vitest'
import { addAppointment } from '#test/exchange-server/content/arrange.ts'
import type { LENIENCY } from '#test/exchange-server/misbehaviour/leniency.ts'
import type { STREAMING } from '#test/exchange-server/misbehaviour/streaming.ts'
import type { SYNCHRONISATION } from '#test/exchange-server/misbehaviour/synchronisation.ts'
import {
  distinguished,
  fieldUris,
  getItem,
  syncFolderHierarchy,
  syncFolderItems,
} from '#test/exchange-server/requests.ts'
import { validateEnvelope } from '#test/exchange-server/schema-validation.ts'
import { child, childText } from '#test/exchange-server/soap/xml-tree.ts'
import { openStream } from '../open-stream.ts'
import {
  ANNA,
  INBOX,
  type Proof,
  type Proofs,
  type Scene,
  addMessages,
  code,
  codes,
  faultCode,
  idOf,
  text,
} from './scene.ts'

type Name = keyof typeof SYNCHRONISATION | keyof typeof LENIENCY | keyof typeof STREAMING

/** The changes of one page of SyncFolderItems, in their order, and the state after it. */
async function page({ anna }: Scene, state?: string, max = 512) {
  const { messages } = await anna.call(syncFolderItems({ max, ...(state !== undefined && { state }) }))
  return {
    code: code(messages[0]),
    changes: child(messages[0], 'Changes')?.children ?? [],
    ids: (child(messages[0], 'Changes')?.children ?? []).map((change) => idOf(change)),
    state: childText(messages[0], 'SyncState') ?? '',
    isLast: childText(messages[0], 'IncludesLastItemInRange'),
  }
}

const addSeries = ({ mailbox }: Scene): Promise<string> =>
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

const stateForgotten =
  (state: (given: string) => string): Proof =>
  async (on, scene) => {
    const ids = (await addMessages(scene, 3)).reverse()
    const first = await page(scene)
    on()
    const again = await page(scene, state(first.state))
    expect([again.code, again.ids]).toEqual(['NoError', ids])
    expect((await page(scene)).ids).toEqual(ids)
  }

export const CONTENT_PROOFS: Proofs<Name> = {
  'duplicated-page': async (on, scene) => {
    const ids = (await addMessages(scene, 6)).reverse()
    on({ times: 1 })
    const first = await page(scene, undefined, 2)
    const repeated = await page(scene, first.state, 2)
    expect([first.ids, repeated.ids]).toEqual([ids.slice(0, 2), ids.slice(0, 2)])
    const second = await page(scene, repeated.state, 2)
    const third = await page(scene, second.state, 2)
    expect([second.ids, third.ids, third.isLast]).toEqual([ids.slice(2, 4), ids.slice(4), 'true'])
  },
  'silent-restart': stateForgotten((state) => state),
  'garbage-state-accepted': async (on, scene) => {
    const ids = await addMessages(scene, 1)
    const { state } = await page(scene)
    expect((await page(scene, 'Z2FyYmFnZQ==')).code).toBe('ErrorInvalidSyncStateData')
    on()
    expect((await page(scene, 'Z2FyYmFnZQ==')).ids).toEqual(ids)
    expect((await page(scene, state)).ids).toEqual([])
    const hierarchy = await scene.anna.call(syncFolderHierarchy('Z2FyYmFnZQ=='))
    expect(codes(hierarchy)).toEqual(['NoError'])
    expect(child(hierarchy.messages[0], 'Changes')!.children.length).toBeGreaterThan(5)
  },
  'state-refused': async (on, scene) => {
    const { state } = await page(scene)
    on()
    expect((await page(scene, state)).code).toBe('ErrorInvalidSyncStateData')
    expect((await page(scene)).code).toBe('NoError')
  },
  'empty-pages': async (on, scene) => {
    const ids = await addMessages(scene, 1)
    on({ times: 2 })
    const first = await page(scene)
    const second = await page(scene, first.state)
    expect([first.ids, first.isLast, second.ids, second.isLast]).toEqual([[], 'false', [], 'false'])
    expect((await page(scene, second.state)).ids).toEqual(ids)
  },
  'small-pages': async (on, scene) => {
    const ids = (await addMessages(scene, 5)).reverse()
    on({ size: 3 })
    const first = await page(scene)
    const second = await page(scene, first.state)
    expect([first.ids, first.isLast]).toEqual([ids.slice(0, 3), 'false'])
    expect([second.ids, second.isLast]).toEqual([ids.slice(3), 'true'])
  },
  'read-flag-as-update': async (on, scene) => {
    const [id = ''] = await addMessages(scene, 1)
    const { state } = await page(scene)
    scene.mailbox.setRead(id)
    expect((await page(scene, state)).changes.map(({ name }) => name)).toEqual(['ReadFlagChange'])
    on()
    const { changes } = await page(scene, state)
    expect(changes.map(({ name }) => name)).toEqual(['Update'])
    expect(childText(changes[0]!.children[0], 'IsRead')).toBe('true')
    expect(idOf(changes[0]!)).toBe(id)
  },

  'fault-with-200': async (on, scene) => {
    on()
    scene.server.misbehave({ behaviour: 'server-busy' })
    const answer = await scene.anna.call(INBOX)
    expect([answer.status, answer.body?.name, faultCode(answer)]).toEqual([200, 'Fault', 'ErrorServerBusy'])
  },
  'fault-without-detail': async (on, scene) => {
    scene.server.misbehave({ behaviour: 'server-busy' })
    on()
    const answer = await scene.anna.call(INBOX)
    expect([answer.status, answer.body?.name]).toEqual([500, 'Fault'])
    expect(answer.body!.children.map(({ name }) => name)).toEqual(['faultcode', 'faultstring'])
  },
  'fewer-response-messages': async (on, scene) => {
    const ids = await addMessages(scene, 3)
    on()
    const answer = await scene.anna.call(getItem(ids))
    expect(answer.messages.map((message) => idOf(message))).toEqual(ids.slice(0, 2))
    expect(codes(await scene.anna.call(getItem(ids.slice(0, 1))))).toEqual(['NoError'])
  },
  'no-response-messages': async (on, scene) => {
    on()
    const answer = await scene.anna.call(INBOX)
    expect(child(answer.body, 'ResponseMessages')!.children).toEqual([])
  },
  'id-only-brings-more': async (on, scene) => {
    const ids = await addMessages(scene, 1)
    expect(text(await scene.anna.call(getItem(ids)), 'Subject')).toBeUndefined()
    on()
    expect(text(await scene.anna.call(getItem(ids)), 'Subject')).toBe('S0')
    const { changes } = await page(scene)
    expect(childText(changes[0]!.children[0], 'Subject')).toBe('S0')
  },
  'occurrence-keeps-master-change-key': async (on, scene) => {
    const id = await addSeries(scene)
    const before = scene.mailbox.item(id)!.changeKey
    const { state } = await calendarPage(scene)
    const update = (index: number, subject: string): string =>
      '<UpdateItem ConflictResolution="AlwaysOverwrite" SendMeetingInvitationsOrCancellations="SendToNone"><ItemChanges><t:ItemChange>' +
      `<t:OccurrenceItemId RecurringMasterId="${id}" InstanceIndex="${index}"/><t:Updates><t:SetItemField>` +
      `<t:FieldURI FieldURI="item:Subject"/><t:CalendarItem><t:Subject>${subject}</t:Subject></t:CalendarItem>` +
      '</t:SetItemField></t:Updates></t:ItemChange></ItemChanges></UpdateItem>'
    const active = on()
    expect(codes(await scene.anna.call(update(2, 'Moved')))).toEqual(['NoError'])
    expect(scene.mailbox.item(id)!.changeKey).toBe(before)
    expect(scene.mailbox.item(id)!.exceptions!.modified.size).toBe(1)
    const told = await calendarPage(scene, state)
    expect([told.names, told.changeKey]).toEqual([['Update'], before])
    active.stop()
    expect(codes(await scene.anna.call(update(3, 'Other')))).toEqual(['NoError'])
    expect(scene.mailbox.item(id)!.changeKey).not.toBe(before)
  },
  'unexpanded-calendar-view': async (on, scene) => {
    await addSeries(scene)
    await addAppointment(scene.mailbox, {
      subject: 'Single',
      start: '2026-03-10T09:00:00Z',
      end: '2026-03-10T10:00:00Z',
    })
    const types = async (start: string, end: string) =>
      [...(await scene.anna.call(findView(start, end))).text.matchAll(/<t:CalendarItemType>(\w+)</g)].map(
        ([, type]) => type,
      )
    const march = ['2026-03-01T00:00:00Z', '2026-03-16T00:00:00Z'] as const
    expect(await types(...march)).toEqual(['Occurrence', 'Occurrence', 'Single'])
    on()
    expect((await types(...march)).sort()).toEqual(['RecurringMaster', 'Single'])
    expect(await types('2026-03-12T00:00:00Z', '2026-04-16T00:00:00Z')).toEqual([])
  },
  'uid-in-other-case': async (on, scene) => {
    const id = await addSeries(scene)
    const get = getItem([id], 'IdOnly', fieldUris('calendar:UID'))
    const uid = text(await scene.anna.call(get), 'UID')!
    on({ mailbox: ANNA.address })
    const other = text(await scene.anna.call(get), 'UID')!
    expect(other).not.toBe(uid)
    expect(other.toLowerCase()).toBe(uid.toLowerCase())
  },
  'fractions-of-seconds': async (on, scene) => {
    const ids = await addMessages(scene, 1)
    const sent = async (): Promise<string | undefined> =>
      text(await scene.anna.call(getItem(ids, 'IdOnly', fieldUris('item:DateTimeSent'))), 'DateTimeSent')
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
  'unpadded-property-tags': async (on, scene) => {
    const ids = await addMessages(scene, 1)
    const path = '<t:ExtendedFieldURI PropertyTag="0x0037" PropertyType="String"/>'
    const get = getItem(ids, 'IdOnly', `<t:AdditionalProperties>${path}</t:AdditionalProperties>`)
    expect((await scene.anna.call(get)).text).toContain('PropertyTag="0x0037"')
    on()
    const answer = await scene.anna.call(get)
    expect(answer.text).toContain('PropertyTag="0x37"')
    expect(answer.text).toContain('<t:Value>S0</t:Value>')
  },
  'regenerated-mime': async (on, scene) => {
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
    const id = await scene.mailbox.addMessage(mime)
    const get = getItem([id], 'IdOnly', '<t:IncludeMimeContent>true</t:IncludeMimeContent>')
    const read = async (): Promise<string> =>
      Buffer.from(text(await scene.anna.call(get), 'MimeContent')!, 'base64').toString()
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
    expect(Buffer.from(scene.mailbox.mimeOf(id)).toString()).toBe(mime)
  },
  'unknown-elements': async (on, scene) => {
    const ids = await addMessages(scene, 1)
    on()
    const answer = await scene.anna.call(getItem(ids))
    const item = child(answer.messages[0], 'Items')!.children[0]
    expect(item!.children.map(({ name }) => name)).toEqual(['ItemId', 'Novelty'])
  },
  'clock-skew': async (on, scene) => {
    const ids = await addMessages(scene, 1)
    const get = getItem(ids, 'IdOnly', fieldUris('item:DateTimeCreated', 'item:DateTimeSent'))
    const right = await scene.anna.call(get)
    on({ milliseconds: -86_400_000 })
    const wrong = await scene.anna.call(get)
    expect(Date.parse(text(right, 'DateTimeCreated')!) - Date.parse(text(wrong, 'DateTimeCreated')!)).toBe(
      86_400_000,
    )
    expect(text(wrong, 'DateTimeSent')).toBe(text(right, 'DateTimeSent'))
    const apart = Date.parse(right.headers.date!) - Date.parse(wrong.headers.date!)
    expect(Math.abs(apart - 86_400_000)).toBeLessThanOrEqual(2_000)
  },

  'stream-in-pieces': async (on, scene) => {
    on()
    const stream = await openStream(scene.server.url, ANNA, await subscribe(scene))
    const chunks: string[] = []
    while (!chunks.join('').includes('</soap:Envelope>')) chunks.push((await stream.nextChunk())!)
    stream.close()
    expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThanOrEqual(7)
    const [first] = chunks.join('').split(/(?<=<\/soap:Envelope>)/)
    expect(validateEnvelope(first!)).toEqual([])
    expect(first).toContain('<m:ConnectionStatus>OK</m:ConnectionStatus>')
  },
  'stream-joined': async (on, scene) => {
    on()
    const stream = await openStream(scene.server.url, ANNA, await subscribe(scene))
    const envelopes = (await stream.nextChunk())!.split(/(?<=<\/soap:Envelope>)/)
    stream.close()
    expect(envelopes).toHaveLength(2)
    expect(envelopes.flatMap((one) => validateEnvelope(one))).toEqual([])
  },
  'stream-closes-twice': async (on, scene) => {
    on()
    const envelopes = await wholeStream(scene)
    expect(envelopes.map((one) => /<m:ConnectionStatus>(\w+)</.exec(one)?.[1])).toEqual([
      'OK',
      'Closed',
      'Closed',
    ])
  },
  'stream-breaks': async (on, scene) => {
    on()
    const envelopes = await wholeStream(scene)
    expect(envelopes.map((one) => /<m:ConnectionStatus>(\w+)</.exec(one)?.[1])).toEqual(['OK'])
  },
}

async function calendarPage(scene: Scene, state?: string) {
  const { messages } = await scene.anna.call(
    syncFolderItems({ folder: distinguished('calendar'), ...(state !== undefined && { state }) }),
  )
  const changes = child(messages[0], 'Changes')!.children
  return {
    state: childText(messages[0], 'SyncState')!,
    names: changes.map(({ name }) => name),
    changeKey: child(changes[0]?.children[0], 'ItemId')?.attributes.ChangeKey,
  }
}

async function subscribe(scene: Scene): Promise<string> {
  const { messages } = await scene.anna.call(
    `<Subscribe><StreamingSubscriptionRequest><t:FolderIds>${distinguished('inbox')}</t:FolderIds>` +
      '<t:EventTypes><t:EventType>NewMailEvent</t:EventType></t:EventTypes></StreamingSubscriptionRequest></Subscribe>',
  )
  return childText(messages[0], 'SubscriptionId')!
}

async function wholeStream(scene: Scene): Promise<string[]> {
  const stream = await openStream(scene.server.url, ANNA, await subscribe(scene))
  let all = ''
  for (let chunk = await stream.nextChunk(); chunk !== undefined; chunk = await stream.nextChunk())
    all += chunk
  const envelopes = all.split(/(?<=<\/soap:Envelope>)/)
  expect(envelopes.flatMap((one) => validateEnvelope(one))).toEqual([])
  return envelopes
}
