/**
 * The synchronisation of one account: its kinds one after the other, each to its end or to the error that ends the
 * run. Calendar and tasks come first, which are small and urgent; e-mails may take hours the first time.
 */
import type { Instant } from '#shared/domain/ids.ts'
import type { AppointmentRecord, EmailRecord, TaskRecord } from '#shared/domain/prime-items.ts'
import { kindOfFolder, type FolderKey, type SyncKind } from '#shared/domain/sync-kinds.ts'
import type { AppError } from '#shared/errors.ts'
import { ok, type Result } from '#shared/result.ts'
import type { ExchangeConnection } from '../exchange/create-exchange-client.ts'
import type { DistinguishedFolder, ExchangeFolderId, FolderReference } from '../exchange/exchange-client.ts'
import type { PrimeStore } from '../prime/prime-store.ts'
import type { SyncPair } from '../prime/sync-status.ts'
import { type Phase, type RunSettings, runKind } from './kind-run.ts'
import { calendarKind } from './kinds/calendar.ts'
import { emailsKind } from './kinds/emails.ts'
import type { Kind, KindSession, KindSettings } from './kinds/kind.ts'
import { tasksKind } from './kinds/tasks.ts'
import { Tally } from './tally.ts'

export type FurtherMailFolder = { readonly exchangeFolderId: ExchangeFolderId; readonly name: string }

export type AccountRun = {
  readonly client: ExchangeConnection
  readonly store: PrimeStore
  readonly pair: SyncPair
  readonly kinds: readonly SyncKind[]
  readonly furtherFolders: readonly FurtherMailFolder[]
  readonly settings: RunSettings
  readonly kindSettings: KindSettings
  readonly signal: AbortSignal
  readonly now: () => Instant
  readonly onChange: (progress: AccountProgress) => void
}

export type AccountProgress = {
  readonly kind: SyncKind
  readonly phase: Phase
  readonly folder: FolderKey | null
  readonly tally: Tally
  readonly bytes: number
}

export type AccountRunEnd = {
  readonly tallies: ReadonlyMap<SyncKind, Tally>
  readonly bytes: number
  readonly error: AppError | null
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

export async function runAccount(account: AccountRun): Promise<AccountRunEnd> {
  const tallies = new Map<SyncKind, Tally>()
  let bytes = 0
  for (const kind of ORDER.filter((candidate) => account.kinds.includes(candidate))) {
    let phase: Phase = 'observing'
    let folder: FolderKey | null = null
    const report = (): void => {
      account.onChange({ kind, phase, folder, tally, bytes })
    }
    const tally = new Tally(report)
    tallies.set(kind, tally)
    const session = sessionOf(account, kind, (added) => {
      bytes += added
    })
    const ended = await runOne(account, kind, {
      session,
      tally,
      onPhase: (nextPhase, nextFolder) => {
        phase = nextPhase
        folder = nextFolder
        report()
      },
    })
    if (!ended.ok) return { tallies, bytes, error: ended.error }
  }
  return { tallies, bytes, error: null }
}

type Parts = {
  readonly session: KindSession
  readonly tally: Tally
  readonly onPhase: (phase: Phase, folder: FolderKey | null) => void
}

async function runOne(account: AccountRun, kind: SyncKind, parts: Parts): Promise<Result<void>> {
  const { store, pair, settings } = account
  const common = {
    ...{ store, pair, settings, ...parts },
    folders: foldersOf(account, kind),
    isFirst: isFirst(account, kind),
  }
  switch (kind) {
    case 'emails':
      return await runKind<EmailRecord>({ kind: emailsKind, ...common })
    case 'calendar':
      return await runKind<AppointmentRecord>({ kind: calendarKind, ...common })
    case 'tasks':
      return await runKind<TaskRecord>({ kind: tasksKind, ...common })
  }
}

export function kindOf(kind: SyncKind): Kind<EmailRecord> | Kind<AppointmentRecord> | Kind<TaskRecord> {
  return { emails: emailsKind, calendar: calendarKind, tasks: tasksKind }[kind]
}

export function sessionOf(
  account: AccountRun,
  kind: SyncKind,
  onBytes: (bytes: number) => void,
): KindSession {
  const { client, store, pair, signal, now, kindSettings } = account
  return {
    ...{ client, signal, now, onBytes },
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

export function foldersOf({ furtherFolders }: AccountRun, kind: SyncKind): FolderKey[] {
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
  return { kind: 'id', id: chosen?.exchangeFolderId ?? (folder as unknown as ExchangeFolderId) }
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
