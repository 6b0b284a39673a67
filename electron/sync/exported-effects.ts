/** What becomes of an object that was written to Exchange: its link when it is there, an attempt when it is not. */
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import type { AppError } from '#shared/errors.ts'
import type { Result } from '#shared/result.ts'
import type { StoredItem } from '../prime/prime-store.ts'
import type { ItemLink, SyncWrite } from '../prime/sync-status.ts'
import { type Effect, counted, done, uncounted } from './effects.ts'
import { type KindRun, concernsTheRun, recordOf, stoppedOnError, withKnown } from './kind-run.ts'
import type { StoredVersion } from './kinds/kind.ts'
import { digestsOf } from './mapping/field-table.ts'
import { unexportedFields } from './merge.ts'

/** The digest of no value at all. */
const NEVER_WRITTEN = ''

export type Written = {
  readonly item: StoredItem
  readonly before: ItemLink | null
  readonly result: Result<StoredVersion>
  /** The fields that were written; `null`: all. */
  readonly written: ReadonlySet<string> | null
  readonly what: 'created' | 'updated' | 'moved'
}

/** @returns `stillToExport`: Exchange has not got everything yet, and another round follows */
export function storedEffect<R extends PrimeRecord>(
  run: KindRun<R>,
  { item, before, written, what }: Written,
  stored: StoredVersion,
): { effect: Effect; stillToExport: boolean } {
  const { kind } = run
  const record = (stored.record as R | null) ?? recordOf(run, item)
  const onExchange = digestsOf(kind.fields, kind.inFolder(record, stored.folder))
  const isWritten = (name: string) => written === null || written.has(name) || stored.record !== null
  const base = before === null || written === null ? {} : before.fields
  const fields = Object.fromEntries(
    Object.entries(onExchange).map(([name, digest]) => {
      if (stored.unwritten?.has(name) === true) return [name, NEVER_WRITTEN]
      return [name, isWritten(name) ? digest : (base[name] ?? digest)]
    }),
  )
  const stillToExport = unexportedFields(kind.fields, record, fields).size > 0
  const { id: exchangeItemId, changeKey, folder } = stored
  const link = { exchangeItemId, changeKey, folder, fields, keys: withKnown(stored.keys, before) }
  const common = { kind: kind.kind, primeItemId: item.id, link, stillToExport }
  const writes: SyncWrite[] = [
    stored.record === null
      ? { write: 'link', primeRevision: item.revision, ...common }
      : { write: 'save-prime', expected: item.revision, record, ...common },
  ]
  if (stored.replaces !== null) {
    writes.push({ write: 'obsolete', exchangeItemId: stored.replaces, folder: before?.folder ?? folder })
  }
  if (stillToExport) writes.push({ write: 'intend', primeItemId: item.id, intent: null })
  return { effect: done(run, counted(run, 'up', what, writes)), stillToExport }
}

/** `isLate`: the object changed or went on Exchange meanwhile, which the next round observes; no failure of the object. */
export type Failed = {
  readonly effect: Effect | null
  readonly ends: AppError | null
  readonly isLate: boolean
}

/** @param isLastRound what comes late is a failed attempt then */
export function failedEffect<R extends PrimeRecord>(
  run: KindRun<R>,
  { item, before }: Written,
  error: AppError,
  isLastRound: boolean,
): Failed {
  if (concernsTheRun(error)) return { effect: null, ends: error, isLate: false }
  const isLate = error.category === 'conflict' || error.category === 'gone'
  if (isLate && before !== null && !isLastRound) {
    const { exchangeItemId, folder } = before
    const isStale = error.category === 'conflict'
    const effect = isStale ? uncounted({ write: 'recheck', exchangeItemId, folder }) : null
    return { effect, ends: null, isLate: true }
  }
  const giveUp = error.code === 'sync.sending-uncertain'
  return {
    effect: done(
      run,
      counted(run, 'up', 'failed', [{ write: 'fail-prime', primeItemId: item.id, error, giveUp }]),
    ),
    ends: run.settings.stopsOnError.up ? stoppedOnError(error, 'up') : null,
    isLate: false,
  }
}
