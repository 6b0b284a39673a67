import Autocomplete from '@mui/material/Autocomplete'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppState } from '#shared/contract/contract.ts'
import { primeTimeZoneOf, RUN_HISTORY_DAYS_RANGE, type Settings } from '#shared/domain/settings.ts'
import { appStateQuery } from '../../api/queries.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { SectionCard } from '../../components/section-card.tsx'

const ZONES = ['system', ...Intl.supportedValuesOf('timeZone')]

/** What the synchronisation of all connectors needs to know. */
export function SyncCard({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [days, setDays] = useState(String(settings.runHistoryDays))
  const save = useMutation({
    mutationFn: (wanted: Settings) => unwrap(window.api.settings.save(wanted)),
    onSuccess: (saved) => {
      client.setQueryData<AppState>(appStateQuery.queryKey, (state) => state && { ...state, settings: saved })
    },
  })
  const { least, most } = RUN_HISTORY_DAYS_RANGE
  const isValid = /^\d+$/.test(days) && Number(days) >= least && Number(days) <= most
  return (
    <SectionCard id="sync-settings-title" title={t('settings.sync')}>
      <Stack spacing={2}>
        {save.error && <AppErrorAlert error={toAppError(save.error)} />}
        <Autocomplete
          disableClearable
          options={ZONES}
          value={settings.primeTimeZone}
          getOptionLabel={(zone) =>
            zone === 'system'
              ? t('settings.primeTimeZone.system', { zone: primeTimeZoneOf({ primeTimeZone: 'system' }) })
              : zone
          }
          onChange={(_event, primeTimeZone) => {
            save.mutate({ ...settings, primeTimeZone })
          }}
          renderInput={(params) => (
            <TextField
              {...params}
              label={t('settings.primeTimeZone')}
              helperText={t('settings.primeTimeZone.hint')}
            />
          )}
          sx={{ maxWidth: 480 }}
        />
        <TextField
          id="field-runHistoryDays"
          type="number"
          label={t('settings.runHistoryDays')}
          value={days}
          error={!isValid}
          helperText={t('settings.runHistoryDays.hint', { least, most })}
          slotProps={{ htmlInput: { min: least, max: most, step: 1 } }}
          onChange={(event) => {
            setDays(event.target.value)
          }}
          onBlur={() => {
            if (isValid && Number(days) !== settings.runHistoryDays) {
              save.mutate({ ...settings, runHistoryDays: Number(days) })
            }
          }}
          sx={{ maxWidth: 320 }}
        />
      </Stack>
    </SectionCard>
  )
}
