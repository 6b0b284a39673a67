/** The card "Zertifikat": whom this connector trusts beside the operating system, and how to change it. */
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
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
import { StatusChip } from '../../components/status-chip.tsx'
import { useNow } from '../../components/use-now.ts'
import { useFormat } from '../../i18n/use-format.ts'
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
  const canLook = decisions !== null && URL.canParse(url) && new URL(url).protocol === 'https:'
  return (
    <Paper variant="outlined" component="section" aria-labelledby="trust-title" sx={{ p: 2 }}>
      <Stack spacing={1.5}>
        <Typography id="trust-title" variant="h2">
          {t('trust.card')}
        </Typography>
        <TrustSummary trust={trust} onChange={change} />
        {open.error && <AppErrorAlert error={toAppError(open.error)} />}
        <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
          <Button variant="outlined" disabled={!canLook} onClick={() => decisions?.review({ url, trust })}>
            {t('trust.review')}
          </Button>
          <Button
            disabled={open.isPending}
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

type TrustSummaryProps = { readonly trust: Trust; readonly onChange: (trust: Trust) => void }

function TrustSummary({ trust, onChange }: TrustSummaryProps) {
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
  readonly onRemove: () => void
}

function TrustedItem({ text, name, validTo, onRemove }: TrustedItemProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  return (
    <ListItem
      disableGutters
      secondaryAction={
        <IconButton edge="end" size="small" onClick={onRemove} aria-label={t('trust.removeOf', { name })}>
          <DeleteIcon fontSize="small" />
        </IconButton>
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
