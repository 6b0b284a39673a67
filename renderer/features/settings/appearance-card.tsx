import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import { LANGUAGES } from '#shared/domain/settings.ts'
import { lockedField, useLock } from '../../components/locks.tsx'
import { RadioSetting } from './radio-setting.tsx'
import type { SectionProps } from './sections.ts'
import { SettingsCard } from './settings-card.tsx'
import { useSaveSettings } from './use-save-settings.ts'

const LANGUAGE_CHOICES = ['system', ...LANGUAGES] as const
const THEME_CHOICES = ['system', 'light', 'dark'] as const

/** Language and colours of the window. */
export function AppearanceCard({ id, state: { settings } }: SectionProps) {
  const { t } = useTranslation()
  const saving = useSaveSettings()
  const locked = lockedField(useLock('language'))
  return (
    <SettingsCard id={id} title={t('settings.appearance')} help="settings.appearance" saving={saving}>
      <TextField
        {...locked}
        select
        id="field-language"
        label={t('settings.language')}
        value={settings.language}
        onChange={(event) => {
          const language = LANGUAGE_CHOICES.find((choice) => choice === event.target.value)
          if (language) saving.save({ language })
        }}
        sx={[{ maxWidth: 320 }, locked?.sx ?? {}].flat()}
      >
        {LANGUAGE_CHOICES.map((choice) => (
          <MenuItem key={choice} value={choice}>
            {t(`settings.language.${choice}`)}
          </MenuItem>
        ))}
      </TextField>
      <RadioSetting
        name="theme"
        label={t('settings.theme')}
        isRow
        choices={THEME_CHOICES}
        labelOf={(theme) => t(`settings.theme.${theme}`)}
        value={settings.theme}
        onChange={(theme) => {
          saving.save({ theme })
        }}
      />
    </SettingsCard>
  )
}
