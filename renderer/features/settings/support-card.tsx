import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SectionProps } from './sections.ts'
import { SettingsCard } from './settings-card.tsx'
import { SupportDialog } from './support-dialog.tsx'

/** Everything that helps to find a cause, as one file for support. */
export function SupportCard({ id }: SectionProps) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <SettingsCard id={id} title={t('support.title')} help="settings.support">
      <Typography variant="body2" color="textSecondary">
        {t('support.text')}
      </Typography>
      <div>
        <Button
          variant="outlined"
          onClick={() => {
            setOpen(true)
          }}
        >
          {t('support.make')}
        </Button>
      </div>
      {isOpen && (
        <SupportDialog
          onClose={() => {
            setOpen(false)
          }}
        />
      )}
    </SettingsCard>
  )
}
