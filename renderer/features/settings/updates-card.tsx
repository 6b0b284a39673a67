import Alert from '@mui/material/Alert'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { UPDATE_CHANNELS, UPDATE_MODES, type UpdateSettings } from '#shared/domain/updates.ts'
import { FormGrid } from '../../components/form-grid.tsx'
import { lockedField, useLock } from '../../components/locks.tsx'
import { LoadError } from '../../components/load-error.tsx'
import { RadioSetting } from './radio-setting.tsx'
import type { SectionProps } from './sections.ts'
import { SettingsCard } from './settings-card.tsx'
import { updatesQuery } from './settings-queries.ts'
import { UpdateServerField } from './update-server-field.tsx'
import { UpdateProgress } from './update-progress.tsx'
import { useSaveSettings } from './use-save-settings.ts'

/** How the application learns of new versions, and how far one is. */
export function UpdatesCard({ id, state: { settings } }: SectionProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const saving = useSaveSettings()
  const query = useQuery(updatesQuery)
  useEffect(
    () =>
      window.api.updates.onDidChange((state) => {
        client.setQueryData(updatesQuery.queryKey, state)
      }),
    [client],
  )
  const channelLock = useLock('updates.channel')
  const { updates } = settings
  const change = (changed: Partial<UpdateSettings>): void => {
    saving.save({ updates: { ...updates, ...changed } })
  }
  const state = query.data
  // Who cannot be updated here needs to know why, not what could be chosen.
  const obstacle = state?.obstacle ?? null
  return (
    <SettingsCard id={id} title={t('updates.title')} help="settings.updates" saving={saving}>
      {query.isError && <LoadError error={query.error} onRetry={() => void query.refetch()} />}
      {obstacle !== null && (
        <Alert severity="info" variant="outlined" role="note">
          {t(`updates.obstacle.${obstacle}`)}
        </Alert>
      )}
      {state && <UpdateProgress state={state} isOff={updates.mode === 'off'} />}
      {obstacle === null && (
        <>
          <RadioSetting
            name="updates.mode"
            label={t('updates.mode')}
            choices={UPDATE_MODES}
            labelOf={(mode) => t(`updates.mode.${mode}`)}
            value={updates.mode}
            onChange={(mode) => {
              change({ mode })
            }}
          />
          <FormGrid>
            <UpdateServerField
              value={updates.server}
              // What is asked although the setting is empty was built in.
              builtIn={updates.server === '' ? (state?.server ?? null) : null}
              onSave={(server) => {
                change({ server })
              }}
            />
            <TextField
              select
              id="field-update-channel"
              label={t('updates.channel')}
              helperText={t('updates.channel.hint')}
              {...lockedField(channelLock)}
              value={updates.channel}
              onChange={(event) => {
                const channel = UPDATE_CHANNELS.find((each) => each === event.target.value)
                if (channel) change({ channel })
              }}
            >
              {UPDATE_CHANNELS.map((channel) => (
                <MenuItem key={channel} value={channel}>
                  {t(`updates.channel.${channel}`)}
                </MenuItem>
              ))}
            </TextField>
          </FormGrid>
        </>
      )}
    </SettingsCard>
  )
}
