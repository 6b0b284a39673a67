import { useTranslation } from 'react-i18next'
import { totalOf, type SyncCounts } from '#shared/domain/sync.ts'
import { useFormat } from '../../i18n/use-format.ts'

/** "12 neu, 3 geändert, 1 gelöscht"; failures only when there are any. */
export function SyncCountsText({ counts }: { readonly counts: SyncCounts }) {
  const { t } = useTranslation()
  const { number, bytes } = useFormat()
  const items = totalOf(counts)
  const transferred = counts.bytes.down + counts.bytes.up
  const parts = [
    t('sync.counts.created', { n: number(items.created) }),
    t('sync.counts.updated', { n: number(items.updated + items.moved) }),
    t('sync.counts.deleted', { n: number(items.deleted) }),
  ]
  if (items.failed > 0) parts.push(t('sync.counts.failed', { n: number(items.failed) }))
  if (transferred > 0) parts.push(bytes(transferred))
  return <>{parts.join(' · ')}</>
}
