/**
 * The search for the server of a mailbox, for a form that need not be saved: several at a time, each with an id of its
 * own. A question to the person is a state of the search; it waits for the answer, and cancelling takes it back.
 *
 * A password goes from the person to the search alone: nothing here keeps it beyond its end. What is refused counts for
 * the protection against lock-out, together with what accounts and tests send for the same person.
 */
import { randomUUID } from 'node:crypto'
import type {
  Attempt,
  DiscoveryId,
  DiscoveryProgress,
  DiscoveryRequest,
  DiscoverySignIn,
  DiscoveryState,
} from '#shared/domain/discovery.ts'
import { appError } from '#shared/errors.ts'
import { ok, type Result } from '#shared/result.ts'
import type { LockOutProtection } from '../auth/lock-out-protection.ts'
import type { SrvLookup } from '../exchange/autodiscover/srv.ts'
import type { PasswordCredential } from '../exchange/credential.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'
import type { SignInAttempts } from '../exchange/transport/sign-in-gate.ts'
import { withAuthorities } from './account-transports.ts'
import type { EmitEvent } from './events.ts'

export type AutodiscoverServiceParts = {
  readonly logons: LockOutProtection
  readonly emit: EmitEvent
  readonly extraAuthorities: readonly string[]
  readonly openTransport: OpenTransport
  readonly lookUpSrv?: SrvLookup
}

type Running = {
  readonly abort: AbortController
  /** What a person has been asked, at most one thing at a time. */
  answerHost: ((isAllowed: boolean) => void) | null
  answerSignIn: ((signIn: DiscoverySignIn | null) => void) | null
}

export class AutodiscoverService {
  readonly #parts: AutodiscoverServiceParts
  readonly #running = new Map<DiscoveryId, Running>()

  constructor(parts: AutodiscoverServiceParts) {
    this.#parts = parts
  }

  /** Starts a search and answers with its first state; progress comes as events. */
  start(request: DiscoveryRequest): Result<DiscoveryProgress> {
    const id = randomUUID() as DiscoveryId
    const running: Running = { abort: new AbortController(), answerHost: null, answerSignIn: null }
    this.#running.set(id, running)
    void this.#run(request, id, running).finally(() => this.#running.delete(id))
    return ok({ id, mailbox: request.mailbox, attempts: [], state: { name: 'searching' } })
  }

  answerHost(id: DiscoveryId, isAllowed: boolean): Result<null> {
    this.#running.get(id)?.answerHost?.(isAllowed)
    return ok(null)
  }

  answerSignIn(id: DiscoveryId, signIn: DiscoverySignIn | null): Result<null> {
    this.#running.get(id)?.answerSignIn?.(signIn)
    return ok(null)
  }

  cancel(id: DiscoveryId): Result<null> {
    this.#running.get(id)?.abort.abort()
    return ok(null)
  }

  /** Cancels what runs; called when the application ends. */
  close(): void {
    for (const { abort } of this.#running.values()) abort.abort()
  }

  async #run(request: DiscoveryRequest, id: DiscoveryId, running: Running): Promise<void> {
    const { mailbox } = request
    let attempts: readonly Attempt[] = []
    let state: DiscoveryState = { name: 'searching' }
    const tell = (): void => {
      this.#parts.emit('autodiscover.onDidProgress', { id, mailbox, attempts: [...attempts], state })
    }
    /** Shows a question until it is answered. */
    const asking = async <T>(asked: DiscoveryState, answer: Promise<T>): Promise<T> => {
      state = asked
      tell()
      const answered = await answer
      state = { name: 'searching' }
      tell()
      return answered
    }
    try {
      const { openTransport, lookUpSrv, extraAuthorities } = this.#parts
      // Loaded at the first search: it has no business in the start of the application.
      const { discoverMailbox } = await import('../exchange/autodiscover/discover-mailbox.ts')
      const discovery = await discoverMailbox({
        ...{ mailbox, openTransport, signal: running.abort.signal },
        trust: withAuthorities(request.trust, extraAuthorities),
        credential: request.signIn && this.#credentialOf(request.signIn),
        attemptsOf: (credential, url) => this.#attemptsOf(request, credential, url),
        ...(lookUpSrv && { lookUpSrv }),
        confirmHost: (question) =>
          asking(
            { name: 'asks-host', question },
            new Promise<boolean>((resolve) => (running.answerHost = resolve)),
          ),
        askForSignIn: async (question) => {
          const signIn = await asking(
            { name: 'asks-sign-in', question },
            new Promise<DiscoverySignIn | null>((resolve) => (running.answerSignIn = resolve)),
          )
          return signIn && this.#credentialOf(signIn)
        },
        onDidChangeAttempts: (changed) => {
          attempts = changed
          tell()
        },
      })
      attempts = discovery.attempts
      const { result } = discovery
      state = result.ok ? { name: 'found', found: result.value } : { name: 'failed', error: result.error }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      state = { name: 'failed', error: appError('internal.unexpected', { reason }) }
    }
    tell()
  }

  #credentialOf({ method, userName, password }: DiscoverySignIn): PasswordCredential {
    return { kind: method, userName, password }
  }

  /** A person has just typed this password and wants it to be tried, within the limit. */
  #attemptsOf(
    { maxFailedLogonAttempts: limit }: DiscoveryRequest,
    { userName, password }: PasswordCredential,
    url: string,
  ): SignInAttempts {
    const logon = { userName, url, limit }
    this.#parts.logons.release(logon)
    return this.#parts.logons.attemptsOf(logon, password)
  }
}
