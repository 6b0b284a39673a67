import { memo } from 'react'
import type { TestResult } from '#shared/contract/contract.ts'
import { StatusChip } from '../../components/status-chip.tsx'
import { TimeStamp } from '../../components/time-stamp.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { OUTCOME_TONES } from './test-tones.ts'

type LastTestStatusProps = { readonly lastTest: TestResult | null; readonly isShort?: boolean }

/** State and time of the last connection test of a connector or an account. */
export const LastTestStatus = memo(function LastTestStatus({
  lastTest,
  isShort = false,
}: LastTestStatusProps) {
  const { t } = useTexts()
  if (!lastTest) return <StatusChip tone="neutral" label={t('test.never')} />
  return (
    <div>
      <StatusChip tone={OUTCOME_TONES[lastTest.outcome]} label={t(`test.outcome.${lastTest.outcome}`)} />
      <TimeStamp instant={lastTest.at} isShort={isShort} />
    </div>
  )
})
