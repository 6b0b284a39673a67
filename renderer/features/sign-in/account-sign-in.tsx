/** Who is signed in for an account with OAuth2, or that somebody has to; with the button that does something about it. */
import LoginIcon from '@mui/icons-material/Login'
import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import type { SignInState } from '#shared/domain/sign-in.ts'
import { StatusChip, ToneIcon } from '../../components/status-chip.tsx'
import { useErrorText } from '../../i18n/use-error-text.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { SignInDialog } from './sign-in-dialog.tsx'
import { SignOutButton } from './sign-out-button.tsx'

type AccountSignInProps = {
  readonly account: EwsAccount
  readonly signIn: SignInState
  /** `row`: only what is needed now; `form`: everything that can be done. */
  readonly place: 'row' | 'form'
}

export function AccountSignIn({ account, signIn, place }: AccountSignInProps) {
  const { t } = useTexts()
  const errorText = useErrorText()
  const [isOpen, setOpen] = useState(false)
  if (signIn.state === 'not-used') return null
  if (signIn.state === 'application') {
    return <Typography variant="caption">{t('signIn.application')}</Typography>
  }
  const isSignedIn = signIn.state === 'signed-in'
  // In the row the chip alone says that nobody is signed in.
  const isFirstTime = !isSignedIn && place === 'row' && signIn.error.code === 'oauth2.sign-in-required'
  const words = isSignedIn || isFirstTime ? null : errorText(signIn.error)
  const button = (
    <Button
      size="small"
      variant="outlined"
      startIcon={<LoginIcon />}
      onClick={() => {
        setOpen(true)
      }}
      aria-label={t('signIn.startOf', { name: account.mailbox })}
    >
      {t(signIn.identity === null ? 'signIn.start' : 'signIn.again')}
    </Button>
  )
  return (
    <Stack spacing={0.5} sx={{ alignItems: 'flex-start' }}>
      {isSignedIn ? (
        <Stack direction="row" spacing={0.5} sx={{ alignItems: 'center' }}>
          <ToneIcon tone="success" fontSize="inherit" />
          <Typography variant="caption" sx={{ overflowWrap: 'anywhere' }}>
            {t('signIn.signedInAs', { userName: signIn.identity.userName })}
          </Typography>
        </Stack>
      ) : (
        <StatusChip tone="warning" label={t('signIn.required')} />
      )}
      {words && (
        <Typography variant="caption" color="textSecondary">
          {words.what} {place === 'form' && words.todo}
        </Typography>
      )}
      {(!isSignedIn || place === 'form') && (
        <Stack direction="row" spacing={1}>
          {button}
          {place === 'form' && signIn.identity && (
            <SignOutButton account={account} userName={signIn.identity.userName} />
          )}
        </Stack>
      )}
      {isOpen && (
        <SignInDialog
          account={account}
          onClose={() => {
            setOpen(false)
          }}
        />
      )}
    </Stack>
  )
}
