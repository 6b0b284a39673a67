/**
 * The access token of an account with OAuth2, explained: the one with which its next request would go out, renewed
 * without a person where that is due. Only header, claims and verdicts leave this service.
 */
import type { AccessToken } from '#shared/domain/access-token.ts'
import { urlOf } from '#shared/domain/ews-account.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { judgeAccessToken } from '../auth/judge-access-token.ts'
import { readAccessToken } from '../auth/read-access-token.ts'
import type { Documents } from '../config/documents.ts'
import type { OAuth2Accounts } from './oauth2-accounts.ts'

export type AccessTokenServiceParts = {
  readonly documents: Documents
  readonly oauth2: Pick<OAuth2Accounts, 'credential'>
}

export class AccessTokenService {
  readonly #parts: AccessTokenServiceParts

  constructor(parts: AccessTokenServiceParts) {
    this.#parts = parts
  }

  /** A sign-in that was refused is not tried again for this. @returns the error of the sign-in when there is no token */
  async read(accountId: EwsAccountId): Promise<Result<AccessToken>> {
    const { documents, oauth2 } = this.#parts
    const { connectors, accounts } = documents.connections.get()
    const account = accounts.find(({ id }) => id === accountId)
    const connector = connectors.find(({ id }) => id === account?.connectorId)
    if (!account || !connector) return failure(appError('account.not-found'))
    if (connector.authenticationMethod !== 'oauth2') return failure(appError('oauth2.not-used'))
    const credential = await oauth2.credential(connector, connector.id, account, 'after-change')
    if (!credential.ok) return credential
    const token = await credential.value.tokens.get()
    if (!token.ok) return token
    const read = readAccessToken(token.value)
    if (read === null) return ok({ kind: 'opaque' })
    const { values, header, claims, claimsJson } = read
    const { signIn } = connector.oauth2
    const verdicts = judgeAccessToken(values, { url: urlOf(account, connector), signIn, now: Date.now() })
    return ok({ kind: 'readable', header: [...header], claims: [...claims], claimsJson, verdicts })
  }
}
