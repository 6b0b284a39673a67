/**
 * How a connector signs in with OAuth2: where the identities are (authority and tenant), as which registered
 * application, for what (scope), and who signs in: every account's user, or the application itself as a service
 * account that acts for the mailboxes by impersonation.
 *
 * A national cloud is a preset for three fields and no field of its own: it is recognised by their values, so that
 * settings and preset can never contradict each other. AD FS and hybrid modern authentication are entered by hand.
 */
import { z } from 'zod'
import type { ErrorCode } from '../errors.ts'
import { isLoopback } from './exchange-url.ts'

export const OAUTH2_SIGN_INS = ['user', 'application-secret', 'application-certificate'] as const
export type OAuth2SignIn = (typeof OAUTH2_SIGN_INS)[number]

const MAXIMUM_LENGTH = 1_000
const text = z.string().trim().max(MAXIMUM_LENGTH)

export const oauth2SettingsSchema = z.object({
  /** Address of the identity provider without the tenant, for example `https://adfs.company.com/adfs`. */
  authority: text,
  /** Domain or id of the directory, `organizations` for all of them; empty where there are none (AD FS). */
  tenant: text,
  /** Application (client) id of the registration. */
  clientId: text,
  /** One or several, separated by blanks, each with its resource: `https://outlook.office365.com/EWS.AccessAsUser.All`. */
  scope: text,
  signIn: z.enum(OAUTH2_SIGN_INS),
})
export type OAuth2Settings = z.infer<typeof oauth2SettingsSchema>

type CloudValues = Pick<OAuth2Settings, 'authority' | 'scope'>

/** Microsoft's clouds (learn.microsoft.com: "National clouds", "Authenticate an EWS application by using OAuth"). */
export const CLOUDS = {
  worldwide: {
    authority: 'https://login.microsoftonline.com',
    scope: 'https://outlook.office365.com/EWS.AccessAsUser.All',
  },
  'us-gcc-high': {
    authority: 'https://login.microsoftonline.us',
    scope: 'https://outlook.office365.us/EWS.AccessAsUser.All',
  },
  'us-dod': {
    authority: 'https://login.microsoftonline.us',
    scope: 'https://outlook-dod.office365.us/EWS.AccessAsUser.All',
  },
  china: {
    authority: 'https://login.partner.microsoftonline.cn',
    scope: 'https://partner.outlook.cn/EWS.AccessAsUser.All',
  },
} as const satisfies Record<string, CloudValues>
export type Cloud = keyof typeof CLOUDS
export const CLOUD_NAMES = Object.keys(CLOUDS) as Cloud[]

/** Every directory: whoever signs in decides which. */
export const ANY_TENANT = 'organizations'

export const DEFAULT_OAUTH2: OAuth2Settings = {
  ...CLOUDS.worldwide,
  tenant: ANY_TENANT,
  clientId: '',
  signIn: 'user',
}

/** The cloud whose values these are; `null`: entered by hand. */
export function cloudOf({ authority, scope }: CloudValues): Cloud | null {
  return (
    CLOUD_NAMES.find((name) => CLOUDS[name].authority === authority && CLOUDS[name].scope === scope) ?? null
  )
}

/** The cloud that serves an EWS address; `null` for a server on premises. */
export function cloudOfUrl(url: string): Cloud | null {
  if (!URL.canParse(url)) return null
  const host = new URL(url).hostname.toLowerCase().replace(/\.$/, '')
  if (host === 'outlook.office.com') return 'worldwide'
  return CLOUD_NAMES.find((name) => new URL(CLOUDS[name].scope).hostname === host) ?? null
}

/** The address that signs in, with the tenant. */
export function authorityOf({ authority, tenant }: OAuth2Settings): string {
  const base = authority.replace(/\/+$/, '')
  return tenant === '' ? base : `${base}/${tenant}`
}

/** What is asked for: an application gets what its resource grants it, whatever the scope of users is called. */
export function scopesOf({ scope, signIn }: OAuth2Settings): string[] {
  const scopes = scope.split(/\s+/).filter((one) => one !== '')
  if (signIn === 'user') return scopes
  return scopes.slice(0, 1).map((one) => one.replace(/\/[^/]*$/, '/.default'))
}

/** Whether tokens that were issued for the one are of use for the other. */
export function signsInTheSame(one: OAuth2Settings, other: OAuth2Settings): boolean {
  return (
    authorityOf(one) === authorityOf(other) &&
    one.clientId === other.clientId &&
    one.scope === other.scope &&
    one.signIn === other.signIn
  )
}

/** What is wrong with the settings of a connector that signs in by them. */
export function oauth2Problems(settings: OAuth2Settings): { path: keyof OAuth2Settings; code: ErrorCode }[] {
  const { authority, tenant, clientId, scope, signIn } = settings
  const problems: { path: keyof OAuth2Settings; code: ErrorCode }[] = []
  if (authority === '') problems.push({ path: 'authority', code: 'field.required' })
  else if (!isAuthority(authority)) problems.push({ path: 'authority', code: 'oauth2.authority-invalid' })
  if (/[\s/?#]/.test(tenant)) problems.push({ path: 'tenant', code: 'field.invalid' })
  // An application belongs to no user whose directory could be asked for.
  else if (signIn !== 'user' && ['organizations', 'common', 'consumers'].includes(tenant.toLowerCase())) {
    problems.push({ path: 'tenant', code: 'oauth2.tenant-needed' })
  }
  if (clientId === '') problems.push({ path: 'clientId', code: 'field.required' })
  if (scope === '') problems.push({ path: 'scope', code: 'field.required' })
  return problems
}

/** Tokens never travel unencrypted, not even to this machine itself. */
function isAuthority(authority: string): boolean {
  if (!URL.canParse(authority)) return false
  const { protocol, hostname, username, password, search, hash } = new URL(authority)
  const isPlain = username === '' && password === '' && search === '' && hash === ''
  return protocol === 'https:' && isPlain && (hostname.includes('.') || isLoopback(hostname))
}

/** Who has signed in for an account. No secret: it names the one who may sign in again. */
export const identitySchema = z.object({
  /** The provider's id of user and directory; user names change, this does not. */
  homeAccountId: z.string(),
  userName: z.string(),
  tenantId: z.string(),
})
export type Identity = z.infer<typeof identitySchema>
