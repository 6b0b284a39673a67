/** What CreateItem, UpdateItem and their like refuse, and whom they mail, in Exchange's words. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import { distinguished, getItem, syncFolderItems } from '#test/exchange-server/requests.ts'
import { type ExchangeServer, type Mailbox, startExchangeServer } from '#test/exchange-server/server.ts'
import { type XmlElement, child, childText } from '#test/exchange-server/soap/xml-tree.ts'

const PASSWORD = 'geheim'
let server: ExchangeServer
let anna: RawClient
let bernd: RawClient
let carla: RawClient
let mailbox: Mailbox
let other: Mailbox
let count = 0

beforeAll(async () => {
  server = await startExchangeServer({ mailboxes: [], validate: 'requests-and-responses' })
})

beforeEach(() => {
  const suffix = String(++count)
  const address = (name: string): string => `${name}${suffix}@contoso.example`
  mailbox = server.addMailbox({
    address: address('anna.meier'),
    password: PASSWORD,
    delegates: [address('bernd.vogel'), address('carla.rossi')],
    readOnlyDelegates: [address('carla.rossi')],
  })
  other = server.addMailbox({ address: address('bernd.vogel'), password: PASSWORD })
  server.addMailbox({ address: address('carla.rossi'), password: PASSWORD })
  const client = (name: string): RawClient =>
    rawClient(server.url, { user: `${name}${suffix}`, password: PASSWORD })
  anna = client('anna.meier')
  bernd = client('bernd.vogel')
  carla = client('carla.rossi')
})

afterEach(() => {
  for (const client of [anna, bernd, carla]) client.close()
})

afterAll(async () => {
  await server.stop()
})

const code = (message: XmlElement | undefined): string | undefined => childText(message, 'ResponseCode')
const created = (message: XmlElement | undefined): Readonly<Record<string, string>> =>
  child(child(message, 'Items')!.children[0], 'ItemId')!.attributes

const recipients = (address: string): string =>
  `<t:ToRecipients><t:Mailbox><t:EmailAddress>${address}</t:EmailAddress></t:Mailbox></t:ToRecipients>`
const message = (content: string): string => `<t:Message>${content}</t:Message>`
const create = (item: string, attributes = 'MessageDisposition="SaveOnly"', folder?: string): string =>
  `<CreateItem ${attributes}>${folder === undefined ? '' : `<SavedItemFolderId>${folder}</SavedItemFolderId>`}` +
  `<Items>${item}</Items></CreateItem>`
const set = (uri: string, property: string, element = 'Message'): string =>
  `<t:SetItemField><t:FieldURI FieldURI="${uri}"/><t:${element}>${property}</t:${element}></t:SetItemField>`
const update = (id: string, updates: string, attributes = '', changeKey?: string): string =>
  `<UpdateItem ConflictResolution="NeverOverwrite" MessageDisposition="SaveOnly" ${attributes}><ItemChanges><t:ItemChange>` +
  `<t:ItemId Id="${id}"${changeKey === undefined ? '' : ` ChangeKey="${changeKey}"`}/><t:Updates>${updates}</t:Updates>` +
  '</t:ItemChange></ItemChanges></UpdateItem>'

describe('a message', () => {
  test('lies in Drafts until it is sent, and is sent to nobody before', async () => {
    const draft = create(message(`<t:Subject>A</t:Subject>${recipients(other.address)}`))
    const { messages } = await anna.call(draft)
    expect(code(messages[0])).toBe('NoError')
    const { Id, ChangeKey } = created(messages[0])
    expect(mailbox.items('drafts')).toMatchObject([{ id: Id, isDraft: true, changeKey: ChangeKey }])
    const sentBefore = server.mailsSent.length
    const send = (key: string): string =>
      `<SendItem SaveItemToFolder="true"><ItemIds><t:ItemId Id="${Id}" ChangeKey="${key}"/></ItemIds></SendItem>`
    mailbox.updateMessage(Id!, { importance: 'High' })
    expect(code((await anna.call(send(ChangeKey!))).messages[0])).toBe('ErrorStaleObject')
    expect(server.mailsSent.length).toBe(sentBefore)
    expect(code((await anna.call(send(mailbox.item(Id!)!.changeKey))).messages[0])).toBe('NoError')
    expect(server.mailsSent.slice(sentBefore)).toMatchObject([
      { from: mailbox.address, to: [other.address], subject: 'A', itemClass: 'IPM.Note' },
    ])
    expect(mailbox.count('drafts')).toBe(0)
    expect(mailbox.items('sentitems')).toMatchObject([{ subject: 'A', isDraft: false }])
    expect(other.items()).toMatchObject([{ subject: 'A', isRead: false, importance: 'High' }])
  })

  test('keeps its blind copies from the others', async () => {
    const blind = recipients(other.address).replaceAll('ToRecipients', 'BccRecipients')
    await anna.call(create(message(`<t:Subject>B</t:Subject>${blind}`), 'MessageDisposition="SendOnly"'))
    expect(server.mailsSent.at(-1)).toMatchObject({ to: [other.address], subject: 'B' })
    const [arrived] = other.items()
    expect(Buffer.from(arrived!.content.bytes).toString()).not.toContain(other.address)
    expect(mailbox.count()).toBe(0)
  })

  test('keeps the MIME content that the client wrote, byte for byte', async () => {
    const mime = Buffer.from('Subject: x\r\nFrom: a@contoso.example\r\n\r\nT\xe4xt', 'latin1')
    const content = `<t:MimeContent>${mime.toString('base64')}</t:MimeContent>`
    const { messages } = await anna.call(
      create(message(content), 'MessageDisposition="SaveOnly"', distinguished('inbox')),
    )
    expect(Buffer.from(mailbox.mimeOf(created(messages[0]).Id!)).equals(mime)).toBe(true)
  })

  test.each([
    [
      'without a disposition',
      create(message('')).replace(/ MessageDisposition="\w+"/, ''),
      'ErrorMessageDispositionRequired',
    ],
    [
      'sent without a recipient',
      create(message(''), 'MessageDisposition="SendOnly"'),
      'ErrorInvalidRecipients',
    ],
    ['with what only the server sets', create(message('<t:Size>3</t:Size>')), 'ErrorInvalidPropertySet'],
  ])('%s is refused', async (_case, request, expected) => {
    expect(code((await anna.call(request)).messages[0])).toBe(expected)
    expect(mailbox.count()).toBe(0)
  })
})

describe('an update', () => {
  test('needs the present change key, unless it overwrites', async () => {
    const id = await mailbox.addMessage({ subject: 'A' })
    const old = mailbox.item(id)!.changeKey
    const change = set('item:Subject', '<t:Subject>B</t:Subject>')
    expect(code((await anna.call(update(id, change))).messages[0])).toBe(
      'ErrorChangeKeyRequiredForWriteOperations',
    )
    mailbox.updateMessage(id, { importance: 'Low' })
    expect(code((await anna.call(update(id, change, '', old))).messages[0])).toBe('ErrorIrresolvableConflict')
    expect(mailbox.item(id)!.subject).toBe('A')
    const overwrite = update(id, change).replace('NeverOverwrite', 'AlwaysOverwrite')
    const { messages } = await anna.call(overwrite)
    expect(code(messages[0])).toBe('NoError')
    expect(created(messages[0]).ChangeKey).toBe(mailbox.item(id)!.changeKey)
    expect(created(messages[0]).ChangeKey).not.toBe(old)
    expect(mailbox.item(id)!.subject).toBe('B')
  })

  test('of the read flag alone is reported as such, of anything else as an update', async () => {
    const id = await mailbox.addMessage({ subject: 'A' })
    const kinds = async (state: string): Promise<[string[], string]> => {
      const { messages } = await anna.call(syncFolderItems({ state }))
      return [
        child(messages[0], 'Changes')!.children.map(({ name }) => name),
        childText(messages[0], 'SyncState')!,
      ]
    }
    const [, first] = await kinds('')
    const key = (): string => mailbox.item(id)!.changeKey
    await anna.call(update(id, set('message:IsRead', '<t:IsRead>true</t:IsRead>'), '', key()))
    const [read, second] = await kinds(first)
    expect(read).toEqual(['ReadFlagChange'])
    await anna.call(update(id, set('item:Importance', '<t:Importance>High</t:Importance>'), '', key()))
    expect((await kinds(second))[0]).toEqual(['Update'])
  })

  test('appends to the body and to recipients, and takes properties away', async () => {
    const { messages } = await anna.call(
      create(
        message(
          `<t:Subject>A</t:Subject><t:Body BodyType="Text">one</t:Body><t:Categories><t:String>x</t:String></t:Categories>${recipients('a@b.example')}`,
        ),
      ),
    )
    const { Id, ChangeKey } = created(messages[0])
    const changes =
      '<t:AppendToItemField><t:FieldURI FieldURI="item:Body"/><t:Message><t:Body BodyType="Text">, two</t:Body></t:Message></t:AppendToItemField>' +
      `<t:AppendToItemField><t:FieldURI FieldURI="message:ToRecipients"/><t:Message>${recipients('c@d.example')}</t:Message></t:AppendToItemField>` +
      '<t:DeleteItemField><t:FieldURI FieldURI="item:Categories"/></t:DeleteItemField>'
    expect(code((await anna.call(update(Id!, changes, '', ChangeKey))).messages[0])).toBe('NoError')
    const item = mailbox.item(Id!)!
    expect(item.to.map(({ address }) => address)).toEqual(['a@b.example', 'c@d.example'])
    expect(item.categories).toEqual([])
    const read = await anna.call(getItem([Id!], 'Default'))
    expect(childText(child(read.messages[0], 'Items')!.children[0], 'Body')).toBe('one, two')
  })
})

describe('rights', () => {
  const request = (): string =>
    create(
      message('<t:Subject>A</t:Subject>'),
      'MessageDisposition="SaveOnly"',
      distinguished('inbox', mailbox.address),
    )

  test('a delegate writes into the mailbox of another, one who may only read does not', async () => {
    expect(code((await bernd.call(request())).messages[0])).toBe('NoError')
    expect(mailbox.count('inbox')).toBe(1)
    expect(code((await carla.call(request())).messages[0])).toBe('ErrorAccessDenied')
    const [item] = mailbox.items()
    const remove = `<DeleteItem DeleteType="HardDelete"><ItemIds><t:ItemId Id="${item!.id}"/></ItemIds></DeleteItem>`
    expect(code((await carla.call(remove)).messages[0])).toBe('ErrorAccessDenied')
    expect(mailbox.count('inbox')).toBe(1)
    expect(code((await bernd.call(remove)).messages[0])).toBe('NoError')
    expect(mailbox.count('inbox')).toBe(0)
  })
})

describe('FindItem', () => {
  const find = (restriction: string, more = ''): string =>
    '<FindItem Traversal="Shallow"><ItemShape><t:BaseShape>Default</t:BaseShape></ItemShape>' +
    `${more}<Restriction>${restriction}</Restriction>` +
    '<SortOrder><t:FieldOrder Order="Ascending"><t:FieldURI FieldURI="item:Subject"/></t:FieldOrder></SortOrder>' +
    `<ParentFolderIds>${distinguished('inbox')}</ParentFolderIds></FindItem>`
  const subject = '<t:FieldURI FieldURI="item:Subject"/>'
  const constant = (value: string): string =>
    `<t:FieldURIOrConstant><t:Constant Value="${value}"/></t:FieldURIOrConstant>`
  const received = (operator: string, time: string): string =>
    `<t:${operator}><t:FieldURI FieldURI="item:DateTimeReceived"/>${constant(time)}</t:${operator}>`
  const contains = (mode: string, comparison: string, value: string): string =>
    `<t:Contains ContainmentMode="${mode}" ContainmentComparison="${comparison}">${subject}<t:Constant Value="${value}"/></t:Contains>`

  test.each([
    [contains('Substring', 'IgnoreCase', 'OFFERTE'), ['Offerte 1', 'Offerte 2', 'Zur Offerte']],
    [contains('Prefixed', 'Exact', 'Offerte'), ['Offerte 1', 'Offerte 2']],
    [contains('ExactPhrase', 'IgnoreCase', 'offerte'), ['Offerte 1', 'Offerte 2', 'Zur Offerte']],
    [`<t:IsEqualTo>${subject}${constant('Offerte 2')}</t:IsEqualTo>`, ['Offerte 2']],
    [received('IsGreaterThanOrEqualTo', '2026-01-03T00:00:00Z'), ['Rechnung', 'Zur Offerte']],
    [
      `<t:And>${received('IsGreaterThan', '2026-01-01T00:00:00Z')}${received('IsLessThan', '2026-01-03T00:00:00Z')}</t:And>`,
      ['Offerte 2'],
    ],
    [`<t:Not>${contains('Substring', 'Exact', 'Offerte')}</t:Not>`, ['Rechnung']],
    [
      '<t:IsEqualTo><t:FieldURI FieldURI="message:IsRead"/>' + constant('true') + '</t:IsEqualTo>',
      ['Rechnung'],
    ],
    ['<t:Exists><t:ExtendedFieldURI PropertyTag="0x1234" PropertyType="String"/></t:Exists>', ['Offerte 1']],
  ])('%s', async (restriction, expected) => {
    const add = (text: string, day: number, options = {}): Promise<string> =>
      mailbox.addMessage({ subject: text }, { receivedAt: Date.UTC(2026, 0, day), ...options })
    const path = { PropertyTag: '0x1234', PropertyType: 'String' }
    await add('Offerte 1', 1, { extendedProperties: [{ path, value: 'x' }] })
    await add('Offerte 2', 2)
    await add('Zur Offerte', 3)
    await add('Rechnung', 4, { isRead: true })
    const { messages } = await anna.call(find(restriction))
    const items = child(child(messages[0], 'RootFolder'), 'Items')!.children
    expect(items.map((item) => childText(item, 'Subject'))).toEqual(expected)
  })

  test('cuts texts to 255 characters, as GetItem does not', async () => {
    const id = await mailbox.addMessage({ subject: 'x'.repeat(300) })
    const { messages } = await anna.call(find(contains('Prefixed', 'Exact', 'x')))
    expect(childText(child(child(messages[0], 'RootFolder'), 'Items')!.children[0], 'Subject')).toHaveLength(
      255,
    )
    const whole = await anna.call(getItem([id], 'Default'))
    expect(childText(child(whole.messages[0], 'Items')!.children[0], 'Subject')).toHaveLength(300)
  })
})

describe('a calendar item', () => {
  const appointment = (content: string, telling = 'SendMeetingInvitations="SendToNone"'): string =>
    create(`<t:CalendarItem><t:Subject>Sitzung</t:Subject>${content}</t:CalendarItem>`, telling)
  const time = (start: string, end: string): string => `<t:Start>${start}</t:Start><t:End>${end}</t:End>`

  test.each([
    [
      'without a word on whom to tell',
      appointment('').replace(/ SendMeetingInvitations="\w+"/, ''),
      'ErrorSendMeetingInvitationsRequired',
    ],
    [
      'that ends before it starts',
      appointment(time('2026-01-02T10:00:00Z', '2026-01-02T09:00:00Z')),
      'ErrorCalendarEndDateIsEarlierThanStartDate',
    ],
    [
      'of six years',
      appointment(time('2026-01-02T10:00:00Z', '2032-01-02T09:00:00Z')),
      'ErrorCalendarDurationIsTooLong',
    ],
  ])('%s is refused', async (_case, request, expected) => {
    expect(code((await anna.call(request)).messages[0])).toBe(expected)
    expect(mailbox.count()).toBe(0)
  })

  test('mails nobody unless it is asked to', async () => {
    const before = server.mailsSent.length
    const attendee = `<t:RequiredAttendees><t:Attendee><t:Mailbox><t:EmailAddress>${other.address}</t:EmailAddress></t:Mailbox></t:Attendee></t:RequiredAttendees>`
    const meeting = time('2026-01-02T09:00:00Z', '2026-01-02T10:00:00Z') + attendee
    const { messages } = await anna.call(appointment(meeting))
    const { Id, ChangeKey } = created(messages[0])
    const change = set('calendar:Location', '<t:Location>Bern</t:Location>', 'CalendarItem')
    const silent = 'SendMeetingInvitationsOrCancellations="SendToNone"'
    expect(code((await anna.call(update(Id!, change, silent, ChangeKey))).messages[0])).toBe('NoError')
    const remove = `<DeleteItem DeleteType="HardDelete" SendMeetingCancellations="SendToNone"><ItemIds><t:ItemId Id="${Id}"/></ItemIds></DeleteItem>`
    expect(code((await anna.call(remove)).messages[0])).toBe('NoError')
    expect(server.mailsSent.length).toBe(before)
    await anna.call(appointment(meeting, 'SendMeetingInvitations="SendOnlyToAll"'))
    expect(server.mailsSent.slice(before)).toMatchObject([
      { to: [other.address], itemClass: 'IPM.Schedule.Meeting.Request' },
    ])
    expect(other.items('calendar')).toMatchObject([{ subject: 'Sitzung' }])
  })

  test('makes its owner busy', async () => {
    await anna.call(appointment(time('2026-01-02T09:00:00Z', '2026-01-02T10:00:00Z')))
    const zone =
      '<t:TimeZone><t:Bias>0</t:Bias><t:StandardTime><t:Bias>0</t:Bias><t:Time>02:00:00</t:Time><t:DayOrder>5</t:DayOrder><t:Month>10</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:StandardTime><t:DaylightTime><t:Bias>0</t:Bias><t:Time>02:00:00</t:Time><t:DayOrder>1</t:DayOrder><t:Month>4</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:DaylightTime></t:TimeZone>'
    const { body } = await bernd.call(
      `<GetUserAvailabilityRequest>${zone}<MailboxDataArray><t:MailboxData><t:Email><t:Address>${mailbox.address}</t:Address></t:Email><t:AttendeeType>Required</t:AttendeeType></t:MailboxData></MailboxDataArray>` +
        '<t:FreeBusyViewOptions><t:TimeWindow><t:StartTime>2026-01-02T08:00:00</t:StartTime><t:EndTime>2026-01-02T11:00:00</t:EndTime></t:TimeWindow><t:MergedFreeBusyIntervalInMinutes>30</t:MergedFreeBusyIntervalInMinutes><t:RequestedView>FreeBusyMerged</t:RequestedView></t:FreeBusyViewOptions></GetUserAvailabilityRequest>',
    )
    const view = child(child(body, 'FreeBusyResponseArray')!.children[0], 'FreeBusyView')
    expect(childText(view, 'MergedFreeBusy')).toBe('002200')
    expect(childText(child(view, 'CalendarEventArray')!.children[0], 'StartTime')).toBe('2026-01-02T09:00:00')
  })
})

describe('a task', () => {
  const task = (content: string): string =>
    create(`<t:Task><t:Subject>Offerte</t:Subject>${content}</t:Task>`)
  const fields = (): Readonly<Record<string, string>> =>
    Object.fromEntries([...mailbox.items('tasks')[0]!.fields].map(([name, { text }]) => [name, text]))

  test('has dates without a time of day', async () => {
    await anna.call(task('<t:DueDate>2026-03-04T15:30:00+01:00</t:DueDate>'))
    expect(fields()).toMatchObject({
      DueDate: '2026-03-04T00:00:00Z',
      Status: 'NotStarted',
      PercentComplete: '0',
    })
  })

  test('is complete by status, by percentage and by date alike, and can be opened again', async () => {
    for (const done of [
      set('task:Status', '<t:Status>Completed</t:Status>', 'Task'),
      set('task:PercentComplete', '<t:PercentComplete>100</t:PercentComplete>', 'Task'),
      set('task:CompleteDate', '<t:CompleteDate>2026-03-04T00:00:00Z</t:CompleteDate>', 'Task'),
    ]) {
      const { messages } = await anna.call(task('<t:PercentComplete>40</t:PercentComplete>'))
      const { Id, ChangeKey } = created(messages[0])
      expect(fields().Status).toBe('InProgress')
      await anna.call(update(Id!, done, '', ChangeKey))
      expect(fields()).toMatchObject({ Status: 'Completed', IsComplete: 'true', PercentComplete: '100' })
      expect(fields().CompleteDate).toMatch(/T00:00:00Z$/)
      const reopen = set('task:Status', '<t:Status>NotStarted</t:Status>', 'Task')
      await anna.call(update(Id!, reopen, '', mailbox.item(Id!)!.changeKey))
      expect(fields()).toMatchObject({ Status: 'NotStarted', IsComplete: 'false', PercentComplete: '0' })
      mailbox.deleteMessage(Id!)
    }
  })

  test('is deleted only with a word on its occurrences', async () => {
    const { messages } = await anna.call(task(''))
    const remove = (attribute: string): string =>
      `<DeleteItem DeleteType="HardDelete"${attribute}><ItemIds><t:ItemId Id="${created(messages[0]).Id}"/></ItemIds></DeleteItem>`
    expect(code((await anna.call(remove(''))).messages[0])).toBe('ErrorAffectedTaskOccurrencesRequired')
    expect(code((await anna.call(remove(' AffectedTaskOccurrences="AllOccurrences"'))).messages[0])).toBe(
      'NoError',
    )
  })
})

describe('folders', () => {
  const createFolder = (name: string, parent = distinguished('inbox')): string =>
    `<CreateFolder><ParentFolderId>${parent}</ParentFolderId><Folders><t:Folder><t:DisplayName>${name}</t:DisplayName></t:Folder></Folders></CreateFolder>`
  const folderId = (answered: XmlElement | undefined): string =>
    child(child(answered, 'Folders')!.children[0], 'FolderId')!.attributes.Id!

  test('are of the kind that their class names, whatever element the client wrote', async () => {
    const ofClass = '<t:Folder><t:FolderClass>IPF.Appointment.Own</t:FolderClass>'
    const { messages } = await anna.call(createFolder('Termine').replace('<t:Folder>', ofClass))
    expect(child(messages[0], 'Folders')!.children[0]!.name).toBe('CalendarFolder')
  })

  test('keep their id when they are renamed and moved, and their items go with them', async () => {
    const id = folderId((await anna.call(createFolder('Projekte'))).messages[0])
    await mailbox.addMessage({ subject: 'A' }, { folder: id })
    const move = `<MoveFolder><ToFolderId>${distinguished('drafts')}</ToFolderId><FolderIds><t:FolderId Id="${id}"/></FolderIds></MoveFolder>`
    expect(folderId((await anna.call(move)).messages[0])).toBe(id)
    expect(mailbox.folder(id)).toMatchObject({ parentId: mailbox.folder('drafts')!.id, totalCount: 1 })
    expect([mailbox.folder('inbox')!.childFolderCount, mailbox.folder('drafts')!.childFolderCount]).toEqual([
      0, 1,
    ])
  })

  test('cannot be put into themselves', async () => {
    const id = folderId((await anna.call(createFolder('Projekte'))).messages[0])
    const inner = folderId((await anna.call(createFolder('Innen', `<t:FolderId Id="${id}"/>`))).messages[0])
    const move = `<MoveFolder><ToFolderId><t:FolderId Id="${inner}"/></ToFolderId><FolderIds><t:FolderId Id="${id}"/></FolderIds></MoveFolder>`
    expect(code((await anna.call(move)).messages[0])).toBe('ErrorMoveCopyFailed')
  })

  test('have names of their own', async () => {
    await anna.call(createFolder('Projekte'))
    expect(code((await anna.call(createFolder('PROJEKTE'))).messages[0])).toBe('ErrorFolderExists')
  })

  test('that every mailbox has cannot be deleted', async () => {
    const remove = `<DeleteFolder DeleteType="HardDelete"><FolderIds>${distinguished('inbox')}</FolderIds></DeleteFolder>`
    expect(code((await anna.call(remove)).messages[0])).toBe('ErrorDeleteDistinguishedFolder')
    expect(mailbox.folder('inbox')).toBeDefined()
  })

  test('are emptied into Deleted Items or for good', async () => {
    const empty = (type: string, folder: string): string =>
      `<EmptyFolder DeleteType="${type}" DeleteSubFolders="true"><FolderIds>${distinguished(folder)}</FolderIds></EmptyFolder>`
    await anna.call(createFolder('Projekte'))
    await mailbox.addMessage({ subject: 'A' })
    await anna.call(empty('MoveToDeletedItems', 'inbox'))
    expect(mailbox.items('deleteditems')).toMatchObject([{ subject: 'A' }])
    expect(mailbox.folder('deleteditems')!.childFolderCount).toBe(1)
    await anna.call(empty('HardDelete', 'deleteditems'))
    expect([mailbox.count(), mailbox.folder('deleteditems')!.childFolderCount]).toEqual([0, 0])
  })
})

describe('a series', () => {
  test('has no occurrence beyond its range, and none in the place of a deleted one', async () => {
    const recurrence =
      '<t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence><t:NumberedRecurrence><t:StartDate>2026-01-05</t:StartDate><t:NumberOfOccurrences>3</t:NumberOfOccurrences></t:NumberedRecurrence></t:Recurrence>'
    const item = `<t:CalendarItem><t:Subject>S</t:Subject><t:Start>2026-01-05T09:00:00Z</t:Start><t:End>2026-01-05T10:00:00Z</t:End>${recurrence}</t:CalendarItem>`
    const { messages } = await anna.call(create(item, 'SendMeetingInvitations="SendToNone"'))
    const { Id } = created(messages[0])
    const occurrence = (index: number): string =>
      `<t:OccurrenceItemId RecurringMasterId="${Id}" InstanceIndex="${index}"/>`
    const get = (index: number): string =>
      `<GetItem><ItemShape><t:BaseShape>Default</t:BaseShape></ItemShape><ItemIds>${occurrence(index)}</ItemIds></GetItem>`
    expect(code((await anna.call(get(4))).messages[0])).toBe(
      'ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange',
    )
    const remove = `<DeleteItem DeleteType="HardDelete" SendMeetingCancellations="SendToNone"><ItemIds>${occurrence(2)}</ItemIds></DeleteItem>`
    expect(code((await anna.call(remove)).messages[0])).toBe('NoError')
    expect(code((await anna.call(get(2))).messages[0])).toBe('ErrorCalendarOccurrenceIsDeletedFromRecurrence')
    const third = child((await anna.call(get(3))).messages[0], 'Items')!.children[0]
    expect(childText(third, 'Start')).toBe('2026-01-07T09:00:00Z')
    expect(mailbox.count('calendar')).toBe(1)
  })
})
