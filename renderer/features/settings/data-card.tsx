import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DataFolderTarget } from '#shared/domain/data-folder.ts'
import type { AppError } from '#shared/errors.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Facts } from '../../components/facts.tsx'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { MoveDialog } from './move-dialog.tsx'
import { PreviousFolder } from './previous-folder.tsx'
import type { SectionProps } from './sections.ts'
import { SettingsCard } from './settings-card.tsx'
import { dataFolderQuery } from './settings-queries.ts'

/** Where everything is kept, and the way of it to another folder. */
export function DataCard({ id }: SectionProps) {
  const { t } = useTranslation()
  const folder = useDataFolder()
  const [target, setTarget] = useState<DataFolderTarget | null>(null)
  const choose = useMutation({
    mutationFn: () => unwrap(window.api.dataFolder.choose()),
    onSuccess: setTarget,
  })
  const move = useMutation({
    mutationFn: (chosen: DataFolderTarget) => unwrap(window.api.dataFolder.move({ folder: chosen.folder })),
    onSettled: () => {
      setTarget(null)
    },
  })
  const problem = choose.error ?? move.error
  const state = folder.data
  return (
    <SettingsCard id={id} title={t('settings.data')} help="settings.data">
      {folder.isPending && <Loading />}
      {folder.isError && <LoadError error={folder.error} onRetry={() => void folder.refetch()} />}
      {state && (
        <>
          <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
            <Typography sx={{ userSelect: 'text', overflowWrap: 'anywhere' }}>{state.folder}</Typography>
            <CopyButton
              text={state.folder}
              label={t('settings.dataFolder.copy')}
              copied={t('settings.dataFolder.copied')}
            />
          </Stack>
          <Typography variant="body2" color="textSecondary">
            {t('settings.dataFolder.hint')}
          </Typography>
          {state.lockedBy !== null && <AppErrorAlert severity="info" error={lockedError(state.lockedBy)} />}
          {state.previous !== null && <PreviousFolder folder={state.previous} />}
          {problem && <AppErrorAlert error={toAppError(problem)} />}
          <div>
            <Button
              variant="outlined"
              disabled={state.lockedBy !== null || state.previous !== null}
              loading={choose.isPending}
              onClick={() => {
                move.reset()
                choose.mutate()
              }}
            >
              {t('settings.dataFolder.move')}
            </Button>
          </div>
          {target && (
            <MoveQuestion
              from={state.folder}
              target={target}
              isBusy={move.isPending}
              onClose={() => {
                setTarget(null)
              }}
              onMove={() => {
                move.mutate(target)
              }}
            />
          )}
          {state.move && <MoveDialog move={state.move} />}
        </>
      )}
    </SettingsCard>
  )
}

function useDataFolder() {
  const client = useQueryClient()
  useEffect(
    () =>
      window.api.dataFolder.onDidChange((state) => {
        client.setQueryData(dataFolderQuery.queryKey, state)
      }),
    [client],
  )
  return useQuery(dataFolderQuery)
}

/** Written out, as everywhere in the window. */
function lockedError(variable: string): AppError {
  return { code: 'data-folder.locked', category: 'blocked', retry: 'after-change', params: { variable } }
}

type MoveQuestionProps = {
  readonly from: string
  readonly target: DataFolderTarget
  readonly isBusy: boolean
  readonly onClose: () => void
  readonly onMove: () => void
}

function MoveQuestion({ from, target, isBusy, onClose, onMove }: MoveQuestionProps) {
  const { t } = useTranslation()
  const { bytes } = useFormat()
  return (
    <ConfirmDialog
      open
      title={t('settings.dataFolder.move.title')}
      confirmLabel={t('settings.dataFolder.move.confirm')}
      confirmColor="primary"
      busy={isBusy}
      onConfirm={onMove}
      onClose={onClose}
    >
      <Facts
        facts={[
          { name: t('settings.dataFolder.from'), value: from },
          { name: t('settings.dataFolder.to'), value: target.folder },
          {
            name: t('settings.dataFolder.space'),
            value: t('settings.dataFolder.space.value', {
              needed: bytes(target.neededBytes),
              free: bytes(target.freeBytes),
            }),
          },
        ]}
      />
      {target.warning && <AppErrorAlert severity="warning" error={target.warning} />}
      <Alert severity="info" sx={{ mt: 2 }}>
        {t('settings.dataFolder.move.text')}
      </Alert>
    </ConfirmDialog>
  )
}
