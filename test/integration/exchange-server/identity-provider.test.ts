/**
 * The identity provider, asked by plain HTTP as the standards say, and by Microsoft's own library (msal-node, which
 * comes with ews-javascript-api), and the EWS test server that takes its tokens.
 */
import { createHash, generateKeyPairSync } from 'node:crypto'
import { request as httpsRequest } from 'node:https'
import {
  ConfidentialClientApplication,
  type INetworkModule,
  InteractionRequiredAuthError,
  type NetworkResponse,
  PublicClientApplication,
} from '@azure/msal-node'
import { SignJWT, createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { afterEach, describe, expect, test } from 'vitest'
import {
  type IdentityProvider,
  type IdentityProviderOptions,
  startIdentityProvider,
} from '#test/exchange-server/identity-provider/identity-provider.ts'
import { type RawAnswer, type RawClient, envelope, rawClient } from '#test/exchange-server/raw-client.ts'
import { distinguished, getFolder } from '#test/exchange-server/requests.ts'
import {
  type ExchangeServer,
  type ExchangeServerOptions,
  startExchangeServer,
} from '#test/exchange-server/server.ts'
import { child, childText } from '#test/exchange-server/soap/xml-tree.ts'

type Json = Record<string, unknown>

const ANNA = 'anna.meier@contoso.example'
const BERND = 'bernd.vogel@contoso.example'
const PUBLIC = 'd3590ed6-52b3-4102-aeff-aad2292ab01c'
const SERVICE = '11111111-2222-4333-8444-555555555555'
const POWERLESS = '99999999-2222-4333-8444-555555555555'
const REDIRECT = 'http://localhost/callback'
const EWS_SCOPE = 'https://outlook.office365.com/EWS.AccessAsUser.All'
const SCOPES = `openid profile offline_access ${EWS_SCOPE}`
const DEFAULT_SCOPE = 'https://outlook.office365.com/.default'
const VERIFIER = 'v'.repeat(64)
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url')
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

let provider: IdentityProvider
let server: ExchangeServer | undefined
let clock = Date.parse('2026-05-04T08:00:00Z')
const clients: RawClient[] = []

const start = async (options: Partial<IdentityProviderOptions> = {}): Promise<IdentityProvider> =>
  (provider = await startIdentityProvider({
    users: [
      { username: ANNA, name: 'Anna <Meier>' },
      { username: BERND, password: 'geheim' },
    ],
    applications: [
      { clientId: PUBLIC, redirectUris: [REDIRECT, 'https://app.contoso.example/back'] },
      {
        clientId: SERVICE,
        redirectUris: [REDIRECT],
        secret: 'klasse&geheim',
        assertionKeys: [publicKey.export({ type: 'spki', format: 'pem' }).toString()],
        roles: ['full_access_as_app'],
      },
      { clientId: POWERLESS, secret: 'klasse' },
    ],
    now: () => clock,
    ...options,
  }))

const startServer = async (options: Partial<ExchangeServerOptions> = {}): Promise<ExchangeServer> =>
  (server = await startExchangeServer({
    mailboxes: [
      { address: ANNA, password: 'x' },
      { address: BERND, password: 'x' },
    ],
    authentication: ['bearer'],
    identityProvider: provider.tokenIssuer,
    version: 'ExchangeOnline',
    ...options,
  }))

const post = async (
  endpoint: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Json }> => {
  const response = await fetch(`${provider.authority}/oauth2/v2.0/${endpoint}`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers,
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Json) }
}

const question = (more: Record<string, string> = {}): URLSearchParams =>
  new URLSearchParams({
    client_id: PUBLIC,
    response_type: 'code',
    redirect_uri: 'http://localhost:4711/callback',
    scope: SCOPES,
    state: 'zustand&ä',
    nonce: 'n-1',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    ...more,
  })

const browse = (parameters: URLSearchParams, cookie = ''): Promise<Response> =>
  fetch(`${provider.authority}/oauth2/v2.0/authorize?${parameters.toString()}`, {
    redirect: 'manual',
    headers: { cookie },
  })

const submit = (parameters: URLSearchParams, answer: Record<string, string>): Promise<Response> =>
  fetch(`${provider.authority}/oauth2/v2.0/authorize`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams([...parameters, ...Object.entries(answer)]),
  })

const target = (response: Response): URLSearchParams =>
  new URL(response.headers.get('location') ?? '').searchParams

/** A code for a user, without the page. */
const codeFor = async (username: string, more: Record<string, string> = {}): Promise<string> => {
  provider.answerAutomatically({ kind: 'sign-in', username })
  return target(await browse(question(more))).get('code')!
}

const redeem = (code: string, more: Record<string, string> = {}): ReturnType<typeof post> =>
  post('token', {
    grant_type: 'authorization_code',
    client_id: PUBLIC,
    code,
    redirect_uri: 'http://localhost:4711/callback',
    code_verifier: VERIFIER,
    ...more,
  })

const refresh = (token: unknown, more: Record<string, string> = {}): ReturnType<typeof post> =>
  post('token', {
    grant_type: 'refresh_token',
    client_id: PUBLIC,
    refresh_token: String(token),
    ...more,
  })

const tokensFor = async (username: string, more: Record<string, string> = {}): Promise<Json> =>
  (await redeem(await codeFor(username, more))).body

const refusal = ({ status, body }: { status: number; body: Json }): unknown[] => [
  status,
  body.error,
  (body.error_codes as number[] | undefined)?.[0],
]

const ews = async (token: unknown, header = ''): Promise<RawAnswer> => {
  const made = rawClient(server!.url)
  clients.push(made)
  const version = '<t:RequestServerVersion Version="Exchange2013_SP1"/>'
  return await made.send({
    body: envelope(getFolder(distinguished('inbox'))).replace(version, version + header),
    headers: { authorization: `Bearer ${String(token)}` },
  })
}

const inboxOf = (answer: RawAnswer): string | undefined =>
  child(child(answer.messages[0], 'Folders')?.children[0], 'FolderId')?.attributes.Id

const impersonate = (address: string): string =>
  `<t:ExchangeImpersonation><t:ConnectingSID><t:SmtpAddress>${address}</t:SmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>`

afterEach(async () => {
  for (const made of clients.splice(0)) made.close()
  await server?.stop()
  server = undefined
  await provider.stop()
  clock = Date.parse('2026-05-04T08:00:00Z')
})

describe('metadata', () => {
  test('every address in it leads to the provider, and the keys verify its tokens', async () => {
    await start()
    const url = `${provider.authority}/v2.0/.well-known/openid-configuration`
    const metadata = (await (await fetch(url)).json()) as Record<string, string>
    expect(metadata.issuer).toBe(provider.issuer)
    const { id_token: idToken } = await tokensFor(ANNA)
    const { payload } = await jwtVerify(String(idToken), createRemoteJWKSet(new URL(metadata.jwks_uri!)), {
      issuer: metadata.issuer!,
      audience: PUBLIC,
      currentDate: new Date(clock),
    })
    expect(payload).toMatchObject({
      preferred_username: ANNA,
      nonce: 'n-1',
      tid: provider.tenant,
      name: 'Anna <Meier>',
    })
  })

  test('the tenant may be named by its domain or as common; another is AADSTS90002', async () => {
    await start()
    const metadata = (tenant: string): Promise<Response> =>
      fetch(`${provider.url}/${tenant}/v2.0/.well-known/openid-configuration`)
    expect((await metadata('common')).status).toBe(200)
    expect((await metadata('contoso.example')).status).toBe(200)
    const other = await metadata('fabrikam.example')
    expect(refusal({ status: other.status, body: (await other.json()) as Json })).toEqual([
      400,
      'invalid_tenant',
      90002,
    ])
  })
})

describe('the page', () => {
  test('shows the users, escaped, with the hinted one chosen', async () => {
    await start()
    const page = await (await browse(question({ login_hint: BERND }))).text()
    expect(page).toContain(`value="${ANNA}">`)
    expect(page).toContain(`value="${BERND}" checked>`)
    expect(page).not.toContain('<Meier>')
    expect(page).toContain('Anna &#60;Meier&#62;')
  })

  test('sends the chosen user back with a code and the state', async () => {
    await start()
    const response = await submit(question(), { answer: 'sign-in', chosen_user: ANNA })
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toMatch(/^http:\/\/localhost:4711\/callback\?/)
    expect(target(response).get('state')).toBe('zustand&ä')
    const { status, body } = await redeem(target(response).get('code')!)
    expect(status).toBe(200)
    expect(decodeJwt(String(body.access_token))).toMatchObject({
      upn: ANNA,
      scp: 'EWS.AccessAsUser.All',
      aud: 'https://outlook.office365.com',
      appid: PUBLIC,
    })
  })

  test('asks again for a wrong password and takes the right one', async () => {
    await start()
    const answer = { answer: 'sign-in', chosen_user: BERND }
    const wrong = await submit(question(), { ...answer, chosen_password: 'falsch' })
    expect(wrong.status).toBe(200)
    expect(await wrong.text()).toContain('AADSTS50126')
    expect((await submit(question(), { ...answer, chosen_password: 'geheim' })).status).toBe(302)
  })

  test('cancelled, it sends access_denied back', async () => {
    await start()
    const back = target(await submit(question(), { answer: 'cancel' }))
    expect([back.get('error'), back.get('code')]).toEqual(['access_denied', null])
  })

  test('form_post brings the code in a form to the application', async () => {
    await start()
    provider.answerAutomatically({ kind: 'sign-in', username: ANNA })
    const page = await (await browse(question({ response_mode: 'form_post' }))).text()
    expect(page).toContain('<form method="post" action="http://localhost:4711/callback">')
    const code = /name="code" value="([^"]+)"/.exec(page)![1]!
    expect((await redeem(code)).status).toBe(200)
  })

  test('an unknown application or address is told on the page and sent nowhere', async () => {
    await start()
    for (const [more, code] of [
      [{ client_id: 'unknown' }, 'AADSTS700016'],
      [{ redirect_uri: 'http://localhost:4711/other' }, 'AADSTS50011'],
      [{ redirect_uri: 'https://app.contoso.example:444/back' }, 'AADSTS50011'],
    ] as const) {
      const response = await browse(question(more))
      expect([response.status, response.headers.get('location')]).toEqual([400, null])
      expect(await response.text()).toContain(code)
    }
  })

  test('without PKCE a public application gets invalid_request', async () => {
    await start()
    const parameters = question()
    parameters.delete('code_challenge')
    expect(target(await browse(parameters)).get('error')).toBe('invalid_request')
    expect(target(await browse(question({ code_challenge_method: 'plain' }))).get('error')).toBe(
      'invalid_request',
    )
  })

  test('a browser that signed in is known afterwards, unless the client asks for the page', async () => {
    await start()
    expect(target(await browse(question({ prompt: 'none' }))).get('error')).toBe('login_required')
    const signedIn = await submit(question(), { answer: 'sign-in', chosen_user: ANNA })
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!
    expect(target(await browse(question({ prompt: 'none' }), cookie)).get('code')).toBeTruthy()
    expect((await browse(question({ prompt: 'select_account' }), cookie)).status).toBe(200)
    const other = await browse(question({ prompt: 'none', login_hint: BERND }), cookie)
    expect(target(other).get('error')).toBe('login_required')
  })
})

describe('tokens', () => {
  test('a code is good for once, for one verifier, one address and ten minutes', async () => {
    await start()
    const code = await codeFor(ANNA)
    expect((await redeem(code)).status).toBe(200)
    expect(refusal(await redeem(code))).toEqual([400, 'invalid_grant', 54005])
    const wrong = { code_verifier: 'w'.repeat(64) }
    expect(refusal(await redeem(await codeFor(ANNA), wrong))).toEqual([400, 'invalid_grant', 501481])
    const elsewhere = { redirect_uri: 'http://localhost:1/callback' }
    expect(refusal(await redeem(await codeFor(ANNA), elsewhere))).toEqual([400, 'invalid_grant', 500112])
    const old = await codeFor(ANNA)
    clock += 600_000
    expect(refusal(await redeem(old))).toEqual([400, 'invalid_grant', 70008])
  })

  test('refresh tokens rotate: the old one is invalid after its use, the new one is good', async () => {
    await start()
    const first = await tokensFor(ANNA)
    const second = await refresh(first.refresh_token)
    expect(second.status).toBe(200)
    expect(second.body.refresh_token).not.toBe(first.refresh_token)
    expect(refusal(await refresh(first.refresh_token))).toEqual([400, 'invalid_grant', 70000])
    expect((await refresh(second.body.refresh_token)).status).toBe(200)
  })

  test('without offline_access there is no refresh token', async () => {
    await start()
    expect(await tokensFor(ANNA, { scope: EWS_SCOPE })).not.toHaveProperty('refresh_token')
  })

  test('a refresh token expires (AADSTS700082)', async () => {
    await start({ lifetimes: { refreshToken: 60 } })
    const { refresh_token: token } = await tokensFor(ANNA)
    clock += 59_999
    const renewed = await refresh(token)
    expect(renewed.status).toBe(200)
    clock += 60_000
    const late = await refresh(renewed.body.refresh_token)
    expect(refusal(late)).toEqual([400, 'invalid_grant', 700082])
    expect(late.body.error_description).toMatch(/^AADSTS700082: .*was inactive for 60 seconds/)
  })

  test('a new password takes back what was issued before it and nothing after (AADSTS50173)', async () => {
    await start()
    const [anna, bernd] = [await tokensFor(ANNA), await tokensFor(BERND)]
    provider.revokeUser(ANNA)
    expect(refusal(await refresh(anna.refresh_token))).toEqual([400, 'invalid_grant', 50173])
    expect((await refresh(bernd.refresh_token)).status).toBe(200)
    expect((await refresh((await tokensFor(ANNA)).refresh_token)).status).toBe(200)
  })

  test('the revocation endpoint takes back one refresh token', async () => {
    await start()
    const [one, other] = [await tokensFor(ANNA), await tokensFor(ANNA)]
    expect((await post('revoke', { token: String(one.refresh_token) })).status).toBe(200)
    expect(refusal(await refresh(one.refresh_token))).toEqual([400, 'invalid_grant', 50173])
    expect((await refresh(other.refresh_token)).status).toBe(200)
  })

  test('a second factor is demanded until a sign-in passes on the claims (AADSTS50076)', async () => {
    await start()
    const { refresh_token: token } = await tokensFor(ANNA)
    provider.demand(ANNA, 'second-factor')
    const demanded = await refresh(token)
    expect(refusal(demanded)).toEqual([400, 'invalid_grant', 50076])
    expect(demanded.body.suberror).toBe('basic_action')
    await tokensFor(ANNA)
    expect(refusal(await refresh(token))).toEqual([400, 'invalid_grant', 50076])
    await tokensFor(ANNA, { claims: String(demanded.body.claims) })
    expect((await refresh(token)).status).toBe(200)
  })

  test('a device code waits, is approved, declined or expires', async () => {
    await start()
    const ask = async (): Promise<Json> =>
      (await post('devicecode', { client_id: PUBLIC, scope: SCOPES })).body
    const poll = (code: Json): ReturnType<typeof post> =>
      post('token', {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        client_id: PUBLIC,
        device_code: String(code.device_code),
      })
    const approved = await ask()
    expect(refusal(await poll(approved))).toEqual([400, 'authorization_pending', 70016])
    provider.approveDevice(String(approved.user_code).toLowerCase(), ANNA)
    expect(decodeJwt(String((await poll(approved)).body.access_token)).upn).toBe(ANNA)
    expect((await poll(approved)).body.error).toBe('bad_verification_code')

    const onPage = await ask()
    const answer = { user_code: String(onPage.user_code), answer: 'sign-in', chosen_user: BERND }
    const submitted = (password: string): Promise<Response> =>
      fetch(String(onPage.verification_uri), {
        method: 'POST',
        body: new URLSearchParams({ ...answer, chosen_password: password }),
      })
    expect((await submitted('falsch')).status).toBe(400)
    expect((await submitted('geheim')).status).toBe(200)
    expect((await poll(onPage)).status).toBe(200)

    const declined = await ask()
    provider.declineDevice(String(declined.user_code))
    expect(refusal(await poll(declined))).toEqual([400, 'authorization_declined', 70017])

    const late = await ask()
    clock += 900_000
    expect(refusal(await poll(late))).toEqual([400, 'expired_token', 70020])
    expect(() => {
      provider.approveDevice(String(late.user_code), ANNA)
    }).toThrow(/no device/)
  })
})

describe('applications', () => {
  const credentials = { grant_type: 'client_credentials', client_id: SERVICE, scope: DEFAULT_SCOPE }
  const assertion = async (audience: string, key = privateKey): Promise<Record<string, string>> => ({
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await new SignJWT({ jti: '1' })
      .setProtectedHeader({ alg: 'PS256' })
      .setIssuer(SERVICE)
      .setSubject(SERVICE)
      .setAudience(audience)
      .setExpirationTime(Math.trunc(clock / 1000) + 60)
      .sign(key),
  })

  test('prove themselves by a secret in the form or in the header', async () => {
    await start()
    const inForm = await post('token', { ...credentials, client_secret: 'klasse&geheim' })
    expect(inForm.status).toBe(200)
    expect(inForm.body).not.toHaveProperty('refresh_token')
    expect(decodeJwt(String(inForm.body.access_token))).toMatchObject({
      roles: ['full_access_as_app'],
      idtyp: 'app',
      appid: SERVICE,
    })
    const pair = Buffer.from(`${SERVICE}:${encodeURIComponent('klasse&geheim')}`).toString('base64')
    const inHeader = await post('token', credentials, { authorization: `Basic ${pair}` })
    expect(inHeader.status).toBe(200)
  })

  test('prove themselves by an assertion for this endpoint, signed with their key', async () => {
    await start()
    const endpoint = `${provider.authority}/oauth2/v2.0/token`
    expect((await post('token', { ...credentials, ...(await assertion(endpoint)) })).status).toBe(200)
    const elsewhere = await assertion('https://login.fabrikam.example/token')
    expect(refusal(await post('token', { ...credentials, ...elsewhere }))).toEqual([
      401,
      'invalid_client',
      700027,
    ])
    const forged = await assertion(endpoint, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)
    expect((await post('token', { ...credentials, ...forged })).status).toBe(401)
    const late = await assertion(endpoint)
    clock += 61_000
    expect((await post('token', { ...credentials, ...late })).status).toBe(401)
  })

  test.each([
    [{ client_secret: 'falsch' }, 401, 'invalid_client', 7000215],
    [{}, 401, 'invalid_client', 7000218],
    [{ client_id: 'unknown', client_secret: 'x' }, 400, 'unauthorized_client', 700016],
    [{ client_id: PUBLIC }, 401, 'invalid_client', 7000218],
    [{ client_secret: 'klasse&geheim', scope: EWS_SCOPE }, 400, 'invalid_scope', 1002012],
    [{ grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
  ])('with %o the answer is %i %s', async (more, status, error, code) => {
    await start()
    expect(refusal(await post('token', { ...credentials, ...more }))).toEqual([status, error, code])
    expect(provider.requests.at(-1)).toMatchObject({ status, errorCode: code })
  })

  test('act for any mailbox by impersonation, and for none without naming it', async () => {
    await start()
    await startServer()
    const token = (await post('token', { ...credentials, client_secret: 'klasse&geheim' })).body.access_token
    expect(inboxOf(await ews(token, impersonate(BERND)))).toBe(server!.mailbox(BERND).folder('inbox')!.id)
    const without = await ews(token)
    expect(without.status).toBe(500)
    expect(childText(without.body, 'faultstring')).toContain('ExchangeImpersonation SOAP header')
    expect(server!.journal[0]!.user).toBe(SERVICE)
  })

  test('without the permission get no further than 401', async () => {
    await start()
    await startServer()
    const form = { ...credentials, client_id: POWERLESS, client_secret: 'klasse' }
    const answer = await ews((await post('token', form)).body.access_token, impersonate(BERND))
    expect(answer.status).toBe(401)
    expect(answer.headers['x-ms-diagnostics']).toContain('2000008')
  })
})

describe('the EWS server', () => {
  test('tells a client where tokens come from', async () => {
    await start()
    await startServer()
    const challenge = (await ews('')).headers['www-authenticate']
    expect(challenge).toContain(`authorization_uri="${provider.url}/common/oauth2/v2.0/authorize"`)
    expect(challenge).toContain(`@${provider.tenant}"`)
    expect(challenge).not.toContain('error=')
  })

  test('opens the mailbox of the user of a token, until the token expires', async () => {
    await start({ lifetimes: { accessToken: 300 } })
    await startServer()
    const { access_token: token } = await tokensFor(ANNA)
    expect(inboxOf(await ews(token))).toBe(server!.mailbox(ANNA).folder('inbox')!.id)
    clock += 300_000
    const late = await ews(token)
    expect(late.status).toBe(401)
    expect(late.headers['www-authenticate']).toContain('error="invalid_token"')
    expect(late.headers['x-ms-diagnostics']).toContain('expired')
  })

  test('refuses tokens that are forged, for another resource, id tokens, or without the permission', async () => {
    await start()
    await startServer()
    const { access_token: token, id_token: idToken } = await tokensFor(ANNA)
    const [head, , signature] = String(token).split('.')
    const claims = Buffer.from(JSON.stringify({ ...decodeJwt(String(token)), upn: BERND }))
    const forged = `${head!}.${claims.toString('base64url')}.${signature!}`
    const graph = (await tokensFor(ANNA, { scope: 'https://graph.microsoft.com/EWS.AccessAsUser.All' }))
      .access_token
    const mail = (await tokensFor(ANNA, { scope: 'https://outlook.office365.com/Mail.Read' })).access_token
    for (const [refused, why] of [
      [forged, '2000001'],
      [idToken, '2000001'],
      ['kein.token', '2000001'],
      [graph, '2000003'],
      [mail, '2000008'],
    ]) {
      const answer = await ews(refused)
      expect([answer.status, String(answer.headers['x-ms-diagnostics']).slice(0, 7)]).toEqual([401, why])
    }
    expect(server!.failedSignIns('anna.meier')).toBe(0)
  })

  test('answers a token that was taken back with a claims challenge', async () => {
    await start()
    await startServer()
    const { access_token: token } = await tokensFor(ANNA)
    provider.revokeUser(ANNA)
    const answer = await ews(token)
    expect(answer.status).toBe(401)
    const encoded = /error="insufficient_claims", claims="([^"]+)"/.exec(
      answer.headers['www-authenticate']!,
    )![1]!
    expect(JSON.parse(Buffer.from(encoded, 'base64').toString())).toHaveProperty('access_token')
    expect((await ews((await tokensFor(ANNA)).access_token)).status).toBe(200)
  })
})

describe('msal-node', () => {
  /** msal's network, so that it trusts the certificate of the provider and nothing else. */
  const network = (): INetworkModule => {
    const send = <T>(
      method: 'GET' | 'POST',
      url: string,
      options?: { headers?: Record<string, string>; body?: string },
    ): Promise<NetworkResponse<T>> =>
      new Promise((resolve, reject) => {
        const { headers = {}, body = '' } = options ?? {}
        const length = method === 'POST' ? { 'content-length': Buffer.byteLength(body) } : {}
        const request = httpsRequest(
          url,
          { method, headers: { ...headers, ...length }, ca: provider.caCertificate },
          (response) => {
            const parts: Buffer[] = []
            response.on('data', (part: Buffer) => parts.push(part))
            response.on('end', () => {
              const text = Buffer.concat(parts).toString('utf8')
              resolve({
                headers: response.headers as Record<string, string>,
                body: JSON.parse(text) as T,
                status: response.statusCode ?? 0,
              })
            })
          },
        )
        request.on('error', reject)
        request.end(body)
      })
    return {
      sendGetRequestAsync: (url, options) => send('GET', url, options),
      sendPostRequestAsync: (url, options) => send('POST', url, options),
    }
  }
  const options = (clientId: string, clientSecret?: string) => ({
    auth: {
      clientId,
      authority: provider.authority,
      knownAuthorities: [new URL(provider.url).host],
      ...(clientSecret === undefined ? {} : { clientSecret }),
    },
    system: { networkClient: network() },
  })

  // msal looks at the clock of the machine, so these tests do too.
  const realTime = { tls: 'private-ca', now: Date.now } as const

  test('signs a user in by device code and renews the token silently, until it must ask again', async () => {
    await start(realTime)
    await startServer()
    const application = new PublicClientApplication(options(PUBLIC))
    const signedIn = await application.acquireTokenByDeviceCode({
      scopes: [EWS_SCOPE],
      deviceCodeCallback: ({ userCode }) => {
        provider.approveDevice(userCode, ANNA)
      },
    })
    expect(signedIn?.account?.username).toBe(ANNA)
    expect((await ews(signedIn?.accessToken)).status).toBe(200)
    const account = signedIn!.account!
    const silent = { account, scopes: [EWS_SCOPE], forceRefresh: true }
    const renewed = await application.acquireTokenSilent(silent)
    expect(renewed.accessToken).not.toBe(signedIn!.accessToken)
    expect((await application.acquireTokenSilent(silent)).fromCache).toBe(false)

    provider.revokeUser(ANNA)
    await expect(application.acquireTokenSilent(silent)).rejects.toThrow(InteractionRequiredAuthError)
  })

  test('redeems a code with PKCE', async () => {
    await start(realTime)
    provider.answerAutomatically({ kind: 'sign-in', username: ANNA })
    const application = new PublicClientApplication(options(PUBLIC))
    const redirectUri = 'http://localhost:4711/callback'
    const request = { scopes: [EWS_SCOPE], redirectUri }
    const url = await application.getAuthCodeUrl({
      ...request,
      codeChallenge: CHALLENGE,
      codeChallengeMethod: 'S256',
    })
    const location = await new Promise<string>((resolve, reject) => {
      const asked = httpsRequest(url, { ca: provider.caCertificate }, (response) => {
        response.resume()
        resolve(response.headers.location ?? '')
      })
      asked.on('error', reject).end()
    })
    const code = new URL(location).searchParams.get('code')!
    const result = await application.acquireTokenByCode({ ...request, code, codeVerifier: VERIFIER })
    expect(result.account?.username).toBe(ANNA)
    expect(result.scopes).toContain(EWS_SCOPE)
  })

  test('gets a token for an application by secret', async () => {
    await start(realTime)
    await startServer()
    const application = new ConfidentialClientApplication(options(SERVICE, 'klasse&geheim'))
    const result = await application.acquireTokenByClientCredential({ scopes: [DEFAULT_SCOPE] })
    expect((await ews(result?.accessToken, impersonate(ANNA))).status).toBe(200)
  })
})
