/** The engine as main sees it: a host that starts at first use, and whose end nobody waits for in vain. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { eventually } from '#test/eventually.ts'
import type { SyncJob } from '#electron/sync/engine-api.ts'
import { engineContract } from '#electron/sync/engine-api.ts'
import { engineCalls } from '#electron/sync/engine-calls.ts'
import { hostClient, type HostProcess } from '#electron/sync/host-client.ts'
import { MessagePeer } from '#electron/sync/message-peer.ts'
import type { EwsAccountId, Instant } from '#shared/domain/ids.ts'
import { NO_COUNTS, type SyncProgress } from '#shared/domain/sync.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type {
  Transport,
  TransportRequest,
  TransportResponse,
} from '#electron/exchange/transport/transport.ts'
import { WireClient } from '#electron/sync/wire/wire-client.ts'
import { aSyncJob } from './jobs.ts'
import { portPair } from './ports.ts'

const [ANNA, BEAT] = [1, 2].map(
  (number) => `00000000-0000-4000-8000-00000000000${number}` as EwsAccountId,
) as [EwsAccountId, EwsAccountId]

const job = (accountId: EwsAccountId): SyncJob =>
  aSyncJob({
    accountId,
    primeEmailAccountId: accountId as never,
    mailbox: 'anna@firma.ch',
    url: 'https://mail.firma.ch/EWS/Exchange.asmx',
    userName: 'anna',
    trigger: 'schedule',
  })

/** A host process in memory: starts what it is told to, and dies on request. */
class FakeHost implements HostProcess {
  readonly port
  readonly wire
  /** The host's end of the wire. */
  readonly client
  readonly started: EwsAccountId[] = []
  readonly peer
  killed = false
  closes: 'at once' | 'never' = 'at once'
  readonly #exits: (() => void)[] = []

  constructor() {
    const [main, host] = portPair()
    this.port = main
    const [mainWire, hostWire] = portPair()
    this.wire = mainWire
    this.client = new WireClient(hostWire)
    this.peer = new MessagePeer(host, {
      theirs: {},
      ours: engineContract,
      handlers: {
        ...engineCalls(() => Promise.resolve(failure(appError('prime.unreadable'))) as never),
        listEmailAccounts: () => Promise.resolve(ok([])),
        createEmailAccount: () => Promise.resolve(failure(appError('prime.disk-full'))),
        listEmails: () => new Promise(() => undefined),
        openEmail: () => Promise.resolve(failure(appError('email.not-found'))),
        exportPrimeItem: () => Promise.resolve(ok(null)),
        startSync: ({ jobs }) => {
          for (const { accountId } of jobs) {
            this.started.push(accountId)
            this.progress({ accountId, state: 'waiting', trigger: 'schedule' })
            this.progress({
              accountId,
              state: 'running',
              trigger: 'schedule',
              phase: 'observing',
              kind: 'emails',
              folder: 'inbox',
              done: 1,
              total: null,
              counts: NO_COUNTS,
              startedAt: '2026-01-01T00:00:00.000Z' as Instant,
              kinds: [],
              busyUntil: null,
            })
          }
          return Promise.resolve(ok(jobs.map(({ accountId }) => accountId)))
        },
        cancelSync: () => Promise.resolve(ok(null)),
        close: () => (this.closes === 'at once' ? Promise.resolve(ok(null)) : new Promise(() => undefined)),
      },
    })
  }

  progress(progress: SyncProgress) {
    this.peer.emit('progress', progress)
  }

  onExit(listener: () => void) {
    this.#exits.push(listener)
  }

  kill() {
    this.killed = true
  }

  die() {
    for (const listener of this.#exits) listener()
  }
}

/** A way to a server that sets cookies, which are nobody's business but main's. */
class FakeTransport implements Transport {
  readonly requests: TransportRequest[] = []
  closed = false
  answers: 'at once' | 'never' = 'at once'

  send = (request: TransportRequest): Promise<Result<TransportResponse>> => {
    this.requests.push(request)
    if (this.answers === 'never') return new Promise(() => undefined)
    return Promise.resolve(
      ok({
        status: 200,
        headers: { 'set-cookie': 'X-BackEndCookie=be1' },
        challenges: [],
        setCookies: ['X-BackEndCookie=be1'],
        body: (async function* () {
          yield new Uint8Array(3)
        })(),
        requestId: 'id',
      }),
    )
  }

  close = () => {
    this.closed = true
    return Promise.resolve()
  }
}

const aRequest = (): TransportRequest => ({
  operation: 'GetFolder',
  method: 'POST',
  url: 'https://mail.firma.ch/EWS/Exchange.asmx',
  headers: {},
  body: '<Envelope/>',
  signal: new AbortController().signal,
})

function aClient() {
  const hosts: FakeHost[] = []
  const progress: SyncProgress[] = []
  const modes: string[] = []
  const changed: EwsAccountId[] = []
  const notices: AppError[] = []
  const transport = new FakeTransport()
  const client = hostClient(
    () => {
      const host = new FakeHost()
      hosts.push(host)
      return host
    },
    {
      transportFor: (id) =>
        Promise.resolve(id === ANNA ? ok(transport) : failure(appError('secret.not-stored'))),
      onProgress: (latest) => progress.push(latest),
      onMailboxChange: (id) => changed.push(id),
      onNotificationMode: (id, mode) => modes.push(`${id === ANNA ? 'anna' : 'beat'}: ${mode}`),
      onStoreNotice: (notice) => notices.push(notice),
    },
  )
  return { client, hosts, progress, transport, modes, changed, notices }
}

afterEach(() => {
  vi.useRealTimers()
})

const HOST_STOPPED = { ok: false, error: { code: 'sync.host-stopped' } }

describe('the sync host', () => {
  it('is started by the first call, and only once', async () => {
    const { client, hosts } = aClient()
    expect(hosts).toHaveLength(0)
    await Promise.all([client.listEmailAccounts(null), client.listEmailAccounts(null)])
    expect(hosts).toHaveLength(1)
  })

  it('has its requests sent by main, and is told when there is no way', async () => {
    const { client, hosts, transport } = aClient()
    await client.listEmailAccounts(null)
    const way = hosts[0]!.client.transportFor(ANNA)
    const sent = await way.send(aRequest())
    expect(sent).toMatchObject({ ok: true, value: { status: 200, headers: {}, setCookies: [] } })
    expect(transport.requests).toMatchObject([
      { operation: 'GetFolder', method: 'POST', body: '<Envelope/>' },
    ])
    const none = hosts[0]!.client.transportFor(BEAT)
    expect(await none.send(aRequest())).toMatchObject({ error: { code: 'secret.not-stored' } })
    await way.close()
    await eventually(() => {
      expect(transport.closed).toBe(true)
    })
  })

  it('that finds the database damaged has main told', async () => {
    const { client, hosts, notices } = aClient()
    await client.listEmailAccounts(null)
    const notice = appError('prime.repaired', { file: '/data/prime/prime-damaged-2026.db' })
    hosts[0]!.peer.emit('store-notice', notice)
    await eventually(() => {
      expect(notices).toEqual([notice])
    })
  })

  it('that dies ends its requests and their transports', async () => {
    const { client, hosts, transport } = aClient()
    await client.listEmailAccounts(null)
    transport.answers = 'never'
    void hosts[0]!.client.transportFor(ANNA).send(aRequest())
    await eventually(() => {
      expect(transport.requests).toHaveLength(1)
    })
    hosts[0]!.die()
    await eventually(() => {
      expect([transport.requests[0]!.signal.aborted, transport.closed]).toEqual([true, true])
    })
  })

  it('that dies in a run ends the run of every account as failed, once', async () => {
    const { client, hosts, progress } = aClient()
    await client.startSync({ jobs: [job(ANNA), job(BEAT)] })
    progress.length = 0
    hosts[0]!.die()
    expect(progress).toMatchObject(
      [ANNA, BEAT].map((accountId) => ({
        accountId,
        state: 'ended',
        result: { trigger: 'schedule', outcome: 'failed', error: { code: 'sync.host-stopped' } },
      })),
    )
  })

  it('tells what it hears of mailboxes, and that it hears nothing any longer when it dies', async () => {
    const { client, hosts, modes, changed } = aClient()
    await client.listEmailAccounts(null)
    hosts[0]!.peer.emit('notification-mode', { accountId: ANNA, mode: 'streaming' })
    hosts[0]!.peer.emit('mailbox-change', { accountId: ANNA })
    await client.listEmailAccounts(null)
    expect(modes).toEqual(['anna: streaming'])
    expect(changed).toEqual([ANNA])
    hosts[0]!.die()
    expect(modes).toEqual(['anna: streaming', 'anna: polling'])
  })

  it('that dies after a run has ended does not end it again', async () => {
    const { client, hosts, progress } = aClient()
    await client.startSync({ jobs: [job(ANNA)] })
    const result = {
      startedAt: '2026-01-01T00:00:00.000Z',
      endedAt: '2026-01-01T00:00:01.000Z',
      trigger: 'schedule',
      outcome: 'succeeded',
      counts: NO_COUNTS,
      givenUp: 0,
      waitedMilliseconds: 0,
      error: null,
    }
    hosts[0]!.progress({ accountId: ANNA, state: 'ended', result } as SyncProgress)
    await client.listEmailAccounts(null)
    expect(progress.at(-1)).toMatchObject({ state: 'ended', result: { outcome: 'succeeded' } })
    const told = progress.length
    hosts[0]!.die()
    expect(progress).toHaveLength(told)
  })

  it('that dies ends the open calls, and the next call starts a new one', async () => {
    const { client, hosts } = aClient()
    const open = client.listEmails({
      ...{ primeEmailAccountId: ANNA as never, folder: null, search: '', order: 'newest' },
      ...{ offset: 0, limit: 1 },
    })
    hosts[0]!.die()
    expect(await open).toMatchObject(HOST_STOPPED)
    expect(await client.startSync({ jobs: [job(ANNA)] })).toEqual(ok([ANNA]))
    expect(hosts.map(({ started }) => started)).toEqual([[], [ANNA]])
  })
})

describe('closing', () => {
  it('is orderly: the host ends by itself, then its process', async () => {
    const { client, hosts } = aClient()
    await client.listEmailAccounts(null)
    await client.close()
    expect(hosts[0]!.killed).toBe(true)
  })

  it('without a host starts none', async () => {
    const { client, hosts } = aClient()
    await client.close()
    expect(hosts).toHaveLength(0)
  })

  it('does not wait longer than five seconds for a host that does not answer', async () => {
    vi.useFakeTimers()
    const { client, hosts } = aClient()
    await client.listEmailAccounts(null)
    hosts[0]!.closes = 'never'
    const closing = client.close()
    await vi.advanceTimersByTimeAsync(4_900)
    expect(hosts[0]!.killed).toBe(false)
    await vi.advanceTimersByTimeAsync(200)
    await closing
    expect(hosts[0]!.killed).toBe(true)
  })
})
