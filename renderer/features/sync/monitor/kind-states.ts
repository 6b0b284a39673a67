/** Which kinds of a run are done, which one runs, and which are still to come. Pure. */
import type { FolderProgress, SyncProgress } from '#shared/domain/sync.ts'
import type { SyncKind } from '#shared/domain/sync-kinds.ts'

export type KindState = 'waiting' | 'running' | 'done'

/** The kinds of a run come one after the other. */
export function kindStates(progress: SyncProgress & { readonly state: 'running' }): {
  readonly kind: SyncKind
  readonly state: KindState
  readonly folders: readonly FolderProgress[]
}[] {
  const current = progress.kinds.findIndex(({ kind }) => kind === progress.kind)
  return progress.kinds.map(({ kind, folders }, index) => {
    const state = index === current ? 'running' : index < current ? 'done' : 'waiting'
    return { kind, folders, state }
  })
}
