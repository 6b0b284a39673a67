/**
 * `sync`: a run of accounts now, or what it would do. An account that runs already is waited for and not started twice;
 * of such a run Ctrl+C ends the waiting alone.
 */
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncProgress, SyncResult } from '#shared/domain/sync.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { ok, type Result } from '#shared/result.ts'
import { onInterrupt } from '../cli/commands/command.ts'
import { errorLines, failed, toldError } from '../cli/output.ts'
import { countsJson, countsLines, planLines } from '../cli/sync-words.ts'
import { isActive, type Connected } from '../services/sync-jobs.ts'
import type { Call } from './arguments.ts'
import type { CommandAnswer } from './print.ts'
import type { CommandContext } from './run-command.ts'
import { chosenAccounts, knownOf } from './select.ts'
import { wholeError } from './whole-error.ts'
import type { Words } from './words.ts'

const SYNC_VERSION = 1

type Skipped = keyof Words['skipped']
type Run = { readonly result: SyncResult; readonly isJoined: boolean }

export async function runSync(
  { which, dryRun, first }: Call & { readonly verb: 'sync' },
  context: CommandContext,
): Promise<CommandAnswer> {
  const known = await knownOf(context.services)
  if (!known.ok) return failed(known.error)
  const choice = chosenAccounts(which, known.value)
  if (!choice.ok) return failed(choice.error)
  const { accounts } = choice.value
  if (dryRun) return await plannedAnswer(accounts, context)
  const skipped = skippedOf(accounts, first, context)
  const ids = accounts.map(({ account }) => account.id).filter((id) => !skipped.has(id))
  if (ids.length === 0) {
    return answerOf(accounts, skipped, new Map(), appError('command.nothing-to-sync'), context)
  }
  const runs = await runsOf(
    ids,
    new Map(accounts.map(({ account }) => [account.id, account.mailbox])),
    context,
  )
  if (!runs.ok) return failed(runs.error)
  const errors = [...runs.value.values()].flatMap(({ result }) => result.error ?? [])
  const error = context.signal.aborted ? appError('command.cancelled') : wholeError(errors, ids.length)
  return answerOf(accounts, skipped, runs.value, error, context)
}

/** What a person has stopped or not begun a script does not start. */
function skippedOf(
  accounts: readonly Connected[],
  first: boolean,
  { services }: CommandContext,
): Map<EwsAccountId, Skipped> {
  const states = new Map(services.sync.schedule().accounts.map(({ accountId, state }) => [accountId, state]))
  const skipped = new Map<EwsAccountId, Skipped>()
  for (const connected of accounts) {
    const { account } = connected
    const state = states.get(account.id)
    if (!isActive(connected)) skipped.set(account.id, 'inactive')
    else if (state === 'inactive') skipped.set(account.id, 'stopped')
    else if (state === 'paused') skipped.set(account.id, 'paused')
    else if (state === 'not-begun' && !first) skipped.set(account.id, 'not-begun')
  }
  return skipped
}

/** Starts what does not run yet, and waits for all of them. */
async function runsOf(
  ids: readonly EwsAccountId[],
  mailboxes: ReadonlyMap<EwsAccountId, string>,
  context: CommandContext,
): Promise<Result<ReadonlyMap<EwsAccountId, Run>>> {
  const { services, events, signal } = context
  const running = services.sync.current().filter(({ state }) => state !== 'ended')
  const joined = new Set(running.map(({ accountId }) => accountId).filter((id) => ids.includes(id)))
  const own = ids.filter((id) => !joined.has(id))
  const open = new Set(ids)
  const runs = new Map<EwsAccountId, Run>()
  let onOver: () => void = () => undefined
  const over = new Promise<void>((resolve) => (onOver = resolve))
  const close = (id: EwsAccountId): void => {
    open.delete(id)
    if (open.size === 0) onOver()
  }
  const stop = events.on('sync.onDidProgress', (progress) => {
    const { accountId } = progress
    if (!open.has(accountId)) return
    if (progress.state === 'running') tell(progress, mailboxes.get(accountId) ?? accountId, context)
    if (progress.state !== 'ended') return
    runs.set(accountId, { result: progress.result, isJoined: joined.has(accountId) })
    close(accountId)
  })
  const cancel = (): void => {
    if (own.length > 0) void services.sync.cancel(own)
    for (const id of joined) close(id)
  }
  try {
    if (own.length > 0) {
      const started = await services.sync.start(own, false, 'script')
      if (!started.ok && started.error.code !== 'sync.already-running') return started
    }
    onInterrupt(signal, cancel)
    await over
    return ok(runs)
  } finally {
    stop()
  }
}

function tell(
  { phase, done, total }: SyncProgress & { readonly state: 'running' },
  mailbox: string,
  { progress, t }: CommandContext,
): void {
  progress(`${mailbox}: ${t(`cli.phase.${phase}`)}: ${t('cli.progressSync', { done, total: total ?? '?' })}`)
}

function answerOf(
  accounts: readonly Connected[],
  skipped: ReadonlyMap<EwsAccountId, Skipped>,
  runs: ReadonlyMap<EwsAccountId, Run>,
  error: AppError | null,
  { t, words }: CommandContext,
): CommandAnswer {
  const lines: string[] = []
  const told = accounts.map(({ account, connector }) => {
    const names = { id: account.id, mailbox: account.mailbox, connector: connector.name }
    const skippedAs = skipped.get(account.id) ?? null
    const run = runs.get(account.id)
    if (!run) {
      if (skippedAs) lines.push(`${account.mailbox}: ${words.skipped[skippedAs]}`)
      return { ...names, skipped: skippedAs, joined: false, outcome: null, error: null }
    }
    const { result, isJoined } = run
    const { outcome, counts, startedAt, endedAt, givenUp, waitedMilliseconds } = result
    const joined = isJoined ? ` (${words.joined})` : ''
    lines.push(
      `${account.mailbox}: ${t(`syncOutcomes.${outcome}`)}${joined}`,
      ...countsLines(counts, t).map((line) => `  ${line}`),
      ...(result.error ? errorLines(result.error, t).map((line) => `  ${line}`) : []),
    )
    return {
      ...names,
      ...{ skipped: null, joined: isJoined, outcome, startedAt, endedAt },
      ...{ counts: countsJson(counts), kinds: counts.kinds, conflicts: counts.conflicts },
      ...{ givenUp, waitedMilliseconds },
      error: result.error && toldError(result.error, t),
    }
  })
  return { error, json: { document: 'sync', version: SYNC_VERSION, dryRun: false, accounts: told }, lines }
}

async function plannedAnswer(
  accounts: readonly Connected[],
  context: CommandContext,
): Promise<CommandAnswer> {
  const { services, signal, t, progress } = context
  const errors: AppError[] = []
  const lines: string[] = []
  const told = []
  for (const { account, connector } of accounts) {
    if (signal.aborted) return failed(appError('command.cancelled'))
    progress(`${account.mailbox} …`)
    const cancel = (): void => void services.sync.cancel([account.id])
    signal.addEventListener('abort', cancel, { once: true })
    const plan = await services.reports.plan(account.id)
    signal.removeEventListener('abort', cancel)
    const error = plan.ok ? null : plan.error
    if (error) errors.push(error)
    const shown = plan.ok ? planLines(plan.value, t) : errorLines(plan.error, t)
    lines.push(`${account.mailbox}:`, ...shown.map((line) => `  ${line}`))
    told.push({
      ...{ id: account.id, mailbox: account.mailbox, connector: connector.name },
      plan: plan.ok ? plan.value : null,
      error: error && toldError(error, t),
    })
  }
  return {
    error: signal.aborted ? appError('command.cancelled') : wholeError(errors, accounts.length),
    json: { document: 'sync', version: SYNC_VERSION, dryRun: true, accounts: told },
    lines,
  }
}
