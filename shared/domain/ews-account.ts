/** The EWS account: connects exactly one Winoffice Prime e-mail account with exactly one Exchange mailbox. */
import { z } from 'zod'
import { connectorIdSchema, ewsAccountIdSchema, instantSchema, primeEmailAccountIdSchema } from './ids.ts'
import { exchangeUrlProblem } from './exchange-url.ts'
import { mailboxSchema } from './mailbox.ts'
import { accountSyncSchema, storedAccountSyncSchema } from './sync-settings.ts'
import { identitySchema } from './oauth2.ts'
import { code } from './validation.ts'

/** The address of the EWS service where the mailbox lives elsewhere; empty: that of the connector. */
export const ownUrlSchema = z
  .string()
  .trim()
  .superRefine((value, context) => {
    const problem = value === '' ? null : exchangeUrlProblem(value)
    if (problem) context.addIssue({ code: 'custom', message: code(problem) })
  })

/**
 * How an account gets into its mailbox: as its owner, by a permission on it (shared mailboxes), or by acting as its
 * owner, which an administrator allows to service accounts.
 */
export const MAILBOX_ACCESS = ['own', 'delegated', 'impersonation'] as const
export const mailboxAccessSchema = z.enum(MAILBOX_ACCESS)
export type MailboxAccess = z.infer<typeof mailboxAccessSchema>

/** What the form edits: an account before it is saved. The password travels beside it, see `PasswordChange`. */
export const ewsAccountDraftSchema = z.object({
  connectorId: connectorIdSchema,
  active: z.boolean(),
  primeEmailAccountId: z.uuid(code('field.required')).pipe(primeEmailAccountIdSchema),
  mailbox: mailboxSchema,
  access: mailboxAccessSchema,
  /** For Basic and Windows: `DOMAIN\user`, a UPN, or a plain name that the connector's domain completes. */
  userName: z.string().trim().max(256, code('field.too-long')),
  url: ownUrlSchema,
  sync: accountSyncSchema,
})
export type EwsAccountDraft = z.infer<typeof ewsAccountDraftSchema>

export const ewsAccountSchema = z.object({
  id: ewsAccountIdSchema,
  connectorId: connectorIdSchema,
  active: z.boolean(),
  primeEmailAccountId: primeEmailAccountIdSchema,
  mailbox: z.string(),
  access: mailboxAccessSchema.default('own'),
  userName: z.string(),
  /** Empty: that of the connector. */
  url: z.string().default(''),
  sync: storedAccountSyncSchema,
  /** Who has signed in with OAuth2; nobody else may from then on, until it is forgotten. */
  identity: identitySchema.nullable().default(null),
  changedAt: instantSchema,
})
export type EwsAccount = z.infer<typeof ewsAccountSchema>

/** Secrets go one way: the renderer says what to do with the password, it never gets one back. */
export const passwordChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('keep') }),
  z.object({ kind: z.literal('set'), value: z.string().min(1).max(1024) }),
  z.object({ kind: z.literal('clear') }),
])
export type PasswordChange = z.infer<typeof passwordChangeSchema>

/**
 * Where the password of an account is: `system` encrypted by the operating system, `session` in memory until the
 * application ends, `unreadable` stored but not decryptable here (a moved profile), `none`.
 */
export const secretStateSchema = z.enum(['system', 'session', 'unreadable', 'none'])
export type SecretState = z.infer<typeof secretStateSchema>

/** The user name that is sent: the connector's domain is used only when the name is plain. */
export function effectiveUserName(userName: string, domain: string): string {
  return domain === '' || isQualifiedUserName(userName) ? userName : `${domain}\\${userName}`
}

/** Whether a user name already is a UPN or `DOMAIN\user`, so that the connector's domain is not used. */
export function isQualifiedUserName(userName: string): boolean {
  return userName.includes('\\') || userName.includes('@')
}

/** Where an account finds its mailbox. */
export function urlOf(account: Pick<EwsAccount, 'url'>, connector: { readonly url: string }): string {
  return account.url === '' ? connector.url : account.url
}
