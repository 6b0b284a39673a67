/** Tasks as the kind reads and writes them, rule by rule, against the test server. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChangeKey, ExchangeItemId } from '#electron/exchange/exchange-client.ts'
import type { ExchangeVersion } from '#electron/sync/kinds/kind.ts'
import { tasksKind } from '#electron/sync/kinds/tasks.ts'
import { TASK_FIELDS } from '#electron/sync/mapping/tasks.ts'
import { changedFields, digestsOf } from '#electron/sync/mapping/field-table.ts'
import type { PlainDate } from '#shared/domain/ids.ts'
import type { TaskRecord } from '#shared/domain/prime-items.ts'
import type { RecurrencePattern } from '#shared/domain/recurrence.ts'
import { signal, valuesOf } from '#test/integration/exchange/gateway/support.ts'
import { errorOf } from '#test/unit/exchange/support/answers.ts'
import { KindUnderTest, instant, newClientId } from './kind-under-test.ts'

const day = (text: string) => text as PlainDate

let test: KindUnderTest<TaskRecord>
beforeEach(async () => {
  test = await KindUnderTest.start(tasksKind)
})
afterEach(async () => {
  await test.end()
})

const aTask = (changes: Partial<TaskRecord> = {}): TaskRecord => ({
  kind: 'task',
  subject: 'Offerte schreiben',
  text: 'Erste Zeile\nZweite Zeile',
  startDate: day('2026-03-27'),
  dueDate: day('2026-03-29'),
  completedDate: null,
  status: 'in-progress',
  percentComplete: 25,
  importance: 'high',
  sensitivity: 'private',
  categories: ['Blau', 'Rot'],
  reminderAt: instant('2026-03-28T07:30:00Z'),
  totalWorkMinutes: 480,
  actualWorkMinutes: 120,
  recurrence: null,
  ...changes,
})

const weekly = (changes: Partial<TaskRecord> = {}): TaskRecord =>
  aTask({
    startDate: day('2026-03-02'),
    dueDate: day('2026-03-02'),
    status: 'not-started',
    percentComplete: 0,
    reminderAt: null,
    recurrence: {
      pattern: { kind: 'weekly', interval: 1, days: ['monday'] },
      range: { kind: 'numbered', start: day('2026-03-02'), count: 3 },
    },
    ...changes,
  })

const FOLDER = { kind: 'distinguished', name: 'tasks', mailbox: null } as const
const linkedTo = ({ id, changeKey }: { id: ExchangeItemId; changeKey: ChangeKey | null }) => ({
  id,
  changeKey,
  folder: 'tasks' as const,
})

async function created(record = aTask()): Promise<ExchangeVersion<TaskRecord>> {
  const { id } = await test.create(record)
  return (await test.fetch(id, 'tasks'))!
}

/** Writes what differs and reads it back. */
async function written(version: ExchangeVersion<TaskRecord>, changes: Partial<TaskRecord>) {
  const record = { ...version.record, ...changes }
  const fields = changedFields(TASK_FIELDS, record, digestsOf(TASK_FIELDS, version.record))
  const stored = await test.update(test.changed(linkedTo(version), version.record, record, fields))
  return { stored, read: (await test.fetch(version.id, 'tasks'))! }
}

const differences = (one: TaskRecord, other: TaskRecord) =>
  changedFields(TASK_FIELDS, one, digestsOf(TASK_FIELDS, other))

describe('a task', () => {
  it('comes back as it was created, and is found by its client id', async () => {
    const clientId = newClientId()
    const record = aTask()
    const { id, changeKey } = await test.create(record, clientId)
    const read = await test.fetch(id, 'tasks')
    expect(read!.record).toEqual(record)
    expect(read!.keys.clientId).toBe(clientId)
    expect(read!.keys.searchKey).not.toBeNull()
    const found = await tasksKind.find(test.session, 'tasks', [clientId, newClientId()])
    expect(found).toEqual({ ok: true, value: new Map([[clientId, { id, changeKey, folder: 'tasks' }]]) })
  })

  it('without anything but a subject comes back so', async () => {
    const record = aTask({
      text: '',
      startDate: null,
      dueDate: null,
      status: 'not-started',
      percentComplete: 0,
      importance: 'normal',
      sensitivity: 'normal',
      categories: [],
      reminderAt: null,
      totalWorkMinutes: 0,
      actualWorkMinutes: 0,
    })
    expect((await created(record)).record).toEqual(record)
  })

  it.each([
    ['subject', { subject: 'Anderes & <mehr>' }],
    ['text', { text: 'Neu\n\nmit Leerzeile' }],
    ['start', { startDate: day('2026-03-28') }],
    ['no start', { startDate: null }],
    ['due date', { dueDate: day('2026-04-01') }],
    ['no due date', { dueDate: null }],
    ['status', { status: 'waiting-on-others' }],
    ['percentage', { percentComplete: 75 }],
    ['importance', { importance: 'low' }],
    ['sensitivity', { sensitivity: 'confidential' }],
    ['categories', { categories: ['Grün'] }],
    ['no categories', { categories: [] }],
    ['reminder', { reminderAt: instant('2026-03-29T07:30:00Z') }],
    ['no reminder', { reminderAt: null }],
    ['total work', { totalWorkMinutes: 960 }],
    ['actual work', { actualWorkMinutes: 0 }],
    [
      'recurrence',
      {
        recurrence: {
          pattern: { kind: 'daily', interval: 2 },
          range: { kind: 'no-end', start: day('2026-03-27') },
        },
      },
    ],
  ] satisfies [string, Partial<TaskRecord>][])('%s is written alone', async (_name, changes) => {
    const before = await created()
    const { stored, read } = await written(before, changes)
    expect(differences(read.record, { ...before.record, ...changes })).toEqual([])
    expect(stored).toMatchObject({ id: before.id, changeKey: read.changeKey, record: null })
  })

  it('a recurrence that was removed is removed', async () => {
    const { read } = await written(await created(weekly()), { recurrence: null })
    expect(read.record.recurrence).toBeNull()
  })

  it.each([
    { kind: 'daily', interval: 3 },
    { kind: 'weekly', interval: 2, days: ['monday', 'friday'], firstDayOfWeek: 'monday' },
    { kind: 'monthly', interval: 1, dayOfMonth: 31 },
    { kind: 'relative-monthly', interval: 2, day: 'weekday', week: 'last' },
    { kind: 'yearly', month: 2, dayOfMonth: 29 },
    { kind: 'relative-yearly', month: 11, day: 'sunday', week: 'first' },
    { kind: 'regenerating', unit: 'day', interval: 4 },
    { kind: 'regenerating', unit: 'week', interval: 1 },
    { kind: 'regenerating', unit: 'month', interval: 1 },
    { kind: 'regenerating', unit: 'year', interval: 1 },
  ] satisfies RecurrencePattern[])('recurs %o', async (pattern) => {
    const record = aTask({ recurrence: { pattern, range: { kind: 'no-end', start: day('2026-03-27') } } })
    expect(differences((await created(record)).record, record)).toEqual([])
  })

  it('is not written over a version that somebody has changed meanwhile', async () => {
    const before = await created()
    test.mailbox.updateMessage(before.id, { importance: 'Low' })
    const record = { ...before.record, subject: 'Anders' }
    const refused = await test.tryUpdate(test.changed(linkedTo(before), before.record, record, ['subject']))
    expect(errorOf(refused).category).toBe('conflict')
    expect(test.mailbox.item(before.id)!.subject).toBe('Offerte schreiben')
  })

  it('is moved to the deleted items with all its occurrences', async () => {
    const before = await created(weekly())
    expect(await test.remove(linkedTo(before))).toEqual({ ok: true, value: null })
    expect(test.mailbox.count('tasks')).toBe(0)
    expect(test.mailbox.count('deleteditems')).toBe(1)
    expect(await test.remove(linkedTo(before))).toEqual({ ok: true, value: null })
  })

  it('is the only thing that is taken for a task', async () => {
    for (const element of ['Message', 'CalendarItem', 'Contact', 'MeetingRequest'])
      expect(tasksKind.concerns(element)).toBe(false)
    const id = await test.mailbox.addMessage({ subject: 'x', text: 'x' }, { folder: 'tasks' })
    expect(await test.fetch(id, 'tasks')).toBeNull()
  })
})

describe('text without formatting', () => {
  const HTML = '<html><body><p>Guten <b>Tag</b></p></body></html>'
  const formatted = async (): Promise<ExchangeVersion<TaskRecord>> => {
    const { client } = test
    const [item] = valuesOf(
      await client.gateway.createItems(
        {
          kind: 'task',
          items: [
            {
              clientId: newClientId(),
              properties: { subject: 'Formatiert', body: { type: 'html', content: HTML } },
            },
          ],
          folder: FOLDER,
        },
        signal(),
      ),
    )
    return (await test.fetch(item!.id, 'tasks'))!
  }
  const bodyOf = async (id: string): Promise<string> => {
    const bodies: string[] = []
    const shape = { base: 'IdOnly', properties: ['item:Body'], extended: [], body: 'best' } as const
    await test.client.getItemProperties({ ids: [id as ExchangeItemId], shape }, signal(), ({ result }) => {
      if (result.ok) bodies.push(`${result.value.body?.kind}: ${result.value.body?.text.trim()}`)
    })
    return bodies.join()
  }

  it('HTML is left alone unless the text changed', async () => {
    const before = await formatted()
    expect(before.record.text).toBe('Guten Tag')
    const { read } = await written(before, { subject: 'Anders', percentComplete: 50, status: 'in-progress' })
    expect(await bodyOf(before.id)).toBe(`html: ${HTML}`)
    await written(read, { text: 'Guten Abend' })
    expect(await bodyOf(before.id)).toBe('text: Guten Abend')
  })
})

describe('attachments only of e-mails, and foreign fields untouched', () => {
  it('stay on a task that is changed', async () => {
    const before = await created()
    const content = Buffer.from('Beilage')
    valuesOf(
      await test.client.gateway.createAttachments(
        {
          item: before.id,
          attachments: [{ kind: 'file', name: 'Beilage.txt', contentType: 'text/plain', content }],
        },
        signal(),
      ),
    )
    const mileage = '120 km'
    const present = (await test.fetch(before.id, 'tasks'))!
    valuesOf(
      await test.client.gateway.updateItems(
        {
          kind: 'task',
          updates: [
            { item: { kind: 'item', ...linkedTo(present) }, set: { mileage, companies: ['Contoso'] } },
          ],
          conflict: 'always-overwrite',
          readReceipts: 'suppress',
        },
        signal(),
      ),
    )
    await written((await test.fetch(before.id, 'tasks'))!, { text: 'Neuer Text', subject: 'Neu' })
    const item = test.mailbox.item(before.id)!
    expect(item.hasAttachments).toBe(true)
    expect(Buffer.from(item.content.bytes).toString('latin1')).toContain('Beilage.txt')
    expect(item.fields.get('Mileage')?.text).toBe(mileage)
    expect(item.fields.get('Companies')?.children.map(({ text }) => text)).toEqual(['Contoso'])
  })
})

describe('completing', () => {
  it('makes it 100 % on the day that was said', async () => {
    const { stored, read } = await written(await created(), {
      status: 'completed',
      completedDate: day('2026-03-28'),
    })
    const completed = { status: 'completed', percentComplete: 100, completedDate: '2026-03-28' }
    expect(read.record).toMatchObject(completed)
    expect(stored.record).toMatchObject(completed)
  })

  it('without a day takes the one of Winoffice Prime', async () => {
    // Half past eleven at night in UTC is the next day in Zurich.
    const session = { ...test.session, now: () => instant('2026-03-27T23:30:00Z') }
    const before = await created()
    const record: TaskRecord = { ...before.record, status: 'completed', percentComplete: 100 }
    const version = test.changed(linkedTo(before), before.record, record, ['progress'])
    const [stored] = valuesOf(await tasksKind.update(session, [version]))
    expect(stored!.record).toMatchObject({ completedDate: '2026-03-28' })
    expect((await test.fetch(before.id, 'tasks'))!.record).toMatchObject({ completedDate: '2026-03-28' })
  })

  it('and reopening takes the day away', async () => {
    const done = await created(
      aTask({ status: 'completed', percentComplete: 100, completedDate: day('2026-03-28') }),
    )
    const { read } = await written(done, { status: 'in-progress', percentComplete: 30 })
    expect(read.record).toMatchObject({ status: 'in-progress', percentComplete: 30, completedDate: null })
  })

  it('of an occurrence makes the task the next one, and what is done a task of its own', async () => {
    const before = await created(weekly())
    const { stored, read } = await written(before, {
      status: 'completed',
      completedDate: day('2026-03-03'),
    })
    expect(stored).toMatchObject({ id: before.id, changeKey: read.changeKey })
    expect(stored.record).toEqual(read.record)
    expect(read.record).toMatchObject({ status: 'not-started', dueDate: '2026-03-09', completedDate: null })
    const tasks = await test.fetchAll('tasks')
    expect(tasks.map(({ record }) => [record.status, record.dueDate])).toEqual([
      ['not-started', '2026-03-09'],
      ['completed', '2026-03-02'],
    ])
  })

  it('of an occurrence happens once, also when the answer was lost', async () => {
    const before = await created(weekly())
    const record: TaskRecord = { ...before.record, status: 'completed', completedDate: day('2026-03-03') }
    const version = test.changed(linkedTo(before), before.record, record, ['progress'])
    test.server.misbehave({ behaviour: 'drop-after-effect', operation: 'UpdateItem', times: 1 })
    expect(errorOf(await test.tryUpdate(version)).category).toBe('conflict')

    // The next run reads what has become of the task and still wants it done.
    const present = (await test.fetch(before.id, 'tasks'))!
    const again = { ...version, changeKey: present.changeKey, record: { ...record, ...dates(present) } }
    const stored = await test.update(again)
    expect(stored.record).toMatchObject({ status: 'not-started', dueDate: '2026-03-09' })
    expect(test.mailbox.count('tasks')).toBe(2)
  })

  it('of the same occurrence on both sides is a conflict, and not two completions', async () => {
    const before = await created(weekly())
    const inPrime: TaskRecord = { ...before.record, status: 'completed', percentComplete: 100 }
    const { read } = await written(before, { status: 'completed', completedDate: day('2026-03-03') })
    const base = digestsOf(TASK_FIELDS, before.record)
    expect(changedFields(TASK_FIELDS, inPrime, base)).toContain('progress')
    expect(changedFields(TASK_FIELDS, read.record, base)).toContain('progress')
  })

  it('of the last occurrence ends the series', async () => {
    const record = weekly({
      recurrence: {
        pattern: { kind: 'weekly', interval: 1, days: ['monday'] },
        range: { kind: 'numbered', start: day('2026-03-02'), count: 1 },
      },
    })
    const { stored, read } = await written(await created(record), {
      status: 'completed',
      completedDate: day('2026-03-03'),
    })
    expect(stored.record).toEqual(read.record)
    expect(read.record).toMatchObject({ status: 'completed', completedDate: '2026-03-03' })
    expect(test.mailbox.count('tasks')).toBe(1)
  })
})

function dates({ record: { startDate, dueDate, recurrence } }: ExchangeVersion<TaskRecord>) {
  return { startDate, dueDate, recurrence }
}

it('a window leaves out only what was completed before it', () => {
  const since = instant('2026-03-01T00:00:00Z')
  const completed = { status: 'completed', percentComplete: 100 } as const
  expect(tasksKind.isWithin(aTask({ dueDate: day('2020-01-01') }), since)).toBe(true)
  expect(tasksKind.isWithin(aTask({ ...completed, completedDate: day('2026-02-28') }), since)).toBe(false)
  expect(tasksKind.isWithin(aTask({ ...completed, completedDate: day('2026-03-01') }), since)).toBe(true)
})
