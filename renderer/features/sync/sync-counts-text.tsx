import { useTranslation } from 'react-i18next'
import type { SyncCounts } from '#shared/domain/sync.ts'
import { useFormat } from '../../i18n/use-format.ts'

/** "12 neu, 3 geändert, 1 gelöscht"; failures only when there are any. */
export function SyncCountsText({ counts }: { readonly counts: SyncCounts }) {
  const { t } = useTranslation()
  const { number, bytes } = useFormat()
  const parts = [
    t('sync.counts.created', { n: number(counts.created) }),
    t('sync.counts.updated', { n: number(counts.updated) }),
    t('sync.counts.deleted', { n: number(counts.deleted) }),
  ]
  if (counts.failed > 0) parts.push(t('sync.counts.failed', { n: number(counts.failed) }))
  if (counts.bytes > 0) parts.push(bytes(counts.bytes))
  return <>{parts.join(' · ')}</>
}
