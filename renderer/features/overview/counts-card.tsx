import Link from '@mui/material/Link'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { Overview } from '#shared/domain/overview.ts'
import { SectionCard } from '../../components/section-card.tsx'
import { ToneIcon, type Tone } from '../../components/status-chip.tsx'
import { useFormat } from '../../i18n/use-format.ts'

const TONES = {
  well: 'success',
  troubled: 'warning',
  notBegun: 'waiting',
  paused: 'cancelled',
  inactive: 'neutral',
} as const satisfies Record<string, Tone>
type CountName = keyof typeof TONES

/** Where those are that are meant. What is well is not chosen: it may run, or never have been tested. */
const CONNECTOR_LINKS: Readonly<Record<CountName, string>> = {
  well: '/connectors',
  troubled: '/connectors?state=attention',
  notBegun: '/connectors',
  paused: '/connectors?state=paused',
  inactive: '/connectors?state=inactive',
}
const ACCOUNT_LINKS: Readonly<Record<CountName, string>> = {
  well: '/sync',
  troubled: '/sync?group=trouble',
  notBegun: '/sync?group=never',
  paused: '/sync?group=still',
  inactive: '/sync?group=still',
}

/** How many connectors and accounts there are, by how they are. */
export function CountsCard({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation()
  return (
    <SectionCard id="counts-title" title={t('overview.counts')}>
      <Stack spacing={2}>
        <Counts
          title={t('overview.counts.connectors')}
          counts={overview.connectors}
          links={CONNECTOR_LINKS}
        />
        <Counts title={t('overview.counts.accounts')} counts={overview.accounts} links={ACCOUNT_LINKS} />
      </Stack>
    </SectionCard>
  )
}

type CountsProps = {
  readonly title: string
  readonly counts: Readonly<Partial<Record<CountName, number>>>
  readonly links: Readonly<Record<CountName, string>>
}

/** Whatever there is none of is left out, but for what is well. */
function Counts({ title, counts, links }: CountsProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const id = useId()
  const names = (Object.keys(TONES) as CountName[]).filter(
    (name) => (counts[name] ?? 0) > 0 || name === 'well',
  )
  return (
    <div>
      <Typography id={id} variant="h3" gutterBottom>
        {title}
      </Typography>
      <Stack component="ul" aria-labelledby={id} spacing={0.5} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {names.map((name) => (
          <Stack key={name} component="li" direction="row" spacing={1} sx={{ alignItems: 'center' }}>
            <ToneIcon tone={(counts[name] ?? 0) > 0 ? TONES[name] : 'neutral'} />
            <Link component={RouterLink} to={links[name]}>
              {t(`overview.count.${name}`, { count: number(counts[name] ?? 0) })}
            </Link>
          </Stack>
        ))}
      </Stack>
    </div>
  )
}
