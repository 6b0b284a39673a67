/** The answer to a change is lost although Exchange made the change: nothing is there twice, and nothing mailed twice. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PrimeItemChange, PrimeItemDraft } from '#electron/sync/prime-item-calls.ts'
import type { EmailRecord } from '#shared/domain/prime-items.ts'
import { totalOf } from '#shared/domain/sync.ts'
import { aTask } from '#test/unit/sync/records.ts'
import { appointment, attendee, day, meeting, series, timed } from './calendar/builders.ts'
import { ANNA, BEAT, EngineUnderTest, operations, valueOf } from './engine-under-test.ts'
import { primeItems } from './killed/two-way-changes.ts'

let test: EngineUnderTest
beforeEach(async () => {
  test = await EngineUnderTest.start()
})
afterEach(() => test.end())

const SUBJECT = 'Einmal'

async function create(item: PrimeItemDraft): Promise<void> {
  const primeEmailAccountId = await test.primeAccount()
  valueOf(await test.engine.createPrimeItem({ primeEmailAccountId, item }))
}

async function emailOf(
  folder: EmailRecord['folder'],
  isDraft: boolean,
  subject: string,
  text: string,
): Promise<PrimeItemDraft & PrimeItemChange> {
  const file = join(test.folder, 'new.eml')
  await writeFile(file, `From: ${ANNA}\r\nTo: ${BEAT}\r\nSubject: ${subject}\r\n\r\n${text}\r\n`)
  return {
    ...{ kind: 'email-file', file, folder, isDraft, isRead: true },
    ...{ flag: 'none', importance: 'normal', categories: [], mustBeEncrypted: false },
  }
}

async function createEmail(
  folder: EmailRecord['folder'],
  isDraft: boolean,
  subject = SUBJECT,
): Promise<void> {
  await create(await emailOf(folder, isDraft, subject, 'Guten Tag'))
}

const weekly = series(
  { kind: 'weekly', interval: 1, days: ['monday'] },
  { kind: 'numbered', start: day('2026-03-16'), count: 6 },
)

/** One run in which the answer is lost, whatever it says; the next ones, after `meanwhile`, repair it. */
async function runWithLostAnswer(
  operation: 'CreateItem' | 'MoveItem' | 'DeleteItem' | 'UpdateItem' | 'SendItem',
  meanwhile: () => Promise<void> = () => Promise.resolve(),
) {
  const lost = test.server.misbehave({ behaviour: 'drop-after-effect', operation, times: 1 })
  await test.run()
  expect(lost.acted).toBe(1)
  await meanwhile()
  for (let runs = 0; runs < 2; runs += 1) expect(await test.run()).toMatchObject({ error: null, givenUp: 0 })
  test.server.clearJournal()
  const quiet = await test.run()
  expect(quiet.error).toBeNull()
  expect(totalOf(quiet.counts)).toEqual({ created: 0, updated: 0, moved: 0, deleted: 0, failed: 0 })
  expect(Object.keys(operations(test.server))).toEqual(['SyncFolderItems'])
}

function onExchange(): { folder: string; subject: string }[] {
  return test.mailbox
    .folders()
    .flatMap(({ id, displayName }) =>
      test.mailbox.items(id).map(({ subject }) => ({ folder: displayName, subject })),
    )
}

async function inPrime(): Promise<string[]> {
  return [...(await primeItems(test)).keys()]
}

describe('whose answer was lost', () => {
  it.each<[string, string, () => Promise<void>]>([
    ['a message', 'Inbox', () => createEmail('inbox', false)],
    ['a draft', 'Drafts', () => createEmail('drafts', true)],
    ['a task', 'Tasks', () => create(aTask({ subject: SUBJECT }))],
    ['an appointment', 'Calendar', () => create(appointment({ subject: SUBJECT }))],
    [
      'a series',
      'Calendar',
      () =>
        create(appointment({ subject: SUBJECT, times: timed('2026-03-16T09:00+01:00', 60), series: weekly })),
    ],
    [
      'a meeting that mails nobody',
      'Calendar',
      () => create(appointment({ subject: SUBJECT, meeting: meeting([attendee(BEAT)]) })),
    ],
  ])('the creation of %s leaves one', async (_, folder, arrange) => {
    await test.run()
    await arrange()
    await runWithLostAnswer('CreateItem')
    expect(onExchange()).toEqual([{ folder, subject: SUBJECT }])
    expect(await inPrime()).toEqual([SUBJECT])
    expect(test.server.mailsSent).toEqual([])
  })

  it('sending sends once', async () => {
    await test.run()
    await createEmail('outbox', true)
    await runWithLostAnswer('SendItem')
    expect(test.server.mailsSent.map(({ subject }) => subject)).toEqual([SUBJECT])
    expect(onExchange()).toEqual([{ folder: 'Sent Items', subject: SUBJECT }])
    expect(await inPrime()).toEqual([SUBJECT])
  })

  describe('of what both sides know,', () => {
    beforeEach(async () => {
      await createEmail('inbox', false)
      await test.run()
      await test.run()
    })

    async function changeEmail(changes: Partial<EmailRecord>): Promise<void> {
      const item = (await primeItems(test)).get(SUBJECT)!
      const change = { ...item.record, ...changes } as PrimeItemChange
      valueOf(await test.engine.updatePrimeItem({ id: item.id, change, expected: item.revision }))
    }

    it('a move moves once', async () => {
      await changeEmail({ folder: 'junk' })
      await runWithLostAnswer('MoveItem')
      expect(onExchange()).toEqual([{ folder: 'Junk Email', subject: SUBJECT }])
      expect([...(await primeItems(test)).values()].map(({ record }) => record)).toMatchObject([
        { folder: 'junk' },
      ])
    })

    it('a change changes', async () => {
      await changeEmail({ categories: ['Kunden'] })
      await runWithLostAnswer('UpdateItem')
      expect(test.mailbox.items('inbox')).toMatchObject([{ subject: SUBJECT, categories: ['Kunden'] }])
      expect(await inPrime()).toEqual([SUBJECT])
    })

    describe('a draft that was rewritten', () => {
      const subject = 'Entwurf'

      async function rewrite(text: string): Promise<void> {
        const { id, revision } = (await primeItems(test)).get(subject)!
        const change = await emailOf('drafts', true, subject, text)
        valueOf(await test.engine.updatePrimeItem({ id, change, expected: revision }))
      }

      const drafts = () =>
        test.mailbox
          .items('drafts')
          .map(({ content }) => Buffer.from(content.bytes).toString().split('\r\n').at(-2))

      beforeEach(async () => {
        await createEmail('drafts', true, subject)
        await test.run()
      })

      it('has one new version, and the older one goes', async () => {
        const { id } = (await primeItems(test)).get(subject)!
        await rewrite('Neue Fassung')
        await runWithLostAnswer('CreateItem')
        expect(drafts()).toEqual(['Neue Fassung'])
        expect((await primeItems(test)).get(subject)).toMatchObject({ id })
        // From where an administrator can still recover it.
        expect(onExchange()).toContainEqual({ folder: 'Deletions', subject })
        expect(await inPrime()).toEqual([SUBJECT, subject])
      })

      it('and then again has the last version', async () => {
        await rewrite('Neue Fassung')
        await runWithLostAnswer('CreateItem', () => rewrite('Neuste Fassung'))
        expect(drafts()).toEqual(['Neuste Fassung'])
        expect(await inPrime()).toEqual([SUBJECT, subject])
      })

      it('and then back has the first version', async () => {
        await rewrite('Neue Fassung')
        await runWithLostAnswer('CreateItem', () => rewrite('Guten Tag'))
        expect(drafts()).toEqual(['Guten Tag'])
        expect(await inPrime()).toEqual([SUBJECT, subject])
      })

      it('and then deleted is gone in every version', async () => {
        await rewrite('Neue Fassung')
        await runWithLostAnswer('CreateItem', async () => {
          const { id } = (await primeItems(test)).get(subject)!
          valueOf(await test.engine.deletePrimeItem({ id, expected: null }))
        })
        expect(drafts()).toEqual([])
        expect(await inPrime()).toEqual([SUBJECT])
      })
    })

    it('a deletion deletes once', async () => {
      const item = (await primeItems(test)).get(SUBJECT)!
      valueOf(await test.engine.deletePrimeItem({ id: item.id, expected: null }))
      await runWithLostAnswer('DeleteItem')
      expect(onExchange()).toEqual([{ folder: 'Deleted Items', subject: SUBJECT }])
      expect(await inPrime()).toEqual([])
    })
  })
})
