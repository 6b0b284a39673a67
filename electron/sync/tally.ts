/** What a run has done so far. Counted when it has been committed, never before. */
import { kindOfFolder, type FolderKey, type SyncKind } from '#shared/domain/sync-kinds.ts'
import {
  NO_COUNTS,
  type FolderProgress,
  type ItemCounts,
  type SyncCounts,
  type SyncDirection,
  withItems,
} from '#shared/domain/sync.ts'

export class Tally {
  #counts: SyncCounts = NO_COUNTS
  /** Objects that the present phase is through with, and how many there will be. */
  #done = 0
  #total: number | null = null
  readonly #folders = new Map<FolderKey, FolderProgress>()
  readonly #onChange: () => void

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  get counts(): SyncCounts {
    return this.#counts
  }

  get done(): number {
    return this.#done
  }

  get total(): number | null {
    return this.#total
  }

  /** What is imported from the folders of a kind, in the order in which they came. */
  foldersOf(kind: SyncKind): FolderProgress[] {
    return [...this.#folders.values()].filter(({ folder }) => kindOfFolder(folder) === kind)
  }

  count(kind: SyncKind, direction: SyncDirection, what: keyof ItemCounts): void {
    this.#counts = withItems(this.#counts, kind, direction, { [what]: 1 })
  }

  countConflict(): void {
    this.#counts = { ...this.#counts, conflicts: this.#counts.conflicts + 1 }
  }

  countBytes(bytes: number, direction: SyncDirection): void {
    const before = this.#counts.bytes
    this.#counts = { ...this.#counts, bytes: { ...before, [direction]: before[direction] + bytes } }
  }

  /** The present phase is through with one object, whatever has become of it. @param folder where it is imported from */
  countDone(folder: FolderKey | null = null): void {
    this.#done += 1
    const known = folder === null ? undefined : this.#folders.get(folder)
    if (known) this.#folders.set(known.folder, { ...known, done: known.done + 1 })
    this.#onChange()
  }

  beginPhase(total: number | null): void {
    this.#done = 0
    this.#total = total
  }

  /** So many objects are to be imported from each of these folders, beside those of an earlier round. */
  beginFolders(totals: ReadonlyMap<FolderKey, number>): void {
    for (const [folder, more] of totals) {
      const { done, total } = this.#folders.get(folder) ?? { done: 0, total: 0 }
      this.#folders.set(folder, { folder, done, total: total + more })
    }
  }
}
