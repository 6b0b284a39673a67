/**
 * One run in full: what it came to in a sentence, what is wrong and what to do, what was done by kind and direction,
 * and the facts. The same for the last result of an account, a line of the history and the monitor.
 */
import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncResult } from '#shared/domain/sync.ts'
import type { Format } from '#shared/texts/format.ts'
import { AppErrorAlert } from '../../../components/app-error-alert.tsx'
import { Facts } from '../../../components/facts.tsx'
import { StatusChip } from '../../../components/status-chip.tsx'
import { TimeStamp } from '../../../components/time-stamp.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { SYNC_TONES } from '../sync-outcome.ts'
import { RunCountsTable } from './run-counts-table.tsx'
import { RunRequests } from './run-requests.tsx'
import { runSentence } from './run-words.ts'

type RunDetailsProps = {
  readonly accountId: EwsAccountId
  readonly accountName: string
  readonly run: SyncResult
  /** Goes on to the plan or to what failed; without it there is no such button. */
  readonly onOpen?: (what: 'plan' | 'problems') => void
}

const SEVERITIES = { succeeded: 'info', incomplete: 'warning', failed: 'error', cancelled: 'info' } as const

export function RunDetails({ accountId, accountName, run, onOpen }: RunDetailsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { key, done, failed, givenUp } = runSentence(run)
  const numbers = {
    done: format.number(done),
    failed: format.number(failed),
    givenUp: format.number(givenUp),
  }
  return (
    <Stack spacing={1.5}>
      <Stack direction="row" spacing={2} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <StatusChip tone={SYNC_TONES[run.outcome]} label={t(`syncOutcomes.${run.outcome}`)} />
        <TimeStamp instant={run.endedAt} />
      </Stack>
      <Typography>{t(key, numbers)}</Typography>
      {run.error && run.error.code !== 'sync.cancelled' && (
        <AppErrorAlert
          error={run.error}
          severity={SEVERITIES[run.outcome]}
          action={onOpen && <NextStep code={run.error.code} onOpen={onOpen} />}
        />
      )}
      <RunCountsTable counts={run.counts} />
      <Facts facts={factsOf(run, format, t)} />
      <RunRequests accountId={accountId} accountName={accountName} run={run} />
    </Stack>
  )
}

type NextStepProps = { readonly code: string; readonly onOpen: (what: 'plan' | 'problems') => void }

function NextStep({ code, onOpen }: NextStepProps) {
  const { t } = useTranslation()
  const isPlan = code === 'sync.mass-deletion'
  if (!isPlan && code !== 'sync.items-failed' && code !== 'sync.items-given-up') return null
  return (
    <Button
      color="inherit"
      size="small"
      sx={{ whiteSpace: 'nowrap' }}
      onClick={() => {
        onOpen(isPlan ? 'plan' : 'problems')
      }}
    >
      {t(isPlan ? 'sync.menu.plan' : 'run.showProblems')}
    </Button>
  )
}

function factsOf(run: SyncResult, format: Format, t: TFunction) {
  const { startedAt, endedAt, counts, waitedMilliseconds, givenUp, trigger } = run
  const { down, up } = counts.bytes
  return [
    { name: t('run.started'), value: format.dateTime(startedAt) },
    { name: t('run.trigger'), value: t(`sync.trigger.${trigger}`) },
    {
      name: t('run.duration'),
      value: format.duration(Math.max(0, Date.parse(endedAt) - Date.parse(startedAt))),
    },
    ...(waitedMilliseconds > 0
      ? [{ name: t('run.waited'), value: format.duration(waitedMilliseconds) }]
      : []),
    ...(down + up > 0
      ? [
          {
            name: t('run.transferredBytes'),
            value: t('run.bytes', { down: format.bytes(down), up: format.bytes(up) }),
          },
        ]
      : []),
    ...(counts.conflicts > 0 ? [{ name: t('run.conflicts'), value: format.number(counts.conflicts) }] : []),
    ...(givenUp > 0 ? [{ name: t('run.givenUp'), value: format.number(givenUp) }] : []),
  ]
}
