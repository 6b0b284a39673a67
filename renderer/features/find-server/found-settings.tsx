import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import Paper from '@mui/material/Paper'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { DiscoveredMailbox, Endpoint } from '#shared/domain/discovery.ts'
import { serviceKindOf } from '#shared/domain/exchange-url.ts'
import { Facts } from '../../components/facts.tsx'
import { ToneIcon } from '../../components/status-chip.tsx'

type FoundSettingsProps = {
  readonly found: DiscoveredMailbox
  /** The address that was searched for. */
  readonly mailbox: string
  readonly url: string
  readonly onChooseUrl: (url: string) => void
}

/** What was found, and where there are two addresses the choice between them. */
export function FoundSettings({ found, mailbox, url, onChooseUrl }: FoundSettingsProps) {
  const { t } = useTranslation()
  const { endpoints, serverVersion, primaryAddress, authenticationMethod, source } = found
  const isOnline = serviceKindOf(found.ewsUrl) === 'exchange-online'
  const facts = [
    {
      name: t('discovery.kind'),
      value: t(`connectors.kind.${isOnline ? 'exchange-online' : 'on-premises'}`),
    },
    { name: t('discovery.mailbox'), value: primaryAddress ?? t('find.assumed', { address: mailbox }) },
    { name: t('find.method.proposed'), value: t(`method.${authenticationMethod}`) },
    { name: t('discovery.version'), value: serverVersion ?? t('discovery.notTold') },
    { name: t('discovery.source'), value: source },
  ]
  return (
    <Paper variant="outlined" component="section" aria-label={t('find.found')} sx={{ p: 2 }}>
      <Stack spacing={1.5}>
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
          <ToneIcon tone="success" />
          <Typography variant="subtitle1" component="h3">
            {t('find.found')}
          </Typography>
        </Stack>
        {endpoints.length > 1 ? (
          <RadioGroup
            aria-label={t('find.which')}
            value={url}
            onChange={(_event, chosen) => {
              onChooseUrl(chosen)
            }}
          >
            {endpoints.map((endpoint) => (
              <FormControlLabel
                key={endpoint.url}
                value={endpoint.url}
                control={<Radio size="small" />}
                label={<EndpointText endpoint={endpoint} />}
              />
            ))}
          </RadioGroup>
        ) : (
          endpoints.map((endpoint) => <EndpointText key={endpoint.url} endpoint={endpoint} />)
        )}
        <Facts facts={facts} />
        {isOnline && <Alert severity="info">{t('find.oauth2')}</Alert>}
      </Stack>
    </Paper>
  )
}

function EndpointText({ endpoint: { url, place, offered } }: { readonly endpoint: Endpoint }) {
  const { t } = useTranslation()
  const isOnline = serviceKindOf(url) === 'exchange-online'
  const answer =
    offered === null
      ? t('discovery.unreachable')
      : `${t('discovery.offered')}: ${offered.join(', ') || t('discovery.notTold')}`
  return (
    <Box sx={{ overflowWrap: 'anywhere' }}>
      <Typography variant="body2" sx={{ fontWeight: 'fontWeightMedium' }}>
        {url}
      </Typography>
      <Typography variant="caption" color="textSecondary">
        {[t(`discovery.${place}`), ...(isOnline && offered === null ? [] : [answer])].join(' · ')}
      </Typography>
    </Box>
  )
}
