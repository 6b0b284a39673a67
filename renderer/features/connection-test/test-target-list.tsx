import Accordion from '@mui/material/Accordion'
import AccordionDetails from '@mui/material/AccordionDetails'
import AccordionSummary from '@mui/material/AccordionSummary'
import Alert, { type AlertColor } from '@mui/material/Alert'
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import LinearProgress from '@mui/material/LinearProgress'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { TestOwner } from '#shared/domain/test-record.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { StatusChip } from '../../components/status-chip.tsx'
import { TestReportView } from './test-report-view.tsx'
import { isOver, type TestRun, type TestRuns } from './test-runs.ts'
import type { StepHelp } from './step-help.tsx'
import { ownerOf } from './test-request.ts'
import type { TestTarget } from './test-session.ts'
import { OUTCOME_TONES } from './test-tones.ts'

type TestTargetListProps = {
  readonly targets: readonly TestTarget[]
  readonly state: TestRuns
  /** Opens the decision about the certificate of a target's server. */
  readonly reviewOf: (target: TestTarget) => (() => void) | undefined
  readonly helpOf: (target: TestTarget) => StepHelp
}

/** Many tests at once: one line per account, its steps behind it, and how far it all is. */
export function TestTargetList({ targets, state, reviewOf, helpOf }: TestTargetListProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const runs = [...state.runs.values()]
  const over = runs.filter(isOver).length
  const failed = runs.filter(isFailed).length
  const isDone = over === runs.length
  const values = { count: runs.length, over: number(over), failed: number(failed) }
  const summary = (): { severity: AlertColor; text: string } => {
    if (!isDone) return { severity: 'info', text: t('test.all.running', values) }
    if (failed > 0) return { severity: 'error', text: t('test.all.endedFailed', values) }
    if (runs.some(isCancelled)) return { severity: 'info', text: t('test.all.cancelled') }
    return { severity: 'success', text: t('test.all.ended', values) }
  }
  const { severity, text } = summary()
  return (
    <Stack spacing={2}>
      <Alert severity={severity} role={severity === 'error' ? 'alert' : 'status'}>
        {text}
      </Alert>
      {!isDone && (
        <LinearProgress
          aria-label={t('test.running')}
          variant="determinate"
          value={Math.round((over / runs.length) * 100)}
        />
      )}
      <div>
        {targets.map((target) => (
          <TargetEntry
            key={target.key}
            label={target.label}
            owner={ownerOf(target)}
            run={state.runs.get(target.key)}
            onReviewCertificate={reviewOf(target)}
            help={helpOf(target)}
          />
        ))}
      </div>
    </Stack>
  )
}

function isFailed(run: TestRun): boolean {
  return run.state === 'refused' || (run.state === 'ended' && run.report.outcome === 'failed')
}

function isCancelled(run: TestRun): boolean {
  return run.state === 'cancelled' || (run.state === 'ended' && run.report.outcome === 'cancelled')
}

type TargetEntryProps = {
  readonly label: string
  readonly owner: TestOwner | null
  readonly run: TestRun | undefined
  readonly onReviewCertificate: (() => void) | undefined
  readonly help: StepHelp
}

function TargetEntry({ label, owner, run, onReviewCertificate, help }: TargetEntryProps) {
  return (
    <Accordion variant="outlined" disableGutters slotProps={{ transition: { unmountOnExit: true } }}>
      <AccordionSummary expandIcon={<ExpandMoreIcon />}>
        <Stack direction="row" spacing={2} sx={{ alignItems: 'center', flex: 1, minWidth: 0 }}>
          <Typography noWrap sx={{ flex: 1 }}>
            {label}
          </Typography>
          <RunChip run={run} />
        </Stack>
      </AccordionSummary>
      <AccordionDetails>
        <TestReportView run={run} owner={owner} onReviewCertificate={onReviewCertificate} help={help} />
      </AccordionDetails>
    </Accordion>
  )
}

function RunChip({ run }: { readonly run: TestRun | undefined }) {
  const { t } = useTranslation()
  if (!run || run.state === 'waiting') return <StatusChip tone="waiting" label={t('test.run.waiting')} />
  if (run.state === 'refused') return <StatusChip tone="error" label={t('test.outcome.failed')} />
  if (run.state === 'cancelled') return <StatusChip tone="cancelled" label={t('test.outcome.cancelled')} />
  const outcome = run.state === 'starting' ? null : run.report.outcome
  if (outcome === null) return <StatusChip tone="running" label={t('testStates.running')} />
  return <StatusChip tone={OUTCOME_TONES[outcome]} label={t(`test.outcome.${outcome}`)} />
}
