/**
 * The test server and a client that we did not write: ews-javascript-api, unmodified and with its own transport, goes
 * through its typed API. It does not escape XML, so no text here holds what XML reserves. Every answer is validated
 * against the official schemas.
 */
import {
  Appointment,
  BasePropertySet,
  BodyType,
  CalendarView,
  ConflictResolutionMode,
  DateTime,
  DayOfTheWeek,
  DeleteMode,
  EmailMessage,
  EventType,
  ExchangeService,
  ExchangeVersion,
  Folder,
  FolderId,
  FolderView,
  ItemView,
  MessageBody,
  PropertySet,
  Recurrence,
  SendInvitationsMode,
  SyncFolderItemsScope,
  Task,
  TaskStatus,
  TimeZoneInfo,
  Uri,
  WebCredentials,
  WellKnownFolderName,
} from 'ews-javascript-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ExchangeServer, type Mailbox, startExchangeServer } from '#test/exchange-server/server.ts'

const ANNA = { address: 'anna.meier@contoso.example', user: 'anna.meier', password: 'geheim' }
const ALL = new PropertySet(BasePropertySet.FirstClassProperties)

describe('ews-javascript-api', () => {
  let server: ExchangeServer
  let mailbox: Mailbox
  let service: ExchangeService

  beforeEach(async () => {
    server = await startExchangeServer({ mailboxes: [ANNA] })
    mailbox = server.mailbox(ANNA.address)
    service = new ExchangeService(ExchangeVersion.Exchange2013, TimeZoneInfo.Utc)
    service.Url = new Uri(server.url)
    service.Credentials = new WebCredentials(ANNA.user, ANNA.password)
  })
  afterEach(async () => {
    await server.stop()
  })

  it('creates, renames, lists and deletes folders', async () => {
    const folder = new Folder(service)
    folder.DisplayName = 'Projekte'
    await folder.Save(WellKnownFolderName.Inbox)
    folder.DisplayName = 'Projekte 2026'
    await folder.Update()
    const inbox = await Folder.Bind(service, WellKnownFolderName.Inbox)
    expect(inbox.ChildFolderCount).toBe(1)
    const found = await inbox.FindFolders(new FolderView(10))
    expect(found.Folders.map((entry) => entry.DisplayName)).toEqual(['Projekte 2026'])
    await folder.Delete(DeleteMode.HardDelete)
    expect((await inbox.FindFolders(new FolderView(10))).TotalCount).toBe(0)
  })

  it('creates, finds, changes, moves and deletes messages', async () => {
    const message = new EmailMessage(service)
    message.Subject = 'Grüsse'
    message.Body = new MessageBody(BodyType.Text, 'Hallo')
    message.ToRecipients.Add('bernd.vogel@contoso.example')
    await message.Save(WellKnownFolderName.Drafts)
    // Not before: of a new item it sends every attachment twice, inside CreateItem and with CreateAttachment.
    message.Attachments.AddFileAttachment('plan.txt', Buffer.from('Plan').toString('base64'))
    await message.Update(ConflictResolutionMode.AlwaysOverwrite)
    const found = await service.FindItems(WellKnownFolderName.Drafts, new ItemView(10))
    expect(found.Items.map((item) => item.Subject)).toEqual(['Grüsse'])
    const read = await EmailMessage.Bind(service, message.Id, ALL)
    expect(read.ToRecipients.GetEnumerator().map(({ Address }) => Address)).toEqual([
      'bernd.vogel@contoso.example',
    ])
    expect(read.Attachments.GetEnumerator().map(({ Name }) => Name)).toEqual(['plan.txt'])
    read.Subject = 'Neu'
    await read.Update(ConflictResolutionMode.AlwaysOverwrite)
    await read.Move(WellKnownFolderName.Inbox)
    expect(mailbox.items('inbox').map(({ subject }) => subject)).toEqual(['Neu'])
    const [item] = (await service.FindItems(WellKnownFolderName.Inbox, new ItemView(10))).Items
    await item!.Delete(DeleteMode.HardDelete)
    expect(mailbox.count('inbox')).toBe(0)
  })

  it('synchronises items and folders', async () => {
    const inbox = new FolderId(WellKnownFolderName.Inbox)
    const sync = (state: string | null) =>
      service.SyncFolderItems(inbox, PropertySet.IdOnly, [], 512, SyncFolderItemsScope.NormalItems, state!)
    await mailbox.addMessage({ subject: 'A' })
    const first = await sync(null)
    expect(first.Count).toBe(1)
    expect((await sync(first.SyncState)).Count).toBe(0)
    const hierarchy = await service.SyncFolderHierarchy(PropertySet.IdOnly, null!)
    expect(hierarchy.Count).toBeGreaterThan(5)
  })

  it('creates a series and sees its occurrences', async () => {
    const start = new DateTime('2026-03-02T09:00:00Z')
    const appointment = new Appointment(service)
    appointment.Subject = 'Jour fixe'
    appointment.Start = start
    appointment.End = new DateTime('2026-03-02T10:00:00Z')
    const weekly = new Recurrence.WeeklyPattern()
    weekly.StartDate = start
    weekly.Interval = 1
    weekly.DaysOfTheWeek.Add(DayOfTheWeek.Monday)
    weekly.NumberOfOccurrences = 4
    appointment.Recurrence = weekly
    await appointment.Save(SendInvitationsMode.SendToNone)
    const view = new CalendarView(start, new DateTime('2026-04-30T00:00:00Z'))
    const found = await service.FindAppointments(WellKnownFolderName.Calendar, view)
    expect(found.Items).toHaveLength(4)
    expect(server.mailsSent).toEqual([])
  })

  it('creates, completes and deletes a task', async () => {
    const task = new Task(service)
    task.Subject = 'Offerte'
    await task.Save()
    const read = await Task.Bind(service, task.Id)
    read.Status = TaskStatus.Completed
    await read.Update(ConflictResolutionMode.AlwaysOverwrite)
    expect(mailbox.items('tasks')[0]?.fields.get('IsComplete')?.text).toBe('true')
    await read.Delete(DeleteMode.HardDelete)
    expect(mailbox.count('tasks')).toBe(0)
  })

  it('resolves names and pulls notifications', async () => {
    const names = await service.ResolveName('anna')
    expect(names.Count).toBe(1)
    const subscription = await service.SubscribeToPullNotifications(
      [new FolderId(WellKnownFolderName.Inbox)],
      5,
      null!,
      EventType.NewMail,
    )
    await mailbox.addMessage({ subject: 'A' })
    const events = await subscription.GetEvents()
    expect([...events.ItemEvents]).toHaveLength(1)
  })
})
