import CheckIcon from '@mui/icons-material/Check'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '#shared/errors.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { SectionCard } from '../../components/section-card.tsx'
import type { HelpPlace } from '../help/places.ts'

type SettingsCardProps = {
  readonly id: string
  readonly title: string
  readonly help?: HelpPlace
  /** Of what is saved at once in this card. */
  readonly saving?: { readonly state: 'idle' | 'saving' | 'saved'; readonly error: AppError | null }
  readonly children: ReactNode
}

/** A card of settings that are saved as they are changed; says so quietly, and loudly when it failed. */
export function SettingsCard({ id, title, help, saving, children }: SettingsCardProps) {
  return (
    <SectionCard
      id={id}
      title={title}
      help={help}
      status={saving && <SavedNote isSaved={saving.state === 'saved'} />}
    >
      <Stack spacing={2.5}>
        {saving?.error && <AppErrorAlert error={saving.error} />}
        {children}
      </Stack>
    </SectionCard>
  )
}

function SavedNote({ isSaved }: { readonly isSaved: boolean }) {
  const { t } = useTranslation()
  return (
    <Typography
      role="status"
      variant="body2"
      color="textSecondary"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, minHeight: '1.5em' }}
    >
      {isSaved && (
        <>
          <CheckIcon fontSize="inherit" color="success" aria-hidden />
          {t('settings.saved')}
        </>
      )}
    </Typography>
  )
}
