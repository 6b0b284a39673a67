/**
 * One account of the monitor: what it does now, how far it is, how fast, and what comes next; opened, the same by kind
 * and folder. Only this line is drawn again when an event of its account comes.
 */
import CloseIcon from '@mui/icons-material/Close'
import ExpandIcon from '@mui/icons-material/ExpandMore'
import SyncIcon from '@mui/icons-material/Sync'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Stack from '@mui/material/Stack'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountSchedule } from '#shared/domain/sync-schedule.ts'
import { Address } from '../../../components/address.tsx'
import { AccountSyncMenu } from '../account-sync-menu.tsx'
import { SyncPlanDialog } from '../report/sync-plan-dialog.tsx'
import { useSyncActions, useSyncProgress } from '../use-sync.ts'
import { AccountDetails } from './account-details.tsx'
import { AccountProgress } from './account-progress.tsx'
import { ActivityStatus } from './activity-status.tsx'
import type { MonitoredAccount } from './monitored-accounts.ts'

type AccountLineProps = {
  readonly account: MonitoredAccount
  readonly schedule: AccountSchedule | undefined
  readonly isOpen: boolean
  readonly onToggle: () => void
}

export function AccountLine({ account, schedule, isOpen, onToggle }: AccountLineProps) {
  const { t } = useTranslation()
  const id = useId()
  const { name, connector } = account
  const progress = useSyncProgress(account.id)
  return (
    <Box data-testid={`monitor-${account.id}`} data-state={progress?.state ?? 'idle'}>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns:
            'auto minmax(150px, 3fr) minmax(130px, 3fr) minmax(150px, 4fr) minmax(104px, 184px)',
          columnGap: 1.5,
          alignItems: 'center',
          px: 1,
          py: 0.75,
          minHeight: 56,
        }}
      >
        <IconButton
          size="small"
          onClick={onToggle}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          aria-label={t('monitor.detailsOf', { name })}
        >
          <ExpandIcon
            fontSize="small"
            sx={{ transform: isOpen ? 'none' : 'rotate(-90deg)', transition: 'transform 0.15s' }}
          />
        </IconButton>
        <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          <Typography variant="body2" sx={{ fontWeight: 'fontWeightMedium' }}>
            <Address address={name} />
          </Typography>
          <Typography variant="caption" color="textSecondary" component="div">
            {connector.name}
          </Typography>
        </Box>
        <ActivityStatus account={account} schedule={schedule} progress={progress} />
        <AccountProgress account={account} progress={progress} />
        <LineActions account={account} schedule={schedule} />
      </Box>
      {isOpen && (
        <Box id={id} sx={{ pl: 6, pr: 2, pb: 1.5 }}>
          <AccountDetails account={account} progress={progress} />
        </Box>
      )}
    </Box>
  )
}

type LineActionsProps = { readonly account: MonitoredAccount; readonly schedule: AccountSchedule | undefined }

function LineActions({ account, schedule }: LineActionsProps) {
  const { t } = useTranslation()
  const { start, cancel } = useSyncActions()
  const [isPlanning, setPlanning] = useState(false)
  const state = useSyncProgress(account.id)?.state
  const { id, name, entry, connector } = account
  const canSync = connector.active && entry.account.active
  const isUnderWay = state === 'running' || state === 'waiting'
  return (
    <Stack direction="row" sx={{ alignItems: 'center', justifyContent: 'flex-end', flexWrap: 'wrap' }}>
      {!isUnderWay && canSync && schedule?.state === 'not-begun' && (
        <Button
          size="small"
          onClick={() => {
            setPlanning(true)
          }}
          aria-label={t('sync.plan.viewOf', { name })}
          sx={{ whiteSpace: 'nowrap' }}
        >
          {t('sync.menu.plan')}
        </Button>
      )}
      {/* One button for both: whoever has pressed it keeps the focus. */}
      <Tooltip title={isUnderWay ? t('sync.cancel') : t(canSync ? 'sync.start' : 'account.inactive')}>
        <span>
          <IconButton
            size="small"
            disabled={!isUnderWay && !canSync}
            aria-label={t(isUnderWay ? 'sync.cancelOf' : 'sync.startOf', { name })}
            onClick={() => {
              if (isUnderWay) cancel([id])
              else start([id])
            }}
          >
            {isUnderWay ? <CloseIcon fontSize="small" /> : <SyncIcon fontSize="small" />}
          </IconButton>
        </span>
      </Tooltip>
      <AccountSyncMenu
        accountId={id}
        accountName={name}
        canSync={canSync}
        usesTokens={entry.signIn.state !== 'not-used'}
      />
      {isPlanning && (
        <SyncPlanDialog
          accountId={id}
          accountName={name}
          onClose={() => {
            setPlanning(false)
          }}
        />
      )}
    </Stack>
  )
}
