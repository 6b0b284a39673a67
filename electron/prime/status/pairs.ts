/** Pairs of an account and a mailbox, and the status of their folders. */
import { randomUUID } from 'node:crypto'
import type { Instant, PrimeEmailAccountId } from '#shared/domain/ids.ts'
import type { Revision } from '#shared/domain/prime-items.ts'
import { SYNC_KINDS, type FolderKey, type SyncKind } from '#shared/domain/sync-kinds.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { hasEmailAccount } from '../accounts.ts'
import { truth, type PrimeDatabase, type PrimeTransaction } from '../database.ts'
import {
  NEW_FOLDER,
  type FolderStatus,
  type KnownPair,
  type SyncPair,
  type SyncPairId,
} from '../sync-status.ts'

export async function openPair(
  transaction: PrimeTransaction,
  primeEmailAccountId: PrimeEmailAccountId,
  mailbox: string,
): Promise<Result<SyncPair>> {
  const key = mailbox.toLowerCase()
  const known = await findPair(transaction, primeEmailAccountId, key)
  if (known) return ok(known)
  if (!(await hasEmailAccount(transaction, primeEmailAccountId)))
    return failure(appError('prime-email-account.not-found'))
  const id = randomUUID() as SyncPairId
  await transaction
    .insertInto('sync_pair')
    .values({ id, email_account_id: primeEmailAccountId, mailbox: key, window_start: null })
    .execute()
  await transaction
    .insertInto('sync_pair_kind')
    .values(
      SYNC_KINDS.map((kind) => ({
        sync_pair_id: id,
        kind,
        observed_revision: 0,
        first_sync_ended_at: null,
      })),
    )
    .execute()
  const none = 0 as Revision
  return ok({
    id,
    primeEmailAccountId,
    mailbox: key,
    observed: { emails: none, calendar: none, tasks: none },
    windowStart: null,
    firstSyncEndedAt: { emails: null, calendar: null, tasks: null },
  })
}

export async function knownPairs(database: PrimeDatabase): Promise<KnownPair[]> {
  const rows = await database.selectFrom('sync_pair').select(['id', 'email_account_id', 'mailbox']).execute()
  return rows.map((row) => ({
    id: row.id as SyncPairId,
    primeEmailAccountId: row.email_account_id as PrimeEmailAccountId,
    mailbox: row.mailbox,
  }))
}

async function findPair(
  database: PrimeDatabase,
  account: PrimeEmailAccountId,
  mailbox: string,
): Promise<SyncPair | null> {
  const row = await database
    .selectFrom('sync_pair')
    .selectAll()
    .where('email_account_id', '=', account)
    .where('mailbox', '=', mailbox)
    .executeTakeFirst()
  if (!row) return null
  const kinds = await database
    .selectFrom('sync_pair_kind')
    .selectAll()
    .where('sync_pair_id', '=', row.id)
    .execute()
  const observed = (kind: SyncKind) =>
    (kinds.find((one) => one.kind === kind)?.observed_revision ?? 0) as Revision
  const ended = (kind: SyncKind) =>
    (kinds.find((one) => one.kind === kind)?.first_sync_ended_at ?? null) as Instant | null
  return {
    id: row.id as SyncPairId,
    primeEmailAccountId: account,
    mailbox,
    observed: { emails: observed('emails'), calendar: observed('calendar'), tasks: observed('tasks') },
    windowStart: row.window_start as Instant | null,
    firstSyncEndedAt: { emails: ended('emails'), calendar: ended('calendar'), tasks: ended('tasks') },
  }
}

/** The account of a pair. */
export async function accountOf(database: PrimeDatabase, pair: SyncPairId): Promise<PrimeEmailAccountId> {
  const { email_account_id } = await database
    .selectFrom('sync_pair')
    .select('email_account_id')
    .where('id', '=', pair)
    .executeTakeFirstOrThrow()
  return email_account_id as PrimeEmailAccountId
}

export async function setWindowStart(
  database: PrimeDatabase,
  pair: SyncPairId,
  windowStart: Instant,
): Promise<void> {
  await database.updateTable('sync_pair').set({ window_start: windowStart }).where('id', '=', pair).execute()
}

export async function endFirstSync(
  database: PrimeDatabase,
  pair: SyncPairId,
  kind: SyncKind,
  at: Instant,
): Promise<void> {
  await database
    .updateTable('sync_pair_kind')
    .set({ first_sync_ended_at: at })
    .where('sync_pair_id', '=', pair)
    .where('kind', '=', kind)
    .execute()
}

export async function folderStatus(
  database: PrimeDatabase,
  pair: SyncPairId,
  folder: FolderKey,
): Promise<FolderStatus> {
  const row = await database
    .selectFrom('sync_folder')
    .selectAll()
    .where('sync_pair_id', '=', pair)
    .where('folder', '=', folder)
    .executeTakeFirst()
  return row
    ? { folder, syncState: row.sync_state, pass: row.pass, passOpen: row.pass_open !== 0 }
    : { folder, ...NEW_FOLDER }
}

/** The current full pass of each folder that was observed. */
export async function folderPasses(
  database: PrimeDatabase,
  pair: SyncPairId,
): Promise<Map<FolderKey, number>> {
  const rows = await database
    .selectFrom('sync_folder')
    .select(['folder', 'pass'])
    .where('sync_pair_id', '=', pair)
    .execute()
  return new Map(rows.map(({ folder, pass }) => [folder as FolderKey, pass]))
}

export async function saveFolderStatus(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  status: FolderStatus,
): Promise<void> {
  const values = {
    sync_state: status.syncState,
    pass: status.pass,
    pass_open: truth(status.passOpen),
  }
  await transaction
    .insertInto('sync_folder')
    .values({ sync_pair_id: pair, folder: status.folder, ...values })
    .onConflict((conflict) => conflict.columns(['sync_pair_id', 'folder']).doUpdateSet(values))
    .execute()
}

/** The folder is gone through from the start by a new pass; one that has not begun yet stays as it is. */
export async function restartFolder(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  folder: FolderKey,
): Promise<FolderStatus> {
  const before = await folderStatus(transaction, pair, folder)
  if (before.passOpen && before.syncState === null) return before
  const status: FolderStatus = { folder, syncState: null, pass: before.pass + 1, passOpen: true }
  await saveFolderStatus(transaction, pair, status)
  return status
}
