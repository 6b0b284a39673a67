/**
 * The 1:1 rule: one EWS account is connected with only one Winoffice Prime e-mail account, and the reverse.
 * It holds over all connectors, active or not, and ignores case. The refusal names the other account.
 */
import { appError, type AppError } from '../errors.ts'
import type { EwsAccount } from './ews-account.ts'
import type { EwsAccountId } from './ids.ts'

type Pair = Pick<EwsAccount, 'primeEmailAccountId' | 'mailbox'>

/**
 * @param wanted the pair that is about to be stored
 * @param own the account that is being changed, which does not stand in its own way
 * @param accounts all accounts of all connectors
 * @param connectorName finds the name of the connector of an account, for the message
 */
export function oneToOneConflict(
  wanted: Pair,
  own: EwsAccountId | null,
  accounts: readonly EwsAccount[],
  connectorName: (account: EwsAccount) => string,
): AppError | null {
  for (const other of accounts) {
    if (other.id === own) continue
    const params = { account: other.mailbox, connector: connectorName(other) }
    if (sameMailbox(other.mailbox, wanted.mailbox)) {
      return appError('account.mailbox-taken', params, [
        { path: 'mailbox', code: 'account.mailbox-taken', params },
      ])
    }
    if (other.primeEmailAccountId === wanted.primeEmailAccountId) {
      return appError('account.prime-email-account-taken', params, [
        { path: 'primeEmailAccountId', code: 'account.prime-email-account-taken', params },
      ])
    }
  }
  return null
}

/** Exchange compares SMTP addresses without regard to case. */
export function sameMailbox(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}
