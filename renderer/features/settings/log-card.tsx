import Button from '@mui/material/Button'
import FormControl from '@mui/material/FormControl'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import FormLabel from '@mui/material/FormLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { LOG_LEVELS } from '#shared/domain/settings.ts'
import { LockHelp, useLock } from '../../components/locks.tsx'
import { RetentionSettings } from './retention-settings.tsx'
import type { SectionProps } from './sections.ts'
import { SettingsCard } from './settings-card.tsx'
import { useSaveSettings } from './use-save-settings.ts'

/** How much is written down, how long it is kept, and the way to what was. */
export function LogCard({ id, state: { settings } }: SectionProps) {
  const { t } = useTranslation()
  const saving = useSaveSettings()
  const lock = useLock('logLevel')
  const lockId = useId()
  return (
    <SettingsCard id={id} title={t('settings.log')} help="settings.log" saving={saving}>
      <FormControl disabled={lock !== null}>
        <FormLabel id="log-level-label" disabled={false}>
          {t('settings.logLevel')}
        </FormLabel>
        <RadioGroup
          row
          aria-labelledby="log-level-label"
          aria-describedby={lock ? lockId : undefined}
          value={settings.logLevel}
          onChange={(_event, value) => {
            const logLevel = LOG_LEVELS.find((level) => level === value)
            if (logLevel) saving.save({ logLevel })
          }}
        >
          {LOG_LEVELS.map((level) => (
            <FormControlLabel
              key={level}
              value={level}
              control={<Radio />}
              label={t(`settings.logLevel.${level}`)}
            />
          ))}
        </RadioGroup>
        {lock && <LockHelp id={lockId} lock={lock} />}
        <FormHelperText disabled={false}>{t('settings.logLevel.hint')}</FormHelperText>
      </FormControl>
      <RetentionSettings names={['logDays', 'traceBodyHours']} settings={settings} saving={saving} />
      <div>
        <Button variant="outlined" component={RouterLink} to="/settings/log">
          {t('log.show')}
        </Button>
      </div>
    </SettingsCard>
  )
}
