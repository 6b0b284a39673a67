/** The table of a test of many accounts, as a pure reduction, and what can be said and done about it. */
import type { AccountEntry } from '#shared/contract/contract.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { TestBatchRow } from '#shared/domain/test-batch.ts'

/** A line of the table: an account and how its test goes. */
export type BatchLine = {
  readonly id: EwsAccountId
  readonly mailbox: string
  readonly isActive: boolean
  readonly row: TestBatchRow
}

export const BATCH_FILTERS = ['all', 'failed', 'warnings', 'passed'] as const
export type BatchFilter = (typeof BATCH_FILTERS)[number]

export function waitingLines(entries: readonly AccountEntry[]): BatchLine[] {
  return entries.map(({ account: { id, mailbox, active } }) => ({
    ...{ id, mailbox, isActive: active },
    row: { accountId: id, state: 'waiting', until: null },
  }))
}

export function withRows(lines: readonly BatchLine[], rows: readonly TestBatchRow[]): readonly BatchLine[] {
  const changed = new Map(rows.map((row) => [row.accountId, row]))
  return lines.map((line) => {
    const row = changed.get(line.id)
    return row ? { ...line, row } : line
  })
}

/** The lines of accounts that have been switched on since. */
export function withActive(lines: readonly BatchLine[], ids: readonly EwsAccountId[]): readonly BatchLine[] {
  const active = new Set(ids)
  return lines.map((line) => (active.has(line.id) ? { ...line, isActive: true } : line))
}

export function isOver({ row: { state } }: BatchLine): boolean {
  return state === 'ended' || state === 'refused' || state === 'cancelled'
}

export function isFailed({ row }: BatchLine): boolean {
  return row.state === 'refused' || (row.state === 'ended' && row.outcome === 'failed')
}

export function isPassed({ row }: BatchLine): boolean {
  return row.state === 'ended' && row.outcome === 'passed'
}

function hasWarnings({ row }: BatchLine): boolean {
  return row.state === 'ended' && row.outcome === 'passed' && row.warnings > 0
}

const MATCHES: Record<BatchFilter, (line: BatchLine) => boolean> = {
  all: () => true,
  failed: isFailed,
  warnings: hasWarnings,
  passed: isPassed,
}

export function filteredLines(lines: readonly BatchLine[], filter: BatchFilter): BatchLine[] {
  return lines.filter(MATCHES[filter])
}

/** Those that a person would switch on after this test. */
export function activatable(lines: readonly BatchLine[]): EwsAccountId[] {
  return lines.filter((line) => isPassed(line) && !line.isActive).map(({ id }) => id)
}
