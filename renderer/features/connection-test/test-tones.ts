import type { TestOutcome, TestStep } from '#shared/domain/connection-test.ts'
import type { Tone } from '../../components/status-chip.tsx'

export const OUTCOME_TONES: Record<TestOutcome, Tone> = {
  passed: 'success',
  failed: 'error',
  cancelled: 'cancelled',
  incomplete: 'warning',
}

export const STEP_TONES: Record<TestStep['state'], Tone> = {
  pending: 'waiting',
  running: 'running',
  passed: 'success',
  warning: 'warning',
  failed: 'error',
  skipped: 'neutral',
}
