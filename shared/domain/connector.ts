/** The connector: all settings for one Exchange service, with the rules that hold in the form and in main. */
import { z } from 'zod'
import type { MailboxAccess } from './ews-account.ts'
import { exchangeUrlProblem, serviceKindOf } from './exchange-url.ts'
import { connectorIdSchema, instantSchema } from './ids.ts'
import { CONNECTOR_SYNC_DEFAULTS, connectorSyncSchema, storedConnectorSyncSchema } from './sync-settings.ts'
import { DEFAULT_OAUTH2, oauth2Problems, oauth2SettingsSchema } from './oauth2.ts'
import { SYSTEM_TRUST, trustSchema } from './trust.ts'
import { code } from './validation.ts'

export const AUTHENTICATION_METHODS = ['oauth2', 'basic', 'windows'] as const
export const authenticationMethodSchema = z.enum(AUTHENTICATION_METHODS)
export type AuthenticationMethod = z.infer<typeof authenticationMethodSchema>

/** The ways of signing in that this version carries out; the others can be configured, and say so. */
export const AVAILABLE_AUTHENTICATION_METHODS: readonly AuthenticationMethod[] = [
  'basic',
  'windows',
  'oauth2',
]

/** Who signs in with the method `windows`: each account as the user it names, or the user of Windows without a password. */
export const WINDOWS_USERS = ['stored', 'signed-in'] as const
export const windowsUserSchema = z.enum(WINDOWS_USERS)
export type WindowsUser = z.infer<typeof windowsUserSchema>

export const CONNECTOR_NAME_MAX = 100

/** MaxFailedLogonAttempts: refused sign-ins after which an account is paused. */
export const MAX_FAILED_LOGON_ATTEMPTS = { least: 1, most: 10, standard: 3 } as const
const maxFailedLogonAttemptsSchema = z
  .number(code('number.out-of-range'))
  .int(code('number.out-of-range'))
  .min(MAX_FAILED_LOGON_ATTEMPTS.least, code('number.out-of-range'))
  .max(MAX_FAILED_LOGON_ATTEMPTS.most, code('number.out-of-range'))

/** What a connector has before anyone chooses otherwise, and those that were stored before there was a choice. */
export const CONNECTOR_DEFAULTS = {
  windowsUser: 'stored',
  maxFailedLogonAttempts: MAX_FAILED_LOGON_ATTEMPTS.standard,
} as const

const shape = {
  name: z.string().trim().min(1, code('field.required')).max(CONNECTOR_NAME_MAX, code('field.too-long')),
  active: z.boolean(),
  url: z
    .string()
    .trim()
    .min(1, code('field.required'))
    .superRefine((value, context) => {
      const problem = value === '' ? null : exchangeUrlProblem(value)
      if (problem) context.addIssue({ code: 'custom', message: code(problem) })
    }),
  domain: z.string().trim().max(255, code('field.too-long')),
  authenticationMethod: authenticationMethodSchema,
  windowsUser: windowsUserSchema,
  trust: trustSchema,
  sync: connectorSyncSchema,
  /** Kept while another method is chosen, so that nothing has to be entered again. */
  oauth2: oauth2SettingsSchema,
  maxFailedLogonAttempts: maxFailedLogonAttemptsSchema,
}

/** What the form edits: a connector before it is saved. */
export const connectorDraftSchema = z.object(shape).superRefine((draft, context) => {
  if (!isMethodOfService(draft)) {
    context.addIssue({
      code: 'custom',
      path: ['authenticationMethod'],
      message: code('authentication.exchange-online-oauth2-only'),
    })
  }
  if (draft.authenticationMethod !== 'oauth2') return
  for (const problem of oauth2Problems(draft.oauth2)) {
    context.addIssue({ code: 'custom', path: ['oauth2', problem.path], message: code(problem.code) })
  }
})
export type ConnectorDraft = z.infer<typeof connectorDraftSchema>

/** Before anyone has chosen anything: in an empty form, and what a policy or a command does not name. */
export const NEW_CONNECTOR: ConnectorDraft = {
  ...CONNECTOR_DEFAULTS,
  name: '',
  active: true,
  url: '',
  domain: '',
  authenticationMethod: 'basic',
  trust: SYSTEM_TRUST,
  sync: CONNECTOR_SYNC_DEFAULTS,
  oauth2: DEFAULT_OAUTH2,
}

/** A connector as it is stored. The schema is structural: a stored connector is not judged by form rules. */
export const connectorSchema = z.object({
  id: connectorIdSchema,
  name: z.string(),
  active: z.boolean(),
  url: z.string(),
  domain: z.string(),
  authenticationMethod: authenticationMethodSchema,
  windowsUser: windowsUserSchema.default(CONNECTOR_DEFAULTS.windowsUser),
  /** Connectors stored before there was one trust what the system trusts. */
  trust: trustSchema.default(SYSTEM_TRUST),
  sync: storedConnectorSyncSchema,
  oauth2: oauth2SettingsSchema.default(DEFAULT_OAUTH2),
  maxFailedLogonAttempts: z.number().default(CONNECTOR_DEFAULTS.maxFailedLogonAttempts),
  changedAt: instantSchema,
})
export type Connector = z.infer<typeof connectorSchema>

type SignInSettings = Pick<Connector, 'url' | 'authenticationMethod' | 'windowsUser'>

/** Exchange Online switched Basic off in 2022 and never offered NTLM to EWS clients. */
export function isMethodOfService({
  url,
  authenticationMethod,
}: Omit<SignInSettings, 'windowsUser'>): boolean {
  return authenticationMethod === 'oauth2' || serviceKindOf(url) !== 'exchange-online'
}

/** Whether Windows itself proves who signs in: the user who is signed in to it. */
export function isAsWindowsUser(connector: Omit<SignInSettings, 'url'>): boolean {
  return connector.authenticationMethod === 'windows' && connector.windowsUser === 'signed-in'
}

/** Whether the accounts of a connector sign in with a user name and a password of their own. */
export function usesPasswords(connector: Omit<SignInSettings, 'url'>): boolean {
  return connector.authenticationMethod !== 'oauth2' && !isAsWindowsUser(connector)
}

/** Whether two connector names are the same to us: names are unique without regard to case. */
export function sameName(one: string, other: string): boolean {
  return one.trim().toLocaleLowerCase('de-CH') === other.trim().toLocaleLowerCase('de-CH')
}

/** How the accounts of a connector really get into their mailboxes: an application has none and acts as the owners. */
export function effectiveAccess(
  { authenticationMethod, oauth2 }: Pick<Connector, 'authenticationMethod' | 'oauth2'>,
  access: MailboxAccess,
): MailboxAccess {
  return authenticationMethod === 'oauth2' && oauth2.signIn !== 'user' ? 'impersonation' : access
}
