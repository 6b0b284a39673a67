import Button from '@mui/material/Button'
import Box from '@mui/material/Box'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '#shared/domain/overview.ts'
import { SectionCard } from '../../components/section-card.tsx'
import { ToneIcon } from '../../components/status-chip.tsx'
import { TimeStamp } from '../../components/time-stamp.tsx'
import { URGENCY_TONES } from './open-problems.ts'
import { ProblemButtons } from './problem-buttons.tsx'
import { useProblemText } from './use-problem-text.ts'

/** All problems, the most urgent first; those that were hidden on demand. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  const { t } = useTranslation()
  const [showsDismissed, setShowsDismissed] = useState(false)
  const open = problems.filter(({ isDismissed }) => !isDismissed)
  const dismissed = problems.filter(({ isDismissed }) => isDismissed)
  const shown = showsDismissed ? [...open, ...dismissed] : open
  return (
    <SectionCard
      id="problems-title"
      title={t('overview.problems')}
      status={
        dismissed.length > 0 && (
          <Button
            size="small"
            aria-expanded={showsDismissed}
            onClick={() => {
              setShowsDismissed(!showsDismissed)
            }}
          >
            {showsDismissed
              ? t('overview.problems.hideDismissed')
              : t('overview.problems.showDismissed', { count: dismissed.length })}
          </Button>
        )
      }
    >
      {shown.length === 0 && (
        <Typography color="textSecondary">
          {t(dismissed.length > 0 ? 'overview.problems.noneOpen' : 'overview.problems.none')}
        </Typography>
      )}
      <Stack
        component="ul"
        aria-labelledby="problems-title"
        spacing={1.5}
        sx={{ m: 0, p: 0, listStyle: 'none' }}
      >
        {shown.map((problem) => (
          <ProblemItem key={problem.id} problem={problem} />
        ))}
      </Stack>
    </SectionCard>
  )
}

function ProblemItem({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation()
  const { what, todo } = useProblemText()(problem)
  const { urgency, since, connector, accounts, isDismissed } = problem
  return (
    <Stack
      component="li"
      direction={{ xs: 'column', md: 'row' }}
      spacing={1.5}
      data-testid="problem"
      sx={{ alignItems: 'flex-start', '& + &': { borderTop: 1, borderColor: 'divider', pt: 1.5 } }}
    >
      <Box
        component="span"
        role="img"
        aria-label={t(`overview.urgency.${urgency}`)}
        sx={{ display: 'inline-flex', pt: 0.25 }}
      >
        <ToneIcon tone={isDismissed ? 'neutral' : URGENCY_TONES[urgency]} />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Typography variant="h3">{what}</Typography>
        <Typography>{todo}</Typography>
        <Typography variant="caption" component="div" color="textSecondary" sx={{ mt: 0.5 }}>
          {connector && <>{connector.name} · </>}
          {accounts.length > 0 && (
            <>
              <AffectedAccounts accounts={accounts} /> ·{' '}
            </>
          )}
          {t('overview.problem.since')} <TimeStamp instant={since} isInline />
        </Typography>
      </Box>
      <ProblemButtons problem={problem} what={what} />
    </Stack>
  )
}

/** Of more than these only the first are named until somebody wants all. */
const NAMED = 3

function AffectedAccounts({ accounts }: { readonly accounts: Problem['accounts'] }) {
  const { t } = useTranslation()
  const [showsAll, setShowsAll] = useState(false)
  const more = accounts.length - NAMED
  const named = showsAll ? accounts : accounts.slice(0, NAMED)
  return (
    <Box
      component="span"
      sx={showsAll ? { display: 'block', maxHeight: 160, overflow: 'auto' } : {}}
      tabIndex={showsAll ? 0 : undefined}
    >
      {t('overview.problem.accounts', { names: named.map(({ mailbox }) => mailbox).join(', ') })}{' '}
      {more > 0 && (
        <Button
          size="small"
          aria-expanded={showsAll}
          sx={{ p: 0, minWidth: 0, verticalAlign: 'baseline', typography: 'caption' }}
          onClick={() => {
            setShowsAll(!showsAll)
          }}
        >
          {showsAll ? t('overview.problem.fewer') : t('overview.problem.more', { count: more })}
        </Button>
      )}
    </Box>
  )
}
