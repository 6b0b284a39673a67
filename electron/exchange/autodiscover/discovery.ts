/** What a search for the server of a mailbox is asked, finds and tells on its way. */
import type { AppError } from '#shared/errors.ts'
import type { Result } from '#shared/result.ts'

/**
 * How one attempt asks:
 * - `look`: GET without sign-in at a service, to see whether Autodiscover is there and how it wants to be signed in at
 * - `soap`, `pox`: GetUserSettings and plain XML, both with sign-in
 * - `json`: version 2, without sign-in
 * - `http-redirect`: GET without sign-in and without encryption at `autodiscover.DOMAIN`, only for its redirection
 * - `srv`: the DNS record `_autodiscover._tcp.DOMAIN`
 */
export type AttemptMethod = 'look' | 'soap' | 'pox' | 'json' | 'http-redirect' | 'srv'

export type AttemptOutcome =
  | { readonly kind: 'running' }
  /** It told an EWS address. */
  | { readonly kind: 'found'; readonly ewsUrl: string }
  | { readonly kind: 'asks-for-sign-in'; readonly offered: string }
  /** To another URL, host or address. */
  | { readonly kind: 'redirected'; readonly target: string }
  | { readonly kind: 'failed'; readonly error: AppError }
  /** It was broken off because something better had answered, or the search had ended. */
  | { readonly kind: 'unneeded' }

export type Attempt = {
  readonly method: AttemptMethod
  /** For `srv` the name of the record. */
  readonly url: string
  /** HTTP status, where there was an answer. */
  readonly status: number | null
  /** Whether user name and password were sent. */
  readonly signedIn: boolean
  readonly outcome: AttemptOutcome
  readonly milliseconds: number
}

/** What would go to a host that does not belong to the domain of the mailbox. */
export type HostQuestion = {
  /** With the port where it is not 443. */
  readonly host: string
  /** The address alone, or user name and password too. */
  readonly sends: 'address' | 'credentials'
  /** Who named the host: a URL or the name of a DNS record; `null` for Microsoft's own service. */
  readonly namedBy: string | null
}

export type DiscoveredMailbox = {
  /** The external address where it was told, since that one works from everywhere; else the internal one. */
  readonly ewsUrl: string
  readonly externalEwsUrl: string | null
  readonly internalEwsUrl: string | null
  /** For example `15.2.1544.5`, or `null` where the service does not tell; JSON never does. */
  readonly serverVersion: string | null
  /** Primary SMTP address of the mailbox, or `null` where it was not told; JSON never does. */
  readonly primaryAddress: string | null
  readonly method: 'soap' | 'pox' | 'json'
  /** Who answered. */
  readonly source: string
}

export type Discovery = {
  readonly result: Result<DiscoveredMailbox>
  /** In the order in which they began. */
  readonly attempts: readonly Attempt[]
}
