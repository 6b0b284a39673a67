/** The filter of the history as a person sets it, as it stands in the address, and as main understands it. Pure. */
import { z } from 'zod'
import {
  connectorIdSchema,
  ewsAccountIdSchema,
  instantOf,
  type ConnectorId,
  type EwsAccountId,
} from '#shared/domain/ids.ts'
import type { RunFilter } from '#shared/domain/sync-monitor.ts'
import {
  syncOutcomeSchema,
  syncTriggerSchema,
  type SyncOutcome,
  type SyncTrigger,
} from '#shared/domain/sync.ts'
import type { MonitoredAccounts } from './monitored-accounts.ts'

export const PERIODS = ['all', 'today', 'week', 'month', 'days'] as const
/** `days`: from one day to another. */
export type Period = (typeof PERIODS)[number]

/** One account, all of a connector, or everybody. */
export type Who =
  | { readonly kind: 'account'; readonly id: EwsAccountId }
  | { readonly kind: 'connector'; readonly id: ConnectorId }
  | null

export type HistoryFilter = {
  readonly who: Who
  readonly outcome: SyncOutcome | null
  readonly trigger: SyncTrigger | null
  readonly period: Period
  /** Days as `2027-03-01`; empty: open. For the period `days`. */
  readonly from: string
  readonly to: string
  readonly showsIdle: boolean
}

export const NO_FILTER: HistoryFilter = {
  ...{ who: null, outcome: null, trigger: null, period: 'all', from: '', to: '' },
  showsIdle: false,
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Whose runs, problems or conflicts an address asks for. */
export function readWho(params: URLSearchParams): Who {
  const account = ewsAccountIdSchema.safeParse(params.get('account'))
  if (account.success) return { kind: 'account', id: account.data }
  const connector = connectorIdSchema.safeParse(params.get('connector'))
  return connector.success ? { kind: 'connector', id: connector.data } : null
}

/** What an address does not say, or says wrongly, is not filtered by. */
export function readFilter(params: URLSearchParams): HistoryFilter {
  const one = <T>(schema: z.ZodType<T>, name: string): T | null => {
    const parsed = schema.safeParse(params.get(name))
    return parsed.success ? parsed.data : null
  }
  const day = (name: string) => one(z.string().regex(DAY), name) ?? ''
  return {
    who: readWho(params),
    outcome: one(syncOutcomeSchema, 'outcome'),
    trigger: one(syncTriggerSchema, 'trigger'),
    period: one(z.enum(PERIODS), 'period') ?? 'all',
    from: day('from'),
    to: day('to'),
    showsIdle: params.get('idle') === 'shown',
  }
}

export function writeWho(params: URLSearchParams, who: Who): void {
  params.delete('account')
  params.delete('connector')
  if (who !== null) params.set(who.kind, who.id)
}

export function writeFilter(params: URLSearchParams, filter: HistoryFilter): void {
  writeWho(params, filter.who)
  const set = (name: string, value: string | null) => {
    if (value === null || value === '') params.delete(name)
    else params.set(name, value)
  }
  set('outcome', filter.outcome)
  set('trigger', filter.trigger)
  set('period', filter.period === 'all' ? null : filter.period)
  set('from', filter.period === 'days' ? filter.from : null)
  set('to', filter.period === 'days' ? filter.to : null)
  set('idle', filter.showsIdle ? 'shown' : null)
}

/** `null`: all accounts. */
export function accountIdsOf(who: Who, accounts: MonitoredAccounts): EwsAccountId[] | null {
  if (who === null) return null
  if (who.kind === 'account') return [who.id]
  return [...accounts.values()].filter(({ connector }) => connector.id === who.id).map(({ id }) => id)
}

/** @param now a moment of today; days are those of this computer */
export function runFilterOf(filter: HistoryFilter, accounts: MonitoredAccounts, now: number): RunFilter {
  const { who, outcome, trigger, showsIdle } = filter
  const [since, until] = limitsOf(filter, now)
  return {
    ...{ accountIds: accountIdsOf(who, accounts), outcome, trigger },
    since: since && instantOf(since),
    until: until && instantOf(until),
    // Who asks for one outcome or trigger wants to see all of them.
    onlyEventful: !showsIdle && outcome === null,
  }
}

function limitsOf({ period, from, to }: HistoryFilter, now: number): [Date | null, Date | null] {
  switch (period) {
    case 'all':
      return [null, null]
    case 'today':
      return [dayBefore(now, 0), null]
    case 'week':
      return [dayBefore(now, 6), null]
    case 'month':
      return [dayBefore(now, 29), null]
    case 'days':
      return [from === '' ? null : beginOf(from, 0), to === '' ? null : beginOf(to, 1)]
  }
}

function dayBefore(now: number, days: number): Date {
  const { year, month, day } = partsOf(new Date(now))
  return new Date(year, month, day - days)
}

function beginOf(day: string, later: number): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later)
}

function partsOf(date: Date) {
  return { year: date.getFullYear(), month: date.getMonth(), day: date.getDate() }
}
