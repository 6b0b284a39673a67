/** While the first steps are under way: on every other screen a line with what comes next and the way back to them. */
import StepsIcon from '@mui/icons-material/ChecklistOutlined'
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, useLocation } from 'react-router'
import { FIRST_STEPS } from './first-steps.ts'
import { useFirstSteps } from './use-first-steps.ts'

export function FirstStepsBar() {
  const { pathname } = useLocation()
  const { course } = useFirstSteps(false)
  return course === 'started' && pathname !== '/first-steps' ? <Bar /> : null
}

function Bar() {
  const { t } = useTranslation()
  const { state, setCourse } = useFirstSteps()
  if (state === null) return null
  const { current, doneCount } = state
  return (
    <Alert
      role="status"
      severity={current === null ? 'success' : 'info'}
      icon={<StepsIcon fontSize="inherit" />}
      square
      sx={{ py: 0, alignItems: 'center', borderRadius: 0, '& .MuiAlert-action': { flexShrink: 0, pt: 0 } }}
      action={
        <>
          <Button component={RouterLink} to="/first-steps" color="inherit" size="small">
            {t('firstSteps.continue')}
          </Button>
          <Button
            color="inherit"
            size="small"
            onClick={() => {
              setCourse('ended')
            }}
          >
            {t('firstSteps.dismiss')}
          </Button>
        </>
      }
    >
      {`${t('firstSteps.title')}: ${t('firstSteps.progress', { done: doneCount, all: FIRST_STEPS.length })}. `}
      {current === null
        ? t('firstSteps.done.title')
        : t('firstSteps.next', { step: t(`firstSteps.${current}`) })}
    </Alert>
  )
}
