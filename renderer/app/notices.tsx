import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import { useTranslation } from 'react-i18next'
import { useAppState } from '../api/use-app-state.ts'
import { AppErrorAlert } from '../components/app-error-alert.tsx'

/** What is wrong since start and still is, and what happened and was not dismissed, above every screen. */
export function Notices() {
  const { t } = useTranslation()
  const state = useAppState()
  const isSessionOnly = state?.secretStorage === 'session'
  const notices = (state?.notices ?? []).filter((notice) => notice.code !== 'secret.session-only')
  const incidents = state?.incidents ?? []
  if (!isSessionOnly && notices.length === 0 && incidents.length === 0) return null
  return (
    <Stack
      component="section"
      aria-label={t('notices.label')}
      spacing={1}
      sx={{ px: { xs: 2, lg: 3 }, pt: 2 }}
    >
      {incidents.map(({ at, error }) => (
        <AppErrorAlert
          key={at}
          error={error}
          at={at}
          severity={error.code === 'prime.started-empty' ? 'error' : 'warning'}
          action={
            <Button color="inherit" size="small" onClick={() => void window.api.app.dismissIncident({ at })}>
              {t('notices.dismiss')}
            </Button>
          }
        />
      ))}
      {notices.map((notice, index) => (
        <AppErrorAlert key={index} error={notice} severity="warning" />
      ))}
      {isSessionOnly && (
        <Alert severity="info" variant="outlined" role="note" sx={{ py: 0 }}>
          {t('errors.secret.session-only.what')}{' '}
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {t('errors.secret.session-only.todo')}
          </Box>
        </Alert>
      )}
    </Stack>
  )
}
