import type { EwsAccountId } from '#shared/domain/ids.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { useScheduleInList } from './use-sync.ts'

/** When an account runs next by itself, or why it does not. */
export function AccountScheduleText({ accountId }: { readonly accountId: EwsAccountId }) {
  const { t, format } = useTexts()
  const own = useScheduleInList(accountId)
  if (!own || own.state === 'inactive') return null
  const { state, noticesBy, nextAt } = own
  const text = (): string | null => {
    // A row of the list has one line for it; the monitor and the plan say the rest.
    if (state === 'not-begun') return t('sync.schedule.notBegunShort')
    if (state !== 'automatic') return t(`sync.schedule.${state}`)
    if (noticesBy === 'notifications') return t('sync.schedule.notifications')
    return nextAt === null ? null : t('sync.schedule.next', { time: format.time(nextAt) })
  }
  return <span className="plain-caption">{text()}</span>
}
