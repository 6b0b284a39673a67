/** The calendar: appointments, meetings in both roles, and series with their exceptions as one object each. */
import type { AppointmentRecord } from '#shared/domain/prime-items.ts'
import { ok } from '#shared/result.ts'
import { CALENDAR_FIELDS } from '../mapping/calendar.ts'
import { createAppointments } from './calendar/create-appointments.ts'
import { fetchAppointmentKeys, fetchAppointments } from './calendar/fetch-appointments.ts'
import { mailsSomeone } from './calendar/mailing.ts'
import { endOf } from './calendar/meeting.ts'
import { removeAppointments } from './calendar/remove-appointments.ts'
import { updateAppointments } from './calendar/update-appointments.ts'
import type { Kind } from './kind.ts'

export const calendarKind: Kind<AppointmentRecord> = {
  kind: 'calendar',
  fields: CALENDAR_FIELDS,
  concerns: (itemKind) => itemKind === 'CalendarItem',
  isExportable: ({ kind }) => kind !== 'absence',
  isWithin: (record, windowStart) => {
    const end = endOf(record)
    return end === null || end >= Date.parse(windowStart)
  },
  folderOf: () => 'calendar',
  homeOf: () => 'calendar',
  inFolder: (record) => record,
  fetch: (session, items, onVersion) =>
    fetchAppointments(
      session,
      items.map(({ id }) => id),
      onVersion,
    ),
  fetchKeys: async (session, ids) => {
    const found = await fetchAppointmentKeys(session, ids)
    return found.ok ? ok(new Map([...found.value].map(([id, { keys }]) => [id, keys]))) : found
  },
  mails: mailsSomeone,
  find: async ({ client, referenceTo, signal }, folder, clientIds) => {
    const found = await client.gateway.findByClientId({ folder: referenceTo(folder), clientIds }, signal)
    if (!found.ok) return found
    return ok(new Map(found.value.map(({ clientId, ...item }) => [clientId, { ...item, folder }])))
  },
  create: createAppointments,
  update: updateAppointments,
  remove: removeAppointments,
}
