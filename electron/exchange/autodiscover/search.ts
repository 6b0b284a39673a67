/**
 * The way of a search from one site to the next: by priority, along redirections, and never in a circle.
 *
 * A visit ends in one of three ways: with an answer, with nothing (the next source is asked), or with a stop that
 * ends the search, because the password was refused.
 */
import {
  type AttemptMethod,
  type DiscoveredMailbox,
  PASSWORD_METHODS,
  type SignInQuestion,
} from '#shared/domain/discovery.ts'
import { mailboxSchema } from '#shared/domain/mailbox.ts'
import { type AppError, appError } from '#shared/errors.ts'
import type { PasswordCredential } from '../credential.ts'
import { isOffered, methodNotOffered } from '../transport/offered-methods.ts'
import type { Answer, Settings } from './answer.ts'
import type { AttemptLog } from './attempt-log.ts'
import type { Hosts } from './hosts.ts'
import { jsonUrl } from './json.ts'
import type { Look, Services } from './services.ts'
import {
  EXCHANGE_ONLINE_HOST,
  type Site,
  domainOf,
  hostOf,
  isMicrosoft,
  siteAt,
  siteOf,
  targetOf,
} from './site.ts'

/** What was told, before anybody has looked whether it answers. */
export type ToldMailbox = Omit<DiscoveredMailbox, 'authenticationMethod' | 'endpoints'> & {
  /** The sign-ins that Autodiscover itself offers where it was told. */
  readonly offered: readonly string[]
}

export type Visit =
  | { readonly kind: 'found'; readonly mailbox: ToldMailbox }
  | { readonly kind: 'stop'; readonly error: AppError }
  | { readonly kind: 'nothing' }

const NOTHING: Visit = { kind: 'nothing' }

export type SearchOptions = {
  readonly hosts: Hosts
  readonly services: Services
  readonly log: AttemptLog
  readonly credential: PasswordCredential | null
  /** Asks a person at most once; `null`: nobody signs in. */
  readonly askForSignIn: ((question: SignInQuestion) => Promise<PasswordCredential | null>) | null
  /** Asked before all others. */
  readonly servers: readonly string[]
  readonly limits: { readonly redirects: number }
  readonly signal: AbortSignal
}

/** What a person can decide about; another name in the certificate is usual where the domain is hosted elsewhere. */
const UNDECIDED: ReadonlySet<string> = new Set([
  'tls.self-signed',
  'tls.untrusted-issuer',
  'tls.expired',
  'tls.not-yet-valid',
] satisfies AppError['code'][])

/** What a site says without a password. */
type Glance = { readonly look: Promise<Look> | null; readonly json: Promise<Answer> }

/** How a visit came about. */
type Trail = {
  readonly address: string
  /** Sites and addresses on the way here; to come back to one of them is a circle. */
  readonly passed: readonly string[]
  /** Who named the site. */
  readonly namedBy: string | null
}

export class Search {
  readonly #options: SearchOptions
  readonly #visited = new Set<string>()
  readonly problems: AppError[] = []
  #redirects = 0
  #credential: PasswordCredential | null
  #askForSignIn: SearchOptions['askForSignIn']

  constructor(options: SearchOptions) {
    this.#options = options
    this.#credential = options.credential
    this.#askForSignIn = options.askForSignIn
  }

  /** With what somebody has signed in, or would have. */
  get credential(): PasswordCredential | null {
    return this.#credential
  }

  /** Asks every source of the mailbox, then Exchange Online. */
  async everywhere(mailbox: string): Promise<Visit> {
    const { servers } = this.#options
    const trail: Trail = { address: mailbox, passed: [mailbox.toLowerCase()], namedBy: null }
    const visit = await this.#sources(trail, servers)
    if (visit.kind !== 'nothing') return visit
    // There is an Autodiscover of the domain: first somebody has to decide about its certificate.
    if (this.problems.some(({ code }) => UNDECIDED.has(code))) return NOTHING
    return await this.#visit(siteAt(EXCHANGE_ONLINE_HOST), trail)
  }

  async #sources(trail: Trail, servers: readonly string[]): Promise<Visit> {
    const { services } = this.#options
    const domain = domainOf(trail.address)
    if (domain === '') return NOTHING
    const named = servers.map(hostOf).filter((host) => host !== null)
    const sites = [...named, `autodiscover.${domain}`, domain].map(siteAt)
    // All that needs no password at once; awaited in the order of priority.
    const glances = sites.map((site) => this.#glance(site, trail.address))
    const redirection = services.httpRedirect(domain)
    const record = services.srv(domain)
    // What is never awaited, because the search has ended, must not end the process should it fail.
    void Promise.allSettled([
      redirection,
      record,
      ...glances.flatMap((glance) => Object.values(glance ?? {})),
    ])

    for (const [index, site] of sites.entries()) {
      const visit = await this.#visit(site, trail, glances[index])
      if (visit.kind !== 'nothing') return visit
    }
    const redirected = await redirection
    if (redirected !== null) {
      const visit = await this.#follow('look', redirected.location, { ...trail, namedBy: redirected.url })
      if (visit.kind !== 'nothing') return visit
    }
    const { name, hosts } = await record
    for (const host of hosts) {
      const visit = await this.#visit(siteAt(host), { ...trail, namedBy: name })
      if (visit.kind !== 'nothing') return visit
    }
    return NOTHING
  }

  /** @returns `null` when somebody has to be asked first */
  #glance(site: Site, address: string): Glance | null {
    const { hosts, services } = this.#options
    if (!hosts.isCleared(site.pox, 'address')) return null
    return {
      // Exchange Online takes no password, so there is nothing to be seen.
      look: isMicrosoft(site.host) ? null : services.look(site),
      json: services.json(jsonUrl(site.json, address), address),
    }
  }

  async #visit(site: Site, trail: Trail, glance: Glance | null = null): Promise<Visit> {
    const { hosts, log } = this.#options
    const place = `${site.pox} ${trail.address.toLowerCase()}`
    if (trail.passed.includes(place)) return this.#circle(site.pox)
    if (this.#visited.has(place) || this.#hasEnded()) return NOTHING
    this.#visited.add(place)

    const maySignIn = this.#credential !== null || this.#askForSignIn !== null
    const sends = maySignIn && !isMicrosoft(site.host) ? 'credentials' : 'address'
    const { host } = site
    if (!(await hosts.clear({ host, sends, namedBy: trail.namedBy }))) {
      if (this.#hasEnded()) return NOTHING
      const [method, url] =
        sends === 'address' ? (['json', site.json] as const) : (['look', site.pox] as const)
      this.problems.push(log.declined(method, url, host))
      return NOTHING
    }
    const seen = glance ?? this.#glance(site, trail.address)
    if (seen === null) return NOTHING
    const here: Trail = { ...trail, passed: [...trail.passed, place], namedBy: site.pox }
    const look = await seen.look
    const offered = look?.kind === 'asks-for-sign-in' ? look.offered : []
    const anonymous = async (): Promise<Visit> =>
      await this.#anonymous(await seen.json, jsonUrl(site.json, trail.address), { ...here, offered })
    if (look?.kind === 'redirected') {
      const visit = await this.#follow('look', look.location, here)
      if (visit.kind !== 'nothing') return visit
    } else if (look?.kind === 'asks-for-sign-in') {
      return await this.#eitherWay(anonymous, () => this.#signIn(site, offered, here), await seen.json)
    } else if (look?.error.code.startsWith('tls.') === true && host !== domainOf(trail.address)) {
      // The certificate of a domain's web site says nothing about Exchange.
      this.problems.push(look.error)
    }
    return await anonymous()
  }

  /** With a password at hand the sign-in comes first, since it tells more; a person is asked for one last. */
  async #eitherWay(
    anonymous: () => Promise<Visit>,
    signIn: () => Promise<Visit>,
    told: Answer,
  ): Promise<Visit> {
    const isAtHand = this.#credential !== null
    const first = await (isAtHand ? signIn() : anonymous())
    // Who is not known here cannot sign in here.
    const isUnknown = told.kind === 'failed' && told.error.code === 'exchange.mailbox-not-found'
    if (first.kind !== 'nothing' || (!isAtHand && isUnknown)) return first
    return await (isAtHand ? anonymous() : signIn())
  }

  /** SOAP, then plain XML. */
  async #signIn(site: Site, offered: readonly string[], trail: Trail): Promise<Visit> {
    const { services } = this.#options
    const credential = await this.#credentialFor(site, offered)
    if (credential === null) return NOTHING
    if (!isOffered(credential.kind, offered)) return this.#problem(methodNotOffered(credential.kind, offered))
    for (const method of ['soap', 'pox'] as const) {
      const answer = await services.signedIn(method, site, trail.address, credential)
      switch (answer.kind) {
        case 'settings':
          return { kind: 'found', mailbox: found(answer.settings, method, site[method], offered) }
        case 'redirect-url':
          return await this.#follow(method, answer.url, trail)
        case 'redirect-address':
          return await this.#otherAddress(site, answer.address, trail)
        case 'failed':
          if (answer.error.category === 'auth') return { kind: 'stop', error: answer.error }
          this.problems.push(answer.error)
          if (answer.error.code === 'exchange.mailbox-not-found') return NOTHING
      }
    }
    return NOTHING
  }

  /** @returns `null`, with the problem noted, when nobody signs in */
  async #credentialFor({ host }: Site, offered: readonly string[]): Promise<PasswordCredential | null> {
    if (this.#credential !== null) return this.#credential
    const ask = this.#askForSignIn
    if (ask !== null) {
      const methods = PASSWORD_METHODS.filter((method) => isOffered(method, offered))
      if (methods.length === 0) {
        this.#problem(methodNotOffered('basic', offered))
        return null
      }
      this.#askForSignIn = null
      this.#credential = await ask({ host, methods })
    }
    if (this.#credential === null && !this.#hasEnded()) {
      this.#problem(appError('discovery.sign-in-needed', { host }))
    }
    return this.#credential
  }

  /** An answer of JSON, which may lead on to other addresses of JSON. */
  async #anonymous(
    answer: Answer,
    url: string,
    trail: Trail & { readonly offered: readonly string[] },
  ): Promise<Visit> {
    if (answer.kind === 'settings') {
      return { kind: 'found', mailbox: found(answer.settings, 'json', url, trail.offered) }
    }
    if (answer.kind === 'failed') {
      if (answer.error.code === 'exchange.mailbox-not-found') this.problems.push(answer.error)
      return NOTHING
    }
    if (answer.kind === 'redirect-address') return NOTHING // JSON has no such answer
    const target = this.#hop('json', answer.url, trail)
    if (target === null) return NOTHING
    const { hosts, log, services } = this.#options
    if (trail.passed.includes(target.href)) return this.#circle(target.href)
    if (!(await hosts.clear({ host: target.host, sends: 'address', namedBy: url }))) {
      if (!this.#hasEnded()) this.problems.push(log.declined('json', target.href, target.host))
      return NOTHING
    }
    const next = { ...trail, passed: [...trail.passed, target.href] }
    const told = await services.json(target.href, trail.address)
    return await this.#anonymous(told, target.href, next)
  }

  /** Asks the site that a redirection names. */
  async #follow(method: AttemptMethod, location: string, trail: Trail): Promise<Visit> {
    const target = this.#hop(method, location, trail)
    return target === null ? NOTHING : await this.#visit(siteOf(target), trail)
  }

  /** Begins again with another address; within the same domain the same site is asked. */
  async #otherAddress(site: Site, told: string, trail: Trail): Promise<Visit> {
    const address = mailboxSchema.safeParse(told)
    if (!address.success) return NOTHING
    const key = address.data.toLowerCase()
    if (trail.passed.includes(key) || !this.#mayHop()) return this.#circle(address.data)
    const next: Trail = { address: address.data, passed: [...trail.passed, key], namedBy: site.pox }
    return domainOf(address.data) === domainOf(trail.address)
      ? await this.#visit(site, next)
      : await this.#sources(next, [])
  }

  #hop(method: AttemptMethod, location: string, trail: Trail): URL | null {
    const base = trail.namedBy ?? ''
    const target = targetOf(location, base)
    if (target.kind === 'unsafe') {
      const error = appError('discovery.unsafe-redirect', { target: target.shown })
      this.#options.log.begin(method, target.shown, false).failed(error)
      this.problems.push(error)
      return null
    }
    if (this.#mayHop()) return target.url
    this.#circle(target.url.href)
    return null
  }

  /** A call, since the state may be another after each wait. */
  #hasEnded(): boolean {
    return this.#options.signal.aborted
  }

  #mayHop(): boolean {
    return ++this.#redirects <= this.#options.limits.redirects
  }

  #circle(target: string): Visit {
    return this.#problem(appError('discovery.redirect-loop', { target }))
  }

  #problem(error: AppError): Visit {
    this.problems.push(error)
    return NOTHING
  }
}

function found(
  settings: Settings,
  method: DiscoveredMailbox['method'],
  source: string,
  offered: readonly string[],
): ToldMailbox {
  return { ...settings, method, source, offered }
}
