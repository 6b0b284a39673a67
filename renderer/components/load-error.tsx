import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import { toAppError } from '../api/unwrap.ts'
import { AppErrorAlert } from './app-error-alert.tsx'

type LoadErrorProps = { readonly error: unknown; readonly onRetry: () => void }

/** A read that failed, with the way to try again. */
export function LoadError({ error, onRetry }: LoadErrorProps) {
  const { t } = useTranslation()
  return (
    <AppErrorAlert
      error={toAppError(error)}
      action={
        <Button color="inherit" size="small" onClick={onRetry}>
          {t('action.retry')}
        </Button>
      }
    />
  )
}
