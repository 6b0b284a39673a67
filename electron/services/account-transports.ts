/**
 * Ways to the servers of accounts: what is stored about an account (address, sign-in, trust) and its password from
 * the vault become a transport that signs in by itself. Neither the engine nor the sync host sees more than that.
 */
import { AVAILABLE_AUTHENTICATION_METHODS } from '#shared/domain/connector.ts'
import { effectiveUserName, urlOf } from '#shared/domain/ews-account.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { Trust } from '#shared/domain/trust.ts'
import { appError } from '#shared/errors.ts'
import { failure, type Result } from '#shared/result.ts'
import type { Documents } from '../config/documents.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'
import type { Transport } from '../exchange/transport/transport.ts'
import type { SecretVault } from '../vault/secret-vault.ts'

export type AccountTransportsParts = {
  readonly documents: Documents
  readonly vault: SecretVault
  readonly openTransport: OpenTransport
  readonly extraAuthorities: readonly string[]
}

/** For one run: the caller closes it. */
export async function transportForAccount(
  { documents, vault, openTransport, extraAuthorities }: AccountTransportsParts,
  accountId: EwsAccountId,
): Promise<Result<Transport>> {
  const { connectors, accounts } = documents.connections.get()
  const account = accounts.find(({ id }) => id === accountId)
  const connector = connectors.find(({ id }) => id === account?.connectorId)
  if (!account || !connector) return failure(appError('account.not-found'))
  const method = connector.authenticationMethod
  if (method === 'oauth2' || !AVAILABLE_AUTHENTICATION_METHODS.includes(method)) {
    return failure(appError('sign-in.method-not-available', { method }))
  }
  const password = await vault.get(accountId)
  if (!password.ok) return password
  const userName = effectiveUserName(account.userName, connector.domain)
  return await openTransport({
    url: urlOf(account, connector),
    credential: { kind: method, userName, password: password.value },
    trust: withAuthorities(connector.trust, extraAuthorities),
  })
}

/** The trust of a connector, and the authorities that were named for the whole application. */
export function withAuthorities(trust: Trust, extra: readonly string[]): Trust {
  return { ...trust, authorities: [...trust.authorities, ...extra] }
}
