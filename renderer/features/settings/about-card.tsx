import Box from '@mui/material/Box'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppState } from '#shared/contract/contract.ts'
import { StatusChip } from '../../components/status-chip.tsx'
import { SectionCard } from '../../components/section-card.tsx'

/** Version, where the data lives and how passwords are kept. */
export function AboutCard({ state }: { readonly state: AppState }) {
  const { t } = useTranslation()
  const isEncrypted = state.secretStorage === 'system'
  return (
    <SectionCard id="about-title" title={t('settings.about')}>
      <Box
        component="dl"
        sx={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', columnGap: 3, rowGap: 2, m: 0 }}
      >
        <Fact name={t('settings.dataFolder')}>
          <Box component="span" sx={{ userSelect: 'text', overflowWrap: 'anywhere' }}>
            {state.dataFolder}
          </Box>
          <Typography variant="body2" color="textSecondary">
            {t('settings.dataFolder.hint')}
          </Typography>
        </Fact>
        <Fact name={t('settings.secrets')}>
          <StatusChip
            tone={isEncrypted ? 'success' : 'warning'}
            label={t(`settings.secrets.${state.secretStorage}`)}
          />
          <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
            {isEncrypted ? t('settings.secrets.system.hint') : t('errors.secret.session-only.todo')}
          </Typography>
        </Fact>
        <Fact name={t('settings.version')}>{`${t('app.name')} ${state.version}`}</Fact>
        <Fact name={t('settings.platform')}>{state.platform}</Fact>
      </Box>
    </SectionCard>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <Box component="dt" sx={{ color: 'text.secondary' }}>
        {name}
      </Box>
      <Stack component="dd" sx={{ m: 0, alignItems: 'flex-start' }}>
        {children}
      </Stack>
    </>
  )
}
