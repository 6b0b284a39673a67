/** What is stored and written together about one object, and what is counted when it has taken effect. */
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import type { FolderKey } from '#shared/domain/sync-kinds.ts'
import type { ItemCounts, SyncDirection } from '#shared/domain/sync.ts'
import { ok, type Result } from '#shared/result.ts'
import type { NewContent } from '../prime/prime-store.ts'
import type { SyncWrite } from '../prime/sync-status.ts'
import type { KindRun } from './kind-run.ts'

export type Effect = {
  /** What the writes name: stored before they are committed. */
  readonly contents?: readonly NewContent[]
  readonly writes: readonly SyncWrite[]
  readonly onDone: () => void
}

/** Writes of which nobody counts anything. */
export function uncounted(...writes: readonly SyncWrite[]): Effect {
  return { writes, onDone: () => undefined }
}

/** Ends what the present phase had to do about one object. @param folder where it is imported from */
export function done<R extends PrimeRecord>(
  { tally }: KindRun<R>,
  effect: Effect,
  folder: FolderKey | null = null,
): Effect {
  return {
    ...effect,
    onDone: () => {
      effect.onDone()
      tally.countDone(folder)
    },
  }
}

/** Writes that count as one object. */
export function counted<R extends PrimeRecord>(
  { tally, kind }: KindRun<R>,
  direction: SyncDirection,
  what: keyof ItemCounts,
  writes: readonly SyncWrite[],
): Effect {
  return {
    writes,
    onDone: () => {
      tally.count(kind.kind, direction, what)
    },
  }
}

/**
 * Stores the contents, commits effects in one transaction and counts those that took effect.
 * @returns whether an object had changed meanwhile, so that its effect was left out
 */
export async function commitEffects<R extends PrimeRecord>(
  { store, pair }: KindRun<R>,
  effects: readonly Effect[],
): Promise<Result<{ raced: boolean }>> {
  const writes = effects.flatMap((effect) => effect.writes)
  if (writes.length === 0) return ok({ raced: false })
  const contents = effects.flatMap((effect) => effect.contents ?? [])
  const stored = contents.length > 0 ? await store.storeContents(contents) : ok(undefined)
  if (!stored.ok) return stored
  const committed = await store.status.commit(pair.id, writes)
  if (!committed.ok) return committed
  const raced = new Set(committed.value.raced)
  let position = 0
  for (const effect of effects) {
    const positions = effect.writes.map(() => position++)
    if (!positions.some((index) => raced.has(index))) effect.onDone()
  }
  return ok({ raced: raced.size > 0 })
}

/** Whether the folder is all that changes. */
export function isMove(fields: ReadonlySet<string>): boolean {
  return fields.size === 1 && fields.has('folder')
}
