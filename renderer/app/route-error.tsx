import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import { useRouteError } from 'react-router'
import { toAppError } from '../api/unwrap.ts'
import { AppErrorAlert } from '../components/app-error-alert.tsx'

/** A screen that could not be drawn: says so, and offers to start the window again. */
export function RouteError() {
  const { t } = useTranslation()
  const error = useRouteError()
  return (
    <Box sx={{ p: 3 }}>
      <AppErrorAlert
        error={toAppError(error)}
        action={
          <Button
            color="inherit"
            size="small"
            onClick={() => {
              window.location.reload()
            }}
          >
            {t('action.reload')}
          </Button>
        }
      />
    </Box>
  )
}
