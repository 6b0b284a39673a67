/** Is it well? One verdict over the accounts of one connector, and why each one in trouble is. */
import type { AccountEntry } from '#shared/contract/contract.ts'
import type { Connector } from '#shared/domain/connector.ts'
import { accountTrouble, isProven, type AccountTrouble } from '#shared/domain/health.ts'

export type AccountProblem = { readonly mailbox: string; readonly cause: AccountTrouble['cause'] }

export type AccountsHealth =
  | { readonly state: 'troubled'; readonly problems: readonly AccountProblem[] }
  | { readonly state: 'unproven'; readonly mailboxes: readonly string[] }
  | { readonly state: 'connector-inactive' }
  | { readonly state: 'none-active' }
  | { readonly state: 'well'; readonly count: number }

/** @returns `null` where nothing is to be said: without accounts, or when the alert about the certificate says it all */
export function accountsHealth(
  connector: Pick<Connector, 'active' | 'authenticationMethod' | 'windowsUser' | 'domain'>,
  entries: readonly AccountEntry[],
): AccountsHealth | null {
  if (entries.length === 0) return null
  if (!connector.active) return { state: 'connector-inactive' }
  const active = entries.filter((entry) => entry.account.active)
  if (active.length === 0) return { state: 'none-active' }
  const troubles = active.flatMap((entry) => {
    const trouble = accountTrouble(entry, connector)
    return trouble ? [{ mailbox: entry.account.mailbox, cause: trouble.cause }] : []
  })
  const problems = troubles.filter(
    ({ cause }) => cause === 'test-failed' || cause.code !== 'connector.certificate-changed',
  )
  if (problems.length > 0) return { state: 'troubled', problems }
  if (troubles.length > 0) return null
  const unproven = active.filter((entry) => !isProven(entry))
  return unproven.length > 0
    ? { state: 'unproven', mailboxes: unproven.map((entry) => entry.account.mailbox) }
    : { state: 'well', count: active.length }
}
