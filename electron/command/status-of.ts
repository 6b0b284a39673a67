/** The status document, from what the services know. Pure. */
import type { AccountEntry } from '#shared/contract/contract.ts'
import type { Connector } from '#shared/domain/connector.ts'
import { instantOf } from '#shared/domain/ids.ts'
import { URGENCIES, type Overview, type Problem } from '#shared/domain/overview.ts'
import type { AccountSchedule } from '#shared/domain/sync-schedule.ts'
import { totalOf } from '#shared/domain/sync.ts'
import type { ErrorText } from '#shared/texts/catalogue.ts'
import type { ListedConnector } from './select.ts'
import {
  LEVELS,
  STATUS_VERSION,
  type AccountStatus,
  type Level,
  type StatusDocument,
} from './status-document.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** Where the interval is short, a restart or an update must not alarm anybody at once. */
const LEAST_LATE_MINUTES = 30
const LATE_INTERVALS = 3

export type StatusFacts = {
  readonly now: number
  readonly programVersion: string
  readonly isRunning: boolean
  readonly overview: Overview
  readonly connectors: readonly ListedConnector[]
  readonly schedule: readonly AccountSchedule[]
  /** Ids of accounts that run or wait. */
  readonly underWay: ReadonlySet<string>
  readonly textOf: (problem: Problem) => ErrorText
  readonly summary: (status: Omit<StatusDocument, 'summary'>) => string
}

export function statusOf(facts: StatusFacts): StatusDocument {
  const { overview, now } = facts
  const active = overview.problems.filter(({ isDismissed }) => !isDismissed)
  const schedules = new Map(facts.schedule.map((each) => [each.accountId, each]))
  const accounts = facts.connectors.flatMap(({ connector, entries }) =>
    entries.map((entry) => accountStatus(entry, connector, schedules, active, facts)),
  )
  // Those that nobody has stopped: they should run by themselves.
  const expected = accounts.filter(({ state }) => EXPECTED.has(state))
  const late = expected.filter(({ isLate }) => isLate).length
  const ages = expected.flatMap(({ minutesSinceLastRun }) => minutesSinceLastRun ?? [])
  const level = levelOf(overview, active, { expected: expected.length, late })
  const status: Omit<StatusDocument, 'summary'> = {
    ok: true,
    document: 'status',
    version: STATUS_VERSION,
    at: instantOf(new Date(now)),
    program: { version: facts.programVersion, isRunning: facts.isRunning },
    level,
    levelNumber: LEVELS.indexOf(level),
    state: overview.state,
    synchronisation: overview.sync,
    counts: {
      accounts: { ...overview.accounts, total: accounts.length, late },
      connectors: { ...overview.connectors, total: sumOf(overview.connectors) },
      problems: problemCounts(active),
    },
    oldestRunMinutes: ages.length === 0 ? null : Math.max(...ages),
    problems: overview.problems.map((problem) => {
      const { id, urgency, kind, cause, since, connector, isDismissed } = problem
      const { what: text, todo } = facts.textOf(problem)
      const code = cause.is === 'error' ? cause.error.code : cause.name
      const mailboxes = problem.accounts.map(({ mailbox }) => mailbox)
      return {
        ...{ id, urgency, kind, code, text, todo, since, mailboxes, isDismissed },
        connector: connector?.name ?? null,
      }
    }),
    endings: overview.endings.map(({ kind, connector, at }) => ({
      ...{ kind, connector: connector.name, at },
      days: Math.floor((Date.parse(at) - now) / DAY),
    })),
    accounts,
    error: null,
  }
  return { ...status, summary: facts.summary(status) }
}

const EXPECTED: ReadonlySet<AccountStatus['state']> = new Set(['automatic', 'running', 'resting', 'offline'])

/** `unknown`: nothing is set up, or another user's data folder was asked. */
function levelOf(
  { state }: Overview,
  problems: readonly Problem[],
  { expected, late }: { readonly expected: number; readonly late: number },
): Level {
  if (state === 'unused') return 'unknown'
  const isEveryoneLate = expected > 0 && late === expected
  if (state === 'stopped' || isEveryoneLate || problems.some(({ urgency }) => urgency === 'critical')) {
    return 'critical'
  }
  return late > 0 || problems.some(({ urgency }) => urgency === 'warning') ? 'warning' : 'ok'
}

function accountStatus(
  { account, lastSync }: AccountEntry,
  connector: Connector,
  schedules: ReadonlyMap<string, AccountSchedule>,
  problems: readonly Problem[],
  { now, underWay }: StatusFacts,
): AccountStatus {
  const schedule = schedules.get(account.id)
  const state = underWay.has(account.id) ? 'running' : (schedule?.state ?? 'inactive')
  const minutes = lastSync && Math.max(0, Math.floor((now - Date.parse(lastSync.endedAt)) / MINUTE))
  const patience = Math.max(LATE_INTERVALS * connector.sync.syncIntervalMinutes, LEAST_LATE_MINUTES)
  return {
    id: account.id,
    mailbox: account.mailbox,
    connector: connector.name,
    state,
    isLate: EXPECTED.has(state) && state !== 'running' && minutes !== null && minutes > patience,
    minutesSinceLastRun: minutes,
    nextAt: schedule?.nextAt ?? null,
    lastRun: lastSync && {
      ...totalOf(lastSync.counts),
      startedAt: lastSync.startedAt,
      endedAt: lastSync.endedAt,
      outcome: lastSync.outcome,
      trigger: lastSync.trigger,
      givenUp: lastSync.givenUp,
      error: lastSync.error?.code ?? null,
    },
    problemCount: problems.filter(({ accounts }) => accounts.some(({ id }) => id === account.id)).length,
  }
}

function problemCounts(problems: readonly Problem[]): StatusDocument['counts']['problems'] {
  const counts = { critical: 0, warning: 0, notice: 0 }
  for (const urgency of URGENCIES)
    counts[urgency] = problems.filter((each) => each.urgency === urgency).length
  return counts
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, each) => sum + each, 0)
}
