/**
 * The transports of one search: one for each origin and sign-in, opened when it is needed, all closed at the end.
 * Those of the product are bound to one origin, so that a password cannot go astray whatever a server answers.
 */
import type { Trust } from '#shared/domain/trust.ts'
import type { Result } from '#shared/result.ts'
import { type Credential, NO_CREDENTIAL, type PasswordCredential } from '../credential.ts'
import type { OpenTransport } from '../transport/open-transport.ts'
import type { SignInAttempts } from '../transport/sign-in-gate.ts'
import type { Transport } from '../transport/transport.ts'

export type WaysOptions = {
  readonly openTransport: OpenTransport
  readonly trust: Trust
  /** Who counts refused passwords beyond this search. */
  readonly attemptsOf?: (credential: PasswordCredential, url: string) => SignInAttempts
}

export class Ways {
  readonly #options: WaysOptions
  readonly #opened = new Map<string, Promise<Result<Transport>>>()

  constructor(options: WaysOptions) {
    this.#options = options
  }

  /** @param credential `null`: nobody signs in */
  to(url: string, credential: PasswordCredential | null): Promise<Result<Transport>> {
    const key = `${credential?.kind ?? 'none'} ${new URL(url).origin}`
    const known = this.#opened.get(key)
    if (known) return known
    const opened = this.#open(url, credential)
    this.#opened.set(key, opened)
    return opened
  }

  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.#opened.values())
    const transports = opened.flatMap((each) =>
      each.status === 'fulfilled' && each.value.ok ? [each.value.value] : [],
    )
    await Promise.all(transports.map((transport) => transport.close()))
  }

  #open(url: string, password: PasswordCredential | null): Promise<Result<Transport>> {
    const { openTransport, trust, attemptsOf } = this.#options
    const credential: Credential = password ?? NO_CREDENTIAL
    const attempts = password === null ? undefined : attemptsOf?.(password, url)
    return openTransport({ url, credential, trust, ...(attempts && { attempts }) })
  }
}
