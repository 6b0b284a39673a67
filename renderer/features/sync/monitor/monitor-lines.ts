/** The accounts of the monitor in their order: what runs on top, then what waits, then what needs somebody. Pure. */
import { accountTrouble } from '#shared/domain/health.ts'
import type { AccountSchedule } from '#shared/domain/sync-schedule.ts'
import type { SyncProgress } from '#shared/domain/sync.ts'
import { groupOf, GROUPS, type Group } from './account-activity.ts'
import type { MonitoredAccount, MonitoredAccounts } from './monitored-accounts.ts'

export type MonitorLine = {
  readonly account: MonitoredAccount
  readonly schedule: AccountSchedule | undefined
  readonly group: Group
}

/** A run that nobody has started counts only when it lasts: most are over at once, and lines that jump help nobody. */
const BRIEF_MILLISECONDS = 3_000

/** Who runs or waits, as one text that stays the same while only their progress changes. */
export function statesOf(progresses: Iterable<SyncProgress>, now: number): string {
  return [...progresses]
    .filter((progress) => {
      if (progress.state === 'ended') return false
      if (progress.trigger === 'manual') return true
      return progress.state === 'running' && now - Date.parse(progress.startedAt) > BRIEF_MILLISECONDS
    })
    .map(({ accountId, state }) => `${accountId}=${state}`)
    .join(' ')
}

/** @param states those of `statesOf` */
export function monitorLines(
  accounts: MonitoredAccounts,
  schedules: readonly AccountSchedule[],
  states: string,
): MonitorLine[] {
  const byAccount = new Map(schedules.map((each) => [each.accountId, each]))
  const running = new Map(
    states
      .split(' ')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [id = '', state = 'ended'] = pair.split('=')
        return [id, state as SyncProgress['state']] as const
      }),
  )
  const lines = [...accounts.values()].map((account): MonitorLine => {
    const schedule = byAccount.get(account.id)
    const state = running.get(account.id)
    const activity = state === 'running' || state === 'waiting' ? state : (schedule?.state ?? 'unknown')
    const isTroubled = accountTrouble(account.entry, account.connector) !== null
    return { account, schedule, group: groupOf(activity, isTroubled) }
  })
  const rank = ({ group }: MonitorLine) => GROUPS.indexOf(group)
  return lines.sort(
    (one, other) => rank(one) - rank(other) || one.account.name.localeCompare(other.account.name),
  )
}
