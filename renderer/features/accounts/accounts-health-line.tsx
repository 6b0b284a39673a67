import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { AccountEntry } from '#shared/contract/contract.ts'
import { isAboutCertificate } from '#shared/domain/certificate-errors.ts'
import type { Connector } from '#shared/domain/connector.ts'
import { useErrorText } from '../../i18n/use-error-text.ts'
import { ReviewButton } from '../trust/review-button.tsx'
import { accountsHealth, type AccountProblem } from './accounts-health.ts'

type AccountsHealthLineProps = { readonly connector: Connector; readonly entries: readonly AccountEntry[] }

/** On top of a connector: is it well, what is wrong, what to do. */
export function AccountsHealthLine({ connector, entries }: AccountsHealthLineProps) {
  const { t } = useTranslation()
  const health = accountsHealth(connector, entries)
  if (!health) return null
  switch (health.state) {
    case 'well':
      return <Alert severity="success">{t('accounts.health.well', { count: health.count })}</Alert>
    case 'connector-inactive':
      return <Alert severity="info">{t('accounts.health.connectorInactive')}</Alert>
    case 'none-active':
      return <Alert severity="info">{t('accounts.health.noneActive')}</Alert>
    case 'unproven': {
      const values = {
        count: health.mailboxes.length,
        names: health.mailboxes.slice(0, MOST_SHOWN).join(', '),
      }
      return <Alert severity="info">{t('accounts.health.unproven', values)}</Alert>
    }
    case 'troubled':
      return <Problems connector={connector} problems={health.problems} />
  }
}

const MOST_SHOWN = 3

type ProblemsProps = { readonly connector: Connector; readonly problems: readonly AccountProblem[] }

function Problems({ connector, problems }: ProblemsProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const textOf = (cause: AccountProblem['cause']): string => {
    if (cause === 'test-failed') return t('accounts.health.testFailed')
    const { what, todo } = errorText(cause)
    return `${what} ${todo}`
  }
  const isCertificate = problems.some(
    ({ cause }) => cause !== 'test-failed' && isAboutCertificate(cause.code),
  )
  const more = problems.length - MOST_SHOWN
  return (
    <Alert severity="error" action={isCertificate && <ReviewButton connector={connector} />}>
      <AlertTitle>{t('accounts.health.troubled', { count: problems.length })}</AlertTitle>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {problems.slice(0, MOST_SHOWN).map(({ mailbox, cause }) => (
          <li key={mailbox}>
            <strong>{mailbox}</strong>: {textOf(cause)}
          </li>
        ))}
        {more > 0 && <li>{t('accounts.health.more', { count: more })}</li>}
      </Box>
    </Alert>
  )
}
