import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { DataFolderMove } from '#shared/domain/data-folder.ts'
import { unwrap } from '../../api/unwrap.ts'
import { useFormat } from '../../i18n/use-format.ts'

/** Stays until the application restarts; nothing else can be done meanwhile. */
export function MoveDialog({ move }: { readonly move: DataFolderMove }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const id = useId()
  const cancel = useMutation({ mutationFn: () => unwrap(window.api.dataFolder.cancel()) })
  const { phase, done, total } = move
  const isCounted = total > 0 && phase !== 'checking'
  return (
    <Dialog open aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id}>{t('settings.dataFolder.moving')}</DialogTitle>
      <DialogContent>
        <Typography role="status" sx={{ mb: 1 }}>
          {t(`settings.dataFolder.phase.${phase}`)}
        </Typography>
        <LinearProgress
          aria-labelledby={id}
          {...(isCounted ? { variant: 'determinate', value: (done / total) * 100 } : {})}
        />
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1, minHeight: '1.5em' }}>
          {isCounted && t('settings.dataFolder.files', { done: number(done), total: number(total) })}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button
          disabled={phase === 'restarting' || cancel.isPending || cancel.isSuccess}
          onClick={() => {
            cancel.mutate()
          }}
        >
          {t('action.cancel')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
