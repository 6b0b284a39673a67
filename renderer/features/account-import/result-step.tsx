import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { AccountImportResult } from '#shared/domain/account-import.ts'
import { Facts } from '../../components/facts.tsx'
import { useFormat } from '../../i18n/use-format.ts'

type ResultStepProps = {
  readonly file: string
  readonly result: AccountImportResult
  readonly needsPasswords: boolean
  readonly onClose: () => void
}

const COUNTS = ['accounts', 'primeAccounts', 'passwords', 'left'] as const

/** What was imported, and what is to be done next. */
export function ResultStep({ file, result, needsPasswords, onClose }: ResultStepProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const withoutPassword = needsPasswords ? result.accounts - result.passwords : 0
  return (
    <>
      <DialogContent>
        <Stack spacing={2}>
          <Alert severity="success" role="status">
            {t('accountImport.done')}
          </Alert>
          <Facts
            facts={COUNTS.map((count) => ({
              name: t(`accountImport.done.${count}`),
              value: number(result[count]),
            }))}
          />
          {result.passwords > 0 && (
            <Alert severity="warning" sx={{ overflowWrap: 'anywhere' }}>
              {t('accountImport.done.delete', { file })}
            </Alert>
          )}
          {withoutPassword > 0 && (
            <Alert severity="info">
              {t('accountImport.done.withoutPassword', { count: withoutPassword })}
            </Alert>
          )}
          <Typography variant="body2">{t('accountImport.done.next')}</Typography>
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose} autoFocus>
          {t('action.close')}
        </Button>
      </DialogActions>
    </>
  )
}
