/**
 * Objects that fail: why, since when, what to do, "try again" for one, some or all, and the way to the object. Of one
 * account in its dialog, of all in the monitor.
 */
import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import Paper from '@mui/material/Paper'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { AccountProblem } from '#shared/domain/sync-monitor.ts'
import { syncProblemsQuery } from '../../../api/queries.ts'
import { toAppError, unwrap } from '../../../api/unwrap.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { useFeedback } from '../../../components/feedback.ts'
import { LoadError } from '../../../components/load-error.tsx'
import { Loading } from '../../../components/loading.tsx'
import { VirtualList } from '../../../components/virtual-list.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import type { MonitoredAccounts } from '../monitor/monitored-accounts.ts'
import { ProblemLine } from './problem-line.tsx'

type ProblemListProps = {
  readonly accounts: MonitoredAccounts
  /** `null`: of all accounts. */
  readonly accountIds: EwsAccountId[] | null
}

const LINE_HEIGHT = 116

export function ProblemList({ accounts, accountIds }: ProblemListProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const problems = useQuery(syncProblemsQuery(accountIds))
  const retry = useRetry()
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  if (problems.isPending) return <Loading />
  if (problems.isError) return <LoadError error={problems.error} onRetry={() => void problems.refetch()} />
  const { problems: shown, total } = problems.data
  if (shown.length === 0) {
    return (
      <EmptyState
        icon={CheckIcon}
        title={t('sync.problems.none')}
        text={t(accountIds?.length === 1 ? 'sync.problems.noneText' : 'sync.problems.noneTextAll')}
      />
    )
  }
  // Of those that are still there.
  const selected = shown.filter((problem) => ticked.has(keyOf(problem)))
  const givenUp = shown.filter((problem) => problem.givenUp).length
  return (
    <Stack spacing={1} sx={{ flex: 1, minHeight: 0 }}>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <FormControlLabel
          sx={{ ml: 0 }}
          label={t('sync.problems.selectAll')}
          control={
            <Checkbox
              size="small"
              checked={selected.length === shown.length}
              indeterminate={selected.length > 0 && selected.length < shown.length}
              onChange={(_event, isChecked) => {
                setTicked(new Set(isChecked ? shown.map(keyOf) : []))
              }}
            />
          }
        />
        <Typography role="status" variant="body2" color="textSecondary" sx={{ mr: 'auto' }}>
          {total > shown.length
            ? t('sync.problems.countedFirst', { total: number(total), shown: number(shown.length) })
            : t('sync.problems.counted', { count: total, n: number(total), givenUp: number(givenUp) })}
        </Typography>
        <Button
          disabled={retry.isPending || selected.length === 0}
          onClick={() => {
            retry.mutate({ kind: 'these', problems: selected })
          }}
        >
          {t('sync.problems.retrySelected', { n: number(selected.length) })}
        </Button>
        <Button
          variant="outlined"
          disabled={retry.isPending}
          onClick={() => {
            retry.mutate({
              kind: 'all',
              // Beyond those that are shown there may be others, of accounts that are not among them.
              accountIds: total > shown.length ? (accountIds ?? [...accounts.keys()]) : accountsOf(shown),
            })
          }}
        >
          {t('sync.problems.retryAll')}
        </Button>
      </Stack>
      <Paper variant="outlined" sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
        <VirtualList
          label={t('sync.report.problems')}
          items={shown}
          keyOf={keyOf}
          estimatedHeight={LINE_HEIGHT}
        >
          {(problem) => (
            <ProblemLine
              problem={problem}
              account={accounts.get(problem.accountId)}
              namesAccount={accountIds?.length !== 1}
              isBusy={retry.isPending}
              isSelected={ticked.has(keyOf(problem))}
              onSelect={(isSelected) => {
                const next = new Set(ticked)
                if (isSelected) next.add(keyOf(problem))
                else next.delete(keyOf(problem))
                setTicked(next)
              }}
              onRetry={() => {
                retry.mutate({ kind: 'these', problems: [problem] })
              }}
            />
          )}
        </VirtualList>
      </Paper>
    </Stack>
  )
}

type Retried =
  | { readonly kind: 'these'; readonly problems: readonly AccountProblem[] }
  | { readonly kind: 'all'; readonly accountIds: readonly EwsAccountId[] }

/** Lets them be tried anew, account by account, and starts these accounts at once. */
function useRetry() {
  const client = useQueryClient()
  const { done, failed } = useFeedback()
  return useMutation({
    mutationFn: async (retried: Retried) => {
      const ids = retried.kind === 'all' ? [...retried.accountIds] : accountsOf(retried.problems)
      for (const accountId of ids) {
        const items = retried.kind === 'all' ? null : itemsOf(retried.problems, accountId)
        await unwrap(window.api.sync.retryProblems({ accountId, items }))
      }
      await unwrap(window.api.sync.start({ accountIds: ids }))
    },
    onSuccess: () => {
      done((words) => words('sync.problems.retrying'))
    },
    onError: (error) => {
      failed(toAppError(error))
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['sync-problems'] }),
  })
}

function accountsOf(problems: readonly AccountProblem[]): EwsAccountId[] {
  return [...new Set(problems.map(({ accountId }) => accountId))]
}

function itemsOf(problems: readonly AccountProblem[], of: EwsAccountId) {
  return problems
    .filter(({ accountId }) => accountId === of)
    .map(({ exchangeItemId, primeItemId }) => ({ exchangeItemId, primeItemId }))
}

function keyOf({ accountId, side, exchangeItemId, primeItemId }: AccountProblem): string {
  return [accountId, side, exchangeItemId, primeItemId].join(' ')
}
