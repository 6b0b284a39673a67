/**
 * Asks whether what is stored may go to a server that got nothing so far. Main refuses it first and names the servers
 * (`server.not-confirmed`); a person confirms them, once for as long as the form or the dialog is there, and the same
 * call goes out once more with them.
 */
import Typography from '@mui/material/Typography'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Result } from '#shared/result.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

type Question = { readonly servers: readonly string[]; readonly answer: (isConfirmed: boolean) => void }

export function useNewServers(): {
  readonly dialog: ReactNode
  /** @returns what the call answers in the end; the refusal itself where the person has not confirmed */
  readonly confirming: <T>(call: (confirmed: string[]) => Promise<Result<T>>) => Promise<Result<T>>
} {
  const { t } = useTranslation()
  const [question, setQuestion] = useState<Question | null>(null)
  const confirmed = useRef<readonly string[]>([])
  const close = (isConfirmed: boolean): void => {
    question?.answer(isConfirmed)
    setQuestion(null)
  }
  return {
    confirming: async (call) => {
      const first = await call([...confirmed.current])
      if (first.ok || first.error.code !== 'server.not-confirmed') return first
      const servers = String(first.error.params.servers).split(', ')
      const isConfirmed = await new Promise<boolean>((answer) => {
        setQuestion({ servers, answer })
      })
      if (!isConfirmed) return first
      confirmed.current = [...confirmed.current, ...servers]
      return await call([...confirmed.current])
    },
    dialog: question && (
      <ConfirmDialog
        open
        title={t('newServers.title')}
        confirmLabel={t('newServers.confirm')}
        onConfirm={() => {
          close(true)
        }}
        onClose={() => {
          close(false)
        }}
      >
        <Typography>{t('newServers.text', { count: question.servers.length })}</Typography>
        <ul>
          {question.servers.map((server) => (
            <li key={server}>
              <Typography
                component="bdi"
                translate="no"
                sx={{ fontFamily: 'monospace', overflowWrap: 'anywhere' }}
              >
                {server}
              </Typography>
            </li>
          ))}
        </ul>
        <Typography>{t('newServers.check')}</Typography>
      </ConfirmDialog>
    ),
  }
}
