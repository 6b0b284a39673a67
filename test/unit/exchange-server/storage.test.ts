import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Mailbox } from '#test/exchange-server/mailbox/mailbox.ts'
import { MimeContent } from '#test/exchange-server/mailbox/mime-content.ts'
import { StorageFile } from '#test/exchange-server/storage/storage-file.ts'

const ADDRESS = 'anna.meier@contoso.example'
const BERND = 'bernd.vogel@contoso.example'
let folder: string
let file: string
const open: StorageFile[] = []

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'ews-storage-'))
  file = path.join(folder, 'mailboxes.sqlite')
})

afterEach(() => {
  for (const storage of open.splice(0)) storage.close()
  rmSync(folder, { recursive: true })
})

const openFile = (): StorageFile => {
  const storage = new StorageFile(file)
  open.push(storage)
  return storage
}

const mailboxIn = (storage: StorageFile, address = ADDRESS): Mailbox =>
  new Mailbox({ address, password: 'geheim', language: 'de' }, storage.mailbox(address))

/** Everything that a client could see of a mailbox. */
const seen = (mailbox: Mailbox): unknown => ({
  sequence: mailbox.sequence,
  folders: mailbox.folders(),
  items: mailbox
    .folders()
    .map(({ id }) =>
      mailbox
        .items(id)
        .map(({ content, ...item }) => ({ ...item, base64: content.base64, size: content.size })),
    ),
  hierarchy: [0, 5, 15].map((position) => mailbox.folderChanges(position)),
  changes: mailbox.folders().flatMap(({ id }) =>
    [0, 12, 15, 18].map((sequence) => {
      const { changes, ...rest } = mailbox.itemChanges(id, { sequence }, 100)
      return { ...rest, changes: changes.map(({ kind, id: changed }) => [kind, changed]) }
    }),
  ),
})

/** Closes the file and opens it again with the mailbox of the same address. */
const restart = (storage: StorageFile): { readonly storage: StorageFile; readonly mailbox: Mailbox } => {
  storage.close()
  const reopened = openFile()
  return { storage: reopened, mailbox: mailboxIn(reopened) }
}

describe('a mailbox in a storage file', () => {
  test('is after a restart what it was: folders, items, contents, ids, change keys and changes', async () => {
    const storage = openFile()
    const before = mailboxIn(storage)
    const ids = []
    for (const subject of ['Offerte', 'Grüsse 😀', '<&>']) ids.push(await before.addMessage({ subject }))
    const projects = before.createFolder('Projekte')
    const below = before.createFolder('Alt', projects)
    before.moveFolder(projects, 'sentitems')
    before.renameFolder(below, 'Archiv & mehr')
    before.setRead(ids[0]!)
    before.updateMessage(ids[1]!, { subject: 'Neu', categories: ['Rot'] })
    before.moveMessage(ids[1]!, below)
    before.deleteMessage(ids[2]!)
    before.copyMessage(ids[0]!, 'drafts')
    const expected = seen(before)
    expect(seen(restart(storage).mailbox)).toEqual(expected)
  })

  test('gives no id and no change key twice, not even those of what is deleted', async () => {
    const storage = openFile()
    const before = mailboxIn(storage)
    const parent = before.createFolder('Projekte')
    const deleted = await before.addMessage({ subject: 'A' }, { folder: parent })
    const { changeKey } = before.item(deleted)!
    before.deleteFolder(parent)
    const { mailbox } = restart(storage)
    expect(mailbox.folder(parent)).toBeUndefined()
    expect(mailbox.item(deleted)).toBeUndefined()
    const id = await mailbox.addMessage({ subject: 'B' })
    expect([parent, deleted]).not.toContain(id)
    expect(mailbox.item(id)!.changeKey).not.toBe(changeKey)
  })

  test('keeps properties that clients wrote, and the exceptions of a series with their own content', async () => {
    const storage = openFile()
    const before = mailboxIn(storage)
    const id = await before.addMessage(
      { subject: 'Serie' },
      {
        folder: 'calendar',
        element: 'CalendarItem',
        fields: new Map([
          ['Location', { namespace: 't', name: 'Location', attributes: {}, children: [], text: 'Zürich' }],
        ]),
        extendedProperties: [{ path: { PropertyTag: '0x3001', PropertyType: 'String' }, value: ['a', 'b'] }],
      },
    )
    const other = before.item(await before.addMessage({ subject: 'Ausnahme', text: 'anders' }))!
    before.updateMessage(id, {
      exceptions: { modified: new Map([[1_700_000_000_000, other]]), deleted: new Set([1, 2]) },
    })
    const expected = before.item(id)!
    const { mailbox } = restart(storage)
    const { exceptions, ...item } = mailbox.item(id)!
    expect(item.fields).toEqual(expected.fields)
    expect(item.extendedProperties).toEqual(expected.extendedProperties)
    expect(exceptions!.deleted).toEqual(new Set([1, 2]))
    const kept = exceptions!.modified.get(1_700_000_000_000)!
    expect(kept.subject).toBe('Ausnahme')
    expect(kept.content.base64).toBe(other.content.base64)
  })

  test('writes a content once for all copies, keeps it over moves, and gives its place back at the end', async () => {
    const storage = openFile()
    const mailbox = mailboxIn(storage)
    const id = await mailbox.addMessage({ subject: 'A', text: 'x'.repeat(200_000) })
    const copy = mailbox.copyMessage(id, 'drafts')
    const moved = mailbox.moveMessage(id, 'junkemail')
    storage.close()
    expect(mailboxContents()).toEqual({ contents: 1, links: 2 })
    const second = restart(storage)
    expect(second.mailbox.mimeOf(moved)).toEqual(second.mailbox.mimeOf(copy))
    second.mailbox.deleteMessage(moved)
    const third = restart(second.storage)
    expect(third.mailbox.mimeOf(copy).length).toBeGreaterThan(200_000)
    third.mailbox.deleteMessage(copy)
    third.storage.close()
    expect(mailboxContents()).toEqual({ contents: 0, links: 0 })
  })

  test('lies beside others in one file, and those that are not asked for stay', async () => {
    const storage = openFile()
    const id = await mailboxIn(storage).addMessage({ subject: 'A' })
    const bernds = await mailboxIn(storage, BERND).addMessage({ subject: 'B' })
    const second = restart(storage)
    expect(second.mailbox.item(id)!.subject).toBe('A')
    second.storage.close()
    expect(mailboxIn(openFile(), BERND).item(bernds)!.subject).toBe('B')
  })

  /** What another program finds in the closed file. */
  function mailboxContents(): { readonly contents: unknown; readonly links: unknown } {
    const database = new DatabaseSync(file)
    try {
      const count = (table: string): unknown =>
        (database.prepare(`select count(*) as count from ${table}`).get() as { count: unknown }).count
      return { contents: count('content'), links: count('item_content') }
    } finally {
      database.close()
    }
  }
})

describe('a storage file', () => {
  test.each([
    ['text', Buffer.from('no database at all, but longer than a header '.repeat(100))],
    ['the beginning of a database', Buffer.from('SQLite format 3\0 and then nothing of it '.repeat(200))],
  ])('that is %s is refused and stays as it is', (_name, bytes) => {
    writeFileSync(file, bytes)
    expect(() => new StorageFile(file)).toThrow(`The storage file ${file} cannot be used`)
    expect(readFileSync(file)).toEqual(bytes)
  })

  test('of another program is refused and stays as it is', () => {
    const other = new DatabaseSync(file)
    other.exec('create table customer (name text)')
    other.close()
    const before = readFileSync(file)
    expect(() => new StorageFile(file)).toThrow('it is a database of another program')
    expect(readFileSync(file)).toEqual(before)
  })

  test('of a newer version is refused and stays as it is', () => {
    openFile().close()
    const database = new DatabaseSync(file)
    database.exec('pragma user_version = 99')
    database.close()
    const before = readFileSync(file)
    expect(() => new StorageFile(file)).toThrow('it has version 99')
    expect(readFileSync(file)).toEqual(before)
  })

  test('with a damaged page is refused and stays as it is', async () => {
    const storage = openFile()
    const mailbox = mailboxIn(storage)
    for (let index = 0; index < 50; index++) await mailbox.addMessage({ text: 'x'.repeat(2000) })
    storage.close()
    const bytes = readFileSync(file)
    bytes.fill(0x5a, Math.floor(bytes.length / 3), Math.floor((bytes.length * 2) / 3))
    writeFileSync(file, bytes)
    expect(() => new StorageFile(file)).toThrow(/cannot be used: .*(damaged|malformed)/)
    expect(readFileSync(file)).toEqual(bytes)
  })

  test('with an item that cannot be read gives no mailbox rather than half of one', async () => {
    const storage = openFile()
    await mailboxIn(storage).addMessage({ subject: 'A' })
    storage.close()
    const database = new DatabaseSync(file)
    database.exec(`update item set data = '{}'`)
    database.close()
    expect(() => mailboxIn(openFile())).toThrow(`the mailbox ${ADDRESS} cannot be read`)
  })

  test('serves one server at a time', () => {
    openFile()
    expect(() => new StorageFile(file)).toThrow('cannot be used: another server has it open')
  })

  test('that is empty is taken as new, and a missing folder is an error', () => {
    writeFileSync(file, '')
    mailboxIn(openFile())
    expect(statSync(file).size).toBeGreaterThan(0)
    expect(() => new StorageFile(path.join(folder, 'missing', 'x.sqlite'))).toThrow('cannot be used')
  })

  test('that fails once takes nothing more, and keeps what was committed before', async () => {
    const storage = openFile()
    const mailbox = mailboxIn(storage)
    const id = await mailbox.addMessage({ subject: 'A' })
    storage.commit()
    const unreadable = new MimeContent({
      size: 1,
      read: () => {
        throw new Error('no such bytes')
      },
    })
    const failed = `The storage file ${file} could not be written`
    expect(() => mailbox.addItem({ ...mailbox.item(id)!, content: unreadable }, 'inbox')).toThrow(failed)
    expect(() => {
      mailbox.setRead(id)
    }).toThrow(failed)
    expect(() => {
      open.pop()!.close()
    }).toThrow(failed)
    expect(
      mailboxIn(openFile())
        .items()
        .map(({ subject, isRead }) => [subject, isRead]),
    ).toEqual([['A', false]])
  })
})
