/** The handle of the test server as another process uses it: JSON over HTTP, beside the EWS that a client sees. */
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type ControlInterface,
  startControlInterface,
} from '#test/exchange-server/control/control-interface.ts'
import { MISBEHAVIOUR_NAMES } from '#test/exchange-server/misbehaviour/catalogue.ts'
import { type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import { distinguished, getFolder, getItem } from '#test/exchange-server/requests.ts'
import { type ExchangeServer, startExchangeServer } from '#test/exchange-server/server.ts'
import { child, childText } from '#test/exchange-server/soap/xml-tree.ts'

const ANNA = { address: 'anna.meier@contoso.example', user: 'anna.meier', password: 'geheim' }
const HOME = `/mailboxes/${ANNA.address}`
const INBOX = getFolder(distinguished('inbox'))

type Document = Readonly<Record<string, unknown>>

let server: ExchangeServer
let control: ControlInterface
let anna: RawClient

beforeEach(async () => {
  server = await startExchangeServer({ mailboxes: [ANNA], tls: 'private-ca', lockOutAfter: 2 })
  control = await startControlInterface(server)
  anna = rawClient(server.url, { ...ANNA, ca: server.caCertificate })
})

afterEach(async () => {
  anna.close()
  await control.stop()
  await server.stop()
})

async function call(method: string, path: string, body?: unknown) {
  const response = await fetch(control.url + path, {
    method,
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    }),
  })
  const text = await response.text()
  return { status: response.status, json: (text === '' ? undefined : JSON.parse(text)) as unknown }
}

/** The document of a successful answer. */
async function ok<Content = Document>(method: string, path: string, body?: unknown): Promise<Content> {
  const { status, json } = await call(method, path, body)
  expect(status, JSON.stringify(json)).toBeLessThan(300)
  return json as Content
}

const add = async (path: string, body: unknown): Promise<string> => {
  const { id } = await ok('POST', HOME + path, body)
  return id as string
}
const item = (id: string): string => `${HOME}/items/${encodeURIComponent(id)}`

describe('content', () => {
  test('a message by fields is there for a client, as if it had arrived', async () => {
    const id = await add('/messages', {
      subject: 'Grüße',
      from: { name: 'Bernd Vogel', address: 'bernd.vogel@contoso.example' },
      to: [ANNA.address],
      text: 'Ä',
      sentAt: '2026-03-02T09:00:00+01:00',
      importance: 'High',
      categories: ['Rot'],
    })
    const { text } = await anna.call(getItem([id], 'AllProperties'))
    expect(text).toContain('<t:Subject>Grüße</t:Subject>')
    expect(text).toContain('<t:DateTimeReceived>2026-03-02T08:00:00Z</t:DateTimeReceived>')
    expect(await ok('GET', item(id))).toMatchObject({
      id,
      subject: 'Grüße',
      isRead: false,
      importance: 'High',
      categories: ['Rot'],
      receivedAt: '2026-03-02T08:00:00.000Z',
      from: { address: 'bernd.vogel@contoso.example' },
    })
  })

  test('a message by its bytes is kept byte for byte', async () => {
    const mime = Buffer.from('Subject: A\r\n\r\n\xe4\x00b').toString('base64')
    const id = await add('/messages', { mime, folder: 'junkemail', isRead: true })
    expect(await ok('GET', `${item(id)}/mime`)).toEqual({ mime })
    expect(await ok<Document[]>('GET', `${HOME}/items?folder=junkemail`)).toMatchObject([
      { id, isRead: true },
    ])
    expect(await ok('GET', `${HOME}/items`)).toEqual([])
  })

  test('appointments, series and tasks', async () => {
    const appointment = await add('/appointments', {
      subject: 'Weekly',
      start: '2026-03-02T09:00:00',
      end: '2026-03-02T10:00:00',
      timeZone: 'W. Europe Standard Time',
      location: 'Zürich',
      attendees: ['bernd.vogel@contoso.example'],
      rhythm: { frequency: 'weekly', days: ['Monday', 'Friday'], until: '2026-03-31' },
    })
    const task = await add('/tasks', { subject: 'Offer', dueDate: '2026-03-05', percentComplete: 50 })
    const contact = await add('/items', {
      xml: '<t:Contact><t:GivenName>Sofia</t:GivenName></t:Contact>',
      folder: 'contacts',
    })
    expect(await ok('GET', item(appointment))).toMatchObject({
      element: 'CalendarItem',
      fields: { Start: '2026-03-02T08:00:00Z', Location: 'Zürich', CalendarItemType: 'RecurringMaster' },
    })
    expect(await ok('GET', item(task))).toMatchObject({
      element: 'Task',
      fields: { DueDate: '2026-03-05T00:00:00Z', Status: 'InProgress' },
    })
    expect(await ok('GET', item(contact))).toMatchObject({ fields: { GivenName: 'Sofia' } })
    const view =
      '<FindItem Traversal="Shallow"><ItemShape><t:BaseShape>IdOnly</t:BaseShape></ItemShape>' +
      '<CalendarView StartDate="2026-03-01T00:00:00Z" EndDate="2026-05-01T00:00:00Z"/>' +
      `<ParentFolderIds>${distinguished('calendar')}</ParentFolderIds></FindItem>`
    const found = child(child((await anna.call(view)).messages[0], 'RootFolder'), 'Items')!
    expect(found.children).toHaveLength(9)
    expect(await ok('GET', '/mails-sent')).toEqual([])
  })

  test('changes, moves and deletions behind the back of the client', async () => {
    const id = await add('/messages', { subject: 'A' })
    const changed = await ok('PATCH', item(id), { isRead: true, subject: 'B' })
    expect(changed).toMatchObject({ id, isRead: true, subject: 'B' })
    const moved = await ok('PATCH', item(id), { folder: 'deleteditems' })
    expect(moved.id).not.toBe(id)
    expect((await call('GET', item(id))).status).toBe(404)
    expect((await call('DELETE', item(moved.id as string))).status).toBe(204)
    expect(await ok<Document[]>('GET', '/mailboxes')).toMatchObject([{ address: ANNA.address, items: 0 }])
  })

  test('mailboxes, folders and generated content', async () => {
    const mailbox = { address: 'sofia.rossi@contoso.example', password: 'p', language: 'de' }
    expect(await ok('POST', '/mailboxes', mailbox)).toMatchObject({ user: 'sofia.rossi', items: 0 })
    expect((await call('POST', '/mailboxes', mailbox)).status).toBe(409)
    const home = '/mailboxes/Sofia.Rossi@contoso.example'
    const { id } = await ok('POST', `${home}/folders`, { displayName: 'Projekte', parent: 'inbox' })
    const { ids } = await ok('POST', `${home}/fill`, { messages: 12, seed: 3, folder: id })
    expect(ids).toHaveLength(12)
    const folder = `${home}/folders/${encodeURIComponent(id as string)}`
    expect(await ok('PATCH', folder, { displayName: 'Alt', parent: 'msgfolderroot' })).toMatchObject({
      displayName: 'Alt',
      totalCount: 12,
    })
    const names = async (): Promise<unknown[]> =>
      (await ok<Document[]>('GET', `${home}/folders`)).map(({ displayName }) => displayName)
    expect(await names()).toEqual(expect.arrayContaining(['Posteingang', 'Alt']))
    expect((await call('DELETE', folder)).status).toBe(204)
    expect(await names()).not.toContain('Alt')
  })
})

describe('the server', () => {
  test('says what it was asked and which mail was sent', async () => {
    const send =
      '<CreateItem MessageDisposition="SendOnly"><Items><t:Message><t:Subject>Hi</t:Subject><t:ToRecipients>' +
      '<t:Mailbox><t:EmailAddress>x@fabrikam.example</t:EmailAddress></t:Mailbox></t:ToRecipients></t:Message></Items></CreateItem>'
    await anna.call(send)
    expect(await ok<Document[]>('GET', '/journal')).toMatchObject([
      { operation: 'CreateItem', user: ANNA.user, status: 200 },
    ])
    const [mail] = await ok<Document[]>('GET', '/mails-sent')
    expect(mail).toMatchObject({ from: ANNA.address, to: ['x@fabrikam.example'], subject: 'Hi' })
    expect(Buffer.from(mail!.mime as string, 'base64').toString()).toContain('Subject: Hi')
    expect((await call('DELETE', '/journal')).status).toBe(204)
    expect(await ok('GET', '/journal')).toEqual([])
    expect(await ok('GET', '/server')).toMatchObject({ url: server.url, schemaViolations: [], failures: [] })
  })

  test('misbehaves, says how often, and stops', async () => {
    const { id } = await ok('POST', '/misbehaviours', {
      behaviour: 'server-busy',
      operation: 'GetFolder',
      times: 1,
    })
    expect((await anna.call(INBOX)).status).toBe(500)
    expect((await anna.call(INBOX)).status).toBe(200)
    const one = {
      id,
      behaviour: 'server-busy',
      met: 2,
      acted: 1,
      options: { operation: 'GetFolder', times: 1 },
    }
    expect(await ok('GET', '/misbehaviours')).toMatchObject([one])
    expect(await ok('GET', `/misbehaviours/${String(id)}`)).toMatchObject(one)
    expect(await ok('DELETE', `/misbehaviours/${String(id)}`)).toMatchObject(one)
    expect((await call('DELETE', `/misbehaviours/${String(id)}`)).status).toBe(404)
    await ok('POST', '/misbehaviours', { behaviour: 'ews-blocked' })
    expect((await anna.call(INBOX)).status).toBe(403)
    expect((await call('DELETE', '/misbehaviours')).status).toBe(204)
    expect((await anna.call(INBOX)).status).toBe(200)
    const catalogue = await ok<Document[]>('GET', '/misbehaviours/catalogue')
    expect(catalogue.map(({ name }) => name)).toEqual(MISBEHAVIOUR_NAMES)
  })

  test('has an outage, and the interface is there all the while', async () => {
    await ok('PUT', '/outage')
    await expect(anna.call(INBOX)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await add('/messages', { subject: 'while away' })
    await ok('DELETE', '/outage')
    expect((await anna.call(INBOX)).text).toContain('<t:TotalCount>1</t:TotalCount>')
  })

  test('renews its certificate', async () => {
    await ok('PUT', '/certificate', { kind: 'expired' })
    const other = rawClient(server.url, { ...ANNA, ca: server.caCertificate })
    await expect(other.call(INBOX)).rejects.toMatchObject({ code: 'CERT_HAS_EXPIRED' })
    const { caCertificate } = await ok('PUT', '/certificate', { kind: 'self-signed' })
    const trusting = rawClient(server.url, { ...ANNA, ca: caCertificate as string })
    expect((await trusting.call(INBOX)).status).toBe(200)
    other.close()
    trusting.close()
  })

  test('tells and lifts lock-outs', async () => {
    const wrong = rawClient(server.url, { ...ANNA, password: 'falsch', ca: server.caCertificate })
    await wrong.call(INBOX)
    await wrong.call(INBOX)
    expect(await ok('GET', '/lock-outs')).toEqual([ANNA.user])
    expect(await ok('GET', `/sign-ins/${ANNA.user}`)).toEqual({ successful: 0, failed: 2 })
    expect((await anna.call(INBOX)).status).toBe(401)
    await ok('DELETE', `/lock-outs/${ANNA.user}`)
    expect((await anna.call(INBOX)).status).toBe(200)
    expect((await call('DELETE', `/lock-outs/${ANNA.user}`)).status).toBe(404)
    wrong.close()
  })

  test('forgets its subscriptions', async () => {
    const { messages } = await anna.call(
      `<Subscribe><PullSubscriptionRequest><t:FolderIds>${distinguished('inbox')}</t:FolderIds>` +
        '<t:EventTypes><t:EventType>NewMailEvent</t:EventType></t:EventTypes><t:Timeout>1</t:Timeout></PullSubscriptionRequest></Subscribe>',
    )
    await ok('DELETE', '/subscriptions')
    const events = await anna.call(
      `<GetEvents><SubscriptionId>${childText(messages[0], 'SubscriptionId')!}</SubscriptionId>` +
        `<Watermark>${childText(messages[0], 'Watermark')!}</Watermark></GetEvents>`,
    )
    expect(childText(events.messages[0], 'ResponseCode')).toBe('ErrorSubscriptionNotFound')
  })
})

describe('a request that cannot be answered', () => {
  test.each<[string, string, unknown, number, RegExp]>([
    ['POST', '/misbehaviours', { behaviour: 'nonsense' }, 400, /no misbehaviour is called nonsense/],
    [
      'POST',
      '/misbehaviours',
      { behaviour: 'small-pages', operation: 'GetItem' },
      400,
      /cannot act on GetItem/,
    ],
    ['POST', '/misbehaviours', { behaviour: 'server-busy', operatoin: 'GetItem' }, 400, /operatoin/],
    ['POST', '/misbehaviours', { behaviour: 'server-busy', times: '3' }, 400, /times/],
    ['POST', '/mailboxes', { address: 'nobody' }, 400, /address/],
    ['POST', `${HOME}/messages`, { folder: 'nowhere' }, 404, /no folder nowhere/],
    [
      'POST',
      `${HOME}/items`,
      { xml: '<t:Contact>', folder: 'contacts' },
      400,
      /unclosed tag|unexpected close/i,
    ],
    [
      'POST',
      `${HOME}/appointments`,
      { start: '2026-03-02T09:00:00Z', end: '2026-03-01T09:00:00Z' },
      422,
      /ErrorCalendarEndDate/,
    ],
    ['GET', '/mailboxes/nobody@contoso.example/items', undefined, 404, /no mailbox/],
    ['GET', `${HOME}/items/nothing`, undefined, 404, /no item nothing/],
    ['GET', '/misbehaviours/9', undefined, 404, /no misbehaviour 9/],
    ['GET', '/nothing', undefined, 404, /nothing at/],
    ['PUT', '/journal', undefined, 405, /GET, DELETE/],
    ['GET', '/sign-ins/%E0%A4%A', undefined, 400, /URI/],
  ])('%s %s with %j is told why', async (method, path, body, status, reason) => {
    const answer = await call(method, path, body)
    expect([answer.status, JSON.stringify(answer.json)]).toEqual([status, expect.stringMatching(reason)])
    expect(server.misbehaviours).toEqual([])
    expect(server.mailbox(ANNA.address).count()).toBe(0)
  })

  test('a body that is no JSON', async () => {
    const post = (headers: Record<string, string>, body: string): Promise<Response> =>
      fetch(`${control.url}/misbehaviours`, { method: 'POST', headers, body })
    expect((await post({ 'Content-Type': 'application/json' }, '{')).status).toBe(400)
    expect((await post({ 'Content-Type': 'text/plain' }, '{"behaviour":"server-busy"}')).status).toBe(415)
  })

  test.each([{ Origin: 'https://fabrikam.example' }, { Host: 'rebound.fabrikam.example' }])(
    'from a page in a browser (%j)',
    async (headers) => {
      const status = await new Promise((resolve, reject) => {
        const outgoing = request(`${control.url}/journal`, { headers }, (response) => {
          response.resume()
          resolve(response.statusCode)
        })
        outgoing.once('error', reject)
        outgoing.end()
      })
      expect(status).toBe(403)
    },
  )

  test('a certificate for a server without TLS', async () => {
    const plain = await startExchangeServer({ mailboxes: [ANNA] })
    const other = await startControlInterface(plain)
    const response = await fetch(`${other.url}/certificate`, {
      method: 'PUT',
      body: '{"kind":"expired"}',
      headers: { 'Content-Type': 'application/json' },
    })
    expect(response.status).toBe(409)
    await other.stop()
    await plain.stop()
  })
})

test('the interface describes itself, every body by its JSON schema', async () => {
  const routes = await ok<Document[]>('GET', '/')
  const find = (method: string, path: string): Document =>
    routes.find((route) => route.method === method && route.path === path)!
  expect(find('POST', '/misbehaviours')).toMatchObject({
    summary: 'switches one on',
    body: { required: ['behaviour'], properties: { behaviour: { enum: MISBEHAVIOUR_NAMES } } },
  })
  for (const route of routes) {
    expect(route.summary).toMatch(/\S/)
    expect('body' in route).toBe(
      ['POST', 'PATCH'].includes(route.method as string) || route.path === '/certificate',
    )
  }
})
