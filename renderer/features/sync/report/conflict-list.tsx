/**
 * The journal of conflicts: which version lost, both side by side, and the way to get the lost one back. Of one account
 * in its dialog, of all in the monitor.
 */
import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Paper from '@mui/material/Paper'
import Stack from '@mui/material/Stack'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { AccountConflict } from '#shared/domain/sync-monitor.ts'
import { syncConflictsQuery } from '../../../api/queries.ts'
import { toAppError, unwrap } from '../../../api/unwrap.ts'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { useFeedback } from '../../../components/feedback.ts'
import { LoadError } from '../../../components/load-error.tsx'
import { Loading } from '../../../components/loading.tsx'
import { VirtualList } from '../../../components/virtual-list.tsx'
import type { MonitoredAccounts } from '../monitor/monitored-accounts.ts'
import { ConflictLine } from './conflict-line.tsx'

type ConflictListProps = {
  readonly accounts: MonitoredAccounts
  /** `null`: of all accounts. */
  readonly accountIds: EwsAccountId[] | null
}

const LINE_HEIGHT = 180

export function ConflictList({ accounts, accountIds }: ConflictListProps) {
  const { t } = useTranslation()
  const conflicts = useInfiniteQuery(syncConflictsQuery(accountIds))
  const [showsAll, setShowsAll] = useState(false)
  const [asked, setAsked] = useState<AccountConflict | null>(null)
  const restore = useRestore(() => {
    setAsked(null)
  })
  if (conflicts.isPending) return <Loading />
  if (conflicts.isError) return <LoadError error={conflicts.error} onRetry={() => void conflicts.refetch()} />
  const shown = conflicts.data.pages.flatMap((page) => page.conflicts)
  if (shown.length === 0) {
    return (
      <EmptyState icon={CheckIcon} title={t('sync.conflicts.none')} text={t('sync.conflicts.noneText')} />
    )
  }
  return (
    <Stack spacing={1} sx={{ flex: 1, minHeight: 0 }}>
      <Stack direction="row" spacing={2} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="body2" color="textSecondary" sx={{ flex: '1 1 320px' }}>
          {t('sync.conflicts.hint')}
        </Typography>
        <FormControlLabel
          label={t('sync.conflicts.allFields')}
          control={
            <Switch
              size="small"
              checked={showsAll}
              onChange={(_event, checked) => {
                setShowsAll(checked)
              }}
            />
          }
        />
      </Stack>
      <Paper variant="outlined" sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
        <VirtualList
          label={t('sync.report.conflicts')}
          items={shown}
          keyOf={({ id }) => id}
          estimatedHeight={LINE_HEIGHT}
          end={
            conflicts.hasNextPage && (
              <Box sx={{ textAlign: 'center', p: 1 }}>
                <Button
                  disabled={conflicts.isFetchingNextPage}
                  onClick={() => void conflicts.fetchNextPage()}
                >
                  {t('sync.conflicts.more')}
                </Button>
              </Box>
            )
          }
        >
          {(conflict) => (
            <ConflictLine
              conflict={conflict}
              account={accounts.get(conflict.accountId)}
              namesAccount={accountIds?.length !== 1}
              showsAll={showsAll}
              isBusy={restore.isPending}
              onRestore={() => {
                setAsked(conflict)
              }}
            />
          )}
        </VirtualList>
      </Paper>
      <ConfirmDialog
        open={asked !== null}
        title={t('sync.conflicts.restore.title')}
        confirmLabel={t('sync.conflicts.restore')}
        confirmColor="primary"
        busy={restore.isPending}
        onClose={() => {
          setAsked(null)
        }}
        onConfirm={() => {
          if (asked !== null) restore.mutate(asked.id)
        }}
      >
        <Typography>
          {t('sync.conflicts.restore.text', {
            name: asked?.losing.subject === '' ? t('sync.problems.unnamed') : asked?.losing.subject,
          })}
        </Typography>
      </ConfirmDialog>
    </Stack>
  )
}

function useRestore(onDone: () => void) {
  const client = useQueryClient()
  const { done, failed } = useFeedback()
  return useMutation({
    mutationFn: (id: string) => unwrap(window.api.sync.restoreConflict({ id })),
    onSuccess: () => {
      done((words) => words('sync.conflicts.restoredNow'))
    },
    onError: (error) => {
      failed(toAppError(error))
    },
    onSettled: () => {
      onDone()
      void client.invalidateQueries({ queryKey: ['sync-conflicts'] })
    },
  })
}
