import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format.ts'
import { pressingProblems } from './open-problems.ts'
import { overviewQuery } from './overview-queries.ts'

/** Only for the screen reader. */
const UNSEEN = {
  position: 'absolute',
  // Without an edge it would stand after the chip, and the navigation would get a scrollbar.
  insetInlineEnd: 0,
  clipPath: 'inset(50%)',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
} as const

/** How many problems want something, beside the way to them. */
export function ProblemCount() {
  const { t } = useTranslation()
  const { number } = useFormat()
  const overview = useQuery(overviewQuery).data
  const problems = overview ? pressingProblems(overview) : []
  if (problems.length === 0) return null
  const isCritical = problems.some(({ urgency }) => urgency === 'critical')
  return (
    <Box component="span" sx={{ position: 'relative', display: 'inline-flex' }}>
      <Chip
        size="small"
        aria-hidden
        color={isCritical ? 'error' : 'warning'}
        label={number(problems.length)}
        sx={{ cursor: 'inherit' }}
      />
      <Box component="span" sx={UNSEEN}>
        {t('nav.problems', { count: problems.length })}
      </Box>
    </Box>
  )
}
