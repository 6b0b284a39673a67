/** `sync`: imports the inbox of a mailbox into its Winoffice Prime e-mail account. */
import { connectorDraftSchema } from '#shared/domain/connector.ts'
import { sameMailbox } from '#shared/domain/one-to-one.ts'
import { fieldError, validate } from '#shared/domain/validation.ts'
import type { PrimeEmailAccountId } from '#shared/domain/ids.ts'
import type { SyncProgress, SyncResult } from '#shared/domain/sync.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { SyncCall } from '../arguments.ts'
import { connectorDraftOf, planConnection, saveConnection } from '../connection.ts'
import { readKnownConnections, type KnownConnections } from '../known-connections.ts'
import { signingIn, SignInWatch } from '../oauth2.ts'
import { failed, type Answer } from '../output.ts'
import { openSession, type SessionOptions } from '../session.ts'
import { onInterrupt, type CommandContext } from './command.ts'

export async function sync(given: SyncCall, context: CommandContext): Promise<Answer> {
  const call = { ...given, server: signingIn(given.server, context.applicationCredential) }
  const { t } = context
  // Judged before anything is created: a wrong call leaves no trace in the data folder.
  const checked = checkServer(call)
  if (!checked.ok) return failed(checked.error)
  // What the transport would say, without asking anyone for a password first.
  if (call.server.auth === 'windows') return failed(appError('sign-in.windows-needs-application'))
  const password = call.server.auth === 'basic' ? await context.password() : ok(null)
  if (!password.ok) return failed(password.error)
  if (context.signal.aborted) return failed(appError('sync.cancelled'))
  const result = await importMailbox(call, context, password.value)
  if (!result.ok) return failed(result.error)
  const { outcome, counts, startedAt, endedAt, error } = result.value
  return {
    error,
    json: { outcome, url: call.server.url, counts, startedAt, endedAt },
    lines: [
      t('cli.address', { url: call.server.url }),
      t('cli.syncOutcome', { outcome: t(`syncOutcomes.${outcome}`) }),
      t('cli.counts', counts),
    ],
  }
}

function checkServer({ server }: SyncCall): Result<unknown> {
  const draft = validate(connectorDraftSchema, connectorDraftOf(server))
  if (!draft.ok) return draft
  return server.auth === 'basic' && server.user === ''
    ? failure(fieldError('userName', 'user-name.required'))
    : ok(null)
}

async function importMailbox(
  call: SyncCall,
  context: CommandContext,
  password: string | null,
): Promise<Result<SyncResult>> {
  const known = readKnownConnections(call.data)
  if (!known.ok) return known
  const prime = await primeAccountOf(call, known.value)
  if (!prime.ok) return prime
  const planned = planConnection(prime.value.known, call, prime.value.id)
  if (!planned.ok) return planned

  let onEnd: (result: SyncResult) => void = () => undefined
  const ended = new Promise<SyncResult>((resolve) => (onEnd = resolve))
  const signIns = new SignInWatch()
  const services = session(call, {
    connections: planned.value.connections,
    authorities: context.authorities,
    proxy: context.proxy,
    onSignInProgress: signIns.onProgress,
    onSyncProgress: (progress) => {
      tell(progress, context)
      if (progress.state === 'ended') onEnd(progress.result)
    },
  })
  try {
    const account = await saveConnection(services, planned.value, password)
    if (!account.ok) return account
    if (call.server.auth === 'oauth2') {
      const signedIn = await signIns.signIn(services, planned.value.account, context)
      if (!signedIn.ok) return signedIn
    }
    const started = await services.sync.start([account.value])
    if (!started.ok) return started
    onInterrupt(context.signal, () => services.sync.cancel([account.value]))
    const result = await ended
    const remembered = hasWritten(result) ? known.value.remember(planned.value) : ok(null)
    return remembered.ok ? ok(result) : remembered
  } finally {
    await services.close()
  }
}

type PrimeAccount = { readonly id: PrimeEmailAccountId; readonly known: KnownConnections }

/**
 * The e-mail account of the address; created when there is none, but not for a mailbox that may not be connected.
 * @returns also what is known without our own connections to e-mail accounts that no longer exist: they bind nobody
 */
async function primeAccountOf(call: SyncCall, all: KnownConnections): Promise<Result<PrimeAccount>> {
  const services = session(call, {})
  try {
    const existing = await services.engine.listEmailAccounts(null)
    if (!existing.ok) return existing
    const { connectors, accounts } = all.own
    const alive = accounts.filter((account) =>
      existing.value.some(({ id }) => id === account.primeEmailAccountId),
    )
    const known = { ...all, own: { connectors, accounts: alive } }
    const found = existing.value.find(({ address }) => sameMailbox(address, call.primeAddress))
    if (found) return ok({ id: found.id, known })
    const allowed = planConnection(known, call, null)
    if (!allowed.ok) return allowed
    const draft = { address: call.primeAddress, owner: call.owner }
    const created = await services.engine.createEmailAccount(draft)
    return created.ok ? ok({ id: created.value.id, known }) : created
  } finally {
    await services.close()
  }
}

function session(call: SyncCall, options: Omit<SessionOptions, 'dataFolder'>) {
  return openSession({ dataFolder: call.data, ...options })
}

/** A run that never got so far, for example with a mistyped mailbox, has connected nothing. */
function hasWritten({ outcome, counts }: SyncResult): boolean {
  return outcome === 'succeeded' || outcome === 'incomplete' || counts.created + counts.updated > 0
}

function tell(progress: SyncProgress, { progress: shown, t }: CommandContext): void {
  if (progress.state !== 'running') return
  const total = progress.total ?? '?'
  shown.show(t('cli.progressSync', { done: progress.done, total }))
}
