/** Real mail through the whole engine, from Exchange and from Winoffice Prime: nothing of it is harmed or doubled. */
import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PrimeItemDraft } from '#electron/sync/prime-item-calls.ts'
import type { EmailRecord } from '#shared/domain/prime-items.ts'
import { totalOf } from '#shared/domain/sync.ts'
import { fill } from '#test/exchange-server/content/fill.ts'
import { sharedFolder, SHARED_FOLDER_MISSING } from '#test/exchange-server/shared-folder.ts'
import { ANNA, BEAT, EngineUnderTest, operations, valueOf } from './engine-under-test.ts'

const CORPUS = sharedFolder() === undefined ? undefined : join(sharedFolder() ?? '', 'corpus', 'mail')

const ENCRYPTED = {
  smime: [
    `From: ${BEAT}`,
    `To: ${ANNA}`,
    'Subject: Verschlossen',
    'MIME-Version: 1.0',
    'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"',
    'Content-Disposition: attachment; filename="smime.p7m"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('nobody here can read this').toString('base64'),
    '',
  ].join('\r\n'),
  pgp: [
    `From: ${BEAT}`,
    `To: ${ANNA}`,
    'Subject: Versiegelt',
    'MIME-Version: 1.0',
    'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="b"',
    '',
    '--b',
    'Content-Type: application/pgp-encrypted',
    '',
    'Version: 1',
    '--b',
    'Content-Type: application/octet-stream',
    '',
    '-----BEGIN PGP MESSAGE-----',
    'aGlkZGVu',
    '-----END PGP MESSAGE-----',
    '--b--',
    '',
  ].join('\r\n'),
}

/** A content in short: a failure shall be readable. */
const sha = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex')

let test: EngineUnderTest
beforeEach(async () => {
  test = await EngineUnderTest.start()
})
afterEach(() => test.end())

async function originals(): Promise<string[]> {
  const names = (await readdir(CORPUS ?? '')).filter((name) => name.endsWith('.eml'))
  expect(names.length).toBeGreaterThan(60)
  return await Promise.all(names.map(async (name) => sha(await readFile(join(CORPUS ?? '', name)))))
}

async function emails() {
  const primeEmailAccountId = await test.primeAccount()
  const query = { primeEmailAccountId, kind: 'emails', after: null, limit: 1000 } as const
  return valueOf(await test.engine.listPrimeItems(query)).map((item) => ({
    ...item,
    record: item.record as EmailRecord,
  }))
}

async function contentsInPrime(): Promise<string[]> {
  const store = await test.store()
  const contents = []
  for (const { record } of await emails()) {
    contents.push(sha(valueOf(await store.readMime(record.mime))))
  }
  return contents.sort()
}

const FOLDERS = ['inbox', 'drafts', 'outbox', 'sentitems', 'junkemail', 'deleteditems']

const contentsOnExchange = (): string[] =>
  FOLDERS.flatMap((folder) => test.mailbox.items(folder))
    .map(({ id }) => sha(test.mailbox.mimeOf(id)))
    .sort()

async function run(): Promise<void> {
  expect(await test.run()).toMatchObject({ error: null, outcome: 'succeeded' })
}

async function expectQuietRun(): Promise<void> {
  const wrote = test.watchWrites()
  test.server.clearJournal()
  const result = await test.run()
  expect(result).toMatchObject({ error: null, counts: { conflicts: 0, bytes: { down: 0, up: 0 } } })
  expect(totalOf(result.counts)).toEqual({ created: 0, updated: 0, moved: 0, deleted: 0, failed: 0 })
  expect(Object.keys(operations(test.server))).toEqual(['SyncFolderItems'])
  expect(wrote()).toEqual([])
}

const attachmentsOf = (records: readonly EmailRecord[]): string[] =>
  records.map(({ mime, attachments }) => JSON.stringify([mime, attachments])).sort()

describe.skipIf(CORPUS === undefined)(
  `real mail (${CORPUS === undefined ? SHARED_FOLDER_MISSING : 'present'})`,
  () => {
    it(
      'goes to Winoffice Prime, is read, marked and moved there, and is the same on both sides afterwards',
      { timeout: 120_000 },
      async () => {
        await fill(test.mailbox, { corpus: CORPUS ?? '' })
        for (const mime of Object.values(ENCRYPTED)) await test.mailbox.addMessage(mime)
        const before = [...(await originals()), ...Object.values(ENCRYPTED).map(sha)].sort()
        await run()
        expect(await contentsInPrime()).toEqual(before)
        const imported = await emails()
        const attachments = attachmentsOf(imported.map(({ record }) => record))
        expect(imported.flatMap(({ record }) => record.attachments).length).toBeGreaterThan(20)

        for (const [index, { id, record, revision }] of imported.entries()) {
          const change: EmailRecord = {
            ...record,
            isRead: !record.isRead,
            flag: 'flagged',
            importance: 'high',
            categories: ['Gelesen', `Nummer ${String(index)}`],
            // Every third one goes elsewhere as well.
            folder: index % 3 === 0 ? 'junk' : record.folder,
          }
          valueOf(await test.engine.updatePrimeItem({ id, change, expected: revision }))
        }
        await run()
        expect(contentsOnExchange()).toEqual(before)
        expect(await contentsInPrime()).toEqual(before)
        const moved = imported.filter((_, index) => index % 3 === 0).length
        expect(test.mailbox.count('junkemail')).toBe(moved)
        const onExchange = FOLDERS.flatMap((folder) => test.mailbox.items(folder))
        expect(onExchange.every(({ isRead, importance }) => isRead && importance === 'High')).toBe(true)
        expect(onExchange.map(({ categories }) => categories.at(1)).sort()).toEqual(
          imported.map((_, index) => `Nummer ${String(index)}`).sort(),
        )

        for (const { id } of test.mailbox.items('junkemail')) {
          test.mailbox.updateMessage(id, { importance: 'Low', categories: [] })
          test.mailbox.moveMessage(id, 'inbox')
        }
        await run()
        await run()
        expect(contentsOnExchange()).toEqual(before)
        expect(await contentsInPrime()).toEqual(before)
        const returned = await emails()
        expect(returned.map(({ id }) => id).sort()).toEqual(imported.map(({ id }) => id).sort())
        expect(returned.filter(({ record }) => record.importance === 'low')).toHaveLength(moved)
        expect(returned.every(({ record }) => record.folder === 'inbox')).toBe(true)
        expect(attachmentsOf(returned.map(({ record }) => record))).toEqual(attachments)
        const marks = returned.map(({ record }) => record.encryption).filter((mark) => mark !== 'none')
        expect(marks).toEqual(expect.arrayContaining(['smime', 'pgp']))
        expect(test.server.mailsSent).toEqual([])
        await expectQuietRun()
      },
    )

    it(
      'made in Winoffice Prime goes to Exchange as it is, is marked there, and comes back unharmed',
      { timeout: 120_000 },
      async () => {
        const primeEmailAccountId = await test.primeAccount()
        const names = (await readdir(CORPUS ?? '')).filter((name) => name.endsWith('.eml'))
        for (const [index, name] of names.entries()) {
          const item: PrimeItemDraft = {
            kind: 'email-file',
            file: join(CORPUS ?? '', name),
            folder: index % 2 === 0 ? 'inbox' : 'sent',
            isRead: index % 2 === 1,
            isDraft: false,
            flag: 'none',
            importance: 'normal',
            categories: [`Nummer ${String(index)}`],
            mustBeEncrypted: false,
          }
          valueOf(await test.engine.createPrimeItem({ primeEmailAccountId, item }))
        }
        const before = (await originals()).sort()
        const made = attachmentsOf((await emails()).map(({ record }) => record))
        await run()
        expect(contentsOnExchange()).toEqual(before)
        expect(test.mailbox.count('inbox') - test.mailbox.count('sentitems')).toBe(names.length % 2)
        await run()
        await expectQuietRun()

        for (const { id, isRead } of test.mailbox.items('inbox')) test.mailbox.setRead(id, !isRead)
        for (const { id } of test.mailbox.items('sentitems')) {
          test.mailbox.updateMessage(id, { categories: ['Outlook'] })
        }
        await run()
        await run()
        expect(contentsOnExchange()).toEqual(before)
        expect(await contentsInPrime()).toEqual(before)
        const returned = (await emails()).map(({ record }) => record)
        expect(attachmentsOf(returned)).toEqual(made)
        expect(returned.every(({ isRead }) => isRead)).toBe(true)
        expect(returned.filter(({ categories }) => categories[0] === 'Outlook')).toHaveLength(
          test.mailbox.count('sentitems'),
        )
        expect(test.server.mailsSent).toEqual([])
        await expectQuietRun()
      },
    )
  },
)
