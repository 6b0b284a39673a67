import AddIcon from '@mui/icons-material/Add'
import HubIcon from '@mui/icons-material/HubOutlined'
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
import { ConfigurationMenu } from '../configuration/configuration-menu.tsx'
import { SyncButton } from '../sync/sync-button.tsx'
import { SyncPanel } from '../sync/sync-panel.tsx'
import { PauseButton } from '../sync/pause-button.tsx'
import { ConnectorTable } from './connector-table.tsx'
import { StartActions } from './start-actions.tsx'

/** All connectors. */
export function Component() {
  const { t } = useTranslation()
  const connectors = useQuery(connectorsQuery)

  const forbidden = useForbidden('ownConnectors')
  const canSync =
    connectors.data?.some((entry) => entry.connector.active && entry.activeAccountCount > 0) ?? false
  return (
    <Page
      title={t('connectors.title')}
      help="connectors"
      actions={
        <>
          <PauseButton accountIds={null} />
          <SyncButton accountIds={null} canSync={canSync} />
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
