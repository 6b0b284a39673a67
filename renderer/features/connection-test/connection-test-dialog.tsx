/**
 * The dialog of the connection test. It tests at once when it opens; closing it cancels what still runs.
 * Mounted only while it is open, so that a session and its subscription live exactly as long as the dialog.
 */
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import MenuItem from '@mui/material/MenuItem'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { HelpDialogTitle } from '../../components/help-dialog-title.tsx'
import { useTrust } from '../trust/use-trust.ts'
import { takeOffer, useOfferTakers } from './adopt-offer.ts'
import { HistoryDialog } from './history-dialog.tsx'
import { ReportDialog } from './report-dialog.tsx'
import { ownerOf, remedyTargetOf, resuming, withOffer, withTrust, writing } from './test-request.ts'
import type { StepHelp } from './step-help.tsx'
import { TestReportView } from './test-report-view.tsx'
import { isOver, type TestTarget } from './test-session.ts'
import { useTestSession } from './use-test-session.ts'

type ConnectionTestDialogProps = {
  readonly title: string
  /** One of them is tested at a time, the first one first. */
  readonly targets: readonly TestTarget[]
  readonly onClose: () => void
}

export function ConnectionTestDialog({ title, targets, onClose }: ConnectionTestDialogProps) {
  const { t } = useTranslation()
  const id = useId()
  const { session, run, question } = useTestSession()
  // Frozen at opening: a list that is read again meanwhile must not restart or rename what runs.
  const [first] = useState(targets)
  const [frozen, setFrozen] = useState(first)
  const [chosenKey, setChosenKey] = useState(frozen[0]?.key ?? '')
  const chosen = frozen.find((target) => target.key === chosenKey)
  const start = (targets: readonly TestTarget[]): void => {
    const target = targets.find(({ key }) => key === chosenKey)
    if (target) void session.start(target)
  }

  useEffect(() => {
    if (first[0]) void session.start(first[0])
  }, [session, first])

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
          start(trusting)
        },
      })
    }
  }

  const takers = useOfferTakers()
  const helpOf = (target: TestTarget): StepHelp => ({
    target: remedyTargetOf(target),
    onWrite: () => {
      void session.start(writing(target))
    },
    onResume: () => {
      void session.start(resuming(target))
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
      start(taking)
    },
  })

  const owner = chosen ? ownerOf(chosen) : null
  const ended = run.state === 'ended' ? run.report.id : null
  const isRunning = !isOver(run)
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="md" fullWidth>
      <HelpDialogTitle id={id} help="test">
        {title}
      </HelpDialogTitle>
      <DialogContent>
        <Stack spacing={2} sx={{ pt: 1 }}>
          {frozen.length > 1 && (
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
          <TestReportView
            run={run}
            owner={owner}
            onReviewCertificate={reviewOf(chosen)}
            help={chosen && helpOf(chosen)}
          />
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
        <Button
          disabled={ended === null}
          onClick={() => {
            setBeside('report')
          }}
        >
          {t('test.report')}
        </Button>
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
              start(frozen)
            }}
          >
            {t('test.again')}
          </Button>
        )}
        <Button onClick={onClose} variant="contained">
          {t('action.close')}
        </Button>
      </DialogActions>
      {question}
      {beside === 'report' && ended !== null && (
        <ReportDialog test={{ id: ended, owner }} onClose={closeBeside} />
      )}
      {beside === 'history' && owner !== null && (
        <HistoryDialog owner={owner} name={chosen?.label ?? ''} onClose={closeBeside} />
      )}
    </Dialog>
  )
}
