import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import { useTranslation } from 'react-i18next'
import type { OverallState, Overview } from '#shared/domain/overview.ts'
import { useNow } from '../../components/use-now.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { pressingProblems } from './open-problems.ts'

const SEVERITIES = { healthy: 'success', attention: 'warning', stopped: 'error' } as const

type StateBannerProps = { readonly overview: Overview & { readonly state: Exclude<OverallState, 'unused'> } }

/** Is it well? The answer in one line, and what happens next. */
export function StateBanner({ overview }: StateBannerProps) {
  const { t } = useTranslation()
  const { state, sync } = overview
  // What somebody has stopped on purpose is no failure.
  const isPaused = state === 'stopped' && sync.allPaused
  const count = pressingProblems(overview).length
  return (
    <Alert
      severity={isPaused ? 'warning' : SEVERITIES[state]}
      role="status"
      data-testid="overall-state"
      data-state={state}
    >
      <AlertTitle sx={{ typography: 'h2' }}>
        {state === 'attention' ? t('overview.state.attention', { count }) : t(`overview.state.${state}`)}
      </AlertTitle>
      {(state !== 'attention' || goesOn(sync)) && t(`overview.state.${state}.text`)}{' '}
      {sync.underWay > 0 ? (
        t('overview.underWay', { count: sync.underWay })
      ) : (
        <NextRun nextAt={sync.nextAt} />
      )}
    </Alert>
  )
}

function goesOn({ underWay, nextAt }: Overview['sync']): boolean {
  return underWay > 0 || nextAt !== null
}

const MINUTE = 60_000 // ms

function NextRun({ nextAt }: Pick<Overview['sync'], 'nextAt'>) {
  const { t } = useTranslation()
  const { relative, time } = useFormat()
  const now = useNow()
  if (nextAt === null) return `${t('overview.noNextRun')}.`
  const isSoon = Date.parse(nextAt) - now < MINUTE
  const when = isSoon ? t('overview.nextRun.soon') : `${relative(nextAt, now)} (${time(nextAt)})`
  return <span aria-live="off">{`${t('overview.nextRun', { when })}.`}</span>
}
