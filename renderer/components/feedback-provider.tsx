/**
 * What is told in passing, at the bottom left: there it covers neither the titles of dialogs nor their buttons, which
 * are on the right. It is a part of the body and not of the page, so that an open dialog does not hide it from a screen
 * reader.
 */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Portal from '@mui/material/Portal'
import Snackbar from '@mui/material/Snackbar'
import Stack from '@mui/material/Stack'
import type { TFunction } from 'i18next'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '#shared/errors.ts'
import { AppErrorAlert } from './app-error-alert.tsx'
import { FeedbackContext, type Feedback, type Said } from './feedback.ts'

type Message =
  | { readonly kind: 'done'; readonly text: Said | string; readonly language: string }
  | { readonly kind: 'failed'; readonly error: AppError }

const CONFIRMATION_MILLISECONDS = 4000

type FeedbackProviderProps = {
  /** What else is told in passing, above the message. */
  readonly beside?: ReactNode
  readonly children: ReactNode
}

export function FeedbackProvider({ beside, children }: FeedbackProviderProps) {
  const { t, i18n } = useTranslation()
  const [message, setMessage] = useState<Message | null>(null)
  const feedback = useMemo<Feedback>(
    () => ({
      done: (text) => {
        setMessage({ kind: 'done', text, language: i18n.language })
      },
      failed: (error) => {
        setMessage({ kind: 'failed', error })
      },
    }),
    [i18n],
  )
  const close = (): void => {
    setMessage(null)
  }
  const text = message?.kind === 'done' ? textOf(message, t, i18n.language) : null
  return (
    <FeedbackContext value={feedback}>
      {children}
      <Portal>
        <Stack
          spacing={1}
          sx={{
            position: 'fixed',
            left: 16,
            bottom: 16,
            zIndex: 'snackbar',
            maxWidth: 'min(60ch, 100vw - 32px)',
          }}
        >
          {beside}
          <Snackbar
            open={text !== null || message?.kind === 'failed'}
            autoHideDuration={message?.kind === 'done' ? CONFIRMATION_MILLISECONDS : null}
            onClose={(_event, reason) => {
              if (reason !== 'clickaway') close()
            }}
            disableWindowBlurListener
            sx={{ position: 'static', justifyContent: 'flex-start' }}
          >
            <Box>
              {text !== null && (
                <Alert
                  role="status"
                  severity="success"
                  variant="filled"
                  onClose={close}
                  closeText={t('action.close')}
                >
                  {text}
                </Alert>
              )}
              {message?.kind === 'failed' && <AppErrorAlert error={message.error} onClose={close} />}
            </Box>
          </Snackbar>
        </Stack>
      </Portal>
    </FeedbackContext>
  )
}

function textOf(
  { text, language }: Message & { kind: 'done' },
  words: TFunction,
  current: string,
): string | null {
  if (typeof text === 'function') return text(words)
  return language === current ? text : null
}
