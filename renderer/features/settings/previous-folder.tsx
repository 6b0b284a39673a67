import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { dataFolderQuery } from './settings-queries.ts'

/** The copy from before the last move: removed or kept, as a person decides after having seen that all is well. */
export function PreviousFolder({ folder }: { readonly folder: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [asks, setAsks] = useState(false)
  const settle = useMutation({
    mutationFn: (what: 'remove' | 'keep') => unwrap(window.api.dataFolder.settlePrevious({ what })),
    onSettled: async () => {
      setAsks(false)
      await client.invalidateQueries({ queryKey: dataFolderQuery.queryKey })
    },
  })
  return (
    <Stack spacing={1}>
      <Alert severity="success">
        <AlertTitle>{t('settings.dataFolder.moved')}</AlertTitle>
        {t('settings.dataFolder.previous', { folder })}
        <Stack direction="row" spacing={1} sx={{ mt: 1, flexWrap: 'wrap' }}>
          <Button
            variant="outlined"
            color="inherit"
            onClick={() => {
              setAsks(true)
            }}
          >
            {t('settings.dataFolder.removePrevious')}
          </Button>
          <Button
            color="inherit"
            disabled={settle.isPending}
            onClick={() => {
              settle.mutate('keep')
            }}
          >
            {t('settings.dataFolder.keepPrevious')}
          </Button>
        </Stack>
      </Alert>
      {settle.error && <AppErrorAlert error={toAppError(settle.error)} />}
      <ConfirmDialog
        open={asks}
        title={t('settings.dataFolder.removePrevious')}
        confirmLabel={t('settings.dataFolder.remove')}
        busy={settle.isPending}
        onConfirm={() => {
          settle.mutate('remove')
        }}
        onClose={() => {
          setAsks(false)
        }}
      >
        {t('settings.dataFolder.removePrevious.text', { folder })}
      </ConfirmDialog>
    </Stack>
  )
}
