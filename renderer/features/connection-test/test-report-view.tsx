import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { stepGroupsOf, type TestOutcome } from '#shared/domain/connection-test.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { Loading } from '../../components/loading.tsx'
import type { TestRun } from './test-runs.ts'
import type { StepHelp } from './step-help.tsx'
import { TestStepRow } from './test-step-row.tsx'

const SEVERITIES: Record<TestOutcome, 'success' | 'error' | 'info' | 'warning'> = {
  passed: 'success',
  failed: 'error',
  cancelled: 'info',
  incomplete: 'warning',
}

type TestReportViewProps = {
  readonly run: TestRun | undefined
  /** Opens the decision about the certificate; absent where there is no connector to decide for. */
  readonly onReviewCertificate?: (() => void) | undefined
  readonly help?: StepHelp | undefined
}

/** One test: its outcome as soon as there is one, and its steps as they go. */
export function TestReportView({ run, onReviewCertificate, help }: TestReportViewProps) {
  const { t } = useTranslation()
  const id = useId()
  if (!run || run.state === 'waiting' || run.state === 'starting') return <Loading />
  if (run.state === 'refused') return <AppErrorAlert error={run.error} />
  if (run.state === 'cancelled') return <Alert severity="info">{t('testOutcomes.cancelled')}</Alert>
  const { outcome, steps } = run.report
  return (
    <Stack spacing={1}>
      {outcome === null ? (
        <Alert severity="info" role="status">
          {t('test.running')}
        </Alert>
      ) : (
        <Alert severity={SEVERITIES[outcome]} role={outcome === 'failed' ? 'alert' : 'status'}>
          {t(`testOutcomes.${outcome}`)}
        </Alert>
      )}
      {stepGroupsOf(steps).map(({ group, steps: ofGroup }) => (
        <section key={group} aria-labelledby={`${id}-${group}`}>
          <Typography id={`${id}-${group}`} variant="overline" component="h3" color="textSecondary">
            {t(`stepGroups.${group}`)}
          </Typography>
          <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {ofGroup.map((step) => (
              <TestStepRow key={step.id} step={step} onReviewCertificate={onReviewCertificate} help={help} />
            ))}
          </Box>
        </section>
      ))}
    </Stack>
  )
}
