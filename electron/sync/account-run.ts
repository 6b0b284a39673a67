/**
 * The synchronisation of one account: its kinds one after the other, each to its end or to the error that ends the
 * run. Calendar and tasks come first, which are small and urgent; e-mails may take hours the first time.
 */
import type { Instant } from '#shared/domain/ids.ts'
import type { AppointmentRecord, EmailRecord, PrimeRecord, TaskRecord } from '#shared/domain/prime-items.ts'
import { kindOfFolder, type FolderKey, type SyncKind } from '#shared/domain/sync-kinds.ts'
import type { ChosenFolder } from '#shared/domain/sync-settings.ts'
import type { SyncPhase, SyncPlan } from '#shared/domain/sync.ts'
import type { AppError } from '#shared/errors.ts'
import { ok, type Result } from '#shared/result.ts'
import type { ExchangeConnection } from '../exchange/create-exchange-client.ts'
import type { DistinguishedFolder, ExchangeFolderId, FolderReference } from '../exchange/exchange-client.ts'
import type { PrimeStore } from '../prime/prime-store.ts'
import type { SyncPair } from '../prime/sync-status.ts'
import type { KindRun, RunSettings } from './kind-run.ts'
import { calendarKind } from './kinds/calendar.ts'
import { emailsKind } from './kinds/emails.ts'
import type { Kind, KindSession, KindSettings } from './kinds/kind.ts'
import { tasksKind } from './kinds/tasks.ts'
import { planKind } from './plan-account.ts'
import { runKind } from './run-kind.ts'
import type { Tally } from './tally.ts'

export type AccountRun = {
  readonly client: ExchangeConnection
  readonly store: PrimeStore
  readonly pair: SyncPair
  readonly kinds: readonly SyncKind[]
  readonly furtherFolders: readonly ChosenFolder[]
  readonly settings: RunSettings
  readonly kindSettings: KindSettings
  readonly tally: Tally
  readonly signal: AbortSignal
  readonly now: () => Instant
  readonly onPhase: (kind: SyncKind, phase: SyncPhase, folder: FolderKey | null) => void
}

const ORDER: readonly SyncKind[] = ['calendar', 'tasks', 'emails']

const DISTINGUISHED: Readonly<Record<Exclude<FolderKey, `further:${string}`>, DistinguishedFolder>> = {
  inbox: 'inbox',
  drafts: 'drafts',
  outbox: 'outbox',
  sent: 'sentitems',
  junk: 'junkemail',
  deleted: 'deleteditems',
  calendar: 'calendar',
  tasks: 'tasks',
}

export const OWN_FOLDERS = Object.keys(DISTINGUISHED) as (keyof typeof DISTINGUISHED)[]

/** Runs until everything is equal, or to the error that ends the run. What was committed stays in any case. */
export async function runAccount(account: AccountRun): Promise<Result<void>> {
  for (const kind of inOrder(account.kinds)) {
    const ended = await runOne(account, kind)
    if (!ended.ok) return ended
  }
  return ok(undefined)
}

/** What `runAccount` would do. */
export async function planAccount(account: AccountRun): Promise<Result<SyncPlan>> {
  const kinds: SyncPlan['kinds'][number][] = []
  const warnings: AppError[] = []
  for (const kind of inOrder(account.kinds)) {
    const planned = await planOne(account, kind)
    if (!planned.ok) return planned
    kinds.push(planned.value.plan)
    warnings.push(...planned.value.warnings)
  }
  return ok({ at: account.now(), kinds, warnings })
}

async function planOne(account: AccountRun, kind: SyncKind) {
  switch (kind) {
    case 'emails':
      return await planKind(kindRunOf<EmailRecord>(account, emailsKind))
    case 'calendar':
      return await planKind(kindRunOf<AppointmentRecord>(account, calendarKind))
    case 'tasks':
      return await planKind(kindRunOf<TaskRecord>(account, tasksKind))
  }
}

/** These kinds in the order in which they run. */
export function inOrder(kinds: readonly SyncKind[]): SyncKind[] {
  return ORDER.filter((kind) => kinds.includes(kind))
}

async function runOne(account: AccountRun, kind: SyncKind): Promise<Result<void>> {
  switch (kind) {
    case 'emails':
      return await runKind(kindRunOf<EmailRecord>(account, emailsKind))
    case 'calendar':
      return await runKind(kindRunOf<AppointmentRecord>(account, calendarKind))
    case 'tasks':
      return await runKind(kindRunOf<TaskRecord>(account, tasksKind))
  }
}

function kindRunOf<R extends PrimeRecord>(account: AccountRun, kind: Kind<R>): KindRun<R> {
  const { store, pair, settings, tally, onPhase } = account
  return {
    ...{ kind, store, pair, settings, tally },
    session: sessionOf(account, kind.kind),
    folders: foldersOf(account, kind.kind),
    isFirst: isFirst(account, kind.kind),
    onPhase: (phase, folder) => {
      onPhase(kind.kind, phase, folder)
    },
  }
}

function sessionOf(account: AccountRun, kind: SyncKind): KindSession {
  const { client, store, pair, signal, now, kindSettings, tally } = account
  return {
    ...{ client, signal, now },
    onBytes: (bytes, direction = 'down') => {
      tally.countBytes(bytes, direction)
    },
    contents: store,
    mailbox: pair.mailbox,
    settings: {
      ...kindSettings,
      mailsAttendees: kindSettings.mailsAttendees && !isFirst(account, kind),
    },
    referenceTo: (folder) => referenceTo(account, folder),
  }
}

function isFirst({ pair }: AccountRun, kind: SyncKind): boolean {
  return pair.firstSyncEndedAt[kind] === null
}

function foldersOf({ furtherFolders }: AccountRun, kind: SyncKind): FolderKey[] {
  const further = furtherFolders.map(({ name }): FolderKey => `further:${name}`)
  return [...OWN_FOLDERS, ...further].filter((folder) => kindOfFolder(folder) === kind)
}

function referenceTo({ furtherFolders, pair }: AccountRun, folder: FolderKey): FolderReference {
  if (folder in DISTINGUISHED) {
    const name = DISTINGUISHED[folder as keyof typeof DISTINGUISHED]
    return { kind: 'distinguished', name, mailbox: pair.mailbox }
  }
  const chosen = furtherFolders.find(({ name }) => folder === `further:${name}`)
  // The mailbox was told under this name; without the setting nothing is observed there any more.
  return { kind: 'id', id: (chosen?.exchangeFolderId ?? folder) as ExchangeFolderId }
}

/**
 * Fixes from when objects are synchronised: days before the first run, for as long as the setting does not reach
 * further back. When it does, every folder is gone through from the start.
 * @param days `null`: everything
 */
export async function openWindow(
  store: PrimeStore,
  pair: SyncPair,
  folders: readonly FolderKey[],
  days: number | null,
  now: Instant,
): Promise<Result<SyncPair>> {
  const wanted = days === null ? BEFORE_ALL : dayBefore(now, days)
  // The setting is in days, and time passes: only a setting that was raised reaches further back.
  if (pair.windowStart !== null && pair.windowStart <= wanted) return ok(pair)
  const set = await store.status.setWindowStart(pair.id, wanted)
  if (!set.ok) return set
  if (pair.windowStart !== null) {
    for (const folder of folders) {
      const restarted = await store.status.restartFolder(pair.id, folder)
      if (!restarted.ok) return restarted
    }
  }
  return ok({ ...pair, windowStart: wanted })
}

/** Before anything that Exchange could hold: its times begin with those of Windows. */
const BEFORE_ALL = '1601-01-01T00:00:00.000Z' as Instant

function dayBefore(now: Instant, days: number): Instant {
  return new Date(Date.parse(now) - days * 86_400_000).toISOString() as Instant
}
