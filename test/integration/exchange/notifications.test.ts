import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { createExchangeClient } from '#electron/exchange/create-exchange-client.ts'
import type { NotificationTiming } from '#electron/exchange/notifications/notification-timing.ts'
import {
  type MailboxChange,
  type NotificationMode,
  StreamingNotifications,
} from '#electron/exchange/notifications/streaming-notifications.ts'
import { NO_RETRIES } from '#electron/exchange/retry.ts'
import { withBasicAuthentication } from '#electron/exchange/transport/basic-authentication.ts'
import { withCookies } from '#electron/exchange/transport/cookie-jar.ts'
import { createNodeTransport } from '#electron/exchange/transport/node-transport.ts'
import type { Transport } from '#electron/exchange/transport/transport.ts'
import {
  type ExchangeServer,
  type ExchangeServerOptions,
  startExchangeServer,
} from '#test/exchange-server/server.ts'

const ANNA = 'anna@contoso.example'
const BEAT = 'beat@contoso.example'
const SERVICE = 'dienst@contoso.example'

/** Quick, so that a test does not wait for what takes minutes outside; heartbeats come every 100 ms. */
const TIMING: NotificationTiming = {
  connectionMinutes: 1,
  silence: 1_500,
  firstWait: 10,
  longestWait: 100,
  failuresBeforePolling: 2,
  afterRefusal: 300,
  unsubscribe: 2_000,
}

type Told = { readonly key: string; readonly change: MailboxChange }

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function startServer(options: Partial<ExchangeServerOptions> = {}): Promise<ExchangeServer> {
  const server = await startExchangeServer({
    mailboxes: [ANNA, BEAT, SERVICE].map((address) => ({ address, password: 'x' })),
    impersonators: [SERVICE],
    heartbeatMilliseconds: 100,
    validate: 'requests-and-responses',
    ...options,
  })
  ends.push(() => server.stop())
  return server
}

/** Listens to mailboxes: as a service account that impersonates them, or as each of them. */
function listen(
  server: ExchangeServer,
  mailboxes: readonly string[],
  options: { readonly grouping?: string; readonly timing?: Partial<NotificationTiming> } = {},
) {
  const told: Told[] = []
  const modes: { key: string; mode: NotificationMode }[] = []
  const transports = new Map<string, Transport>()
  const isService = options.grouping !== undefined
  const notifications = new StreamingNotifications({
    mailboxes: mailboxes.map((mailbox) => ({
      key: mailbox,
      mailbox,
      grouping: options.grouping ?? null,
      folders: [{ kind: 'distinguished', name: 'inbox', mailbox: null }],
    })),
    createClient: ({ mailbox }, anchor) => {
      const userName = isService ? SERVICE : mailbox
      const transport =
        transports.get(anchor) ??
        withBasicAuthentication(withCookies(createNodeTransport({ userAgent: 'MS-EWS-Konnektor/0.0.0' })), {
          kind: 'basic',
          userName,
          password: 'x',
        })
      transports.set(anchor, transport)
      return createExchangeClient({
        url: server.url,
        userName,
        mailbox,
        transport,
        retryLimits: NO_RETRIES,
        impersonates: isService,
        anchor,
      })
    },
    pollEvery: 50,
    onDidChange: (key, change) => told.push({ key, change }),
    onDidChangeMode: (key, mode) => modes.push({ key, mode }),
    timing: { ...TIMING, ...options.timing },
  })
  notifications.start()
  ends.push(() => notifications.stop())
  const modeOf = (key: string) => modes.findLast((mode) => mode.key === key)?.mode
  return { notifications, told, modes, modeOf }
}

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 20_000
  while (!isSo()) {
    if (performance.now() > end) throw new Error('it never came to that')
    await wait(5)
  }
}

describe('notifications', () => {
  it('tell in which folder of which mailbox something happened', async () => {
    const server = await startServer()
    const { told, modeOf } = listen(server, [ANNA, BEAT])
    await until(() => modeOf(ANNA)?.kind === 'streaming' && modeOf(BEAT)?.kind === 'streaming')
    // A mailbox that has just been subscribed counts as changed: nobody told what happened before.
    expect(
      told
        .filter(({ change }) => change.kind === 'unknown')
        .map(({ key }) => key)
        .sort(),
    ).toEqual([ANNA, BEAT])
    const inbox = server.mailbox(BEAT).folder('inbox')!.id
    await server.mailbox(BEAT).addMessage({ subject: 'Neu' })
    await until(() => told.some(({ change }) => change.kind === 'folders'))
    const [hint] = told.filter(({ change }) => change.kind === 'folders')
    expect(hint).toEqual({ key: BEAT, change: { kind: 'folders', folderIds: [inbox] } })
    expect(told.some(({ key, change }) => key === ANNA && change.kind === 'folders')).toBe(false)
  })

  it('of mailboxes on the same server come over one connection, with affinity to the first of them', async () => {
    const server = await startServer()
    const anchors: unknown[] = []
    let connections = 0
    server.intercept(({ headers, operation }) => {
      anchors.push([headers['x-anchormailbox'], headers['x-preferserveraffinity']])
      if (operation === 'GetStreamingEvents') connections++
      return 'pass'
    })
    const { told, modeOf } = listen(server, [BEAT, ANNA], { grouping: 'rack-1' })
    await until(() => modeOf(ANNA)?.kind === 'streaming' && modeOf(BEAT)?.kind === 'streaming')
    for (const mailbox of [ANNA, BEAT]) await server.mailbox(mailbox).addMessage({ subject: 'Neu' })
    await until(() =>
      [ANNA, BEAT].every((mailbox) =>
        told.some(({ key, change }) => key === mailbox && change.kind === 'folders'),
      ),
    )
    expect(connections).toBe(1)
    expect(anchors).toEqual(anchors.map(() => [ANNA, 'true']))
  })

  it('go on with the same subscription when the connection breaks, and the mailbox counts as changed', async () => {
    const server = await startServer()
    let connections = 0
    server.intercept(({ operation }) => {
      if (operation === 'GetStreamingEvents') connections++
      return 'pass'
    })
    const { told, modes } = listen(server, [ANNA])
    await until(() => connections === 1)
    await server.stopListening()
    await server.mailbox(ANNA).addMessage({ subject: 'In der Pause' })
    await server.listen()
    await until(() => told.filter(({ change }) => change.kind === 'unknown').length === 2)
    await server.mailbox(ANNA).addMessage({ subject: 'Danach' })
    await until(() => told.some(({ change }) => change.kind === 'folders'))
    expect(server.journal.filter(({ operation }) => operation === 'Subscribe')).toHaveLength(1)
    expect(
      modes.every(({ mode }) => mode.kind === 'streaming' || mode.reason.code.startsWith('network.')),
    ).toBe(true)
  })

  it('are set up anew when the server has forgotten them, and the mailbox counts as changed', async () => {
    const server = await startServer()
    const { told, modeOf } = listen(server, [ANNA])
    await until(() => modeOf(ANNA)?.kind === 'streaming' && told.length === 1)
    server.loseSubscriptions()
    await until(() => told.length >= 2)
    expect(told[1]).toEqual({ key: ANNA, change: { kind: 'unknown' } })
    await server.mailbox(ANNA).addMessage({ subject: 'Neu' })
    await until(() => told.some(({ change }) => change.kind === 'folders'))
  })

  it('notice a connection that has gone silent', async () => {
    const server = await startServer({ heartbeatMilliseconds: 60_000 })
    let connections = 0
    server.intercept(({ operation }) => {
      if (operation === 'GetStreamingEvents') connections++
      return 'pass'
    })
    listen(server, [ANNA], { timing: { silence: 50 } })
    await until(() => connections >= 3)
  })

  it('survive a server that closes twice, joins envelopes and cuts them anywhere', async () => {
    const server = await startServer()
    server.misbehave({ behaviour: 'stream-closes-twice', times: 2 })
    server.misbehave({ behaviour: 'stream-in-pieces' })
    const { told, modeOf } = listen(server, [ANNA])
    await until(() => modeOf(ANNA)?.kind === 'streaming')
    for (const subject of ['Eins', 'Zwei', 'Drei']) {
      const before = told.length
      await server.mailbox(ANNA).addMessage({ subject })
      await until(() => told.slice(before).some(({ change }) => change.kind === 'folders'))
    }
  })

  it('fall back to polling while the server refuses them, and come back', async () => {
    const server = await startServer()
    const refusal = server.misbehave({ behaviour: 'inner-server-busy', operation: 'Subscribe' })
    const { told, modeOf } = listen(server, [ANNA])
    await until(() => modeOf(ANNA)?.kind === 'polling' && told.length >= 3)
    expect(told.every(({ change }) => change.kind === 'unknown')).toBe(true)
    refusal.stop()
    await until(() => modeOf(ANNA)?.kind === 'streaming')
    await server.mailbox(ANNA).addMessage({ subject: 'Neu' })
    await until(() => told.some(({ change }) => change.kind === 'folders'))
  })

  it('poll during an outage, and listen again when it is over', async () => {
    const server = await startServer()
    const { told, modeOf } = listen(server, [ANNA])
    await until(() => modeOf(ANNA)?.kind === 'streaming')
    await server.stopListening()
    await until(() => modeOf(ANNA)?.kind === 'polling')
    await server.listen()
    await until(() => modeOf(ANNA)?.kind === 'streaming')
    await server.mailbox(ANNA).addMessage({ subject: 'Neu' })
    await until(() => told.some(({ change }) => change.kind === 'folders'))
  })

  it('never try a refused password again', async () => {
    const server = await startServer()
    const { told, modeOf } = listen(server, ['unknown@contoso.example'])
    await until(() => modeOf('unknown@contoso.example')?.kind === 'polling' && told.length >= 5)
    expect(server.journal.map(({ status }) => status)).toEqual([401])
  })

  it('end within two seconds, with a goodbye to the server', async () => {
    const server = await startServer()
    const { notifications, modeOf } = listen(server, [ANNA, BEAT])
    await until(() => modeOf(ANNA)?.kind === 'streaming' && modeOf(BEAT)?.kind === 'streaming')
    await notifications.stop()
    expect(server.journal.filter(({ operation }) => operation === 'Unsubscribe')).toHaveLength(2)
    await notifications.stop()
  })
})
