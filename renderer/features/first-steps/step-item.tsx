import Box from '@mui/material/Box'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { StatusChip, type Tone } from '../../components/status-chip.tsx'
import type { FirstStep, FirstStepsState, StepState } from './first-steps.ts'
import { StepActions } from './step-actions.tsx'

type StepItemProps = {
  readonly step: FirstStep
  readonly stepState: StepState
  readonly state: FirstStepsState
  readonly number: number
  readonly isLast: boolean
  readonly onBegin: () => void
}

const TONES: Record<StepState, Tone> = {
  done: 'success',
  current: 'info',
  optional: 'neutral',
  later: 'waiting',
}

export function StepItem({ step, stepState, state, number, isLast, onBegin }: StepItemProps) {
  const { t } = useTranslation()
  const isOpen = stepState === 'current' || stepState === 'optional'
  const result = stepState === 'done' ? resultOf(step, state) : null
  return (
    <Box
      component="li"
      {...(stepState === 'current' && { 'aria-current': 'step' as const })}
      sx={{
        ...{ p: 2, borderBottom: isLast ? 0 : 1, borderColor: 'divider' },
        ...(stepState === 'current' && { bgcolor: 'action.hover' }),
      }}
    >
      <Stack direction="row" spacing={2} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="h3" component="h2" sx={{ mr: 'auto' }}>
          {`${number}. ${t(`firstSteps.${step}`)}`}
        </Typography>
        <StatusChip tone={TONES[stepState]} label={t(`firstSteps.state.${stepState}`)} />
      </Stack>
      {result !== null && (
        <Typography color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
          {result}
        </Typography>
      )}
      {isOpen && (
        <Stack spacing={1.5} sx={{ mt: 1 }}>
          <Typography sx={{ maxWidth: '72ch' }}>{t(`firstSteps.${step}.text`)}</Typography>
          <StepActions {...{ step, state, onBegin }} isMain={stepState === 'current'} />
        </Stack>
      )}
    </Box>
  )
}

/** What is there now. */
function resultOf(step: FirstStep, { connector, account }: FirstStepsState): string | null {
  if (step === 'server' && connector) return `${connector.name} · ${connector.url}`
  if (step === 'account' && account) return account.account.mailbox
  return null
}
