import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import { useTranslation } from 'react-i18next'
import type { AccountEntry } from '#shared/contract/contract.ts'
import { openHelp } from '../help/help-store.ts'
import { SyncPanel } from '../sync/sync-panel.tsx'
import { useSyncProgress } from '../sync/use-sync.ts'
import type { FirstStep, FirstStepsState } from './first-steps.ts'
import { useStepAction } from './use-step-action.ts'

type StepActionsProps = {
  readonly step: FirstStep
  readonly state: FirstStepsState
  readonly isMain: boolean
  /** Somebody has begun. */
  readonly onBegin: () => void
}

/** The buttons of a step, the usual one first. */
export function StepActions({ step, state, isMain, onBegin }: StepActionsProps) {
  const { t } = useTranslation()
  const { act, enterAddress } = useStepAction(state)
  const run = (action: () => void) => () => {
    onBegin()
    action()
  }
  if (step === 'prepare') {
    return (
      <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap' }}>
        <Button variant="contained" onClick={onBegin}>
          {t('firstSteps.prepare.action')}
        </Button>
        <Button
          onClick={() => {
            openHelp({ article: 'on-premises', heading: null })
          }}
        >
          {t('firstSteps.prepare.onPremises')}
        </Button>
        <Button
          onClick={() => {
            openHelp({ article: 'entra', heading: null })
          }}
        >
          {t('firstSteps.prepare.entra')}
        </Button>
      </Stack>
    )
  }
  if (step === 'sync' && state.account) return <FirstSync {...{ state, onBegin }} entry={state.account} />
  const label = {
    server: t('firstSteps.server.find'),
    account: t('firstSteps.account.action'),
    signIn: signInLabel(),
    test: t('firstSteps.test.action'),
    plan: t('firstSteps.plan.action'),
    sync: t('firstSteps.sync.action'),
  }[step]
  return (
    <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap' }}>
      <Button
        variant={isMain ? 'contained' : 'outlined'}
        onClick={run(() => {
          act(step)
        })}
      >
        {label}
      </Button>
      {step === 'server' && (
        <Button variant="outlined" onClick={run(enterAddress)}>
          {t('firstSteps.server.enter')}
        </Button>
      )}
    </Stack>
  )

  function signInLabel(): string {
    if (state.account?.signIn.state === 'application') return t('firstSteps.signIn.connector')
    const isOAuth2 = state.account?.signIn.state === 'required'
    return t(isOAuth2 ? 'firstSteps.signIn.browser' : 'firstSteps.signIn.account')
  }
}

type FirstSyncProps = Pick<StepActionsProps, 'state' | 'onBegin'> & { readonly entry: AccountEntry }

/** The start of the first synchronisation, and its course. */
function FirstSync({ state, entry, onBegin }: FirstSyncProps) {
  const { t } = useTranslation()
  const { act } = useStepAction(state)
  const progress = useSyncProgress(entry.account.id)
  const isRunning = progress !== undefined && progress.state !== 'ended'
  const isActive = entry.account.active && state.connector?.active === true
  const hasFailed = entry.lastSync !== null && entry.lastSync.outcome !== 'succeeded'
  return (
    <Stack spacing={1.5} sx={{ alignItems: 'stretch' }}>
      {!isActive && <Alert severity="warning">{t('firstSteps.sync.inactive')}</Alert>}
      {hasFailed && !isRunning && <Alert severity="warning">{t('firstSteps.sync.failed')}</Alert>}
      <SyncPanel accountIds={[entry.account.id]} />
      <div>
        <Button
          variant="contained"
          disabled={!isActive || isRunning}
          onClick={() => {
            onBegin()
            act('sync')
          }}
        >
          {t('firstSteps.sync.action')}
        </Button>
      </div>
    </Stack>
  )
}
