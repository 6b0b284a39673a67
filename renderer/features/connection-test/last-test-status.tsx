import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { TestResult } from '#shared/contract/contract.ts'
import { StatusChip } from '../../components/status-chip.tsx'
import { TimeStamp } from '../../components/time-stamp.tsx'
import { OUTCOME_TONES } from './test-tones.ts'

/** State and time of the last connection test of a connector or an account. */
export function LastTestStatus({ lastTest }: { readonly lastTest: TestResult | null }) {
  const { t } = useTranslation()
  if (!lastTest) return <StatusChip tone="neutral" label={t('test.never')} />
  return (
    <Box>
      <StatusChip tone={OUTCOME_TONES[lastTest.outcome]} label={t(`test.outcome.${lastTest.outcome}`)} />
      <TimeStamp instant={lastTest.at} />
    </Box>
  )
}
