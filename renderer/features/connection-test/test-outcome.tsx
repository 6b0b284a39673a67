import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { stepGroupsOf, type TestOutcome, type TestReport } from '#shared/domain/connection-test.ts'
import { firstFailedOf, warningsOf } from '#shared/domain/test-headline.ts'
import { useTestTexts } from './use-test-texts.ts'

const SEVERITIES: Record<TestOutcome, 'success' | 'error' | 'info' | 'warning'> = {
  passed: 'success',
  failed: 'error',
  cancelled: 'info',
  incomplete: 'warning',
}

/**
 * What the test came to, and of a failure its cause and what to do. While it runs it tells each group that begins, and
 * not each step: who listens to a screen reader wants to know that it goes on, not every line.
 */
export function TestOutcomeAlert({ report }: { readonly report: TestReport }) {
  const { t } = useTranslation()
  const texts = useTestTexts()
  const { outcome, steps } = report
  if (outcome === null) {
    const running = stepGroupsOf(steps).find(({ steps: those }) =>
      those.some(({ state }) => state === 'running'),
    )
    return (
      <Alert severity="info" role="status">
        {running
          ? t('test.runningGroup', { group: texts.words.stepGroups[running.group] })
          : t('test.running')}
      </Alert>
    )
  }
  const failed = outcome === 'failed' ? firstFailedOf(steps) : undefined
  const cause = failed ? texts.error(failed.error) : null
  const severity = outcome === 'passed' && warningsOf(steps) > 0 ? 'warning' : SEVERITIES[outcome]
  return (
    <Alert severity={severity} role={outcome === 'failed' ? 'alert' : 'status'} data-testid="test-outcome">
      <AlertTitle sx={cause ? undefined : { mb: 0 }}>{texts.headline(report)}</AlertTitle>
      {cause && (
        <>
          <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
            {cause.what}
          </Typography>
          <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
            <strong>{t('test.todo')}</strong> {cause.todo}
          </Typography>
        </>
      )}
    </Alert>
  )
}
