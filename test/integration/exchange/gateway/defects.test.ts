/**
 * What is wrong with `ews-javascript-api` 0.15.3, each defect shown in the bare library and its absence in our
 * client. A test that fails in its first half after an update of the library tells that a correction can go.
 */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ExchangeConnection } from '#electron/exchange/create-exchange-client.ts'
import type { ExchangeItemId } from '#electron/exchange/exchange-client.ts'
import type { SubscriptionId } from '#electron/exchange/ids.ts'
import type { PlainDate } from '#shared/domain/ids.ts'
import { type Library, loadLibrary } from '#electron/exchange/gateway/library.ts'
import type { AnswerBody, Interception } from '#test/exchange-server/http/interception.ts'
import type { ExchangeServer } from '#test/exchange-server/server.ts'
import {
  ANNA,
  PASSWORD,
  QUIETLY,
  connect,
  folder,
  newClientId,
  signal,
  startServer,
  storedItem,
  valueOf,
  valuesOf,
} from './support.ts'
import { type StubServer, answerXml, startStubServer, zones } from './stub-server.ts'

const run = promisify(execFile)

let library: Library
const ends: (() => Promise<void>)[] = []
beforeAll(async () => {
  library = await loadLibrary()
})
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function exchange(): Promise<ExchangeServer> {
  const server = await startServer()
  ends.push(() => server.stop())
  return server
}

async function stub(...parameters: Parameters<typeof startStubServer>): Promise<StubServer> {
  const server = await startStubServer(...parameters)
  ends.push(() => server.close())
  return server
}

function ours(server: { readonly url: string }): ExchangeConnection {
  const connection = connect(server, ANNA)
  ends.push(() => connection.close())
  return connection
}

function bare(server: { readonly url: string }): InstanceType<Library['ExchangeService']> {
  const { ExchangeService, ExchangeVersion, Uri, WebCredentials } = library
  const service = new ExchangeService(ExchangeVersion.Exchange2013_SP1)
  service.Url = new Uri(server.url)
  service.Credentials = new WebCredentials(ANNA, PASSWORD)
  return service
}

const rejection = (promise: Promise<unknown>): Promise<Record<string, unknown>> =>
  promise.then(
    () => {
      throw new Error('expected a rejection')
    },
    (cause: unknown) => cause as Record<string, unknown>,
  )

const task = (subject: string) =>
  ({
    kind: 'task',
    items: [{ clientId: newClientId(), properties: { subject } }],
    folder: folder('tasks'),
  }) as const

describe('writing', () => {
  const subject = 'Müller & Söhne <Bern>'

  it('escapes what XML reserves', async () => {
    const server = await exchange()
    const plain = new library.Task(bare(server))
    plain.Subject = subject
    await rejection(plain.Save())
    expect(server.mailbox(ANNA).count('tasks')).toBe(0)
    server.schemaViolations.splice(0)

    const { id } = storedItem(valuesOf(await ours(server).gateway.createItems(task(subject), signal()))[0])
    expect(server.mailbox(ANNA).item(id)?.subject).toBe(subject)
  })

  it('lets no text become markup', async () => {
    const server = await exchange()
    const plain = new library.Task(bare(server))
    plain.Subject = 'x</t:Subject><t:Importance>High</t:Importance><t:Subject>'
    const service = plain.Service
    const xml = new library.EwsServiceXmlWriter(service)
    ;(plain as unknown as { WriteToXml(writer: unknown): void }).WriteToXml(xml)
    expect(xml.GetXML()).toContain('<t:Importance>High</t:Importance>')

    const { id } = storedItem(
      valuesOf(await ours(server).gateway.createItems(task(plain.Subject), signal()))[0],
    )
    expect(server.mailbox(ANNA).item(id)).toMatchObject({ subject: plain.Subject, importance: 'Normal' })
  })

  it('writes a yearly regeneration as one', async () => {
    const { YearlyRegenerationPattern } = library.Recurrence
    expect(new YearlyRegenerationPattern()).toMatchObject({ XmlElementName: 'MonthlyRegeneration' })

    const server = await exchange()
    const recurrence = {
      pattern: { kind: 'regenerating', unit: 'year', interval: 2 },
      range: { kind: 'no-end', start: '2026-03-29' as PlainDate },
    } as const
    const { kind, folder: tasks } = task('x')
    const items = [{ clientId: newClientId(), properties: { subject: 'x', recurrence } }]
    const created = await ours(server).gateway.createItems({ kind, items, folder: tasks }, signal())
    const written = server
      .mailbox(ANNA)
      .item(storedItem(valuesOf(created)[0]).id)
      ?.fields.get('Recurrence')
    expect(written?.children.map(({ name }) => name)).toEqual(['YearlyRegeneration', 'NoEndRecurrence'])
  })

  it('leaves the library as it was for whoever else uses it', async () => {
    const server = await exchange()
    valuesOf(await ours(server).gateway.createItems(task(subject), signal()))
    const writer = new library.EwsServiceXmlWriter(bare(server))
    writer.WriteValue('&', null)
    expect(writer.GetXML()).toBe('&')
  })

  it.each([
    ['Pacific/Auckland', '2026-03-29+13:00'],
    ['America/Los_Angeles', '2026-03-28-07:00'],
    ['Europe/Zurich', '2026-03-29+01:00'],
  ])('begins a series on its day in a process that runs in %s', async (zone, wrong) => {
    const script = new URL('start-of-series.ts', import.meta.url).pathname
    const { stdout } = await run(process.execPath, ['--import', 'tsx', script], {
      env: { ...process.env, TZ: zone },
    })
    const written = JSON.parse(stdout) as Record<'bare' | 'ours' | 'start', string>
    expect(written.bare).toBe(wrong)
    expect(written.ours).toBe('2026-03-29')
    expect(new Date(written.start).toISOString()).toBe('2026-03-29T06:00:00.000Z')
  })
})

function textOf(body: AnswerBody): string {
  if (typeof body !== 'string') throw new Error('expected a text')
  return body
}

describe('reading', () => {
  const alter = (server: ExchangeServer, operation: string, change: (xml: string) => string): void => {
    server.intercept((request): Interception => {
      if (request.operation !== operation) return 'pass'
      return {
        kind: 'alter',
        answer: (answer) => ({ ...answer, body: change(textOf(answer.body)) }),
      }
    })
  }
  const inbox = { folder: folder('inbox'), maxChanges: 512 }

  async function changedInTurn(server: ExchangeServer): Promise<string> {
    const mailbox = server.mailbox(ANNA)
    const [first, second] = [
      await mailbox.addMessage({ subject: 'a' }),
      await mailbox.addMessage({ subject: 'b' }),
    ]
    const page = valueOf(await ours(server).syncFolderItems({ ...inbox, syncState: null }, signal()))
    mailbox.deleteMessage(first)
    await mailbox.addMessage({ subject: 'c' })
    mailbox.updateMessage(second, { importance: 'High' })
    await mailbox.addMessage({ subject: 'd' })
    return page.syncState
  }

  it('keeps the order of changes', async () => {
    const server = await exchange()
    const syncState = await changedInTurn(server)
    const { changes } = valueOf(await ours(server).syncFolderItems({ ...inbox, syncState }, signal()))
    const kinds = changes.map(({ kind }) => kind)
    expect(kinds).toEqual(['delete', 'create', 'update', 'create'])

    const inboxId = new library.FolderId(library.WellKnownFolderName.Inbox)
    const { IdOnly } = library.PropertySet
    const mode = library.SyncFolderItemsScope.NormalItems
    const page = await bare(server).SyncFolderItems(inboxId, IdOnly, [], 512, mode, syncState)
    const bareKinds = page
      .GetEnumerator()
      .map(({ ChangeType }) => library.ChangeType[ChangeType].toLowerCase())
    expect(bareKinds).toHaveLength(4)
    expect(bareKinds).not.toEqual(kinds)
  })

  it('passes kinds of items on that nobody knows', async () => {
    const server = await exchange()
    await server.mailbox(ANNA).addMessage({ subject: 'a' })
    alter(server, 'SyncFolderItems', (xml) => xml.replaceAll('t:Message>', 't:SharingMessage>'))
    const page = valueOf(await ours(server).syncFolderItems({ ...inbox, syncState: null }, signal()))
    expect(page.changes).toMatchObject([{ itemKind: 'SharingMessage' }])

    const inboxId = new library.FolderId(library.WellKnownFolderName.Inbox)
    const mode = library.SyncFolderItemsScope.NormalItems
    const cause = await rejection(
      bare(server).SyncFolderItems(inboxId, library.PropertySet.IdOnly, [], 512, mode, null as never),
    )
    expect(String(cause.message)).toMatch(/Cannot read properties|is not/)
  })

  it('keeps the blanks around texts', async () => {
    const server = await exchange()
    const id = await server.mailbox(ANNA).addMessage({ subject: 'a' })
    alter(server, 'GetItem', (xml) => xml.replace(/<t:Subject>[^<]*</, '<t:Subject>  zwei  <'))
    const subjects: string[] = []
    const got = await ours(server).getItems([id as ExchangeItemId], signal(), ({ result }) => {
      if (result.ok) subjects.push(result.value.subject)
    })
    expect(got.ok).toBe(true)
    expect(subjects).toEqual(['  zwei  '])

    const item = await library.EmailMessage.Bind(bare(server), new library.ItemId(id))
    expect(item.Subject).toBe('zwei')
  })
})

describe('streaming notifications', () => {
  const M = 'http://schemas.microsoft.com/exchange/services/2006/messages'
  const T = 'http://schemas.microsoft.com/exchange/services/2006/types'
  const event = (id: string): string =>
    `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body><m:GetStreamingEventsResponse xmlns:m="${M}"` +
    ` xmlns:t="${T}"><m:ResponseMessages><m:GetStreamingEventsResponseMessage ResponseClass="Success">` +
    '<m:ResponseCode>NoError</m:ResponseCode><m:Notifications><m:Notification><t:SubscriptionId>s</t:SubscriptionId>' +
    `<t:CreatedEvent><t:TimeStamp>2026-03-29T06:00:00Z</t:TimeStamp><t:ItemId Id="${id}" ChangeKey="c"/>` +
    '<t:ParentFolderId Id="f" ChangeKey="c"/></t:CreatedEvent></m:Notification></m:Notifications>' +
    '</m:GetStreamingEventsResponseMessage></m:ResponseMessages></m:GetStreamingEventsResponse></Body></Envelope>'

  it('loses no event of several that arrive together', async () => {
    const together = event('a') + event('b')
    const service = bare({ url: 'http://127.0.0.1:1/' })
    service.XHRApi = {
      xhrStream: (_options: unknown, progress: (part: Record<string, unknown>) => void) => {
        progress({ type: 'header', headers: {} })
        progress({ type: 'data', data: together })
        progress({ type: 'end' })
        return Promise.resolve({})
      },
    } as never
    const subscription = new (
      library.StreamingSubscription as unknown as new (service: unknown) => { Id: string }
    )(service)
    subscription.Id = 's'
    const connection = new library.StreamingSubscriptionConnection(service, 1)
    connection.AddSubscription(subscription as never)
    let told = 0
    connection.OnNotificationEvent.push((_sender, { Events }) => {
      told += [...Events].length
    })
    void connection.Open()
    expect(told).toBe(1)

    const server = await stub((response) => {
      response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8' }).end(together)
    })
    const ids: unknown[] = []
    await ours(server).getStreamingEvents(
      { subscriptionIds: ['s' as SubscriptionId], minutes: 1 },
      signal(),
      (notification) => void ids.push(JSON.stringify(notification)),
    )
    expect(ids.join()).toMatch(/"itemId":"a".*"itemId":"b"/)
  })
})

describe('the wire', () => {
  it('says who we are, keeps the connection and the cookies', async () => {
    const server = await stub(answerXml(zones, { 'set-cookie': 'X-BackEndCookie=1; path=/' }))
    const service = bare(server)
    service.UserAgent = 'MS-EWS-Konnektor/0.0.0'
    for (let call = 0; call < 2; call++) await service.GetServerTimeZones()
    expect(server.requests.map((headers) => headers.cookie)).toEqual([undefined, undefined])
    expect(server.requests[0]?.['user-agent']).not.toBe('MS-EWS-Konnektor/0.0.0')

    const before = server.connections()
    const { gateway } = ours(server)
    for (let call = 0; call < 10; call++) valueOf(await gateway.getServerTimeZones({ ids: 'all' }, signal()))
    const [first, second] = server.requests.slice(2)
    expect(first?.['user-agent']).toBe('MS-EWS-Konnektor/0.0.0')
    expect(second?.cookie).toBe('X-BackEndCookie=1')
    // A second one where the first was not yet given back.
    expect(server.connections() - before).toBeLessThanOrEqual(2)
  })

  it('knows time-outs and can be cancelled', async () => {
    const options: Record<string, unknown>[] = []
    const service = bare({ url: 'http://127.0.0.1:1/' })
    service.Timeout = 5
    service.XHRApi = {
      xhr: (given: Record<string, unknown>) => {
        options.push(given)
        return Promise.reject(new Error('enough seen'))
      },
    } as never
    await rejection(service.GetServerTimeZones())
    expect(Object.keys(options[0] ?? {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/time|abort|signal/i)]),
    )

    const cancel = new AbortController()
    const server = await stub(() => {
      cancel.abort()
    })
    expect(await ours(server).gateway.getServerTimeZones({ ids: 'all' }, cancel.signal)).toMatchObject({
      ok: false,
      error: { code: 'sync.cancelled' },
    })
  })

  it('settles after HTTP 456', async () => {
    const server = await stub((response) => {
      response.writeHead(456).end('locked')
    })
    const script = new URL('status-456.ts', import.meta.url).pathname
    const { stdout } = await run(process.execPath, ['--import', 'tsx', script, server.url])
    expect(stdout.trim()).toBe('never settled')

    const result = await ours(server).gateway.getServerTimeZones({ ids: 'all' }, signal())
    expect(result).toMatchObject({
      ok: false,
      error: { params: { requestId: expect.any(String) as string } },
    })
  })
})

describe('errors', () => {
  const zonesOf = (server: StubServer) => ours(server).gateway.getServerTimeZones({ ids: 'all' }, signal())

  it('a fault with status 200 has its code', async () => {
    const server = await stub(
      answerXml(
        '<s:Fault><faultcode>x</faultcode><faultstring>Busy.</faultstring><detail>' +
          '<t:ResponseCode>ErrorAccessDenied</t:ResponseCode></detail></s:Fault>',
      ),
    )
    const cause = await rejection(bare(server).GetServerTimeZones())
    expect(cause.message).toContain('Cannot read properties of undefined')
    expect(await zonesOf(server)).toMatchObject({ ok: false, error: { code: 'exchange.access-denied' } })
  })

  it('fewer messages than elements are told as such', async () => {
    const one =
      '<m:DeleteItemResponse><m:ResponseMessages><m:DeleteItemResponseMessage ResponseClass="Success">' +
      '<m:ResponseCode>NoError</m:ResponseCode></m:DeleteItemResponseMessage></m:ResponseMessages></m:DeleteItemResponse>'
    const server = await stub(answerXml(one))
    const ids = ['a', 'b']
    const { HardDelete } = library.DeleteMode
    const cause = await rejection(
      bare(server).DeleteItems(
        ids.map((id) => new library.ItemId(id)),
        HardDelete,
        null as never,
        null as never,
      ),
    )
    expect(cause.message).toMatch(/undefined|null/)

    const items = ids.map((id) => ({ kind: 'item', id: id as ExchangeItemId, changeKey: null }) as const)
    const result = await ours(server).gateway.deleteItems(
      { items, mode: 'hard-delete', ...QUIETLY },
      signal(),
    )
    const missing = { ok: false, error: { code: 'exchange.malformed-response' } }
    expect(result).toMatchObject({ ok: true, value: [missing, missing] })
  })

  it('what a refusal offers is kept', async () => {
    const server = await stub((response) => {
      response.writeHead(401, { 'www-authenticate': ['Negotiate', 'NTLM'] }).end()
    })
    const cause = await rejection(bare(server).GetServerTimeZones())
    expect(JSON.stringify(cause)).not.toMatch(/Negotiate|NTLM/)
    const result = await zonesOf(server)
    expect(result).toMatchObject({ ok: false, error: { code: 'sign-in.method-not-offered' } })
    expect(JSON.stringify(result)).toMatch(/NTLM/)
  })

  it('how long to wait is kept', async () => {
    const server = await stub((response) => {
      response.writeHead(503, { 'retry-after': '9000' }).end()
    })
    const cause = await rejection(bare(server).GetServerTimeZones())
    expect(JSON.stringify(cause)).not.toContain('9000')
    expect(await zonesOf(server)).toMatchObject({
      ok: false,
      error: { code: 'exchange.server-busy', params: { backOffMilliseconds: 9_000_000 } },
    })
  })
})
