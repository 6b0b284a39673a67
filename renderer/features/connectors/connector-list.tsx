import AddIcon from '@mui/icons-material/Add'
import SearchIcon from '@mui/icons-material/TravelExplore'
import HubIcon from '@mui/icons-material/HubOutlined'
import SyncIcon from '@mui/icons-material/Sync'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Stack from '@mui/material/Stack'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { ConnectorEntry } from '#shared/contract/contract.ts'
import { connectorsQuery } from '../../api/queries.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { ConfigurationMenu } from '../configuration/configuration-menu.tsx'
import { SyncPanel } from '../sync/sync-panel.tsx'
import { PauseButton } from '../sync/pause-button.tsx'
import { useSyncActions } from '../sync/use-sync.ts'
import { ExpiringCertificates } from '../trust/expiring-certificates.tsx'
import { FINDS_SERVER } from './finds-server.ts'
import { ConnectorRow } from './connector-row.tsx'
import { OverallHealthLine } from './overall-health-line.tsx'

/** The start screen: all connectors. */
export function ConnectorList() {
  const { t } = useTranslation()
  const connectors = useQuery(connectorsQuery)
  const { start, isStarting } = useSyncActions()
  const isDrawn = connectors.data !== undefined
  useEffect(() => {
    if (isDrawn) markFirstDrawing()
  }, [isDrawn])

  const canSync =
    connectors.data?.some((entry) => entry.connector.active && entry.activeAccountCount > 0) ?? false
  return (
    <Page
      title={t('connectors.title')}
      actions={
        <>
          <PauseButton accountIds={null} />
          <Button
            startIcon={<SyncIcon />}
            disabled={!canSync || isStarting}
            onClick={() => {
              start(null)
            }}
          >
            {t('sync.startAll')}
          </Button>
          <Button
            component={RouterLink}
            to="/connectors/new"
            variant="contained"
            startIcon={<AddIcon />}
            aria-keyshortcuts="Control+N"
          >
            {t('connectors.new')}
          </Button>
          <ConfigurationMenu />
        </>
      }
    >
      {connectors.isError && <LoadError error={connectors.error} onRetry={() => void connectors.refetch()} />}
      {connectors.isPending && <Loading />}
      {connectors.data?.length === 0 && <NoConnectors />}
      {connectors.data && connectors.data.length > 0 && (
        <>
          <OverallHealthLine entries={connectors.data} />
          <ExpiringCertificates entries={connectors.data} />
          <SyncPanel accountIds={null} />
          <ConnectorTable entries={connectors.data} />
        </>
      )}
    </Page>
  )
}

let isMarked = false

/** Read by the start-up benchmark. */
function markFirstDrawing(): void {
  if (isMarked) return
  isMarked = true
  performance.mark('connector-list-drawn')
}

function NoConnectors() {
  const { t } = useTranslation()
  return (
    <Paper variant="outlined">
      <EmptyState
        icon={HubIcon}
        title={t('connectors.empty.title')}
        text={t('connectors.empty.text')}
        action={
          <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', justifyContent: 'center' }}>
            <Button
              component={RouterLink}
              to="/connectors/new"
              state={FINDS_SERVER}
              variant="outlined"
              startIcon={<SearchIcon />}
            >
              {t('connectors.empty.find')}
            </Button>
            <Button component={RouterLink} to="/connectors/new" startIcon={<AddIcon />}>
              {t('connectors.empty.action')}
            </Button>
          </Stack>
        }
      />
    </Paper>
  )
}

function ConnectorTable({ entries }: { readonly entries: readonly ConnectorEntry[] }) {
  const { t } = useTranslation()
  return (
    <TableContainer component={Paper} variant="outlined">
      <Table size="small" aria-label={t('connectors.title')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('field.active')}</TableCell>
            <TableCell>{t('connectors.name')}</TableCell>
            <TableCell>{t('connectors.service')}</TableCell>
            <TableCell>{t('connectors.accounts')}</TableCell>
            <TableCell>{t('test.last')}</TableCell>
            <TableCell>{t('sync.last')}</TableCell>
            <TableCell align="right">{t('table.actions')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {entries.map((entry) => (
            <ConnectorRow key={entry.connector.id} entry={entry} />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}
