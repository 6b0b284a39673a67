import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isAboutCertificate } from '#shared/domain/certificate-errors.ts'
import type { Attempt, DiscoveryProgress, DiscoverySignIn, PasswordMethod } from '#shared/domain/discovery.ts'
import type { ErrorCode } from '#shared/errors.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { FoundSettings } from './found-settings.tsx'
import { HostQuestionAlert } from './host-question.tsx'
import { SignInForm } from './sign-in-form.tsx'

type SearchStateProps = {
  readonly progress: DiscoveryProgress
  /** Of a found server the address that is taken over. */
  readonly url: string
  readonly userName: string
  readonly onChooseUrl: (url: string) => void
  readonly onAnswerHost: (isAllowed: boolean) => void
  readonly onAnswerSignIn: (signIn: DiscoverySignIn | null) => void
  /** Searches anew with a sign-in. */
  readonly onSearchWith: (signIn: DiscoverySignIn) => void
  readonly onReviewCertificate: ((url: string) => void) | undefined
}

type Methods = readonly [PasswordMethod, ...PasswordMethod[]]

const BOTH: Methods = ['windows', 'basic']

/** What the servers of this search offer, the better one first; both where none has said anything. */
function methodsOf(attempts: readonly Attempt[]): Methods {
  const offered = attempts
    .map(({ outcome }) => (outcome.kind === 'asks-for-sign-in' ? outcome.offered : ''))
    .join(', ')
  const isWindows = /\b(NTLM|Negotiate)\b/.test(offered)
  const isBasic = /\bBasic\b/.test(offered)
  if (isWindows === isBasic) return BOTH
  return isWindows ? ['windows'] : ['basic']
}

/** After these another sign-in can help. */
const ABOUT_SIGN_IN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'sign-in.refused',
  'sign-in.method-not-offered',
  'discovery.sign-in-needed',
])

/** Where a search stands: what it does, asks, has found, or why it has not. */
export function SearchState(props: SearchStateProps) {
  const { progress, url, userName, onSearchWith, onReviewCertificate } = props
  const { t } = useTranslation()
  const { state, attempts, mailbox } = progress
  switch (state.name) {
    case 'searching':
      return (
        <Box>
          <Typography variant="body2" role="status" sx={{ mb: 0.5 }}>
            {t('find.status.searching', { count: attempts.length })}
          </Typography>
          <LinearProgress aria-label={t('find.title')} />
        </Box>
      )
    case 'asks-host':
      return <HostQuestionAlert question={state.question} onAnswer={props.onAnswerHost} />
    case 'asks-sign-in': {
      const { host, methods } = state.question
      const [first = 'basic', ...others] = methods
      return (
        <SignInForm
          title={t('find.signIn.title', { host })}
          text={t('find.signIn.text')}
          methods={[first, ...others]}
          userName={userName}
          submitLabel={t('find.signIn.submit')}
          onSubmit={props.onAnswerSignIn}
          onSkip={() => {
            props.onAnswerSignIn(null)
          }}
        />
      )
    }
    case 'found': {
      const { found } = state
      const knowsMore = found.primaryAddress === null && found.authenticationMethod !== 'oauth2'
      return (
        <Stack spacing={2}>
          <FoundSettings found={found} mailbox={mailbox} url={url} onChooseUrl={props.onChooseUrl} />
          {knowsMore && (
            <SearchAgain
              label={t('find.signIn.more')}
              text={t('find.signIn.moreText')}
              methods={methodsOf(attempts)}
              userName={userName}
              onSearchWith={onSearchWith}
            />
          )}
        </Stack>
      )
    }
    case 'failed': {
      const { error } = state
      if (error.code === 'discovery.cancelled') {
        return (
          <Alert severity="info">
            <AlertTitle>{t('find.cancelled.title')}</AlertTitle>
            {t('find.cancelled.text')}
          </Alert>
        )
      }
      const refused = attempts.find(
        ({ outcome }) => outcome.kind === 'failed' && outcome.error.code === error.code,
      )
      const review =
        isAboutCertificate(error.code) && refused && onReviewCertificate ? (
          <Button
            color="inherit"
            size="small"
            sx={{ whiteSpace: 'nowrap' }}
            onClick={() => {
              onReviewCertificate(refused.url)
            }}
          >
            {t('trust.review')}
          </Button>
        ) : undefined
      return (
        <Stack spacing={2}>
          <AppErrorAlert error={error} action={review} />
          {ABOUT_SIGN_IN.has(error.code) && (
            <SignInForm
              title={t('find.signIn.again')}
              text={t('find.signIn.againText')}
              methods={methodsOf(attempts)}
              userName={userName}
              submitLabel={t('find.signIn.againSubmit')}
              onSubmit={onSearchWith}
            />
          )}
        </Stack>
      )
    }
  }
}

type SearchAgainProps = {
  readonly label: string
  readonly text: string
  readonly methods: Methods
  readonly userName: string
  readonly onSearchWith: (signIn: DiscoverySignIn) => void
}

/** A sign-in that is not needed, but tells more. */
function SearchAgain({ label, text, methods, userName, onSearchWith }: SearchAgainProps) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  if (isOpen) {
    return (
      <SignInForm
        title={label}
        text={t('find.signIn.againText')}
        methods={methods}
        userName={userName}
        submitLabel={t('find.signIn.againSubmit')}
        onSubmit={onSearchWith}
      />
    )
  }
  return (
    <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
      <Typography variant="body2" color="textSecondary" sx={{ flex: 1 }}>
        {text}
      </Typography>
      <Button
        size="small"
        onClick={() => {
          setOpen(true)
        }}
      >
        {label}
      </Button>
    </Stack>
  )
}
