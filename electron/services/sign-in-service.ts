/**
 * Signs a person in for an account, in the browser of the system or on another device, and out again. One sign-in at a
 * time for each account; those of different accounts run side by side, each with an address and a `state` of its own.
 *
 * Only when the right identity has signed in and its tokens are stored does anything change. The account then belongs
 * to this identity, until it is signed out.
 */
import { randomUUID } from 'node:crypto'
import type { Connector } from '#shared/domain/connector.ts'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import { instantOf, type EwsAccountId } from '#shared/domain/ids.ts'
import type { Identity } from '#shared/domain/oauth2.ts'
import type { SignInId, SignInProgress, SignInWay } from '#shared/domain/sign-in.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { browserSignIn } from '../auth/browser-sign-in.ts'
import { deviceCodeSignIn } from '../auth/device-code-sign-in.ts'
import { timeOut, type InteractiveRequest, type SignedIn } from '../auth/interactive-sign-in.ts'
import { tokenSecretId } from '../auth/token-store.ts'
import type { Documents } from '../config/documents.ts'
import type { SecretVault } from '../vault/secret-vault.ts'
import type { EmitEvent } from './events.ts'
import type { OAuth2Accounts } from './oauth2-accounts.ts'
import type { PagesOf } from './sign-in-pages.ts'
import type { SignInProblems } from './sign-in-problems.ts'

/** How long the panel waits for the browser: time for a password, a second factor and a phone that is elsewhere. */
const BROWSER_TIMEOUT_MILLISECONDS = 300_000

/** The desktop around the application. */
export type SignInDesktop = {
  /** @returns whether the system took the address */
  openInBrowser(url: string): Promise<boolean>
  copyText(text: string): void
}

export type SignInServiceParts = {
  readonly documents: Documents
  readonly vault: SecretVault
  readonly oauth2: OAuth2Accounts
  readonly problems: SignInProblems
  readonly pages: PagesOf
  readonly emit: EmitEvent
  readonly desktop: SignInDesktop
  readonly browserTimeoutMilliseconds?: number
}

type Running = {
  readonly abort: AbortController
  progress: SignInProgress
  /** To be opened or copied; `null` while it is not known yet. */
  link: string | null
}

export class SignInService {
  readonly #parts: SignInServiceParts
  readonly #running = new Map<SignInId, Running>()

  constructor(parts: SignInServiceParts) {
    this.#parts = parts
  }

  /** Answers with the first state; progress comes as events. */
  start(accountId: EwsAccountId, way: SignInWay): Result<SignInProgress> {
    const found = this.#find(accountId)
    if (!found) return failure(appError('account.not-found'))
    const { connector, account } = found
    if (connector.authenticationMethod !== 'oauth2' || connector.oauth2.signIn !== 'user') {
      return failure(appError('oauth2.not-a-user'))
    }
    for (const { progress, abort } of this.#running.values()) {
      if (progress.accountId === accountId) abort.abort()
    }
    const id = randomUUID() as SignInId
    const progress: SignInProgress = { id, accountId, state: 'starting' }
    const running: Running = { abort: new AbortController(), progress, link: null }
    this.#running.set(id, running)
    void this.#run(id, running, way, connector, account)
    return ok(progress)
  }

  cancel(id: SignInId): Result<null> {
    this.#running.get(id)?.abort.abort()
    return ok(null)
  }

  /** Opens the page once more: the browser was closed, or is another one now. */
  async open(id: SignInId): Promise<Result<null>> {
    const link = this.#running.get(id)?.link
    if (link) await this.#parts.desktop.openInBrowser(link)
    return ok(null)
  }

  copy(id: SignInId, what: 'link' | 'code'): Result<null> {
    const running = this.#running.get(id)
    if (!running) return ok(null)
    const { progress, link } = running
    const isCode = what === 'code' && progress.state === 'waiting' && progress.way === 'device-code'
    const text = isCode ? progress.userCode : link
    if (text !== null) this.#parts.desktop.copyText(text)
    return ok(null)
  }

  /** Forgets tokens and identity: anybody may sign in for the account next. */
  signOut(accountId: EwsAccountId): Result<null> {
    const { vault, oauth2, problems, emit } = this.#parts
    if (!this.#find(accountId)) return failure(appError('account.not-found'))
    for (const { progress, abort } of this.#running.values()) {
      if (progress.accountId === accountId) abort.abort()
    }
    oauth2.forgetTokens([accountId])
    const cleared = vault.clear(tokenSecretId(accountId))
    if (!cleared.ok) return cleared
    const written = this.#writeIdentity(accountId, null)
    if (!written.ok) return written
    problems.clear([accountId])
    emit('connectors.onDidChange', null)
    return ok(null)
  }

  /** Cancels what runs; called when the application ends. */
  close(): void {
    for (const { abort } of this.#running.values()) abort.abort()
  }

  async #run(
    id: SignInId,
    running: Running,
    way: SignInWay,
    connector: Connector,
    account: EwsAccount,
  ): Promise<void> {
    const request: InteractiveRequest = {
      access: this.#parts.oauth2.accessOf(connector),
      userName: account.identity?.userName ?? account.mailbox,
      // Nobody signs in as a shared mailbox.
      loginHint: account.identity?.userName ?? (account.access === 'own' ? account.mailbox : null),
      expected: account.identity,
      claims: this.#parts.problems.of(account.id)?.claims ?? null,
      signal: running.abort.signal,
    }
    let outcome: Result<SignedIn>
    try {
      outcome = await (way === 'browser'
        ? this.#inBrowser(running, request, account)
        : this.#onDevice(running, request, account))
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown)
      outcome = failure(appError('internal.unexpected', { reason }))
    }
    this.#running.delete(id)
    const base = { id, accountId: account.id }
    this.#tell(
      running,
      outcome.ok
        ? { ...base, state: 'succeeded', identity: outcome.value.identity }
        : { ...base, state: 'failed', error: outcome.error },
    )
  }

  async #inBrowser(
    running: Running,
    request: InteractiveRequest,
    account: EwsAccount,
  ): Promise<Result<SignedIn>> {
    const { desktop, pages, browserTimeoutMilliseconds = BROWSER_TIMEOUT_MILLISECONDS } = this.#parts
    const until = instantOf(new Date(Date.now() + browserTimeoutMilliseconds))
    const timer = setTimeout(() => {
      timeOut(running.abort)
    }, browserTimeoutMilliseconds)
    const waiting = (isOpen: boolean): void => {
      const { id, accountId } = running.progress
      this.#tell(running, { id, accountId, state: 'waiting', way: 'browser', isOpen, until })
    }
    try {
      return await browserSignIn({
        ...request,
        pages: pages(account.mailbox),
        store: (signedIn) => this.#store(account, signedIn),
        onUrl: (url) => {
          running.link = url
          waiting(true)
          void desktop.openInBrowser(url).then((isOpen) => {
            if (!isOpen && !request.signal.aborted) waiting(false)
          })
        },
      })
    } finally {
      clearTimeout(timer)
    }
  }

  async #onDevice(
    running: Running,
    request: InteractiveRequest,
    account: EwsAccount,
  ): Promise<Result<SignedIn>> {
    return await deviceCodeSignIn({
      ...request,
      store: (signedIn) => this.#store(account, signedIn),
      onCode: ({ userCode, verificationUrl, expiresAt }) => {
        running.link = verificationUrl
        const { id, accountId } = running.progress
        const until = instantOf(new Date(expiresAt))
        const prompt = { way: 'device-code', userCode, verificationUrl, until } as const
        this.#tell(running, { id, accountId, state: 'waiting', ...prompt })
      },
    })
  }

  /** Tokens first: an identity without them would look signed in. */
  async #store(account: EwsAccount, { identity, cache }: SignedIn): Promise<Result<unknown>> {
    const { vault, oauth2, problems, emit } = this.#parts
    const now = this.#find(account.id)?.account
    if (!now) return failure(appError('account.not-found'))
    // What is under way with the old tokens must not be stored over the new ones.
    oauth2.forgetTokens([account.id])
    const stored = await vault.set(tokenSecretId(account.id), cache)
    if (!stored.ok) return stored
    const written = this.#writeIdentity(account.id, identity)
    if (!written.ok) return written
    oauth2.forgetTokens([account.id])
    problems.clear([account.id])
    emit('connectors.onDidChange', null)
    return ok(null)
  }

  #writeIdentity(accountId: EwsAccountId, identity: Identity | null): Result<unknown> {
    return this.#parts.documents.connections.update(({ connectors, accounts }) => ({
      connectors,
      accounts: accounts.map((account) => (account.id === accountId ? { ...account, identity } : account)),
    }))
  }

  #find(accountId: EwsAccountId): { connector: Connector; account: EwsAccount } | null {
    const { connectors, accounts } = this.#parts.documents.connections.get()
    const account = accounts.find(({ id }) => id === accountId)
    const connector = connectors.find(({ id }) => id === account?.connectorId)
    return account && connector ? { account, connector } : null
  }

  #tell(running: Running, progress: SignInProgress): void {
    running.progress = progress
    this.#parts.emit('signIn.onDidProgress', progress)
  }
}
