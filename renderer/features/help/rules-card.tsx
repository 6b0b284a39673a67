import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '#shared/domain/settings.ts'
import type { SyncRule } from '#shared/texts/sync-rules.ts'
import { SectionCard } from '../../components/section-card.tsx'

type RulesCardProps = { readonly rules: readonly SyncRule[]; readonly language: Language }

export function RulesCard({ rules, language }: RulesCardProps) {
  const { t } = useTranslation()
  return (
    <SectionCard id="rules-title" title={t('help.rules')}>
      <Box
        component="dl"
        sx={{
          display: 'grid',
          gridTemplateColumns: 'minmax(120px, max-content) minmax(0, 72ch)',
          columnGap: 3,
          rowGap: 2,
          m: 0,
        }}
      >
        {rules.map(({ name, subject, rule }) => (
          <Fragment key={name}>
            <Typography component="dt" sx={{ fontWeight: 600 }}>
              {subject[language]}
            </Typography>
            <Typography component="dd" sx={{ m: 0 }}>
              {rule[language]}
            </Typography>
          </Fragment>
        ))}
      </Box>
    </SectionCard>
  )
}
