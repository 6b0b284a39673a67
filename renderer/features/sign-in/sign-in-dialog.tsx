/**
 * The panel that waits while a person signs in elsewhere: in the browser, or on another device. Closing it cancels.
 * Mounted only while it is open; it starts with the browser at once.
 */
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import LinearProgress from '@mui/material/LinearProgress'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useEffect, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import { HelpDialogTitle } from '../../components/help-dialog-title.tsx'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { DeviceCodePrompt } from './device-code-prompt.tsx'
import { useSignIn } from './use-sign-in.ts'

type SignInDialogProps = { readonly account: EwsAccount; readonly onClose: () => void }

export function SignInDialog({ account, onClose }: SignInDialogProps) {
  const { t } = useTranslation()
  const { time } = useFormat()
  const id = useId()
  const { progress, error, start, open, copy, cancel } = useSignIn(account.id)
  useEffect(() => {
    start('browser')
  }, [start])

  const close = (): void => {
    cancel()
    onClose()
  }
  const waiting = progress?.state === 'waiting' ? progress : null
  const hasEnded = error !== null || progress?.state === 'succeeded'
  return (
    <Dialog open onClose={close} aria-labelledby={id} maxWidth="sm" fullWidth>
      <HelpDialogTitle id={id} help="signIn">
        {t('signIn.title', { name: account.mailbox })}
      </HelpDialogTitle>
      <DialogContent data-testid="sign-in" data-state={error ? 'failed' : (progress?.state ?? 'starting')}>
        <Stack spacing={2} aria-live="polite">
          {error && <AppErrorAlert error={error} />}
          {progress?.state === 'succeeded' && (
            <Alert severity="success">
              {t('signIn.succeeded', { userName: progress.identity.userName })}
            </Alert>
          )}
          {!hasEnded && waiting === null && <Typography>{t('signIn.starting')}</Typography>}
          {waiting && account.identity && (
            <Typography>{t('signIn.as', { userName: account.identity.userName })}</Typography>
          )}
          {waiting?.way === 'browser' &&
            (waiting.isOpen ? (
              <Typography>{t('signIn.browser.opened')}</Typography>
            ) : (
              <Alert severity="warning">{t('signIn.browser.notOpened')}</Alert>
            ))}
          {waiting?.way === 'device-code' && (
            <DeviceCodePrompt userCode={waiting.userCode} url={waiting.verificationUrl} />
          )}
          {!hasEnded && <LinearProgress aria-label={t('signIn.title', { name: account.mailbox })} />}
          {waiting && (
            <Typography variant="caption" color="textSecondary">
              {t('signIn.until', { time: time(waiting.until) })}
            </Typography>
          )}
          {waiting && (
            <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap' }}>
              <Button variant="outlined" onClick={open}>
                {t(waiting.way === 'browser' ? 'signIn.open' : 'signIn.openPage')}
              </Button>
              {waiting.way === 'device-code' && (
                <Button
                  variant="outlined"
                  onClick={() => {
                    copy('code')
                  }}
                >
                  {t('signIn.copyCode')}
                </Button>
              )}
              <Button
                variant="outlined"
                onClick={() => {
                  copy('link')
                }}
              >
                {t('signIn.copyLink')}
              </Button>
            </Stack>
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        {progress?.state !== 'succeeded' && (
          <Button
            onClick={() => {
              start(waiting?.way === 'device-code' ? 'browser' : 'device-code')
            }}
            sx={{ mr: 'auto' }}
          >
            {t(waiting?.way === 'device-code' ? 'signIn.useBrowser' : 'signIn.useDeviceCode')}
          </Button>
        )}
        {error && (
          <Button
            variant="contained"
            onClick={() => {
              start('browser')
            }}
          >
            {t('signIn.retry')}
          </Button>
        )}
        <Button onClick={close} variant={progress?.state === 'succeeded' ? 'contained' : 'text'}>
          {t(hasEnded ? 'action.close' : 'action.cancel')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
