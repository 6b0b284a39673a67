/**
 * Autodiscover: how a client finds the EWS address of a mailbox. Three services answer the same question from the same
 * routes: plain XML (pox.ts), SOAP (soap.ts) and JSON (json.ts); a port without TLS only redirects.
 *
 * They are pages of the HTTP front, so that paths, sizes, sign-in, lock-out, interceptors and journal are those of
 * EWS. Rejected: a server of its own (a client would sign in twice at what is one Exchange).
 */
import type { RequestListener } from 'node:http'
import type { AuthenticationScheme } from '../http/authentication/challenges.ts'
import type { Page } from '../http/http-front.ts'
import type { ServerVersion } from '../soap/envelope.ts'
import { supportedSchemas } from './describe-server.ts'
import { answerJson, isJsonPath } from './json.ts'
import { answerPox } from './pox.ts'
import { type AutodiscoverRoutes, redirectionTarget } from './routes.ts'
import { answerSoap } from './soap.ts'

export const POX_PATH = '/autodiscover/autodiscover.xml'
export const SOAP_PATH = '/autodiscover/autodiscover.svc'

/** What the three services answer from. */
export type AutodiscoverService = {
  readonly routes: AutodiscoverRoutes
  readonly version: ServerVersion
  readonly isOnline: boolean
  /** How to sign in at the EWS address, in the words of Autodiscover. */
  readonly authPackage: string
  /** The newest schema by name. */
  readonly schema: string
  readonly origin: () => string
}

const EXCHANGE_ONLINE_MINOR_VERSION = 20

export function makeAutodiscoverService(options: {
  readonly routes: AutodiscoverRoutes
  readonly version: ServerVersion
  readonly schemes: readonly AuthenticationScheme[]
  readonly origin: () => string
}): AutodiscoverService {
  const { routes, version, schemes, origin } = options
  return {
    routes,
    version,
    isOnline: version.minorVersion === EXCHANGE_ONLINE_MINOR_VERSION,
    authPackage:
      (['negotiate', 'ntlm', 'basic'] as const).find((scheme) => schemes.includes(scheme)) ?? 'oauth',
    schema: supportedSchemas(version).split(', ').at(-1) ?? '',
    origin,
  }
}

/** Clients ask without signing in which services there are, and read it from the headers of the 401. */
const ENABLED = { 'X-SOAP-Enabled': 'True', 'X-OAuth-Enabled': 'True' } as const

/** The page of a path; undefined when it is not Autodiscover's. */
export function autodiscoverPage(path: string, service: AutodiscoverService): Page | undefined {
  if (isJsonPath(path)) return { access: 'anonymous', answer: (request) => answerJson(request, service) }
  switch (path.toLowerCase()) {
    case POX_PATH:
      return { access: 'sign-in', headers: ENABLED, answer: (request) => answerPox(request, service) }
    case SOAP_PATH:
      return { access: 'sign-in', headers: ENABLED, answer: (request) => answerSoap(request, service) }
    default:
      return undefined
  }
}

/**
 * The port without TLS: nothing but the way to the secure one, and only for GET, since a client must not send its
 * password here.
 * @param target the origin to go to
 */
export function redirectingListener(target: () => string): RequestListener {
  return (request, response) => {
    const path = (request.url ?? '').replace(/[?#].*/s, '')
    const isAsked = [POX_PATH, SOAP_PATH].includes(path.toLowerCase())
    if (!isAsked) response.writeHead(404).end()
    else if (request.method !== 'GET' && request.method !== 'HEAD') response.writeHead(403).end()
    else response.writeHead(302, { Location: redirectionTarget(target(), path), 'Content-Length': 0 }).end()
  }
}
