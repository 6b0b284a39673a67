import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { HelpDialogTitle } from '../../../components/help-dialog-title.tsx'
import { NO_FILTER, runFilterOf } from '../monitor/history-filter.ts'
import { useMonitoredAccounts } from '../monitor/monitored-accounts.ts'
import { ConflictList } from './conflict-list.tsx'
import { HistoryBar } from './history-bar.tsx'
import { ProblemList } from './problem-list.tsx'
import { RunHistory } from './run-history.tsx'
import { SyncPlanDialog } from './sync-plan-dialog.tsx'

const NAMES = ['runs', 'problems', 'conflicts'] as const
export type ReportList = (typeof NAMES)[number]

type SyncReportDialogProps = {
  readonly accountId: EwsAccountId
  readonly accountName: string
  readonly first: ReportList
  readonly onClose: () => void
}

/** What happened to an account: its runs, the objects that fail, and the conflicts; as the monitor shows them for all. */
export function SyncReportDialog({ accountId, accountName, first, onClose }: SyncReportDialogProps) {
  const { t } = useTranslation()
  const id = useId()
  const [list, setList] = useState<ReportList>(first)
  const [isPlanning, setPlanning] = useState(false)
  const { accounts } = useMonitoredAccounts()
  const accountIds = useMemo(() => [accountId], [accountId])
  if (isPlanning) return <SyncPlanDialog accountId={accountId} accountName={accountName} onClose={onClose} />
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby={id}
      maxWidth="lg"
      fullWidth
      slotProps={{ paper: { sx: { height: 1 } } }}
    >
      <HelpDialogTitle id={id} help="sync.report">
        {t('sync.report.title', { name: accountName })}
      </HelpDialogTitle>
      <Tabs
        value={list}
        onChange={(_event, next: ReportList) => {
          setList(next)
        }}
        aria-label={t('sync.report.title', { name: accountName })}
        sx={{ px: 2 }}
      >
        {NAMES.map((name) => (
          <Tab
            key={name}
            value={name}
            label={t(`sync.report.${name}`)}
            id={`${id}-${name}`}
            aria-controls={`${id}-content`}
          />
        ))}
      </Tabs>
      <DialogContent
        dividers
        role="tabpanel"
        id={`${id}-content`}
        aria-labelledby={`${id}-${list}`}
        sx={{ display: 'flex', flexDirection: 'column', gap: 1, minHeight: 0 }}
      >
        {list === 'runs' && (
          <AccountRuns
            accountId={accountId}
            onOpen={(what) => {
              if (what === 'plan') setPlanning(true)
              else setList('problems')
            }}
          />
        )}
        {list === 'problems' && <ProblemList accounts={accounts} accountIds={accountIds} />}
        {list === 'conflicts' && <ConflictList accounts={accounts} accountIds={accountIds} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('action.close')}</Button>
      </DialogActions>
    </Dialog>
  )
}

type AccountRunsProps = {
  readonly accountId: EwsAccountId
  readonly onOpen: (what: 'plan' | 'problems') => void
}

function AccountRuns({ accountId, onOpen }: AccountRunsProps) {
  const { accounts } = useMonitoredAccounts()
  const [filter, setFilter] = useState({ ...NO_FILTER, who: { kind: 'account', id: accountId } as const })
  const [openedAt] = useState(() => Date.now())
  const runFilter = useMemo(() => runFilterOf(filter, accounts, openedAt), [filter, accounts, openedAt])
  return (
    <>
      <HistoryBar
        filter={filter}
        onChange={(changed) => {
          setFilter({ ...changed, who: { kind: 'account', id: accountId } })
        }}
      />
      <RunHistory
        key={JSON.stringify(runFilter)}
        accounts={accounts}
        filter={runFilter}
        isOfMany={false}
        onOpen={(_run, what) => {
          onOpen(what)
        }}
        onShowAll={
          runFilter.onlyEventful
            ? () => {
                setFilter({ ...filter, showsIdle: true })
              }
            : null
        }
      />
    </>
  )
}
