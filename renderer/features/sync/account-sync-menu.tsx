import MoreIcon from '@mui/icons-material/MoreVert'
import IconButton from '@mui/material/IconButton'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Tooltip from '@mui/material/Tooltip'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { syncScheduleQuery } from '../../api/queries.ts'
import { AccessTokenDialog } from '../sign-in/access-token-dialog.tsx'
import { TraceDialog } from '../trace/trace-dialog.tsx'
import { HistoryDialog } from '../connection-test/history-dialog.tsx'
import { SyncPlanDialog } from './report/sync-plan-dialog.tsx'
import { SyncReportDialog, type ReportList } from './report/sync-report-dialog.tsx'
import { useSyncActions } from './use-sync.ts'

type AccountSyncMenuProps = {
  readonly accountId: EwsAccountId
  readonly accountName: string
  readonly canSync: boolean
  /** Whether it signs in with access tokens. */
  readonly usesTokens: boolean
}

type Open =
  | { readonly kind: 'tests' | 'plan' | 'trace' | 'token' }
  | { readonly kind: 'report'; readonly list: ReportList }

/** Everything about the synchronisation of an account beyond its start: plan, history, problems, pause. */
export function AccountSyncMenu({ accountId, accountName, canSync, usesTokens }: AccountSyncMenuProps) {
  const { t } = useTranslation()
  const id = useId()
  const { pause, resume } = useSyncActions()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [open, setOpen] = useState<Open | null>(null)
  const schedule = useQuery(syncScheduleQuery).data
  const isPaused = schedule?.accounts.find((each) => each.accountId === accountId)?.state === 'paused'
  const choose = (action: () => void) => () => {
    setAnchor(null)
    action()
  }
  const close = (): void => {
    setOpen(null)
  }
  return (
    <>
      <Tooltip title={t('sync.menu')}>
        <IconButton
          size="small"
          aria-label={t('sync.menuOf', { name: accountName })}
          aria-haspopup="menu"
          aria-controls={anchor ? id : undefined}
          onClick={(event) => {
            setAnchor(event.currentTarget)
          }}
        >
          <MoreIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Menu
        id={id}
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => {
          setAnchor(null)
        }}
      >
        <MenuItem
          disabled={!canSync}
          onClick={choose(() => {
            setOpen({ kind: 'plan' })
          })}
        >
          {t('sync.menu.plan')}
        </MenuItem>
        {(['runs', 'problems', 'conflicts'] as const).map((list) => (
          <MenuItem
            key={list}
            onClick={choose(() => {
              setOpen({ kind: 'report', list })
            })}
          >
            {t(`sync.report.${list}`)}
          </MenuItem>
        ))}
        <MenuItem
          onClick={choose(() => {
            setOpen({ kind: 'trace' })
          })}
        >
          {t('trace.menu')}
        </MenuItem>
        {usesTokens && (
          <MenuItem
            onClick={choose(() => {
              setOpen({ kind: 'token' })
            })}
          >
            {t('token.menu')}
          </MenuItem>
        )}
        <MenuItem
          onClick={choose(() => {
            setOpen({ kind: 'tests' })
          })}
        >
          {t('test.history.menu')}
        </MenuItem>
        <MenuItem
          disabled={!canSync}
          onClick={choose(() => {
            if (isPaused) resume([accountId])
            else pause([accountId])
          })}
        >
          {t(isPaused ? 'sync.resume' : 'sync.pause')}
        </MenuItem>
      </Menu>
      {open?.kind === 'tests' && <HistoryDialog owner={accountId} name={accountName} onClose={close} />}
      {open?.kind === 'plan' && (
        <SyncPlanDialog accountId={accountId} accountName={accountName} onClose={close} />
      )}
      {open?.kind === 'trace' && (
        <TraceDialog accountId={accountId} accountName={accountName} onClose={close} />
      )}
      {open?.kind === 'token' && (
        <AccessTokenDialog accountId={accountId} accountName={accountName} onClose={close} />
      )}
      {open?.kind === 'report' && (
        <SyncReportDialog accountId={accountId} accountName={accountName} first={open.list} onClose={close} />
      )}
    </>
  )
}
