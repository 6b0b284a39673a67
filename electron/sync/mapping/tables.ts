/** The mapping tables of all kinds as data, for the help of the application. */
import type { MappingTable } from '#shared/domain/help.ts'
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import type { SyncKind } from '#shared/domain/sync-kinds.ts'
import { CALENDAR_FIELDS } from './calendar.ts'
import { EMAIL_FIELDS } from './emails.ts'
import type { FieldTable } from './field-table.ts'
import { TASK_FIELDS } from './tasks.ts'

export const MAPPING_TABLES: readonly MappingTable[] = [
  tableOf('emails', EMAIL_FIELDS),
  tableOf('calendar', CALENDAR_FIELDS),
  tableOf('tasks', TASK_FIELDS),
]

function tableOf<R extends PrimeRecord>(kind: SyncKind, fields: FieldTable<R>): MappingTable {
  const rows = fields.map(({ name, prime, exchange, direction, lost }) => {
    return { name, prime, exchange, direction, lost }
  })
  return { kind, rows }
}
