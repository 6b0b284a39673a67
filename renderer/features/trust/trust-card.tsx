/** The card "Zertifikat": whom this connector trusts beside the operating system, and how to change it. */
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import List from '@mui/material/List'
import ListItem from '@mui/material/ListItem'
import ListItemText from '@mui/material/ListItemText'
import Paper from '@mui/material/Paper'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useWatch, type UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { ConnectorDraft } from '#shared/domain/connector.ts'
import { isExpiringSoon } from '#shared/domain/certificate-validity.ts'
import type { Trust } from '#shared/domain/trust.ts'
import { authoritiesQuery } from '../../api/queries.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { LockNote, useForbidden, useLock } from '../../components/locks.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { useNow } from '../../components/use-now.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { HelpButton } from '../help/help-button.tsx'
import { withAuthority } from './trust-choice.ts'
import { useTrust } from './use-trust.ts'

export function TrustCard({ form }: { readonly form: UseFormReturn<ConnectorDraft> }) {
  const { t } = useTranslation()
  const decisions = useTrust()
  const [url, trust] = useWatch({ control: form.control, name: ['url', 'trust'] })
  const change = (changed: Trust): void => {
    form.setValue('trust', changed, { shouldDirty: true })
  }
  const open = useMutation({
    mutationFn: () => unwrap(window.api.certificates.openAuthorities()),
    onSuccess: (opened) => {
      const added = (opened ?? []).reduce((all, { pem }) => withAuthority(all, pem), trust.authorities)
      if (opened) change({ ...trust, authorities: added })
    },
  })
  const lock = useLock('trust')
  const forbidden = useForbidden('certificateTrust')
  const protocol = URL.canParse(url) ? new URL(url).protocol : null
  const canLook = decisions !== null && protocol === 'https:'
  return (
    <Paper variant="outlined" component="section" aria-labelledby="trust-title" sx={{ p: 2 }}>
      <Stack spacing={1.5}>
        <Stack direction="row" spacing={0.5} sx={{ alignItems: 'center' }}>
          <Typography id="trust-title" variant="h2">
            {t('trust.card')}
          </Typography>
          <HelpButton place="connector.certificate" />
        </Stack>
        {protocol === 'http:' && <Alert severity="warning">{t('trust.unencrypted')}</Alert>}
        <TrustSummary trust={trust} isLocked={lock !== null} onChange={change} />
        {(lock ?? forbidden) && (
          <Typography id="trust-lock" variant="body2" color="textSecondary">
            {lock ? (
              <LockNote lock={lock} />
            ) : (
              forbidden && <LockNote lock={forbidden} text="policies.forbiddenBy" />
            )}
          </Typography>
        )}
        {open.error && <AppErrorAlert error={toAppError(open.error)} />}
        <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap' }}>
          <Button variant="outlined" disabled={!canLook} onClick={() => decisions?.review({ url, trust })}>
            {t('trust.review')}
          </Button>
          <Button
            disabled={open.isPending || lock !== null || forbidden !== null}
            aria-describedby={lock || forbidden ? 'trust-lock' : undefined}
            onClick={() => {
              open.mutate()
            }}
          >
            {t('trust.authorityFromFile')}
          </Button>
        </Stack>
      </Stack>
    </Paper>
  )
}

type TrustSummaryProps = {
  readonly trust: Trust
  readonly isLocked: boolean
  readonly onChange: (trust: Trust) => void
}

function TrustSummary({ trust, isLocked, onChange }: TrustSummaryProps) {
  const { t } = useTranslation()
  const { authorities, fingerprint } = trust
  const known = useQuery(authoritiesQuery(authorities)).data ?? []
  if (fingerprint === null && authorities.length === 0) {
    return <Typography variant="body2">{t('trust.system')}</Typography>
  }
  return (
    <Box>
      <Typography variant="body2">
        {t(fingerprint === null ? 'trust.systemAndAuthorities' : 'trust.pinned')}
      </Typography>
      <List dense aria-label={t('trust.list')}>
        {fingerprint !== null && (
          <TrustedItem
            text={fingerprint}
            name={t('trust.pinnedName')}
            isLocked={isLocked}
            onRemove={() => {
              onChange({ ...trust, fingerprint: null })
            }}
          />
        )}
        {known.map((authority, index) => (
          <TrustedItem
            key={authorities[index]}
            text={authority?.subject ?? t('trust.unreadable')}
            validTo={authority?.validTo}
            name={authority?.subject ?? t('trust.unreadable')}
            isLocked={isLocked}
            onRemove={() => {
              onChange({ ...trust, authorities: authorities.filter((_pem, each) => each !== index) })
            }}
          />
        ))}
      </List>
    </Box>
  )
}

type TrustedItemProps = {
  readonly text: string
  readonly name: string
  readonly validTo?: string | undefined
  readonly isLocked: boolean
  readonly onRemove: () => void
}

function TrustedItem({ text, name, validTo, isLocked, onRemove }: TrustedItemProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  return (
    <ListItem
      disableGutters
      secondaryAction={
        !isLocked && (
          <IconButton edge="end" size="small" onClick={onRemove} aria-label={t('trust.removeOf', { name })}>
            <DeleteIcon fontSize="small" />
          </IconButton>
        )
      }
    >
      <ListItemText
        primary={text}
        secondary={validTo && t('trust.validTo', { date: format.date(validTo) })}
        slotProps={{ primary: { sx: { overflowWrap: 'anywhere' } } }}
      />
      {validTo && isExpiringSoon(validTo, now) && <StatusChip tone="warning" label={t('trust.endsSoon')} />}
    </ListItem>
  )
}
