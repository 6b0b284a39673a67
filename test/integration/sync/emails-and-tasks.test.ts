/** Rules of e-mails and tasks through the whole engine: run after run, with both sides changing in between. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PrimeItemDraft } from '#electron/sync/prime-item-calls.ts'
import type { EmailRecord, TaskRecord } from '#shared/domain/prime-items.ts'
import { totalOf } from '#shared/domain/sync.ts'
import { ACCOUNT_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'
import { aTask } from '#test/unit/sync/records.ts'
import { ANNA, BEAT, EngineUnderTest, operations, valueOf } from './engine-under-test.ts'

let test: EngineUnderTest
beforeEach(async () => {
  test = await EngineUnderTest.start()
})
afterEach(() => test.end())

const mimeOf = (subject: string, text = 'Guten Tag') =>
  `From: ${ANNA}\r\nTo: ${BEAT}\r\nSubject: ${subject}\r\nContent-Type: text/plain\r\n\r\n${text}\r\n`

/** From whatever time: what is asked here is nothing of windows. */
const run = () => test.run(ANNA, { account: { ...ACCOUNT_SYNC_DEFAULTS, firstSyncDays: null } })

async function expectRun(): Promise<void> {
  expect(await run()).toMatchObject({ error: null, outcome: 'succeeded' })
}

async function expectNothingToDo(): Promise<void> {
  await expectRun() // our own changes come back with it
  test.server.clearJournal()
  const result = await run()
  expect(totalOf(result.counts)).toEqual({ created: 0, updated: 0, moved: 0, deleted: 0, failed: 0 })
  expect(Object.keys(operations(test.server))).toEqual(['SyncFolderItems'])
}

async function itemsOf(kind: 'emails' | 'tasks') {
  const primeEmailAccountId = await test.primeAccount()
  return valueOf(await test.engine.listPrimeItems({ primeEmailAccountId, kind, after: null, limit: 100 }))
}

async function emails(): Promise<{ subject: string; folder: string }[]> {
  const records = (await itemsOf('emails')).map(({ record }) => record as EmailRecord)
  return records.map(({ subject, folder }) => ({ subject, folder }))
}

type Marks = Pick<EmailRecord, 'folder' | 'mustBeEncrypted'>

async function createEmail(subject: string, marks: Partial<Marks> = {}): Promise<void> {
  const file = join(test.folder, `${subject}.eml`)
  await writeFile(file, mimeOf(subject))
  const item: PrimeItemDraft = {
    kind: 'email-file',
    file,
    folder: 'drafts',
    isRead: true,
    isDraft: true,
    flag: 'none',
    importance: 'normal',
    categories: [],
    mustBeEncrypted: false,
    ...marks,
  }
  const primeEmailAccountId = await test.primeAccount()
  valueOf(await test.engine.createPrimeItem({ primeEmailAccountId, item }))
}

/** Changes the only e-mail, or the one with that subject. */
async function changeEmail(changes: Partial<EmailRecord>, subject?: string): Promise<void> {
  const found = (await itemsOf('emails')).filter(
    ({ record }) => subject === undefined || record.subject === subject,
  )
  expect(found).toHaveLength(1)
  const { id, record, revision } = found[0]!
  const change = { ...(record as EmailRecord), ...changes }
  valueOf(await test.engine.updatePrimeItem({ id, change, expected: revision }))
}

const subjectsIn = (folder: string) => test.mailbox.items(folder).map(({ subject }) => subject)

describe('e-mails', () => {
  it('of the outbox are sent once, and lie among the sent ones on both sides', async () => {
    await expectRun()
    await createEmail('Gruss', { folder: 'outbox' })
    await expectRun()
    expect(test.server.mailsSent.map(({ subject }) => subject)).toEqual(['Gruss'])
    expect([subjectsIn('drafts'), subjectsIn('outbox'), subjectsIn('sentitems')]).toEqual([[], [], ['Gruss']])
    expect(await emails()).toEqual([{ subject: 'Gruss', folder: 'sent' }])
    await expectNothingToDo()
    expect(test.server.mailsSent).toHaveLength(1)
  })

  it.each(['drop-after-effect', 'drop-before-effect'] as const)(
    'are sent once, also when the connection is lost (%s)',
    async (behaviour) => {
      await expectRun()
      await createEmail('Gruss', { folder: 'outbox' })
      test.server.misbehave({ behaviour, operation: 'SendItem', times: 1 })
      await run()
      expect(await run()).toMatchObject({ error: null, counts: { conflicts: 0 } })
      expect(test.server.mailsSent.map(({ subject }) => subject)).toEqual(['Gruss'])
      expect(await emails()).toEqual([{ subject: 'Gruss', folder: 'sent' }])
      await expectNothingToDo()
    },
  )

  it('that were written on Exchange are sent once, also when the answer is lost', async () => {
    await test.mailbox.addMessage(mimeOf('Aus Outlook'), { folder: 'drafts', isDraft: true })
    await expectRun()
    await changeEmail({ folder: 'outbox' })
    test.server.misbehave({ behaviour: 'drop-after-effect', operation: 'SendItem', times: 1 })
    await run()
    await expectRun()
    expect(test.server.mailsSent.map(({ subject }) => subject)).toEqual(['Aus Outlook'])
    expect(await emails()).toEqual([{ subject: 'Aus Outlook', folder: 'sent' }])
    await expectNothingToDo()
  })

  it('whose draft is gone when nobody knows whether it was sent are not sent again', async () => {
    await expectRun()
    await createEmail('Gruss', { folder: 'outbox' })
    test.server.misbehave({ behaviour: 'drop-before-effect', operation: 'SendItem', times: 1 })
    await run()
    test.mailbox.deleteMessage(test.mailbox.items('drafts')[0]!.id)
    await run()
    await run()
    expect(test.server.mailsSent).toEqual([])
    expect(await emails()).toEqual([{ subject: 'Gruss', folder: 'outbox' }])
  })

  it('are created once and sent once, also when the answer to creating them is lost', async () => {
    await expectRun()
    await createEmail('Gruss', { folder: 'outbox' })
    test.server.misbehave({ behaviour: 'drop-after-effect', operation: 'CreateItem', times: 1 })
    await run()
    await expectRun()
    expect(test.server.mailsSent.map(({ subject }) => subject)).toEqual(['Gruss'])
    expect([subjectsIn('drafts'), subjectsIn('outbox'), subjectsIn('sentitems')]).toEqual([[], [], ['Gruss']])
    await expectNothingToDo()
  })

  it('marked to be encrypted are refused, and nothing is sent', async () => {
    await expectRun()
    await createEmail('Geheim', { folder: 'outbox', mustBeEncrypted: true })
    await run()
    expect(test.server.mailsSent).toEqual([])
    expect(test.mailbox.count('drafts')).toBe(0)
  })

  it('that are drafts keep one version, whoever writes on', async () => {
    await createEmail('Entwurf')
    await expectRun()
    expect(subjectsIn('drafts')).toEqual(['Entwurf'])
    const file = join(test.folder, 'zweite.eml')
    await writeFile(file, mimeOf('Zweite Fassung'))
    const [item] = await itemsOf('emails')
    const { folder, isRead, isDraft, flag, importance, categories, mustBeEncrypted } = item!
      .record as EmailRecord
    const marks = { folder, isRead, isDraft, flag, importance, categories, mustBeEncrypted }
    const change = { kind: 'email-file', file, ...marks } as const
    valueOf(await test.engine.updatePrimeItem({ id: item!.id, change, expected: item!.revision }))
    await expectRun()
    await expectNothingToDo()
    expect(subjectsIn('drafts')).toEqual(['Zweite Fassung'])
    expect(subjectsIn('deleteditems')).toEqual([])
    expect(await emails()).toEqual([{ subject: 'Zweite Fassung', folder: 'drafts' }])
  })

  it('restored from the recycle bin on Exchange stay where they are on both sides', async () => {
    const id = await test.mailbox.addMessage(mimeOf('A'), { folder: 'deleteditems' })
    await expectRun()
    expect(await emails()).toEqual([{ subject: 'A', folder: 'deleted' }])
    test.mailbox.moveMessage(id, 'inbox')
    await expectRun()
    await expectNothingToDo()
    expect(await emails()).toEqual([{ subject: 'A', folder: 'deleted' }])
    expect(subjectsIn('inbox')).toEqual(['A'])
  })

  it('restored from the recycle bin in Winoffice Prime stay where they are on both sides', async () => {
    await test.mailbox.addMessage(mimeOf('A'), { folder: 'deleteditems' })
    await expectRun()
    await changeEmail({ folder: 'inbox', isRead: true })
    await expectRun()
    await expectNothingToDo()
    expect(await emails()).toEqual([{ subject: 'A', folder: 'inbox' }])
    expect(test.mailbox.items('deleteditems')).toMatchObject([{ subject: 'A', isRead: true }])
  })

  it('beside contacts, appointments and tasks in the deleted items are the only ones that come', async () => {
    for (const element of ['Contact', 'DistributionList', 'Task'] as const)
      await test.mailbox.addMessage({ subject: element, text: 'x' }, { element, folder: 'deleteditems' })
    await test.mailbox.addMessage(mimeOf('Nachricht'), { folder: 'deleteditems' })
    await expectRun()
    expect(await emails()).toEqual([{ subject: 'Nachricht', folder: 'deleted' }])
    await expectNothingToDo()
  })

  it('marked read here tell nobody', async () => {
    const wish = `Disposition-Notification-To: ${BEAT}\r\n`
    await test.mailbox.addMessage(wish + mimeOf('A'))
    await expectRun()
    await changeEmail({ isRead: true })
    await expectRun()
    expect(test.mailbox.items('inbox')[0]!.isRead).toBe(true)
    expect(test.server.mailsSent).toEqual([])
    await expectNothingToDo()
  })
})

describe('tasks that recur', () => {
  const recurring = aTask({
    subject: 'Wochenbericht',
    startDate: '2026-03-02' as TaskRecord['startDate'],
    dueDate: '2026-03-02' as TaskRecord['dueDate'],
    recurrence: {
      pattern: { kind: 'weekly', interval: 1, days: ['monday'] },
      range: { kind: 'no-end', start: '2026-03-02' as NonNullable<TaskRecord['startDate']> },
    },
  })
  const inPrime = async () =>
    (await itemsOf('tasks'))
      .map(({ record }) => record as TaskRecord)
      .map(({ status, dueDate }) => `${status} ${dueDate ?? '-'}`)
      .sort()
  const onExchange = () =>
    test.mailbox
      .items('tasks')
      .map(({ fields }) => `${fields.get('Status')?.text} ${fields.get('DueDate')?.text.slice(0, 10)}`)
      .sort()
  const complete = async () => {
    const [item] = await itemsOf('tasks')
    const change = { ...(item!.record as TaskRecord), status: 'completed' as const, percentComplete: 100 }
    valueOf(await test.engine.updatePrimeItem({ id: item!.id, change, expected: item!.revision }))
  }

  beforeEach(async () => {
    const primeEmailAccountId = await test.primeAccount()
    valueOf(await test.engine.createPrimeItem({ primeEmailAccountId, item: recurring }))
    await expectRun()
    expect(onExchange()).toEqual(['NotStarted 2026-03-02'])
  })

  it('are completed once, and go on as their next occurrence on both sides', async () => {
    await complete()
    await expectRun()
    await expectNothingToDo()
    expect(onExchange()).toEqual(['Completed 2026-03-02', 'NotStarted 2026-03-09'])
    expect(await inPrime()).toEqual(['completed 2026-03-02', 'not-started 2026-03-09'])
  })

  it('are completed once, also when the answer is lost', async () => {
    await complete()
    test.server.misbehave({ behaviour: 'drop-after-effect', operation: 'UpdateItem', times: 1 })
    await run()
    await expectRun()
    await expectNothingToDo()
    expect(onExchange()).toEqual(['Completed 2026-03-02', 'NotStarted 2026-03-09'])
    expect(await inPrime()).toEqual(['completed 2026-03-02', 'not-started 2026-03-09'])
  })
})
