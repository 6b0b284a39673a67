/**
 * Which accounts need a new sign-in, why, and what it has to satisfy; kept over restarts. Whoever becomes one of them
 * is told by a notification of the desktop: the window may be closed for weeks. Many at once, as after a change of a
 * policy, are one notification.
 */
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { SignInProblem } from '../auth/user-tokens.ts'
import type { SignInProblemsDocument } from '../config/documents.ts'
import type { VersionedDocument } from '../config/versioned-document.ts'

const GATHER_MILLISECONDS = 2_000

export type SignInProblemsParts = {
  readonly document: VersionedDocument<SignInProblemsDocument>
  readonly onDidChange: () => void
  /** Accounts that had no problem before. */
  readonly notify: (accountIds: readonly EwsAccountId[]) => void
}

export class SignInProblems {
  readonly #parts: SignInProblemsParts
  readonly #problems: Map<string, SignInProblem>
  #untold: EwsAccountId[] = []
  #timer: NodeJS.Timeout | null = null

  constructor(parts: SignInProblemsParts) {
    this.#parts = parts
    this.#problems = new Map(Object.entries(parts.document.get().problems))
  }

  of(accountId: EwsAccountId): SignInProblem | null {
    return this.#problems.get(accountId) ?? null
  }

  /** `silent`: whoever caused it sits before the window. */
  put(accountId: EwsAccountId, problem: SignInProblem, telling: 'notify' | 'silent' = 'notify'): void {
    const previous = this.#problems.get(accountId)
    this.#problems.set(accountId, problem)
    if (previous?.error.code === problem.error.code && previous.claims === problem.claims) return
    this.#changed()
    if (previous || telling === 'silent') return
    this.#untold.push(accountId)
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      this.#tell()
    }, GATHER_MILLISECONDS)
  }

  clear(accountIds: readonly EwsAccountId[]): void {
    const cleared = accountIds.filter((id) => this.#problems.delete(id))
    this.#untold = this.#untold.filter((id) => !accountIds.includes(id))
    if (cleared.length > 0) this.#changed()
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer)
  }

  #tell(): void {
    const untold = this.#untold
    this.#untold = []
    if (untold.length > 0) this.#parts.notify(untold)
  }

  /** A disk that cannot be written must not hide a problem: it is known until the application ends. */
  #changed(): void {
    this.#parts.document.update(() => ({ problems: Object.fromEntries(this.#problems) }))
    this.#parts.onDidChange()
  }
}
