/**
 * Finds the EWS address of a mailbox from its e-mail address (Autodiscover), over our transports.
 *
 * Sources by priority: servers that the caller names, `autodiscover.DOMAIN`, `DOMAIN` (often a web site, hence not
 * first), the redirection of `http://autodiscover.DOMAIN`, the SRV record, Exchange Online. What needs no password
 * (is Autodiscover there, JSON, the redirection, DNS) is asked at once everywhere, because a firewall that swallows
 * one name must not hold up the others. What needs one is asked one after the other: only then can a refusal stop
 * the rest, and one search costs at most one failed sign-in, far from any lock-out. The first source that has an
 * answer wins; within it SOAP, which tells everything, then plain XML, then JSON.
 *
 * A password goes only to a host that shows Autodiscover and offers its method, over https with a verified certificate,
 * and that belongs to the domain or was approved (hosts.ts). Where none was given, a person is asked for it in the
 * middle of the search, and only when nothing is told without. Every hop counts against one limit, no site is asked
 * twice about the same address, and the whole has an end in time.
 *
 * Rejected: `AutodiscoverService` of ews-javascript-api (0.15.3; the first claims are proven in `library.test.ts`). It cannot be aborted and sets no time-out; it takes
 * the redirections of its first GET without its callback, so the password follows wherever they lead; that callback
 * is synchronous, so no person can be asked, and a `RedirectUrl` inside an answer does not even reach it; an answer
 * that fails, a refused password included, is thrown away and the next host is signed in at; plain XML is not in it,
 * SRV ports other than 443 neither; and its requests are not escaped. Rejected too: an async generator of steps, which
 * cannot wait for a person in one place and go on in another.
 */
import {
  type Attempt,
  DISCOVERY_LIMITS,
  type DiscoveredMailbox,
  type Endpoint,
  type HostQuestion,
  type SignInQuestion,
} from '#shared/domain/discovery.ts'
import { serviceKindOf } from '#shared/domain/exchange-url.ts'
import { type AppError, appError } from '#shared/errors.ts'
import { failure, ok } from '#shared/result.ts'
import type { PasswordCredential } from '../credential.ts'
import { seconds } from '../transport/network-errors.ts'
import { isOffered, preferredMethod } from '../transport/offered-methods.ts'
import { AttemptLog } from './attempt-log.ts'
import type { Discovery } from './discovery.ts'
import { Hosts } from './hosts.ts'
import { askPerson } from './person.ts'
import { Search, type ToldMailbox, type Visit } from './search.ts'
import { Services } from './services.ts'
import { domainOf } from './site.ts'
import { type SrvLookup, lookUpSrv } from './srv.ts'
import { TimeLimit } from './time-limit.ts'
import { Ways, type WaysOptions } from './ways.ts'

export type DiscoveryLimits = { readonly [L in keyof typeof DISCOVERY_LIMITS]: number }

export type DiscoverOptions = WaysOptions & {
  readonly mailbox: string
  /** `null`: only what is told without sign-in is found. */
  readonly credential: PasswordCredential | null
  /** Asks for user name and password where a server wants them; `null`: the person does not sign in. */
  readonly askForSignIn?: (question: SignInQuestion) => Promise<PasswordCredential | null>
  /** Decides about every host outside the domain of the mailbox, before anything goes there. */
  readonly confirmHost: (question: HostQuestion) => Promise<boolean>
  /** Hosts that need no question, with the port where it is not 443. */
  readonly approvedHosts?: readonly string[]
  /** Hosts to be asked before all others, with the port where it is not 443; to name one is to approve it. */
  readonly servers?: readonly string[]
  /** Default: the resolver of this machine. */
  readonly lookUpSrv?: SrvLookup
  readonly limits?: Partial<DiscoveryLimits>
  readonly signal: AbortSignal
  /** Told at every change. */
  readonly onDidChangeAttempts?: (attempts: readonly Attempt[]) => void
}

/**
 * @returns the address, or why there is none: a refused sign-in, `discovery.*`, the failure that tells most; and
 * in either case every attempt
 */
export async function discoverMailbox(options: DiscoverOptions): Promise<Discovery> {
  const { mailbox, credential, askForSignIn, servers = [], approvedHosts = [] } = options
  const limits: DiscoveryLimits = { ...DISCOVERY_LIMITS, ...options.limits }
  const time = new TimeLimit(options.signal, limits.total)
  const log = new AttemptLog(options.onDidChangeAttempts ?? (() => undefined), () => performance.now())
  const ask = askPerson(time)
  const hosts = new Hosts({
    mailbox,
    approved: [...servers, ...approvedHosts],
    confirm: options.confirmHost,
    askPerson: ask,
  })
  const ways = new Ways(options)
  const services = new Services({
    ways,
    mayGetCredentials: (url) => hosts.isCleared(url, 'credentials'),
    lookUpSrv: options.lookUpSrv ?? lookUpSrv,
    log,
    signal: time.signal,
    attemptTimeout: limits.attempt,
  })
  const search = new Search({
    ...{ hosts, services, log, credential, servers, limits, signal: time.signal },
    askForSignIn: askForSignIn ? (question) => ask(() => askForSignIn(question), null) : null,
  })
  try {
    const visit = await search.everywhere(mailbox)
    const verdict =
      visit.kind === 'found'
        ? ok(await lookedAt(visit.mailbox, services, search.credential))
        : failure(problemOf(visit, search.problems, mailbox))
    if (verdict.ok || !time.signal.aborted) return { result: verdict, attempts: log.end() }
    const over = time.isOver && !options.signal.aborted
    const error = over
      ? appError('discovery.timed-out', { seconds: seconds(limits.total) })
      : appError('discovery.cancelled')
    return { result: failure(error), attempts: log.end() }
  } finally {
    time.end()
    await ways.close()
  }
}

/** Which of the addresses answer from here, and how one signs in there. */
async function lookedAt(
  { offered, ...told }: ToldMailbox,
  services: Services,
  credential: PasswordCredential | null,
): Promise<DiscoveredMailbox> {
  const { ewsUrl, externalEwsUrl, internalEwsUrl } = told
  const other = internalEwsUrl === ewsUrl ? null : internalEwsUrl
  const isSame = externalEwsUrl === internalEwsUrl
  const own = isSame ? 'both' : externalEwsUrl === null ? 'internal' : 'external'
  const endpoints = await Promise.all([
    endpointAt(ewsUrl, own, services),
    ...(other === null ? [] : [endpointAt(other, 'internal', services)]),
  ])
  const known = endpoints.find((endpoint) => endpoint.offered !== null)?.offered ?? offered
  const wasUsed = credential !== null && told.method !== 'json' && isOffered(credential.kind, known)
  const authenticationMethod =
    serviceKindOf(ewsUrl) === 'exchange-online'
      ? 'oauth2'
      : wasUsed
        ? credential.kind
        : (preferredMethod(known) ?? 'windows') // the default of on-premises servers
  return { ...told, authenticationMethod, endpoints }
}

async function endpointAt(url: string, place: Endpoint['place'], services: Services): Promise<Endpoint> {
  const offered = await services.ews(url)
  return { url, place, offered: offered && [...offered] }
}

/** What tells an administrator most comes first; what is not here is no more than a failed attempt. */
const TELLING = [
  'discovery.redirect-loop',
  'discovery.unsafe-redirect',
  'exchange.mailbox-not-found',
  'sign-in.method-not-offered',
  'discovery.sign-in-needed',
  'discovery.host-declined',
  'exchange.server-busy',
  'http.forbidden',
  'http.unavailable',
  'exchange.response',
  'exchange.malformed-response',
  'tls.self-signed',
  'tls.untrusted-issuer',
  'tls.expired',
  'tls.not-yet-valid',
  'tls.wrong-name',
  'tls.old-protocol',
] as const satisfies readonly AppError['code'][]

function problemOf(
  visit: Exclude<Visit, { readonly kind: 'found' }>,
  problems: readonly AppError[],
  mailbox: string,
): AppError {
  if (visit.kind === 'stop') return visit.error
  for (const code of TELLING) {
    const problem = problems.find((error) => error.code === code)
    if (problem !== undefined) return problem
  }
  return appError('discovery.nothing-found', { mailbox, domain: domainOf(mailbox) })
}
