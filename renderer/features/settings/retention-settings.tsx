import { useTranslation } from 'react-i18next'
import {
  LOG_DAYS_RANGE,
  RUN_HISTORY_DAYS_RANGE,
  TEST_HISTORY_DAYS_RANGE,
  TRACE_BODY_HOURS_RANGE,
  type Settings,
} from '#shared/domain/settings.ts'
import { FormGrid } from '../../components/form-grid.tsx'
import { NumberSetting } from './number-setting.tsx'
import type { SavingSettings } from './use-save-settings.ts'

const RANGES = {
  runHistoryDays: RUN_HISTORY_DAYS_RANGE,
  testHistoryDays: TEST_HISTORY_DAYS_RANGE,
  logDays: LOG_DAYS_RANGE,
  traceBodyHours: TRACE_BODY_HOURS_RANGE,
} as const

type RetentionSettingsProps = {
  readonly names: readonly (keyof typeof RANGES)[]
  readonly settings: Settings
  readonly saving: SavingSettings
}

/** How long things are kept, in the card of what is kept. */
export function RetentionSettings({ names, settings, saving }: RetentionSettingsProps) {
  const { t } = useTranslation()
  return (
    <FormGrid>
      {names.map((name) => (
        <NumberSetting
          key={name}
          name={name}
          label={t(`settings.${name}`)}
          hint={t(`settings.${name}.hint`)}
          value={settings[name]}
          range={RANGES[name]}
          onSave={(value) => {
            saving.save({ [name]: value })
          }}
        />
      ))}
    </FormGrid>
  )
}
