import Box from '@mui/material/Box'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { TOKEN_VERDICTS, type TokenVerdict } from '#shared/domain/access-token.ts'
import { StatusChip, type Tone } from '../../components/status-chip.tsx'
import { useFormat } from '../../i18n/use-format.ts'

type VerdictState = (typeof TOKEN_VERDICTS)[TokenVerdict['code']]['state']

const TONES: Readonly<Record<VerdictState, Tone>> = { passed: 'success', warning: 'warning', failed: 'error' }

type TokenVerdictsProps = { readonly verdicts: readonly TokenVerdict[]; readonly now: number }

/** What Exchange needs of a token, whether it is there, and what to do where it is not. */
export function TokenVerdicts({ verdicts, now }: TokenVerdictsProps) {
  const { t } = useTranslation()
  return (
    <section>
      <Typography variant="h3">{t('token.verdicts')}</Typography>
      <Stack component="ul" spacing={1} sx={{ listStyle: 'none', m: 0, my: 1, p: 0 }}>
        {verdicts.map((verdict) => (
          <VerdictLine key={TOKEN_VERDICTS[verdict.code].demand} verdict={verdict} now={now} />
        ))}
      </Stack>
      <Typography variant="caption" color="textSecondary">
        {t('token.unverified')}
      </Typography>
    </section>
  )
}

type VerdictLineProps = { readonly verdict: TokenVerdict; readonly now: number }

function VerdictLine({ verdict: { code, params }, now }: VerdictLineProps) {
  const { t, i18n } = useTranslation()
  const { dateTime, relative } = useFormat()
  const { demand, state } = TOKEN_VERDICTS[code]
  const { until, from, ...others } = params
  const words = {
    ...others,
    ...(from !== undefined && { from: dateTime(from) }),
    ...(until !== undefined && { until: dateTime(until), relative: relative(until, now) }),
  }
  const todo = `token.verdict.${code}.todo` as const
  return (
    <Box
      component="li"
      data-testid={`token-${demand}`}
      data-state={state}
      sx={{ display: 'grid', gridTemplateColumns: '7.5rem 8.5rem 1fr', columnGap: 1, alignItems: 'start' }}
    >
      <Typography variant="body2" sx={{ fontWeight: 'fontWeightBold' }}>
        {t(`token.demand.${demand}`)}
      </Typography>
      <span>
        <StatusChip tone={TONES[state]} label={t(`token.state.${state}`)} />
      </span>
      <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
        {t(`token.verdict.${code}.what`, words)} {i18n.exists(todo) && t(todo as never, words)}
      </Typography>
    </Box>
  )
}
