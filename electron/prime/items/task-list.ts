/** A page of an account's tasks: what is open by the day it is due, then what is done, the latest first. */
import { sql } from 'kysely'
import type { TaskPage } from '#shared/domain/data.ts'
import type { PlainDate, PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import { taskRecordSchema } from '#shared/domain/prime-items.ts'
import type { PrimeDatabase } from '../database.ts'

const { status, importance } = taskRecordSchema.shape

export async function taskPage(
  database: PrimeDatabase,
  query: { primeEmailAccountId: PrimeEmailAccountId; offset: number; limit: number },
): Promise<TaskPage> {
  const tasks = database.selectFrom('task').where('email_account_id', '=', query.primeEmailAccountId)
  const { total } = await tasks.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const isDone = sql`case when status = 'completed' then 1 else 0 end`
  const rows = await tasks
    .select([
      ...(['id', 'subject', 'status', 'percent_complete', 'importance', 'start_date'] as const),
      ...(['due_date', 'completed_date', 'recurrence'] as const),
    ])
    .orderBy(isDone)
    .orderBy(sql`case when status = 'completed' then null else due_date end`, (by) => by.asc().nullsLast())
    .orderBy('completed_date', (by) => by.desc().nullsLast())
    .orderBy('id')
    .limit(query.limit)
    .offset(query.offset)
    .execute()
  return {
    total,
    tasks: rows.map((row) => ({
      id: row.id as PrimeItemId,
      subject: row.subject,
      status: status.parse(row.status),
      percentComplete: row.percent_complete,
      importance: importance.parse(row.importance),
      startDate: row.start_date as PlainDate | null,
      dueDate: row.due_date as PlainDate | null,
      completedDate: row.completed_date as PlainDate | null,
      isRecurring: row.recurrence !== null,
    })),
  }
}
