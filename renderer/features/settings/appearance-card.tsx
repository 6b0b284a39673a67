import FormControl from '@mui/material/FormControl'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormLabel from '@mui/material/FormLabel'
import MenuItem from '@mui/material/MenuItem'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import TextField from '@mui/material/TextField'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { LANGUAGES } from '#shared/domain/settings.ts'
import { LockHelp, lockedField, useLock } from '../../components/locks.tsx'
import type { SectionProps } from './sections.ts'
import { SettingsCard } from './settings-card.tsx'
import { useSaveSettings } from './use-save-settings.ts'

const LANGUAGE_CHOICES = ['system', ...LANGUAGES] as const
const THEME_CHOICES = ['system', 'light', 'dark'] as const

/** Language and colours of the window. */
export function AppearanceCard({ id, state: { settings } }: SectionProps) {
  const { t } = useTranslation()
  const saving = useSaveSettings()
  const languageLock = useLock('language')
  const themeLock = useLock('theme')
  const themeLockId = useId()
  const locked = lockedField(languageLock)
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
      <FormControl disabled={themeLock !== null}>
        <FormLabel id="theme-label" disabled={false}>
          {t('settings.theme')}
        </FormLabel>
        <RadioGroup
          row
          aria-labelledby="theme-label"
          aria-describedby={themeLock ? themeLockId : undefined}
          value={settings.theme}
          onChange={(_event, value) => {
            const theme = THEME_CHOICES.find((choice) => choice === value)
            if (theme) saving.save({ theme })
          }}
        >
          {THEME_CHOICES.map((choice) => (
            <FormControlLabel
              key={choice}
              value={choice}
              control={<Radio />}
              label={t(`settings.theme.${choice}`)}
            />
          ))}
        </RadioGroup>
        {themeLock && <LockHelp id={themeLockId} lock={themeLock} />}
      </FormControl>
    </SettingsCard>
  )
}
