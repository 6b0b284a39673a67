/**
 * Basic authentication: who sends a request, and who tried how often.
 *
 * Accepts user, DOMAIN\user, UPN and address. The bytes of the credentials are read as UTF-8 and as Latin-1,
 * because clients differ and browsers' old habits live on. A header that makes no sense counts as no sign-in.
 */
import type { Directory } from '../mailbox/directory.ts'
import type { SignIn } from './authentication/sign-in.ts'

/** Checks the Authorization header of one request; keeps nothing. */
export function signIn(authorization: string | undefined, directory: Directory): SignIn {
  const encoded = /^basic +([A-Za-z0-9+/=_-]+) *$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return { kind: 'none' }
  const bytes = Buffer.from(encoded, 'base64')
  let login: string | undefined
  for (const encoding of ['utf8', 'latin1'] as const) {
    const credentials = bytes.toString(encoding)
    const colon = credentials.indexOf(':')
    if (colon < 0) return { kind: 'none' }
    login ??= credentials.slice(0, colon)
    const mailbox = directory.byLogin(credentials.slice(0, colon))
    if (mailbox?.password === credentials.slice(colon + 1)) {
      return { kind: 'signed-in', mailbox, login: credentials.slice(0, colon), by: 'credentials' }
    }
  }
  return { kind: 'refused', login: login ?? '', reason: 'password' }
}

/**
 * Counts sign-ins per user over all schemes, whichever form of the name was used, and locks the account after so
 * many wrong passwords in a row, as Active Directory does.
 */
export class SignInCounter {
  readonly #lockOutAfter: number
  readonly #counts = new Map<string, { failed: number; successful: number; inARow: number }>()
  readonly #locked = new Set<string>()

  /** @param lockOutAfter wrong passwords in a row that lock an account; never when left out */
  constructor(lockOutAfter = Infinity) {
    this.#lockOutAfter = lockOutAfter
  }

  record(user: string, outcome: 'failed' | 'successful'): void {
    const key = user.toLowerCase()
    const counts = this.#counts.get(key) ?? { failed: 0, successful: 0, inARow: 0 }
    counts[outcome]++
    counts.inARow = outcome === 'failed' ? counts.inARow + 1 : 0
    if (counts.inARow >= this.#lockOutAfter) this.#locked.add(key)
    this.#counts.set(key, counts)
  }

  count(user: string, outcome: 'failed' | 'successful'): number {
    return this.#counts.get(user.toLowerCase())?.[outcome] ?? 0
  }

  isLockedOut(user: string): boolean {
    return this.#locked.has(user.toLowerCase())
  }

  unlock(user: string): void {
    this.#locked.delete(user.toLowerCase())
    const counts = this.#counts.get(user.toLowerCase())
    if (counts !== undefined) counts.inARow = 0
  }
}
