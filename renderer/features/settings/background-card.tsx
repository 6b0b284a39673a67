import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import Switch from '@mui/material/Switch'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { backgroundQuery } from '../../api/queries.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { LockNote, useLock } from '../../components/locks.tsx'
import type { SectionProps } from './sections.ts'
import { SettingsCard } from './settings-card.tsx'
import { useSaveSettings } from './use-save-settings.ts'

/** What the application does without its window, and how it ends. */
export function BackgroundCard({ id, state: { settings } }: SectionProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const saving = useSaveSettings()
  const trayLock = useLock('background.closeToTray')
  const background = useQuery(backgroundQuery)
  const startAtLogin = useMutation({
    mutationFn: (on: boolean) => unwrap(window.api.background.setStartAtLogin({ on })),
    onSuccess: (state) => {
      client.setQueryData(backgroundQuery.queryKey, state)
    },
  })
  const links = useMutation({
    mutationFn: (on: boolean) => unwrap(window.api.background.setLinks({ on })),
    onSuccess: (state) => {
      client.setQueryData(backgroundQuery.queryKey, state)
    },
  })
  const failed = startAtLogin.error ?? links.error ?? background.error
  const start = background.data?.startAtLogin
  const opensLinks = background.data?.links
  const isSwitched = startAtLogin.isSuccess || links.isSuccess
  const { closeToTray } = settings.background
  return (
    <SettingsCard
      id={id}
      title={t('background.title')}
      help="settings.background"
      saving={{
        state: isSwitched && saving.state === 'idle' ? 'saved' : saving.state,
        error: failed ? toAppError(failed) : saving.error,
      }}
    >
      <SwitchWithHint
        label={t('background.closeToTray')}
        hint={trayLock ? <LockNote lock={trayLock} /> : t('background.closeToTray.hint')}
        checked={closeToTray}
        disabled={trayLock !== null}
        onChange={(checked) => {
          saving.save({ background: { ...settings.background, closeToTray: checked } })
        }}
      />
      {background.data?.hasTray === false && closeToTray && (
        <Alert severity="info" variant="outlined" role="note">
          {t('background.noTray')}
        </Alert>
      )}
      <SwitchWithHint
        label={t('background.startAtLogin')}
        hint={t(
          start === 'impossible' ? 'background.startAtLogin.impossible' : 'background.startAtLogin.hint',
        )}
        checked={start === 'on'}
        disabled={start === undefined || start === 'impossible'}
        onChange={startAtLogin.mutate}
      />
      <SwitchWithHint
        label={t('background.links')}
        hint={t(opensLinks === 'impossible' ? 'background.links.impossible' : 'background.links.hint')}
        checked={opensLinks === 'on'}
        disabled={opensLinks === undefined || opensLinks === 'impossible'}
        onChange={links.mutate}
      />
      <Box>
        <Button variant="outlined" onClick={() => void window.api.background.quit()}>
          {t('background.quitNow')}
        </Button>
        <FormHelperText>{t('background.quitNow.hint')}</FormHelperText>
      </Box>
    </SettingsCard>
  )
}

type SwitchWithHintProps = {
  readonly label: string
  readonly hint: ReactNode
  readonly checked: boolean
  readonly disabled?: boolean
  readonly onChange: (checked: boolean) => void
}

function SwitchWithHint({ label, hint, checked, disabled = false, onChange }: SwitchWithHintProps) {
  const id = useId()
  return (
    <Box>
      <FormControlLabel
        label={label}
        control={
          <Switch
            checked={checked}
            disabled={disabled}
            slotProps={{ input: { 'aria-describedby': id } }}
            onChange={(_event, next) => {
              onChange(next)
            }}
          />
        }
      />
      <FormHelperText id={id} sx={{ mt: 0 }}>
        {hint}
      </FormHelperText>
    </Box>
  )
}
