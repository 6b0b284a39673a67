/** The search for a server as the window drives it: questions are states, answers go on, refusals are counted. */
import { Readable } from 'node:stream'
import { describe, expect, it, vi } from 'vitest'
import type { OpenTransport } from '#electron/exchange/transport/open-transport.ts'
import { withBasicAuthentication } from '#electron/exchange/transport/basic-authentication.ts'
import type { Transport, TransportResponse } from '#electron/exchange/transport/transport.ts'
import type { DiscoveryProgress, DiscoveryRequest } from '#shared/domain/discovery.ts'
import { SYSTEM_TRUST } from '#shared/domain/trust.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok } from '#shared/result.ts'
import { servicesUnderTest } from './services-under-test.ts'

const MAILBOX = 'anna@firma.ch'
const REQUEST: DiscoveryRequest = {
  mailbox: MAILBOX,
  trust: SYSTEM_TRUST,
  maxFailedLogonAttempts: 2,
  signIn: null,
}
const SIGN_IN = { method: 'basic', userName: MAILBOX, password: 'falsch' } as const

const answer = (status: number, challenges: readonly string[] = []): TransportResponse => ({
  status,
  headers: {},
  challenges,
  setCookies: [],
  body: Readable.from([]),
  requestId: '',
})

/** `autodiscover.firma.ch` asks for a sign-in and takes none; nothing else is there. */
function arranged() {
  const signedIn: string[] = []
  const wire: Transport = {
    send: ({ url, headers }) => {
      const { hostname, pathname } = new URL(url)
      if (hostname !== 'autodiscover.firma.ch' || !url.startsWith('https:')) {
        return Promise.resolve(failure(appError('network.host-not-found', { host: hostname })))
      }
      if (pathname.endsWith('.json')) return Promise.resolve(ok(answer(404)))
      if (headers.Authorization !== undefined) signedIn.push(url)
      return Promise.resolve(ok(answer(401, ['Basic realm="x"'])))
    },
    close: () => Promise.resolve(),
  }
  const openTransport: OpenTransport = ({ credential, attempts }) =>
    Promise.resolve(
      ok(credential.kind === 'basic' ? withBasicAuthentication(wire, credential, attempts) : wire),
    )
  let latest: DiscoveryProgress | null = null
  const { autodiscover } = servicesUnderTest({
    openTransport,
    lookUpSrv: (name) => Promise.resolve(failure(appError('network.host-not-found', { host: name }))),
    onEvent: (name, payload) => {
      if (name === 'autodiscover.onDidProgress') latest = payload as DiscoveryProgress
    },
  })
  const started = (request: DiscoveryRequest) => {
    const result = autodiscover.start(request)
    if (!result.ok) throw new Error(result.error.code)
    return result.value.id
  }
  /** The state of the search with this name, as soon as it is reached. */
  const reached = (name: DiscoveryProgress['state']['name']): Promise<DiscoveryProgress> =>
    vi.waitFor(() => {
      if (latest?.state.name !== name) throw new Error(`${latest?.state.name ?? 'nothing'} yet`)
      return latest
    }, PATIENCE)
  return { autodiscover, started, reached, signedIn }
}

const PATIENCE = { timeout: 15_000 } // the first search loads the network stack

const errorOf = ({ state }: DiscoveryProgress) => (state.name === 'failed' ? state.error.code : state.name)

describe('the search for a server', () => {
  it('asks for a sign-in, and a refused password ends it', async () => {
    const { autodiscover, started, reached, signedIn } = arranged()
    const id = started(REQUEST)
    expect((await reached('asks-sign-in')).state).toMatchObject({
      question: { host: 'autodiscover.firma.ch', methods: ['basic'] },
    })
    autodiscover.answerSignIn(id, SIGN_IN)
    expect(errorOf(await reached('failed'))).toBe('sign-in.refused')
    expect(signedIn).toHaveLength(1)
  })

  it('sends nothing more after as many refusals as the connector allows', async () => {
    const { started, reached, signedIn } = arranged()
    for (const password of ['eins', 'zwei', 'drei']) {
      const id = started({ ...REQUEST, signIn: { ...SIGN_IN, password } })
      await vi.waitFor(async () => {
        expect((await reached('failed')).id).toBe(id)
      }, PATIENCE)
    }
    expect(errorOf(await reached('failed'))).toBe('sign-in.paused')
    expect(signedIn).toHaveLength(2)
  })

  it('goes on without a sign-in, asks about a foreign host, and ends when it is cancelled', async () => {
    const { autodiscover, started, reached } = arranged()
    const id = started(REQUEST)
    await reached('asks-sign-in')
    autodiscover.answerSignIn(id, null)
    expect((await reached('asks-host')).state).toMatchObject({
      question: { host: 'outlook.office365.com', sends: 'address' },
    })
    autodiscover.cancel(id)
    expect(errorOf(await reached('failed'))).toBe('discovery.cancelled')
  })
})
