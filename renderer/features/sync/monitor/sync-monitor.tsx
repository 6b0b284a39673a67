/**
 * The synchronisation of all accounts in one place: what runs now, what ran, what fails, and which versions lost. What
 * is shown stands in the address, so that other screens lead to it (`/sync?tab=problems&account=…`).
 */
import Badge from '@mui/material/Badge'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import CloseIcon from '@mui/icons-material/Close'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { syncProblemsQuery } from '../../../api/queries.ts'
import { LoadError } from '../../../components/load-error.tsx'
import { Loading } from '../../../components/loading.tsx'
import { Page } from '../../../components/page.tsx'
import { PauseButton } from '../pause-button.tsx'
import { ConflictList } from '../report/conflict-list.tsx'
import { HistoryBar } from '../report/history-bar.tsx'
import { ProblemList } from '../report/problem-list.tsx'
import { RunHistory } from '../report/run-history.tsx'
import { SyncPlanDialog } from '../report/sync-plan-dialog.tsx'
import { SyncButton } from '../sync-button.tsx'
import { syncStore } from '../sync-store.ts'
import { useSyncActions } from '../use-sync.ts'
import {
  accountIdsOf,
  readFilter,
  readWho,
  runFilterOf,
  writeFilter,
  writeWho,
  type Who,
} from './history-filter.ts'
import { useMonitoredAccounts, type MonitoredAccount, type MonitoredAccounts } from './monitored-accounts.ts'
import { NowView } from './now-view.tsx'
import { WhoField } from './who-field.tsx'

const TABS = ['now', 'history', 'problems', 'conflicts'] as const
type TabName = (typeof TABS)[number]

export function Component() {
  const { t } = useTranslation()
  const { accounts, isPending, error, retry } = useMonitoredAccounts()
  const [params, setParams] = useSearchParams()
  const tab = TABS.find((each) => each === params.get('tab')) ?? 'now'
  const canSync = [...accounts.values()].some(
    ({ connector, entry }) => connector.active && entry.account.active,
  )
  return (
    <Page
      title={t('nav.sync')}
      help="sync"
      fillsWindow
      actions={
        accounts.size > 0 && (
          <>
            <CancelAllButton />
            <PauseButton accountIds={null} />
            <SyncButton accountIds={null} canSync={canSync} variant="outlined" />
          </>
        )
      }
    >
      <Tabs
        value={tab}
        aria-label={t('nav.sync')}
        onChange={(_event, next: TabName) => {
          setParams((before) => {
            const changed = new URLSearchParams(before)
            changed.set('tab', next)
            return changed
          })
        }}
        sx={{ mt: -2, borderBottom: 1, borderColor: 'divider' }}
      >
        {TABS.map((name) => (
          <Tab
            key={name}
            value={name}
            id={`sync-tab-${name}`}
            aria-controls="sync-content"
            label={name === 'problems' ? <ProblemsLabel /> : t(`monitor.tab.${name}`)}
          />
        ))}
      </Tabs>
      <Box
        role="tabpanel"
        id="sync-content"
        aria-labelledby={`sync-tab-${tab}`}
        sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column', gap: 1 }}
      >
        {isPending && <Loading />}
        {error !== null && <LoadError error={error} onRetry={retry} />}
        {!isPending && error === null && (
          <>
            {tab === 'now' && <NowView accounts={accounts} />}
            {tab === 'history' && <HistoryTab accounts={accounts} />}
            {tab === 'problems' && (
              <OfSome accounts={accounts}>
                {(accountIds) => (
                  <ProblemList key={accountIds?.join() ?? ''} accounts={accounts} accountIds={accountIds} />
                )}
              </OfSome>
            )}
            {tab === 'conflicts' && (
              <OfSome accounts={accounts}>
                {(accountIds) => (
                  <ConflictList key={accountIds?.join() ?? ''} accounts={accounts} accountIds={accountIds} />
                )}
              </OfSome>
            )}
          </>
        )}
      </Box>
    </Page>
  )
}

/** Ends whatever runs or waits. Always there, so that nothing moves when runs begin and end. */
function CancelAllButton() {
  const { t } = useTranslation()
  const { cancel } = useSyncActions()
  const isUnderWay = useSyncExternalStore(syncStore.subscribe, () =>
    [...syncStore.snapshot().values()].some(({ state }) => state !== 'ended'),
  )
  return (
    <Button
      startIcon={<CloseIcon />}
      disabled={!isUnderWay}
      onClick={() => {
        cancel(null)
      }}
    >
      {t('monitor.cancelAll')}
    </Button>
  )
}

/** With how many there are, so that nobody has to look whether there is something to do. */
function ProblemsLabel() {
  const { t } = useTranslation()
  const total = useQuery(syncProblemsQuery(null)).data?.total ?? 0
  const label = t('monitor.tab.problems')
  if (total === 0) return label
  return (
    <Badge
      color="error"
      badgeContent={total}
      max={999}
      aria-label={t('monitor.problemsOf', { count: total })}
    >
      <Box component="span" sx={{ pr: 1.5 }}>
        {label}
      </Box>
    </Badge>
  )
}

type OfSomeProps = {
  readonly accounts: MonitoredAccounts
  readonly children: (accountIds: ReturnType<typeof accountIdsOf>) => React.ReactNode
}

/** Of one account, of those of a connector, or of all. */
function OfSome({ accounts, children }: OfSomeProps) {
  const { who, setWho } = useWho()
  const accountIds = useMemo(() => accountIdsOf(who, accounts), [who, accounts])
  return (
    <>
      <Box sx={{ pt: 0.75 }}>
        <WhoField accounts={accounts} who={who} onChange={setWho} />
      </Box>
      {children(accountIds)}
    </>
  )
}

function HistoryTab({ accounts }: { readonly accounts: MonitoredAccounts }) {
  const { who, setWho, openTab } = useWho()
  const [params, setParams] = useSearchParams()
  const [openedAt] = useState(() => Date.now())
  const [planned, setPlanned] = useState<MonitoredAccount | null>(null)
  const filter = useMemo(() => readFilter(params), [params])
  const runFilter = useMemo(() => runFilterOf(filter, accounts, openedAt), [filter, accounts, openedAt])
  const change = (changed: typeof filter): void => {
    setParams((before) => {
      const next = new URLSearchParams(before)
      writeFilter(next, changed)
      return next
    })
  }
  return (
    <>
      <HistoryBar filter={filter} onChange={change}>
        <WhoField accounts={accounts} who={who} onChange={setWho} />
      </HistoryBar>
      <RunHistory
        key={JSON.stringify(runFilter)}
        accounts={accounts}
        filter={runFilter}
        isOfMany={who?.kind !== 'account'}
        onOpen={({ accountId }, what) => {
          if (what === 'problems') openTab('problems', { kind: 'account', id: accountId })
          else setPlanned(accounts.get(accountId) ?? null)
        }}
        onShowAll={
          runFilter.onlyEventful
            ? () => {
                change({ ...filter, showsIdle: true })
              }
            : null
        }
      />
      {planned !== null && (
        <SyncPlanDialog
          accountId={planned.id}
          accountName={planned.name}
          onClose={() => {
            setPlanned(null)
          }}
        />
      )}
    </>
  )
}

/** Whose runs, problems or conflicts are shown, the same in every tab. */
function useWho() {
  const [params, setParams] = useSearchParams()
  const who = useMemo(() => readWho(params), [params])
  const change = (edit: (params: URLSearchParams) => void): void => {
    setParams((before) => {
      const next = new URLSearchParams(before)
      edit(next)
      return next
    })
  }
  return {
    who,
    setWho: (next: Who) => {
      change((edited) => {
        writeWho(edited, next)
      })
    },
    openTab: (tab: TabName, next: Who) => {
      change((edited) => {
        edited.set('tab', tab)
        writeWho(edited, next)
      })
    },
  }
}
