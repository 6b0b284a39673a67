/** The package for support: what is to be in it, a look at each part, and its writing. */
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import FormControlLabel from '@mui/material/FormControlLabel'
import LinearProgress from '@mui/material/LinearProgress'
import Stack from '@mui/material/Stack'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SupportOptions, SupportProgress } from '#shared/domain/support.ts'
import { HelpDialogTitle } from '../../components/help-dialog-title.tsx'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { SupportContents } from './support-contents.tsx'

export function SupportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const id = useId()
  const [names, setNames] = useState<SupportOptions['names']>('replaced')
  const [subjects, setSubjects] = useState<SupportOptions['subjects']>('left-out')
  const [shows, setShows] = useState(false)
  const [progress, setProgress] = useState<SupportProgress | null>(null)
  const options: SupportOptions = { language: i18n.language === 'de' ? 'de' : 'en', names, subjects }
  useEffect(() => window.api.support.onDidProgress(setProgress), [])
  const save = useMutation({
    mutationFn: () => unwrap(window.api.support.save(options)),
    onSettled: () => {
      setProgress(null)
    },
  })
  const cancel = useMutation({ mutationFn: () => unwrap(window.api.support.cancel()) })
  const close = (): void => {
    if (save.isPending) cancel.mutate()
    else onClose()
  }
  return (
    <Dialog open onClose={close} aria-labelledby={id} maxWidth={shows ? 'lg' : 'sm'} fullWidth>
      <HelpDialogTitle id={id} help="settings.support">
        {t('support.title')}
      </HelpDialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Typography variant="body2">{t('support.never')}</Typography>
          <Stack>
            <FormControlLabel
              label={t('support.names')}
              disabled={save.isPending}
              control={
                <Switch
                  checked={names === 'replaced'}
                  onChange={(_event, checked) => {
                    setNames(checked ? 'replaced' : 'as-they-are')
                  }}
                />
              }
            />
            <Typography variant="caption" color="textSecondary">
              {t('support.names.hint')}
            </Typography>
            <FormControlLabel
              label={t('support.subjects')}
              disabled={save.isPending}
              control={
                <Switch
                  checked={subjects === 'included'}
                  onChange={(_event, checked) => {
                    setSubjects(checked ? 'included' : 'left-out')
                  }}
                />
              }
            />
          </Stack>
          <div>
            <Button
              aria-expanded={shows}
              onClick={() => {
                setShows(!shows)
              }}
            >
              {t(shows ? 'support.hideContents' : 'support.showContents')}
            </Button>
          </div>
          {shows && <SupportContents options={options} />}
          {progress && (
            <div>
              <Typography role="status" variant="body2">
                {t('support.writing', { name: progress.name })}
              </Typography>
              <LinearProgress
                variant="determinate"
                aria-label={t('support.title')}
                value={(progress.done / Math.max(progress.total, 1)) * 100}
              />
            </div>
          )}
          <div aria-live="polite">
            {save.error && <AppErrorAlert error={toAppError(save.error)} />}
            {save.data && <Alert severity="success">{t('support.saved', { path: save.data.path })}</Alert>}
          </div>
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t(save.isPending ? 'action.cancel' : 'action.close')}</Button>
        <Button
          variant="contained"
          loading={save.isPending}
          onClick={() => {
            save.mutate()
          }}
        >
          {t('support.save')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
