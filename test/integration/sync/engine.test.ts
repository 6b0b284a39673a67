/** The import from end to end: nothing lost, nothing doubled, and a second run without changes does nothing. */
import { join } from 'node:path'
import { readFile, readdir } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { type ItemCounts, NO_COUNTS } from '#shared/domain/sync.ts'
import { appError } from '#shared/errors.ts'
import { fill } from '#test/exchange-server/content/fill.ts'
import { SHARED_FOLDER_MISSING, sharedFolder } from '#test/exchange-server/shared-folder.ts'
import { ANNA, BEAT, EngineUnderTest, inMailbox, inPrime, operations, valueOf } from './engine-under-test.ts'

let test: EngineUnderTest
beforeEach(async () => {
  test = await EngineUnderTest.start()
})
afterEach(() => test.end())

/** Six mail folders, the calendar and the tasks. */
const FOLDERS = 8

/** Counts in which so many e-mails were imported. */
const imported = (counts: Partial<ItemCounts>) => ({ kinds: { emails: { down: counts } } })

const QUIET = { outcome: 'succeeded', counts: NO_COUNTS, error: null }

/** One more run must ask for changes only, fetch nothing and write nothing. */
async function expectQuietRun(expected: object = QUIET) {
  const wrote = test.watchWrites()
  test.server.clearJournal()
  expect(await test.run()).toMatchObject(expected)
  expect(operations(test.server)).toEqual({ SyncFolderItems: FOLDERS })
  expect(wrote()).toEqual([])
}

async function expectEqualSides() {
  expect(await inPrime(test)).toEqual(inMailbox(test.mailbox))
}

describe('the first import', () => {
  const corpus = sharedFolder() === undefined ? undefined : join(sharedFolder() ?? '', 'corpus', 'mail')

  it.skipIf(corpus === undefined)(
    `keeps every message of the corpus byte for byte (${corpus === undefined ? SHARED_FOLDER_MISSING : 'present'})`,
    async () => {
      const ids = await fill(test.mailbox, { corpus: corpus ?? '' })
      expect(await test.run()).toMatchObject({
        outcome: 'succeeded',
        counts: imported({ created: ids.length, updated: 0, deleted: 0, failed: 0 }),
      })
      const store = await test.store()
      const primeEmailAccountId = await test.primeAccount()
      const query = { primeEmailAccountId, offset: 0, limit: 500 }
      const { total, emails } = valueOf(await store.listEmails(query))
      expect(total).toBe(ids.length)
      const got = []
      for (const { id } of emails) {
        const { record } = valueOf(await store.findEmail(id))
        got.push(Buffer.from(valueOf(await store.readMime(record.mime))).toString('base64'))
        expect((await test.engine.openEmail({ id })).ok).toBe(true)
      }
      const served = ids.map((id) => Buffer.from(test.mailbox.mimeOf(id)).toString('base64'))
      expect(got.sort()).toEqual(served.sort())
      const names = (await readdir(corpus ?? '')).filter((name) => name.endsWith('.eml'))
      const originals = await Promise.all(names.map((name) => readFile(join(corpus ?? '', name), 'base64')))
      expect(got).toEqual(originals.sort())
      await expectQuietRun()
    },
  )

  it('of 1,200 messages goes page by page, tells how far it is, and a second run does nothing', async () => {
    await fill(test.mailbox, { messages: 1_200 })
    const result = await test.run()
    expect(result).toMatchObject({ outcome: 'succeeded', counts: imported({ created: 1_200, failed: 0 }) })
    expect(result.counts.bytes.down).toBe(
      test.mailbox.items().reduce((sum, item) => sum + item.content.bytes.byteLength, 0),
    )
    expect(operations(test.server)).toMatchObject({ SyncFolderItems: FOLDERS + 2 })
    const running = test.progress.filter((progress) => progress.state === 'running')
    const importing = running.filter(({ phase, kind }) => phase === 'importing' && kind === 'emails')
    const done = importing.map((progress) => progress.done)
    expect(done).toEqual([...done].sort((one, other) => one - other))
    expect(importing.at(-1)).toMatchObject({
      ...{ done: 1_200, total: 1_200, counts: imported({ created: 1_200 }) },
    })
    await expectEqualSides()
    await expectQuietRun()
  }, 180_000)

  it('of an empty mailbox succeeds with nothing', async () => {
    expect(await test.run()).toMatchObject(QUIET)
    await expectQuietRun()
  })
})

describe('changes on the server', () => {
  it('are imported: new, changed, read, unread and deleted messages', async () => {
    const ids = await fill(test.mailbox, { messages: 20 })
    await test.run()
    for (const id of ids.slice(0, 3)) test.mailbox.setRead(id, !test.mailbox.item(id)!.isRead)
    for (const id of ids.slice(3, 5)) {
      test.mailbox.updateMessage(id, { subject: 'Geändert & neu', importance: 'High', categories: ['Rot'] })
    }
    for (const id of ids.slice(5, 9)) test.mailbox.deleteMessage(id)
    await test.mailbox.addMessage({ subject: 'Neu', text: 'Grüsse' })
    test.server.clearJournal()
    expect(await test.run()).toMatchObject({
      outcome: 'succeeded',
      counts: imported({ created: 1, updated: 5, deleted: 4, failed: 0 }),
    })
    expect(operations(test.server)).toMatchObject({ GetItem: 2 }) // the new one by its keys first: it could be a moved one
    await expectEqualSides()
    await expectQuietRun()
  })

  it('of the read flag alone fetch no content', async () => {
    const ids = await fill(test.mailbox, { messages: 3 })
    await test.run()
    for (const id of ids) test.mailbox.setRead(id, !test.mailbox.item(id)!.isRead)
    test.server.clearJournal()
    expect(await test.run()).toMatchObject({
      counts: { ...imported({ updated: 3 }), bytes: { down: 0, up: 0 } },
    })
    expect(operations(test.server)).toEqual({ SyncFolderItems: FOLDERS })
    await expectEqualSides()
  })

  it('that mark a message unread by an update are not taken for what was imported first', async () => {
    const id = await test.mailbox.addMessage({ subject: 'x', text: 'x' }, { isRead: false })
    await test.run()
    test.mailbox.setRead(id, true)
    await test.run()
    test.mailbox.updateMessage(id, { isRead: false })
    expect(await test.run()).toMatchObject({ counts: imported({ created: 0, updated: 1 }) })
    await expectEqualSides()
    await expectQuietRun()
  })

  it('that leave the content as it was write no e-mail', async () => {
    const id = await test.mailbox.addMessage({ subject: 'x', text: 'x' })
    await test.run()
    test.mailbox.updateMessage(id, {})
    expect(await test.run()).toMatchObject({ counts: imported({ created: 0, updated: 0 }) })
    await expectQuietRun()
  })

  it('that move a message away and back import it once', async () => {
    const id = await test.mailbox.addMessage({ subject: 'Wandert', text: 'x' })
    await test.run()
    const away = test.mailbox.moveMessage(id, 'junkemail')
    expect(await test.run()).toMatchObject({ counts: imported({ moved: 1, created: 0, deleted: 0 }) })
    test.mailbox.moveMessage(away, 'inbox')
    expect(await test.run()).toMatchObject({ counts: imported({ moved: 1, created: 0, deleted: 0 }) })
    await expectEqualSides()
  })
})

describe('an outage', () => {
  it('in the middle of a page ends the run; the next one goes on, and nothing is doubled', async () => {
    await fill(test.mailbox, { messages: 600 })
    let outage: Promise<void> | undefined
    const stop = test.server.intercept(({ operation }) => {
      const latest = test.progress.at(-1)
      if (operation !== 'GetItem' || latest?.state !== 'running' || latest.done < 512) return 'pass'
      outage ??= test.server.stopListening()
      return { kind: 'drop-connection' }
    })
    const result = await test.run()
    expect(result).toMatchObject({ outcome: 'failed', error: { category: 'transient' } })
    expect(result.counts.kinds.emails.down.created).toBe(512)
    expect(await inPrime(test)).toHaveLength(512)
    await outage
    expect(await test.run()).toMatchObject({
      outcome: 'failed',
      error: { code: 'network.connection-refused' },
    })
    stop()
    await test.server.listen()
    await test.restart()
    expect(await test.run()).toMatchObject({ outcome: 'succeeded', counts: imported({ created: 88 }) })
    await expectEqualSides()
    await expectQuietRun()
  }, 60_000)

  it('of the database for the first time is told, and the next run needs no restart', async () => {
    await fill(test.mailbox, { messages: 3 })
    await test.run()
    const database = test.database()
    database.exec('alter table item_link rename to item_link_away')
    await test.mailbox.addMessage({ subject: 'Neu', text: 'x' })
    expect(await test.run()).toMatchObject({ outcome: 'failed', error: { category: 'permanent' } })
    database.exec('alter table item_link_away rename to item_link')
    expect(await test.run()).toMatchObject({ outcome: 'succeeded', counts: imported({ created: 1 }) })
    await expectEqualSides()
  })
})

describe('a cancellation', () => {
  it('in the middle keeps what was committed, and the next run goes on behind it', async () => {
    await fill(test.mailbox, { messages: 600 })
    test.onProgress = (progress) => {
      if (progress.state === 'running' && progress.done > 515) {
        void test.engine.cancelSync({ accountIds: [progress.accountId] })
      }
    }
    const { outcome, error, counts } = await test.run()
    expect({ outcome, code: error?.code }).toEqual({ outcome: 'cancelled', code: 'sync.cancelled' })
    const { created } = counts.kinds.emails.down
    expect(created).toBeGreaterThan(500)
    test.onProgress = () => undefined
    expect(await test.run()).toMatchObject({
      outcome: 'succeeded',
      counts: imported({ created: 600 - created }),
    })
    await expectEqualSides()
    await expectQuietRun()
  }, 60_000)

  it('of the application ends all runs before the store is closed', async () => {
    await fill(test.mailbox, { messages: 200 })
    const [job, ended] = [await test.job(), test.ended((await test.job()).accountId)]
    await test.engine.startSync({ jobs: [job] })
    await test.engine.close()
    expect(await ended).toMatchObject({ outcome: 'cancelled' })
    await test.restart()
    expect(await test.run()).toMatchObject({ outcome: 'succeeded' })
    await expectEqualSides()
  })
})

describe('a refused sign-in', () => {
  it('is tried exactly once, whatever the run still had to do', async () => {
    await fill(test.mailbox, { messages: 3 })
    test.password = 'wrong'
    expect(await test.run()).toMatchObject({
      outcome: 'failed',
      counts: NO_COUNTS,
      error: { code: 'sign-in.refused', category: 'auth' },
    })
    expect(test.server.failedSignIns('anna')).toBe(1)
    expect(await inPrime(test)).toEqual([])
  })

  it('in the middle of the life of an account leaves what is there', async () => {
    await fill(test.mailbox, { messages: 3 })
    await test.run()
    const wrote = test.watchWrites()
    test.mailbox.password = 'changed'
    expect(await test.run()).toMatchObject({ outcome: 'failed', error: { code: 'sign-in.refused' } })
    expect(wrote()).toEqual([])
    expect(await inPrime(test)).toHaveLength(3)
  })

  it('is not even tried where there is no way to the server', async () => {
    test.noWay = appError('secret.not-stored')
    expect(await test.run()).toMatchObject({ outcome: 'failed', error: { code: 'secret.not-stored' } })
    expect(test.server.journal).toEqual([])
  })
})

describe('a lost SyncState', () => {
  const lose = () => {
    test.database().exec("update sync_folder set sync_state = 'lost'")
  }

  it('leads to a full pass that fetches nothing that is known, and doubles nothing', async () => {
    await fill(test.mailbox, { messages: 600 })
    await test.run()
    lose()
    test.server.clearJournal()
    expect(await test.run()).toMatchObject(QUIET)
    // Each folder is told that its SyncState is lost, and is gone through; the inbox has two pages.
    expect(operations(test.server)).toEqual({ SyncFolderItems: 2 * FOLDERS + 1 })
    await expectEqualSides()
    await expectQuietRun()
  }, 60_000)

  it('deletes what is gone only when the pass has ended', async () => {
    const ids = await fill(test.mailbox, { messages: 600 })
    await test.run()
    for (const id of ids.slice(-5)) test.mailbox.deleteMessage(id)
    for (const id of ids.slice(0, 5)) test.mailbox.deleteMessage(id)
    // Among the first that the server tells: the newest.
    test.mailbox.updateMessage(ids.at(-10)!, { subject: 'In der Zwischenzeit' })
    lose()
    let pages = 0
    const stop = test.server.intercept(({ operation }) => {
      if (operation !== 'SyncFolderItems') return 'pass'
      pages += 1
      return pages === 2 * FOLDERS ? { kind: 'drop-connection' } : 'pass'
    })
    expect(await test.run()).toMatchObject({
      outcome: 'failed',
      counts: imported({ updated: 0, deleted: 0 }),
    })
    expect(await inPrime(test)).toHaveLength(600)
    stop()
    expect(await test.run()).toMatchObject({
      outcome: 'succeeded',
      counts: imported({ created: 0, updated: 1, deleted: 10 }),
    })
    await expectEqualSides()
    await expectQuietRun()
  }, 60_000)
})

describe('an item that fails', () => {
  /** GetItem answers an error of their own for these items. */
  function breakItems(ids: readonly string[], code: string): () => void {
    return test.server.intercept(({ operation, body }) => {
      if (operation !== 'GetItem') return 'pass'
      const asked = [...body.matchAll(/ItemId Id="([^"]+)"/g)].map(([, id]) => id ?? '')
      if (!asked.some((id) => ids.includes(id))) return 'pass'
      return {
        kind: 'http',
        status: 200,
        headers: { 'Content-Type': 'text/xml' },
        body: answer(asked, ids, code),
      }
    })
  }

  function answer(asked: readonly string[], broken: readonly string[], code: string): string {
    const messages = asked.map((id) => {
      const item = test.mailbox.item(id)
      if (!item || broken.includes(id)) {
        return `<m:GetItemResponseMessage ResponseClass="Error"><m:MessageText>x</m:MessageText><m:ResponseCode>${code}</m:ResponseCode><m:DescriptiveLinkKey>0</m:DescriptiveLinkKey><m:Items/></m:GetItemResponseMessage>`
      }
      return `<m:GetItemResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:Items><t:Message><t:MimeContent CharacterSet="UTF-8">${item.content.base64}</t:MimeContent><t:ItemId Id="${id}" ChangeKey="${item.changeKey}"/><t:ItemClass>IPM.Note</t:ItemClass><t:Subject>${item.subject}</t:Subject><t:DateTimeReceived>${new Date(item.receivedAt).toISOString()}</t:DateTimeReceived></t:Message></m:Items></m:GetItemResponseMessage>`
    })
    return `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><m:GetItemResponse><m:ResponseMessages>${messages.join('')}</m:ResponseMessages></m:GetItemResponse></s:Body></s:Envelope>`
  }

  const add = async (count: number) => {
    const ids = []
    for (let index = 0; index < count; index += 1) {
      ids.push(await test.mailbox.addMessage({ subject: `Nummer ${index}`, text: 'x' }))
    }
    return ids
  }

  it('does not stop the others, is tried again by the next run, and then is there once', async () => {
    const ids = await add(10)
    const heal = breakItems([ids[4]!], 'ErrorContentConversionFailed')
    expect(await test.run()).toMatchObject({
      outcome: 'incomplete',
      counts: imported({ created: 9, failed: 1 }),
      error: { code: 'sync.items-failed', params: { count: 1 } },
    })
    heal()
    expect(await test.run()).toMatchObject({
      outcome: 'succeeded',
      counts: imported({ created: 1, failed: 0 }),
    })
    expect(await inPrime(test)).toHaveLength(10)
    await expectQuietRun()
  })

  it('is given up after three attempts, and taken up again when it changes', async () => {
    const ids = await add(2)
    const heal = breakItems([ids[0]!], 'ErrorContentConversionFailed')
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await test.run()).toMatchObject({ outcome: 'incomplete', counts: imported({ failed: 1 }) })
    }
    // It is not tried again, but the account is not well either.
    const error = { code: 'sync.items-given-up', params: { count: 1 } }
    await expectQuietRun({ outcome: 'incomplete', counts: NO_COUNTS, givenUp: 1, error })
    heal()
    test.mailbox.updateMessage(ids[0]!, { subject: 'Repariert' })
    expect(await test.run()).toMatchObject({ outcome: 'succeeded', counts: imported({ created: 1 }) })
    await expectEqualSides()
  })

  it('because it has gone in the meantime is no failure', async () => {
    const ids = await add(3)
    const heal = breakItems([ids[1]!], 'ErrorItemNotFound')
    expect(await test.run()).toMatchObject({
      outcome: 'succeeded',
      counts: imported({ created: 2, failed: 0 }),
    })
    heal()
    test.mailbox.deleteMessage(ids[1]!)
    expect(await test.run()).toMatchObject({ outcome: 'succeeded' })
    expect(await inPrime(test)).toHaveLength(2)
  })

  it('because the server is busy costs no attempt: the run ends and is repeated later', async () => {
    const ids = await add(3)
    const heal = breakItems([ids[1]!], 'ErrorServerBusy')
    expect(await test.run()).toMatchObject({
      outcome: 'failed',
      counts: imported({ failed: 0 }),
      error: { code: 'exchange.server-busy', category: 'throttled' },
    })
    heal()
    expect(await test.run()).toMatchObject({ outcome: 'succeeded', counts: imported({ failed: 0 }) })
    await expectEqualSides()
  })
})

describe('accounts', () => {
  it('run side by side, never twice at a time, and keep their mail apart', async () => {
    await fill(test.mailbox, { messages: 5, seed: 1 })
    await fill(test.server.mailbox(BEAT), { messages: 7, seed: 2 })
    const jobs = [await test.job(ANNA), await test.job(BEAT)]
    const ended = jobs.map(({ accountId }) => test.ended(accountId))
    expect(valueOf(await test.engine.startSync({ jobs }))).toHaveLength(2)
    expect(valueOf(await test.engine.startSync({ jobs }))).toEqual([])
    expect((await Promise.all(ended)).map(({ counts }) => counts.kinds.emails.down.created)).toEqual([5, 7])
    await expectEqualSides()
    expect(await inPrime(test, BEAT)).toEqual(inMailbox(test.server.mailbox(BEAT)))
  })

  it('that are removed and made anew for the same mailbox double nothing', async () => {
    await fill(test.mailbox, { messages: 5 })
    await test.run()
    test.server.clearJournal()
    const accountId = '00000000-0000-4000-8000-0000000000ff' as EwsAccountId
    expect(await test.run(ANNA, { accountId })).toMatchObject(QUIET)
    expect(operations(test.server)).toEqual({ SyncFolderItems: FOLDERS })
    await expectEqualSides()
  })

  it('can be started again at the very moment their run ends', async () => {
    const job = await test.job()
    const again: unknown[] = []
    test.onProgress = (progress) => {
      if (progress.state !== 'ended' || again.length > 0) return
      again.push(null)
      void test.engine.startSync({ jobs: [job] }).then((started) => again.push(started))
    }
    await test.run()
    await test.ended(job.accountId)
    expect(again).toEqual([null, { ok: true, value: [job.accountId] }])
  })
})
