/** Schemes of sign-in over real connections, with a client of ours and with curl, which is nobody's. */
import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { connect as connectTls } from 'node:tls'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import {
  type AuthenticateOptions,
  type NtlmCredentials,
  authenticateMessage,
  negotiateMessage,
} from '#test/exchange-server/http/authentication/ntlm-client.ts'
import { readAvPairs } from '#test/exchange-server/http/authentication/ntlm-message.ts'
import { type RawAnswer, type RawClient, envelope, rawClient } from '#test/exchange-server/raw-client.ts'
import { distinguished, getFolder } from '#test/exchange-server/requests.ts'
import {
  type ExchangeServer,
  type ExchangeServerOptions,
  startExchangeServer,
} from '#test/exchange-server/server.ts'

const ANNA = { address: 'anna.meier@contoso.example', user: 'anna.meier', password: 'gehüim:€' }
const BERND = { address: 'bernd.vogel@contoso.example', user: 'bernd.vogel', password: 'anders' }
const INBOX = getFolder(distinguished('inbox'))

const run = promisify(execFile)
const curlVersion = await run('curl', ['--version']).then(
  ({ stdout }) => stdout,
  () => '',
)
const curlSpeaksNtlm = /^Features:.*\bNTLM\b/m.test(curlVersion)

let server: ExchangeServer | undefined
const clients: RawClient[] = []

const start = async (options: Partial<ExchangeServerOptions> = {}): Promise<ExchangeServer> =>
  (server = await startExchangeServer({ mailboxes: [ANNA, BERND], ...options }))

/** A client with one connection and no credentials of its own. */
const client = (): RawClient => {
  const made = rawClient(server!.url, { ca: server!.caCertificate })
  clients.push(made)
  return made
}

const basic = (user: string, password: string): { authorization: string } => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
})

const offered = (answer: RawAnswer): string[] => {
  const raw = answer.headers['www-authenticate']
  return raw === undefined ? [] : raw.split(/, (?=Negotiate|NTLM|Basic|Bearer)/)
}

/** Both rounds of NTLM on one connection; gives the answer to the second. */
async function ntlm(
  made: RawClient,
  credentials: NtlmCredentials,
  options: AuthenticateOptions & { readonly scheme?: 'NTLM' | 'Negotiate' } = {},
): Promise<RawAnswer> {
  const scheme = options.scheme ?? 'NTLM'
  const negotiate = negotiateMessage()
  const first = await made.call(INBOX, { authorization: `${scheme} ${negotiate.toString('base64')}` })
  expect(first.status).toBe(401)
  const [word, encoded = ''] = (first.headers['www-authenticate'] ?? '').split(' ')
  expect(word).toBe(scheme)
  const third = await authenticateMessage(credentials, negotiate, Buffer.from(encoded, 'base64'), options)
  return await made.call(INBOX, { authorization: `${scheme} ${third.toString('base64')}` })
}

const ANNA_NTLM: NtlmCredentials = { user: 'anna.meier', domain: 'CONTOSO', password: ANNA.password }

afterEach(async () => {
  for (const made of clients.splice(0)) made.close()
  await server?.stop()
  server = undefined
})

describe('what a 401 offers', () => {
  test('is what the server was started with, in the order of Exchange', async () => {
    await start({ authentication: ['basic', 'bearer', 'ntlm', 'negotiate'], realm: 'mail.contoso.example' })
    expect(offered(await client().call(INBOX))).toEqual([
      'Negotiate',
      'NTLM',
      'Basic realm="mail.contoso.example"',
      'Bearer client_id="00000002-0000-0ff1-ce00-000000000000",' +
        ' trusted_issuers="00000001-0000-0000-c000-000000000000@*",' +
        ' token_types="app_asserted_user_v1 service_asserted_app_v1"',
    ])
  })

  test('is also what is taken: Basic is refused where only NTLM is offered, NTLM where only Basic is', async () => {
    await start({ authentication: ['ntlm'] })
    const refused = await client().call(INBOX, basic(ANNA.user, ANNA.password))
    expect(refused.status).toBe(401)
    expect(offered(refused)).toEqual(['NTLM'])
    await server!.stop()

    await start({ authentication: ['basic'] })
    const first = await client().call(INBOX, {
      authorization: `NTLM ${negotiateMessage().toString('base64')}`,
    })
    expect(first.status).toBe(401)
    expect(offered(first)).toEqual(['Basic realm="127.0.0.1"'])
  })
})

describe('NTLM', () => {
  test.each<NtlmCredentials>([
    ANNA_NTLM,
    { ...ANNA_NTLM, user: 'ANNA.Meier', domain: 'contoso' },
    { ...ANNA_NTLM, user: 'anna.meier@contoso.example', domain: '' },
  ])('signs in $domain $user', async (credentials) => {
    await start({ authentication: ['ntlm'] })
    expect((await ntlm(client(), credentials)).status).toBe(200)
    expect(server!.successfulSignIns('anna.meier')).toBe(1)
  })

  test('the connection stays signed in, another one is not', async () => {
    await start({ authentication: ['ntlm'] })
    const made = client()
    await ntlm(made, ANNA_NTLM)
    expect((await made.call(INBOX)).status).toBe(200)
    expect((await made.call(INBOX)).status).toBe(200)
    expect(server!.successfulSignIns('anna.meier')).toBe(1)
    expect(server!.journal.slice(1).map(({ user }) => user)).toEqual(
      Array.from({ length: 3 }, () => 'CONTOSO\\anna.meier'),
    )
    expect((await client().call(INBOX)).status).toBe(401)
  })

  test('other credentials on a signed-in connection end its sign-in', async () => {
    await start({ authentication: ['ntlm'] })
    const made = client()
    await ntlm(made, ANNA_NTLM)
    expect((await ntlm(made, { ...ANNA_NTLM, password: 'falsch' })).status).toBe(401)
    expect((await made.call(INBOX)).status).toBe(401)
  })

  test('a proof from one connection is worthless on another, and worthless twice', async () => {
    await start({ authentication: ['ntlm'] })
    const made = client()
    const negotiate = negotiateMessage()
    const first = await made.call(INBOX, { authorization: `NTLM ${negotiate.toString('base64')}` })
    const challenge = Buffer.from(first.headers['www-authenticate']!.slice(5), 'base64')
    const third = await authenticateMessage(ANNA_NTLM, negotiate, challenge)
    const proof = { authorization: `NTLM ${third.toString('base64')}` }
    expect((await client().call(INBOX, proof)).status).toBe(401)
    expect((await made.call(INBOX, proof)).status).toBe(200)
    expect((await made.call(INBOX, proof)).status).toBe(401)
    expect(server!.failedSignIns('anna.meier')).toBe(0)
  })

  test('a challenge is good for one attempt: the right proof after a wrong one is refused', async () => {
    await start({ authentication: ['ntlm'] })
    const made = client()
    const negotiate = negotiateMessage()
    const first = await made.call(INBOX, { authorization: `NTLM ${negotiate.toString('base64')}` })
    const challenge = Buffer.from(first.headers['www-authenticate']!.slice(5), 'base64')
    const answer = async (password: string): Promise<number> => {
      const third = await authenticateMessage({ ...ANNA_NTLM, password }, negotiate, challenge)
      return (await made.call(INBOX, { authorization: `NTLM ${third.toString('base64')}` })).status
    }
    expect(await answer('falsch')).toBe(401)
    expect(await answer(ANNA.password)).toBe(401)
  })

  test('a senseless token ends the sign-in of its connection', async () => {
    await start({ authentication: ['ntlm'] })
    const made = client()
    await ntlm(made, ANNA_NTLM)
    expect((await made.call(INBOX, { authorization: 'NTLM TlRMTVNTUAADAAAA' })).status).toBe(401)
    expect((await made.call(INBOX)).status).toBe(401)
  })

  test('the challenge is another each time and tells the names and the time of the server', async () => {
    await start({ authentication: ['ntlm'], now: () => 0 })
    const header = { authorization: `NTLM ${negotiateMessage().toString('base64')}` }
    const [one, two] = await Promise.all([1, 2].map(() => client().call(INBOX, header)))
    const [a, b] = [one!, two!].map((answer) =>
      Buffer.from(answer.headers['www-authenticate']!.slice(5), 'base64'),
    )
    expect(a!.subarray(24, 32)).not.toEqual(b!.subarray(24, 32))
    const pairs = readAvPairs(a!.subarray(a!.readUInt32LE(44)))
    expect(pairs.filter(({ id }) => id !== 7).map(({ value }) => value.toString('utf16le'))).toEqual([
      'CONTOSO',
      'EXCH01',
      'contoso.example',
      'exch01.contoso.example',
      'contoso.example',
    ])
    expect(pairs.find(({ id }) => id === 7)!.value.readBigUInt64LE()).toBe(116_444_736_000_000_000n)
  })

  test('a wrong password and an unknown user are refused and counted', async () => {
    await start({ authentication: ['ntlm'] })
    const refused = await ntlm(client(), { ...ANNA_NTLM, password: 'falsch' })
    expect(refused.status).toBe(401)
    expect(offered(refused)).toEqual(['NTLM'])
    expect((await ntlm(client(), { ...ANNA_NTLM, user: 'nobody', password: '' })).status).toBe(401)
    expect(server!.failedSignIns('anna.meier')).toBe(1)
    expect(server!.failedSignIns('CONTOSO\\nobody')).toBe(1)
  })

  test.each(['v1', 'lm'] as const)(
    'the old response %s is refused, without a word on the password',
    async (response) => {
      await start({ authentication: ['ntlm'] })
      expect((await ntlm(client(), ANNA_NTLM, { response })).status).toBe(401)
      expect(server!.failedSignIns('anna.meier')).toBe(0)
    },
  )

  test('an integrity code must be right where a client says that there is one', async () => {
    await start({ authentication: ['ntlm'] })
    expect((await ntlm(client(), ANNA_NTLM, { integrityCode: 'right' })).status).toBe(200)
    expect((await ntlm(client(), ANNA_NTLM, { integrityCode: 'broken' })).status).toBe(401)
  })

  test('Negotiate takes bare NTLM and answers with its own name', async () => {
    await start({ authentication: ['negotiate'] })
    expect((await ntlm(client(), ANNA_NTLM, { scheme: 'Negotiate' })).status).toBe(200)
    const ticket = await client().call(INBOX, { authorization: 'Negotiate YIIGhgYGKwYBBQUCoIIGejCCBnag' })
    expect(ticket.status).toBe(401)
    expect(offered(ticket)).toEqual(['Negotiate'])
  })

  test('extended protection takes only proofs that are bound to the certificate', async () => {
    await start({ authentication: ['ntlm'], tls: 'private-ca', extendedProtection: 'required' })
    const certificate = await serverCertificate(server!)
    expect((await ntlm(client(), ANNA_NTLM)).status).toBe(401)
    expect((await ntlm(client(), ANNA_NTLM, { certificate: Buffer.from('another') })).status).toBe(401)
    expect((await ntlm(client(), ANNA_NTLM, { certificate })).status).toBe(200)
    expect(server!.failedSignIns('anna.meier')).toBe(0)
  })

  // curl widens the bytes of a password instead of decoding them, so it is Bernd, whose password is ASCII.
  test.skipIf(!curlSpeaksNtlm).each(['CONTOSO\\bernd.vogel', 'bernd.vogel@contoso.example'])(
    'curl signs in as %s (skipped where curl has no NTLM)',
    async (user) => {
      await start({ authentication: ['negotiate', 'ntlm', 'basic'] })
      const post = async (password: string): Promise<string> => {
        const { stdout } = await run('curl', [
          ...['--silent', '--noproxy', '*', '--ntlm', '--user', `${user}:${password}`],
          ...['--header', 'Content-Type: text/xml', '--data', envelope(INBOX)],
          ...['--output', '/dev/null', '--write-out', '%{http_code} %{num_connects}', server!.url],
        ])
        return stdout
      }
      expect(await post(BERND.password)).toBe('200 1')
      expect(server!.journal.map(({ status }) => status)).toEqual([401, 200])
      expect(await post('falsch')).toBe('401 1')
      expect(server!.failedSignIns('bernd.vogel')).toBe(1)
    },
  )
})

describe('lock-out', () => {
  const attempt = async (password: string): Promise<number> =>
    (await client().call(INBOX, basic(ANNA.user, password))).status

  test('after so many wrong passwords over all schemes even the right one is refused', async () => {
    await start({ authentication: ['ntlm', 'basic'], lockOutAfter: 3 })
    await attempt('falsch')
    await ntlm(client(), { ...ANNA_NTLM, password: 'falsch' })
    expect(server!.lockedAccounts).toEqual([])
    await client().call(INBOX, basic('anna.meier@contoso.example', 'falsch'))
    expect(server!.lockedAccounts).toEqual(['anna.meier'])
    expect(server!.isLockedOut('Anna.Meier')).toBe(true)
    expect(await attempt(ANNA.password)).toBe(401)
    expect((await ntlm(client(), ANNA_NTLM)).status).toBe(401)
    expect((await client().call(INBOX, basic(BERND.user, BERND.password))).status).toBe(200)
    expect(server!.failedSignIns('anna.meier')).toBe(3)

    server!.unlock('anna.meier')
    expect(await attempt(ANNA.password)).toBe(200)
  })

  test('the right password in between begins the count anew', async () => {
    await start({ lockOutAfter: 2 })
    expect([await attempt('falsch'), await attempt(ANNA.password), await attempt('falsch')]).toEqual([
      401, 200, 401,
    ])
    expect(await attempt(ANNA.password)).toBe(200)
    expect(server!.lockedAccounts).toEqual([])
  })

  test('a connection that was signed in before stays so', async () => {
    await start({ authentication: ['ntlm', 'basic'], lockOutAfter: 1 })
    const made = client()
    await ntlm(made, ANNA_NTLM)
    await attempt('falsch')
    expect(server!.isLockedOut('anna.meier')).toBe(true)
    expect((await made.call(INBOX)).status).toBe(200)
  })

  test('without the option no account is ever locked', async () => {
    await start()
    for (let count = 0; count < 20; count++) await attempt('falsch')
    expect(await attempt(ANNA.password)).toBe(200)
  })
})

/** The certificate as a client sees it on the wire. */
async function serverCertificate(of: ExchangeServer): Promise<Buffer> {
  const socket = connectTls({ host: '127.0.0.1', port: of.port, ca: of.caCertificate })
  await new Promise<void>((resolve, reject) => {
    socket.once('secureConnect', resolve)
    socket.once('error', reject)
  })
  const { raw } = socket.getPeerCertificate()
  socket.destroy()
  return new X509Certificate(raw).raw
}
