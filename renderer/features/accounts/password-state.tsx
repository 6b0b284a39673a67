import { useTranslation } from 'react-i18next'
import type { SecretState } from '#shared/domain/ews-account.ts'
import { StatusChip, type Tone } from '../../components/status-chip.tsx'

const TONES: Record<SecretState, Tone> = {
  system: 'success',
  session: 'info',
  unreadable: 'error',
  none: 'neutral',
}

/** Whether a password is stored, and how; never the password. */
export function PasswordState({ state }: { readonly state: SecretState }) {
  const { t } = useTranslation()
  return <StatusChip tone={TONES[state]} label={t(`password.${state}`)} />
}
