import type { SecretState } from '#shared/domain/ews-account.ts'
import { ToneIcon, type Tone } from '../../components/status-chip.tsx'
import { useTexts } from '../../i18n/use-texts.ts'

const TONES: Record<SecretState, Tone> = {
  system: 'success',
  session: 'info',
  unreadable: 'error',
  none: 'neutral',
}

/** Whether a password is stored, and how; never the password. */
export function PasswordState({ state }: { readonly state: SecretState }) {
  const { t } = useTexts()
  return (
    <span className="plain-line">
      <ToneIcon tone={TONES[state]} fontSize="inherit" />
      <span className="plain-caption is-primary plain-cut" title={t(`password.${state}`)}>
        {t(`password.${state}`)}
      </span>
    </span>
  )
}
