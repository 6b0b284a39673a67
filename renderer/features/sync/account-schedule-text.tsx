import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { syncScheduleQuery } from '../../api/queries.ts'
import { useFormat } from '../../i18n/use-format.ts'

/** When an account runs next by itself, or why it does not. */
export function AccountScheduleText({ accountId }: { readonly accountId: EwsAccountId }) {
  const { t } = useTranslation()
  const { time } = useFormat()
  const schedule = useQuery(syncScheduleQuery).data
  const own = schedule?.accounts.find((each) => each.accountId === accountId)
  if (!own || own.state === 'inactive') return null
  const { state, noticesBy, nextAt } = own
  const text = (): string | null => {
    if (state !== 'automatic') return t(`sync.schedule.${state}`)
    if (noticesBy === 'notifications') return t('sync.schedule.notifications')
    return nextAt === null ? null : t('sync.schedule.next', { time: time(nextAt) })
  }
  return (
    <Typography variant="caption" component="div" color="textSecondary">
      {text()}
    </Typography>
  )
}
