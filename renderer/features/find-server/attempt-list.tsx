import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import CircularProgress from '@mui/material/CircularProgress'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { isAboutCertificate } from '#shared/domain/certificate-errors.ts'
import { targetOf, type Attempt } from '#shared/domain/discovery.ts'
import { ToneIcon, type Tone } from '../../components/status-chip.tsx'
import { useErrorText } from '../../i18n/use-error-text.ts'
import { useFormat } from '../../i18n/use-format.ts'

type AttemptListProps = {
  readonly attempts: readonly Attempt[]
  /** Opens the decision about the certificate of a server that was asked. */
  readonly onReviewCertificate: ((url: string) => void) | undefined
}

/** Every attempt of a search, in the order in which they began; it grows while the search runs. */
export function AttemptList({ attempts, onReviewCertificate }: AttemptListProps) {
  const { t } = useTranslation()
  return (
    <Box component="ol" aria-label={t('find.attempts')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {attempts.map((attempt, index) => (
        // Attempts are only ever added at the end.
        <AttemptRow key={index} attempt={attempt} onReviewCertificate={onReviewCertificate} />
      ))}
    </Box>
  )
}

/** That nobody answers at most of the places is usual, and no error of the search. */
function toneOf({ outcome }: Attempt): Exclude<Tone, 'running'> {
  switch (outcome.kind) {
    case 'found':
      return 'success'
    case 'asks-for-sign-in':
    case 'redirected':
      return 'info'
    case 'failed': {
      const { code, category } = outcome.error
      return category === 'auth' || category === 'blocked' || isAboutCertificate(code) ? 'warning' : 'neutral'
    }
    case 'running':
    case 'unneeded':
      return 'cancelled'
  }
}

type AttemptRowProps = Pick<AttemptListProps, 'onReviewCertificate'> & { readonly attempt: Attempt }

function AttemptRow({ attempt, onReviewCertificate }: AttemptRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const errorText = useErrorText()
  const { method, url, status, signedIn, outcome, milliseconds } = attempt
  const isRunning = outcome.kind === 'running'
  const facts = [
    ...(signedIn ? [t('discovery.signedIn')] : []),
    ...(status === null ? [] : [`HTTP ${status}`]),
    ...(isRunning ? [] : [format.duration(milliseconds)]),
  ]
  const isCertificate = outcome.kind === 'failed' && isAboutCertificate(outcome.error.code)
  return (
    <Box component="li" data-testid={`attempt-${method}`} data-outcome={outcome.kind} sx={{ py: 0.75 }}>
      <Stack direction="row" spacing={1.5}>
        {isRunning ? (
          <CircularProgress size={20} aria-hidden sx={{ m: '2px', flexShrink: 0 }} />
        ) : (
          <ToneIcon tone={toneOf(attempt)} />
        )}
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Stack direction="row" spacing={1} sx={{ alignItems: 'baseline' }}>
            <Typography variant="subtitle2" component="span" sx={{ flex: 1 }}>
              {t(`attemptMethods.${method}`)}
            </Typography>
            <Typography variant="caption" color="textSecondary">
              {facts.join(' · ')}
            </Typography>
          </Stack>
          <Typography
            variant="caption"
            color="textSecondary"
            sx={{ display: 'block', overflowWrap: 'anywhere' }}
          >
            {url}
          </Typography>
          <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
            {outcome.kind === 'failed'
              ? errorText(outcome.error).what
              : t(`attemptOutcomes.${outcome.kind}`, { target: targetOf(outcome) })}
          </Typography>
          {isCertificate && onReviewCertificate && (
            <Button
              size="small"
              variant="outlined"
              sx={{ my: 0.5 }}
              onClick={() => {
                onReviewCertificate(url)
              }}
            >
              {t('trust.review')}
            </Button>
          )}
        </Box>
      </Stack>
    </Box>
  )
}
