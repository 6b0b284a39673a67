import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { SecretState } from '#shared/domain/ews-account.ts'
import { ToneIcon, type Tone } from '../../components/status-chip.tsx'

const TONES: Record<SecretState, Tone> = {
  system: 'success',
  session: 'info',
  unreadable: 'error',
  none: 'neutral',
}

/** Whether a password is stored, and how; never the password. */
export function PasswordState({ state }: { readonly state: SecretState }) {
  const { t } = useTranslation()
  return (
    <Stack direction="row" spacing={0.5} sx={{ alignItems: 'center' }}>
      <ToneIcon tone={TONES[state]} fontSize="inherit" />
      <Typography variant="caption">{t(`password.${state}`)}</Typography>
    </Stack>
  )
}
