/** Many accounts in one line: how many are where, and the sums of their counts. */
import { addCounts, NO_COUNTS, type SyncCounts, type SyncProgress } from '#shared/domain/sync.ts'

export type SyncTotals = {
  readonly waiting: number
  readonly running: number
  readonly ended: number
  /** Ended runs that failed or left objects behind. */
  readonly troubled: number
  readonly cancelled: number
  readonly counts: SyncCounts
  readonly done: number
  /** `null` while a running account does not know, or one still waits. */
  readonly total: number | null
}

export function syncTotals(progresses: Iterable<SyncProgress>): SyncTotals {
  let [waiting, running, ended, troubled, cancelled, done] = [0, 0, 0, 0, 0, 0]
  let total: number | null = 0
  let counts = NO_COUNTS
  for (const progress of progresses) {
    if (progress.state === 'waiting') {
      waiting += 1
      total = null
      continue
    }
    counts = addCounts(counts, progress.state === 'running' ? progress.counts : progress.result.counts)
    if (progress.state === 'running') {
      running += 1
      done += progress.done
      total = total === null || progress.total === null ? null : total + progress.total
    } else {
      ended += 1
      const { outcome } = progress.result
      if (outcome === 'failed' || outcome === 'incomplete') troubled += 1
      if (outcome === 'cancelled') cancelled += 1
    }
  }
  return { waiting, running, ended, troubled, cancelled, counts, done, total }
}

/** 0–100 for a progress bar, `null` for an indeterminate one. */
export function percentOf(done: number, total: number | null): number | null {
  if (total === null) return null
  return total === 0 ? 100 : Math.min(100, Math.round((done / total) * 100))
}
