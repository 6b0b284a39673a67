/** Which rows of a file are imported. Pure. */
import type { ImportRow } from '#shared/domain/account-import.ts'

export function isGood({ problems }: Pick<ImportRow, 'problems'>): boolean {
  return problems.length === 0
}

/** Those without problems that nobody has unticked; other columns may make others good. */
export function chosenRows(rows: readonly ImportRow[], unticked: ReadonlySet<number>): number[] {
  return rows.filter((row) => isGood(row) && !unticked.has(row.row)).map(({ row }) => row)
}

/**
 * @param rows those that are shown
 * @param ticked those of them that are ticked now
 */
export function untickedAfter(
  rows: readonly ImportRow[],
  ticked: ReadonlySet<unknown>,
  before: ReadonlySet<number>,
): ReadonlySet<number> {
  const after = new Set(before)
  for (const row of rows) {
    if (!isGood(row)) continue
    if (ticked.has(row.row)) after.delete(row.row)
    else after.add(row.row)
  }
  return after
}
