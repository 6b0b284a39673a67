/** The SQLite store on a real disk: versions, damage, interruptions. */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LARGEST_IN_DATABASE } from '#electron/prime/content-store.ts'
import { migrate } from '#electron/prime/migrate.ts'
import { openSqlitePrimeStore } from '#electron/prime/open-sqlite.ts'
import type { PrimeStore } from '#electron/prime/prime-store.ts'
import { connect, disconnect, kyselyOver } from '#electron/prime/sqlite.ts'
import type { ContentHash } from '#shared/domain/prime-items.ts'
import {
  ANNA,
  LIMITS,
  Mailbox,
  aContent,
  aLink,
  aMeetingSeries,
  aTask,
  anEmail,
  create,
  item,
  keys,
  valueOf,
} from '#test/contract/prime-store/builders.ts'

let folder: string
let stores: PrimeStore[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prime-'))
  stores = []
})
afterEach(async () => {
  for (const store of stores) await store.close()
  await rm(folder, { recursive: true })
})

const database = () => join(folder, 'prime.db')
const files = async (start: string) => (await readdir(folder)).filter((name) => name.startsWith(start))

async function open(): Promise<PrimeStore> {
  const store = valueOf(await openSqlitePrimeStore(folder))
  stores.push(store)
  return store
}

/** The same account and mailbox in a store that was opened again. */
async function reopened(store: PrimeStore) {
  const [account] = valueOf(await store.listEmailAccounts())
  const pair = valueOf(await store.status.openPair(account!.id, ANNA))
  const list = { primeEmailAccountId: account!.id, offset: 0, limit: 1_000 }
  return { account: account!, pair, emails: valueOf(await store.listEmails(list)).emails }
}

describe('a database of version 1', () => {
  beforeEach(async () => {
    const sqlite = connect(database())
    const kysely = kyselyOver(sqlite)
    await migrate(kysely, '0001-initial')
    sqlite.exec(`
      insert into email_account values ('acc', '${ANNA}', '${ANNA}', 'employee', 'Anna Meier');
      insert into sync_folder (id, email_account_id, mailbox, folder, sync_state, pass, pass_open)
        values ('f', 'acc', '${ANNA}', 'inbox', 'state', 2, 0);
    `)
    const email = sqlite.prepare(
      `insert into email values (?, 'acc', 'inbox', ?, '{"name":"Beat","address":"b@firma.ch"}', '[]', '[]',
       null, '2026-01-01T00:00:00.000Z', 1, 'high', '["Rot"]', null, 'IPM.Note',
       '[{"name":"a.pdf","contentType":"application/pdf","size":3}]', 1, '${'a'.repeat(64)}', 9)`,
    )
    const link = sqlite.prepare(`insert into item_link values ('f', ?, 'k1', ?, 'hash', 2, 0, null)`)
    for (const name of ['1', '2', '3']) {
      const id = `00000000-0000-4000-8000-00000000000${name}`
      email.run(id, `Betreff ${name}`)
      link.run(`item-${name}`, id)
    }
    sqlite.exec(`insert into item_link values ('f', 'failed', null, null, null, 2, 1, '{}')`)
    await kysely.destroy()
  })

  it('keeps its accounts and e-mails, and a copy of what it was', async () => {
    const store = await open()
    expect(store.notice).toBeNull()
    const { account, emails } = await reopened(store)
    expect(account).toMatchObject({ address: ANNA, owner: { kind: 'employee', name: 'Anna Meier' } })
    expect(emails.map(({ subject }) => subject)).toEqual(['Betreff 1', 'Betreff 2', 'Betreff 3'])
    expect(valueOf(await store.findItem(emails[0]!.id)).record).toEqual(
      anEmail({
        subject: 'Betreff 1',
        from: { name: 'Beat', address: 'b@firma.ch' },
        to: [],
        bcc: [],
        sentAt: null,
        receivedAt: '2026-01-01T00:00:00.000Z' as never,
        isRead: true,
        flag: 'none',
        importance: 'high',
        categories: ['Rot'],
        internetMessageId: null,
        attachments: [{ name: 'a.pdf', contentType: 'application/pdf', size: 3 }],
        size: 9,
        contentDigest: '',
      }),
    )
    expect(await files('prime-before-0002')).toHaveLength(1)
  })

  it('goes through its folders once more: what is linked is read again, doubles nothing, and deletions are found', async () => {
    const store = await open()
    const { pair, emails } = await reopened(store)
    const status = valueOf(await store.status.folder(pair.id, 'inbox'))
    expect(status).toEqual({ folder: 'inbox', syncState: null, pass: 3, passOpen: true })
    expect(valueOf(await store.status.observePrime(pair.id, 'emails'))).toEqual({ pending: 0 })
    const page = {
      kind: 'emails',
      status: { ...status, syncState: 's', passOpen: false },
      changes: [create('item-1'), create('item-2')],
    } as const
    expect(valueOf(await store.status.recordObserved(pair.id, page))).toMatchObject({ deleted: 1 })
    const query = { kind: 'emails', side: 'exchange', after: null, limit: 9, limits: LIMITS } as const
    const { groups } = valueOf(await store.status.pendingGroups(pair.id, query))
    expect(groups.map(({ exchange, item: object }) => [exchange?.state.kind, object?.id])).toEqual([
      ['changed', emails[0]!.id],
      ['changed', emails[1]!.id],
      ['deleted', emails[2]!.id],
    ])
    expect(groups.every(({ link, item: object }) => link!.primeRevision === object!.revision)).toBe(true)
  })
})

describe('a damaged database', () => {
  const fill = async (count: number) => {
    const store = await open()
    const mailbox = await Mailbox.create(store)
    await mailbox.observe([create('pending')])
    const texts = Array.from({ length: count }, (_, index) => `${index} `.padEnd(400, 'Text '))
    await mailbox.commit(
      ...texts.map((subject, index) => ({
        write: 'save-prime' as const,
        kind: 'emails' as const,
        primeItemId: null,
        expected: null,
        record: anEmail({ subject }),
        link: aLink(`i${index}`, { keys: keys({ searchKey: `sk${index}` }) }),
        stillToExport: false,
      })),
    )
    await mailbox.created(aMeetingSeries())
    await mailbox.created(aTask())
    await store.close()
    stores.pop()
  }

  /** Overwrites pages in the middle of the file. */
  const damage = async () => {
    const bytes = await readFile(database())
    const middle = Math.floor(bytes.length / 2 / 4_096) * 4_096
    bytes.fill(0xa5, middle, middle + 8 * 4_096)
    await writeFile(database(), bytes)
    return bytes
  }

  it('is repaired from what can be read, and the damaged file stays', async () => {
    await fill(400)
    const damaged = await damage()
    const store = await open()
    expect(store.notice).toMatchObject({ code: 'prime.repaired' })
    const [kept] = (await files('prime-damaged-')).filter((name) => name.endsWith('.db'))
    expect(store.notice!.params.file).toBe(join(folder, kept!))
    expect(Buffer.compare(await readFile(join(folder, kept!)), damaged)).toBe(0)
    const { pair, emails } = await reopened(store)
    expect(emails.length).toBeGreaterThan(100)
    expect(emails.length).toBeLessThan(400)
    for (const { id, subject } of emails)
      expect(valueOf(await store.findItem(id)).record.subject).toBe(subject)
    // Nothing that was lost is taken for deleted, on either side.
    const counts = valueOf(await store.status.counts(pair.id, 'emails', LIMITS))
    const linked = valueOf(await store.status.linkedCount(pair.id, 'emails'))
    expect(linked).toBeLessThanOrEqual(emails.length)
    expect(counts.exchange.deleted).toBe(0)
    valueOf(await store.status.observePrime(pair.id, 'emails'))
    const after = valueOf(await store.status.counts(pair.id, 'emails', LIMITS))
    expect(after.prime.deleted).toBe(0)
    expect(valueOf(await store.status.folder(pair.id, 'inbox'))).toMatchObject({
      syncState: null,
      passOpen: true,
    })
  })

  it('is sound afterwards, and goes on with greater revisions', async () => {
    await fill(300)
    await damage()
    const store = await open()
    const { account, emails } = await reopened(store)
    const before = valueOf(
      await store.listItems({ primeEmailAccountId: account.id, kind: 'emails', after: null, limit: 1_000 }),
    )
    expect(before).toHaveLength(emails.length)
    const added = valueOf(await store.createItem(account.id, anEmail()))
    for (const { revision } of before) expect(added.revision).toBeGreaterThan(revision)
    await store.close()
    stores.pop()
    expect((await open()).notice).toBeNull()
  })

  it('of which nothing can be read stays aside, and an empty one begins', async () => {
    const garbage = Buffer.alloc(8_192, 'This is no database. ')
    await writeFile(database(), garbage)
    const store = await open()
    expect(store.notice).toMatchObject({ code: 'prime.started-empty' })
    expect(valueOf(await store.listEmailAccounts())).toEqual([])
    const kept = String(store.notice!.params.file)
    expect(Buffer.compare(await readFile(kept), garbage)).toBe(0)
  })

  it('whose end is missing is repaired too', async () => {
    await fill(300)
    await truncate(database(), 40 * 4_096)
    const store = await open()
    expect(store.notice?.code).toMatch(/^prime\.(repaired|started-empty)$/)
    expect(await files('prime-damaged-')).not.toEqual([])
  })

  it('whose repair was interrupted before it took its place is finished', async () => {
    await fill(10)
    await rename(database(), join(folder, 'prime-repaired.db'))
    await writeFile(database(), 'the damaged one')
    await writeFile(`${database()}-wal`, 'and its log')
    await writeFile(join(folder, 'prime-damaged-2026.db'), 'the damaged one')
    const store = await open()
    const kept = join(folder, 'prime-damaged-2026.db')
    expect(store.notice).toMatchObject({ code: 'prime.repaired', params: { file: kept } })
    expect((await reopened(store)).emails).toHaveLength(10)
    expect(existsSync(join(folder, 'prime-repaired.db'))).toBe(false)
  })
})

describe('the folder', () => {
  it('that cannot be made is told', async () => {
    const file = join(folder, 'a-file')
    await writeFile(file, '')
    expect(await openSqlitePrimeStore(file)).toMatchObject({ error: { code: 'prime.unreadable' } })
  })

  it('with a database that is a folder is told, and nothing is touched', async () => {
    await mkdir(database())
    expect(await openSqlitePrimeStore(folder)).toMatchObject({ error: { code: 'prime.unreadable' } })
    expect(await files('prime')).toEqual(['prime.db'])
  })

  it('loses the temporary files of a process that was killed, not those of one that lives', async () => {
    const store = await open()
    const content = join(folder, 'content')
    await writeFile(join(content, 'incoming-old'), 'x')
    await writeFile(join(content, 'incoming-new'), 'x')
    await utimes(join(content, 'incoming-old'), 0, 0)
    await store.close()
    stores.pop()
    await open()
    expect(await readdir(content)).toEqual(['incoming-new'])
  })
})

/** Too large for the database of contents. */
const aLargeContent = (text: string) => aContent(text.padEnd(LARGEST_IN_DATABASE + 1))

describe.each([
  ['small', aContent],
  ['large', aLargeContent],
] as const)('unused contents that are %s', (size, contentOf) => {
  const age = async (hash: string) => {
    if (size === 'large') {
      await utimes(join(folder, 'content', hash.slice(0, 2), hash), 0, 0)
      return
    }
    const contents = connect(join(folder, 'contents.db'))
    expect(contents.prepare('update content set stored_at = 0 where hash = ?').run(hash).changes).toBe(1)
    disconnect(contents)
  }

  it('are collected, those that an e-mail or a conflict names are kept', async () => {
    const store = await open()
    const mailbox = await Mailbox.create(store)
    const stored = async (text: string) => {
      const content = contentOf(text)
      valueOf(await store.storeContents([content]))
      await age(content.sha256)
      return content.sha256 as ContentHash
    }
    const [used, lost, unused] = [await stored('used'), await stored('lost'), await stored('unused')]
    const { id } = await mailbox.created(anEmail({ mime: used }))
    await mailbox.commit({
      write: 'conflict',
      conflict: {
        at: '2026-01-01T00:00:00.000Z' as never,
        kind: 'emails',
        primeItemId: id,
        winner: 'prime',
        fields: [],
        winning: anEmail({ mime: used }),
        losing: anEmail({ mime: lost }),
      },
    })
    expect(valueOf(await store.collectContents())).toEqual({ files: 1, bytes: contentOf('unused').size })
    expect((await store.readMime(used)).ok).toBe(true)
    expect((await store.readMime(lost)).ok).toBe(true)
    expect((await store.readMime(unused)).ok).toBe(false)
    valueOf(await store.deleteItem(id, null))
    expect((await store.readMime(used)).ok).toBe(true)
  })

  it('that are stored again while they are old are young again', async () => {
    const store = await open()
    valueOf(await store.storeContents([contentOf('again')]))
    await age(contentOf('again').sha256)
    valueOf(await store.storeContents([contentOf('again')]))
    expect(valueOf(await store.collectContents())).toEqual({ files: 0, bytes: 0 })
  })
})

describe('contents', () => {
  it('lie in one database while they are small, and as files when they are large', async () => {
    const store = await open()
    const [small, large] = [aContent('small'), aLargeContent('large')]
    valueOf(await store.storeContents([small, large]))
    const folders = (await readdir(join(folder, 'content'))).filter((name) => name.length === 2)
    expect(folders).toEqual([large.sha256.slice(0, 2)])
    for (const { sha256, place } of [small, large])
      expect(place).toEqual({
        kind: 'memory',
        bytes: new Uint8Array(valueOf(await store.readMime(sha256 as ContentHash))),
      })
  })

  it('of which one cannot be written are not written in part', async () => {
    const store = await open()
    valueOf(await store.storeContents([aContent('first')]))
    const blocker = connect(join(folder, 'contents.db'))
    blocker.exec(
      `create trigger blocked before insert on content when new.hash = '${aContent('b').sha256}'
       begin select raise(abort, 'blocked'); end`,
    )
    const refused = await store.storeContents([aContent('a'), aContent('b')])
    expect(refused).toMatchObject({ error: { code: 'prime.write-failed' } })
    expect((await store.readMime(aContent('a').sha256 as ContentHash)).ok).toBe(false)
    blocker.exec('drop trigger blocked')
    disconnect(blocker)
    valueOf(await store.storeContents([aContent('a'), aContent('b')]))
    expect((await store.readMime(aContent('a').sha256 as ContentHash)).ok).toBe(true)
  })

  it('that were stored as files before there was a database of contents are read', async () => {
    const { sha256 } = aContent('old')
    await mkdir(join(folder, 'content', sha256.slice(0, 2)), { recursive: true })
    await writeFile(join(folder, 'content', sha256.slice(0, 2), sha256), 'old')
    const store = await open()
    expect(new TextDecoder().decode(valueOf(await store.readMime(sha256 as ContentHash)))).toBe('old')
  })

  it('go on being stored when their database is none any more, which is set aside', async () => {
    await writeFile(join(folder, 'contents.db'), Buffer.alloc(8_192, 'This is no database. '))
    const store = await open()
    valueOf(await store.storeContents([aContent('new')]))
    expect((await store.readMime(aContent('new').sha256 as ContentHash)).ok).toBe(true)
    expect(await files('contents-damaged-')).toHaveLength(1)
  })

  it('become files when their database turns out to be damaged', async () => {
    const many = Array.from({ length: 300 }, (_, index) => aContent(`${index}`.padEnd(5_000)))
    await (await open()).storeContents(many)
    await stores.pop()!.close()
    const file = join(folder, 'contents.db')
    const bytes = await readFile(file)
    await writeFile(file, bytes.fill(0xa5, 4_096))
    const store = await open()
    const content = aContent('after')
    valueOf(await store.storeContents([content]))
    expect((await store.readMime(content.sha256 as ContentHash)).ok).toBe(true)
    expect(existsSync(join(folder, 'content', content.sha256.slice(0, 2), content.sha256))).toBe(true)
    expect((await store.readMime(many[0]!.sha256 as ContentHash)).ok).toBe(false)
  })

  it('that cannot be written are told, and leave no half file', async () => {
    const store = await open()
    const content = aLargeContent('blocked')
    await writeFile(join(folder, 'content', content.sha256.slice(0, 2)), '')
    expect(await store.storeContents([content])).toMatchObject({ error: { code: 'prime.write-failed' } })
    expect((await readdir(join(folder, 'content'))).filter((name) => name.length > 2)).toEqual([])
  })
})

describe('a full disk', () => {
  it('is told, and leaves the store as it was', async () => {
    const store = await open()
    const mailbox = await Mailbox.create(store)
    await mailbox.imported('a')
    await store.close()
    stores.pop()
    // The greatest number of pages is a limit like that of a disk: SQLite answers SQLITE_FULL.
    const sqlite = connect(database())
    const kysely = kyselyOver(sqlite)
    const { page_count } = sqlite.prepare('pragma page_count').get() as { page_count: number }
    sqlite.exec(`pragma max_page_count = ${page_count}`)
    const { KyselyPrimeStore } = await import('#electron/prime/kysely-prime-store.ts')
    const { ContentStore } = await import('#electron/prime/content-store.ts')
    const full = new KyselyPrimeStore(kysely, await ContentStore.open(folder), null)
    stores.push(full)
    const large = anEmail({ subject: 'x'.repeat(100_000) })
    const result = await full.status.commit(mailbox.pair.id, [
      { write: 'obsolete', exchangeItemId: item('old'), folder: 'drafts' },
      {
        write: 'save-prime',
        kind: 'emails',
        primeItemId: null,
        expected: null,
        record: large,
        link: aLink('b'),
        stillToExport: false,
      },
    ])
    expect(result).toMatchObject({ ok: false, error: { code: 'prime.disk-full' } })
    expect(valueOf(await full.status.linkedCount(mailbox.pair.id, 'emails'))).toBe(1)
    const query = { kind: 'emails', side: 'exchange', after: null, limit: 9, limits: LIMITS } as const
    expect(valueOf(await full.status.pendingGroups(mailbox.pair.id, query)).groups).toEqual([])
  })
})
