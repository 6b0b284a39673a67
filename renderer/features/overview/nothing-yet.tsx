import HubIcon from '@mui/icons-material/HubOutlined'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { EmptyState } from '../../components/empty-state.tsx'
import { StartActions } from '../connectors/start-actions.tsx'

/** What stands where nothing is set up yet: the next step, and no figures of nothing. */
export function NothingYet({ hasConnectors }: { readonly hasConnectors: boolean }) {
  const { t } = useTranslation()
  return (
    <Paper variant="outlined">
      {hasConnectors ? (
        <EmptyState
          icon={HubIcon}
          title={t('overview.empty.accounts.title')}
          text={t('overview.empty.accounts.text')}
          action={
            <Button component={RouterLink} to="/connectors" variant="contained">
              {t('overview.empty.connectors')}
            </Button>
          }
        />
      ) : (
        <EmptyState
          icon={HubIcon}
          title={t('overview.empty.title')}
          text={t('overview.empty.text')}
          action={<StartActions />}
        />
      )}
    </Paper>
  )
}
