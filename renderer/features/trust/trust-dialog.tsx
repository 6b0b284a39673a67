/**
 * A look at the certificate of a server, and the decision about it: trust the authority that issued it, from the chain
 * or from a file, or pin exactly this certificate. Either is confirmed only after the fingerprint was compared, and
 * shows beforehand what it brings. There is no way to go on without a check.
 */
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import Stack from '@mui/material/Stack'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Certificate } from '#shared/domain/certificate.ts'
import type { ConnectorId } from '#shared/domain/ids.ts'
import type { Trust } from '#shared/domain/trust.ts'
import { certificateQuery } from '../../api/queries.ts'
import { unwrap } from '../../api/unwrap.ts'
import { HelpDialogTitle } from '../../components/help-dialog-title.tsx'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { CertificateList } from './certificate-list.tsx'
import { CertificateVerdict } from './certificate-verdict.tsx'
import { trustAfter, type TrustChoice } from './trust-choice.ts'
import { TrustChoices } from './trust-choices.tsx'

type TrustDialogProps = {
  readonly url: string
  readonly trust: Trust
  readonly connectorId: ConnectorId | null
  readonly onDecide: (trust: Trust) => Promise<void>
  readonly onClose: () => void
}

export function TrustDialog({ url, trust, connectorId, onDecide, onClose }: TrustDialogProps) {
  const { t } = useTranslation()
  const id = useId()
  const inspected = useQuery(certificateQuery(url, trust))
  const [choice, setChoice] = useState<TrustChoice | null>(null)
  const [isCompared, setCompared] = useState(false)
  const lookAgain = useMutation({
    // What is saved may be freed from its stop by the look; what stands only in the form has none.
    mutationFn: async () => {
      if (connectorId) await unwrap(window.api.certificates.lookAgain({ connectorId }))
    },
    onSettled: () => inspected.refetch(),
  })
  const decide = useMutation({
    mutationFn: (own: Certificate) => (choice ? onDecide(trustAfter(trust, choice, own)) : Promise.resolve()),
  })
  const shown = inspected.data
  const own = shown?.chain[0]
  const isChanged = shown?.problems[0]?.code === 'tls.pin-mismatch'
  const isBusy = inspected.isFetching || decide.isPending

  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <HelpDialogTitle id={id} help="trust">
        {t('trust.title', { host: new URL(url).host })}
      </HelpDialogTitle>
      <DialogContent>
        {inspected.isPending && <Loading />}
        {inspected.isError && <LoadError error={inspected.error} onRetry={() => void inspected.refetch()} />}
        {shown && own && (
          <Stack spacing={2}>
            <CertificateVerdict shown={shown} isPinned={trust.fingerprint !== null} />
            <CertificateList certificate={own} />
            <TrustChoices
              url={url}
              trust={trust}
              shown={shown}
              choice={choice}
              onChoose={(chosen) => {
                setChoice(chosen)
                setCompared(false)
              }}
              isCompared={isCompared}
              onCompared={setCompared}
            />
          </Stack>
        )}
      </DialogContent>
      <DialogActions>
        {isChanged && (
          <Button
            onClick={() => {
              lookAgain.mutate()
            }}
            disabled={isBusy || lookAgain.isPending}
            sx={{ mr: 'auto' }}
          >
            {t('trust.lookAgain')}
          </Button>
        )}
        <Button onClick={onClose} autoFocus>
          {t(choice ? 'action.cancel' : 'action.close')}
        </Button>
        {own && choice && (
          <Button
            variant="contained"
            disabled={!isCompared || isBusy}
            onClick={() => {
              decide.mutate(own)
            }}
          >
            {t(`trust.confirm.${choice.kind}`)}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}
