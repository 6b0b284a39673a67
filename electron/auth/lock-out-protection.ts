/**
 * Sees to it that no account of Active Directory is ever locked by us, however many accounts, tests and runs use it.
 *
 * What a refused password leads to:
 * - It is *held*: no synchronisation that starts by itself sends it again. A person who tests or synchronises releases
 *   it for one more attempt; of all that then use it, one goes first and the others wait for what becomes of it.
 * - It is counted, and so is what was cut before its answer, for all accounts with the same identity together. After `MaxFailedLogonAttempts` the identity is
 *   *paused*: nothing is sent until an administrator resumes it, or it gets another password.
 * - Resuming allows one attempt, not as many as before, and only when there were not already more refusals within the
 *   time for which Windows counts: any sequence of our actions makes at most `MaxFailedLogonAttempts` + 1 refusals in
 *   that time. With the standard of 3 that is below the 5 that are usual for locking (and the 10 of new domains).
 *
 * A password that is changed on the server in the middle of a run is refused to the requests that are under way then.
 * That locks nobody: Windows does not count a password that is one of the last two (its "password history check").
 *
 * The counts are on disk, so that a restart forgets none, and what is under way is written there before it is sent:
 * after a crash it counts too. Passwords are not on disk; within a process they are told apart by a keyed hash
 * whose key dies with it. When the disk cannot be written the counts still hold until the end.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { instantOf, type Instant } from '#shared/domain/ids.ts'
import type { LogonState } from '#shared/domain/logon.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { FailedLogons } from '../config/documents.ts'
import type { VersionedDocument } from '../config/versioned-document.ts'
import type { SignInAttempt, SignInAttempts } from '../exchange/transport/sign-in-gate.ts'
import { isSameLogon, logonIdentity, type LogonIdentity } from './logon-identity.ts'

/** "Reset account lockout counter after": 10 minutes in new domains, 30 in most others. */
const OBSERVATION_MILLISECONDS = 30 * 60_000

/** Who signs in where, and how many refusals its connector allows. */
export type Logon = {
  /** As it is sent. */
  readonly userName: string
  readonly url: string
  readonly limit: number
}

export type LockOutProtectionOptions = {
  readonly now?: () => Date
  /** Somebody's state changed. */
  readonly onDidChange?: () => void
}

type FailedLogon = FailedLogons['failed'][number]

/** What is known of an identity in this process only. */
type Live = {
  readonly identity: LogonIdentity
  /** First sign-ins that are not answered yet. */
  underWay: number
  /** Hashes of passwords that are held. */
  readonly held: Set<string>
  /** Hash of the password that was accepted last. */
  accepted: string | null
}

export class LockOutProtection {
  readonly #document: VersionedDocument<FailedLogons>
  readonly #now: () => Date
  readonly #onDidChange: () => void
  readonly #key = randomBytes(32)
  readonly #waiting = new Set<() => void>()
  #failed: readonly FailedLogon[]
  #lives: readonly Live[] = []

  constructor(document: VersionedDocument<FailedLogons>, options: LockOutProtectionOptions = {}) {
    this.#document = document
    this.#now = options.now ?? (() => new Date())
    this.#failed = document.get().failed.map((each) => this.#afterCrash(each))
    this.#onDidChange = options.onDidChange ?? (() => undefined)
  }

  /** What a transport asks and tells, for one password. */
  attemptsOf(logon: Logon, password: string): SignInAttempts {
    const identity = logonIdentity(logon.userName, logon.url)
    const hash = createHmac('sha256', this.#key).update(password).digest('base64')
    return {
      begin: (signal) => this.#begin(identity, hash, logon, signal),
      refusedLater: () => {
        this.#refused(identity, hash)
        this.#onDidChange()
      },
    }
  }

  stateOf(logon: Logon): LogonState {
    const identity = logonIdentity(logon.userName, logon.url)
    const { count, refusedAt, held } = this.#sumOf(identity)
    const at = refusedAt.at(-1)
    const isPaused = count >= logon.limit
    if (at === undefined || (!isPaused && !held)) return { state: 'well' }
    return { state: isPaused ? 'paused' : 'refused', count, at }
  }

  /** A person wants it to be tried: what is held may be sent once more, within the limit. */
  release(logon: Pick<Logon, 'userName' | 'url'>): void {
    const identity = logonIdentity(logon.userName, logon.url)
    for (const live of this.#related(this.#lives, identity)) live.held.clear()
    if (!this.#related(this.#failed, identity).some(({ held }) => held)) return
    this.#store(this.#failed.map((each) => (isSameLogon(each, identity) ? { ...each, held: false } : each)))
    this.#onDidChange()
  }

  /**
   * Ends a pause: one attempt is allowed.
   * @returns `sign-in.resume-too-early` when there were too many refusals just before
   */
  resume(logon: Logon): Result<null> {
    const identity = logonIdentity(logon.userName, logon.url)
    const { count, refusedAt } = this.#sumOf(identity)
    this.release(logon)
    if (count < logon.limit) return ok(null)
    const since = this.#now().getTime() - OBSERVATION_MILLISECONDS
    const recent = refusedAt.map((at) => Date.parse(at)).filter((at) => at > since)
    if (recent.length > logon.limit) {
      const freeing = recent[recent.length - logon.limit - 1] ?? since
      const until = instantOf(new Date(freeing + OBSERVATION_MILLISECONDS))
      return failure(appError('sign-in.resume-too-early', { userName: logon.userName, until }))
    }
    this.#store(
      this.#failed.map((each) => (isSameLogon(each, identity) ? { ...each, count: 0, refusedAt: [] } : each)),
    )
    this.#change(identity, (own) => ({ ...own, count: logon.limit - 1, refusedAt: [...refusedAt] }))
    this.#onDidChange()
    return ok(null)
  }

  async #begin(
    identity: LogonIdentity,
    hash: string,
    logon: Logon,
    signal: AbortSignal,
  ): Promise<Result<SignInAttempt>> {
    for (;;) {
      if (signal.aborted) return failure(appError('sync.cancelled'))
      const problem = this.#problem(identity, hash, logon)
      if (problem) return failure(problem)
      if (this.#mayGo(identity, hash, logon.limit)) break
      await this.#nextChange(signal)
    }
    const live = this.#liveOf(identity)
    live.underWay += 1
    // A password that works does not write two files for every run.
    const isWritten = !this.#isAccepted(identity, hash)
    const write = (step: 1 | -1): void => {
      if (isWritten) this.#change(identity, (own) => ({ ...own, pending: Math.max(0, own.pending + step) }))
    }
    write(1)
    return ok({
      end: (outcome) => {
        const before = this.#sumOf(identity)
        live.underWay -= 1
        if (outcome === 'refused') this.#refused(identity, hash)
        else if (outcome === 'accepted') this.#accepted(identity, hash)
        // A person who starts and cancels again and again could lock the account too.
        else if (outcome === 'lost' && isWritten) this.#change(identity, (own) => this.#counted(own, 1))
        write(-1)
        // Who hears of it reads everything anew: hundreds of sign-ins that simply work are no news.
        const after = this.#sumOf(identity)
        if (after.count !== before.count || after.held !== before.held) this.#onDidChange()
        this.#wake()
      },
    })
  }

  #problem(identity: LogonIdentity, hash: string, { userName, limit }: Logon): AppError | null {
    const { count, held } = this.#sumOf(identity)
    if (count >= limit) return appError('sign-in.paused', { userName, count })
    const lives = this.#related(this.#lives, identity)
    // After a restart nobody knows which password it was.
    const isUnknown = held && lives.every((live) => live.held.size === 0)
    const isHeld = isUnknown || lives.some((live) => live.held.has(hash))
    return isHeld ? appError('sign-in.refused', { userName }) : null
  }

  /**
   * One first sign-in at a time; with a password that was accepted before, as many as may be refused.
   * All that are under way could be refused, and must not be more than the limit leaves.
   */
  #mayGo(identity: LogonIdentity, hash: string, limit: number): boolean {
    const lives = this.#related(this.#lives, identity)
    const underWay = lives.reduce((sum, live) => sum + live.underWay, 0)
    return underWay < (this.#isAccepted(identity, hash) ? limit - this.#sumOf(identity).count : 1)
  }

  #isAccepted(identity: LogonIdentity, hash: string): boolean {
    return this.#related(this.#lives, identity).some((live) => live.accepted === hash)
  }

  #refused(identity: LogonIdentity, hash: string): void {
    const live = this.#liveOf(identity)
    live.held.add(hash)
    live.accepted = null
    this.#change(identity, (own) => ({ ...this.#counted(own, 1), held: true }))
  }

  #counted(own: FailedLogon, count: number): FailedLogon {
    const now = this.#now()
    const since = now.getTime() - OBSERVATION_MILLISECONDS
    const recent = own.refusedAt.filter((each) => Date.parse(each) > since)
    const refusedAt = [...recent, ...Array<Instant>(count).fill(instantOf(now))]
    return { ...own, count: own.count + count, refusedAt }
  }

  /** Nobody knows what became of them. */
  #afterCrash(own: FailedLogon): FailedLogon {
    return own.pending === 0 ? own : { ...this.#counted(own, own.pending), pending: 0 }
  }

  /** Active Directory begins to count anew then, and so do we. */
  #accepted(identity: LogonIdentity, hash: string): void {
    const live = this.#liveOf(identity)
    live.accepted = hash
    for (const each of this.#related(this.#lives, identity)) each.held.delete(hash)
    if (this.#sumOf(identity).refusedAt.length === 0) return
    this.#store(
      this.#failed.map((each) =>
        isSameLogon(each, identity) ? { ...each, count: 0, refusedAt: [], held: false } : each,
      ),
    )
  }

  #sumOf(identity: LogonIdentity): { count: number; refusedAt: readonly Instant[]; held: boolean } {
    const related = this.#related(this.#failed, identity)
    return {
      count: related.reduce((sum, each) => sum + each.count, 0),
      refusedAt: related.flatMap((each) => each.refusedAt).sort(),
      held: related.some((each) => each.held),
    }
  }

  #related<T extends LogonIdentity | Live>(all: readonly T[], identity: LogonIdentity): T[] {
    return all.filter((each) => isSameLogon('identity' in each ? each.identity : each, identity))
  }

  #liveOf(identity: LogonIdentity): Live {
    const existing = this.#lives.find((live) => isEqual(live.identity, identity))
    if (existing) return existing
    const live: Live = { identity, underWay: 0, held: new Set(), accepted: null }
    this.#lives = [...this.#lives, live]
    return live
  }

  #change(identity: LogonIdentity, change: (own: FailedLogon) => FailedLogon): void {
    const own = this.#failed.find((each) => isEqual(each, identity))
    const before = own ?? { ...identity, count: 0, refusedAt: [], held: false, pending: 0 }
    this.#store([...this.#failed.filter((each) => each !== own), change(before)])
  }

  #store(failed: readonly FailedLogon[]): void {
    this.#failed = failed.filter(
      ({ count, pending, refusedAt }) => count > 0 || pending > 0 || refusedAt.length > 0,
    )
    this.#document.update(() => ({ failed: [...this.#failed] }))
  }

  #nextChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        signal.removeEventListener('abort', done)
        this.#waiting.delete(done)
        resolve()
      }
      signal.addEventListener('abort', done, { once: true })
      this.#waiting.add(done)
    })
  }

  #wake(): void {
    for (const done of [...this.#waiting]) done()
  }
}

function isEqual(one: LogonIdentity, other: LogonIdentity): boolean {
  return one.user === other.user && one.domain === other.domain && one.host === other.host
}
