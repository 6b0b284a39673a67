/**
 * The dialog of the connection test. It tests at once when it opens; closing it cancels what still runs.
 * Mounted only while it is open, so that a session and its subscription live exactly as long as the dialog.
 */
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import MenuItem from '@mui/material/MenuItem'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTrust } from '../trust/use-trust.ts'
import { takeOffer, useOfferTakers } from './adopt-offer.ts'
import { HistoryDialog } from './history-dialog.tsx'
import { ReportDialog } from './report-dialog.tsx'
import { ownerOf, remedyTargetOf, resuming, withOffer, withTrust, writing } from './test-request.ts'
import type { StepHelp } from './step-help.tsx'
import { TestReportView } from './test-report-view.tsx'
import { isOver } from './test-runs.ts'
import type { TestTarget } from './test-session.ts'
import { TestTargetList } from './test-target-list.tsx'
import { useTestSession } from './use-test-session.ts'

type ConnectionTestDialogProps = {
  readonly title: string
  readonly targets: readonly TestTarget[]
  /** `choose`: one of the targets, the first one first. `all`: all of them. */
  readonly scope: 'choose' | 'all'
  readonly onClose: () => void
}

export function ConnectionTestDialog({ title, targets, scope, onClose }: ConnectionTestDialogProps) {
  const { t } = useTranslation()
  const id = useId()
  const { session, state } = useTestSession()
  // Frozen at opening: a list that is read again meanwhile must not restart or rename what runs.
  const [first] = useState(targets)
  const [frozen, setFrozen] = useState(first)
  const [chosenKey, setChosenKey] = useState(frozen[0]?.key ?? '')
  const chosenOf = (those: readonly TestTarget[]): readonly TestTarget[] =>
    scope === 'all' ? those : those.filter((target) => target.key === chosenKey)
  const chosen = chosenOf(frozen)

  useEffect(() => {
    session.start(scope === 'all' ? first : first.slice(0, 1))
  }, [session, scope, first])

  const [beside, setBeside] = useState<'report' | 'history' | null>(null)
  const closeBeside = (): void => {
    setBeside(null)
  }
  const decisions = useTrust()
  /** A decision about the certificate holds for all targets, which are then tested anew. */
  const reviewOf = (target: TestTarget | undefined): (() => void) | undefined => {
    if (!decisions || !target) return undefined
    const { url, trust } = target.request.connector
    return () => {
      decisions.review({
        url,
        trust,
        onDecided: (decided) => {
          const trusting = frozen.map((each) => withTrust(each, decided))
          setFrozen(trusting)
          session.start(chosenOf(trusting))
        },
      })
    }
  }

  const takers = useOfferTakers()
  const helpOf = (target: TestTarget): StepHelp => ({
    target: remedyTargetOf(target),
    onWrite: () => {
      session.start(chosenOf(frozen.map((each) => (each.key === target.key ? writing(each) : each))))
    },
    onResume: () => {
      session.start(chosenOf(frozen.map((each) => (each.key === target.key ? resuming(each) : each))))
    },
    onTake: (offer) => {
      if (!takeOffer(takers, offer)) return
      // OAuth2 needs more settings before anything can be tested.
      if (offer.value === 'oauth2') {
        onClose()
        return
      }
      const isOfAll = offer.field === 'authenticationMethod' || offer.field === 'url'
      const taking = frozen.map((each) =>
        isOfAll || each.key === target.key ? withOffer(each, offer) : each,
      )
      setFrozen(taking)
      session.start(chosenOf(taking))
    },
  })

  const run = scope === 'choose' ? state.runs.values().next().value : undefined
  const owner = scope === 'choose' && chosen[0] ? ownerOf(chosen[0]) : null
  const ended = run?.state === 'ended' ? run.report.id : null
  const isRunning = ![...state.runs.values()].every(isOver)
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="md" fullWidth>
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent>
        <Stack spacing={2} sx={{ pt: 1 }}>
          {scope === 'choose' && frozen.length > 1 && (
            <TextField
              select
              id={`${id}-account`}
              label={t('test.account')}
              value={chosenKey}
              disabled={isRunning}
              onChange={(event) => {
                setChosenKey(event.target.value)
              }}
            >
              {frozen.map((target) => (
                <MenuItem key={target.key} value={target.key}>
                  {target.label}
                </MenuItem>
              ))}
            </TextField>
          )}
          {scope === 'all' ? (
            <TestTargetList targets={frozen} state={state} reviewOf={reviewOf} helpOf={helpOf} />
          ) : (
            <TestReportView
              run={run}
              owner={owner}
              onReviewCertificate={reviewOf(chosen[0])}
              help={chosen[0] && helpOf(chosen[0])}
            />
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        {owner !== null && (
          <Button
            disabled={isRunning}
            onClick={() => {
              setBeside('history')
            }}
          >
            {t('test.history')}
          </Button>
        )}
        {scope === 'choose' && (
          <Button
            disabled={ended === null}
            onClick={() => {
              setBeside('report')
            }}
          >
            {t('test.report')}
          </Button>
        )}
        {isRunning ? (
          <Button
            onClick={() => {
              session.cancel()
            }}
          >
            {t('test.cancel')}
          </Button>
        ) : (
          <Button
            onClick={() => {
              session.start(chosen)
            }}
          >
            {t('test.again')}
          </Button>
        )}
        <Button onClick={onClose} variant="contained">
          {t('action.close')}
        </Button>
      </DialogActions>
      {beside === 'report' && ended !== null && (
        <ReportDialog test={{ id: ended, owner }} onClose={closeBeside} />
      )}
      {beside === 'history' && owner !== null && (
        <HistoryDialog owner={owner} name={chosen[0]?.label ?? ''} onClose={closeBeside} />
      )}
    </Dialog>
  )
}
