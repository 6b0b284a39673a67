import AddIcon from '@mui/icons-material/Add'
import HubIcon from '@mui/icons-material/HubOutlined'
import SyncIcon from '@mui/icons-material/Sync'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { connectorsQuery } from '../../api/queries.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { LockNote, useForbidden } from '../../components/locks.tsx'
import { Page } from '../../components/page.tsx'
import { ariaKeys } from '../../components/shortcuts.ts'
import { useShortcut } from '../../components/use-shortcut.ts'
import { ConfigurationMenu } from '../configuration/configuration-menu.tsx'
import { SyncPanel } from '../sync/sync-panel.tsx'
import { PauseButton } from '../sync/pause-button.tsx'
import { useSyncActions } from '../sync/use-sync.ts'
import { ConnectorTable } from './connector-table.tsx'
import { StartActions } from './start-actions.tsx'

/** All connectors. */
export function Component() {
  const { t } = useTranslation()
  const connectors = useQuery(connectorsQuery)
  const { start, isStarting } = useSyncActions()

  const forbidden = useForbidden('ownConnectors')
  const canSync =
    connectors.data?.some((entry) => entry.connector.active && entry.activeAccountCount > 0) ?? false
  useShortcut(
    'synchronise',
    () => {
      start(null)
    },
    { isOn: canSync && !isStarting },
  )
  return (
    <Page
      title={t('connectors.title')}
      help="connectors"
      actions={
        <>
          <PauseButton accountIds={null} />
          <Button
            startIcon={<SyncIcon />}
            disabled={!canSync || isStarting}
            aria-keyshortcuts={ariaKeys('synchronise')}
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
            disabled={forbidden !== null}
            aria-keyshortcuts={ariaKeys('newConnector')}
          >
            {t('connectors.new')}
          </Button>
          <ConfigurationMenu />
        </>
      }
    >
      {connectors.isError && <LoadError error={connectors.error} onRetry={() => void connectors.refetch()} />}
      {connectors.isPending && <Loading />}
      {forbidden && (
        <Typography variant="body2" color="textSecondary">
          <LockNote lock={forbidden} text="policies.noOwnConnectors" />
        </Typography>
      )}
      {connectors.data?.length === 0 && <NoConnectors />}
      {connectors.data && connectors.data.length > 0 && (
        <>
          <SyncPanel accountIds={null} />
          <ConnectorTable entries={connectors.data} />
        </>
      )}
    </Page>
  )
}

function NoConnectors() {
  const { t } = useTranslation()
  return (
    <Paper variant="outlined">
      <EmptyState
        icon={HubIcon}
        title={t('connectors.empty.title')}
        text={t('connectors.empty.text')}
        action={<StartActions />}
      />
    </Paper>
  )
}
