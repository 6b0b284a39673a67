/**
 * `status`, `problems`, `retry`, `conflicts`, `runs`: what is known of the accounts that a data folder has connections
 * for. Needs no server and no password.
 */
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import type { SyncConflict, SyncProblem } from '#shared/domain/sync-report.ts'
import { NO_RUN_FILTER } from '#shared/domain/sync-monitor.ts'
import { syncRunSchema, type SyncRun } from '#shared/domain/sync.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { Services } from '../../services/services.ts'
import type { ConflictsCall, ReportCall, RetryCall } from '../calls.ts'
import { allConnections } from '../connection.ts'
import { readKnownConnections } from '../known-connections.ts'
import { failed, toldError, type Answer } from '../output.ts'
import { requirePrimeAccount, requireStore } from '../prime-account.ts'
import { openSession } from '../session.ts'
import { dateTime } from '../texts.ts'
import { usageError } from '../usage-error.ts'
import type { CommandContext } from './command.ts'

type Call = ReportCall | RetryCall | ConflictsCall

export async function report(call: Call, context: CommandContext): Promise<Answer> {
  const store = requireStore(call.data)
  if (!store.ok) return failed(store.error)
  const known = readKnownConnections(call.data)
  if (!known.ok) return failed(known.error)
  const connections = allConnections(known.value)
  const services = openSession({ dataFolder: call.data, connections, onIncident: context.onIncident })
  try {
    const addresses = await services.engine.listEmailAccounts(null)
    if (!addresses.ok) return failed(addresses.error)
    const chosen = call.account === null ? ok(null) : await requirePrimeAccount(services.engine, call.account)
    if (!chosen.ok) return failed(chosen.error)
    const accounts = connections.accounts.flatMap((account): ReportedAccount[] => {
      const { primeEmailAccountId } = account
      if (chosen.value !== null && chosen.value !== primeEmailAccountId) return []
      const address = addresses.value.find(({ id }) => id === primeEmailAccountId)?.address
      const connector = connections.connectors.find(({ id }) => id === account.connectorId)
      if (address === undefined || !connector) return []
      const active = account.active && connector.active
      return [{ account, address, url: account.url || connector.url, active }]
    })
    if (call.account !== null && accounts.length === 0) return failed(appError('account.not-found'))
    const answer = await answerTo(call, accounts, services, context)
    return answer.ok ? answer.value : failed(answer.error)
  } finally {
    await services.close()
  }
}

type ReportedAccount = {
  readonly account: EwsAccount
  readonly address: string
  readonly url: string
  readonly active: boolean
}

function answerTo(
  call: Call,
  accounts: readonly ReportedAccount[],
  services: Services,
  context: CommandContext,
): Promise<Result<Answer>> {
  switch (call.command) {
    case 'status':
      return status(call, accounts, services, context)
    case 'problems':
      return problems(accounts, services, context)
    case 'runs':
      return runs(call, accounts, services, context)
    case 'retry':
      return retry(call, accounts, services, context)
    case 'conflicts':
      return call.restore === null
        ? conflicts(call, accounts, services, context)
        : restore(call.restore, services, context)
  }
}

async function status(
  { style }: ReportCall,
  accounts: readonly ReportedAccount[],
  { reports }: Services,
  { t }: CommandContext,
): Promise<Result<Answer>> {
  const told = []
  const lines: string[] = []
  for (const { account, address, url, active } of accounts) {
    const past = await reports.runs({ ...NO_RUN_FILTER, accountIds: [account.id], after: null, limit: 1 })
    if (!past.ok) return past
    const open = await reports.problems([account.id])
    if (!open.ok) return open
    const [kept] = past.value.runs
    const lastRun = kept === undefined ? null : syncRunSchema.parse(kept)
    const givenUp = open.value.problems.filter((problem) => problem.givenUp).length
    const { mailbox } = account
    const { syncedKinds, receiveOnly } = account.sync
    told.push({
      ...{ account: address, mailbox, url, active, syncedKinds, receiveOnly, lastRun },
      problems: open.value.total,
      givenUp,
    })
    const run =
      lastRun === null
        ? t('cli.neverRun')
        : t('cli.lastRun', {
            at: dateTime(lastRun.endedAt, style.language),
            outcome: t(`syncOutcomes.${lastRun.outcome}`),
          })
    lines.push(
      t('cli.account', { address, mailbox, url }) + (active ? '' : `, ${t('cli.inactive')}`),
      `  ${run}; ${t('cli.open', { problems: open.value.total, givenUp })}`,
    )
  }
  return ok({
    error: null,
    json: { accounts: told },
    lines: accounts.length === 0 ? [t('cli.noAccounts')] : lines,
  })
}

async function problems(
  accounts: readonly ReportedAccount[],
  { reports }: Services,
  { t }: CommandContext,
): Promise<Result<Answer>> {
  const told = []
  const lines: string[] = []
  for (const { account, address } of accounts) {
    const found = await reports.problems([account.id])
    if (!found.ok) return found
    for (const { accountId: _, ...problem } of found.value.problems) {
      told.push({ account: address, ...problem, error: toldError(problem.error, t) })
      lines.push(...problemLines(problem, address, t))
    }
  }
  return ok({
    error: null,
    json: { problems: told },
    lines: lines.length === 0 ? [t('cli.noProblems')] : lines,
  })
}

function problemLines(problem: SyncProblem, address: string, t: CommandContext['t']): string[] {
  const { side, kind, subject, attempts, error } = problem
  const direction = t(`cli.direction.${side === 'exchange' ? 'down' : 'up'}`)
  const { what, todo } = toldError(error, t)
  return [
    [objectIdOf(problem), address, `${t(`cli.kind.${kind}`)}, ${direction}`, subject ?? '–'].join('  '),
    `  ${t('cli.problem', { what, attempts })}`,
    `  ${todo}`,
  ]
}

function objectIdOf({ primeItemId, exchangeItemId }: SyncProblem): string {
  return primeItemId ?? exchangeItemId ?? ''
}

async function retry(
  { id }: RetryCall,
  [reported]: readonly ReportedAccount[],
  { reports }: Services,
  { t }: CommandContext,
): Promise<Result<Answer>> {
  if (!reported) return failure(appError('account.not-found'))
  const open = await reports.problems([reported.account.id])
  if (!open.ok) return open
  const items = open.value.problems.filter(
    ({ primeItemId, exchangeItemId }) => id === null || id === primeItemId || id === exchangeItemId,
  )
  if (id !== null && items.length === 0) return failure(usageError('no-such-problem'))
  const retried = await reports.retryProblems(
    reported.account.id,
    id === null ? null : items.map(({ primeItemId, exchangeItemId }) => ({ primeItemId, exchangeItemId })),
  )
  if (!retried.ok) return retried
  const { count } = retried.value
  return ok({ error: null, json: { count }, lines: [t('cli.retried', { count })] })
}

async function runs(
  { account: only, limit, style }: ReportCall,
  accounts: readonly ReportedAccount[],
  { reports }: Services,
  { t }: CommandContext,
): Promise<Result<Answer>> {
  const accountIds = only === null ? null : accounts.map(({ account }) => account.id)
  const past = await reports.runs({ ...NO_RUN_FILTER, accountIds, after: null, limit })
  if (!past.ok) return past
  const told = past.value.runs.map(({ id: _, ...run }) => ({
    account: accounts.find(({ account }) => account.id === run.accountId)?.address ?? null,
    ...run,
  }))
  return ok({
    error: null,
    json: { runs: told },
    lines: told.length === 0 ? [t('cli.noRuns')] : told.map((run) => runLine(run, style.language, t)),
  })
}

function runLine(
  run: SyncRun & { readonly account: string | null },
  language: ReportCall['style']['language'],
  t: CommandContext['t'],
): string {
  const seconds = ((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000).toFixed(1)
  const outcome = t(`syncOutcomes.${run.outcome}`)
  return [dateTime(run.startedAt, language), `${seconds} s`, run.account ?? run.accountId, outcome].join('  ')
}

async function conflicts(
  { limit, style }: ConflictsCall,
  [reported]: readonly ReportedAccount[],
  { reports }: Services,
  { t }: CommandContext,
): Promise<Result<Answer>> {
  if (!reported) return failure(appError('account.not-found'))
  const found = await reports.conflicts({ accountIds: [reported.account.id], after: null, limit })
  if (!found.ok) return found
  const told = found.value.conflicts.map(({ accountId: _, ...conflict }) => conflict)
  const line = ({ id, at, winner, fields, winning }: SyncConflict): string[] => [
    [id, winning.subject].join('  '),
    `  ${t('cli.conflict', {
      at: dateTime(at, style.language),
      winner: winner === 'exchange' ? 'Exchange' : 'Winoffice Prime',
      fields: fields.join(', '),
    })}`,
  ]
  return ok({
    error: null,
    json: { conflicts: told },
    lines: told.length === 0 ? [t('cli.noConflicts')] : told.flatMap(line),
  })
}

async function restore(id: string, { reports }: Services, { t }: CommandContext): Promise<Result<Answer>> {
  const restored = await reports.restoreConflict(id)
  return restored.ok ? ok({ error: null, json: { id }, lines: [t('cli.restored', { id })] }) : restored
}
