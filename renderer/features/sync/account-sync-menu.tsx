import MoreVertIcon from '@mui/icons-material/MoreVert'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useId, useState } from 'react'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { plainIcon } from '../../components/plain-icon.tsx'
import { RowAction } from '../../components/row-action.tsx'
import { AccessTokenDialog } from '../sign-in/access-token-dialog.tsx'
import { TraceDialog } from '../trace/trace-dialog.tsx'
import { HistoryDialog } from '../connection-test/history-dialog.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { SyncPlanDialog } from './report/sync-plan-dialog.tsx'
import { SyncReportDialog, type ReportList } from './report/sync-report-dialog.tsx'
import { useAccountSchedule, useSyncCommands } from './use-sync.ts'

const MoreIcon = plainIcon(MoreVertIcon)

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
  const { t, named } = useTexts()
  const id = useId()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [open, setOpen] = useState<Open | null>(null)
  // Of hundreds of menus, most are never opened; one that was goes on to close with its movement.
  const [isUsed, setUsed] = useState(false)
  const choose = (action: () => void) => () => {
    setAnchor(null)
    action()
  }
  const close = (): void => {
    setOpen(null)
  }
  return (
    <>
      <RowAction
        label={named('sync.menuOf', accountName)}
        hint={t('sync.menu')}
        aria-haspopup="menu"
        aria-controls={anchor ? id : undefined}
        onClick={(event) => {
          setAnchor(event.currentTarget)
          setUsed(true)
        }}
      >
        <MoreIcon />
      </RowAction>
      {isUsed && (
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
          <PauseItem
            accountId={accountId}
            disabled={!canSync}
            onChosen={() => {
              setAnchor(null)
            }}
          />
        </Menu>
      )}
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

type PauseItemProps = {
  readonly accountId: EwsAccountId
  readonly disabled: boolean
  readonly onChosen: () => void
}

function PauseItem({ accountId, disabled, onChosen }: PauseItemProps) {
  const { t } = useTexts()
  const { pause, resume } = useSyncCommands()
  const isPaused = useAccountSchedule(accountId)?.state === 'paused'
  return (
    <MenuItem
      disabled={disabled}
      onClick={() => {
        onChosen()
        if (isPaused) resume([accountId])
        else pause([accountId])
      }}
    >
      {t(isPaused ? 'sync.resume' : 'sync.pause')}
    </MenuItem>
  )
}
