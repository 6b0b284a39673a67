/** "3 neu, 1 gelöscht": what is not zero of one kind and direction; `null` when nothing is. */
import type { TFunction } from 'i18next'
import type { ItemCounts } from '#shared/domain/sync.ts'
import type { Format } from '#shared/texts/format.ts'

const SHOWN = ['created', 'updated', 'moved', 'deleted', 'failed'] as const

export function itemCountsText(counts: ItemCounts, t: TFunction, { number }: Format): string | null {
  const parts = SHOWN.filter((name) => counts[name] > 0).map((name) =>
    t(`sync.counts.${name}`, { n: number(counts[name]) }),
  )
  return parts.length === 0 ? null : parts.join(', ')
}
