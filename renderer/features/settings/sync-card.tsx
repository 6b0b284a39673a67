import { useTranslation } from 'react-i18next'
import { RetentionSettings } from './retention-settings.tsx'
import type { SectionProps } from './sections.ts'
import { SettingsCard } from './settings-card.tsx'
import { TimeZoneField } from './time-zone-field.tsx'
import { useSaveSettings } from './use-save-settings.ts'

/** What the synchronisation of all connectors needs to know, and how long its runs and the tests are kept. */
export function SyncCard({ id, state: { settings } }: SectionProps) {
  const { t } = useTranslation()
  const saving = useSaveSettings()
  return (
    <SettingsCard id={id} title={t('settings.sync')} help="settings.sync" saving={saving}>
      <TimeZoneField
        value={settings.primeTimeZone}
        onSave={(primeTimeZone) => {
          saving.save({ primeTimeZone })
        }}
      />
      <RetentionSettings names={['runHistoryDays', 'testHistoryDays']} settings={settings} saving={saving} />
    </SettingsCard>
  )
}
