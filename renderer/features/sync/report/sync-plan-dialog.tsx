import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import FormControlLabel from '@mui/material/FormControlLabel'
import LinearProgress from '@mui/material/LinearProgress'
import Stack from '@mui/material/Stack'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncPlan } from '#shared/domain/sync.ts'
import { syncPlanQuery } from '../../../api/queries.ts'
import { HelpDialogTitle } from '../../../components/help-dialog-title.tsx'
import { toAppError } from '../../../api/unwrap.ts'
import { AppErrorAlert } from '../../../components/app-error-alert.tsx'
import { LoadError } from '../../../components/load-error.tsx'
import { useSeconds } from '../../../components/use-now.ts'
import { useDurationWords } from '../use-duration-words.ts'
import { useSyncActions } from '../use-sync.ts'
import { PlanView } from './plan-view.tsx'

type SyncPlanDialogProps = {
  readonly accountId: EwsAccountId
  readonly accountName: string
  readonly onClose: () => void
}

/** What a synchronisation would do, before anything is done; and its start. */
export function SyncPlanDialog({ accountId, accountName, onClose }: SyncPlanDialogProps) {
  const { t } = useTranslation()
  const id = useId()
  const plan = useQuery(syncPlanQuery(accountId))
  const { start, cancel } = useSyncActions()
  const [allowsDeletion, setAllowsDeletion] = useState(false)
  const { isFetching } = plan
  const made = isFetching ? undefined : plan.data
  const wasCancelled = !isFetching && plan.isError && toAppError(plan.error).code === 'sync.cancelled'
  const close = (): void => {
    if (isFetching) cancel([accountId])
    onClose()
  }
  return (
    <Dialog open onClose={close} aria-labelledby={id} maxWidth="md" fullWidth>
      <HelpDialogTitle id={id} help="sync.plan">
        {t('sync.plan.title', { name: accountName })}
      </HelpDialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Typography color="textSecondary">{t('sync.plan.hint')}</Typography>
          {isFetching && (
            <Planning
              onCancel={() => {
                cancel([accountId])
              }}
            />
          )}
          {wasCancelled && (
            <Alert
              severity="info"
              action={
                <Button color="inherit" size="small" onClick={() => void plan.refetch()}>
                  {t('sync.plan.again')}
                </Button>
              }
            >
              {t('sync.plan.cancelled')}
            </Alert>
          )}
          {!isFetching && plan.isError && !wasCancelled && (
            <LoadError error={plan.error} onRetry={() => void plan.refetch()} />
          )}
          {made && <Made plan={made} allowsDeletion={allowsDeletion} onAllow={setAllowsDeletion} />}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('action.close')}</Button>
        <Button
          variant="contained"
          disabled={!made}
          onClick={() => {
            start([accountId], allowsDeletion)
            onClose()
          }}
        >
          {t('sync.plan.start')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** While both sides are looked at, which takes as long as the mailbox is large. */
function Planning({ onCancel }: { readonly onCancel: () => void }) {
  const { t } = useTranslation()
  const { exact } = useDurationWords()
  const [begunAt] = useState(() => Date.now())
  const elapsed = Math.max(0, useSeconds() - begunAt)
  return (
    <Stack spacing={1} sx={{ py: 2 }}>
      <Stack direction="row" spacing={2} sx={{ alignItems: 'center' }}>
        <Typography role="status" sx={{ flex: 1 }}>
          {t('sync.plan.planning')}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {exact(elapsed)}
        </Typography>
        <Button size="small" onClick={onCancel}>
          {t('sync.plan.stop')}
        </Button>
      </Stack>
      <LinearProgress aria-label={t('sync.plan.planning')} />
    </Stack>
  )
}

type MadeProps = {
  readonly plan: SyncPlan
  readonly allowsDeletion: boolean
  readonly onAllow: (allows: boolean) => void
}

function Made({ plan, allowsDeletion, onAllow }: MadeProps) {
  const { t } = useTranslation()
  const { kinds, warnings } = plan
  return (
    <>
      {warnings.map((warning, index) => (
        <AppErrorAlert key={index} error={warning} severity="warning" />
      ))}
      {warnings.some(({ code }) => code === 'sync.planned-mass-deletion') && (
        <FormControlLabel
          label={t('sync.plan.allowDeletion')}
          control={
            <Switch
              checked={allowsDeletion}
              onChange={(_event, checked) => {
                onAllow(checked)
              }}
            />
          }
        />
      )}
      {kinds.some(({ isFirst }) => isFirst) && <Alert severity="info">{t('sync.plan.first')}</Alert>}
      <PlanView plan={plan} />
    </>
  )
}
