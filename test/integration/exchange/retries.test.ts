import { afterEach, describe, expect, it } from 'vitest'
import type { CallWait } from '#electron/exchange/call.ts'
import { createExchangeClient } from '#electron/exchange/create-exchange-client.ts'
import type { ExchangeItemId, GetItemElement } from '#electron/exchange/exchange-client.ts'
import { Gates } from '#electron/exchange/gate.ts'
import { fill } from '#test/exchange-server/content/fill.ts'
import { signedIn } from '#test/integration/node-transport.ts'
import {
  type ExchangeServer,
  type MisbehaveOptions,
  startExchangeServer,
} from '#test/exchange-server/server.ts'

const ANNA = 'anna@contoso.example'
const INBOX = { kind: 'distinguished', name: 'inbox', mailbox: null } as const
const signal = new AbortController().signal
const ends: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A client with gates, before an inbox of 30 messages; what is misbehaved is switched on behind the first page. */
async function start(misbehaviour: MisbehaveOptions | null) {
  const server: ExchangeServer = await startExchangeServer({ mailboxes: [{ address: ANNA, password: 'x' }] })
  ends.push(() => server.stop())
  await fill(server.mailbox(ANNA), { messages: 30, seed: 3 })
  const waits: CallWait[] = []
  const gates = new Gates()
  const client = createExchangeClient({
    url: server.url,
    mailbox: ANNA,
    userName: ANNA,
    transport: await signedIn(server.url, { userName: ANNA, password: 'x' }),
    gates: gates.of(server.url, ANNA),
    retryLimits: { attempts: 3, totalWait: 10_000, firstWait: 1 },
    onWillWait: (wait) => waits.push(wait),
  })
  ends.push(() => client.close())
  const page = await client.syncFolderItems({ folder: INBOX, syncState: null, maxChanges: 512 }, signal)
  const ids = page.ok ? page.value.changes.map(({ id }) => id) : []
  /** How many ids each request for items asks for. */
  const asked: number[] = []
  server.intercept(({ body, operation }) => {
    if (operation === 'GetItem') asked.push(body.match(/<(\w+:)?ItemId /g)?.length ?? 0)
    return 'pass'
  })
  if (misbehaviour !== null) server.misbehave(misbehaviour)
  server.clearJournal()
  return { server, client, gates, waits, ids, asked }
}

async function everything(
  client: Awaited<ReturnType<typeof start>>['client'],
  ids: readonly ExchangeItemId[],
): Promise<{ elements: GetItemElement[]; result: Awaited<ReturnType<typeof client.getItems>> }> {
  const elements: GetItemElement[] = []
  const result = await client.getItems(ids, signal, (element) => {
    elements.push(element)
  })
  return { elements, result }
}

describe('a call that the server cannot serve now', () => {
  it('waits as long as it was asked to, says so, and comes back once', async () => {
    const { server, client, waits } = await start({ behaviour: 'server-busy', times: 1, milliseconds: 50 })
    expect(await client.getFolder(INBOX, signal)).toMatchObject({ ok: true })
    expect(server.journal.map(({ status }) => status)).toEqual([500, 200])
    expect(waits[0]).toMatchObject({ operation: 'GetFolder', reason: { code: 'exchange.server-busy' } })
    expect(waits[0]!.milliseconds).toBeGreaterThanOrEqual(50)
  })

  it('does not let other calls of the mailbox through meanwhile', async () => {
    const { server, client, gates, ids } = await start({
      behaviour: 'server-busy',
      times: 1,
      milliseconds: 300,
    })
    const begin = performance.now()
    const first = client.getFolder(INBOX, signal)
    while (gates.of(server.url, ANNA).pause === null) await new Promise((resolve) => setImmediate(resolve))
    expect(await everything(client, ids)).toMatchObject({ result: { ok: true } })
    expect(performance.now() - begin).toBeGreaterThanOrEqual(295)
    expect(await first).toMatchObject({ ok: true })
  })

  it('fails in the end with the id of its last attempt', async () => {
    const { server, client } = await start({ behaviour: 'server-busy', milliseconds: 1 })
    const answer = await client.getFolder(INBOX, signal)
    const requestId = server.journal.at(-1)?.clientRequestId
    expect(answer).toMatchObject({ ok: false, error: { params: { requestId } } })
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(server.journal).toHaveLength(3)
  })

  it('is not repeated when the sign-in was refused, even while the server throttles', async () => {
    const { server, client } = await start({ behaviour: 'unauthorised-while-throttling' })
    expect(await client.getFolder(INBOX, signal)).toMatchObject({ error: { code: 'sign-in.refused' } })
    expect(server.journal).toHaveLength(1)
  })
})

describe('a page that comes instead of an answer', () => {
  it('is told in its own words, without its markup: why access is forbidden stands nowhere else', async () => {
    const { server, client } = await start(null)
    server.intercept(() => ({
      kind: 'http',
      status: 403,
      headers: { 'Content-Type': 'text/html', 'X-MS-Diagnostics': '3000003;reason="blocked"' },
      body: '<html><style>p { color: red }</style><h1>Forbidden</h1>\n<p>EWS is disabled for   this tenant.</p></html>',
    }))
    expect(await client.getFolder(INBOX, signal)).toMatchObject({
      error: {
        code: 'exchange.ews-off-for-organization',
        params: {
          said: 'Forbidden EWS is disabled for this tenant.',
          diagnostics: '3000003;reason="blocked"',
        },
      },
    })
    expect(server.journal).toHaveLength(1)
  })
})

describe('a batch of items', () => {
  it('whose answer breaks off goes on with what is missing, and gives nothing twice', async () => {
    const { client, ids, asked } = await start({ behaviour: 'drop-in-answer', times: 1 })
    const { elements, result } = await everything(client, ids)
    expect(result).toMatchObject({ ok: true })
    expect(elements.map(({ id }) => id).sort()).toEqual([...ids].sort())
    expect(elements.every((element) => element.result.ok)).toBe(true)
    expect(asked).toHaveLength(2)
    expect(asked[1]).toBeGreaterThan(0)
    expect(asked[1]).toBeLessThan(30)
  })

  it('of which the server gives only a part asks again for the rest alone', async () => {
    const { client, ids, asked } = await start({
      behaviour: 'server-busy-from-the-middle',
      times: 1,
      milliseconds: 1,
    })
    const { elements, result } = await everything(client, ids)
    expect(result).toMatchObject({ ok: true })
    expect(elements.map(({ id }) => id).sort()).toEqual([...ids].sort())
    expect(asked).toHaveLength(2)
    expect(asked[1]).toBe(15)
  })
})
