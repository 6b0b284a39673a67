/** Appointments, meetings, and what meeting messages say about them (MS-OXWSMTGS 2.2.4). */
import type { Instant } from '#shared/domain/ids.ts'
import type { Recurrence } from '#shared/domain/recurrence.ts'
import type { ChangeKey, ExchangeItemId } from './ids.ts'
import type { Person } from './message.ts'

export type CalendarProperties = {
  readonly start: Instant | null
  readonly end: Instant | null
  /** Windows ids of time zones. A server that knows no `StartTimeZone` tells the older `MeetingTimeZone` alone. */
  readonly startTimeZone: string | null
  readonly endTimeZone: string | null
  readonly meetingTimeZone: string | null
  readonly isAllDay: boolean | null
  readonly location: string | null
  readonly freeBusy: FreeBusy | null
  readonly isMeeting: boolean | null
  readonly isCancelled: boolean | null
  readonly isRecurring: boolean | null
  readonly isOrganizer: boolean | null
  readonly meetingRequestWasSent: boolean | null
  readonly isResponseRequested: boolean | null
  readonly occurrenceKind: OccurrenceKind | null
  readonly myResponse: MeetingResponse | null
  readonly organizer: Person | null
  readonly requiredAttendees: readonly Attendee[]
  readonly optionalAttendees: readonly Attendee[]
  readonly resources: readonly Attendee[]
  /** The same for every occurrence of a series; its case differs between organizer and attendee. */
  readonly uid: string | null
  /** `ICalRecurrenceId`: the start that an exception was planned for. */
  readonly recurrenceId: Instant | null
  readonly originalStart: Instant | null
  readonly dateTimeStamp: Instant | null
  readonly sequenceNumber: number | null
  /** Bits: 1 meeting, 2 received, 4 cancelled (MS-OXOCAL 2.2.1.10). */
  readonly appointmentState: number | null
  readonly recurrence: Recurrence | null
  readonly modifiedOccurrences: readonly ModifiedOccurrence[]
  /** The starts that were planned. */
  readonly deletedOccurrences: readonly Instant[]
}

export type FreeBusy = 'free' | 'tentative' | 'busy' | 'out-of-office' | 'working-elsewhere' | 'no-data'
export type OccurrenceKind = 'single' | 'occurrence' | 'exception' | 'master'
export type MeetingResponse =
  'unknown' | 'organizer' | 'tentative' | 'accepted' | 'declined' | 'none-received'

export type Attendee = Person & {
  readonly response: MeetingResponse | null
  readonly respondedAt: Instant | null
}

export type ModifiedOccurrence = {
  readonly id: ExchangeItemId
  readonly changeKey: ChangeKey | null
  readonly start: Instant
  readonly end: Instant
  readonly originalStart: Instant
}

/** What a meeting message adds to the properties of its appointment. */
export type MeetingProperties = {
  readonly associatedCalendarItemId: ExchangeItemId | null
  readonly isDelegated: boolean | null
  readonly isOutOfDate: boolean | null
  readonly hasBeenProcessed: boolean | null
  /** What a response answers. */
  readonly response: MeetingResponse | null
  /** `NewMeetingRequest`, `FullUpdate`, … as the server names it. */
  readonly requestType: string | null
  readonly intendedFreeBusy: FreeBusy | null
  readonly proposedStart: Instant | null
  readonly proposedEnd: Instant | null
}
