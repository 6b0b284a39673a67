import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import List from '@mui/material/List'
import ListItem from '@mui/material/ListItem'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncProblem } from '#shared/domain/sync-report.ts'
import { syncProblemsQuery } from '../../../api/queries.ts'
import { toAppError, unwrap } from '../../../api/unwrap.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { useFeedback } from '../../../components/feedback.ts'
import { LoadError } from '../../../components/load-error.tsx'
import { Loading } from '../../../components/loading.tsx'
import { StatusChip } from '../../../components/status-chip.tsx'
import { useFolderText } from '../../../components/use-folder-text.ts'
import { useErrorText } from '../../../i18n/use-error-text.ts'
import { useFormat } from '../../../i18n/use-format.ts'

/** The objects of an account that fail: why, what to do, and "try again". */
export function ProblemList({ accountId }: { readonly accountId: EwsAccountId }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { done, failed } = useFeedback()
  const problems = useQuery(syncProblemsQuery(accountId))
  const retry = useMutation({
    mutationFn: async (items: SyncProblem[] | null) => {
      const named = items?.map(({ exchangeItemId, primeItemId }) => ({ exchangeItemId, primeItemId })) ?? null
      await unwrap(window.api.sync.retryProblems({ accountId, items: named }))
      await unwrap(window.api.sync.start({ accountIds: [accountId] }))
    },
    onSuccess: () => {
      done(t('sync.problems.retrying'))
    },
    onError: (error) => {
      failed(toAppError(error))
    },
    onSettled: () => client.invalidateQueries({ queryKey: syncProblemsQuery(accountId).queryKey }),
  })
  if (problems.isPending) return <Loading />
  if (problems.isError) return <LoadError error={problems.error} onRetry={() => void problems.refetch()} />
  if (problems.data.length === 0) {
    return <EmptyState icon={CheckIcon} title={t('sync.problems.none')} text={t('sync.problems.noneText')} />
  }
  return (
    <Stack spacing={1}>
      <Button
        sx={{ alignSelf: 'flex-end' }}
        disabled={retry.isPending}
        onClick={() => {
          retry.mutate(null)
        }}
      >
        {t('sync.problems.retryAll')}
      </Button>
      <List disablePadding aria-label={t('sync.report.problems')}>
        {problems.data.map((problem) => (
          <ProblemLine
            key={`${problem.side}-${problem.exchangeItemId ?? ''}-${problem.primeItemId ?? ''}`}
            problem={problem}
            isBusy={retry.isPending}
            onRetry={() => {
              retry.mutate([problem])
            }}
          />
        ))}
      </List>
    </Stack>
  )
}

type ProblemLineProps = {
  readonly problem: SyncProblem
  readonly isBusy: boolean
  readonly onRetry: () => void
}

function ProblemLine({ problem, isBusy, onRetry }: ProblemLineProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const folderText = useFolderText()
  const { what, todo } = useErrorText()(problem.error)
  const { subject, folder } = problem
  const name = subject === null ? t('sync.problems.unread') : subject || t('sync.problems.unnamed')
  return (
    <ListItem
      divider
      disableGutters
      secondaryAction={
        <Button
          size="small"
          disabled={isBusy}
          onClick={onRetry}
          aria-label={t('sync.problems.retryOf', { name })}
        >
          {t('sync.problems.retry')}
        </Button>
      }
      sx={{ alignItems: 'flex-start', '& > .MuiListItemSecondaryAction-root': { top: 28 } }}
    >
      <Box sx={{ pr: 10 }}>
        <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
          <StatusChip
            tone={problem.givenUp ? 'error' : 'warning'}
            label={t(problem.givenUp ? 'sync.problems.givenUp' : 'sync.problems.open')}
          />
          <Typography sx={{ fontWeight: 'fontWeightMedium', overflowWrap: 'anywhere' }}>{name}</Typography>
        </Stack>
        <Typography variant="body2" color="textSecondary">
          {t(`syncKind.${problem.kind}`)},{' '}
          {t(`sync.direction.${problem.side === 'exchange' ? 'down' : 'up'}`)}
          {problem.kind === 'emails' && folder !== null && `, ${folderText(folder)}`}
          {' · '}
          {t('sync.problems.attempts', { count: problem.attempts, n: number(problem.attempts) })}
        </Typography>
        <Typography variant="body2">{what}</Typography>
        <Typography variant="body2">{todo}</Typography>
      </Box>
    </ListItem>
  )
}
