import InboxIcon from '@mui/icons-material/MoveToInbox'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Stack from '@mui/material/Stack'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountData } from '#shared/domain/data.ts'
import type { PrimeEmailAccount } from '#shared/domain/prime.ts'
import { toAppError } from '../../api/unwrap.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { useFeedback } from '../../components/feedback.ts'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { AccountMenu } from './account-menu.tsx'
import { accountDataQuery, itemQuery } from './data-queries.ts'
import { NewItemMenu } from './edit/new-item-menu.tsx'
import { MailView } from './mail/mail-view.tsx'
import { SyncNowButton } from './sync-now.tsx'
import { TaskView } from './tasks/task-view.tsx'
import { TransferAlert } from './transfer-alert.tsx'
import { TransferContext, type Transfer } from './transfer-notice.ts'
import { viewOfKind, type DataPlace, type DataViewName } from './use-data-place.ts'

/** The calendar is the heaviest part of the application, and is loaded when somebody looks at it. */
const CalendarView = lazy(() => import('./calendar/calendar-view.tsx'))

export type PlaceProps = {
  readonly account: PrimeEmailAccount
  readonly data: AccountData
  readonly place: DataPlace
  readonly go: (change: Partial<DataPlace>) => void
}

type AccountPlacesProps = Pick<PlaceProps, 'account' | 'place' | 'go'>

/** The parts of one account under tabs, with what can be done with it. */
export function AccountPlaces({ account, place, go }: AccountPlacesProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { done } = useFeedback()
  const [transfer, setTransfer] = useState<(Transfer & { readonly at: number }) | null>(null)
  const announce = useCallback(
    (next: Transfer) => {
      setTransfer(next.isExported ? { ...next, at: Date.now() } : null)
      if (!next.isExported)
        done((words) => words(next.what === 'saved' ? 'data.savedHere' : 'data.deleted', { name: next.name }))
    },
    [done],
  )
  const read = useQuery(accountDataQuery(account.id))
  // An object that was asked for without a part of the screen decides about it.
  const isAsked = place.item !== null && place.view === null
  const asked = useQuery({ ...itemQuery(place.item), enabled: isAsked })
  // Asked for by a dialog, it is no reason to take away what lies behind that.
  if (read.isPending || (isAsked && asked.isPending)) return <Loading />
  if (read.isError) return <LoadError error={read.error} onRetry={() => void read.refetch()} />
  const data = read.data
  const view = place.view ?? viewOfKind(asked.data?.item.record.kind)
  const emails = data.folders.reduce((sum, { total }) => sum + total, 0)
  const counts = { mail: emails, calendar: data.appointments, tasks: data.tasks }
  const isEmpty = emails + data.appointments + data.tasks === 0
  const props = { account, data, place, go }
  return (
    <TransferContext value={announce}>
      <Stack spacing={1.5} sx={{ flex: 1, minHeight: 0 }}>
        <ConnectionNotice data={data} />
        {transfer && data.connection?.isActive && (
          <TransferAlert connection={data.connection} transfer={transfer} />
        )}
        {isAsked && asked.isError && <AppErrorAlert severity="warning" error={toAppError(asked.error)} />}
        <Stack
          direction="row"
          spacing={1}
          sx={{ alignItems: 'center', flexWrap: 'wrap', borderBottom: 1, borderColor: 'divider' }}
        >
          <Tabs
            value={view}
            aria-label={t('data.places')}
            onChange={(_event, next: DataViewName) => {
              go({ view: next, item: null })
            }}
            sx={{ mr: 'auto', minHeight: 40, '& .MuiTab-root': { minHeight: 40, py: 1 } }}
          >
            {(['mail', 'calendar', 'tasks'] as const).map((name) => (
              <Tab
                key={name}
                value={name}
                id={`data-tab-${name}`}
                aria-controls={`data-panel-${name}`}
                label={t('data.count', { name: t(`data.${name}`), n: number(counts[name]) })}
              />
            ))}
          </Tabs>
          <NewItemMenu account={account} data={data} go={go} />
          <SyncNowButton data={data} />
          <AccountMenu account={account} />
        </Stack>
        <Box
          role="tabpanel"
          id={`data-panel-${view}`}
          aria-labelledby={`data-tab-${view}`}
          sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}
        >
          {isEmpty ? (
            <Paper variant="outlined">
              <EmptyState
                icon={InboxIcon}
                title={t('data.nothing.title')}
                text={t('data.nothing.text')}
                action={<SyncNowButton data={data} isMain />}
              />
            </Paper>
          ) : (
            <Suspense fallback={<Loading />}>
              {view === 'mail' && <MailView {...props} />}
              {view === 'calendar' && <CalendarView {...props} />}
              {view === 'tasks' && <TaskView {...props} />}
            </Suspense>
          )}
        </Box>
      </Stack>
    </TransferContext>
  )
}

function ConnectionNotice({ data: { connection } }: { readonly data: AccountData }) {
  const { t } = useTranslation()
  if (connection?.isActive) return null
  return (
    <Alert severity="info" sx={{ py: 0 }}>
      {connection ? t('data.inactive', { mailbox: connection.mailbox }) : t('data.notConnected')}
    </Alert>
  )
}
