/**
 * Where Autodiscover sends a user: to the EWS address of this server, elsewhere, or nowhere.
 *
 * A route belongs to an address or to a whole domain and can be set while the server runs, because two servers that
 * redirect to each other know their ports only then. Without a route every mailbox of the directory lives here.
 */
import type { Directory } from '../mailbox/directory.ts'

export type AutodiscoverRoute =
  /** The mailbox is known, and its EWS address is this one. */
  | { readonly kind: 'lives-at'; readonly ewsUrl: string }
  /** Ask again with another address, as for a mailbox that moved to another organisation. */
  | { readonly kind: 'redirect-address'; readonly address: string }
  /**
   * Ask another server, said within an answer (redirect-url) or by HTTP 302 (http-redirect). An origin such as
   * https://127.0.0.1:4443 stands for the path that was asked; a URL with a path is given as it is.
   */
  | { readonly kind: 'redirect-url'; readonly url: string }
  | { readonly kind: 'http-redirect'; readonly url: string }
  /** Nobody has this address, even if a mailbox has. */
  | { readonly kind: 'unknown' }

export type AutodiscoverOptions = {
  /** By address (anna.meier@contoso.example) or domain (contoso.example); an address goes before its domain. */
  readonly routes?: Readonly<Record<string, AutodiscoverRoute>>
  /**
   * Opens a second port without TLS and sign-in that answers GET with HTTP 302, as http://autodiscover.DOMAIN does;
   * the value is the origin to go to, `here` for this server.
   */
  readonly httpRedirect?: string
}

/** What Autodiscover knows of somebody. */
export type AutodiscoverUser = {
  readonly address: string
  readonly displayName: string
  readonly ewsUrl: string
}

export type Destination =
  | { readonly kind: 'settings'; readonly user: AutodiscoverUser }
  | Exclude<AutodiscoverRoute, { readonly kind: 'lives-at' }>

export class AutodiscoverRoutes {
  readonly #directory: Directory
  readonly #ewsUrl: () => string
  readonly #routes = new Map<string, AutodiscoverRoute>()

  /** @param ewsUrl where the mailboxes of this server live */
  constructor(directory: Directory, ewsUrl: () => string, routes: AutodiscoverOptions['routes'] = {}) {
    this.#directory = directory
    this.#ewsUrl = ewsUrl
    for (const [name, route] of Object.entries(routes)) this.set(name, route)
  }

  /** @param name an address or a domain; `route` undefined takes its route away */
  set(name: string, route: AutodiscoverRoute | undefined): void {
    if (route === undefined) this.#routes.delete(name.toLowerCase())
    else this.#routes.set(name.toLowerCase(), route)
  }

  ofUser(address: string): Destination {
    const route = this.#routes.get(address.toLowerCase()) ?? this.#routes.get(domainOf(address))
    const mailbox = this.#directory.byAddress(address)
    if (route !== undefined && route.kind !== 'lives-at') return route
    if (route === undefined && mailbox === undefined) return { kind: 'unknown' }
    return {
      kind: 'settings',
      user: {
        address: mailbox?.address ?? address,
        displayName: mailbox?.displayName ?? address.replace(/@.*/, ''),
        ewsUrl: route?.ewsUrl ?? this.#ewsUrl(),
      },
    }
  }

  /** The EWS address of a domain, or where to ask for it; unknown for a domain without a mailbox. */
  ofDomain(domain: string): Destination {
    const wanted = domain.toLowerCase()
    const route = this.#routes.get(wanted)
    if (route !== undefined && route.kind !== 'lives-at') return route
    const isOurs = this.#directory.mailboxes().some(({ address }) => domainOf(address) === wanted)
    if (route === undefined && !isOurs) return { kind: 'unknown' }
    return {
      kind: 'settings',
      user: { address: '', displayName: '', ewsUrl: route?.ewsUrl ?? this.#ewsUrl() },
    }
  }
}

export const domainOf = (address: string): string => address.replace(/^.*@/, '').toLowerCase()

/** The address to which a redirection leads from a path of this server. */
export function redirectionTarget(url: string, path: string): string {
  const target = new URL(url)
  return target.pathname === '/' ? new URL(path, target).href : target.href
}
