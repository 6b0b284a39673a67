import Box from '@mui/material/Box'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { AccountEntry } from '#shared/contract/contract.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { useRemoval } from '../deletion/use-removal.ts'

type DeleteAccountsDialogProps = {
  /** At least one. */
  readonly entries: readonly AccountEntry[]
  readonly onClose: () => void
}

const MOST_NAMED = 5

/** Names what goes: one account, or how many and the first of them. */
export function DeleteAccountsDialog({ entries, onClose }: DeleteAccountsDialogProps) {
  const { t } = useTranslation()
  const removal = useRemoval()
  const names = entries.map(({ account }) => account.mailbox)
  const count = names.length
  const [name = ''] = names
  const more = count - MOST_NAMED
  const confirm = (): void => {
    removal.mutate(
      {
        call: () => window.api.accounts.remove({ ids: entries.map(({ account }) => account.id) }),
        text: (words) =>
          count === 1 ? words('account.deleted', { name }) : words('accounts.deleted', { count }),
      },
      { onSettled: onClose },
    )
  }
  return (
    <ConfirmDialog
      open
      title={count === 1 ? t('account.delete.title') : t('accounts.delete.title', { count })}
      confirmLabel={t('action.delete')}
      busy={removal.isPending}
      onClose={onClose}
      onConfirm={confirm}
    >
      <Stack spacing={1}>
        {count === 1 ? (
          <Typography>{t('account.delete.question', { name })}</Typography>
        ) : (
          <>
            <Typography>{t('accounts.delete.question', { count })}</Typography>
            <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
              {names.slice(0, MOST_NAMED).map((each) => (
                <li key={each}>{each}</li>
              ))}
              {more > 0 && <li>{t('accounts.health.more', { count: more })}</li>}
            </Box>
          </>
        )}
        <Typography color="textSecondary">{t('account.delete.stays')}</Typography>
      </Stack>
    </ConfirmDialog>
  )
}
