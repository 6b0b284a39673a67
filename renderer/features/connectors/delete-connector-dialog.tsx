import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { ConnectorEntry } from '#shared/contract/contract.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'

type DeleteConnectorDialogProps = {
  readonly entry: ConnectorEntry
  readonly open: boolean
  readonly busy: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Names the connector and what goes with it, and what stays. */
export function DeleteConnectorDialog({ entry, ...dialog }: DeleteConnectorDialogProps) {
  const { t } = useTranslation()
  return (
    <ConfirmDialog {...dialog} title={t('connectors.delete.title')} confirmLabel={t('action.delete')}>
      <Stack spacing={1}>
        <Typography>{t('connectors.delete.question', { name: entry.connector.name })}</Typography>
        {entry.accountCount > 0 && (
          <Typography>{t('connectors.delete.accounts', { count: entry.accountCount })}</Typography>
        )}
        <Typography color="textSecondary">{t('connectors.delete.stays')}</Typography>
      </Stack>
    </ConfirmDialog>
  )
}
