/** Connectors and accounts to a file: without secrets, or with them under a passphrase that is entered twice. */
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import FormControlLabel from '@mui/material/FormControlLabel'
import Stack from '@mui/material/Stack'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { HelpDialogTitle } from '../../components/help-dialog-title.tsx'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { passphraseProblem } from './passphrase.ts'

export function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const id = useId()
  const [withSecrets, setWithSecrets] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const [repetition, setRepetition] = useState('')
  const [isTried, setTried] = useState(false)
  const problem = withSecrets ? passphraseProblem(passphrase, repetition) : null
  const save = useMutation({
    mutationFn: () =>
      unwrap(
        window.api.configuration.export({
          secrets: withSecrets ? { kind: 'passphrase', passphrase } : { kind: 'none' },
        }),
      ),
  })
  const submit = (): void => {
    setTried(true)
    if (problem === null) save.mutate()
  }
  const result = save.data
  const shown = isTried ? problem : null
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <HelpDialogTitle id={id} help="configuration.export">
        {t('configuration.export.title')}
      </HelpDialogTitle>
      <DialogContent>
        <Stack
          component="form"
          id={`${id}-form`}
          spacing={2}
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <Typography variant="body2">{t('configuration.export.text')}</Typography>
          <FormControlLabel
            control={
              <Switch
                checked={withSecrets}
                onChange={(_event, checked) => {
                  setWithSecrets(checked)
                  save.reset()
                }}
              />
            }
            label={t('configuration.export.secrets')}
          />
          {withSecrets && (
            <>
              <Typography variant="body2">{t('configuration.export.secrets.text')}</Typography>
              <TextField
                type="password"
                label={t('configuration.passphrase')}
                value={passphrase}
                autoComplete="new-password"
                error={shown === 'too-short'}
                helperText={t('configuration.passphrase.hint')}
                onChange={(event) => {
                  setPassphrase(event.target.value)
                }}
              />
              <TextField
                type="password"
                label={t('configuration.passphrase.repeat')}
                value={repetition}
                autoComplete="new-password"
                error={shown === 'different'}
                helperText={shown === 'different' ? t('configuration.passphrase.different') : ' '}
                onChange={(event) => {
                  setRepetition(event.target.value)
                }}
              />
            </>
          )}
          {save.error && <AppErrorAlert error={toAppError(save.error)} />}
          {result && (
            <Alert severity="success" role="status">
              {t('configuration.exported', result)}
            </Alert>
          )}
          {result && result.unreadableSecrets > 0 && (
            <Alert severity="warning">
              {t('configuration.exported.unreadable', { count: result.unreadableSecrets })}
            </Alert>
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t(result ? 'action.close' : 'action.cancel')}</Button>
        {!result && (
          <Button type="submit" form={`${id}-form`} variant="contained" disabled={save.isPending}>
            {t('configuration.export.save')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}
