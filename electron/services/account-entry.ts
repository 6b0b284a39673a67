/** An account with everything that is known about it, for the lists, the overview and the counts of its connector. */
import type { AccountEntry } from '#shared/contract/contract.ts'
import type { Connector } from '#shared/domain/connector.ts'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import { appError, type AppError } from '#shared/errors.ts'
import type { LockOutProtection } from '../auth/lock-out-protection.ts'
import type { SecretVault } from '../vault/secret-vault.ts'
import { logonOf } from './account-logon.ts'
import type { ApplicationCredentials } from './application-credentials.ts'
import type { CertificateService } from './certificate-service.ts'
import type { LastResults } from './last-results.ts'
import type { OAuth2Accounts } from './oauth2-accounts.ts'

export type AccountEntryParts = {
  readonly vault: SecretVault
  readonly logons: LockOutProtection
  readonly results: LastResults
  readonly oauth2: OAuth2Accounts
}

/** @param standstill that of its connector, see `standstillOf` */
export async function accountEntryOf(
  { vault, results, logons, oauth2 }: AccountEntryParts,
  account: EwsAccount,
  connector: Connector | undefined,
  standstill: AppError | null,
): Promise<AccountEntry> {
  const [password, passwordProblem, signIn] = await Promise.all([
    vault.state(account.id),
    vault.problem(account.id),
    connector ? oauth2.state(account, connector) : ({ state: 'not-used' } as const),
  ])
  const logon = connector ? logonOf(connector, account.userName) : null
  return {
    ...{ account, password, passwordProblem, signIn, standstill },
    logon: logon ? logons.stateOf(logon) : { state: 'well' },
    ...results.of(account.id),
  }
}

export type StandstillParts = {
  readonly certificates: Pick<CertificateService, 'stopOf'>
  readonly applicationCredentials: Pick<ApplicationCredentials, 'state'>
}

/** Why no account of a connector can work, known without asking its server; `null`: nothing is known against it. */
export async function standstillOf(
  { certificates, applicationCredentials }: StandstillParts,
  { id, authenticationMethod, oauth2 }: Connector,
): Promise<AppError | null> {
  const stop = certificates.stopOf(id)
  if (stop) return stop
  if (authenticationMethod !== 'oauth2' || oauth2.signIn === 'user') return null
  const { state } = await applicationCredentials.state(id)
  return state === 'none' || state === 'unreadable' ? appError('oauth2.application-credential-missing') : null
}
