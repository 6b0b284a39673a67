import Autocomplete, { createFilterOptions } from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import { machineTimeZone, primeTimeZoneOf } from '#shared/domain/settings.ts'
import { LockNote, lockedField, useLock } from '../../components/locks.tsx'
import { useNow } from '../../components/use-now.ts'
import { offsetOf, TIME_ZONES, timeIn } from './time-zones.ts'

type TimeZoneFieldProps = { readonly value: string; readonly onSave: (zone: string) => void }

const ZONES = ['system', ...TIME_ZONES]

/** Found by `zürich` and by `new york` alike. */
const filterZones = createFilterOptions<string>({
  stringify: (zone) =>
    zone === 'system' ? machineTimeZone() : `${zone} ${zone.replaceAll('_', ' ').replaceAll('/', ' ')}`,
})

/** The zone of all users of Winoffice Prime, with the time that it is there now. */
export function TimeZoneField({ value, onSave }: TimeZoneFieldProps) {
  const { t, i18n } = useTranslation()
  const now = useNow()
  const lock = useLock('primeTimeZone')
  const zone = primeTimeZoneOf({ primeTimeZone: value })
  const locale = i18n.language === 'de' ? 'de-CH' : 'en-GB'
  const labelOf = (option: string): string =>
    option === 'system' ? t('settings.primeTimeZone.system', { zone: machineTimeZone() }) : option
  return (
    <Autocomplete
      disableClearable
      readOnly={lock !== null}
      options={ZONES}
      value={value}
      getOptionLabel={labelOf}
      filterOptions={filterZones}
      noOptionsText={t('settings.primeTimeZone.none')}
      onChange={(_event, chosen) => {
        onSave(chosen)
      }}
      renderOption={({ key, ...props }, option) => (
        <Box key={key} component="li" {...props} sx={{ display: 'flex', gap: 2 }}>
          <Box component="span" sx={{ flex: 1 }}>
            {labelOf(option)}
          </Box>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {offsetOf(option === 'system' ? machineTimeZone() : option, now)}
          </Box>
        </Box>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          sx={lockedField(lock)?.sx ?? {}}
          label={t('settings.primeTimeZone')}
          helperText={
            <>
              {lock && (
                <>
                  <LockNote lock={lock} />
                  <br />
                </>
              )}
              {t('settings.primeTimeZone.now', {
                time: timeIn(zone, now, locale),
                offset: offsetOf(zone, now),
              })}
              <br />
              {t('settings.primeTimeZone.hint')}
            </>
          }
        />
      )}
      sx={{ maxWidth: 520 }}
    />
  )
}
