/** The synchronisation in both directions, for each kind: both sides are equal afterwards, and then nothing happens. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addAppointment, addTask } from '#test/exchange-server/content/arrange.ts'
import { fill } from '#test/exchange-server/content/fill.ts'
import { totalOf } from '#shared/domain/sync.ts'
import type { EmailRecord, PrimeRecord } from '#shared/domain/prime-items.ts'
import { aTask, anAppointment } from '#test/unit/sync/records.ts'
import { EngineUnderTest, operations, valueOf } from './engine-under-test.ts'

let test: EngineUnderTest
beforeEach(async () => {
  test = await EngineUnderTest.start()
})
afterEach(() => test.end())

async function primeItems(kind: 'emails' | 'calendar' | 'tasks') {
  const primeEmailAccountId = await test.primeAccount()
  return valueOf(await test.engine.listPrimeItems({ primeEmailAccountId, kind, after: null, limit: 1000 }))
}

async function create(record: Exclude<PrimeRecord, { kind: 'email' }>) {
  const primeEmailAccountId = await test.primeAccount()
  return valueOf(await test.engine.createPrimeItem({ primeEmailAccountId, item: record }))
}

async function expectQuietRun() {
  const wrote = test.watchWrites()
  test.server.clearJournal()
  const result = await test.run()
  expect(result.error).toBeNull()
  expect(totalOf(result.counts)).toEqual({ created: 0, updated: 0, moved: 0, deleted: 0, failed: 0 })
  expect(Object.keys(operations(test.server))).toEqual(['SyncFolderItems'])
  expect(wrote()).toEqual([])
}

describe('tasks', () => {
  it('come and go', async () => {
    await addTask(test.mailbox, { subject: 'Von Exchange', dueDate: '2026-12-01' })
    await create(aTask({ subject: 'Von Prime' }))
    const result = await test.run()
    expect(result).toMatchObject({ error: null, outcome: 'succeeded' })
    expect(
      test.mailbox
        .items('tasks')
        .map(({ subject }) => subject)
        .sort(),
    ).toEqual(['Von Exchange', 'Von Prime'])
    expect((await primeItems('tasks')).map(({ record }) => record.subject).sort()).toEqual([
      'Von Exchange',
      'Von Prime',
    ])
    await test.run()
    await expectQuietRun()
    const [first, second] = await primeItems('tasks')
    const change = { ...(first!.record as ReturnType<typeof aTask>), subject: 'Geändert' }
    valueOf(await test.engine.updatePrimeItem({ id: first!.id, change, expected: first!.revision }))
    valueOf(await test.engine.deletePrimeItem({ id: second!.id, expected: null }))
    expect(await test.run()).toMatchObject({ error: null })
    expect(test.mailbox.items('tasks').map(({ subject }) => subject)).toEqual(['Geändert'])
    await test.run()
    await expectQuietRun()
  })
})

describe('appointments', () => {
  it('come and go', async () => {
    await addAppointment(test.mailbox, {
      subject: 'Von Exchange',
      start: '2026-12-01T09:00:00',
      end: '2026-12-01T10:00:00',
      timeZone: 'W. Europe Standard Time',
    })
    await create(anAppointment({ subject: 'Von Prime' }))
    expect(await test.run()).toMatchObject({ error: null })
    expect(
      test.mailbox
        .items('calendar')
        .map(({ subject }) => subject)
        .sort(),
    ).toEqual(['Von Exchange', 'Von Prime'])
    expect(await primeItems('calendar')).toHaveLength(2)
    await test.run()
    await expectQuietRun()
  })

  it('get their UID also when the answer to creating them is lost', async () => {
    await create(anAppointment({ subject: 'Von Prime' }))
    test.server.misbehave({ behaviour: 'drop-after-effect', operation: 'CreateItem', times: 1 })
    await test.run()
    expect(await test.run()).toMatchObject({ error: null, counts: { conflicts: 0 } })
    const [item] = test.mailbox.items('calendar')
    const uid = item?.fields.get('UID')?.text
    expect(uid).toMatch(/./)
    expect(await primeItems('calendar')).toMatchObject([{ record: { uid } }])
    await expectQuietRun()
  })
})

describe('e-mails', () => {
  it('come and go', async () => {
    const [id = ''] = await fill(test.mailbox, { messages: 1, seed: 1 })
    expect(await test.run()).toMatchObject({ error: null })
    const [email] = await primeItems('emails')
    const { subject } = test.mailbox.item(id)!
    expect(email?.record.subject).toBe(subject)
    if (email?.record.kind !== 'email') throw new Error('no e-mail')
    const change = { ...email.record, isRead: true, folder: 'junk' as const, flag: 'flagged' as const }
    valueOf(await test.engine.updatePrimeItem({ id: email.id, change, expected: email.revision }))
    expect(await test.run()).toMatchObject({ error: null })
    expect(test.mailbox.item(id)).toBeUndefined()
    expect(test.mailbox.items('junkemail')[0]).toMatchObject({ subject, isRead: true })
    await test.run()
    await expectQuietRun()
    test.mailbox.moveMessage(test.mailbox.items('junkemail')[0]!.id, 'inbox')
    expect(await test.run()).toMatchObject({ error: null })
    const [moved] = await primeItems('emails')
    expect(moved).toMatchObject({ id: email.id, record: { folder: 'inbox' } })
    await test.run()
    await expectQuietRun()
  })

  it.each(['moved', 'deleted'] as const)(
    'that are %s on Exchange right after we have moved them there are neither doubled nor left behind',
    async (what) => {
      await fill(test.mailbox, { messages: 1, seed: 1 })
      expect(await test.run()).toMatchObject({ error: null })
      const [email] = await primeItems('emails')
      if (email?.record.kind !== 'email') throw new Error('no e-mail')
      const change = { ...email.record, folder: 'junk' as const }
      valueOf(await test.engine.updatePrimeItem({ id: email.id, change, expected: email.revision }))
      expect(await test.run()).toMatchObject({ error: null })
      const { id } = test.mailbox.items('junkemail')[0]!
      if (what === 'moved') test.mailbox.moveMessage(id, 'inbox')
      else test.mailbox.deleteMessage(id)
      expect(await test.run()).toMatchObject({ error: null })
      const left = await primeItems('emails')
      expect(left.map((item) => [item.id, (item.record as EmailRecord).folder])).toEqual(
        what === 'moved' ? [[email.id, 'inbox']] : [],
      )
      await test.run()
      await expectQuietRun()
    },
  )
})

describe('what goes to Exchange and is removed there before Exchange has told of it', () => {
  it('is deleted in Winoffice Prime when it was new', async () => {
    await create(aTask({ subject: 'Aufgabe' }))
    await create(anAppointment({ subject: 'Termin' }))
    expect(await test.run()).toMatchObject({ error: null })
    for (const folder of ['tasks', 'calendar']) test.mailbox.deleteMessage(test.mailbox.items(folder)[0]!.id)
    expect(await test.run()).toMatchObject({ error: null })
    expect([await primeItems('tasks'), await primeItems('calendar')]).toEqual([[], []])
    await expectQuietRun()
  })

  it('is deleted in Winoffice Prime when it was moved', async () => {
    await fill(test.mailbox, { messages: 1, seed: 1 })
    expect(await test.run()).toMatchObject({ error: null })
    const [email] = await primeItems('emails')
    if (email?.record.kind !== 'email') throw new Error('no e-mail')
    const change = { ...email.record, folder: 'junk' as const }
    valueOf(await test.engine.updatePrimeItem({ id: email.id, change, expected: email.revision }))
    expect(await test.run()).toMatchObject({ error: null })
    test.mailbox.deleteMessage(test.mailbox.items('junkemail')[0]!.id)
    expect(await test.run()).toMatchObject({ error: null })
    expect(await primeItems('emails')).toEqual([])
    await expectQuietRun()
  })

  it('comes along when it was only moved on', async () => {
    const [id = ''] = await fill(test.mailbox, { messages: 1, seed: 1 })
    expect(await test.run()).toMatchObject({ error: null })
    const [email] = await primeItems('emails')
    if (email?.record.kind !== 'email') throw new Error('no e-mail')
    const change = { ...email.record, folder: 'junk' as const }
    valueOf(await test.engine.updatePrimeItem({ id: email.id, change, expected: email.revision }))
    expect(await test.run()).toMatchObject({ error: null })
    expect(test.mailbox.item(id)).toBeUndefined()
    test.mailbox.moveMessage(test.mailbox.items('junkemail')[0]!.id, 'sentitems')
    expect(await test.run()).toMatchObject({ error: null })
    expect(await primeItems('emails')).toMatchObject([{ id: email.id, record: { folder: 'sent' } }])
    await test.run()
    await expectQuietRun()
  })
})
