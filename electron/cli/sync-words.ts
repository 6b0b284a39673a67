/** Runs and plans as lines to read, and the counts of a run as a script reads them. */
import { SYNC_KINDS } from '#shared/domain/sync-kinds.ts'
import {
  PLANNED_ACTIONS,
  SYNC_DIRECTIONS,
  totalOf,
  type ItemCounts,
  type SyncCounts,
  type SyncPlan,
} from '#shared/domain/sync.ts'
import { errorLines } from './output.ts'
import type { Translate } from './texts.ts'

/** Over all kinds and both directions. */
export function countsJson(counts: SyncCounts) {
  return { ...totalOf(counts), bytes: counts.bytes.down + counts.bytes.up }
}

/** A line for every kind and direction in which something has happened, and the total. */
export function countsLines(counts: SyncCounts, t: Translate): string[] {
  const parts = SYNC_KINDS.flatMap((kind) =>
    SYNC_DIRECTIONS.filter((direction) => !isNothing(counts.kinds[kind][direction])).map(
      (direction) =>
        `${t(`cli.kind.${kind}`)}, ${t(`cli.direction.${direction}`)}: ${t('cli.itemCounts', counts.kinds[kind][direction])}`,
    ),
  )
  return [...parts, t('cli.counts', countsJson(counts))]
}

export function planLines({ kinds, warnings }: SyncPlan, t: Translate): string[] {
  const lines = kinds.flatMap((planned) => {
    const name = t(`cli.kind.${planned.kind}`)
    const directions = SYNC_DIRECTIONS.flatMap((direction) => {
      const { counts, examples } = planned[direction]
      const actions = PLANNED_ACTIONS.filter((action) => counts[action] > 0)
      if (actions.length === 0) return []
      const told = actions.map((action) => t(`cli.planned.${action}`, { count: counts[action] })).join(', ')
      return [
        `${name}, ${t(`cli.direction.${direction}`)}: ${told}`,
        ...examples.map(
          ({ action, folder, subject }) => `  ${t(`cli.action.${action}`)}  ${folder}  ${subject ?? '–'}`,
        ),
      ]
    })
    const matched = planned.matched > 0 ? [`${name}: ${t('cli.matched', { count: planned.matched })}`] : []
    const both =
      planned.conflicts > 0 ? [`${name}: ${t('cli.conflicting', { count: planned.conflicts })}`] : []
    return [...directions, ...matched, ...both]
  })
  const told = lines.length === 0 ? [t('cli.nothingToDo')] : lines
  return [t('cli.dryRun'), ...told, ...warnings.flatMap((warning) => errorLines(warning, t))]
}

function isNothing(counts: ItemCounts): boolean {
  return Object.values(counts).every((count) => count === 0)
}
