/**
 * Ways to the servers of accounts: what is stored about an account (address, sign-in, trust) and its password from
 * the vault become a transport that signs in by itself. Neither the engine nor the sync host sees more than that.
 */
import { urlOf } from '#shared/domain/ews-account.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { Trust } from '#shared/domain/trust.ts'
import { appError } from '#shared/errors.ts'
import { failure, type Result } from '#shared/result.ts'
import type { LockOutProtection } from '../auth/lock-out-protection.ts'
import type { Documents } from '../config/documents.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'
import type { Transport } from '../exchange/transport/transport.ts'
import type { SecretVault } from '../vault/secret-vault.ts'
import { accountCredential } from './account-credential.ts'
import { countedAttempts } from './account-logon.ts'
import type { OAuth2Accounts } from './oauth2-accounts.ts'

export type AccountTransportsParts = {
  readonly documents: Documents
  readonly vault: SecretVault
  readonly oauth2: OAuth2Accounts
  readonly logons: LockOutProtection
  readonly openTransport: OpenTransport
  readonly extraAuthorities: readonly string[]
}

/** For one run: the caller closes it. */
export async function transportForAccount(
  { documents, vault, oauth2, logons, openTransport, extraAuthorities }: AccountTransportsParts,
  accountId: EwsAccountId,
): Promise<Result<Transport>> {
  const { connectors, accounts } = documents.connections.get()
  const account = accounts.find(({ id }) => id === accountId)
  const stored = connectors.find(({ id }) => id === account?.connectorId)
  if (!account || !stored) return failure(appError('account.not-found'))
  const connector = { ...stored, url: urlOf(account, stored) }
  const credential = await accountCredential(connector, account.userName, {
    password: () => vault.get(accountId),
    oauth2: () => oauth2.credential(connector, connector.id, account, 'after-change'),
  })
  if (!credential.ok) return credential
  return await openTransport({
    url: connector.url,
    credential: credential.value,
    trust: withAuthorities(connector.trust, extraAuthorities),
    ...countedAttempts(logons, connector, credential.value),
  })
}

/** The trust of a connector, and the authorities that were named for the whole application. */
export function withAuthorities(trust: Trust, extra: readonly string[]): Trust {
  return { ...trust, authorities: [...trust.authorities, ...extra] }
}
