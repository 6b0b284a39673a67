/** The search for the server of a mailbox (Autodiscover) as every process sees it: what it asks, tells and finds. */
import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { authenticationMethodSchema, MAX_FAILED_LOGON_ATTEMPTS } from './connector.ts'
import { mailboxSchema } from './mailbox.ts'
import { trustSchema } from './trust.ts'
import { code } from './validation.ts'

export const DISCOVERY_LIMITS = {
  /** Milliseconds for one attempt, from name resolution to the last byte. */
  attempt: 15_000, // a front end that has to wake its application pool takes some ten seconds
  /** Milliseconds for the search, without the time that a person takes to answer. */
  total: 90_000,
  /** Hops of the whole search: to other URLs, hosts and addresses. */
  redirects: 10, // as Microsoft's clients
} as const

/**
 * How one attempt asks:
 * - `look`: GET without sign-in at a service, to see whether Autodiscover is there and how it wants to be signed in at
 * - `soap`, `pox`: GetUserSettings and plain XML, both with sign-in
 * - `json`: version 2, without sign-in
 * - `http-redirect`: GET without sign-in and without encryption at `autodiscover.DOMAIN`, only for its redirection
 * - `srv`: the DNS record `_autodiscover._tcp.DOMAIN`
 * - `ews`: GET without sign-in at an EWS address that was told, to see whether it answers and which sign-ins it offers
 */
export const ATTEMPT_METHODS = ['look', 'soap', 'pox', 'json', 'http-redirect', 'srv', 'ews'] as const
export const attemptMethodSchema = z.enum(ATTEMPT_METHODS)
export type AttemptMethod = z.infer<typeof attemptMethodSchema>

export const attemptOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('running') }),
  /** It told an EWS address. */
  z.object({ kind: z.literal('found'), ewsUrl: z.string() }),
  z.object({ kind: z.literal('asks-for-sign-in'), offered: z.string() }),
  /** To another URL, host or address. */
  z.object({ kind: z.literal('redirected'), target: z.string() }),
  z.object({ kind: z.literal('failed'), error: appErrorSchema }),
  /** It was broken off because something better had answered, or the search had ended. */
  z.object({ kind: z.literal('unneeded') }),
])
export type AttemptOutcome = z.infer<typeof attemptOutcomeSchema>

export const attemptSchema = z.object({
  method: attemptMethodSchema,
  /** For `srv` the name of the record. */
  url: z.string(),
  /** HTTP status, where there was an answer. */
  status: z.number().nullable(),
  /** Whether user name and password were sent. */
  signedIn: z.boolean(),
  outcome: attemptOutcomeSchema,
  milliseconds: z.number().nonnegative(),
})
export type Attempt = z.infer<typeof attemptSchema>

/** What would go to a host that does not belong to the domain of the mailbox, or that was named without encryption. */
export const hostQuestionSchema = z.object({
  /** With the port where it is not 443. */
  host: z.string(),
  /** The address alone, or user name and password too. */
  sends: z.enum(['address', 'credentials']),
  /** Who named the host: a URL or the name of a DNS record; `null` for Microsoft's own service. */
  namedBy: z.string().nullable(),
  /** `false`: it belongs to the domain, but was named without encryption. */
  isForeign: z.boolean(),
})
export type HostQuestion = z.infer<typeof hostQuestionSchema>

/** The methods with which a search can sign in. */
export const PASSWORD_METHODS = ['windows', 'basic'] as const
export const passwordMethodSchema = z.enum(PASSWORD_METHODS)
export type PasswordMethod = z.infer<typeof passwordMethodSchema>

/** Somebody has to sign in at a host before it tells anything. */
export const signInQuestionSchema = z.object({
  /** With the port where it is not 443. */
  host: z.string(),
  /** The better one first: Windows does not show the password to the server. */
  methods: z.array(passwordMethodSchema).min(1),
})
export type SignInQuestion = z.infer<typeof signInQuestionSchema>

/** An EWS address that was told, and what came of a look at it. */
export const endpointSchema = z.object({
  url: z.string(),
  place: z.enum(['external', 'internal', 'both']),
  /** The sign-ins it offers, in human words; `null`: it does not answer from here as EWS does. */
  offered: z.array(z.string()).nullable(),
})
export type Endpoint = z.infer<typeof endpointSchema>

export const discoveredMailboxSchema = z.object({
  /** The external address where it was told, since that one works from everywhere; else the internal one. */
  ewsUrl: z.string(),
  externalEwsUrl: z.string().nullable(),
  internalEwsUrl: z.string().nullable(),
  /** How accounts should sign in there, of what is offered. */
  authenticationMethod: authenticationMethodSchema,
  /** `ewsUrl` first. */
  endpoints: z.array(endpointSchema).min(1),
  /** For example `15.2.1544.5`, or `null` where the service does not tell; JSON never does. */
  serverVersion: z.string().nullable(),
  /** Primary SMTP address of the mailbox, or `null` where it was not told; JSON never does. */
  primaryAddress: z.string().nullable(),
  method: z.enum(['soap', 'pox', 'json']),
  /** Who answered. */
  source: z.string(),
})
export type DiscoveredMailbox = z.infer<typeof discoveredMailboxSchema>

export const discoveryIdSchema = z.uuid().brand<'DiscoveryId'>()
export type DiscoveryId = z.infer<typeof discoveryIdSchema>

export const discoverySignInSchema = z.object({
  method: passwordMethodSchema,
  userName: z.string().trim().min(1, code('user-name.required')).max(256, code('field.too-long')),
  password: z.string().min(1, code('field.required')).max(1024, code('field.too-long')),
})
export type DiscoverySignIn = z.infer<typeof discoverySignInSchema>

export const discoveryRequestSchema = z.object({
  mailbox: mailboxSchema,
  trust: trustSchema,
  /** Of the connector: after so many refused sign-ins nothing more is sent. */
  maxFailedLogonAttempts: z
    .number()
    .int()
    .min(MAX_FAILED_LOGON_ATTEMPTS.least)
    .max(MAX_FAILED_LOGON_ATTEMPTS.most),
  /** `null`: nobody signs in unless a server asks for it. */
  signIn: discoverySignInSchema.nullable(),
})
export type DiscoveryRequest = z.infer<typeof discoveryRequestSchema>

export const discoveryStateSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('searching') }),
  z.object({ name: z.literal('asks-host'), question: hostQuestionSchema }),
  z.object({ name: z.literal('asks-sign-in'), question: signInQuestionSchema }),
  z.object({ name: z.literal('found'), found: discoveredMailboxSchema }),
  /** Cancelled as well, see the code. */
  z.object({ name: z.literal('failed'), error: appErrorSchema }),
])
export type DiscoveryState = z.infer<typeof discoveryStateSchema>

export const discoveryProgressSchema = z.object({
  id: discoveryIdSchema,
  mailbox: z.string(),
  /** In the order in which they began. */
  attempts: z.array(attemptSchema),
  state: discoveryStateSchema,
})
export type DiscoveryProgress = z.infer<typeof discoveryProgressSchema>

/** What an attempt leads to, for its text. */
export function targetOf(outcome: Exclude<AttemptOutcome, { readonly kind: 'failed' }>): string {
  switch (outcome.kind) {
    case 'found':
      return outcome.ewsUrl
    case 'asks-for-sign-in':
      return outcome.offered
    case 'redirected':
      return outcome.target
    case 'running':
    case 'unneeded':
      return ''
  }
}

type HostQuestionWord = {
  readonly key: `discovery.${'namedBy' | 'foreignHost' | 'plainHost' | 'mayGetAddress' | 'mayGetCredentials'}`
  readonly params: Readonly<Record<string, string>>
}

/** The sentences of a question about a host, the question itself last. */
export function hostQuestionWords({ host, sends, namedBy, isForeign }: HostQuestion): HostQuestionWord[] {
  return [
    ...(namedBy === null ? [] : [{ key: 'discovery.namedBy', params: { namedBy } } as const]),
    { key: isForeign ? 'discovery.foreignHost' : 'discovery.plainHost', params: { host } },
    {
      key: sends === 'address' ? 'discovery.mayGetAddress' : 'discovery.mayGetCredentials',
      params: { host },
    },
  ]
}
