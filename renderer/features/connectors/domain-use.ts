/** Whether the domain of a connector has any effect, so that the form can say when it has none. */
import { isAsWindowsUser, type Connector } from '#shared/domain/connector.ts'
import { isQualifiedUserName, type EwsAccount } from '#shared/domain/ews-account.ts'

export type DomainUse = 'hint' | 'unusedWithOauth2' | 'unusedWithWindowsUser' | 'unusedByAccounts'

export function domainUse(
  domain: string,
  connector: Pick<Connector, 'authenticationMethod' | 'windowsUser'>,
  accounts: readonly Pick<EwsAccount, 'userName'>[],
): DomainUse {
  if (connector.authenticationMethod === 'oauth2') return 'unusedWithOauth2'
  if (isAsWindowsUser(connector)) return 'unusedWithWindowsUser'
  const named = accounts.filter((account) => account.userName !== '')
  const isUnused = named.length > 0 && named.every((account) => isQualifiedUserName(account.userName))
  return domain.trim() !== '' && isUnused ? 'unusedByAccounts' : 'hint'
}
