/**
 * Ways to the servers of accounts: what is stored about an account (address, sign-in, trust) and its password from
 * the vault become a transport that signs in by itself. Neither the engine nor the sync host sees more than that.
 */
import { AVAILABLE_AUTHENTICATION_METHODS } from '#shared/domain/connector.ts'
import { effectiveUserName } from '#shared/domain/ews-account.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { Trust } from '#shared/domain/trust.ts'
import { appError } from '#shared/errors.ts'
import { failure, type Result } from '#shared/result.ts'
import type { Documents } from '../config/documents.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'
import type { Transport } from '../exchange/transport/transport.ts'
import type { SecretVault } from '../vault/secret-vault.ts'
import type { OAuth2Accounts } from './oauth2-accounts.ts'

export type AccountTransportsParts = {
  readonly documents: Documents
  readonly vault: SecretVault
  readonly oauth2: OAuth2Accounts
  readonly openTransport: OpenTransport
  readonly extraAuthorities: readonly string[]
}

/** For one run: the caller closes it. */
export async function transportForAccount(
  { documents, vault, oauth2, openTransport, extraAuthorities }: AccountTransportsParts,
  accountId: EwsAccountId,
): Promise<Result<Transport>> {
  const { connectors, accounts } = documents.connections.get()
  const account = accounts.find(({ id }) => id === accountId)
  const connector = connectors.find(({ id }) => id === account?.connectorId)
  if (!account || !connector) return failure(appError('account.not-found'))
  const method = connector.authenticationMethod
  if (!AVAILABLE_AUTHENTICATION_METHODS.includes(method)) {
    return failure(appError('sign-in.method-not-available', { method }))
  }
  const target = { url: connector.url, trust: withAuthorities(connector.trust, extraAuthorities) }
  if (method === 'oauth2') {
    const credential = await oauth2.credential(connector, connector.id, account, 'after-change')
    return credential.ok ? await openTransport({ ...target, credential: credential.value }) : credential
  }
  const password = await vault.get(accountId)
  if (!password.ok) return password
  const userName = effectiveUserName(account.userName, connector.domain)
  const credential = { kind: method, userName, password: password.value }
  return await openTransport({ ...target, credential })
}

/** The trust of a connector, and the authorities that were named for the whole application. */
export function withAuthorities(trust: Trust, extra: readonly string[]): Trust {
  return { ...trust, authorities: [...trust.authorities, ...extra] }
}
