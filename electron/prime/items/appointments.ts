/** Appointments, meetings and absences: a row each, and one for every attendee, exception and deleted occurrence. */
import type { Insertable, Selectable } from 'kysely'
import type { PrimeItemId } from '#shared/domain/ids.ts'
import {
  appointmentRecordSchema,
  type AppointmentDetails,
  type AppointmentRecord,
} from '#shared/domain/prime-items.ts'
import { partsOf, truth, type Database, type DetailsColumns, type PrimeDatabase } from '../database.ts'
import { grouped, jsonOf, type ItemTable, type NewRow } from './item-table.ts'

type Tables = Pick<Database, 'appointment' | 'attendee' | 'appointment_exception' | 'deleted_occurrence'>
type Row<T extends keyof Tables> = Selectable<Tables[T]>

export const APPOINTMENTS: ItemTable<AppointmentRecord> = {
  async save(transaction, rows) {
    await this.remove(
      transaction,
      rows.map(({ id }) => id),
    )
    await transaction.insertInto('appointment').values(rows.map(rowOf)).execute()
    for (const part of partsOf(rows.flatMap(attendeeRowsOf)))
      await transaction.insertInto('attendee').values(part).execute()
    for (const part of partsOf(rows.flatMap(exceptionRowsOf)))
      await transaction.insertInto('appointment_exception').values(part).execute()
    for (const part of partsOf(rows.flatMap(deletedRowsOf)))
      await transaction.insertInto('deleted_occurrence').values(part).execute()
  },

  async remove(transaction, ids) {
    await transaction.deleteFrom('appointment').where('id', 'in', ids).execute()
  },

  async load(database, ids) {
    const rows = await database.selectFrom('appointment').selectAll().where('id', 'in', ids).execute()
    const series = rows.filter(({ recurrence }) => recurrence !== null).map(({ id }) => id)
    const meetings = rows.filter((row) => row.is_organizer !== null).map(({ id }) => id)
    const attendees = await attendeesOf(database, meetings)
    const exceptions = await exceptionsOf(database, series)
    const deleted = await deletedOf(database, series)
    return new Map(
      rows.map((row) => [
        row.id as PrimeItemId,
        recordOf(row, attendees(row.id), exceptions(row.id), deleted(row.id)),
      ]),
    )
  },
}

async function attendeesOf(database: PrimeDatabase, ids: readonly string[]) {
  if (ids.length === 0) return () => []
  const rows = await database.selectFrom('attendee').selectAll().where('appointment_id', 'in', ids).execute()
  return grouped(rows, (row) => row.appointment_id)
}

async function exceptionsOf(database: PrimeDatabase, ids: readonly string[]) {
  if (ids.length === 0) return () => []
  const rows = await database
    .selectFrom('appointment_exception')
    .selectAll()
    .where('appointment_id', 'in', ids)
    .execute()
  return grouped(rows, (row) => row.appointment_id)
}

async function deletedOf(database: PrimeDatabase, ids: readonly string[]) {
  if (ids.length === 0) return () => []
  const rows = await database
    .selectFrom('deleted_occurrence')
    .selectAll()
    .where('appointment_id', 'in', ids)
    .execute()
  return grouped(rows, (row) => row.appointment_id)
}

function rowOf({ id, account, record }: NewRow<AppointmentRecord>): Insertable<Database['appointment']> {
  const { meeting, series } = record
  return {
    id,
    email_account_id: account,
    kind: record.kind,
    ...detailsColumnsOf(record),
    uid: record.uid,
    uid_key: record.uid?.toLowerCase() ?? null,
    organizer: meeting?.organizer ? JSON.stringify(meeting.organizer) : null,
    is_organizer: meeting && truth(meeting.isOrganizer),
    my_response: meeting?.myResponse ?? null,
    is_cancelled: meeting && truth(meeting.isCancelled),
    is_response_requested: meeting && truth(meeting.isResponseRequested),
    recurrence: series && JSON.stringify(series.recurrence),
  }
}

function attendeeRowsOf({ id, record }: NewRow<AppointmentRecord>): Row<'attendee'>[] {
  return (record.meeting?.attendees ?? []).map(
    ({ name, address, role, response, respondedAt }, position) => ({
      appointment_id: id,
      position,
      name,
      address,
      role,
      response,
      responded_at: respondedAt,
    }),
  )
}

function exceptionRowsOf({ id, record }: NewRow<AppointmentRecord>): Row<'appointment_exception'>[] {
  return (record.series?.exceptions ?? []).map(({ original, details }, position) => ({
    appointment_id: id,
    position,
    original,
    ...detailsColumnsOf(details),
  }))
}

function deletedRowsOf({ id, record }: NewRow<AppointmentRecord>): Row<'deleted_occurrence'>[] {
  return (record.series?.deleted ?? []).map((original, position) => ({
    appointment_id: id,
    position,
    original,
  }))
}

function detailsColumnsOf(details: AppointmentDetails): DetailsColumns {
  const { times } = details
  return {
    subject: details.subject,
    text: details.text,
    location: details.location,
    times_kind: times.kind,
    starts: times.kind === 'timed' ? times.start : times.startDate,
    ends: times.kind === 'timed' ? times.end : times.endDate,
    time_zone: times.timeZone,
    free_busy: details.freeBusy,
    sensitivity: details.sensitivity,
    importance: details.importance,
    categories: JSON.stringify(details.categories),
    reminder_minutes: details.reminderMinutes,
  }
}

function recordOf(
  row: Row<'appointment'>,
  attendees: readonly Row<'attendee'>[],
  exceptions: readonly Row<'appointment_exception'>[],
  deleted: readonly Row<'deleted_occurrence'>[],
): AppointmentRecord {
  return appointmentRecordSchema.parse({
    kind: row.kind,
    ...detailsOf(row),
    uid: row.uid,
    meeting: row.is_organizer === null ? null : meetingOf(row, attendees),
    series: row.recurrence === null ? null : seriesOf(row, exceptions, deleted),
  })
}

function meetingOf(row: Row<'appointment'>, attendees: readonly Row<'attendee'>[]): unknown {
  return {
    organizer: jsonOf(row.organizer),
    isOrganizer: row.is_organizer !== 0,
    myResponse: row.my_response,
    isCancelled: row.is_cancelled !== 0,
    isResponseRequested: row.is_response_requested !== 0,
    attendees: attendees.map(({ name, address, role, response, responded_at }) => ({
      name,
      address,
      role,
      response,
      respondedAt: responded_at,
    })),
  }
}

function seriesOf(
  row: Row<'appointment'>,
  exceptions: readonly Row<'appointment_exception'>[],
  deleted: readonly Row<'deleted_occurrence'>[],
): unknown {
  return {
    recurrence: jsonOf(row.recurrence),
    exceptions: exceptions.map((exception) => ({
      original: exception.original,
      details: detailsOf(exception),
    })),
    deleted: deleted.map(({ original }) => original),
  }
}

function detailsOf(row: DetailsColumns) {
  return {
    subject: row.subject,
    text: row.text,
    location: row.location,
    times:
      row.times_kind === 'timed'
        ? { kind: row.times_kind, start: row.starts, end: row.ends, timeZone: row.time_zone }
        : { kind: row.times_kind, startDate: row.starts, endDate: row.ends, timeZone: row.time_zone },
    freeBusy: row.free_busy,
    sensitivity: row.sensitivity,
    importance: row.importance,
    categories: jsonOf(row.categories),
    reminderMinutes: row.reminder_minutes,
  }
}
