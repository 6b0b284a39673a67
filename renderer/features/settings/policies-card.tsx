/** Which policies hold, from where, and what of them cannot be used. */
import ReloadIcon from '@mui/icons-material/Refresh'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormHelperText from '@mui/material/FormHelperText'
import Stack from '@mui/material/Stack'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { policyOf, type PolicyInForce, type PolicyName, type PolicyProblem } from '#shared/domain/policies.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { useFeedback } from '../../components/feedback.ts'
import { useErrorText } from '../../i18n/use-error-text.ts'
import type { SectionProps } from './sections.ts'
import { SettingsCard } from './settings-card.tsx'

export function PoliciesCard({ id, state: { policies } }: SectionProps) {
  const { t } = useTranslation()
  const { done } = useFeedback()
  const { inForce, overridden, problems } = policies
  // The state itself comes with the event that tells of a change.
  const reload = useMutation({
    mutationFn: () => unwrap(window.api.policies.reload()),
    onSuccess: () => {
      done((words) => words('policies.reloaded'))
    },
  })
  return (
    <SettingsCard id={id} title={t('policies.title')} help="settings.policies">
      {reload.error && <AppErrorAlert error={toAppError(reload.error)} />}
      <Typography variant="body2">
        {inForce.length === 0 ? t('policies.none') : t('policies.inForce', { count: inForce.length })}
      </Typography>
      {inForce.length > 0 && <InForceTable inForce={inForce} overridden={overridden} />}
      {problems.length > 0 && <Problems problems={problems} />}
      <Box>
        <Button
          variant="outlined"
          startIcon={<ReloadIcon />}
          disabled={reload.isPending}
          onClick={() => {
            reload.mutate()
          }}
        >
          {t('policies.reload')}
        </Button>
        <FormHelperText>{t('policies.reload.hint')}</FormHelperText>
      </Box>
    </SettingsCard>
  )
}

type InForceTableProps = {
  readonly inForce: readonly PolicyInForce[]
  readonly overridden: readonly PolicyName[]
}

function InForceTable({ inForce, overridden }: InForceTableProps) {
  const { t } = useTranslation()
  const valueText = useValueText()
  return (
    <TableContainer>
      <Table size="small" aria-label={t('policies.table')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('policies.policy')}</TableCell>
            <TableCell>{t('policies.value')}</TableCell>
            <TableCell>{t('policies.source')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {inForce.map((each) => (
            <TableRow key={`${each.policy} ${each.source}`}>
              <TableCell component="th" scope="row">
                {t(`policyTitles.${each.policy}`)}
                <Typography variant="caption" component="div" color="textSecondary" translate="no">
                  {each.policy}
                </Typography>
              </TableCell>
              <TableCell sx={{ overflowWrap: 'anywhere' }}>
                <span translate="no">{valueText(each)}</span>
              </TableCell>
              <TableCell>
                {t(`policySources.${each.source}`)}
                <Typography variant="caption" component="div" color="textSecondary">
                  {t(`policies.level.${overridden.includes(each.policy) ? 'overridden' : each.level}`)}
                </Typography>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

function Problems({ problems }: { readonly problems: readonly PolicyProblem[] }) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const valueText = useValueText()
  return (
    <Stack component="section" spacing={1} aria-labelledby="policy-problems">
      <Typography id="policy-problems" variant="h3">
        {t('policies.problems')}
      </Typography>
      {problems.map(({ source, error, instead }, index) => {
        const { what, todo } = errorText(error)
        return (
          <Alert key={index} severity="warning" role="note">
            <strong>{t(`policySources.${source}`)}:</strong> {what} {todo}{' '}
            {instead
              ? t('policies.instead', {
                  value: valueText(instead),
                  source: t(`policySources.${instead.source}`),
                })
              : error.code === 'policy.invalid' && t('policies.insteadOwn')}
          </Alert>
        )
      })}
    </Stack>
  )
}

function useValueText(): (each: PolicyInForce) => string {
  const { t } = useTranslation()
  return ({ policy, value }) => {
    if (policyOf(policy).values.kind !== 'switch') return value
    return t(value === 'true' ? 'policies.on' : 'policies.off')
  }
}
