/**
 * The vault: the only place that keeps secrets (passwords, token caches, client secrets).
 *
 * With a cipher (the operating system's, bound to its user) they are stored encrypted, each in an envelope of its own
 * (`secret-envelope.ts`). Without one they live in memory until the application ends, and nothing reaches the disk.
 *
 * - A secret that is stored but cannot be opened here (a moved profile, another user, a newer version, a damaged
 *   envelope) is reported and never overwritten: a new one is put *before* it, and whoever can open the older one
 *   still finds it. Rejected: replacing it; a folder that two users or two computers share would lose every second
 *   password.
 * - What can be opened here is replaced, so no old password of ours stays behind.
 * - Opened secrets are not kept: every `get` asks the system again, and the text lives as long as its caller needs it.
 * - A secret belongs to the object whose id it bears, alone (`<id>`) or as `<id>/<name>`, and is erased with it, at once
 *   or when nobody can bring the object back any longer. The intention is written first, so that a crash in between
 *   leaves nothing behind.
 */
import { hostname, userInfo } from 'node:os'
import type { SecretState } from '#shared/domain/ews-account.ts'
import { instantOf } from '#shared/domain/ids.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { Secrets } from '../config/documents.ts'
import type { VersionedDocument } from '../config/versioned-document.ts'
import {
  boundText,
  closedEnvelope,
  ENVELOPE_VERSION,
  readEnvelope,
  secretOf,
  type SecretEnvelope,
  type SecretOwner,
} from './secret-envelope.ts'

/** Encrypts for the user of the operating system. Both reject when the system refuses. */
export type SecretCipher = {
  encrypt(plain: string): Promise<Buffer>
  decrypt(encrypted: Buffer): Promise<Decrypted>
}

/** `shouldReEncrypt`: the system has a newer or better key for the same user. */
export type Decrypted = { readonly plain: string; readonly shouldReEncrypt: boolean }

export type SecretVault = {
  readonly protection: 'system' | 'session'
  state(id: string): Promise<SecretState>
  /** Why a stored secret cannot be opened here; `null` when it can, or when there is none. */
  problem(id: string): Promise<AppError | null>
  /** @returns `secret.not-stored`, `secret.undecryptable`, `secret.damaged` or `secret.newer-version` */
  get(id: string): Promise<Result<string>>
  set(id: string, secret: string): Promise<Result<void>>
  clear(id: string): Result<void>
  /**
   * Notes that all secrets of objects go, then lets `remove` take the objects away; `finishErasing` ends it. When
   * `remove` fails nothing is noted.
   * @param owners ids of the objects
   */
  eraseLater<T>(owners: readonly string[], remove: () => Result<T>): Result<T>
  /**
   * Erases what is noted, of objects that are not there; of the others the note alone goes.
   * @param exists whether an object is there
   * @param among only these; default: all that are noted
   * @returns the objects that are gone for good
   */
  finishErasing(exists: (owner: string) => boolean, among?: readonly string[]): Result<string[]>
}

type Opened = { readonly secret: string; readonly stored: unknown; readonly isOutdated: boolean }

export class DocumentVault implements SecretVault {
  readonly #document: VersionedDocument<Secrets>
  readonly #cipher: SecretCipher | null
  readonly #owner: SecretOwner
  readonly #session = new Map<string, string>()
  /** The envelopes that could be opened the last time: lists ask for the state of hundreds again and again. */
  readonly #opens = new Map<string, unknown>()

  constructor(document: VersionedDocument<Secrets>, cipher: SecretCipher | null, owner = thisUser()) {
    this.#document = document
    this.#cipher = cipher
    this.#owner = owner
  }

  get protection(): 'system' | 'session' {
    return this.#cipher ? 'system' : 'session'
  }

  async state(id: string): Promise<SecretState> {
    if (this.#session.has(id)) return 'session'
    if (this.#isKnownToOpen(id)) return 'system'
    const opened = await this.#open(id)
    if (opened.ok) return 'system'
    return opened.error.code === 'secret.not-stored' ? 'none' : 'unreadable'
  }

  async problem(id: string): Promise<AppError | null> {
    if (this.#isKnownToOpen(id)) return null
    const found = await this.get(id)
    return found.ok || found.error.code === 'secret.not-stored' ? null : found.error
  }

  async get(id: string): Promise<Result<string>> {
    const inMemory = this.#session.get(id)
    if (inMemory !== undefined) return ok(inMemory)
    const opened = await this.#open(id)
    return opened.ok ? ok(opened.value.secret) : opened
  }

  async set(id: string, secret: string): Promise<Result<void>> {
    if (!this.#cipher) {
      this.#session.set(id, secret)
      return ok(undefined)
    }
    let encrypted: Buffer
    try {
      encrypted = await this.#cipher.encrypt(boundText(id, secret))
    } catch {
      // The key ring was locked in between: keep it for the session instead of losing what was typed.
      this.#session.set(id, secret)
      return ok(undefined)
    }
    const replaced: unknown[] = []
    for (const stored of this.#storedAt(id)) if ((await this.#openOne(id, stored)).ok) replaced.push(stored)
    const written = this.#replace(id, replaced, encrypted)
    if (written.ok) this.#session.delete(id)
    return written
  }

  clear(id: string): Result<void> {
    this.#session.delete(id)
    return this.#storedAt(id).length === 0 ? ok(undefined) : this.#erase((stored) => stored === id, [])
  }

  eraseLater<T>(owners: readonly string[], remove: () => Result<T>): Result<T> {
    const marked = this.#document.update((secrets) => ({
      ...secrets,
      erasing: [...new Set([...secrets.erasing, ...owners])],
    }))
    // Without secrets there is nothing that could be left behind.
    const hasSecrets = owners.some((owner) => this.#ids().some((id) => belongsTo(id, owner)))
    if (!marked.ok && hasSecrets) return marked
    const removed = remove()
    if (!removed.ok && marked.ok) this.#erase(() => false, owners)
    return removed
  }

  finishErasing(exists: (owner: string) => boolean, among?: readonly string[]): Result<string[]> {
    const { erasing } = this.#document.get()
    const settled = among ?? erasing
    if (settled.length === 0) return ok([])
    const gone = settled.filter((owner) => !exists(owner))
    const isErased = (id: string): boolean => gone.some((owner) => belongsTo(id, owner))
    for (const id of [...this.#session.keys()]) if (isErased(id)) this.#session.delete(id)
    const isNoted = settled.some((owner) => erasing.includes(owner))
    const erased = isNoted ? this.#erase(isErased, settled) : ok(undefined)
    return erased.ok ? ok(gone) : erased
  }

  /** @param settled intentions that are done with */
  #erase(isErased: (id: string) => boolean, settled: readonly string[]): Result<void> {
    const written = this.#document.update(({ secrets, erasing }) => ({
      secrets: Object.fromEntries(Object.entries(secrets).filter(([id]) => !isErased(id))),
      erasing: erasing.filter((owner) => !settled.includes(owner)),
    }))
    if (!written.ok) return written
    // A copy from before an upgrade still holds what was erased, and has served: this version could be written.
    return this.#document.forgetOlderVersions()
  }

  #isKnownToOpen(id: string): boolean {
    const known = this.#opens.get(id)
    return known !== undefined && !this.#document.locked && this.#storedAt(id)[0] === known
  }

  /** The newest secret that can be opened here; else why the newest cannot. */
  async #open(id: string): Promise<Result<Opened>> {
    const opened = await this.#openNewest(id)
    if (opened.ok) this.#opens.set(id, opened.value.stored)
    else this.#opens.delete(id)
    return opened
  }

  async #openNewest(id: string): Promise<Result<Opened>> {
    if (this.#document.locked) return failure(this.#document.locked)
    let problem: AppError | null = null
    for (const stored of this.#storedAt(id)) {
      const opened = await this.#openOne(id, stored)
      if (opened.ok) {
        if (opened.value.isOutdated && this.#cipher) await this.#renew(this.#cipher, id, opened.value)
        return opened
      }
      problem ??= opened.error
    }
    return failure(problem ?? appError('secret.not-stored'))
  }

  async #openOne(id: string, stored: unknown): Promise<Result<Opened>> {
    const envelope = readEnvelope(stored)
    if (envelope === 'newer') return failure(appError('secret.newer-version'))
    if (envelope === 'damaged') return failure(appError('secret.damaged'))
    if (!this.#cipher) return undecryptable(envelope)
    let decrypted: Decrypted
    try {
      decrypted = await this.#cipher.decrypt(Buffer.from(envelope.data, 'base64'))
    } catch {
      return undecryptable(envelope)
    }
    const secret = secretOf(envelope, id, decrypted.plain)
    if (secret === null) return undecryptable(envelope)
    const isOutdated = decrypted.shouldReEncrypt || envelope.version < ENVELOPE_VERSION
    return ok({ secret, stored, isOutdated })
  }

  /** Encrypts anew with the key of today; what cannot be opened afterwards replaces nothing. */
  async #renew(cipher: SecretCipher, id: string, { secret, stored }: Opened): Promise<void> {
    try {
      const text = boundText(id, secret)
      const encrypted = await cipher.encrypt(text)
      if ((await cipher.decrypt(encrypted)).plain !== text) return
      if (this.#storedAt(id).includes(stored)) this.#replace(id, [stored], encrypted)
    } catch {
      // The old envelope still opens; the next `get` tries again.
    }
  }

  /** Puts the new envelope first, in one write. */
  #replace(id: string, replaced: readonly unknown[], encrypted: Buffer): Result<void> {
    const envelope = closedEnvelope(encrypted, this.#owner, instantOf(new Date()))
    const written = this.#document.update(({ secrets, erasing }) => ({
      secrets: {
        ...secrets,
        [id]: [envelope, ...this.#storedAt(id).filter((stored) => !replaced.includes(stored))],
      },
      erasing,
    }))
    return written.ok ? ok(undefined) : written
  }

  /** Newest first. Elements are compared by identity: they are never changed in place. */
  #storedAt(id: string): readonly unknown[] {
    const { secrets } = this.#document.get()
    const stored = Object.hasOwn(secrets, id) ? secrets[id] : undefined
    if (stored === undefined) return []
    return Array.isArray(stored) ? stored : [stored]
  }

  #ids(): string[] {
    return Object.keys(this.#document.get().secrets)
  }
}

function belongsTo(id: string, owner: string): boolean {
  return id === owner || id.startsWith(`${owner}/`)
}

function undecryptable(envelope: SecretEnvelope) {
  const { user, computer } = envelope.version === 1 ? { user: '?', computer: '?' } : envelope.storedBy
  return failure(appError('secret.undecryptable', { user, computer }))
}

function thisUser(): SecretOwner {
  return { user: nameOfUser(), computer: hostname() }
}

/** A container may run as a user without a name. */
function nameOfUser(): string {
  try {
    return userInfo().username
  } catch {
    return process.env.USER ?? process.env.USERNAME ?? '?'
  }
}
