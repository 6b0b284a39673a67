import DownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AppError } from '#shared/errors.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'

export type ChoosingFile = {
  readonly isChoosing: boolean
  /** Why the last file that was chosen cannot be read. */
  readonly error: AppError | null
  readonly onChoose: () => void
  readonly onClose: () => void
}

/** Which file, and a template for whoever has none yet. */
export function FileStep({ isChoosing, error, onChoose, onClose }: ChoosingFile) {
  const { t } = useTranslation()
  const template = useMutation({ mutationFn: () => unwrap(window.api.accountImport.saveTemplate()) })
  return (
    <>
      <DialogContent>
        <Stack spacing={2}>
          {error && <AppErrorAlert error={error} />}
          <Typography variant="body2">{t('accountImport.intro')}</Typography>
          <Typography variant="body2">{t('accountImport.intro.template')}</Typography>
          <Box>
            <Button
              startIcon={<DownloadIcon />}
              disabled={template.isPending}
              onClick={() => {
                template.mutate()
              }}
            >
              {t('accountImport.template')}
            </Button>
          </Box>
          {template.error && <AppErrorAlert error={toAppError(template.error)} />}
          {template.data && (
            <Alert severity="success" role="status" sx={{ overflowWrap: 'anywhere' }}>
              {t('accountImport.template.saved', template.data)}
            </Alert>
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button variant="contained" disabled={isChoosing} onClick={onChoose}>
          {t('accountImport.choose')}
        </Button>
      </DialogActions>
    </>
  )
}
