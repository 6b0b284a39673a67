/** What only Chromium's network stack can: Windows sign-in, the proxy of the system, and PAC scripts. */
import assert from 'node:assert/strict'
import { NO_CREDENTIAL, type PasswordCredential } from '#electron/exchange/credential.ts'
import { SYSTEM_TRUST } from '#shared/domain/trust.ts'
import { startProxy } from '#test/proxy/proxy-server.ts'
import { type ExchangeServerOptions, startExchangeServer } from '#test/exchange-server/server.ts'
import { type Case, type Scope, aRequest, answerOf, errorOf } from './contract.ts'
import { serveHttps } from './servers.ts'

const ANNA = 'anna@contoso.example'
const PASSWORD = 'Grüezi: wohl'

const windows = (changes: Partial<PasswordCredential> = {}): PasswordCredential => ({
  kind: 'windows',
  userName: 'CONTOSO\\anna',
  password: PASSWORD,
  ...changes,
})

async function exchange(scope: Scope, authentication: ExchangeServerOptions['authentication'] & {}) {
  const server = await startExchangeServer({
    mailboxes: [{ address: ANNA, password: PASSWORD }],
    authentication,
    validate: 'off',
  })
  scope.onEnd(() => server.stop())
  return server
}

/** Answered by the test server without a mailbox being touched: the sign-in is what matters. */
const body = '<Envelope/>'

const HOST = 'mail.contoso.example'

export const chromiumCases: readonly Case[] = [
  {
    name: 'Windows sign-in (NTLM) works, also for many requests at a time and for a large one',
    run: async (scope) => {
      const server = await exchange(scope, ['ntlm'])
      const transport = await scope.open(server.url, { credential: windows() })
      const large = `<Envelope>${' '.repeat(1_000_000)}</Envelope>`
      await answerOf(transport, aRequest(server.url, { body: large }))
      const answers = await Promise.all(
        [1, 2, 3, 4].map(() => answerOf(transport, aRequest(server.url, { body }))),
      )
      for (const { status } of answers) assert.notEqual(status, 401)
      assert.equal(server.failedSignIns('anna'), 0)
      assert.ok(server.successfulSignIns('anna') > 0)
    },
  },
  {
    name: 'a wrong Windows password is sent once, however often and concurrently it is tried',
    run: async (scope) => {
      const server = await exchange(scope, ['ntlm'])
      const transport = await scope.open(server.url, { credential: windows({ password: 'falsch' }) })
      const errors = await Promise.all(
        [1, 2, 3].map(() => errorOf(transport, aRequest(server.url, { body }))),
      )
      errors.push(await errorOf(transport, aRequest(server.url, { body })))
      assert.deepEqual(
        errors.map(({ code }) => code),
        Array(4).fill('sign-in.refused'),
      )
      assert.equal(server.failedSignIns('anna'), 1)
    },
  },
  {
    name: 'a session that is used again knows nothing of the sign-in before',
    run: async (scope) => {
      const server = await exchange(scope, ['ntlm'])
      const first = await scope.open(server.url, { credential: windows() })
      await answerOf(first, aRequest(server.url, { body }))
      await first.close()
      const second = await scope.open(server.url, { credential: windows({ password: 'falsch' }) })
      assert.equal((await errorOf(second, aRequest(server.url, { body }))).code, 'sign-in.refused')
    },
  },
  {
    name: 'a server that offers only Basic gets no Windows password',
    run: async (scope) => {
      const server = await exchange(scope, ['basic'])
      const transport = await scope.open(server.url, { credential: windows() })
      const error = await errorOf(transport, aRequest(server.url, { body }))
      assert.equal(error.code, 'sign-in.method-not-offered')
      assert.equal(server.failedSignIns('anna') + server.successfulSignIns('anna'), 0)
    },
  },
  {
    name: 'as the user of Windows no password is asked for; who is not accepted is told so, and is not counted',
    run: async (scope) => {
      const server = await exchange(scope, ['negotiate', 'ntlm'])
      const credential = { kind: 'windows-user', userName: 'CONTOSO\\service' } as const
      const transport = await scope.open(server.url, { credential })
      const error = await errorOf(transport, aRequest(server.url, { body }))
      assert.equal(error.code, 'sign-in.windows-user-refused')
      assert.equal(error.params.userName, 'CONTOSO\\service')
      assert.equal(server.failedSignIns('anna') + server.successfulSignIns('anna'), 0)
    },
  },
  {
    name: 'a server is used as the user of Windows or otherwise, not both at a time',
    run: async (scope) => {
      const server = await exchange(scope, ['ntlm'])
      const asWindowsUser = { kind: 'windows-user', userName: 'CONTOSO\\service' } as const
      const open = scope.shared()
      const stored = await scope.opened(open, server.url, windows())
      const refused = await open({ url: server.url, credential: asWindowsUser, trust: SYSTEM_TRUST })
      assert.ok(!refused.ok)
      assert.equal(refused.error.code, 'sign-in.windows-user-mixed')
      await answerOf(stored, aRequest(server.url, { body }))
      await stored.close()
      await scope.opened(open, server.url, asWindowsUser)
    },
  },
  {
    name: 'nobody hears which ways of signing in are offered, and sends nothing for them',
    run: async (scope) => {
      const server = await exchange(scope, ['negotiate', 'ntlm', 'basic'])
      const transport = await scope.open(server.url, { credential: NO_CREDENTIAL })
      const answer = await answerOf(transport, aRequest(server.url, { body }))
      assert.equal(answer.status, 401)
      assert.deepEqual(
        answer.challenges.map((challenge) => challenge.split(' ')[0]),
        ['Negotiate', 'NTLM', 'Basic'],
      )
      assert.deepEqual(
        server.journal.map(({ user }) => user),
        [undefined],
      )
    },
  },
  {
    name: 'many first requests at a time all see a certificate judged by the trust of the connector',
    run: async (scope) => {
      const server = await serveHttps(scope, 'private-ca')
      const trusted = { authorities: [server.authority], fingerprint: null }
      // Each time another trust, and so a session that has no verdict yet.
      for (let time = 0; time < 15; time++) {
        const trust = { ...trusted, authorities: Array(time + 1).fill(server.authority) as string[] }
        const transport = await scope.open(server.url, { trust, credential: NO_CREDENTIAL })
        const all = [1, 2, 3, 4, 5].map(() => answerOf(transport, aRequest(server.url)))
        for (const { status } of await Promise.all(all)) assert.equal(status, 200)
        await transport.close()
      }
    },
  },
  {
    name: 'a PAC script leads through the proxy server it names',
    run: async (scope) => {
      const proxy = await startProxy()
      scope.onEnd(() => proxy.stop())
      const server = await serveHttps(scope, 'wrong-name')
      const url = server.url.replace('127.0.0.1', HOST)
      const trust = { authorities: [server.authority], fingerprint: null }
      const transport = await scope.open(url, { trust, proxy: { kind: 'pac', url: proxy.pacUrl } })
      await answerOf(transport, aRequest(url))
      assert.deepEqual(proxy.tunnels, [`${HOST}:${server.port}`])
    },
  },
  {
    name: 'the proxy of the system is used where nothing else is said',
    // The name exists nowhere: only through the proxy that the environment names the server can be reached.
    run: async (scope) => {
      const server = await serveHttps(scope, 'wrong-name')
      const url = server.url.replace('127.0.0.1', HOST)
      const trust = { authorities: [server.authority], fingerprint: null }
      const transport = await scope.open(url, { trust, proxy: { kind: 'system' } })
      await answerOf(transport, aRequest(url))
      const straight = await scope.open(url, { trust, proxy: { kind: 'none' } })
      assert.equal((await errorOf(straight, aRequest(url))).code, 'network.host-not-found')
    },
  },
]
