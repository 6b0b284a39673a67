/** An identity provider with two users and three applications, an EWS server that trusts it, and how clients ask them. */
import { createHash, generateKeyPairSync } from 'node:crypto'
import { afterEach } from 'vitest'
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
import { child } from '#test/exchange-server/soap/xml-tree.ts'

type Json = Record<string, unknown>

const START = Date.parse('2026-05-04T08:00:00Z')
export const ANNA = 'anna.meier@contoso.example'
export const BERND = 'bernd.vogel@contoso.example'
export const PUBLIC = 'd3590ed6-52b3-4102-aeff-aad2292ab01c'
export const SERVICE = '11111111-2222-4333-8444-555555555555'
export const POWERLESS = '99999999-2222-4333-8444-555555555555'
export const REDIRECT = 'http://localhost/callback'
export const EWS_SCOPE = 'https://outlook.office365.com/EWS.AccessAsUser.All'
export const SCOPES = `openid profile offline_access ${EWS_SCOPE}`
export const DEFAULT_SCOPE = 'https://outlook.office365.com/.default'
export const VERIFIER = 'v'.repeat(64)
export const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url')
/** Of the application that proves itself by assertions. */
export const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

export let provider: IdentityProvider
export let server: ExchangeServer | undefined
/** The time by which the provider goes; tests move it on. */
export const clock = { now: START }
const clients: RawClient[] = []

export const start = async (options: Partial<IdentityProviderOptions> = {}): Promise<IdentityProvider> =>
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
    now: () => clock.now,
    ...options,
  }))

export const startServer = async (options: Partial<ExchangeServerOptions> = {}): Promise<ExchangeServer> =>
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

export const post = async (
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

export const question = (more: Record<string, string> = {}): URLSearchParams =>
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

export const browse = (parameters: URLSearchParams, cookie = ''): Promise<Response> =>
  fetch(`${provider.authority}/oauth2/v2.0/authorize?${parameters.toString()}`, {
    redirect: 'manual',
    headers: { cookie },
  })

export const submit = (parameters: URLSearchParams, answer: Record<string, string>): Promise<Response> =>
  fetch(`${provider.authority}/oauth2/v2.0/authorize`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams([...parameters, ...Object.entries(answer)]),
  })

export const target = (response: Response): URLSearchParams =>
  new URL(response.headers.get('location') ?? '').searchParams

/** A code for a user, without the page. */
export const codeFor = async (username: string, more: Record<string, string> = {}): Promise<string> => {
  provider.answerAutomatically({ kind: 'sign-in', username })
  return target(await browse(question(more))).get('code')!
}

export const redeem = (code: string, more: Record<string, string> = {}): ReturnType<typeof post> =>
  post('token', {
    grant_type: 'authorization_code',
    client_id: PUBLIC,
    code,
    redirect_uri: 'http://localhost:4711/callback',
    code_verifier: VERIFIER,
    ...more,
  })

export const refresh = (token: unknown, more: Record<string, string> = {}): ReturnType<typeof post> =>
  post('token', {
    grant_type: 'refresh_token',
    client_id: PUBLIC,
    refresh_token: String(token),
    ...more,
  })

export const tokensFor = async (username: string, more: Record<string, string> = {}): Promise<Json> =>
  (await redeem(await codeFor(username, more))).body

export const refusal = ({ status, body }: { status: number; body: Json }): unknown[] => [
  status,
  body.error,
  (body.error_codes as number[] | undefined)?.[0],
]

export const ews = async (token: unknown, header = ''): Promise<RawAnswer> => {
  const made = rawClient(server!.url)
  clients.push(made)
  const version = '<t:RequestServerVersion Version="Exchange2013_SP1"/>'
  return await made.send({
    body: envelope(getFolder(distinguished('inbox'))).replace(version, version + header),
    headers: { authorization: `Bearer ${String(token)}` },
  })
}

export const inboxOf = (answer: RawAnswer): string | undefined =>
  child(child(answer.messages[0], 'Folders')?.children[0], 'FolderId')?.attributes.Id

export const impersonate = (address: string): string =>
  `<t:ExchangeImpersonation><t:ConnectingSID><t:SmtpAddress>${address}</t:SmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>`

afterEach(async () => {
  for (const made of clients.splice(0)) made.close()
  await server?.stop()
  server = undefined
  await provider.stop()
  clock.now = START
})
