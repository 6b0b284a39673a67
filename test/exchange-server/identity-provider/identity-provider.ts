/**
 * An identity provider on loopback that speaks OAuth 2.0 and OpenID Connect as Entra ID does: the tenant in the
 * path, the endpoints of v2.0, the errors with AADSTS numbers. Browsers see a page; tests answer in its place.
 *
 * It is what the EWS test server trusts for Bearer tokens (`tokenIssuer`), and what a client is pointed to instead
 * of login.microsoftonline.com. Rejected: a general OpenID provider as a dependency (none speaks AADSTS, and
 * clients decide by those numbers).
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TokenIssuer } from '../http/authentication/bearer.ts'
import { type CertificateKind, makeCertificate } from '../http/certificates.ts'
import { Listener } from '../http/listener.ts'
import { AuthorizationCodes } from './authorization-codes.ts'
import { type AutomaticAnswer, type PageReply, SESSION_COOKIE, authorize } from './authorize-endpoint.ts'
import { type Demand, Demands } from './demands.ts'
import { DeviceCodes } from './device-codes.ts'
import { metadata } from './metadata.ts'
import { OAuthError, oauthErrorBody } from './oauth-error.ts'
import { deviceCodePage, messagePage } from './pages.ts'
import {
  type IdentityApplication,
  type IdentityUser,
  findUser,
  requireApplication,
  stableGuid,
} from './registrations.ts'
import { required, scopesOf, tokenResponse } from './token-endpoint.ts'
import { type TokenLifetimes, Tokens } from './tokens.ts'

export type { AutomaticAnswer } from './authorize-endpoint.ts'
export type { Demand } from './demands.ts'
export type { IdentityApplication, IdentityUser } from './registrations.ts'
export type { TokenLifetimes } from './tokens.ts'

export type IdentityProviderOptions = {
  readonly users: readonly IdentityUser[]
  readonly applications: readonly IdentityApplication[]
  /** DNS name of the tenant. Default: contoso.example. */
  readonly tenantDomain?: string
  /** Without it the provider speaks plain HTTP. */
  readonly tls?: CertificateKind
  /** Default: a free port. */
  readonly port?: number
  /** Seconds. Default: as Entra ID; can be changed later in `lifetimes`. */
  readonly lifetimes?: Partial<TokenLifetimes>
  /** Milliseconds since 1970. Default: the clock of the machine. */
  readonly now?: () => number
}

/** One request, for tests that assert what a client did and did not ask. */
export type IdentityRequest = {
  readonly method: string
  readonly path: string
  /** Of a request to the token endpoint. */
  readonly grantType: string | undefined
  readonly status: number
  /** What a sign-in has to satisfy, as the client passed it on. */
  readonly claims: string | undefined
  /** The number after AADSTS; undefined when all was well. */
  readonly errorCode: number | undefined
}

export type IdentityProvider = {
  /** For example https://127.0.0.1:40002. */
  readonly url: string
  readonly port: number
  /** GUID of the tenant. */
  readonly tenant: string
  /** What a client is configured with: the address with the tenant. */
  readonly authority: string
  readonly issuer: string
  /** PEM of the authority to trust; undefined without TLS. */
  readonly caCertificate: string | undefined
  readonly lifetimes: TokenLifetimes
  readonly requests: readonly IdentityRequest[]
  /** What the EWS test server must know to take tokens of this provider. */
  readonly tokenIssuer: TokenIssuer
  /** Errors in the provider itself; `stop` rejects when it is not empty. */
  readonly failures: unknown[]
  /** Answers every sign-in without the page; undefined brings the page back. */
  answerAutomatically(answer: AutomaticAnswer | undefined): void
  /** Is awaited between what a request has done (a token is used up, others are made) and its answer. */
  beforeAnswer(wait: ((request: IdentityRequest) => Promise<void>) | undefined): void
  /** From now on a refresh token counts on after it was used, as with Entra ID; without it each is good for once. */
  keepUsedRefreshTokens(): void
  /** Gives the user no tokens until a sign-in on the page has satisfied the demand. */
  demand(username: string, demand: Demand): void
  /** Takes back what a user was given so far, as a new password does (AADSTS50173). */
  revokeUser(username: string): void
  revoke(token: string): void
  /** What the user of a device code does; throws when there is no such code. */
  approveDevice(userCode: string, username: string): void
  declineDevice(userCode: string): void
  stop(): Promise<void>
}

const DEVICE_INTERVAL = 1 // seconds between two questions of a client; Entra ID says 5, tests do not wait
const MAXIMUM_FORM_BYTES = 1_000_000

/** Starts a provider; it listens when the promise resolves. */
export async function startIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  const { users, applications } = options
  const now = options.now ?? Date.now
  const tenantDomain = options.tenantDomain ?? 'contoso.example'
  const tenant = stableGuid(tenantDomain)
  const certificate = options.tls === undefined ? undefined : await makeCertificate(options.tls)
  const requests: IdentityRequest[] = []
  const failures: unknown[] = []
  const sessions = new Map<string, IdentityUser>()
  let automaticAnswer: AutomaticAnswer | undefined
  let beforeAnswer: ((request: IdentityRequest) => Promise<void>) | undefined

  const listener = new Listener(
    (request, response) => {
      serve(request, response).catch((error: unknown) => {
        failures.push(error)
        response.destroy()
      })
    },
    options.port ?? 0,
    certificate,
  )
  await listener.open()
  const url = `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${listener.port}`
  const issuer = `${url}/${tenant}/v2.0`
  const tokens = await Tokens.create({
    tenant,
    issuer,
    now,
    lifetimes: options.lifetimes ?? {},
  })
  const codes = new AuthorizationCodes(now, () => tokens.lifetimes.authorizationCode)
  const deviceCodes = new DeviceCodes(now, () => tokens.lifetimes.deviceCode)
  const demands = new Demands()

  const requireUser = (username: string): IdentityUser => {
    const user = findUser(users, username)
    if (user === undefined) throw new Error(`the identity provider has no user ${username}`)
    return user
  }

  const reply = async (request: IncomingMessage, path: string, form: URLSearchParams): Promise<PageReply> => {
    const [, inPath = '', ...rest] = path.split('/')
    const endpoint = rest.join('/')
    if (![tenant, tenantDomain, 'common', 'organizations'].includes(inPath.toLowerCase())) {
      throw new OAuthError('invalid_tenant', 90002, `Tenant '${inPath}' not found.`)
    }
    const base = `${url}/${inPath}`
    const { method } = request
    if (method === 'GET' && /^(v2\.0\/)?\.well-known\/openid-configuration$/.test(endpoint)) {
      return json(200, metadata(issuer, base))
    }
    if (method === 'GET' && endpoint === 'discovery/v2.0/keys') return json(200, { keys: [tokens.publicJwk] })
    if (endpoint === 'oauth2/v2.0/authorize') {
      const session = new RegExp(`${SESSION_COOKIE}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1]
      return authorize(form, session, { users, applications, codes, demands, sessions, automaticAnswer })
    }
    if (endpoint === 'oauth2/v2.0/logout') {
      sessions.clear()
      return page(200, messagePage('Signed out', 'You are signed out.'))
    }
    if (endpoint === 'oauth2/v2.0/deviceauth') return answerDevice(method, form)
    if (method !== 'POST') return page(404, messagePage('Not found', path))
    switch (endpoint) {
      case 'oauth2/v2.0/token': {
        const audiences = [`${base}/oauth2/v2.0/token`, issuer]
        const { authorization } = request.headers
        const endpointOptions = { applications, tokens, codes, deviceCodes, demands, audiences, now }
        return json(200, await tokenResponse(form, authorization, endpointOptions))
      }
      case 'oauth2/v2.0/devicecode': {
        const { clientId } = requireApplication(applications, form.get('client_id') ?? undefined)
        const { deviceCode, userCode } = deviceCodes.issue(clientId, scopesOf(form))
        const verificationUri = `${base}/oauth2/v2.0/deviceauth`
        return json(200, {
          device_code: deviceCode,
          user_code: userCode,
          verification_uri: verificationUri,
          expires_in: tokens.lifetimes.deviceCode,
          interval: DEVICE_INTERVAL,
          message: `To sign in, use a web browser to open the page ${verificationUri} and enter the code ${userCode} to authenticate.`,
        })
      }
      case 'oauth2/v2.0/revoke':
        tokens.revoke(required(form, 'token'))
        return { status: 200, headers: {}, body: '' }
      default:
        return page(404, messagePage('Not found', path))
    }
  }

  const answerDevice = (method: string | undefined, form: URLSearchParams): PageReply => {
    if (method !== 'POST') return page(200, deviceCodePage(users))
    const user = findUser(users, form.get('chosen_user') ?? '')
    const isRight = user !== undefined && (user.password ?? '') === (form.get('chosen_password') ?? '')
    const declines = form.get('answer') === 'cancel'
    const answered =
      (isRight || declines) &&
      deviceCodes.answer(form.get('user_code') ?? '', declines || !isRight ? 'declined' : { user })
    return answered
      ? page(200, messagePage('Done', 'You may close this page.'))
      : page(400, messagePage('That did not work', 'Check code, account and password.'))
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const target = new URL(request.url ?? '/', url)
    const body = await readForm(request)
    const form = request.method === 'POST' ? new URLSearchParams(body) : target.searchParams
    let errorCode: number | undefined
    let answer: PageReply
    try {
      answer = await reply(request, target.pathname, form)
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error
      errorCode = error.code
      answer = json(error.details.status ?? 400, oauthErrorBody(error, now()))
    }
    const grantType = target.pathname.endsWith('/token') ? (form.get('grant_type') ?? undefined) : undefined
    const claims = form.get('claims') ?? undefined
    const served: IdentityRequest = {
      method: request.method ?? '',
      path: target.pathname,
      grantType,
      claims,
      status: answer.status,
      errorCode,
    }
    requests.push(served)
    await beforeAnswer?.(served)
    response.writeHead(answer.status, { 'Cache-Control': 'no-store', ...answer.headers })
    response.end(answer.body)
  }

  return {
    url,
    port: listener.port,
    tenant,
    authority: `${url}/${tenant}`,
    issuer,
    caCertificate: certificate?.caCertificate,
    lifetimes: tokens.lifetimes,
    requests,
    failures,
    tokenIssuer: {
      tenant,
      authorizationUri: `${url}/common/oauth2/v2.0/authorize`,
      inspect: (token) => tokens.inspect(token),
    },
    answerAutomatically: (answer) => {
      automaticAnswer = answer
    },
    beforeAnswer: (wait) => {
      beforeAnswer = wait
    },
    keepUsedRefreshTokens: () => {
      tokens.usedRefreshTokens = 'kept'
    },
    demand: (username, demand) => {
      demands.put(requireUser(username), demand)
    },
    revokeUser: (username) => {
      tokens.revokeUser(requireUser(username).username)
    },
    revoke: (token) => {
      tokens.revoke(token)
    },
    approveDevice: (userCode, username) => {
      if (!deviceCodes.answer(userCode, { user: requireUser(username) })) {
        throw new Error(`no device waits with the code ${userCode}`)
      }
    },
    declineDevice: (userCode) => {
      if (!deviceCodes.answer(userCode, 'declined')) {
        throw new Error(`no device waits with the code ${userCode}`)
      }
    },
    stop: async () => {
      await listener.close()
      if (failures.length > 0) throw new AggregateError(failures, 'the identity provider failed')
    },
  }
}

const json = (status: number, body: Readonly<Record<string, unknown>>): PageReply => ({
  status,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
})

const page = (status: number, body: string): PageReply => ({
  status,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body,
})

async function readForm(request: IncomingMessage): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Uint8Array>) {
    length += part.length
    if (length <= MAXIMUM_FORM_BYTES) parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
