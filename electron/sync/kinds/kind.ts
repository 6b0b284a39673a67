/**
 * What the engine must know of a kind of object (e-mails, calendar, tasks). The engine observes, plans, merges and
 * keeps links for all kinds alike; a kind reads items into records and writes records to Exchange.
 *
 * A kind keeps no state and writes nothing to the store but contents. All of its calls can be repeated: what it
 * creates carries the client id that the engine has committed before, and an update says the whole truth of the
 * fields that it writes.
 */
import type { Instant } from '#shared/domain/ids.ts'
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import type { FolderKey, SyncKind } from '#shared/domain/sync-kinds.ts'
import type { SyncDirection } from '#shared/domain/sync.ts'
import type { Result } from '#shared/result.ts'
import type { ExchangeConnection } from '../../exchange/create-exchange-client.ts'
import type { ChangeKey, ExchangeItemId, FolderReference } from '../../exchange/exchange-client.ts'
import type { ClientId } from '../../exchange/gateway/values.ts'
import type { NewContent, PrimeStore } from '../../prime/prime-store.ts'
import type { FieldDigests, MatchKeys } from '../../prime/sync-status.ts'
import type { FieldTable } from '../mapping/field-table.ts'

/** What a kind works with during a run. */
export type KindSession = {
  readonly client: ExchangeConnection
  readonly contents: Pick<PrimeStore, 'readMime' | 'storeContents'>
  readonly mailbox: string
  readonly signal: AbortSignal
  readonly settings: KindSettings
  readonly now: () => Instant
  readonly referenceTo: (folder: FolderKey) => FolderReference
  /** Bytes of contents that were transferred. */
  readonly onBytes: (bytes: number, direction?: SyncDirection) => void
}

export type KindSettings = {
  /**
   * Whether attendees get invitations, updates and cancellations. The engine says `false` in a first
   * synchronisation, whatever the account says; for what lies in the past the calendar does.
   */
  readonly mailsAttendees: boolean
  /** IANA name of the zone of Winoffice Prime, for objects that name none. */
  readonly primeTimeZone: string
}

/** An item as it is on Exchange. */
export type ExchangeVersion<R extends PrimeRecord> = {
  readonly id: ExchangeItemId
  readonly changeKey: ChangeKey | null
  readonly record: R
  readonly keys: MatchKeys
  readonly createdAt: Instant | null
  readonly lastModifiedAt: Instant | null
  /**
   * The names of fields that we had begun to write in several requests when the process ended: what Exchange has of
   * them is nobody's change, and Winoffice Prime's is to be written again.
   */
  readonly unfinished?: ReadonlySet<string>
  /**
   * What the record names, to be stored before the record is committed, and only then. A file is there only until the
   * taker of the version has settled.
   */
  readonly contents: readonly NewContent[]
}

export type StoredVersion = {
  readonly id: ExchangeItemId
  readonly changeKey: ChangeKey | null
  /** What was learnt by storing; what is `null` stays as the link knows it. */
  readonly keys: MatchKeys
  /** Where it lies now. */
  readonly folder: FolderKey
  /**
   * What Exchange keeps of the record, where that is not the record itself (a UID that it gave, a folder into which
   * a message was sent): becomes the record of the Prime object.
   */
  readonly record: PrimeRecord | null
  /**
   * The names of the fields that Exchange has not got yet, because `create` mails nobody: the link holds them as they
   * were never written, and an update follows.
   */
  readonly unwritten?: ReadonlySet<string>
  /** The older version that this one replaces and that must be removed. */
  readonly replaces: ExchangeItemId | null
}

export type NewVersion<R extends PrimeRecord> = {
  readonly clientId: ClientId
  readonly record: R
  readonly folder: FolderKey
}

/** An update of an item that is linked. */
export type ChangedVersion<R extends PrimeRecord> = {
  readonly id: ExchangeItemId
  readonly changeKey: ChangeKey | null
  /** Where it lies on Exchange before the update. */
  readonly folder: FolderKey
  /** The client id for whatever has to be created anew on the way. */
  readonly clientId: ClientId
  readonly record: R
  /** The names of the fields to write. */
  readonly fields: ReadonlySet<string>
  /** What was last equal. */
  readonly base: FieldDigests
  /** The item as it is on Exchange, where the engine has just read it. */
  readonly present: R | null
  /**
   * This update mails someone and was begun before without our hearing how it ended: what has been mailed must be
   * found out, not mailed again. When there is no telling, the answer is `sync.sending-uncertain`.
   */
  readonly isRepeatedSending: boolean
}

export type RemovedVersion<R extends PrimeRecord> = {
  readonly id: ExchangeItemId
  readonly changeKey: ChangeKey | null
  readonly folder: FolderKey
  /** The last known record; `null` when the Prime object is gone. */
  readonly record: R | null
  /** An older version that we have replaced ourselves: it goes for good, nobody would look for it. */
  readonly isObsolete: boolean
}

export type Kind<R extends PrimeRecord = PrimeRecord> = {
  readonly kind: SyncKind
  readonly fields: FieldTable<R>
  /** Whether items of this element (`Message`, `CalendarItem`, `Contact` …) are of this kind at all. */
  concerns(itemKind: string): boolean
  /** Whether Winoffice Prime would ever export this record. */
  isExportable(record: R): boolean
  /** Whether a first synchronisation that reaches back to `windowStart` takes the record. */
  isWithin(record: R, windowStart: Instant): boolean
  /** In which folder a record lies in Winoffice Prime. */
  folderOf(record: R): FolderKey
  /** Where a new item is put on Exchange: what is to be sent begins among the drafts. */
  homeOf(record: R): FolderKey
  /** The record as it would be in another folder. */
  inFolder(record: R, folder: FolderKey): R

  /**
   * Reads items with everything that a record has. Exactly one call of `onVersion` per item; an item that is of no
   * concern after all answers with `null`. An error of the request ends the call. Several requests are under way at a
   * time, so calls of `onVersion` come in any order, and one may come before another has settled.
   */
  fetch(
    session: KindSession,
    items: readonly {
      readonly id: ExchangeItemId
      readonly folder: FolderKey
      readonly size: number | null
    }[],
    onVersion: (id: ExchangeItemId, version: Result<ExchangeVersion<R> | null>) => Promise<void>,
  ): Promise<Result<void>>
  /** Reads the keys alone, cheaply. Items that are gone are left out. */
  fetchKeys(
    session: KindSession,
    ids: readonly ExchangeItemId[],
  ): Promise<Result<ReadonlyMap<ExchangeItemId, MatchKeys>>>
  /**
   * Whether an update mails someone: a message in the outbox, a meeting whose attendees are to hear of it. The engine
   * commits that it is about to do so, and asks for it with a call of its own. `create` never mails anyone: what is
   * to be mailed is created first, in the drafts or silently, linked, and mailed by an update.
   */
  mails(session: KindSession, version: ChangedVersion<R>): boolean
  /** Which of the client ids are there, of objects that were to be created in the folder. */
  find(
    session: KindSession,
    folder: FolderKey,
    clientIds: readonly ClientId[],
  ): Promise<
    Result<
      ReadonlyMap<
        ClientId,
        {
          readonly id: ExchangeItemId
          readonly changeKey: ChangeKey | null
          /** Where it lies: a message of the outbox begins among the drafts. */
          readonly folder: FolderKey
        }
      >
    >
  >
  /**
   * One result per version, in order. Mails nobody. A message of the outbox is created among the drafts: the version
   * that comes back says so, and the update that follows sends it.
   */
  create(
    session: KindSession,
    versions: readonly NewVersion<R>[],
  ): Promise<Result<readonly Result<StoredVersion>[]>>
  /**
   * One result per version, in order. A version whose change key is stale answers with category `conflict`. As with
   * `create`, what comes back may lie in another folder than the record says: then an update of the folder follows.
   */
  update(
    session: KindSession,
    versions: readonly ChangedVersion<R>[],
  ): Promise<Result<readonly Result<StoredVersion>[]>>
  /** To the deleted items; out of those, and what is obsolete, away. What is gone already is a success. */
  remove(
    session: KindSession,
    versions: readonly RemovedVersion<R>[],
  ): Promise<Result<readonly Result<null>[]>>
}
