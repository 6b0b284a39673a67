/** Whether the application of a connector has its secret or certificate; takes a new one, never shows one. */
import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectorId } from '#shared/domain/ids.ts'
import { applicationCredentialQuery } from '../../api/queries.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { useFeedback } from '../../components/feedback.ts'
import { ApplicationCredentialDialog } from './application-credential-dialog.tsx'

type ApplicationCredentialProps = {
  /** `null`: the connector is not saved yet. */
  readonly connectorId: ConnectorId | null
  readonly kind: 'secret' | 'certificate'
}

export function ApplicationCredential({ connectorId, kind }: ApplicationCredentialProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { failed } = useFeedback()
  const query = applicationCredentialQuery(connectorId)
  const stored = useQuery(query).data
  const [isOpen, setOpen] = useState(false)
  const clear = useMutation({
    mutationFn: (id: ConnectorId) =>
      unwrap(window.api.applicationCredentials.change({ connectorId: id, change: { kind: 'clear' } })),
    onSuccess: (state) => {
      client.setQueryData(query.queryKey, state)
    },
    onError: (error) => {
      failed(toAppError(error))
    },
  })
  if (connectorId === null) return <Typography>{t('oauth2.credential.saveFirst')}</Typography>
  // One of the other kind is of no use.
  const isOther = stored !== undefined && stored.kind !== null && stored.kind !== kind
  const state = isOther ? 'none' : (stored?.state ?? 'none')
  return (
    <Stack direction="row" spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
      <Stack sx={{ mr: 'auto' }}>
        <Typography variant="subtitle2">{t(`oauth2.credential.${kind}`)}</Typography>
        <Typography variant="body2" color="textSecondary" data-testid="application-credential">
          {t(`oauth2.credential.state.${state}`)}
        </Typography>
      </Stack>
      <Button
        variant="outlined"
        onClick={() => {
          setOpen(true)
        }}
      >
        {t('oauth2.credential.enter')}
      </Button>
      {state !== 'none' && (
        <Button
          disabled={clear.isPending}
          onClick={() => {
            clear.mutate(connectorId)
          }}
        >
          {t('oauth2.credential.clear')}
        </Button>
      )}
      {isOpen && (
        <ApplicationCredentialDialog
          connectorId={connectorId}
          kind={kind}
          onClose={() => {
            setOpen(false)
          }}
        />
      )}
    </Stack>
  )
}
