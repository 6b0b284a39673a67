import Link from '@mui/material/Link'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { daysLeft, EXPIRY_NOTICE_DAYS } from '#shared/domain/certificate-validity.ts'
import type { Ending } from '#shared/domain/overview.ts'
import { connectorsQuery } from '../../api/queries.ts'
import { SectionCard } from '../../components/section-card.tsx'
import { ToneIcon, type Tone } from '../../components/status-chip.tsx'
import { useNow } from '../../components/use-now.ts'
import { useFormat } from '../../i18n/use-format.ts'

/** From so many days before its end on, the retirement of EWS is a warning; the same as in the list of problems. */
const RETIREMENT_NOTICE_DAYS = 90

/** Certificates and the retirement of EWS, with the days that are left. */
export function EndingsCard({ endings }: { readonly endings: readonly Ending[] }) {
  const { t } = useTranslation()
  return (
    <SectionCard id="endings-title" title={t('overview.endings')}>
      {endings.length === 0 && <NoEndings />}
      <Stack
        component="ul"
        aria-labelledby="endings-title"
        spacing={1}
        sx={{ m: 0, p: 0, listStyle: 'none', maxHeight: 240, overflow: 'auto' }}
      >
        {endings.map((ending) => (
          <EndingItem key={`${ending.kind} ${ending.connector.id}`} ending={ending} />
        ))}
      </Stack>
    </SectionCard>
  )
}

function NoEndings() {
  const { t } = useTranslation()
  const connectors = useQuery(connectorsQuery).data
  if (!connectors) return null
  const isSecured = connectors.some(({ connector }) => connector.active && connector.url.startsWith('https:'))
  return (
    <Typography color="textSecondary">
      {t(isSecured ? 'overview.endings.none' : 'overview.endings.unencrypted')}
    </Typography>
  )
}

function EndingItem({ ending }: { readonly ending: Ending }) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const { kind, connector, at } = ending
  const days = daysLeft(at, useNow())
  const left = days < 0 ? t('overview.ending.ended') : t('overview.ending.days', { count: days })
  return (
    <Stack component="li" direction="row" spacing={1} sx={{ alignItems: 'flex-start' }}>
      <ToneIcon tone={toneOf(days, kind)} />
      <div>
        <Typography>
          {t(`overview.ending.${kind}`)} ·{' '}
          <Link component={RouterLink} to={`/connectors/${connector.id}`}>
            {connector.name}
          </Link>
        </Typography>
        <Typography variant="caption" color="textSecondary">
          {date(at)}, {left}
        </Typography>
      </div>
    </Stack>
  )
}

function toneOf(days: number, kind: Ending['kind']): Tone {
  if (days < 0) return 'error'
  return days < (kind === 'ews' ? RETIREMENT_NOTICE_DAYS : EXPIRY_NOTICE_DAYS) ? 'warning' : 'success'
}
