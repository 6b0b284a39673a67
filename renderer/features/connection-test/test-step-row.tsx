import ExpandLessIcon from '@mui/icons-material/ExpandLess'
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import CircularProgress from '@mui/material/CircularProgress'
import Collapse from '@mui/material/Collapse'
import IconButton from '@mui/material/IconButton'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isAboutCertificate } from '#shared/domain/certificate-errors.ts'
import type { TestStep, Warning } from '#shared/domain/connection-test.ts'
import { ToneIcon } from '../../components/status-chip.tsx'
import { formatParams } from '#shared/texts/params.ts'
import { useErrorText } from '../../i18n/use-error-text.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { StepHelpView, type StepHelp } from './step-help.tsx'
import { StepDetails } from './step-details.tsx'
import { STEP_TONES } from './test-tones.ts'
import { WriteTestButton } from './write-test-button.tsx'

type TestStepRowProps = {
  readonly step: TestStep
  readonly onReviewCertificate: (() => void) | undefined
  readonly help: StepHelp | undefined
}

export function TestStepRow({ step, onReviewCertificate, help }: TestStepRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const id = useId()
  const name = t(`steps.${step.id}`)
  const details = 'details' in step ? step.details : []
  return (
    <Box component="li" data-testid={`test-step-${step.id}`} data-state={step.state} sx={{ py: 1 }}>
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
              {t(`test.step.${step.state}`)}
            </Typography>
            {'durationMilliseconds' in step && (
              <Typography variant="caption" color="textSecondary">
                {format.duration(step.durationMilliseconds)}
              </Typography>
            )}
          </Stack>
          <StepFinding step={step} />
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
          </Collapse>
        </Box>
        <Box sx={{ width: 30, flexShrink: 0 }}>
          {details.length > 0 && (
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
  const format = useFormat()
  const errorText = useErrorText()
  const warningText = ({ name, params }: Warning) => {
    const replace = formatParams(params, format)
    return { what: t(`warnings.${name}.what`, { replace }), todo: t(`warnings.${name}.todo`, { replace }) }
  }
  if (step.state === 'pending' || step.state === 'running') return null
  if (step.state !== 'failed' && step.state !== 'warning') {
    return (
      <Typography variant="body2" color={step.state === 'skipped' ? 'textSecondary' : 'textPrimary'}>
        {t(`verdicts.${step.verdict.name}`, { replace: formatParams(step.verdict.params, format) })}
      </Typography>
    )
  }
  const { what, todo } = step.state === 'failed' ? errorText(step.error) : warningText(step.verdict)
  return (
    <>
      <Typography
        variant="body2"
        color={step.state === 'failed' ? 'error' : 'textPrimary'}
        sx={{ overflowWrap: 'anywhere' }}
      >
        {what}
      </Typography>
      <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
        <strong>{t('test.todo')}</strong> {todo}
      </Typography>
    </>
  )
}
