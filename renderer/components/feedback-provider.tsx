import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Snackbar from '@mui/material/Snackbar'
import { useMemo, useState, type ReactNode } from 'react'
import type { AppError } from '#shared/errors.ts'
import { AppErrorAlert } from './app-error-alert.tsx'
import { FeedbackContext, type Feedback } from './feedback.ts'

type Message =
  { readonly kind: 'done'; readonly text: string } | { readonly kind: 'failed'; readonly error: AppError }

const CONFIRMATION_MILLISECONDS = 4000

export function FeedbackProvider({ children }: { readonly children: ReactNode }) {
  const [message, setMessage] = useState<Message | null>(null)
  const feedback = useMemo<Feedback>(
    () => ({
      done: (text) => {
        setMessage({ kind: 'done', text })
      },
      failed: (error) => {
        setMessage({ kind: 'failed', error })
      },
    }),
    [],
  )
  const close = (): void => {
    setMessage(null)
  }
  return (
    <FeedbackContext value={feedback}>
      {children}
      <Snackbar
        open={message !== null}
        autoHideDuration={message?.kind === 'done' ? CONFIRMATION_MILLISECONDS : null}
        onClose={(_event, reason) => {
          if (reason !== 'clickaway') close()
        }}
        // The bottom belongs to the buttons of dialogs, which it would cover.
        anchorOrigin={{ vertical: 'top', horizontal: 'center' }}
        disableWindowBlurListener
      >
        <Box sx={{ maxWidth: '60ch' }}>
          {message?.kind === 'done' && (
            <Alert role="status" severity="success" variant="filled" onClose={close}>
              {message.text}
            </Alert>
          )}
          {message?.kind === 'failed' && <AppErrorAlert error={message.error} onClose={close} />}
        </Box>
      </Snackbar>
    </FeedbackContext>
  )
}
