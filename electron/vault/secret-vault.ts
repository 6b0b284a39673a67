/**
 * The vault: the only place that keeps passwords.
 *
 * With a cipher (the operating system's, bound to its user) they are stored encrypted. Without one they live in
 * memory until the application ends, and nothing reaches the disk. A secret that is stored but cannot be decrypted
 * is reported and kept: a moved profile or a locked key ring may come back. Only `set` and `clear` replace it.
 */
import type { SecretState } from '#shared/domain/ews-account.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { Secrets } from '../config/documents.ts'
import type { VersionedDocument } from '../config/versioned-document.ts'

/** Encrypts for the user of the operating system. Both reject when the system refuses. */
export type SecretCipher = {
  encrypt(plain: string): Promise<Buffer>
  decrypt(encrypted: Buffer): Promise<string>
}

export type SecretVault = {
  readonly protection: 'system' | 'session'
  state(id: string): Promise<SecretState>
  /** @returns `secret.not-stored` or `secret.undecryptable` */
  get(id: string): Promise<Result<string>>
  set(id: string, secret: string): Promise<Result<void>>
  clear(id: string): Result<void>
}

export class DocumentVault implements SecretVault {
  readonly #document: VersionedDocument<Secrets>
  readonly #cipher: SecretCipher | null
  readonly #session = new Map<string, string>()

  constructor(document: VersionedDocument<Secrets>, cipher: SecretCipher | null) {
    this.#document = document
    this.#cipher = cipher
  }

  get protection(): 'system' | 'session' {
    return this.#cipher ? 'system' : 'session'
  }

  async state(id: string): Promise<SecretState> {
    if (this.#session.has(id)) return 'session'
    if (this.#stored(id) === undefined) return 'none'
    return (await this.get(id)).ok ? 'system' : 'unreadable'
  }

  async get(id: string): Promise<Result<string>> {
    const inMemory = this.#session.get(id)
    if (inMemory !== undefined) return ok(inMemory)
    const stored = this.#stored(id)
    if (stored === undefined) return failure(appError('secret.not-stored'))
    if (!this.#cipher) return failure(appError('secret.undecryptable'))
    try {
      return ok(await this.#cipher.decrypt(Buffer.from(stored, 'base64')))
    } catch {
      return failure(appError('secret.undecryptable'))
    }
  }

  async set(id: string, secret: string): Promise<Result<void>> {
    if (!this.#cipher) {
      this.#session.set(id, secret)
      return ok(undefined)
    }
    let encrypted: string
    try {
      encrypted = (await this.#cipher.encrypt(secret)).toString('base64')
    } catch {
      // The key ring was locked in between: keep it for the session instead of losing what was typed.
      this.#session.set(id, secret)
      return ok(undefined)
    }
    const written = this.#document.update(({ secrets }) => ({ secrets: { ...secrets, [id]: encrypted } }))
    if (!written.ok) return written
    this.#session.delete(id)
    return ok(undefined)
  }

  clear(id: string): Result<void> {
    this.#session.delete(id)
    if (this.#stored(id) === undefined) return ok(undefined)
    const written = this.#document.update(({ secrets }) => {
      const { [id]: _cleared, ...others } = secrets
      return { secrets: others }
    })
    return written.ok ? ok(undefined) : written
  }

  #stored(id: string): string | undefined {
    const { secrets } = this.#document.get()
    return Object.hasOwn(secrets, id) ? secrets[id] : undefined
  }
}
