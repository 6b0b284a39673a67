/** What the form of an account edits, its rules, and how it becomes what main is asked to save. */
import { z } from 'zod'
import { isMethodOfService, usesPasswords, type ConnectorDraft } from '#shared/domain/connector.ts'
import { completeExchangeUrl } from '#shared/domain/exchange-url.ts'
import { ewsAccountDraftSchema, type EwsAccount, type PasswordChange } from '#shared/domain/ews-account.ts'
import type { TestPassword } from '#shared/domain/connection-test.ts'
import { OWNER_KINDS, primeEmailAccountDraftSchema } from '#shared/domain/prime.ts'
import { ACCOUNT_SYNC_DEFAULTS, type AccountSync } from '#shared/domain/sync-settings.ts'
import { code } from '#shared/domain/validation.ts'
import type { FoundAccount } from '../find-server/found-account.ts'

const { active, mailbox, access, userName, primeEmailAccountId, url, sync } = ewsAccountDraftSchema.shape

const fields = z.object({
  active,
  mailbox,
  access,
  userName,
  /** An existing Winoffice Prime e-mail account, or one that is created with this account. */
  primeMode: z.enum(['existing', 'new']),
  primeEmailAccountId: z.string(),
  ownerKind: z.enum(OWNER_KINDS),
  ownerName: z.string(),
  address: z.string(),
  password: z.string().max(1024),
  /** The stored password is to be removed. */
  clearsPassword: z.boolean(),
  url,
  /** Its days are kept while everything is taken, so that switching back and forth loses nothing. */
  sync: sync.extend({ firstSyncDays: z.number() }),
  /** Whether the first synchronisation reaches back only so many days. */
  limitsFirstSync: z.boolean(),
})
export type AccountFormValues = z.infer<typeof fields>

/** @param connector how its accounts sign in decides what they need, and where they may be */
export function accountFormSchema(connector: Pick<ConnectorDraft, 'authenticationMethod' | 'windowsUser'>) {
  const needsUserName = usesPasswords(connector)
  return fields.superRefine((values, context) => {
    const refuse = (field: keyof AccountFormValues, message: string): void => {
      context.addIssue({ code: 'custom', path: [field], message })
    }
    const check = (field: keyof AccountFormValues, schema: z.ZodType): void => {
      const problem = schema.safeParse(values[field]).error?.issues[0]
      if (problem) refuse(field, problem.message)
    }
    if (values.primeMode === 'existing') {
      check('primeEmailAccountId', primeEmailAccountId)
    } else {
      check('ownerName', primeEmailAccountDraftSchema.shape.owner.shape.name)
      check('address', primeEmailAccountDraftSchema.shape.address)
    }
    if (needsUserName && values.userName === '') refuse('userName', code('user-name.required'))
    if (!isMethodOfService({ ...connector, url: completeExchangeUrl(values.url) })) {
      refuse('url', code('account-url.exchange-online-oauth2-only'))
    }
    if (values.limitsFirstSync) {
      const problem = sync.shape.firstSyncDays.safeParse(values.sync.firstSyncDays).error?.issues[0]
      if (problem) {
        context.addIssue({ code: 'custom', path: ['sync', 'firstSyncDays'], message: problem.message })
      }
    }
  })
}

const STANDARD_DAYS = ACCOUNT_SYNC_DEFAULTS.firstSyncDays ?? 365

/** @param found fills in a new account */
export function accountFormValues(
  account: EwsAccount | null,
  found: FoundAccount | null = null,
): AccountFormValues {
  const stored = account?.sync ?? ACCOUNT_SYNC_DEFAULTS
  return {
    active: account?.active ?? true,
    mailbox: account?.mailbox ?? found?.mailbox ?? '',
    access: account?.access ?? 'own',
    userName: account?.userName ?? found?.userName ?? '',
    // The mailbox of a new server is hardly known in Winoffice Prime yet.
    primeMode: found ? 'new' : 'existing',
    primeEmailAccountId: account?.primeEmailAccountId ?? '',
    ownerKind: 'employee',
    ownerName: '',
    address: found?.mailbox ?? '',
    password: found?.password ?? '',
    clearsPassword: false,
    url: account?.url ?? '',
    sync: { ...stored, firstSyncDays: stored.firstSyncDays ?? STANDARD_DAYS },
    limitsFirstSync: stored.firstSyncDays !== null,
  }
}

/** How the account synchronises, as it is saved. */
export function accountSyncOf({ sync: values, limitsFirstSync }: AccountFormValues): AccountSync {
  return { ...values, firstSyncDays: limitsFirstSync ? values.firstSyncDays : null }
}

/** Typing sets, "remove" clears, and a field left alone keeps what is stored. */
export function passwordChangeOf(
  values: Pick<AccountFormValues, 'password' | 'clearsPassword'>,
): PasswordChange {
  if (values.password !== '') return { kind: 'set', value: values.password }
  return { kind: values.clearsPassword ? 'clear' : 'keep' }
}

/** The password a test signs in with: the typed one, else the stored one of a saved account. */
export function testPasswordOf(
  values: Pick<AccountFormValues, 'password' | 'clearsPassword'>,
  account: EwsAccount | null,
): TestPassword {
  if (account && values.password === '' && !values.clearsPassword) {
    return { kind: 'stored', accountId: account.id }
  }
  return { kind: 'given', value: values.password }
}
