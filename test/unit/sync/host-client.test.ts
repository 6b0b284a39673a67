/** The engine as main sees it: a host that starts at first use, and whose end nobody waits for in vain. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { SyncJob } from '#electron/sync/engine-api.ts'
import { engineContract } from '#electron/sync/engine-api.ts'
import { HostClient, type HostProcess } from '#electron/sync/host-client.ts'
import { MessagePeer } from '#electron/sync/message-peer.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { NO_COUNTS, type SyncProgress } from '#shared/domain/sync.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type {
  Transport,
  TransportRequest,
  TransportResponse,
} from '#electron/exchange/transport/transport.ts'
import { WireClient } from '#electron/sync/wire/wire-client.ts'
import { portPair } from './ports.ts'

const [ANNA, BEAT] = [1, 2].map(
  (number) => `00000000-0000-4000-8000-00000000000${number}` as EwsAccountId,
) as [EwsAccountId, EwsAccountId]

const job = (accountId: EwsAccountId): SyncJob => ({
  accountId,
  primeEmailAccountId: accountId as never,
  mailbox: 'anna@firma.ch',
  access: 'own',
  url: 'https://mail.firma.ch/EWS/Exchange.asmx',
  userName: 'anna',
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
        listEmailAccounts: () => Promise.resolve(ok([])),
        createEmailAccount: () => Promise.resolve(failure(appError('prime.disk-full'))),
        listEmails: () => new Promise(() => undefined),
        openEmail: () => Promise.resolve(failure(appError('email.not-found'))),
        exportEmail: () => Promise.resolve(ok(null)),
        startSync: ({ jobs }) => {
          for (const { accountId } of jobs) {
            this.started.push(accountId)
            this.progress({ accountId, state: 'waiting' })
            this.progress({ accountId, state: 'running', done: 1, total: null, counts: NO_COUNTS })
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
  const transport = new FakeTransport()
  const client = new HostClient(
    () => {
      const host = new FakeHost()
      hosts.push(host)
      return host
    },
    {
      transportFor: (id) =>
        Promise.resolve(id === ANNA ? ok(transport) : failure(appError('secret.not-stored'))),
      onProgress: (latest) => progress.push(latest),
    },
  )
  return { client, hosts, progress, transport }
}

afterEach(() => {
  vi.useRealTimers()
})

const HOST_STOPPED = { ok: false, error: { code: 'sync.host-stopped' } }

describe('the sync host', () => {
  it('is started by the first call, and only once', async () => {
    const { client, hosts } = aClient()
    expect(hosts).toHaveLength(0)
    await Promise.all([client.listEmailAccounts(), client.listEmailAccounts()])
    expect(hosts).toHaveLength(1)
  })

  it('has its requests sent by main, and is told when there is no way', async () => {
    const { client, hosts, transport } = aClient()
    await client.listEmailAccounts()
    const way = hosts[0]!.client.transportFor(ANNA)
    const sent = await way.send(aRequest())
    expect(sent).toMatchObject({ ok: true, value: { status: 200, headers: {}, setCookies: [] } })
    expect(transport.requests).toMatchObject([
      { operation: 'GetFolder', method: 'POST', body: '<Envelope/>' },
    ])
    const none = hosts[0]!.client.transportFor(BEAT)
    expect(await none.send(aRequest())).toMatchObject({ error: { code: 'secret.not-stored' } })
    await way.close()
    await vi.waitFor(() => {
      expect(transport.closed).toBe(true)
    })
  })

  it('that dies ends its requests and their transports', async () => {
    const { client, hosts, transport } = aClient()
    await client.listEmailAccounts()
    transport.answers = 'never'
    void hosts[0]!.client.transportFor(ANNA).send(aRequest())
    await vi.waitFor(() => {
      expect(transport.requests).toHaveLength(1)
    })
    hosts[0]!.die()
    await vi.waitFor(() => {
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
        result: { outcome: 'failed', error: { code: 'sync.host-stopped' } },
      })),
    )
  })

  it('that dies after a run has ended does not end it again', async () => {
    const { client, hosts, progress } = aClient()
    await client.startSync({ jobs: [job(ANNA)] })
    const result = {
      startedAt: '2026-01-01T00:00:00.000Z',
      endedAt: '2026-01-01T00:00:01.000Z',
      outcome: 'succeeded',
      counts: NO_COUNTS,
      error: null,
    }
    hosts[0]!.progress({ accountId: ANNA, state: 'ended', result } as SyncProgress)
    await client.listEmailAccounts()
    expect(progress.at(-1)).toMatchObject({ state: 'ended', result: { outcome: 'succeeded' } })
    const told = progress.length
    hosts[0]!.die()
    expect(progress).toHaveLength(told)
  })

  it('that dies ends the open calls, and the next call starts a new one', async () => {
    const { client, hosts } = aClient()
    const open = client.listEmails({ primeEmailAccountId: ANNA as never, offset: 0, limit: 1 })
    hosts[0]!.die()
    expect(await open).toMatchObject(HOST_STOPPED)
    expect(await client.startSync({ jobs: [job(ANNA)] })).toEqual(ok([ANNA]))
    expect(hosts.map(({ started }) => started)).toEqual([[], [ANNA]])
  })
})

describe('closing', () => {
  it('is orderly: the host ends by itself, then its process', async () => {
    const { client, hosts } = aClient()
    await client.listEmailAccounts()
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
    await client.listEmailAccounts()
    hosts[0]!.closes = 'never'
    const closing = client.close()
    await vi.advanceTimersByTimeAsync(4_900)
    expect(hosts[0]!.killed).toBe(false)
    await vi.advanceTimersByTimeAsync(200)
    await closing
    expect(hosts[0]!.killed).toBe(true)
  })
})
