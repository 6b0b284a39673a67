/**
 * The properties that are kept as clients write them, by kind of item and in the order of the schema (Types.xsd:
 * t:CalendarItemType, t:TaskType, t:ContactItemType, t:PostItemType, t:MeetingMessageType and what follows from it).
 *
 * A name stands for the URI with the prefix of its kind. Those that base shape Default gives are marked with `*`.
 */
import type { ItemElement } from '../mailbox/item.ts'

export type KeptProperty = {
  /** Local name of the element. */
  readonly name: string
  /** For example calendar:Start. */
  readonly uri: string
  readonly from: 'Default' | 'AllProperties'
}

const CALENDAR = `UID RecurrenceId DateTimeStamp Start* End* OriginalStart* IsAllDayEvent* LegacyFreeBusyStatus*
  Location* When IsMeeting IsCancelled IsRecurring MeetingRequestWasSent IsResponseRequested CalendarItemType*
  MyResponseType Organizer* RequiredAttendees* OptionalAttendees* Resources* Duration TimeZone AppointmentReplyTime
  AppointmentSequenceNumber AppointmentState Recurrence* FirstOccurrence* LastOccurrence* ModifiedOccurrences*
  DeletedOccurrences* MeetingTimeZone StartTimeZone EndTimeZone ConferenceType AllowNewTimeProposal IsOnlineMeeting
  MeetingWorkspaceUrl NetShowUrl EnhancedLocation StartWallClock EndWallClock StartTimeZoneId EndTimeZoneId
  IntendedFreeBusyStatus JoinOnlineMeetingUrl IsOrganizer DoNotForwardMeeting`
const TASK = `ActualWork AssignedTime BillingInformation ChangeCount Companies CompleteDate Contacts DelegationState
  Delegator DueDate* IsAssignmentEditable IsComplete IsRecurring IsTeamTask Mileage Owner PercentComplete* Recurrence
  StartDate* Status* StatusDescription TotalWork`
const CONTACT = `FileAs* FileAsMapping DisplayName GivenName Initials MiddleName Nickname CompleteName CompanyName*
  EmailAddresses* PhysicalAddresses* PhoneNumbers* AssistantName Birthday BusinessHomePage Children Companies
  ContactSource Department Generation ImAddresses* JobTitle* Manager Mileage OfficeLocation PostalAddressIndex
  Profession SpouseName Surname WeddingAnniversary HasPicture Notes`
const MEETING = `AssociatedCalendarItemId* IsDelegated IsOutOfDate HasBeenProcessed ResponseType* UID RecurrenceId
  DateTimeStamp IsOrganizer`
const REQUEST = `MeetingRequestType* IntendedFreeBusyStatus Start* End* OriginalStart IsAllDayEvent
  LegacyFreeBusyStatus Location* When IsMeeting IsCancelled IsRecurring MeetingRequestWasSent CalendarItemType
  MyResponseType Organizer* RequiredAttendees OptionalAttendees Resources Duration TimeZone AppointmentReplyTime
  AppointmentSequenceNumber AppointmentState Recurrence FirstOccurrence LastOccurrence ModifiedOccurrences
  DeletedOccurrences MeetingTimeZone StartTimeZone EndTimeZone ConferenceType AllowNewTimeProposal IsOnlineMeeting
  MeetingWorkspaceUrl NetShowUrl EnhancedLocation ChangeHighlights StartWallClock EndWallClock StartTimeZoneId
  EndTimeZoneId DoNotForwardMeeting`
const RESPONSE =
  'Start* End* Location* Recurrence CalendarItemType ProposedStart ProposedEnd EnhancedLocation'
const CANCELLATION = 'Start* End* Location* Recurrence CalendarItemType EnhancedLocation DoNotForwardMeeting'
const POST =
  'ConversationIndex ConversationTopic From* InternetMessageId IsRead* PostedTime* References Sender*'
const LIST = 'DisplayName* FileAs* ContactSource Members'

const named = (
  names: string,
  prefix: string,
  others: Readonly<Record<string, string>> = {},
): KeptProperty[] =>
  names.split(/\s+/).map((entry) => {
    const name = entry.replace('*', '')
    return {
      name,
      uri: `${others[name] ?? prefix}:${name}`,
      from: entry.endsWith('*') ? 'Default' : 'AllProperties',
    }
  })

const UID = { UID: 'calendar', RecurrenceId: 'calendar', DateTimeStamp: 'calendar', IsOrganizer: 'calendar' }
const meeting = named(MEETING, 'meeting', UID)
const request = { MeetingRequestType: 'meetingRequest', IntendedFreeBusyStatus: 'meetingRequest' }
const proposal = { ProposedStart: 'meeting', ProposedEnd: 'meeting' }

export const KEPT_PROPERTIES: Readonly<Record<ItemElement, readonly KeptProperty[]>> = {
  Item: [],
  Message: [],
  CalendarItem: named(CALENDAR, 'calendar'),
  Task: named(TASK, 'task'),
  Contact: named(CONTACT, 'contacts'),
  DistributionList: named(LIST, 'contacts', { Members: 'distributionlist' }),
  PostItem: named(POST, 'message', { PostedTime: 'postitem' }),
  MeetingRequest: [
    ...meeting,
    ...named(REQUEST, 'calendar', { ...request, ChangeHighlights: 'meetingRequest' }),
  ],
  MeetingResponse: [...meeting, ...named(RESPONSE, 'calendar', proposal)],
  MeetingCancellation: [...meeting, ...named(CANCELLATION, 'calendar')],
  SharingMessage: [],
  RoleMember: [],
  Network: [],
  Person: [],
}
