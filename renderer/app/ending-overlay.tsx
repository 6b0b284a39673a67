import CircularProgress from '@mui/material/CircularProgress'
import Dialog from '@mui/material/Dialog'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Why the application has not ended yet; nothing can be done in it any longer. */
export function EndingOverlay() {
  const { t } = useTranslation()
  const id = useId()
  const [isEnding, setEnding] = useState(false)
  useEffect(
    () =>
      window.api.app.onDidBeginToEnd(() => {
        setEnding(true)
      }),
    [],
  )
  return (
    <Dialog open={isEnding} aria-labelledby={id} maxWidth="xs" role="alertdialog">
      <DialogTitle id={id}>{t('background.ending')}</DialogTitle>
      <DialogContent>
        <Stack direction="row" spacing={2} sx={{ alignItems: 'center' }}>
          <CircularProgress size={28} aria-hidden />
          <Typography variant="body2">{t('background.endingSlowly')}</Typography>
        </Stack>
      </DialogContent>
    </Dialog>
  )
}
