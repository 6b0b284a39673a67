/** The properties of appointments, and of meeting messages, which carry those of their appointment. */
import type { Instant } from '#shared/domain/ids.ts'
import type {
  Attendee,
  CalendarProperties,
  MeetingProperties,
  ModifiedOccurrence,
} from '../../appointment.ts'
import type { ChangeKey, ExchangeItemId } from '../../ids.ts'
import { instantOrNull, wholeNumber } from '../../soap/values.ts'
import { type XmlElement, attributeOf, childOf, idOf, textOf } from '../../soap/xml-element.ts'
import {
  type ItemFields,
  freeBusyOf,
  meetingResponseOf,
  occurrenceKindOf,
  personOf,
  textOrNull,
} from './item-values.ts'
import { recurrenceOf } from './read-recurrence.ts'

export function calendarProperties(fields: ItemFields): CalendarProperties {
  return {
    start: fields.value(instantOrNull, 'Start'),
    end: fields.value(instantOrNull, 'End'),
    startTimeZone: zoneOf(fields, 'StartTimeZone'),
    endTimeZone: zoneOf(fields, 'EndTimeZone'),
    meetingTimeZone: fields.take('MeetingTimeZone', (zone) => attributeOf(zone, 'TimeZoneName')),
    isAllDay: fields.flag('IsAllDayEvent'),
    location: fields.text('Location'),
    freeBusy: fields.value(freeBusyOf, 'LegacyFreeBusyStatus'),
    isMeeting: fields.flag('IsMeeting'),
    isCancelled: fields.flag('IsCancelled'),
    isRecurring: fields.flag('IsRecurring'),
    isOrganizer: fields.flag('IsOrganizer'),
    meetingRequestWasSent: fields.flag('MeetingRequestWasSent'),
    isResponseRequested: fields.flag('IsResponseRequested'),
    occurrenceKind: fields.value(occurrenceKindOf, 'CalendarItemType'),
    myResponse: fields.value(meetingResponseOf, 'MyResponseType'),
    organizer: fields.take('Organizer', personOf),
    requiredAttendees: fields.list('RequiredAttendees', attendeeOf),
    optionalAttendees: fields.list('OptionalAttendees', attendeeOf),
    resources: fields.list('Resources', attendeeOf),
    uid: fields.value(textOrNull, 'UID'),
    recurrenceId: fields.value(instantOrNull, 'RecurrenceId'),
    originalStart: fields.value(instantOrNull, 'OriginalStart'),
    dateTimeStamp: fields.value(instantOrNull, 'DateTimeStamp'),
    sequenceNumber: fields.value(wholeNumber, 'AppointmentSequenceNumber'),
    appointmentState: fields.value(wholeNumber, 'AppointmentState'),
    recurrence: fields.take('Recurrence', recurrenceOf),
    modifiedOccurrences: fields.list('ModifiedOccurrences', modifiedOccurrenceOf),
    deletedOccurrences: fields.list('DeletedOccurrences', startOf),
  }
}

export function meetingProperties(fields: ItemFields): MeetingProperties {
  return {
    associatedCalendarItemId: fields.take(
      'AssociatedCalendarItemId',
      (property) => attributeOf(property, 'Id') as ExchangeItemId | null,
    ),
    isDelegated: fields.flag('IsDelegated'),
    isOutOfDate: fields.flag('IsOutOfDate'),
    hasBeenProcessed: fields.flag('HasBeenProcessed'),
    response: fields.value(meetingResponseOf, 'ResponseType'),
    requestType: fields.value(textOrNull, 'MeetingRequestType'),
    intendedFreeBusy: fields.value(freeBusyOf, 'IntendedFreeBusyStatus'),
    proposedStart: fields.value(instantOrNull, 'ProposedStart'),
    proposedEnd: fields.value(instantOrNull, 'ProposedEnd'),
  }
}

/** A definition with its rules, or since Exchange 2013 the id alone in an element of its own. */
function zoneOf(fields: ItemFields, name: string): string | null {
  return fields.take(name, (zone) => attributeOf(zone, 'Id')) ?? fields.value(textOrNull, `${name}Id`)
}

function attendeeOf(element: XmlElement): Attendee | null {
  const person = element.name === 'Attendee' ? personOf(element) : null
  if (person === null) return null
  return {
    ...person,
    response: meetingResponseOf(textOf(element, 'ResponseType')),
    respondedAt: instantOrNull(textOf(element, 'LastResponseTime')),
  }
}

function modifiedOccurrenceOf(element: XmlElement): ModifiedOccurrence | null {
  const id = idOf(element, 'ItemId') as ExchangeItemId | null
  const start = startOf(element)
  const end = instantOrNull(textOf(element, 'End'))
  const originalStart = instantOrNull(textOf(element, 'OriginalStart'))
  if (id === null || start === null || end === null || originalStart === null) return null
  const changeKey = attributeOf(childOf(element, 'ItemId'), 'ChangeKey') as ChangeKey | null
  return { id, changeKey, start, end, originalStart }
}

const startOf = (element: XmlElement): Instant | null => instantOrNull(textOf(element, 'Start'))
