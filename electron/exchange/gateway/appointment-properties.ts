/**
 * How the properties of an appointment are written (MS-OXWSMTGS 2.2.4.9).
 *
 * Times are instants, the zone goes beside them by its id alone, which Exchange resolves by its own rules. The
 * library would look the zone up in its own table, which lacks zones and rules that a server knows.
 */
import type { Person } from '../exchange-client.ts'
import type { AppointmentProperties } from './content.ts'
import { instant } from './dates.ts'
import type { Library } from './library.ts'
import { ITEM_PROPERTIES, type PropertyTable, emailAddress, property } from './property-table.ts'
import { toLibraryRecurrence } from './recurrence.ts'
import type { TimeZoneId } from './values.ts'

export const APPOINTMENT_PROPERTIES: PropertyTable<AppointmentProperties> = {
  ...ITEM_PROPERTIES,
  start: property(({ AppointmentSchema }) => AppointmentSchema.Start, instant),
  end: property(({ AppointmentSchema }) => AppointmentSchema.End, instant),
  startTimeZone: property(({ AppointmentSchema }) => AppointmentSchema.StartTimeZone, timeZone),
  endTimeZone: property(({ AppointmentSchema }) => AppointmentSchema.EndTimeZone, timeZone),
  isAllDay: property(({ AppointmentSchema }) => AppointmentSchema.IsAllDayEvent),
  location: property(({ AppointmentSchema }) => AppointmentSchema.Location),
  freeBusy: property(({ AppointmentSchema }) => AppointmentSchema.LegacyFreeBusyStatus, freeBusy),
  requiredAttendees: property(({ AppointmentSchema }) => AppointmentSchema.RequiredAttendees, attendees),
  optionalAttendees: property(({ AppointmentSchema }) => AppointmentSchema.OptionalAttendees, attendees),
  resources: property(({ AppointmentSchema }) => AppointmentSchema.Resources, attendees),
  isResponseRequested: property(({ AppointmentSchema }) => AppointmentSchema.IsResponseRequested),
  recurrence: property(({ AppointmentSchema }) => AppointmentSchema.Recurrence, toLibraryRecurrence),
  uid: property(({ AppointmentSchema }) => AppointmentSchema.ICalUid),
}

function freeBusy({ LegacyFreeBusyStatus: status }: Library, value: AppointmentProperties['freeBusy']) {
  return {
    free: status.Free,
    tentative: status.Tentative,
    busy: status.Busy,
    'out-of-office': status.OOF,
    'working-elsewhere': status.WorkingElsewhere,
    'no-data': status.NoData,
  }[value]
}

function attendees(library: Library, people: readonly Person[]): unknown {
  const collection = new library.AttendeeCollection()
  for (const person of people) collection.Add(new library.Attendee(emailAddress(library, person)))
  return collection
}

/** What the library reads of a zone when it writes one; without a name only the id is written. */
function timeZone(_library: Library, id: TimeZoneId): unknown {
  return { Id: id, DisplayName: '', BaseUtcOffset: { TotalMilliseconds: 0 } }
}
