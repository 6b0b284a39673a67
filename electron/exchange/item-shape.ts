/** Which properties of an item are asked for. */
import type { ExtendedPropertyName } from './extended-property.ts'

/** A property as EWS names it, for example `calendar:UID` (MS-OXWSCDATA 2.2.5.30). */
export type FieldUri =
  `${'item' | 'message' | 'calendar' | 'meeting' | 'meetingRequest' | 'task' | 'contacts'}:${string}`

export type ItemShape = {
  /** `AllProperties` is everything that the server thinks worth telling, without bodies in FindItem. */
  readonly base: 'IdOnly' | 'Default' | 'AllProperties'
  readonly properties: readonly FieldUri[]
  readonly extended: readonly ExtendedPropertyName[]
  /** Form in which bodies come; `best` is the one in which they are kept. */
  readonly body: 'best' | 'html' | 'text'
}

const ITEM: readonly FieldUri[] = [
  'item:ParentFolderId',
  'item:ItemClass',
  'item:Subject',
  'item:Body',
  'item:Sensitivity',
  'item:Importance',
  'item:Categories',
  'item:HasAttachments',
  'item:Attachments',
  'item:DateTimeCreated',
  'item:LastModifiedTime',
  'item:ReminderIsSet',
  'item:ReminderDueBy',
  'item:ReminderMinutesBeforeStart',
]

const CALENDAR: readonly FieldUri[] = [
  'calendar:Start',
  'calendar:End',
  'calendar:OriginalStart',
  'calendar:StartTimeZone',
  'calendar:EndTimeZone',
  'calendar:MeetingTimeZone',
  'calendar:IsAllDayEvent',
  'calendar:LegacyFreeBusyStatus',
  'calendar:Location',
  'calendar:IsMeeting',
  'calendar:IsCancelled',
  'calendar:IsRecurring',
  'calendar:CalendarItemType',
  'calendar:MyResponseType',
  'calendar:Organizer',
  'calendar:RequiredAttendees',
  'calendar:OptionalAttendees',
  'calendar:Resources',
  'calendar:UID',
  'calendar:RecurrenceId',
  'calendar:DateTimeStamp',
  'calendar:AppointmentSequenceNumber',
  'calendar:AppointmentState',
  'calendar:Recurrence',
]

/** What the synchronisation of appointments needs. Occurrences are only told of a master. */
export const APPOINTMENT_SHAPE: ItemShape = {
  base: 'IdOnly',
  properties: [
    ...ITEM,
    ...CALENDAR,
    'calendar:MeetingRequestWasSent',
    'calendar:IsResponseRequested',
    'calendar:ModifiedOccurrences',
    'calendar:DeletedOccurrences',
  ],
  extended: [],
  body: 'best',
}

/** What the synchronisation of tasks needs. */
export const TASK_SHAPE: ItemShape = {
  base: 'IdOnly',
  properties: [
    ...ITEM,
    'task:StartDate',
    'task:DueDate',
    'task:CompleteDate',
    'task:Status',
    'task:PercentComplete',
    'task:IsComplete',
    'task:IsRecurring',
    'task:Owner',
    'task:Delegator',
    'task:ActualWork',
    'task:TotalWork',
    'task:Recurrence',
  ],
  extended: [],
  body: 'best',
}

/** What is needed to see what a meeting message asks or answers. */
export const MEETING_MESSAGE_SHAPE: ItemShape = {
  base: 'IdOnly',
  properties: [
    ...ITEM,
    'item:DateTimeReceived',
    'item:DateTimeSent',
    'message:From',
    'message:Sender',
    'message:ToRecipients',
    'message:CcRecipients',
    'message:IsRead',
    'message:InternetMessageId',
    'meeting:AssociatedCalendarItemId',
    'meeting:IsDelegated',
    'meeting:IsOutOfDate',
    'meeting:HasBeenProcessed',
    'meeting:ResponseType',
    'meeting:ProposedStart',
    'meeting:ProposedEnd',
    'meetingRequest:MeetingRequestType',
    'meetingRequest:IntendedFreeBusyStatus',
    ...CALENDAR,
  ],
  extended: [],
  body: 'best',
}
