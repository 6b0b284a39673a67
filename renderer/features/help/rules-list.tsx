import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Fragment } from 'react'
import type { Language } from '#shared/domain/settings.ts'
import { SYNC_RULES } from '#shared/texts/sync-rules.ts'
import { headingId } from './markdown-headings.ts'

/** What is synchronised, and what is not: the rules in words. */
export function RulesList({ language }: { readonly language: Language }) {
  return (
    <Box component="dl" sx={{ m: 0 }}>
      {SYNC_RULES.map(({ name, subject, rule }) => (
        <Fragment key={name}>
          <Typography
            component="dt"
            id={headingId(`rule-${name}`)}
            tabIndex={-1}
            sx={{ fontWeight: 600, mt: 2, outline: 'none', scrollMarginTop: 16 }}
          >
            {subject[language]}
          </Typography>
          <Typography component="dd" sx={{ m: 0, mt: 0.5 }}>
            {rule[language]}
          </Typography>
        </Fragment>
      ))}
    </Box>
  )
}
