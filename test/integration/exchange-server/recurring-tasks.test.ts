/** A recurring task goes on when it is done, and when one of its occurrences is deleted. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TaskFields, addItemXml, addTask } from '#test/exchange-server/content/arrange.ts'
import { type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import { distinguished, getItem, syncFolderItems } from '#test/exchange-server/requests.ts'
import { type ExchangeServer, type Mailbox, startExchangeServer } from '#test/exchange-server/server.ts'
import { type XmlElement, child, childText } from '#test/exchange-server/soap/xml-tree.ts'

const PASSWORD = 'geheim'
const WEEKLY: TaskFields = {
  subject: 'Wochenbericht',
  startDate: '2026-03-02',
  dueDate: '2026-03-04',
  rhythm: { frequency: 'weekly', count: 3 },
}
const DONE = '<t:Status>Completed</t:Status>'

let server: ExchangeServer
let client: RawClient
let mailbox: Mailbox
let count = 0

beforeAll(async () => {
  server = await startExchangeServer({ mailboxes: [], validate: 'requests-and-responses' })
})

beforeEach(() => {
  mailbox = server.addMailbox({ address: `anna.meier${++count}@contoso.example`, password: PASSWORD })
  client = rawClient(server.url, { user: mailbox.user, password: PASSWORD })
})

afterEach(() => {
  client.close()
})

afterAll(async () => {
  await server.stop()
})

const code = (message: XmlElement | undefined): string | undefined => childText(message, 'ResponseCode')
const field = (id: string, name: string): string | undefined => mailbox.item(id)!.fields.get(name)?.text
const dates = (id: string): (string | undefined)[] =>
  ['StartDate', 'DueDate'].map((name) => field(id, name)?.slice(0, 10))

/** Sets properties, by the element of each, and gives the id that the answer names. */
async function set(id: string, ...properties: string[]): Promise<string> {
  const updates = properties.map((property) => {
    const name = /^<t:(\w+)/.exec(property)![1]!
    const kind = ['Subject', 'Body', 'ReminderIsSet'].includes(name) ? 'item' : 'task'
    return `<t:SetItemField><t:FieldURI FieldURI="${kind}:${name}"/><t:Task>${property}</t:Task></t:SetItemField>`
  })
  const { messages } = await client.call(
    '<UpdateItem ConflictResolution="AlwaysOverwrite"><ItemChanges><t:ItemChange>' +
      `<t:ItemId Id="${id}"/><t:Updates>${updates.join('')}</t:Updates></t:ItemChange></ItemChanges></UpdateItem>`,
  )
  expect(code(messages[0])).toBe('NoError')
  return child(child(messages[0], 'Items')!.children[0], 'ItemId')!.attributes.Id!
}

async function remove(
  id: string,
  occurrences: 'AllOccurrences' | 'SpecifiedOccurrenceOnly',
): Promise<unknown> {
  const { messages } = await client.call(
    `<DeleteItem DeleteType="HardDelete" AffectedTaskOccurrences="${occurrences}"><ItemIds><t:ItemId Id="${id}"/></ItemIds></DeleteItem>`,
  )
  return code(messages[0])
}

const regenerating = (range: string): Promise<string> =>
  addItemXml(
    mailbox,
    '<t:Task><t:Subject>Filter</t:Subject><t:DueDate>2026-03-02T00:00:00Z</t:DueDate>' +
      `<t:Recurrence><t:DailyRegeneration><t:Interval>10</t:Interval></t:DailyRegeneration>${range}</t:Recurrence></t:Task>`,
    'tasks',
  )

describe('a recurring task that is done', () => {
  test('goes on under its id, and what was done stays beside it', async () => {
    const id = await addTask(mailbox, { ...WEEKLY, text: 'Zahlen' })
    const done = await set(id, DONE, '<t:Subject>Bericht</t:Subject>')
    expect(done).not.toBe(id)
    expect(dates(id)).toEqual(['2026-03-09', '2026-03-11'])
    expect([field(id, 'Status'), field(id, 'PercentComplete'), field(id, 'IsRecurring')]).toEqual([
      'NotStarted',
      '0',
      'true',
    ])
    expect(field(id, 'CompleteDate')).toBeUndefined()
    expect(dates(done)).toEqual(['2026-03-02', '2026-03-04'])
    expect([field(done, 'Status'), field(done, 'PercentComplete'), field(done, 'IsRecurring')]).toEqual([
      'Completed',
      '100',
      'false',
    ])
    expect(mailbox.item(done)!.fields.has('Recurrence')).toBe(false)
    expect(mailbox.items('tasks').map(({ subject }) => subject)).toEqual(['Bericht', 'Bericht'])
    const { messages } = await client.call(getItem([id, done], 'AllProperties'))
    const given = messages.map((message) => child(message, 'Items')!.children[0]!)
    expect(given.map((task) => child(task, 'Recurrence') !== undefined)).toEqual([true, false])
    expect(given.map((task) => childText(task, 'Body')?.trim())).toEqual(['Zahlen', 'Zahlen'])
  })

  test('comes to a client as an update and a creation', async () => {
    const id = await addTask(mailbox, WEEKLY)
    const sync = async (state?: string) => {
      const folder = distinguished('tasks')
      const { messages } = await client.call(
        syncFolderItems({ folder, ...(state !== undefined && { state }) }),
      )
      const changes = child(messages[0], 'Changes')!.children.map(({ name, children }) => [
        name,
        child(children[0], 'ItemId')!.attributes.Id,
      ])
      return { changes, state: childText(messages[0], 'SyncState')! }
    }
    const { state } = await sync()
    const done = await set(id, DONE)
    expect((await sync(state)).changes).toEqual([
      ['Update', id],
      ['Create', done],
    ])
  })

  test('ends with its last occurrence, which is a task like any other', async () => {
    const id = await addTask(mailbox, WEEKLY)
    for (const expected of ['2026-03-09', '2026-03-16']) {
      await set(id, DONE)
      expect(dates(id)[0]).toBe(expected)
    }
    expect(await set(id, DONE)).toBe(id)
    expect([dates(id)[0], field(id, 'Status')]).toEqual(['2026-03-16', 'Completed'])
    expect(mailbox.count('tasks')).toBe(3)
    expect(await set(id, '<t:Subject>Alt</t:Subject>')).toBe(id)
    expect(mailbox.count('tasks')).toBe(3)
  })

  test('that has no start goes on with its due date, on the day of its pattern', async () => {
    const rhythm = { frequency: 'monthly', until: '2026-03-31' } as const
    const id = await addTask(mailbox, { dueDate: '2026-01-31', rhythm })
    await set(id, '<t:PercentComplete>100</t:PercentComplete>')
    expect(dates(id)).toEqual([undefined, '2026-02-28'])
    await set(id, DONE)
    expect(dates(id)).toEqual([undefined, '2026-03-31'])
    expect(await set(id, DONE)).toBe(id)
  })

  test('reminds at the same time of day on the day of the next occurrence', async () => {
    const id = await addItemXml(
      mailbox,
      '<t:Task><t:Subject>A</t:Subject><t:ReminderDueBy>2026-03-02T08:00:00Z</t:ReminderDueBy><t:ReminderIsSet>true</t:ReminderIsSet>' +
        '<t:DueDate>2026-03-03T00:00:00Z</t:DueDate><t:Recurrence><t:DailyRecurrence><t:Interval>2</t:Interval></t:DailyRecurrence>' +
        '<t:NoEndRecurrence><t:StartDate>2026-03-03</t:StartDate></t:NoEndRecurrence></t:Recurrence></t:Task>',
      'tasks',
    )
    const done = await set(id, DONE)
    expect([field(id, 'ReminderDueBy'), field(id, 'ReminderIsSet')]).toEqual(['2026-03-04T08:00:00Z', 'true'])
    expect(field(done, 'ReminderIsSet')).toBe('false')
  })

  test('and regenerates comes so long after the day on which it was done, and counts down', async () => {
    const range =
      '<t:NumberedRecurrence><t:StartDate>2026-03-02</t:StartDate><t:NumberOfOccurrences>2</t:NumberOfOccurrences></t:NumberedRecurrence>'
    const id = await regenerating(range)
    const done = await set(id, '<t:CompleteDate>2026-03-20T00:00:00Z</t:CompleteDate>')
    expect(done).not.toBe(id)
    expect(dates(id)).toEqual([undefined, '2026-03-30'])
    const left = mailbox.item(id)!.fields.get('Recurrence')!.children[1]!
    expect([childText(left, 'StartDate'), childText(left, 'NumberOfOccurrences')]).toEqual([
      '2026-03-30',
      '1',
    ])
    expect(await set(id, DONE)).toBe(id)
  })

  test('and regenerates ends with its range', async () => {
    const id = await regenerating(
      '<t:EndDateRecurrence><t:StartDate>2026-03-02</t:StartDate><t:EndDate>2026-03-15</t:EndDate></t:EndDateRecurrence>',
    )
    await set(id, '<t:CompleteDate>2026-03-05T00:00:00Z</t:CompleteDate>')
    expect(dates(id)).toEqual([undefined, '2026-03-15'])
    expect(await set(id, '<t:CompleteDate>2026-03-06T00:00:00Z</t:CompleteDate>')).toBe(id)
  })
})

describe('deleting', () => {
  test('the specified occurrence leads to the next one, and with the last the task goes', async () => {
    const id = await addTask(mailbox, WEEKLY)
    for (const expected of ['2026-03-09', '2026-03-16']) {
      expect(await remove(id, 'SpecifiedOccurrenceOnly')).toBe('NoError')
      expect(dates(id)[0]).toBe(expected)
    }
    expect(mailbox.count()).toBe(1)
    expect(await remove(id, 'SpecifiedOccurrenceOnly')).toBe('NoError')
    expect(mailbox.count()).toBe(0)
  })

  test('all occurrences takes the task away, and leaves what was done', async () => {
    const id = await addTask(mailbox, WEEKLY)
    const done = await set(id, DONE)
    expect(await remove(id, 'AllOccurrences')).toBe('NoError')
    expect(mailbox.items('tasks').map((item) => item.id)).toEqual([done])
  })

  test('one occurrence of a task that does not recur takes it away', async () => {
    const id = await addTask(mailbox, { dueDate: '2026-03-02' })
    expect(await remove(id, 'SpecifiedOccurrenceOnly')).toBe('NoError')
    expect(mailbox.count()).toBe(0)
  })

  test('one occurrence of a regenerating task is refused', async () => {
    const id = await regenerating(
      '<t:NoEndRecurrence><t:StartDate>2026-03-02</t:StartDate></t:NoEndRecurrence>',
    )
    const before = mailbox.item(id)
    expect(await remove(id, 'SpecifiedOccurrenceOnly')).toBe('ErrorCannotDeleteTaskOccurrence')
    expect(mailbox.item(id)).toEqual(before)
  })
})

test('a task with an invalid recurrence is not created', async () => {
  const { messages } = await client.call(
    '<CreateItem><Items><t:Task><t:Subject>A</t:Subject><t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence>' +
      '<t:EndDateRecurrence><t:StartDate>2026-03-02</t:StartDate><t:EndDate>2026-03-01</t:EndDate></t:EndDateRecurrence></t:Recurrence></t:Task></Items></CreateItem>',
  )
  expect(code(messages[0])).toBe('ErrorCalendarEndDateIsEarlierThanStartDate')
  expect(mailbox.count()).toBe(0)
})
