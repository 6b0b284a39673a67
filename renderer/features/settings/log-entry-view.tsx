import Stack from '@mui/material/Stack'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../components/copy-button.tsx'
import { Facts } from '../../components/facts.tsx'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { PlainText } from '../../components/plain-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { logEntryQuery } from './settings-queries.ts'

/** One entry whole. */
export function LogEntryView({ position }: { readonly position: string }) {
  const { t } = useTranslation()
  const { dateTime } = useFormat()
  const entry = useQuery(logEntryQuery(position))
  if (entry.isError) return <LoadError error={entry.error} onRetry={() => void entry.refetch()} />
  if (!entry.data) return <Loading />
  const { at, level, event, eventId, details } = entry.data
  return (
    <Stack component="article" aria-label={t('log.entry')} spacing={1} sx={{ minWidth: 0, flex: 1 }}>
      <Facts
        facts={[
          { name: t('log.at'), value: at === null ? '–' : `${dateTime(at)} (${at})` },
          { name: t('log.level.short'), value: t(`log.line.${level}`) },
          { name: t('log.event'), value: event === '' ? '–' : event },
          { name: t('log.eventId'), value: eventId ?? '–' },
        ]}
      />
      <div>
        <CopyButton text={details} label={t('log.copy')} copied={t('log.copied')} />
      </div>
      <PlainText label={t('log.details')} text={details} look="code" />
    </Stack>
  )
}
