/**
 * Which ends of certificates are to be told now. Pure.
 *
 * Each is told once when 30, 14, 7 and 1 day are left. Several of these days that passed while the application did not
 * run are one notice, with the days that are left in truth. A new certificate begins anew. What has ended is told by
 * what fails then.
 */
import { daysLeft } from '#shared/domain/certificate-validity.ts'

/** Days before the end; the first is where the overview begins to announce it. */
export const NOTICE_DAYS = [30, 14, 7, 1] as const

export type Expiring = {
  /** What ends: the same as long as it is the same thing, whatever certificate it has. */
  readonly key: string
  /** When, as an instant. */
  readonly at: string
}

/** By key: which end was told, and the last of the days at which it was. */
export type ToldExpiries = Readonly<Record<string, { readonly at: string; readonly days: number }>>

export type ExpiryPlan<E extends Expiring> = {
  readonly notices: readonly { readonly expiring: E; readonly daysLeft: number }[]
  readonly told: ToldExpiries
}

export function expiryPlan<E extends Expiring>(
  expiring: readonly E[],
  told: ToldExpiries,
  now: number,
): ExpiryPlan<E> {
  const notices: { expiring: E; daysLeft: number }[] = []
  const kept: Record<string, ToldExpiries[string]> = {}
  for (const each of expiring) {
    const left = daysLeft(each.at, now)
    const days = NOTICE_DAYS.filter((notice) => left <= notice).at(-1)
    const before = told[each.key]
    const isTold = before?.at === each.at && (days === undefined || before.days <= days)
    if (days !== undefined && left >= 0 && !isTold) {
      notices.push({ expiring: each, daysLeft: left })
      kept[each.key] = { at: each.at, days }
    } else if (before?.at === each.at) kept[each.key] = before
  }
  return { notices, told: kept }
}
