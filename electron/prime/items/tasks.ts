/** Tasks: a row each. */
import type { Insertable, Selectable } from 'kysely'
import type { PrimeItemId } from '#shared/domain/ids.ts'
import { taskRecordSchema, type TaskRecord } from '#shared/domain/prime-items.ts'
import type { Database } from '../database.ts'
import { jsonOf, type ItemTable, type NewRow } from './item-table.ts'

export const TASKS: ItemTable<TaskRecord> = {
  async save(transaction, rows) {
    await this.remove(
      transaction,
      rows.map(({ id }) => id),
    )
    await transaction.insertInto('task').values(rows.map(rowOf)).execute()
  },

  async remove(transaction, ids) {
    await transaction.deleteFrom('task').where('id', 'in', ids).execute()
  },

  async load(database, ids) {
    const rows = await database.selectFrom('task').selectAll().where('id', 'in', ids).execute()
    return new Map(rows.map((row) => [row.id as PrimeItemId, recordOf(row)]))
  },
}

function rowOf({ id, account, record }: NewRow<TaskRecord>): Insertable<Database['task']> {
  return {
    id,
    email_account_id: account,
    subject: record.subject,
    text: record.text,
    start_date: record.startDate,
    due_date: record.dueDate,
    completed_date: record.completedDate,
    status: record.status,
    percent_complete: record.percentComplete,
    importance: record.importance,
    sensitivity: record.sensitivity,
    categories: JSON.stringify(record.categories),
    reminder_at: record.reminderAt,
    total_work_minutes: record.totalWorkMinutes,
    actual_work_minutes: record.actualWorkMinutes,
    recurrence: record.recurrence && JSON.stringify(record.recurrence),
  }
}

function recordOf(row: Selectable<Database['task']>): TaskRecord {
  return taskRecordSchema.parse({
    kind: 'task',
    subject: row.subject,
    text: row.text,
    startDate: row.start_date,
    dueDate: row.due_date,
    completedDate: row.completed_date,
    status: row.status,
    percentComplete: row.percent_complete,
    importance: row.importance,
    sensitivity: row.sensitivity,
    categories: jsonOf(row.categories),
    reminderAt: row.reminder_at,
    totalWorkMinutes: row.total_work_minutes,
    actualWorkMinutes: row.actual_work_minutes,
    recurrence: jsonOf(row.recurrence),
  })
}
