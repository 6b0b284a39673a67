import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { AccountProblem } from '#shared/domain/sync-monitor.ts'
import { CopyButton } from '../../../components/copy-button.tsx'
import { StatusChip } from '../../../components/status-chip.tsx'
import { useFolderText } from '../../../components/use-folder-text.ts'
import { useNow } from '../../../components/use-now.ts'
import { useErrorText } from '../../../i18n/use-error-text.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import type { MonitoredAccount } from '../monitor/monitored-accounts.ts'
import { useSyncState } from '../use-sync.ts'

type ProblemLineProps = {
  readonly problem: AccountProblem
  readonly account: MonitoredAccount | undefined
  readonly namesAccount: boolean
  readonly isBusy: boolean
  readonly isSelected: boolean
  readonly onSelect: (isSelected: boolean) => void
  readonly onRetry: () => void
}

/** One object that fails. */
export function ProblemLine(props: ProblemLineProps) {
  const { problem, account, namesAccount, isBusy, isSelected, onSelect, onRetry } = props
  const { t } = useTranslation()
  const { number, relative, dateTime } = useFormat()
  const folderText = useFolderText()
  const { what, todo } = useErrorText()(problem.error)
  const { subject, folder, since, primeItemId, exchangeItemId } = problem
  const state = useSyncState(problem.accountId)
  const now = Math.max(useNow(), since === null ? 0 : Date.parse(since))
  const name = subject === null ? t('sync.problems.unread') : subject || t('sync.problems.unnamed')
  const place = [
    t(`syncKind.${problem.kind}`),
    t(`sync.direction.${problem.side === 'exchange' ? 'down' : 'up'}`),
    ...(problem.kind === 'emails' && folder !== null ? [folderText(folder)] : []),
  ].join(', ')
  const facts = [
    ...(namesAccount && account ? [account.name] : []),
    place,
    t('sync.problems.attempts', { count: problem.attempts, n: number(problem.attempts) }),
    ...(since === null ? [] : [t('sync.problems.since', { ago: relative(since, now), at: dateTime(since) })]),
  ]
  return (
    <Stack direction="row" spacing={1} sx={{ alignItems: 'flex-start', px: 1, py: 1 }}>
      <Checkbox
        size="small"
        checked={isSelected}
        onChange={(_event, isChecked) => {
          onSelect(isChecked)
        }}
        slotProps={{ input: { 'aria-label': t('sync.problems.select', { name }) } }}
      />
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
          <StatusChip
            tone={problem.givenUp ? 'error' : 'warning'}
            label={t(problem.givenUp ? 'sync.problems.givenUp' : 'sync.problems.open')}
          />
          {(state === 'running' || state === 'waiting') && (
            <StatusChip tone={state} label={t(`monitor.activity.${state}`)} />
          )}
          <Typography sx={{ fontWeight: 'fontWeightMedium' }}>{name}</Typography>
          {subject === null && exchangeItemId !== null && (
            <CopyButton
              text={exchangeItemId}
              label={t('sync.problems.copyId')}
              copied={t('sync.problems.idCopied')}
            />
          )}
        </Stack>
        <Typography variant="body2" color="textSecondary">
          {facts.join(' · ')}
        </Typography>
        <Typography variant="body2">{what}</Typography>
        <Typography variant="body2">{todo}</Typography>
      </Box>
      <Stack sx={{ alignItems: 'flex-end', flexShrink: 0 }}>
        <Button
          size="small"
          disabled={isBusy}
          onClick={onRetry}
          aria-label={t('sync.problems.retryOf', { name })}
        >
          {t('sync.problems.retry')}
        </Button>
        {primeItemId !== null && account && (
          <Button
            size="small"
            component={RouterLink}
            to={`/data?account=${account.entry.account.primeEmailAccountId}&item=${primeItemId}`}
            aria-label={t('sync.problems.showOf', { name })}
          >
            {t('sync.problems.show')}
          </Button>
        )}
      </Stack>
    </Stack>
  )
}
