import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { ConnectorEntry } from '#shared/contract/contract.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { useRemoval } from '../deletion/use-removal.ts'

type DeleteConnectorDialogProps = { readonly entry: ConnectorEntry; readonly onClose: () => void }

/** Names the connector and what goes with it, and what stays. */
export function DeleteConnectorDialog({ entry, onClose }: DeleteConnectorDialogProps) {
  const { t } = useTranslation()
  const removal = useRemoval()
  const { id, name } = entry.connector
  const confirm = (): void => {
    removal.mutate(
      {
        call: () => window.api.connectors.remove({ id }),
        text: (words) => words('connectors.deleted', { name }),
      },
      { onSettled: onClose },
    )
  }
  return (
    <ConfirmDialog
      open
      title={t('connectors.delete.title')}
      confirmLabel={t('action.delete')}
      busy={removal.isPending}
      onClose={onClose}
      onConfirm={confirm}
    >
      <Stack spacing={1}>
        <Typography>{t('connectors.delete.question', { name })}</Typography>
        {entry.accountCount > 0 && (
          <Typography>{t('connectors.delete.accounts', { count: entry.accountCount })}</Typography>
        )}
        <Typography color="textSecondary">{t('connectors.delete.stays')}</Typography>
      </Stack>
    </ConfirmDialog>
  )
}
