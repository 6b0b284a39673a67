/** One rich, good answer for each reading operation, and how it is read: for tests that damage or vary them. */
import { ItemPropertiesReader } from '#electron/exchange/operations/item/item-properties-reader.ts'
import type { AttachmentId, ExchangeItemId } from '#electron/exchange/ids.ts'
import { readBatch } from '#electron/exchange/operations/batch.ts'
import * as findItem from '#electron/exchange/operations/find-item.ts'
import { AttachmentReader } from '#electron/exchange/operations/get-attachment.ts'
import * as getFolder from '#electron/exchange/operations/get-folder.ts'
import * as getStreamingEvents from '#electron/exchange/operations/get-streaming-events.ts'
import { MessageReader } from '#electron/exchange/operations/message-reader.ts'
import * as subscribe from '#electron/exchange/operations/subscribe.ts'
import * as syncFolderHierarchy from '#electron/exchange/operations/sync-folder-hierarchy.ts'
import * as syncFolderItems from '#electron/exchange/operations/sync-folder-items.ts'
import * as unsubscribe from '#electron/exchange/operations/unsubscribe.ts'
import type { Result } from '#shared/result.ts'
import { base64, context, inMemory, item, messages, refused, success } from './answers.ts'

export type Reading = {
  readonly operation: string
  readonly answer: string
  readonly read: (body: AsyncIterable<Uint8Array>) => Promise<Result<unknown>>
}

const mailbox = (name: string) =>
  `<t:Mailbox><t:Name>${name}</t:Name><t:EmailAddress>${name.toLowerCase()}@contoso.example</t:EmailAddress></t:Mailbox>`

export const APPOINTMENT =
  '<t:CalendarItem><t:ItemId Id="M" ChangeKey="cm"/><t:ParentFolderId Id="P"/><t:ItemClass>IPM.Appointment</t:ItemClass>' +
  '<t:Subject> Team &amp; Kaffee</t:Subject><t:Sensitivity>Private</t:Sensitivity><t:Body BodyType="HTML">&lt;p&gt;Hoi&lt;/p&gt;\n</t:Body>' +
  '<t:Attachments><t:FileAttachment><t:AttachmentId Id="F1"/><t:Name>a.txt</t:Name><t:Size>3</t:Size><t:IsInline>false</t:IsInline></t:FileAttachment></t:Attachments>' +
  '<t:Categories><t:String>Red</t:String><t:String>Blue</t:String></t:Categories><t:Importance>High</t:Importance>' +
  '<t:ReminderDueBy>2026-03-29T07:00:00Z</t:ReminderDueBy><t:ReminderIsSet>true</t:ReminderIsSet><t:ReminderMinutesBeforeStart>15</t:ReminderMinutesBeforeStart>' +
  '<t:HasAttachments>true</t:HasAttachments>' +
  '<t:ExtendedProperty><t:ExtendedFieldURI PropertyTag="0x1a" PropertyType="String"/><t:Value>IPM</t:Value></t:ExtendedProperty>' +
  '<t:ExtendedProperty><t:ExtendedFieldURI PropertySetId="00062002-0000-0000-C000-000000000046" PropertyId="33293" PropertyType="StringArray"/><t:Values><t:Value>a</t:Value><t:Value>b</t:Value></t:Values></t:ExtendedProperty>' +
  '<t:LastModifiedTime>2026-03-01T10:00:00.1234567Z</t:LastModifiedTime>' +
  '<t:UID>040000008200E0</t:UID><t:DateTimeStamp>2026-03-01T10:00:00Z</t:DateTimeStamp>' +
  '<t:Start>2026-03-29T07:00:00Z</t:Start><t:End>2026-03-29T08:00:00.123456789Z</t:End><t:IsAllDayEvent>false</t:IsAllDayEvent>' +
  '<t:LegacyFreeBusyStatus>OOF</t:LegacyFreeBusyStatus><t:Location>Bern</t:Location><t:IsMeeting>true</t:IsMeeting><t:IsRecurring>1</t:IsRecurring>' +
  '<t:CalendarItemType>RecurringMaster</t:CalendarItemType><t:MyResponseType>Organizer</t:MyResponseType>' +
  `<t:Organizer>${mailbox('Anna')}</t:Organizer>` +
  `<t:RequiredAttendees><t:Attendee>${mailbox('Beat')}<t:ResponseType>Accept</t:ResponseType><t:LastResponseTime>2026-03-02T10:00:00Z</t:LastResponseTime></t:Attendee></t:RequiredAttendees>` +
  '<t:AppointmentSequenceNumber>2</t:AppointmentSequenceNumber><t:AppointmentState>1</t:AppointmentState>' +
  '<t:Recurrence><t:WeeklyRecurrence><t:Interval>2</t:Interval><t:DaysOfWeek>Monday Friday</t:DaysOfWeek><t:FirstDayOfWeek>Monday</t:FirstDayOfWeek></t:WeeklyRecurrence>' +
  '<t:EndDateRecurrence><t:StartDate>2026-03-29+02:00</t:StartDate><t:EndDate>2026-12-31T00:00:00</t:EndDate></t:EndDateRecurrence></t:Recurrence>' +
  '<t:ModifiedOccurrences><t:Occurrence><t:ItemId Id="O1" ChangeKey="k"/><t:Start>2026-04-13T07:30:00Z</t:Start><t:End>2026-04-13T08:30:00Z</t:End><t:OriginalStart>2026-04-13T07:00:00Z</t:OriginalStart></t:Occurrence></t:ModifiedOccurrences>' +
  '<t:DeletedOccurrences><t:DeletedOccurrence><t:Start>2026-04-17T07:00:00Z</t:Start></t:DeletedOccurrence></t:DeletedOccurrences>' +
  '<t:MeetingTimeZone TimeZoneName="W. Europe Standard Time"/><t:StartTimeZone Id="W. Europe Standard Time"/><t:EndTimeZone Id="W. Europe Standard Time"/>' +
  '<t:NewThing Kind="odd"><t:Part>1</t:Part></t:NewThing></t:CalendarItem>'

export const TASK =
  '<t:Task><t:ItemId Id="T" ChangeKey="ct"/><t:Subject>Steuern</t:Subject><t:Body BodyType="Text">bis Ende Monat</t:Body>' +
  '<t:CompleteDate>2026-03-28T23:00:00Z</t:CompleteDate><t:DueDate>2026-03-29T00:00:00+02:00</t:DueDate><t:IsComplete>false</t:IsComplete>' +
  '<t:Owner>Anna</t:Owner><t:PercentComplete>12.5</t:PercentComplete>' +
  '<t:Recurrence><t:NumberedRecurrence><t:StartDate>2026-03-29Z</t:StartDate><t:NumberOfOccurrences>3</t:NumberOfOccurrences></t:NumberedRecurrence><t:YearlyRegeneration><t:Interval>1</t:Interval></t:YearlyRegeneration></t:Recurrence>' +
  '<t:StartDate>2026-03-27T05:00:00Z</t:StartDate><t:Status>WaitingOnOthers</t:Status></t:Task>'

export const items = (xml: string) => success('GetItem', `<m:Items>${xml}</m:Items>`)

const folderXml = (id: string, kind = 'Folder') =>
  `<t:${kind}><t:FolderId Id="${id}" ChangeKey="k"/><t:ParentFolderId Id="root"/><t:FolderClass>IPF.Note</t:FolderClass><t:DisplayName>Ordner ${id}</t:DisplayName></t:${kind}>`

const event = (name: string, more = '') =>
  `<t:${name}><t:TimeStamp>2026-03-29T01:30:00Z</t:TimeStamp><t:ItemId Id="i" ChangeKey="c"/><t:ParentFolderId Id="p"/>${more}</t:${name}>`

const stream = (content: string) => messages('GetStreamingEvents', success('GetStreamingEvents', content))

export const STREAM = [
  stream('<m:ConnectionStatus>OK</m:ConnectionStatus>'),
  stream(
    '<m:Notifications><m:Notification><t:SubscriptionId>S</t:SubscriptionId>' +
      event('NewMailEvent') +
      event('MovedEvent', '<t:OldItemId Id="o"/><t:OldParentFolderId Id="op"/>') +
      event('DefrostedEvent') +
      '</m:Notification></m:Notifications>',
  ),
  stream(
    '<m:Notifications><m:Notification><t:SubscriptionId>S</t:SubscriptionId><t:StatusEvent/></m:Notification></m:Notifications>',
  ),
  stream('<m:ConnectionStatus>Closed</m:ConnectionStatus>'),
  stream('<m:ConnectionStatus>Closed</m:ConnectionStatus>'),
]

const ids = ['A', 'B', 'C'] as ExchangeItemId[]
const readItems = (body: AsyncIterable<Uint8Array>) =>
  readBatch(body, ['M', 'T', 'X'] as ExchangeItemId[], new ItemPropertiesReader(), context, () => undefined)

export const READINGS: readonly Reading[] = [
  {
    operation: 'GetItem of messages',
    answer: messages(
      'GetItem',
      item('A', base64('x'.repeat(200)), '<t:Subject>S</t:Subject>'),
      refused('GetItem', 'ErrorItemNotFound'),
      item('C', 'aGk='),
    ),
    read: async (body) => {
      const seen: string[] = []
      const result = await readBatch(body, ids, new MessageReader(inMemory), context, ({ id }) => {
        seen.push(id)
      })
      if (new Set(seen).size < seen.length) throw new Error('an id was handed on twice')
      if (result.ok && seen.length < ids.length) throw new Error('an id got nothing')
      return result
    },
  },
  {
    operation: 'GetItem of properties',
    answer: messages('GetItem', items(APPOINTMENT), items(TASK)),
    read: readItems,
  },
  {
    operation: 'GetAttachment',
    answer: messages(
      'GetAttachment',
      success(
        'GetAttachment',
        '<m:Attachments><t:FileAttachment><t:AttachmentId Id="A"/><t:Name>a</t:Name><t:Content>aGVsbG8=</t:Content></t:FileAttachment></m:Attachments>',
      ),
      success(
        'GetAttachment',
        '<m:Attachments><t:ItemAttachment><t:AttachmentId Id="B"/><t:Name>b</t:Name><t:Message><t:MimeContent>aGk=</t:MimeContent><t:Subject>B</t:Subject></t:Message></t:ItemAttachment></m:Attachments>',
      ),
    ),
    read: (body) =>
      readBatch(body, ['A', 'B'] as AttachmentId[], new AttachmentReader(inMemory), context, () => undefined),
  },
  {
    operation: 'GetFolder',
    answer: messages('GetFolder', success('GetFolder', `<m:Folders>${folderXml('F')}</m:Folders>`)),
    read: (body) => getFolder.parse(body, context),
  },
  {
    operation: 'SyncFolderHierarchy',
    answer: messages(
      'SyncFolderHierarchy',
      success(
        'SyncFolderHierarchy',
        '<m:SyncState>S</m:SyncState><m:IncludesLastFolderInRange>true</m:IncludesLastFolderInRange>' +
          `<m:Changes><t:Create>${folderXml('1', 'CalendarFolder')}</t:Create><t:Update>${folderXml('2', 'OddFolder')}</t:Update>` +
          '<t:Delete><t:FolderId Id="3"/></t:Delete></m:Changes>',
      ),
    ),
    read: (body) => syncFolderHierarchy.parse(body, context),
  },
  {
    operation: 'SyncFolderItems',
    answer: messages(
      'SyncFolderItems',
      success(
        'SyncFolderItems',
        '<m:SyncState>S</m:SyncState><m:Changes><t:Create><t:Message><t:ItemId Id="1"/></t:Message></t:Create>' +
          '<t:Delete><t:ItemId Id="2"/></t:Delete></m:Changes>',
      ),
    ),
    read: (body) => syncFolderItems.parse(body, context),
  },
  {
    operation: 'FindItem',
    answer: messages(
      'FindItem',
      success(
        'FindItem',
        `<m:RootFolder IndexedPagingOffset="2" TotalItemsInView="9" IncludesLastItemInRange="false"><t:Items>${TASK}` +
          '<t:SharingMessage><t:ItemId Id="X"/></t:SharingMessage></t:Items></m:RootFolder>',
      ),
    ),
    read: (body) => findItem.parse(body, context),
  },
  {
    operation: 'Subscribe',
    answer: messages('Subscribe', success('Subscribe', '<m:SubscriptionId>S</m:SubscriptionId>')),
    read: (body) => subscribe.parse(body, context),
  },
  {
    operation: 'Unsubscribe',
    answer: messages('Unsubscribe', success('Unsubscribe', '')),
    read: (body) => unsubscribe.parse(body, context),
  },
  {
    operation: 'GetStreamingEvents',
    answer: STREAM.join('\r\n'),
    read: (body) => getStreamingEvents.parse(body, context, () => undefined),
  },
]
