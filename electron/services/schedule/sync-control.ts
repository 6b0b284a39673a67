/**
 * What people have decided about the schedule: which accounts are paused, and whose first synchronisation they have
 * started. Kept on disk, so that a restart resumes nothing that was paused and begins nothing by itself.
 *
 * A first synchronisation may tie together, create and delete a great deal, so a person looks at its plan first.
 */
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { Result } from '#shared/result.ts'
import type { SyncControlData } from '../../config/documents.ts'
import type { VersionedDocument } from '../../config/versioned-document.ts'

export class SyncControl {
  readonly #document: VersionedDocument<SyncControlData>

  constructor(document: VersionedDocument<SyncControlData>) {
    this.#document = document
  }

  get allPaused(): boolean {
    return this.#document.get().allPaused
  }

  isPaused(id: EwsAccountId): boolean {
    const { allPaused, paused } = this.#document.get()
    return allPaused || paused.includes(id)
  }

  /** @param pair with whom the account is connected now */
  hasBegun(id: EwsAccountId, pair: string): boolean {
    return this.#document.get().begun[id] === pair
  }

  /** `null`: all accounts, also those that are yet to come. */
  pause(ids: readonly EwsAccountId[] | null): Result<unknown> {
    return this.#document.update((data) =>
      ids === null
        ? { ...data, allPaused: true }
        : { ...data, paused: [...new Set([...data.paused, ...ids])] },
    )
  }

  /** `null`: all accounts, also those that were paused one by one. */
  resume(ids: readonly EwsAccountId[] | null, all: readonly EwsAccountId[]): Result<unknown> {
    return this.#document.update((data) => {
      if (ids === null) return { ...data, allPaused: false, paused: [] }
      // Of all that were paused together some go on: the others stay paused one by one.
      const paused = data.allPaused ? all : data.paused
      return { ...data, allPaused: false, paused: paused.filter((id) => !ids.includes(id)) }
    })
  }

  /** The first synchronisation was started and has not been called off. */
  begin(id: EwsAccountId, pair: string): void {
    if (this.hasBegun(id, pair)) return
    this.#document.update((data) => ({ ...data, begun: { ...data.begun, [id]: pair } }))
  }

  /** Forgets accounts that are gone. @param ids those that are there */
  keepOnly(ids: readonly EwsAccountId[]): void {
    const { paused, begun } = this.#document.get()
    const there = new Set<string>(ids)
    if (paused.every((id) => there.has(id)) && Object.keys(begun).every((id) => there.has(id))) return
    this.#document.update((data) => ({
      ...data,
      paused: paused.filter((id) => there.has(id)),
      begun: Object.fromEntries(Object.entries(begun).filter(([id]) => there.has(id))),
    }))
  }
}
