import ExpandLessIcon from '@mui/icons-material/ExpandLess'
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import CircularProgress from '@mui/material/CircularProgress'
import Collapse from '@mui/material/Collapse'
import IconButton from '@mui/material/IconButton'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isAboutCertificate } from '#shared/domain/certificate-errors.ts'
import type { TestStep } from '#shared/domain/connection-test.ts'
import type { ConnectionTestId } from '#shared/domain/ids.ts'
import { ToneIcon } from '../../components/status-chip.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { StepHelpView, type StepHelp } from './step-help.tsx'
import { StepDetails } from './step-details.tsx'
import { StepExchanges } from './step-exchanges.tsx'
import { STEP_TONES } from './test-tones.ts'
import { WriteTestButton } from './write-test-button.tsx'
import { useTestTexts } from './use-test-texts.ts'

type TestStepRowProps = {
  readonly step: TestStep
  readonly test: ConnectionTestId
  /** It is open from the start and brought into view; its cause and advice stand above the tree. */
  readonly isFirstFailure: boolean
  readonly onReviewCertificate: (() => void) | undefined
  readonly help: StepHelp | undefined
}

export function TestStepRow({ step, test, isFirstFailure, onReviewCertificate, help }: TestStepRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [open, setOpen] = useState(isFirstFailure)
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isFirstFailure) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isFirstFailure])
  const id = useId()
  const name = t(`steps.${step.id}`)
  const { details, exchangeCount } = 'details' in step ? step : { details: [], exchangeCount: 0 }
  const isExpandable = details.length + exchangeCount > 0
  return (
    <Box component="li" ref={row} data-testid={`test-step-${step.id}`} data-state={step.state} sx={{ py: 1 }}>
      <Stack direction="row" spacing={1.5}>
        {step.state === 'running' ? (
          <CircularProgress size={20} aria-hidden sx={{ m: '2px', flexShrink: 0 }} />
        ) : (
          <ToneIcon tone={STEP_TONES[step.state]} />
        )}
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Stack direction="row" spacing={1} sx={{ alignItems: 'baseline' }}>
            <Typography variant="subtitle2" component="span">
              {name}
            </Typography>
            <Typography variant="caption" color="textSecondary" sx={{ flex: 1 }}>
              {t(`testStates.${step.state}`)}
            </Typography>
            {'durationMilliseconds' in step && (
              <Typography variant="caption" color="textSecondary">
                {format.duration(step.durationMilliseconds)}
              </Typography>
            )}
          </Stack>
          {!isFirstFailure && <StepFinding step={step} />}
          {onReviewCertificate && step.state === 'failed' && isAboutCertificate(step.error.code) && (
            <Button size="small" variant="outlined" onClick={onReviewCertificate} sx={{ my: 1 }}>
              {t('trust.review')}
            </Button>
          )}
          {help && 'offers' in step && <StepHelpView step={step} help={help} />}
          {help && step.state === 'skipped' && step.verdict.name === 'write-access-not-checked' && (
            <WriteTestButton onWrite={help.onWrite} />
          )}
          <Collapse in={open} id={id} unmountOnExit>
            <StepDetails details={details} />
            {exchangeCount > 0 && <StepExchanges test={test} step={step.id} count={exchangeCount} />}
          </Collapse>
        </Box>
        <Box sx={{ width: 30, flexShrink: 0 }}>
          {isExpandable && (
            <IconButton
              size="small"
              aria-expanded={open}
              aria-controls={id}
              aria-label={t(open ? 'test.details.hideOf' : 'test.details.showOf', { step: name })}
              onClick={() => {
                setOpen(!open)
              }}
              sx={{ mt: -0.5 }}
            >
              {open ? <ExpandLessIcon fontSize="small" /> : <ExpandMoreIcon fontSize="small" />}
            </IconButton>
          )}
        </Box>
      </Stack>
    </Box>
  )
}

/** The verdict in one line; of a failure what happened and, set apart, what to do. */
function StepFinding({ step }: { readonly step: TestStep }) {
  const { t } = useTranslation()
  const finding = useTestTexts().finding(step)
  if (!finding) return null
  const colour = { failed: 'error', skipped: 'textSecondary' } as Partial<Record<TestStep['state'], string>>
  return (
    <>
      <Typography
        variant="body2"
        color={colour[step.state] ?? 'textPrimary'}
        sx={{ overflowWrap: 'anywhere' }}
      >
        {finding.what}
      </Typography>
      {finding.todo !== null && (
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          <strong>{t('test.todo')}</strong> {finding.todo}
        </Typography>
      )}
    </>
  )
}
