import MailboxIcon from '@mui/icons-material/AlternateEmail'
import Paper from '@mui/material/Paper'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../components/empty-state.tsx'

/** The container of accounts while there is no connector yet to put them in. */
export function UnsavedAccounts() {
  const { t } = useTranslation()
  return (
    <Paper variant="outlined">
      <EmptyState icon={MailboxIcon} title={t('accounts.title')} text={t('accounts.saveFirst')} />
    </Paper>
  )
}
