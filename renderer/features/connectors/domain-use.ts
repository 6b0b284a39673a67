/** Whether the domain of a connector has any effect, so that the form can say when it has none. */
import type { AuthenticationMethod } from '#shared/domain/connector.ts'
import { isQualifiedUserName, type EwsAccount } from '#shared/domain/ews-account.ts'

export type DomainUse = 'hint' | 'unusedWithOauth2' | 'unusedByAccounts'

export function domainUse(
  domain: string,
  method: AuthenticationMethod,
  accounts: readonly Pick<EwsAccount, 'userName'>[],
): DomainUse {
  if (method === 'oauth2') return 'unusedWithOauth2'
  const named = accounts.filter((account) => account.userName !== '')
  const isUnused = named.length > 0 && named.every((account) => isQualifiedUserName(account.userName))
  return domain.trim() !== '' && isUnused ? 'unusedByAccounts' : 'hint'
}
