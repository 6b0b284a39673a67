import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { FirstStepsState } from './first-steps.ts'

export function FirstStepsDone({ state }: { readonly state: FirstStepsState }) {
  const { t } = useTranslation()
  return (
    <Alert
      role="status"
      severity="success"
      sx={{ maxWidth: 860, '& .MuiAlert-action': { flexShrink: 0, whiteSpace: 'nowrap' } }}
      action={
        <>
          <Button component={RouterLink} to="/data" color="inherit" size="small">
            {t('firstSteps.done.data')}
          </Button>
          <Button
            component={RouterLink}
            to={`/connectors/${state.connector?.id ?? ''}`}
            color="inherit"
            size="small"
          >
            {t('firstSteps.done.connector')}
          </Button>
        </>
      }
    >
      <AlertTitle>{t('firstSteps.done.title')}</AlertTitle>
      {t('firstSteps.done.text', { mailbox: state.account?.account.mailbox ?? '' })}
    </Alert>
  )
}
