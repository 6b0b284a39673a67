import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Stack from '@mui/material/Stack'
import { useTranslation } from 'react-i18next'
import { stepGroupsOf } from '#shared/domain/connection-test.ts'
import { firstFailedOf } from '#shared/domain/test-headline.ts'
import type { TestOwner } from '#shared/domain/test-record.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { Loading } from '../../components/loading.tsx'
import type { TestRun } from './test-session.ts'
import type { StepHelp } from './step-help.tsx'
import { TestChanges } from './test-changes.tsx'
import { TestOutcomeAlert } from './test-outcome.tsx'
import { TestStepGroupSection } from './test-step-group.tsx'
import { TestStepRow } from './test-step-row.tsx'

type TestReportViewProps = {
  readonly run: TestRun
  /** Whose saved or changed values were tested. */
  readonly owner: TestOwner | null
  /** Opens the decision about the certificate; absent where there is no connector to decide for. */
  readonly onReviewCertificate?: (() => void) | undefined
  readonly help?: StepHelp | undefined
}

/** One test: its outcome as soon as there is one, what has changed since it passed, and its steps as they go. */
export function TestReportView({ run, owner, onReviewCertificate, help }: TestReportViewProps) {
  const { t } = useTranslation()
  if (run.state === 'starting') return <Loading />
  if (run.state === 'refused') return <AppErrorAlert error={run.error} />
  if (run.state === 'cancelled') return <Alert severity="info">{t('testOutcomes.cancelled')}</Alert>
  const { report } = run
  const { outcome, steps } = report
  const failed = outcome === 'failed' ? firstFailedOf(steps) : undefined
  return (
    <Stack spacing={1}>
      {/* In sight also where the first failure is far down. */}
      <Box sx={{ position: 'sticky', top: 0, zIndex: 1 }}>
        <TestOutcomeAlert report={report} />
      </Box>
      {failed && owner !== null && <TestChanges report={report} owner={owner} />}
      {stepGroupsOf(steps).map(({ group, steps: ofGroup }) => (
        <TestStepGroupSection
          key={group}
          group={group}
          steps={ofGroup}
          // What went well is in the way of what did not.
          opensByItself={!failed || ofGroup.some(({ state }) => state === 'failed' || state === 'warning')}
        >
          {ofGroup.map((step) => (
            <TestStepRow
              // With the end of the test the row may open by itself.
              key={`${step.id} ${String(step.id === failed?.id)}`}
              step={step}
              test={report.id}
              isFirstFailure={step.id === failed?.id}
              onReviewCertificate={onReviewCertificate}
              help={help}
            />
          ))}
        </TestStepGroupSection>
      ))}
    </Stack>
  )
}
