/** The Prime store on a real disk: what is committed is there, whole, and what is not is not there at all. */
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqlitePrimeStore } from '#electron/prime/open-sqlite.ts'
import {
  NEW_FOLDER_STATUS,
  type ContentHash,
  type PrimeStore,
  type SyncPair,
} from '#electron/prime/prime-store.ts'
import type { Instant, PrimeItemId } from '#shared/domain/ids.ts'
import {
  ANNA,
  PrimeFolder,
  aContent,
  aPair,
  anEmail,
  confirm,
  fail,
  item,
  linkOf,
  listed,
  remove,
  save,
  setRead,
  status,
  valueOf,
} from './builders.ts'

let folder: PrimeFolder
let store: PrimeStore
let pair: SyncPair
beforeEach(async () => {
  folder = await PrimeFolder.create()
  store = await folder.open()
  pair = await aPair(store)
})
afterEach(() => folder.end())

const commit = async (writes: Parameters<PrimeStore['commitPage']>[1]['writes'], to = status('s1')) =>
  valueOf(await store.commitPage(pair, { writes, status: to, sweep: 'nothing' }))

describe('e-mail accounts', () => {
  it('are listed by address, with their owners', async () => {
    const team = { address: 'Aktuell@firma.ch', owner: { kind: 'team', name: 'Verkauf' } } as const
    await store.createEmailAccount(team)
    expect(valueOf(await store.listEmailAccounts())).toMatchObject([
      team,
      { address: ANNA, owner: { kind: 'employee', name: 'Anna Meier' } },
    ])
  })

  it('have an address that is taken whatever its case', async () => {
    const draft = { address: 'ANNA@Firma.ch', owner: { kind: 'employee', name: 'x' } } as const
    expect(await store.createEmailAccount(draft)).toMatchObject({
      error: { fields: [{ path: 'address', code: 'prime-email-account.address-taken' }] },
    })
    expect(valueOf(await store.listEmailAccounts())).toHaveLength(1)
  })
})

describe('an e-mail', () => {
  it('comes back as it was saved, and its link with it', async () => {
    const email = await anEmail(store)
    expect(await commit([save('a', email)])).toEqual({ created: 1, updated: 0, deleted: 0 })
    const [summary] = await listed(store, pair)
    expect(summary).toMatchObject({ subject: 'Grüezi', isRead: false, attachmentCount: 1, size: email.size })
    expect(valueOf(await store.findEmail(summary!.id))).toEqual({ summary, record: email })
    expect(await linkOf(store, pair, 'a')).toEqual({
      exchangeItemId: 'a',
      changeKey: 'k1',
      pass: 1,
      state: { kind: 'linked', primeItemId: summary!.id, contentHash: 'h1' },
    })
  })

  it('that is saved again is updated under the same id', async () => {
    await commit([save('a', await anEmail(store))])
    const [before] = await listed(store, pair)
    const counts = await commit([save('a', await anEmail(store, { subject: 'Neu', from: null }), 'k2', 'h2')])
    expect(counts).toEqual({ created: 0, updated: 1, deleted: 0 })
    expect(await listed(store, pair)).toMatchObject([{ id: before!.id, subject: 'Neu', from: null }])
    expect(await linkOf(store, pair, 'a')).toMatchObject({ changeKey: 'k2', state: { contentHash: 'h2' } })
  })

  it('is marked read and unread, and counted only when that changed', async () => {
    await commit([save('a', await anEmail(store))])
    expect(await commit([setRead('a', true)])).toMatchObject({ updated: 1 })
    expect(await commit([setRead('a', true)])).toMatchObject({ updated: 0 })
    expect(await listed(store, pair)).toMatchObject([{ isRead: true }])
    expect(await commit([confirm('a', 'k2', false)])).toMatchObject({ updated: 1 })
    expect(await listed(store, pair)).toMatchObject([{ isRead: false }])
    expect(await commit([setRead('unknown', true)])).toMatchObject({ updated: 0 })
  })

  it('is deleted with its link; deleting what is not there does nothing', async () => {
    await commit([save('a', await anEmail(store)), save('b', await anEmail(store))])
    expect(await commit([remove('a'), remove('a'), remove('unknown')])).toMatchObject({ deleted: 1 })
    expect(await listed(store, pair)).toHaveLength(1)
    expect(await linkOf(store, pair, 'a')).toBeUndefined()
  })

  it('that does not exist is not found', async () => {
    const id = '00000000-0000-4000-8000-000000000001' as PrimeItemId
    expect(await store.findEmail(id)).toMatchObject({ error: { code: 'email.not-found' } })
  })
})

describe('the list', () => {
  it('goes from the newest to the oldest, the undated last, page by page without gap or repetition', async () => {
    const times = ['2026-01-03', null, '2026-01-01', '2026-01-02', '2026-01-02', null]
    const emails = await Promise.all(
      times.map((day) =>
        anEmail(store, { receivedAt: day === null ? null : (`${day}T00:00:00.000Z` as Instant) }),
      ),
    )
    await commit(emails.map((email, index) => save(`i${index}`, email)))
    const query = { primeEmailAccountId: pair.primeEmailAccountId, limit: 2 }
    const pages = []
    for (const offset of [0, 2, 4, 6]) pages.push(valueOf(await store.listEmails({ ...query, offset })))
    expect(pages.map(({ total }) => total)).toEqual([6, 6, 6, 6])
    const all = pages.flatMap(({ emails: page }) => page)
    expect(all.map(({ receivedAt }) => receivedAt?.slice(0, 10) ?? null)).toEqual([
      '2026-01-03',
      '2026-01-02',
      '2026-01-02',
      '2026-01-01',
      null,
      null,
    ])
    expect(new Set(all.map(({ id }) => id)).size).toBe(6)
  })

  it('of one account holds nothing of another', async () => {
    await commit([save('a', await anEmail(store))])
    expect(await listed(store, await aPair(store, 'beat@firma.ch'))).toEqual([])
  })
})

describe('a page', () => {
  it('moves the SyncState together with its writes', async () => {
    expect(valueOf(await store.folderStatus(pair))).toEqual(NEW_FOLDER_STATUS)
    await commit([save('a', await anEmail(store))], status('s1', { passOpen: false }))
    expect(valueOf(await store.folderStatus(pair))).toEqual({ syncState: 's1', pass: 1, passOpen: false })
  })

  it('of which one write fails leaves nothing behind, and the SyncState where it was', async () => {
    await commit([save('a', await anEmail(store))], status('s1'))
    const broken = { ...(await anEmail(store)), subject: null as unknown as string }
    const result = await store.commitPage(pair, {
      writes: [save('b', await anEmail(store)), remove('a'), setRead('a', true), save('c', broken)],
      status: status('s2', { passOpen: false }),
      sweep: 'nothing',
    })
    expect(result).toMatchObject({ ok: false, error: { code: 'prime.write-failed' } })
    expect(valueOf(await store.folderStatus(pair))).toEqual(status('s1'))
    expect(await listed(store, pair)).toMatchObject([{ isRead: false }])
    expect(await linkOf(store, pair, 'a')).toBeDefined()
    expect(await linkOf(store, pair, 'b')).toBeUndefined()
    expect(await commit([save('b', await anEmail(store))], status('s2'))).toMatchObject({ created: 1 })
  })

  it('belongs to mailbox and Prime e-mail account, whatever the case of the address', async () => {
    await commit([save('a', await anEmail(store))], status('s1'))
    const sameMailbox = { ...pair, mailbox: 'ANNA@firma.ch' }
    expect(valueOf(await store.folderStatus(sameMailbox))).toMatchObject({ syncState: 's1' })
    const otherMailbox = { ...pair, mailbox: 'other@firma.ch' }
    expect(valueOf(await store.folderStatus(otherMailbox))).toEqual(NEW_FOLDER_STATUS)
    expect(await linkOf(store, otherMailbox, 'a')).toBeUndefined()
  })

  it('knows the links of more items than one query can name', async () => {
    const email = await anEmail(store)
    const names = Array.from({ length: 1_500 }, (_, index) => `i${index}`)
    await commit(names.map((name) => save(name, email)))
    expect(valueOf(await store.links(pair, names.map(item))).size).toBe(1_500)
  })
})

describe('the end of a full pass', () => {
  it('deletes what the pass has not met, and keeps what it met in whatever way', async () => {
    const email = await anEmail(store)
    const names = ['unseen', 'confirmed', 'saved', 'read', 'failed', 'failed-before']
    await commit([...names.slice(0, -1).map((name) => save(name, email)), fail('failed-before')])
    const pass = status('s2', { pass: 2 })
    await commit([confirm('confirmed'), setRead('read', true)], pass)
    const counts = valueOf(
      await store.commitPage(pair, {
        writes: [save('saved', email, 'k2'), fail('failed')],
        status: { ...pass, passOpen: false },
        sweep: 'unseen',
      }),
    )
    expect(counts).toEqual({ created: 0, updated: 1, deleted: 1 })
    const links = valueOf(await store.links(pair, names.map(item)))
    expect([...links.keys()].sort()).toEqual(['confirmed', 'failed', 'read', 'saved'])
    expect(await listed(store, pair)).toHaveLength(4)
  })

  it('touches no other mailbox', async () => {
    const other = await aPair(store, 'beat@firma.ch')
    const email = await anEmail(store)
    valueOf(
      await store.commitPage(other, { writes: [save('x', email)], status: status('s'), sweep: 'nothing' }),
    )
    await store.commitPage(pair, {
      writes: [],
      status: status('s', { pass: 9, passOpen: false }),
      sweep: 'unseen',
    })
    expect(await listed(store, other)).toHaveLength(1)
  })
})

describe('a failed item', () => {
  it('counts its attempts, is offered until they are used up, and starts anew after a success', async () => {
    for (const attempts of [1, 2, 3]) {
      await commit([fail('a')])
      expect(await linkOf(store, pair, 'a')).toMatchObject({
        state: { kind: 'failed', attempts, linked: null, error: { code: 'exchange.response' } },
      })
      expect(valueOf(await store.failedLinks(pair, 3))).toHaveLength(attempts < 3 ? 1 : 0)
    }
    await commit([save('a', await anEmail(store))])
    expect(await linkOf(store, pair, 'a')).toMatchObject({ state: { kind: 'linked' } })
    await commit([fail('a')])
    expect(await linkOf(store, pair, 'a')).toMatchObject({ state: { attempts: 1 } })
  })

  it('that was there before stays as it was, and is not doubled when it succeeds again', async () => {
    await commit([save('a', await anEmail(store))])
    const [before] = await listed(store, pair)
    await commit([fail('a')])
    expect(await listed(store, pair)).toEqual([before])
    expect(await linkOf(store, pair, 'a')).toMatchObject({ state: { linked: { primeItemId: before!.id } } })
    await commit([save('a', await anEmail(store, { subject: 'Neu' }), 'k2')])
    expect(await listed(store, pair)).toMatchObject([{ id: before!.id, subject: 'Neu' }])
  })
})

describe('a content', () => {
  const content = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 31) % 256)

  it('comes back byte for byte, and is stored once', async () => {
    const first = valueOf(await store.storeMime(aContent(content)))
    const second = valueOf(await store.storeMime(aContent(Uint8Array.from(content))))
    expect(second).toBe(first)
    expect(Buffer.compare(valueOf(await store.readMime(first)), content)).toBe(0)
    const files = await readdir(join(folder.path, 'content'), { recursive: true, withFileTypes: true })
    expect(files.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual([first])
  })

  it('that was cut short on the disk is written anew', async () => {
    const hash = valueOf(await store.storeMime(aContent(content)))
    await writeFile(join(folder.path, 'content', hash.slice(0, 2), hash), content.subarray(0, 100))
    await store.storeMime(aContent(content))
    expect(Buffer.compare(valueOf(await store.readMime(hash)), content)).toBe(0)
  })

  it('that arrived as a file is taken over, not copied', async () => {
    const file = join(folder.path, 'arrived')
    await writeFile(file, content)
    const { ino } = await stat(file)
    const { size, sha256 } = aContent(content)
    const hash = valueOf(await store.storeMime({ size, sha256, place: { kind: 'file', path: file } }))
    expect(hash).toBe(sha256)
    expect((await stat(join(folder.path, 'content', hash.slice(0, 2), hash))).ino).toBe(ino)
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' })
    expect(Buffer.compare(valueOf(await store.readMime(hash)), content)).toBe(0)
  })

  it('that is not there is told', async () => {
    expect(await store.readMime('0'.repeat(64) as ContentHash)).toMatchObject({
      error: { code: 'prime.unreadable' },
    })
  })

  it('that cannot be written is told, and leaves no half file', async () => {
    await writeFile(join(folder.path, 'content', 'ab'), '')
    const results = await Promise.all(
      Array.from({ length: 600 }, (_, index) =>
        store.storeMime(aContent(Uint8Array.from([index, index >> 8]))),
      ),
    )
    const failed = results.filter((result) => !result.ok)
    expect(failed.length).toBeGreaterThan(0)
    expect(failed[0]).toMatchObject({ error: { code: 'prime.write-failed' } })
    expect((await readdir(join(folder.path, 'content'))).filter((name) => name.length > 2)).toEqual([])
  })
})

describe('the folder', () => {
  it('is the same after it was closed and opened again', async () => {
    await commit([save('a', await anEmail(store)), fail('b')], status('s1', { passOpen: false }))
    const before = await listed(store, pair)
    await store.close()
    store = await folder.open()
    expect(await listed(store, pair)).toEqual(before)
    expect(valueOf(await store.folderStatus(pair))).toMatchObject({ syncState: 's1', passOpen: false })
    expect(valueOf(await store.failedLinks(pair, 3))).toHaveLength(1)
  })

  it('with a database that is none is told, and the file stays as it was', async () => {
    await store.close()
    const garbage = Buffer.alloc(8_192, 'This is no database. ')
    const other = join(folder.path, 'other')
    await mkdir(other)
    await writeFile(join(other, 'prime.db'), garbage)
    expect(await openSqlitePrimeStore(other)).toMatchObject({
      ok: false,
      error: { code: 'prime.unreadable' },
    })
    expect(Buffer.compare(await readFile(join(other, 'prime.db')), garbage)).toBe(0)
  })

  it('that cannot be made is told', async () => {
    const file = join(folder.path, 'a-file')
    await writeFile(file, '')
    expect(await openSqlitePrimeStore(file)).toMatchObject({ error: { code: 'prime.unreadable' } })
  })

  it('is told of failures after it was closed, instead of throwing', async () => {
    await store.close()
    expect(await store.listEmailAccounts()).toMatchObject({ error: { code: 'prime.unreadable' } })
    expect(await store.commitPage(pair, { writes: [], status: status('s'), sweep: 'nothing' })).toMatchObject(
      {
        error: { code: 'prime.write-failed' },
      },
    )
    store = await folder.open()
  })
})
