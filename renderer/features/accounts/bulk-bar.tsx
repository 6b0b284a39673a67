/** What can be done with all accounts that are ticked, each in one call. */
import ActivateIcon from '@mui/icons-material/ToggleOnOutlined'
import DeactivateIcon from '@mui/icons-material/ToggleOffOutlined'
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import PauseIcon from '@mui/icons-material/PauseCircleOutlined'
import ResumeIcon from '@mui/icons-material/PlayCircleOutlined'
import SyncIcon from '@mui/icons-material/Sync'
import TestIcon from '@mui/icons-material/NetworkCheck'
import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { syncScheduleQuery } from '../../api/queries.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { useFeedback } from '../../components/feedback.ts'
import { useSyncActions } from '../sync/use-sync.ts'
import type { AccountLine } from './account-lines.ts'

export type BulkActions = {
  readonly onTest: (lines: readonly AccountLine[]) => void
  readonly onDelete: (lines: readonly AccountLine[]) => void
}

type BulkBarProps = BulkActions & {
  readonly lines: readonly AccountLine[]
  readonly onClear: () => void
}

export function BulkBar({ lines, onTest, onDelete, onClear }: BulkBarProps) {
  const { t } = useTranslation()
  const { start, pause, resume, isStarting } = useSyncActions()
  const setActive = useSetActive()
  const ids = useMemo(() => lines.map(({ id }) => id), [lines])
  const running = useMemo(
    () => lines.filter(({ state }) => state !== 'inactive').map(({ id }) => id),
    [lines],
  )
  const inactive = lines.filter(({ entry }) => !entry.account.active).map(({ id }) => id)
  const active = lines.filter(({ entry }) => entry.account.active).map(({ id }) => id)
  const paused = usePaused(running)
  const count = lines.length
  return (
    <Stack
      role="toolbar"
      aria-label={t('accounts.bulk')}
      direction="row"
      spacing={0.5}
      sx={{ alignItems: 'center', flexWrap: 'wrap', px: 2, py: 0.5, borderTop: 1, borderColor: 'divider' }}
    >
      <Typography role="status" variant="body2" sx={{ mr: 1 }}>
        {t('accounts.selected', { count })}
      </Typography>
      <Button
        size="small"
        startIcon={<ActivateIcon />}
        disabled={inactive.length === 0 || setActive.isPending}
        onClick={() => {
          setActive.mutate({ ids: inactive, active: true })
        }}
      >
        {t('accounts.bulk.activate')}
      </Button>
      <Button
        size="small"
        startIcon={<DeactivateIcon />}
        disabled={active.length === 0 || setActive.isPending}
        onClick={() => {
          setActive.mutate({ ids: active, active: false })
        }}
      >
        {t('accounts.bulk.deactivate')}
      </Button>
      <Button
        size="small"
        startIcon={<TestIcon />}
        aria-label={t('accounts.testSelected', { count })}
        onClick={() => {
          onTest(lines)
        }}
      >
        {t('accounts.bulk.test')}
      </Button>
      <Button
        size="small"
        startIcon={<SyncIcon />}
        disabled={running.length === 0 || isStarting}
        aria-label={t('accounts.syncSelected', { count })}
        onClick={() => {
          start(running)
        }}
      >
        {t('sync.start')}
      </Button>
      <Button
        size="small"
        startIcon={<PauseIcon />}
        disabled={running.length === paused.length}
        aria-label={t('accounts.pauseSelected', { count })}
        onClick={() => {
          pause(running)
        }}
      >
        {t('sync.pause')}
      </Button>
      <Button
        size="small"
        startIcon={<ResumeIcon />}
        disabled={paused.length === 0}
        aria-label={t('accounts.resumeSelected', { count })}
        onClick={() => {
          resume(paused)
        }}
      >
        {t('sync.resume')}
      </Button>
      <Button
        size="small"
        color="error"
        startIcon={<DeleteIcon />}
        aria-label={t('accounts.deleteSelected', { count: ids.length })}
        onClick={() => {
          onDelete(lines)
        }}
      >
        {t('action.delete')}
      </Button>
      <Button size="small" onClick={onClear} sx={{ ml: 'auto' }}>
        {t('accounts.bulk.clear')}
      </Button>
    </Stack>
  )
}

function usePaused(ids: readonly EwsAccountId[]): EwsAccountId[] {
  const schedule = useQuery(syncScheduleQuery).data
  return useMemo(() => {
    const wanted = new Set(ids)
    return (schedule?.accounts ?? [])
      .filter(({ accountId, state }) => state === 'paused' && wanted.has(accountId))
      .map(({ accountId }) => accountId)
  }, [schedule, ids])
}

/** In one write; the lists read themselves again. */
function useSetActive() {
  const { done, failed } = useFeedback()
  return useMutation({
    mutationFn: ({ ids, active }: { ids: EwsAccountId[]; active: boolean }) =>
      unwrap(window.api.accounts.setAllActive({ ids, active })),
    onSuccess: (_answer, { ids, active }) => {
      const count = ids.length
      done((words) => words(active ? 'batch.activated' : 'accounts.deactivated', { count }))
    },
    onError: (error: Error) => {
      failed(toAppError(error))
    },
  })
}
