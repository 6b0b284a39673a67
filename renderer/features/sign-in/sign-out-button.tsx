import Button from '@mui/material/Button'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { useFeedback } from '../../components/feedback.ts'

type SignOutButtonProps = { readonly account: EwsAccount; readonly userName: string }

/** Forgets who is signed in; only then may somebody else sign in for the account. */
export function SignOutButton({ account, userName }: SignOutButtonProps) {
  const { t } = useTranslation()
  const { failed } = useFeedback()
  const [isAsking, setAsking] = useState(false)
  const signOut = useMutation({
    mutationFn: () => unwrap(window.api.signIn.signOut({ accountId: account.id })),
    onError: (error) => {
      failed(toAppError(error))
    },
    onSettled: () => {
      setAsking(false)
    },
  })
  return (
    <>
      <Button
        size="small"
        onClick={() => {
          setAsking(true)
        }}
      >
        {t('signIn.signOut')}
      </Button>
      <ConfirmDialog
        open={isAsking}
        title={t('signIn.signOut.title')}
        confirmLabel={t('signIn.signOut')}
        busy={signOut.isPending}
        onConfirm={() => {
          signOut.mutate()
        }}
        onClose={() => {
          setAsking(false)
        }}
      >
        {t('signIn.signOut.text', { userName, mailbox: account.mailbox })}
      </ConfirmDialog>
    </>
  )
}
