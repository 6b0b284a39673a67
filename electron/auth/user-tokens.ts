/**
 * The tokens of one account whose user has signed in: handed out from memory while they last, renewed silently by the
 * refresh token, once however many ask at the same time.
 *
 * What is renewed is stored before it is handed out (`token-store.ts`). Without a network a token that still has some
 * minutes is good enough; and no network is never a reason to ask for a new sign-in.
 */
import type { AccountInfo, AuthenticationResult, PublicClientApplication } from '@azure/msal-node'
import { scopesOf, type Identity } from '#shared/domain/oauth2.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { TokenWish } from '../exchange/transport/token-source.ts'
import { signInError } from './identity-error.ts'
import { type Client, type IdentityProviderAccess, publicClient } from './msal-clients.ts'
import { cachePlugin, type TokenStore } from './token-store.ts'

/** Renewed this long before its end, as msal does: a long request must not outlive its token. */
const RENEW_BEFORE_MILLISECONDS = 300_000

/** `claims`: what the next sign-in must satisfy, `null` when nothing in particular. */
export type SignInProblem = { readonly error: AppError; readonly claims: string | null }

export type UserTokensOptions = {
  readonly access: IdentityProviderAccess
  readonly store: TokenStore
  readonly identity: Identity
  /** Only a person can help; not told for what passes by itself. */
  readonly onDidRefuse: (problem: SignInProblem) => void
  readonly onDidRenew: () => void
}

type Token = { readonly value: string; readonly expiresAt: number }

export class UserTokens {
  readonly #options: UserTokensOptions
  #isEnded = false
  #client: Promise<Client<PublicClientApplication>> | null = null
  #token: Token | null = null
  #renewing: Promise<Result<string>> | null = null

  constructor(options: UserTokensOptions) {
    this.#options = options
  }

  async get(wish: TokenWish = {}): Promise<Result<string>> {
    if (wish.refused !== undefined && this.#token?.value === wish.refused) this.#token = null
    if (wish.claims === undefined) {
      const now = Date.now()
      if (this.#token && this.#token.expiresAt - RENEW_BEFORE_MILLISECONDS > now) return ok(this.#token.value)
    } else {
      // What is under way knows nothing of the claims.
      await this.#renewing
    }
    this.#renewing ??= this.#renew(wish).finally(() => {
      this.#renewing = null
    })
    return await this.#renewing
  }

  async #renew({ claims, refused }: TokenWish): Promise<Result<string>> {
    const { access, identity } = this.#options
    this.#client ??= publicClient(access, cachePlugin(this.#storeWhileCurrent()))
    const client = await this.#client
    const { application, network } = client
    network.begin()
    try {
      const account = await this.#accountIn(application)
      if (account === null) return this.#refuse(appError('oauth2.sign-in-required', this.#params()), null)
      const result: AuthenticationResult = await application.acquireTokenSilent({
        account,
        scopes: scopesOf(access.settings),
        forceRefresh: refused !== undefined,
        ...(claims === undefined ? {} : { claims }),
      })
      this.#token = { value: result.accessToken, expiresAt: result.expiresOn?.getTime() ?? 0 }
      this.#options.onDidRenew()
      return ok(result.accessToken)
    } catch (thrown) {
      const error = signInError(thrown, client, identity.userName)
      if (error.category === 'auth') return this.#refuse(error, network.refusal?.claims ?? claims ?? null)
      const isStillGood = claims === undefined && this.#token !== null && this.#token.expiresAt > Date.now()
      return isStillGood && this.#token ? ok(this.#token.value) : failure(error)
    }
  }

  /** Nothing is stored from now on: other tokens have taken the place of these, or the account is gone. */
  end(): void {
    this.#isEnded = true
  }

  #storeWhileCurrent(): TokenStore {
    const { store } = this.#options
    return {
      read: () => store.read(),
      write: (cache) =>
        this.#isEnded ? Promise.resolve(failure(appError('oauth2.cancelled'))) : store.write(cache),
    }
  }

  async #accountIn(application: PublicClientApplication): Promise<AccountInfo | null> {
    const accounts = await application.getTokenCache().getAllAccounts()
    return (
      accounts.find(({ homeAccountId }) => homeAccountId === this.#options.identity.homeAccountId) ?? null
    )
  }

  #refuse(error: AppError, claims: string | null): Result<never> {
    this.#token = null
    this.#options.onDidRefuse({ error, claims })
    return failure(error)
  }

  #params() {
    return { userName: this.#options.identity.userName }
  }
}
