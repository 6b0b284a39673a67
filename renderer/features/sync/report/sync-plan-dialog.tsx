import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import Stack from '@mui/material/Stack'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { PLANNED_ACTIONS, SYNC_DIRECTIONS, type SyncPlan } from '#shared/domain/sync.ts'
import { syncPlanQuery } from '../../../api/queries.ts'
import { AppErrorAlert } from '../../../components/app-error-alert.tsx'
import { LoadError } from '../../../components/load-error.tsx'
import { Loading } from '../../../components/loading.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useSyncActions } from '../use-sync.ts'

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
  const isMassDeletion = plan.data?.warnings.some(({ code }) => code === 'sync.mass-deletion') ?? false
  const close = (): void => {
    if (plan.isFetching) cancel([accountId])
    onClose()
  }
  return (
    <Dialog open onClose={close} aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id}>{t('sync.plan.title', { name: accountName })}</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Typography color="textSecondary">{t('sync.plan.hint')}</Typography>
          {plan.isFetching && <Loading />}
          {!plan.isFetching && plan.isError && (
            <LoadError error={plan.error} onRetry={() => void plan.refetch()} />
          )}
          {!plan.isFetching && plan.data && (
            <>
              {plan.data.warnings.map((warning) => (
                <AppErrorAlert key={warning.code} error={warning} severity="warning" />
              ))}
              {isMassDeletion && (
                <FormControlLabel
                  label={t('sync.plan.allowDeletion')}
                  control={
                    <Switch
                      checked={allowsDeletion}
                      onChange={(_event, checked) => {
                        setAllowsDeletion(checked)
                      }}
                    />
                  }
                />
              )}
              {plan.data.kinds.some(({ isFirst }) => isFirst) && (
                <Alert severity="info">{t('sync.plan.first')}</Alert>
              )}
              <PlanView plan={plan.data} />
            </>
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('action.cancel')}</Button>
        <Button
          variant="contained"
          disabled={!plan.isSuccess || plan.isFetching}
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

function PlanView({ plan }: { readonly plan: SyncPlan }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  return plan.kinds.map((each) => {
    const lines = SYNC_DIRECTIONS.map((direction) => {
      const { counts, examples } = each[direction]
      const actions = PLANNED_ACTIONS.filter((action) => counts[action] > 0)
      const parts = actions.map((action) => t(`sync.plan.${action}`, { n: number(counts[action]) }))
      return { direction, text: parts.join(', '), examples }
    }).filter(({ text }) => text !== '')
    return (
      <Box key={each.kind} component="section">
        <Typography variant="h3">{t(`syncKind.${each.kind}`)}</Typography>
        {each.matched > 0 && (
          <Typography variant="body2">{t('sync.plan.matched', { n: number(each.matched) })}</Typography>
        )}
        {each.conflicts > 0 && (
          <Typography variant="body2">{t('sync.plan.conflicts', { n: number(each.conflicts) })}</Typography>
        )}
        {lines.length === 0 && <Typography variant="body2">{t('sync.plan.nothing')}</Typography>}
        {lines.map(({ direction, text, examples }) => (
          <Box key={direction}>
            <Typography variant="body2">
              {t(`sync.direction.${direction}`)}: {text}
            </Typography>
            {examples.length > 0 && (
              <Box component="details">
                <Typography
                  component="summary"
                  variant="body2"
                  color="textSecondary"
                  sx={{ cursor: 'pointer' }}
                >
                  {t('sync.plan.examples')}
                </Typography>
                <Box component="ul" sx={{ my: 0.5, pl: 2.5 }}>
                  {examples.map(({ action, subject }, index) => (
                    <Typography key={`${action}-${index}`} component="li" variant="body2">
                      {t(`sync.plan.action.${action}`)}: {subject ?? t('sync.problems.unnamed')}
                    </Typography>
                  ))}
                </Box>
              </Box>
            )}
          </Box>
        ))}
      </Box>
    )
  })
}
