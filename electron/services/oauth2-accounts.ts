/**
 * How accounts sign in with OAuth2: who is signed in, where their tokens come from, and when a person has to sign in
 * again. Tokens live in main and go into requests there; neither the window nor the sync host ever has one.
 */
import type { Connector, ConnectorDraft } from '#shared/domain/connector.ts'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import type { ConnectorId, EwsAccountId } from '#shared/domain/ids.ts'
import type { OAuth2Settings } from '#shared/domain/oauth2.ts'
import type { SignInState } from '#shared/domain/sign-in.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { ApplicationTokens } from '../auth/application-tokens.ts'
import type { IdentityProviderAccess } from '../auth/msal-clients.ts'
import { tokenSecretId, tokenStore } from '../auth/token-store.ts'
import { UserTokens } from '../auth/user-tokens.ts'
import type { Documents } from '../config/documents.ts'
import type { OAuth2Credential } from '../exchange/credential.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'
import type { TokenSource } from '../exchange/transport/token-source.ts'
import type { SecretVault } from '../vault/secret-vault.ts'
import type { ApplicationCredentials } from './application-credentials.ts'
import type { SignInProblems } from './sign-in-problems.ts'

export type OAuth2AccountsParts = {
  readonly documents: Documents
  readonly vault: SecretVault
  readonly openTransport: OpenTransport
  readonly extraAuthorities: readonly string[]
  readonly problems: SignInProblems
  readonly applications: ApplicationCredentials
}

type SignInSettings = Pick<ConnectorDraft, 'oauth2' | 'trust'>

/** `after-change`: a sign-in that was refused is not tried again before a person has done something. */
export type TryRefused = 'again' | 'after-change'

/** One for the values with which it was made. */
type Kept<T> = { readonly key: string; readonly tokens: T }

export class OAuth2Accounts {
  readonly #parts: OAuth2AccountsParts
  readonly #users = new Map<EwsAccountId, Kept<UserTokens>>()
  readonly #applications = new Map<ConnectorId, Kept<ApplicationTokens>>()

  constructor(parts: OAuth2AccountsParts) {
    this.#parts = parts
  }

  accessOf({ oauth2, trust }: SignInSettings): IdentityProviderAccess {
    const { openTransport, extraAuthorities } = this.#parts
    const authorities = [...trust.authorities, ...extraAuthorities]
    return { settings: oauth2, trust: { authorities, fingerprint: null }, openTransport }
  }

  async state(account: EwsAccount, connector: Connector): Promise<SignInState> {
    if (connector.authenticationMethod !== 'oauth2') return { state: 'not-used' }
    if (connector.oauth2.signIn !== 'user') return { state: 'application' }
    const { identity, mailbox } = account
    const required = appError('oauth2.sign-in-required', { userName: identity?.userName ?? mailbox })
    if (identity === null) return { state: 'required', identity, error: required }
    const problem = this.#parts.problems.of(account.id)
    if (problem) return { state: 'required', identity, error: problem.error }
    const id = tokenSecretId(account.id)
    switch (await this.#parts.vault.state(id)) {
      case 'none':
        return { state: 'required', identity, error: required }
      case 'unreadable':
        return { state: 'required', identity, error: (await this.#parts.vault.problem(id)) ?? required }
      default:
        return { state: 'signed-in', identity }
    }
  }

  /** As the settings of the connector want it. @param account `null`: not saved yet */
  async credential(
    connector: SignInSettings,
    connectorId: ConnectorId | null,
    account: EwsAccount | null,
    tryRefused: TryRefused,
  ): Promise<Result<OAuth2Credential>> {
    if (connector.oauth2.signIn !== 'user') return await this.#applicationCredential(connector, connectorId)
    if (account === null) return failure(appError('oauth2.account-not-saved'))
    return this.#userCredential(connector, account, tryRefused)
  }

  /** For the user of an account; a sign-in is needed before there is one. */
  #userCredential(
    connector: SignInSettings,
    account: EwsAccount,
    tryRefused: TryRefused,
  ): Result<OAuth2Credential> {
    const { problems } = this.#parts
    const { id, identity, mailbox } = account
    const userName = identity?.userName ?? mailbox
    if (identity === null) return failure(appError('oauth2.sign-in-required', { userName }))
    const problem = problems.of(id)
    if (problem && tryRefused === 'after-change') return failure(problem.error)
    const key = JSON.stringify([connector.oauth2, connector.trust.authorities, identity.homeAccountId])
    const tokens = this.#kept(this.#users, id, key, () => this.#userTokens(connector, account, identity))
    const source: TokenSource = {
      get: (wish) => tokens.get(wish),
      signInNeeded: (claims) => {
        const error = appError('oauth2.revoked', { userName, aadsts: 'insufficient_claims' })
        problems.put(id, { error, claims })
        return error
      },
    }
    return ok({ kind: 'oauth2', userName, tokens: source })
  }

  /** For the application of a connector, which has to be saved before it can have a secret. */
  async #applicationCredential(
    connector: SignInSettings,
    connectorId: ConnectorId | null,
  ): Promise<Result<OAuth2Credential>> {
    const { oauth2, trust } = connector
    if (connectorId === null) return failure(appError('oauth2.application-credential-missing'))
    const credential = await this.#parts.applications.get(connectorId)
    if (!credential.ok) return credential
    if (oauth2.signIn !== `application-${credential.value.kind}`) {
      return failure(appError('oauth2.application-credential-missing'))
    }
    const key = JSON.stringify([oauth2, trust.authorities])
    const tokens = this.#kept(
      this.#applications,
      connectorId,
      key,
      () => new ApplicationTokens(this.accessOf(connector), credential.value),
    )
    return ok({ kind: 'oauth2', userName: oauth2.clientId, tokens })
  }

  /** What was handed out or is under way counts no more: other tokens were stored, or none. */
  forgetTokens(accountIds: readonly EwsAccountId[]): void {
    for (const id of accountIds) {
      this.#users.get(id)?.tokens.end()
      this.#users.delete(id)
    }
  }

  /** The accounts are about to be removed. */
  forget(accountIds: readonly EwsAccountId[]): void {
    this.forgetTokens(accountIds)
    this.#parts.problems.clear(accountIds)
  }

  /** Other settings need other tokens; who has signed in stays the one who may. */
  requireSignIn(accountIds: readonly EwsAccountId[]): void {
    const { accounts } = this.#parts.documents.connections.get()
    for (const { id, identity } of accounts) {
      if (identity === null || !accountIds.includes(id)) continue
      this.forgetTokens([id])
      const error = appError('oauth2.sign-in-required', { userName: identity.userName })
      this.#parts.problems.put(id, { error, claims: null }, 'silent')
    }
  }

  /** Of an account that belongs elsewhere from now on. */
  eraseTokens(accountId: EwsAccountId): void {
    this.forget([accountId])
    this.#parts.vault.clear(tokenSecretId(accountId))
  }

  forgetApplication(connectorId: ConnectorId): void {
    this.#applications.delete(connectorId)
  }

  #userTokens(
    connector: SignInSettings,
    { id }: EwsAccount,
    identity: NonNullable<EwsAccount['identity']>,
  ): UserTokens {
    const { problems, vault } = this.#parts
    return new UserTokens({
      access: this.accessOf(connector),
      store: tokenStore(vault, id),
      identity,
      onDidRefuse: (problem) => {
        // Values of a form that is not saved say nothing about the account.
        if (this.#isSaved(id, connector.oauth2)) problems.put(id, problem)
      },
      onDidRenew: () => {
        if (this.#isSaved(id, connector.oauth2)) problems.clear([id])
      },
    })
  }

  #isSaved(accountId: EwsAccountId, settings: OAuth2Settings): boolean {
    const { connectors, accounts } = this.#parts.documents.connections.get()
    const account = accounts.find(({ id }) => id === accountId)
    const saved = connectors.find(({ id }) => id === account?.connectorId)
    return saved !== undefined && JSON.stringify(saved.oauth2) === JSON.stringify(settings)
  }

  #kept<K, T>(all: Map<K, Kept<T>>, id: K, key: string, make: () => T): T {
    const found = all.get(id)
    if (found?.key === key) return found.tokens
    const tokens = make()
    all.set(id, { key, tokens })
    return tokens
  }
}
