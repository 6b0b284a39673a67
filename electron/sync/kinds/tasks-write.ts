/**
 * Writes tasks to Exchange: property by property, only those that have changed, over the version that is known.
 *
 * Of status, percentage and day of completion the last one that is written decides (MS-OXWSTASK 2.2.4.3): the
 * percentage comes first, then the status, and of what is completed the day last.
 *
 * When the due occurrence of a recurring task is completed, Exchange lets the task go on under its id as the next
 * occurrence and puts what is done beside it as a task of its own (MS-OXOTASK 3.1.4.6). The Prime task does the same:
 * it becomes the next occurrence, and what is done comes in with the next observation. The update puts a client id on
 * the task, which what is done carries too; after a lost answer it is found by that, instead of the next occurrence
 * being completed as well.
 */
import type { PlainDate } from '#shared/domain/ids.ts'
import type { TaskRecord } from '#shared/domain/prime-items.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import { malformedResponse } from '../../exchange/errors.ts'
import { clientIdProperty } from '../../exchange/gateway/client-id.ts'
import type { TaskProperties } from '../../exchange/gateway/content.ts'
import type { ItemUpdate } from '../../exchange/gateway/requests.ts'
import { NO_KEYS } from '../../prime/sync-status.ts'
import { TASK_FIELDS, withConsistentProgress } from '../mapping/tasks.ts'
import { findByClientIds, referenceTo } from './item-writes.ts'
import type { ChangedVersion, Kind, KindSession, NewVersion, StoredVersion } from './kind.ts'
import { PLAIN_PORTION, inOrder, inPortions, portionsOf, split } from './portions.ts'
import { fetchTask } from './tasks-fetch.ts'

type ChangedTask = ChangedVersion<TaskRecord>

export const createTasks: Kind<TaskRecord>['create'] = async (session, versions) => {
  const today = todayIn(session)
  const created = await inPortions(portionsOf(versions, PLAIN_PORTION), (portion) =>
    session.client.gateway.createItems(
      {
        kind: 'task',
        items: portion.map(({ clientId, record }) => ({
          clientId,
          properties: propertiesOf(withConsistentProgress(record, today), EVERY_FIELD),
        })),
        folder: session.referenceTo('tasks'),
      },
      session.signal,
    ),
  )
  if (!created.ok) return created
  const outcomes = new Map<NewVersion<TaskRecord>, Result<StoredVersion>>()
  for (const [version, outcome] of created.value) {
    if (!outcome.ok) outcomes.set(version, outcome)
    else if (outcome.value === null) {
      outcomes.set(version, failure(malformedResponse('CreateItem: no ItemId')))
    } else {
      const { clientId, record } = version
      outcomes.set(
        version,
        ok({
          ...outcome.value,
          keys: { ...NO_KEYS, clientId },
          folder: 'tasks',
          record: completedRecord(record, today),
          replaces: null,
        }),
      )
    }
  }
  return inOrder(versions, outcomes)
}

export const updateTasks: Kind<TaskRecord>['update'] = async (session, versions) => {
  const outcomes = new Map<ChangedTask, Result<StoredVersion>>()
  const toWrite: ChangedTask[] = []
  for (const version of versions) {
    const isDone = completesOccurrence(version) ? await wasCompletedBefore(session, version) : ok(false)
    if (!isDone.ok) return isDone
    if (!isDone.value) toWrite.push(version)
    else {
      const present = await asItIs(session, version)
      if (!present.ok) return present
      outcomes.set(version, present.value)
    }
  }
  const written = await writeTasks(session, toWrite)
  if (!written.ok) return written
  for (const [version, outcome] of written.value) outcomes.set(version, outcome)
  return inOrder(versions, outcomes)
}

async function writeTasks(
  session: KindSession,
  versions: readonly ChangedTask[],
): Promise<Result<Map<ChangedTask, Result<StoredVersion>>>> {
  const today = todayIn(session)
  const written = await inPortions(portionsOf(versions, PLAIN_PORTION), (portion) =>
    session.client.gateway.updateItems(
      {
        kind: 'task',
        updates: portion.map((version) => updateOf(version, today)),
        conflict: 'never-overwrite',
        readReceipts: 'suppress',
      },
      session.signal,
    ),
  )
  if (!written.ok) return written
  const { good, failed } = split(written.value)
  const outcomes = new Map<ChangedTask, Result<StoredVersion>>(failed)
  for (const [version, stored] of good) {
    if (completesOccurrence(version)) {
      const present = await asItIs(session, version)
      if (!present.ok) return present
      outcomes.set(version, present.value)
      continue
    }
    const { id, record } = version
    const changeKey = stored?.changeKey ?? null
    const completed = version.fields.has('progress') ? completedRecord(record, today) : null
    outcomes.set(
      version,
      ok({ id, changeKey, keys: NO_KEYS, folder: 'tasks', record: completed, replaces: null }),
    )
  }
  return ok(outcomes)
}

function completesOccurrence({ fields, record }: ChangedTask): boolean {
  return fields.has('progress') && record.status === 'completed' && record.recurrence !== null
}

async function wasCompletedBefore(
  session: KindSession,
  { id, clientId }: ChangedTask,
): Promise<Result<boolean>> {
  const found = await findByClientIds(session, session.referenceTo('tasks'), [clientId])
  return found.ok ? ok((found.value.get(clientId) ?? []).some((task) => task.id !== id)) : found
}

/** After a completion: the next occurrence, or the task itself when it was the last one. */
async function asItIs(session: KindSession, { id }: ChangedTask): Promise<Result<Result<StoredVersion>>> {
  const fetched = await fetchTask(session, id)
  if (!fetched.ok) return ok(fetched)
  if (fetched.value === null) return ok(failure(malformedResponse('GetItem: no task')))
  const { changeKey, keys, record } = fetched.value
  // The client id is on what is done as well, which is another task.
  return ok(ok({ id, changeKey, keys: { ...keys, clientId: null }, folder: 'tasks', record, replaces: null }))
}

function updateOf(version: ChangedTask, today: PlainDate): ItemUpdate<'task'> {
  const record = withConsistentProgress(version.record, today)
  const { fields } = version
  const removed = ABSENT.filter(({ field, isAbsent }) => fields.has(field) && isAbsent(record))
  return {
    item: referenceTo(version),
    set: propertiesOf(record, fields),
    delete: removed.map(({ property }) => property),
    ...(completesOccurrence(version) && { setExtended: [clientIdProperty(version.clientId)] }),
  }
}

const EVERY_FIELD: ReadonlySet<string> = new Set(TASK_FIELDS.map(({ name }) => name))

/** Properties that are deleted where the record has nothing. */
const ABSENT: readonly {
  readonly field: string
  readonly property: keyof TaskProperties
  readonly isAbsent: (record: TaskRecord) => boolean
}[] = [
  { field: 'startDate', property: 'startDate', isAbsent: ({ startDate }) => startDate === null },
  { field: 'dueDate', property: 'dueDate', isAbsent: ({ dueDate }) => dueDate === null },
  { field: 'recurrence', property: 'recurrence', isAbsent: ({ recurrence }) => recurrence === null },
]

/** In the order in which they are written. */
function propertiesOf(record: TaskRecord, fields: ReadonlySet<string>): Partial<TaskProperties> {
  const { startDate, dueDate, completedDate, recurrence, reminderAt } = record
  return {
    ...(fields.has('subject') && { subject: record.subject }),
    ...(fields.has('text') && { body: { type: 'text', content: record.text } }),
    ...(fields.has('importance') && { importance: record.importance }),
    ...(fields.has('sensitivity') && { sensitivity: record.sensitivity }),
    ...(fields.has('categories') && { categories: [...new Set(record.categories)] }),
    ...(fields.has('reminder') && { isReminderSet: reminderAt !== null }),
    ...(fields.has('reminder') && reminderAt !== null && { reminderDueBy: reminderAt }),
    ...(fields.has('startDate') && startDate !== null && { startDate }),
    ...(fields.has('dueDate') && dueDate !== null && { dueDate }),
    ...(fields.has('recurrence') && recurrence !== null && { recurrence }),
    ...(fields.has('totalWork') && { totalWorkMinutes: record.totalWorkMinutes }),
    ...(fields.has('actualWork') && { actualWorkMinutes: record.actualWorkMinutes }),
    ...(fields.has('progress') && { percentComplete: record.percentComplete, status: record.status }),
    ...(fields.has('progress') && completedDate !== null && { completeDate: completedDate }),
  }
}

/** The record with what Exchange fills in, or `null` when that is nothing. */
function completedRecord(record: TaskRecord, today: PlainDate): TaskRecord | null {
  const consistent = withConsistentProgress(record, today)
  const isSame =
    consistent.status === record.status &&
    consistent.percentComplete === record.percentComplete &&
    consistent.completedDate === record.completedDate
  return isSame ? null : consistent
}

/** The day where Winoffice Prime is. */
function todayIn({ now, settings }: KindSession): PlainDate {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: settings.primeTimeZone, dateStyle: 'short' })
  return format.format(new Date(now())) as PlainDate
}
