import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Facts } from '../../components/facts.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { NoticesDialog } from './notices-dialog.tsx'
import type { SectionProps } from './sections.ts'
import { SettingsCard } from './settings-card.tsx'

/** Version, how passwords are kept, and the licences of the works of others. */
export function AboutCard({ id, state }: SectionProps) {
  const { t } = useTranslation()
  const [showsNotices, setShowsNotices] = useState(false)
  const isEncrypted = state.secretStorage === 'system'
  return (
    <SettingsCard id={id} title={t('settings.about')} help="settings.about">
      <Facts
        facts={[
          { name: t('settings.version'), value: `${t('app.name')} ${state.version}` },
          { name: t('settings.platform'), value: state.platform },
          {
            name: t('settings.secrets'),
            value: (
              <>
                <StatusChip
                  tone={isEncrypted ? 'success' : 'warning'}
                  label={t(`settings.secrets.${state.secretStorage}`)}
                />
                <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
                  {isEncrypted ? t('settings.secrets.system.hint') : t('errors.secret.session-only.todo')}
                </Typography>
              </>
            ),
          },
        ]}
      />
      <Button
        size="small"
        sx={{ alignSelf: 'flex-start' }}
        onClick={() => {
          setShowsNotices(true)
        }}
      >
        {t('notices.open')}
      </Button>
      {showsNotices && (
        <NoticesDialog
          onClose={() => {
            setShowsNotices(false)
          }}
        />
      )}
    </SettingsCard>
  )
}
