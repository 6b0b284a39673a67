/** Is it well? One verdict over the accounts of one connector, and why each one in trouble is. */
import type { AccountEntry } from '#shared/contract/contract.ts'
import { usesPasswords, type Connector } from '#shared/domain/connector.ts'
import { effectiveUserName } from '#shared/domain/ews-account.ts'
import { isProven, isTroubled } from '#shared/domain/health.ts'
import type { AppError } from '#shared/errors.ts'

/** Of a test only the outcome is remembered; testing again tells the cause. */
export type AccountProblem = { readonly mailbox: string; readonly cause: Cause | 'test-failed' }
type Cause = Pick<AppError, 'code' | 'params'>

export type AccountsHealth =
  | { readonly state: 'troubled'; readonly problems: readonly AccountProblem[] }
  | { readonly state: 'unproven'; readonly mailboxes: readonly string[] }
  | { readonly state: 'connector-inactive' }
  | { readonly state: 'none-active' }
  | { readonly state: 'well'; readonly count: number }

/** @returns `null` without accounts: there is nothing yet that could be well */
export function accountsHealth(
  connector: Signing & Pick<Connector, 'active'>,
  entries: readonly AccountEntry[],
): AccountsHealth | null {
  if (entries.length === 0) return null
  if (!connector.active) return { state: 'connector-inactive' }
  const active = entries.filter((entry) => entry.account.active)
  if (active.length === 0) return { state: 'none-active' }
  const problems = active.flatMap((entry): AccountProblem[] => {
    const cause = causeOf(entry, connector)
    return cause ? [{ mailbox: entry.account.mailbox, cause }] : []
  })
  if (problems.length > 0) return { state: 'troubled', problems }
  const unproven = active.filter((entry) => !isProven(entry))
  return unproven.length > 0
    ? { state: 'unproven', mailboxes: unproven.map((entry) => entry.account.mailbox) }
    : { state: 'well', count: active.length }
}

type Signing = Pick<Connector, 'authenticationMethod' | 'windowsUser' | 'domain'>

function causeOf(entry: AccountEntry, connector: Signing): AccountProblem['cause'] | null {
  // First: whatever the last results were, the next ones fail.
  if (usesPasswords(connector)) {
    if (entry.password === 'none') return { code: 'secret.not-stored', params: {} }
    if (entry.passwordProblem) return entry.passwordProblem
  }
  const { logon, account } = entry
  if (logon.state !== 'well') {
    const userName = effectiveUserName(account.userName, connector.domain)
    const code = logon.state === 'paused' ? 'sign-in.paused' : 'sign-in.refused'
    return { code, params: { userName, count: logon.count } }
  }
  if (!isTroubled(entry)) return null
  return entry.lastSync?.outcome === 'succeeded' ? 'test-failed' : (entry.lastSync?.error ?? 'test-failed')
}
