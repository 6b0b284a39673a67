/**
 * Finds the server of a mailbox from its e-mail address, on a form that need not be saved. Every attempt is shown while
 * it runs; what the search has to ask stands above them. Mounted only while it is open: closing it cancels the search.
 */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { DISCOVERY_LIMITS, type DiscoverySignIn } from '#shared/domain/discovery.ts'
import { mailboxSchema } from '#shared/domain/mailbox.ts'
import type { Trust } from '#shared/domain/trust.ts'
import { HelpDialogTitle } from '../../components/help-dialog-title.tsx'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { FormTextField } from '../../components/form-text-field.tsx'
import { useTrust } from '../trust/use-trust.ts'
import { AttemptList } from './attempt-list.tsx'
import { SearchState } from './search-state.tsx'
import { proposedEndpoint, takenServer, type TakenServer } from './taken-server.ts'
import { useDiscovery } from './use-discovery.ts'

type FindServerDialogProps = {
  /** Whose server; may be empty. */
  readonly mailbox: string
  readonly trust: Trust
  readonly maxFailedLogonAttempts: number
  readonly onTake: (server: TakenServer) => void
  readonly onClose: () => void
}

const schema = z.object({ mailbox: mailboxSchema })

export function FindServerDialog(props: FindServerDialogProps) {
  const { trust, maxFailedLogonAttempts, onTake, onClose } = props
  const { t } = useTranslation()
  const id = useId()
  const run = useDiscovery()
  const { progress } = run
  const [trusted, setTrusted] = useState(trust)
  const [signIn, setSignIn] = useState<DiscoverySignIn | null>(null)
  const [chosenUrl, setChosenUrl] = useState<string | null>(null)
  const { control, handleSubmit, getValues } = useForm({
    resolver: zodResolver(schema),
    defaultValues: { mailbox: props.mailbox },
    mode: 'onTouched',
  })
  const decisions = useTrust()

  const search = (mailbox: string, withSignIn: DiscoverySignIn | null, withTrust: Trust): void => {
    setSignIn(withSignIn)
    setChosenUrl(null)
    void run.start({ mailbox, trust: withTrust, maxFailedLogonAttempts, signIn: withSignIn })
  }
  const review =
    decisions &&
    ((url: string): void => {
      decisions.review({
        url: new URL('/', url).href,
        trust: trusted,
        onDecided: (decided) => {
          setTrusted(decided)
          search(getValues('mailbox').trim(), signIn, decided)
        },
      })
    })
  const state = progress?.state ?? null
  const isOver = state === null || state.name === 'found' || state.name === 'failed'
  const found = state?.name === 'found' ? state.found : null
  const url = chosenUrl ?? (found && (proposedEndpoint(found)?.url ?? found.ewsUrl)) ?? ''

  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="md" fullWidth>
      <HelpDialogTitle id={id} help="findServer">
        {t('find.title')}
      </HelpDialogTitle>
      <DialogContent>
        <Stack spacing={2} sx={{ pt: 1 }}>
          <Box
            component="form"
            noValidate
            sx={{ display: 'grid', gridTemplateColumns: '1fr auto', gap: 1, alignItems: 'start' }}
            onSubmit={(event) => {
              event.stopPropagation()
              void handleSubmit(({ mailbox }) => {
                search(mailbox, null, trusted)
              })(event)
            }}
          >
            <FormTextField
              control={control}
              name="mailbox"
              label={t('find.mailbox')}
              placeholder="anna.meier@example.com"
              hint={t('find.limits', {
                attempt: DISCOVERY_LIMITS.attempt / 1_000,
                total: DISCOVERY_LIMITS.total / 1_000,
              })}
              required
              autoFocus
              disabled={!isOver}
              slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'off' } }}
            />
            {isOver ? (
              <Button
                type="submit"
                variant={found ? 'outlined' : 'contained'}
                disabled={run.isStarting}
                sx={{ minHeight: 40 }}
              >
                {t('find.start')}
              </Button>
            ) : (
              <Button key="cancel" variant="outlined" onClick={run.cancel} sx={{ minHeight: 40 }}>
                {t('find.cancel')}
              </Button>
            )}
          </Box>
          {run.error && <AppErrorAlert error={run.error} />}
          {progress === null ? (
            <Alert severity="info">
              {t('find.intro')} {t('find.empty')}
            </Alert>
          ) : (
            <>
              <SearchState
                progress={progress}
                url={url}
                userName={signIn?.userName ?? progress.mailbox}
                onChooseUrl={setChosenUrl}
                onAnswerHost={run.answerHost}
                onAnswerSignIn={(given) => {
                  setSignIn(given)
                  run.answerSignIn(given)
                }}
                onSearchWith={(given) => {
                  search(progress.mailbox, given, trusted)
                }}
                onReviewCertificate={review ?? undefined}
              />
              <Box>
                <Typography variant="subtitle2" component="h3" color="textSecondary">
                  {t('find.attempts')}
                </Typography>
                <AttemptList attempts={progress.attempts} onReviewCertificate={review ?? undefined} />
              </Box>
            </>
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('action.close')}</Button>
        {found && progress && (
          <Button
            variant="contained"
            onClick={() => {
              onTake(takenServer(found, url, progress.mailbox, signIn))
            }}
          >
            {t('find.take')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}
