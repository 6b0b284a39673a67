import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { LOG_LEVELS } from '#shared/domain/settings.ts'
import { RadioSetting } from './radio-setting.tsx'
import { RetentionSettings } from './retention-settings.tsx'
import type { SectionProps } from './sections.ts'
import { SettingsCard } from './settings-card.tsx'
import { useSaveSettings } from './use-save-settings.ts'

/** How much is written down, how long it is kept, and the way to what was. */
export function LogCard({ id, state: { settings } }: SectionProps) {
  const { t } = useTranslation()
  const saving = useSaveSettings()
  return (
    <SettingsCard id={id} title={t('settings.log')} help="settings.log" saving={saving}>
      <RadioSetting
        name="logLevel"
        label={t('settings.logLevel')}
        hint={t('settings.logLevel.hint')}
        isRow
        choices={LOG_LEVELS}
        labelOf={(level) => t(`settings.logLevel.${level}`)}
        value={settings.logLevel}
        onChange={(logLevel) => {
          saving.save({ logLevel })
        }}
      />
      <RetentionSettings names={['logDays', 'traceBodyHours']} settings={settings} saving={saving} />
      <div>
        <Button variant="outlined" component={RouterLink} to="/settings/log">
          {t('log.show')}
        </Button>
      </div>
    </SettingsCard>
  )
}
