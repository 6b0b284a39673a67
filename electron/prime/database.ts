/**
 * The tables, as Kysely sees them; README.md shows them as a schema. Names are those of the domain in snake case.
 * Times are ISO instants, days ISO dates, lists and nested values JSON, and truth is 0 or 1, so that rows are the
 * same in SQLite and in PostgreSQL. Numbers of 64 bits are read as numbers; none grows beyond 53.
 */
import type { Kysely, Transaction } from 'kysely'
import type { SyncKind } from '#shared/domain/sync-kinds.ts'
import type { SyncOutcome, SyncTrigger } from '#shared/domain/sync.ts'

export type Database = {
  email_account: EmailAccountTable
  counter: CounterTable
  prime_item: PrimeItemTable
  email: EmailTable
  email_attachment: EmailAttachmentTable
  appointment: AppointmentTable
  attendee: AttendeeTable
  appointment_exception: AppointmentExceptionTable
  deleted_occurrence: DeletedOccurrenceTable
  task: TaskTable
  sync_pair: SyncPairTable
  sync_pair_kind: SyncPairKindTable
  sync_folder: SyncFolderTable
  item_link: ItemLinkTable
  pending_exchange: PendingExchangeTable
  pending_prime: PendingPrimeTable
  conflict: ConflictTable
  sync_run: SyncRunTable
  sync_figures: SyncFiguresTable
}

type Truth = 0 | 1

type EmailAccountTable = {
  id: string
  address: string
  /** The address in lower case, unique. */
  address_key: string
  owner_kind: 'employee' | 'team'
  owner_name: string
}

/** Numbers that only grow: `revision` counts changes of objects, `pending` orders pending changes. */
type CounterTable = { name: string; value: number }

/**
 * The head of every object and the change feed at once: one row per object with the revision of its latest change.
 * The row of a deleted object stays.
 */
type PrimeItemTable = {
  id: string
  email_account_id: string
  kind: SyncKind
  revision: number
  modified_at: string
  is_deleted: number
}

type EmailTable = {
  id: string
  email_account_id: string
  folder: string
  subject: string
  /** JSON of `EmailPerson`, or null. */
  sender: string | null
  /** JSON arrays of `EmailPerson`. */
  to_recipients: string
  cc_recipients: string
  bcc_recipients: string
  sent_at: string | null
  received_at: string | null
  is_read: number
  is_draft: number
  flag: string
  importance: string
  /** JSON array of strings. */
  categories: string
  internet_message_id: string | null
  item_class: string
  encryption: string
  must_be_encrypted: number
  attachment_count: number
  mime: string
  size: number
  content_digest: string
}

type EmailAttachmentTable = {
  email_id: string
  position: number
  name: string
  content_type: string
  size: number
}

/** What a single appointment and an exception of a series have. */
export type DetailsColumns = {
  subject: string
  text: string
  location: string
  times_kind: 'timed' | 'all-day'
  /** An instant, all-day a date. */
  starts: string
  ends: string
  time_zone: string | null
  free_busy: string
  sensitivity: string
  importance: string
  categories: string
  reminder_minutes: number | null
}

type AppointmentTable = DetailsColumns & {
  id: string
  email_account_id: string
  kind: string
  uid: string | null
  /** In lower case: by this it is found. */
  uid_key: string | null
  /** JSON of `EmailPerson`, or null. The next five are null exactly when it is no meeting. */
  organizer: string | null
  is_organizer: number | null
  my_response: string | null
  is_cancelled: number | null
  is_response_requested: number | null
  /** JSON of `Recurrence`; null when it is no series. */
  recurrence: string | null
}

type AttendeeTable = {
  appointment_id: string
  position: number
  name: string
  address: string
  role: string
  response: string
  responded_at: string | null
}

type AppointmentExceptionTable = DetailsColumns & {
  appointment_id: string
  position: number
  /** The planned start. */
  original: string
}

type DeletedOccurrenceTable = { appointment_id: string; position: number; original: string }

type TaskTable = {
  id: string
  email_account_id: string
  subject: string
  text: string
  start_date: string | null
  due_date: string | null
  completed_date: string | null
  status: string
  percent_complete: number
  importance: string
  sensitivity: string
  categories: string
  reminder_at: string | null
  total_work_minutes: number
  actual_work_minutes: number
  recurrence: string | null
}

type SyncPairTable = {
  id: string
  email_account_id: string
  /** In lower case. */
  mailbox: string
  window_start: string | null
}

type SyncPairKindTable = {
  sync_pair_id: string
  kind: SyncKind
  observed_revision: number
  first_sync_ended_at: string | null
}

type SyncFolderTable = {
  sync_pair_id: string
  folder: string
  sync_state: string | null
  pass: number
  pass_open: number
}

type ItemLinkTable = {
  sync_pair_id: string
  prime_item_id: string
  kind: SyncKind
  exchange_item_id: string
  change_key: string | null
  folder: string
  /** JSON of `FieldDigests`. */
  fields: string
  client_id: string | null
  search_key: string | null
  uid: string | null
  uid_key: string | null
  internet_message_id: string | null
  prime_revision: number
  deleted_at: string | null
  /** When both sides were last made equal; null for links from before this was remembered. */
  synchronised_at: string | null
  /** The last full pass of its folder that has seen the item. */
  pass: number
  /** Whether a page of changes has ever told of the item under this id. */
  is_observed: number
}

type PendingExchangeTable = {
  sync_pair_id: string
  exchange_item_id: string
  kind: SyncKind
  folder: string
  /** Orders the pending changes as they came. */
  position: number
  state: 'changed' | 'read-flag' | 'deleted' | 'obsolete'
  item_kind: string | null
  change_key: string | null
  size: number | null
  received_at: string | null
  is_read: number | null
  attempts: number
  /** JSON of the `AppError` of the last failed attempt. */
  error: string | null
  /** When the first of the failed attempts was. */
  failed_at: string | null
}

type PendingPrimeTable = {
  sync_pair_id: string
  prime_item_id: string
  kind: SyncKind
  change: 'saved' | 'deleted'
  /** Of the object, when the change was observed. */
  revision: number
  attempts: number
  is_given_up: number
  error: string | null
  /** When the first of the failed attempts was. */
  failed_at: string | null
  intent_step: 'creating' | 'sending' | null
  intent_client_id: string | null
  intent_folder: string | null
}

type ConflictTable = {
  id: string
  sync_pair_id: string
  prime_item_id: string
  kind: SyncKind
  at: string
  winner: 'exchange' | 'prime'
  /** JSON array of the names of fields. */
  fields: string
  /** JSON of the records. */
  winning: string
  losing: string
  /** The MIME contents that the records name, which are kept as long as they do. */
  winning_mime: string | null
  losing_mime: string | null
  restored_at: string | null
}

type SyncRunTable = {
  id: string
  account_id: string
  started_at: string
  ended_at: string
  outcome: SyncOutcome
  trigger: SyncTrigger
  is_eventful: number
  /** JSON. */
  document: string
}

type SyncFiguresTable = {
  /** When the quarter of an hour begins: an instant. */
  quarter: string
  runs: number
  failed_runs: number
  imported: number
  exported: number
  failed_items: number
}

export type PrimeDatabase = Kysely<Database>
export type PrimeTransaction = Transaction<Database>

export function truth(value: boolean): Truth {
  return value ? 1 : 0
}

/**
 * As many rows as one statement takes: SQLite binds at most 32,766 values, and a statement of more than some
 * thousand takes longer to build than two smaller ones.
 */
const ROWS_PER_STATEMENT = 250

/** Cuts a list into parts of which each fits into one statement. */
export function* partsOf<T>(list: readonly T[], size = ROWS_PER_STATEMENT): Generator<T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size)
}
