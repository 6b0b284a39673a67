/**
 * `sync`: one run of an account, both ways; with `--dry-run` what it would do. The connection is told as a whole, or
 * known to the data folder.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { connectorDraftSchema } from '#shared/domain/connector.ts'
import { sameMailbox } from '#shared/domain/one-to-one.ts'
import { fieldError, validate } from '#shared/domain/validation.ts'
import type { PrimeEmailAccountId } from '#shared/domain/ids.ts'
import { totalOf, type SyncPlan, type SyncProgress, type SyncResult } from '#shared/domain/sync.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { NamedConnection, SyncCall } from '../calls.ts'
import {
  connectorDraftOf,
  knownConnection,
  planConnection,
  saveConnection,
  type PlannedConnection,
} from '../connection.ts'
import { readKnownConnections, type KnownConnections } from '../known-connections.ts'
import { signingIn, SignInWatch } from '../oauth2.ts'
import { failed, type Answer } from '../output.ts'
import { requirePrimeAccount, requireStore } from '../prime-account.ts'
import { openSession, type SessionOptions } from '../session.ts'
import { countsJson, countsLines, planLines } from '../sync-words.ts'
import { onInterrupt, type CommandContext } from './command.ts'

export async function sync(given: SyncCall, context: CommandContext): Promise<Answer> {
  const call = signingInCall(given, context)
  // Judged before anything is created: a wrong call leaves no trace in the data folder.
  const checked = checkServer(call)
  if (!checked.ok) return failed(checked.error)
  const known = readKnownConnections(call.data)
  if (!known.ok) return failed(known.error)
  const method = await methodOf(call, known.value, context)
  if (!method.ok) return failed(method.error)
  // What the transport would say, without asking anyone for a password first.
  if (method.value === 'windows') return failed(appError('sign-in.windows-needs-application'))
  const password = method.value === 'basic' ? await context.password() : ok(null)
  if (!password.ok) return failed(password.error)
  if (context.signal.aborted) return failed(appError('sync.cancelled'))
  const done = call.dryRun
    ? await withoutTrace(call, context, (traceless) =>
        withConnection(traceless, known.value, context, password.value),
      )
    : await withConnection(call, known.value, context, password.value)
  return done.ok ? done.value : failed(done.error)
}

/** A dry run for an e-mail account that would have to be created creates it elsewhere, and throws it away. */
async function withoutTrace(
  call: SyncCall,
  context: CommandContext,
  action: (call: SyncCall) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  if (!('server' in call.connection) || (await exists(call, call.connection.primeAddress, context)))
    return await action(call)
  const data = await mkdtemp(path.join(tmpdir(), 'ews-konnektor-'))
  try {
    return await action({ ...call, data })
  } finally {
    await rm(data, { recursive: true, force: true })
  }
}

async function exists(call: SyncCall, primeAddress: string, context: CommandContext): Promise<boolean> {
  if (!requireStore(call.data).ok) return false
  const services = session(call, context)
  try {
    return (await requirePrimeAccount(services.engine, primeAddress)).ok
  } finally {
    await services.close()
  }
}

function checkServer({ connection }: SyncCall): Result<unknown> {
  if (!('server' in connection)) return ok(null)
  const { server } = connection
  const draft = validate(connectorDraftSchema, connectorDraftOf(server))
  if (!draft.ok) return draft
  return server.auth === 'basic' && server.user === ''
    ? failure(fieldError('userName', 'user-name.required'))
    : ok(null)
}

/** The environment may say that an application signs in. */
function signingInCall(call: SyncCall, { applicationCredential }: CommandContext): SyncCall {
  const { connection } = call
  if (!('server' in connection)) return call
  return {
    ...call,
    connection: { ...connection, server: signingIn(connection.server, applicationCredential) },
  }
}

/** How the connection signs in. One that must be known is looked for, which opens the store and creates nothing. */
async function methodOf(call: SyncCall, known: KnownConnections, context: CommandContext) {
  const { connection } = call
  if ('server' in connection) return ok(connection.server.auth)
  const store = requireStore(call.data)
  if (!store.ok) return store
  const planned = await plannedKnown(call, connection, known, context)
  return planned.ok ? ok(planned.value.connector.authenticationMethod) : planned
}

async function withConnection(
  call: SyncCall,
  known: KnownConnections,
  context: CommandContext,
  password: string | null,
): Promise<Result<Answer>> {
  const planned = await connectionOf(call, known, context)
  if (!planned.ok) return planned
  const run = new Run(context)
  const signIns = new SignInWatch()
  const services = session(call, context, {
    connections: planned.value.connections,
    settings: known.settings,
    authorities: context.authorities,
    proxy: context.proxy,
    onSignInProgress: signIns.onProgress,
    onSyncProgress: (progress) => {
      run.onProgress(progress)
    },
  })
  try {
    const account = await saveConnection(services, planned.value, password)
    if (!account.ok) return account
    if (planned.value.connector.authenticationMethod === 'oauth2') {
      const signedIn = await signIns.signIn(services, planned.value.account, context)
      if (!signedIn.ok) return signedIn
    }
    onInterrupt(context.signal, () => services.sync.cancel([account.value]))
    if (call.dryRun) {
      const plan = await services.reports.plan(account.value)
      return plan.ok ? ok(planAnswer(plan.value, planned.value, context)) : plan
    }
    const started = await services.sync.start([account.value], call.allowMassDeletion)
    if (!started.ok) return started
    const result = await run.ended
    const remembered = hasWritten(result) ? known.remember(planned.value) : ok(null)
    return remembered.ok ? ok(answerOf(result, planned.value, context)) : remembered
  } finally {
    await services.close()
  }
}

async function connectionOf(
  call: SyncCall,
  all: KnownConnections,
  context: CommandContext,
): Promise<Result<PlannedConnection>> {
  const { connection } = call
  if (!('server' in connection)) return await plannedKnown(call, connection, all, context)
  const prime = await primeAccountOf(call, connection, all, context)
  return prime.ok ? planConnection(prime.value.known, connection, call.choices, prime.value.id) : prime
}

async function plannedKnown(
  call: SyncCall,
  connection: { readonly account: string; readonly user: string },
  known: KnownConnections,
  context: CommandContext,
): Promise<Result<PlannedConnection>> {
  const services = session(call, context)
  try {
    const id = await requirePrimeAccount(services.engine, connection.account)
    return id.ok ? knownConnection(known, connection, call.choices, id.value) : id
  } finally {
    await services.close()
  }
}

type PrimeAccount = { readonly id: PrimeEmailAccountId; readonly known: KnownConnections }

/**
 * The e-mail account of the address; created when there is none, but not for a mailbox that may not be connected.
 * @returns also what is known without our own connections to e-mail accounts that no longer exist: they bind nobody
 */
async function primeAccountOf(
  call: SyncCall,
  connection: NamedConnection,
  all: KnownConnections,
  context: CommandContext,
): Promise<Result<PrimeAccount>> {
  const services = session(call, context)
  try {
    const existing = await services.engine.listEmailAccounts(null)
    if (!existing.ok) return existing
    const { connectors, accounts } = all.own
    const alive = accounts.filter((account) =>
      existing.value.some(({ id }) => id === account.primeEmailAccountId),
    )
    const known = { ...all, own: { connectors, accounts: alive } }
    const found = existing.value.find(({ address }) => sameMailbox(address, connection.primeAddress))
    if (found) return ok({ id: found.id, known })
    const allowed = planConnection(known, connection, call.choices, null)
    if (!allowed.ok) return allowed
    const draft = { address: connection.primeAddress, owner: connection.owner }
    const created = await services.engine.createEmailAccount(draft)
    return created.ok ? ok({ id: created.value.id, known }) : created
  } finally {
    await services.close()
  }
}

function session(
  call: SyncCall,
  { onIncident }: CommandContext,
  options: Omit<SessionOptions, 'dataFolder' | 'onIncident'> = {},
) {
  return openSession({ dataFolder: call.data, onIncident, ...options })
}

/** Waits for the end of a run and tells its progress. */
class Run {
  readonly ended: Promise<SyncResult>
  readonly #context: CommandContext
  #onEnd: (result: SyncResult) => void = () => undefined

  constructor(context: CommandContext) {
    this.#context = context
    this.ended = new Promise<SyncResult>((resolve) => (this.#onEnd = resolve))
  }

  onProgress(progress: SyncProgress): void {
    if (progress.state === 'ended') this.#onEnd(progress.result)
    if (progress.state !== 'running') return
    const { progress: shown, t } = this.#context
    const counted = t('cli.progressSync', { done: progress.done, total: progress.total ?? '?' })
    shown.show(`${t(`cli.phase.${progress.phase}`)}: ${counted}`)
  }
}

/** A run that never got so far, for example with a mistyped mailbox, has connected nothing. */
function hasWritten({ outcome, counts }: SyncResult): boolean {
  const { created, updated, moved, deleted } = totalOf(counts)
  return outcome === 'succeeded' || outcome === 'incomplete' || created + updated + moved + deleted > 0
}

function answerOf(result: SyncResult, { connector }: PlannedConnection, { t }: CommandContext): Answer {
  const { outcome, counts, startedAt, endedAt, givenUp, waitedMilliseconds, error } = result
  return {
    error,
    json: {
      outcome,
      url: connector.url,
      counts: countsJson(counts),
      kinds: counts.kinds,
      conflicts: counts.conflicts,
      givenUp,
      waitedMilliseconds,
      startedAt,
      endedAt,
    },
    lines: [
      t('cli.address', { url: connector.url }),
      t('cli.syncOutcome', { outcome: t(`syncOutcomes.${outcome}`) }),
      ...countsLines(counts, t),
      ...(givenUp > 0 ? [t('cli.givenUp', { count: givenUp })] : []),
    ],
  }
}

function planAnswer(plan: SyncPlan, { connector }: PlannedConnection, { t }: CommandContext): Answer {
  return {
    error: null,
    json: { dryRun: true, url: connector.url, plan },
    lines: [t('cli.address', { url: connector.url }), ...planLines(plan, t)],
  }
}
