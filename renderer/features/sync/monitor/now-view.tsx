/**
 * What the accounts do now: how many are where, what keeps all of them from running, and each of them in a line, those
 * that run on top. Lines listen to the progress of their own account; here only a change of state counts.
 */
import SyncIcon from '@mui/icons-material/Sync'
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import Paper from '@mui/material/Paper'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, useSearchParams } from 'react-router'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { syncScheduleQuery } from '../../../api/queries.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { LoadError } from '../../../components/load-error.tsx'
import { ariaKeys } from '../../../components/shortcuts.ts'
import { useSearchFocus } from '../../../components/use-search-focus.ts'
import { VirtualList } from '../../../components/virtual-list.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { syncStore } from '../sync-store.ts'
import { AccountLine } from './account-line.tsx'
import { groupCounts, GROUPS, type Group } from './account-activity.ts'
import type { MonitoredAccount, MonitoredAccounts } from './monitored-accounts.ts'
import { monitorLines, statesOf } from './monitor-lines.ts'

const LINE_HEIGHT = 65

/** Other screens lead to a group: `/sync?group=trouble`. */
const GROUP_PARAMETER = 'group'

export function NowView({ accounts }: { readonly accounts: MonitoredAccounts }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const schedule = useQuery(syncScheduleQuery)
  const states = useStates()
  const [params] = useSearchParams()
  const [group, setGroup] = useState<Group | null>(
    () => GROUPS.find((each) => each === params.get(GROUP_PARAMETER)) ?? null,
  )
  const [text, setText] = useState('')
  const field = useSearchFocus()
  const [opened, setOpened] = useState<ReadonlySet<EwsAccountId>>(new Set())
  const lines = useMemo(
    () => monitorLines(accounts, schedule.data?.accounts ?? [], states),
    [accounts, schedule.data, states],
  )
  const counts = groupCounts(lines.map((line) => line.group))
  const shown = useMemo(() => {
    const wanted = text.trim().toLowerCase()
    return lines.filter(
      ({ account, group: own }) => (group === null || own === group) && matches(account, wanted),
    )
  }, [lines, group, text])
  if (accounts.size === 0) {
    return (
      <Paper variant="outlined">
        <EmptyState
          icon={SyncIcon}
          title={t('monitor.empty.title')}
          text={t('monitor.empty.text')}
          action={
            <Button component={RouterLink} to="/connectors" variant="outlined">
              {t('monitor.empty.action')}
            </Button>
          }
        />
      </Paper>
    )
  }
  if (schedule.isError) return <LoadError error={schedule.error} onRetry={() => void schedule.refetch()} />
  return (
    <>
      <Obstacles accounts={accounts} />
      <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1, alignItems: 'center', pt: 0.75 }}>
        <TextField
          type="search"
          inputRef={field}
          slotProps={{ htmlInput: { 'aria-keyshortcuts': ariaKeys('search') } }}
          label={t('monitor.search')}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
          }}
          sx={{ width: 220 }}
        />
        <Stack
          direction="row"
          role="group"
          aria-label={t('monitor.groups')}
          sx={{ flexWrap: 'wrap', gap: 0.75 }}
        >
          {[null, ...GROUPS].map((each) => {
            const count = each === null ? lines.length : counts[each]
            const isChosen = group === each
            return (
              (count > 0 || each === null || isChosen) && (
                <Chip
                  key={each ?? 'all'}
                  label={t(`monitor.group.${each ?? 'all'}`, { n: number(count) })}
                  variant={isChosen ? 'filled' : 'outlined'}
                  color={isChosen ? 'primary' : 'default'}
                  aria-pressed={isChosen}
                  onClick={() => {
                    setGroup(isChosen ? null : each)
                  }}
                />
              )
            )
          })}
        </Stack>
        <Typography role="status" variant="body2" color="textSecondary" sx={{ ml: 'auto' }}>
          {counts.running + counts.waiting === 0
            ? t('monitor.idle')
            : t('monitor.underWay', { running: number(counts.running), waiting: number(counts.waiting) })}
        </Typography>
      </Stack>
      <Paper variant="outlined" sx={{ flex: 1, minHeight: 160, display: 'flex', flexDirection: 'column' }}>
        {shown.length === 0 ? (
          <EmptyState icon={SyncIcon} title={t('monitor.noneFound')} text={t('monitor.noneFoundText')} />
        ) : (
          <VirtualList
            label={t('monitor.accounts')}
            items={shown}
            keyOf={({ account }) => account.id}
            estimatedHeight={LINE_HEIGHT}
          >
            {({ account, schedule: own }) => (
              <AccountLine
                account={account}
                schedule={own}
                isOpen={opened.has(account.id)}
                onToggle={() => {
                  const next = new Set(opened)
                  if (!next.delete(account.id)) next.add(account.id)
                  setOpened(next)
                }}
              />
            )}
          </VirtualList>
        )}
      </Paper>
    </>
  )
}

function matches({ name, connector }: MonitoredAccount, wanted: string): boolean {
  return wanted === '' || name.toLowerCase().includes(wanted) || connector.name.toLowerCase().includes(wanted)
}

/** What keeps accounts from running: a pause for all, no network, a connector that rests. */
function Obstacles({ accounts }: { readonly accounts: MonitoredAccounts }) {
  const { t } = useTranslation()
  const { time, number } = useFormat()
  const schedule = useQuery(syncScheduleQuery).data
  if (!schedule) return null
  const offline = schedule.accounts.filter(({ state }) => state === 'offline').length
  const nameOf = (connectorId: string): string =>
    [...accounts.values()].find(({ connector }) => connector.id === connectorId)?.connector.name ?? ''
  return (
    <>
      {schedule.allPaused && <Alert severity="info">{t('monitor.allPaused')}</Alert>}
      {offline > 0 && (
        <Alert severity="warning">{t('monitor.offline', { count: offline, n: number(offline) })}</Alert>
      )}
      {schedule.resting.map(({ connectorId, until }) => (
        <Alert key={connectorId} severity="warning">
          {t('monitor.resting', { name: nameOf(connectorId), time: time(until) })}
        </Alert>
      ))}
    </>
  )
}

/** Who runs or waits, as one text: it changes when somebody begins or ends, not with progress. */
function useStates(): string {
  return useSyncExternalStore(syncStore.subscribe, () => statesOf(syncStore.snapshot().values(), Date.now()))
}
