import Alert, { type AlertProps } from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Instant } from '#shared/domain/ids.ts'
import type { AppError } from '#shared/errors.ts'
import { useErrorText } from '../i18n/use-error-text.ts'
import { TimeStamp } from './time-stamp.tsx'

type AppErrorAlertProps = {
  readonly error: AppError
  readonly severity?: AlertProps['severity']
  readonly action?: ReactNode
  readonly onClose?: (() => void) | undefined
  /** When it happened, where that is not now. */
  readonly at?: Instant
}

/** What happened, what to do, and the fields that main named, if any. */
export function AppErrorAlert({ error, severity = 'error', action, onClose, at }: AppErrorAlertProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { what, todo } = errorText(error)
  return (
    <Alert
      severity={severity}
      action={action}
      {...(onClose ? { onClose, closeText: t('action.close') } : {})}
    >
      <AlertTitle>{what}</AlertTitle>
      {todo}
      {at && <TimeStamp instant={at} />}
      {error.fields && error.fields.length > 0 && (
        <Box component="ul" sx={{ my: 0.5, pl: 2.5 }}>
          {error.fields.map((field) => {
            const text = errorText(field)
            return (
              <li key={field.path}>
                {text.what} {text.todo}
              </li>
            )
          })}
        </Box>
      )}
    </Alert>
  )
}
