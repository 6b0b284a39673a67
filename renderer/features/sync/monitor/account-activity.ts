/** What an account does now, in one word, and in which group of the monitor it stands. Pure. */
import type { AccountSchedule } from '#shared/domain/sync-schedule.ts'
import type { SyncProgress } from '#shared/domain/sync.ts'

/** `busy`: it runs, and its server has asked to wait. `waiting`: for a place among the accounts that run. */
export type Activity = 'running' | 'busy' | 'waiting' | AccountSchedule['state'] | 'unknown'

export function activityOf(
  progress: SyncProgress | undefined,
  schedule: AccountSchedule | undefined,
  now: number,
): Activity {
  if (progress?.state === 'waiting') return 'waiting'
  if (progress?.state === 'running') {
    return progress.busyUntil !== null && Date.parse(progress.busyUntil) > now ? 'busy' : 'running'
  }
  return schedule?.state ?? 'unknown'
}

export const GROUPS = ['running', 'waiting', 'trouble', 'scheduled', 'never', 'still'] as const
/**
 * `trouble`: by the rule of the overview and the lists. `still`: paused or switched off. `never`: nobody has started it
 * yet.
 */
export type Group = (typeof GROUPS)[number]

/** Whoever runs is shown as running; whoever is switched off is expected by nobody. */
export function groupOf(activity: Activity, isTroubled: boolean): Group {
  switch (activity) {
    case 'running':
    case 'busy':
      return 'running'
    case 'waiting':
      return 'waiting'
    case 'inactive':
      return 'still'
    case 'paused':
      return isTroubled ? 'trouble' : 'still'
    case 'not-begun':
      return isTroubled ? 'trouble' : 'never'
    case 'automatic':
    case 'refused':
    case 'resting':
    case 'offline':
    case 'unknown':
      return isTroubled ? 'trouble' : 'scheduled'
  }
}

/** How many stand in each group. */
export function groupCounts(groups: Iterable<Group>): Readonly<Record<Group, number>> {
  const counts = { running: 0, waiting: 0, trouble: 0, scheduled: 0, never: 0, still: 0 }
  for (const group of groups) counts[group] += 1
  return counts
}
