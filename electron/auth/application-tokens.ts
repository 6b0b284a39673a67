/**
 * The tokens of an application that signs in by itself (client credentials), for all accounts of a connector. There is
 * no refresh token and nothing to store: msal keeps the token in memory until it is old.
 */
import type { ConfidentialClientApplication } from '@azure/msal-node'
import { scopesOf } from '#shared/domain/oauth2.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { TokenSource, TokenWish } from '../exchange/transport/token-source.ts'
import type { ApplicationCredential } from './application-credential.ts'
import { signInError } from './identity-error.ts'
import { confidentialClient, type Client, type IdentityProviderAccess } from './msal-clients.ts'

export class ApplicationTokens implements TokenSource {
  readonly #access: IdentityProviderAccess
  readonly #credential: ApplicationCredential
  #client: Promise<Client<ConfidentialClientApplication>> | null = null
  #asking: Promise<Result<string>> | null = null

  constructor(access: IdentityProviderAccess, credential: ApplicationCredential) {
    this.#access = access
    this.#credential = credential
  }

  async get(wish: TokenWish = {}): Promise<Result<string>> {
    if (wish.claims !== undefined || wish.refused !== undefined) await this.#asking
    this.#asking ??= this.#ask(wish).finally(() => {
      this.#asking = null
    })
    return await this.#asking
  }

  signInNeeded(): ReturnType<TokenSource['signInNeeded']> {
    const { clientId } = this.#access.settings
    return appError('oauth2.token-refused', { userName: clientId, reason: 'insufficient_claims' })
  }

  async #ask({ claims, refused }: TokenWish): Promise<Result<string>> {
    const { settings } = this.#access
    this.#client ??= confidentialClient(this.#access, this.#credential)
    const client = await this.#client
    const { application, network } = client
    network.begin()
    try {
      const result = await application.acquireTokenByClientCredential({
        scopes: scopesOf(settings),
        skipCache: refused !== undefined,
        ...(claims === undefined ? {} : { claims }),
      })
      if (result === null) throw new Error('msal answered without a token')
      return ok(result.accessToken)
    } catch (thrown) {
      return failure(signInError(thrown, client, settings.clientId))
    }
  }
}
