/** What a run came to, in a sentence for an administrator. Pure. */
import { totalOf, type SyncResult } from '#shared/domain/sync.ts'

export type RunSentence = {
  readonly key:
    | 'run.nothing'
    | 'run.transferred'
    | 'run.incompleteItems'
    | 'run.incompleteGivenUp'
    | 'run.failedBefore'
    | 'run.failedWithin'
    | 'run.cancelledBefore'
    | 'run.cancelledWithin'
  /** Objects that were transferred, that failed, and that are given up. */
  readonly done: number
  readonly failed: number
  readonly givenUp: number
}

export function runSentence({ outcome, counts, givenUp }: SyncResult): RunSentence {
  const { created, updated, moved, deleted, failed } = totalOf(counts)
  const done = created + updated + moved + deleted
  const numbers = { done, failed, givenUp }
  switch (outcome) {
    case 'succeeded':
      return { key: done === 0 ? 'run.nothing' : 'run.transferred', ...numbers }
    case 'incomplete':
      return { key: failed > 0 ? 'run.incompleteItems' : 'run.incompleteGivenUp', ...numbers }
    case 'failed':
      return { key: done === 0 ? 'run.failedBefore' : 'run.failedWithin', ...numbers }
    case 'cancelled':
      return { key: done === 0 ? 'run.cancelledBefore' : 'run.cancelledWithin', ...numbers }
  }
}
