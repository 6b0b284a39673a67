/** What is written commits with its link, or not at all. */
import { describe, expect, it } from 'vitest'
import type { PrimeItemId } from '#shared/domain/ids.ts'
import { appError } from '#shared/errors.ts'
import { eachTest, type Adapter } from './contract.ts'
import {
  LIMITS,
  NOON,
  aLink,
  aTask,
  anEmail,
  client,
  create,
  item,
  key,
  keys,
  link,
  remove,
  revision,
  save,
  update,
  valueOf,
} from './builders.ts'

const error = appError('exchange.transient')

export function committing(adapter: Adapter): void {
  const given = eachTest(adapter)

  describe('a saved object', () => {
    it('is there with its link, and nothing is pending for it', async () => {
      await given.mailbox.observe([create('a')])
      const wanted = aLink('a', { keys: keys({ uid: 'Uid-1', searchKey: 'sk', clientId: client('c') }) })
      const { id, record, revision: saved } = await given.mailbox.imported('a', { link: wanted })
      expect(record).toEqual(anEmail())
      expect(await given.mailbox.linkOf({ id })).toEqual({
        ...wanted,
        kind: 'emails',
        primeItemId: id,
        primeRevision: saved,
        deletedAt: null,
      })
      expect(await given.mailbox.onExchange()).toEqual([])
    })

    it('keeps a change of a person that came in between', async () => {
      const { id, revision: read } = await given.mailbox.imported('a')
      await given.mailbox.observe([update('a')])
      const theirs = valueOf(await given.store.updateItem(id, anEmail({ subject: 'Von Hand' }), null))
      await given.mailbox.observePrime()
      const outcome = await given.mailbox.commit(
        save('b'),
        save('a', { primeItemId: id, expected: read, link: aLink('a', { changeKey: key('k2') }) }),
        {
          write: 'conflict',
          conflict: {
            at: NOON,
            kind: 'emails',
            primeItemId: id,
            winner: 'exchange',
            fields: ['subject'],
            winning: anEmail(),
            losing: theirs.record,
          },
        },
      )
      expect(outcome.raced).toEqual([1])
      expect([...outcome.saved.keys()]).toEqual([0])
      expect(valueOf(await given.store.findItem(id))).toEqual(theirs)
      expect(await given.mailbox.linkOf({ id })).toMatchObject({ changeKey: 'k1', primeRevision: read })
      expect(await given.mailbox.groups('exchange')).toMatchObject([
        { exchange: { exchangeItemId: 'a' }, prime: { change: 'saved' }, item: theirs },
      ])
      expect(
        valueOf(await given.store.status.conflicts([given.mailbox.pair.id], { after: null, limit: 9 })),
      ).toEqual([])
    })

    it('is raced when it was deleted meanwhile, or is there though it should be new', async () => {
      const { id, revision: read } = await given.mailbox.imported('a')
      expect(await given.mailbox.commit(save('a', { primeItemId: id }))).toMatchObject({ raced: [0] })
      valueOf(await given.store.deleteItem(id, null))
      expect(await given.mailbox.commit(save('a', { primeItemId: id, expected: read }))).toMatchObject({
        raced: [0],
      })
    })

    it('comes back under its id when it was deleted', async () => {
      const { id } = await given.mailbox.imported('a')
      valueOf(await given.store.deleteItem(id, null))
      await given.mailbox.observePrime()
      await given.mailbox.commit(save('a', { primeItemId: id, link: aLink('a', { changeKey: key('k2') }) }))
      expect(valueOf(await given.store.findItem(id)).record).toEqual(anEmail())
      expect(await given.mailbox.inPrime()).toEqual([])
    })

    it('that Exchange has not wholly got yet counts as changed in Winoffice Prime', async () => {
      const { id, revision: read } = await given.mailbox.imported('a')
      const merged = { primeItemId: id, expected: read, stillToExport: true }
      await given.mailbox.commit(save('a', merged))
      const [group] = await given.mailbox.groups('prime')
      expect(group).toMatchObject({ prime: { change: 'saved' }, item: { id } })
      expect(group!.item!.revision).toBeGreaterThan(group!.link!.primeRevision)
    })

    it('of a page of hundred costs no more than a few statements: all are there', async () => {
      const names = Array.from({ length: 300 }, (_, index) => `i${index}`)
      const records = names.map((subject) => anEmail({ subject }))
      const outcome = await given.mailbox.commit(
        ...names.map((name, index) => save(name, { record: records[index]! })),
      )
      expect(outcome.saved.size).toBe(300)
      for (const position of [0, 150, 299]) {
        const { id } = outcome.saved.get(position)!
        expect(valueOf(await given.store.findItem(id)).record).toEqual(records[position])
        expect(await given.mailbox.linkOf({ id })).toMatchObject({ exchangeItemId: `i${position}` })
      }
    })
  })

  describe('a link', () => {
    it('settles what was pending up to the revision that was exported, not what came later', async () => {
      const first = await given.mailbox.created()
      const second = await given.mailbox.created()
      await given.mailbox.observePrime()
      valueOf(await given.store.updateItem(second.id, anEmail({ subject: 'Später' }), null))
      await given.mailbox.observePrime()
      await given.mailbox.commit(link(first, 'a'), link(second, 'b'))
      expect(await given.mailbox.inPrime()).toMatchObject([{ primeItemId: second.id }])
    })

    it('replaces that of a moved item, and its deletion with it', async () => {
      const moved = await given.mailbox.imported('old')
      await given.mailbox.observe([remove('old')])
      await given.mailbox.observe([create('new')], { folder: 'sent' })
      await given.mailbox.commit(link(moved, 'new', { link: aLink('new', { folder: 'sent' }) }))
      expect(await given.mailbox.onExchange()).toEqual([])
      expect(await given.mailbox.linkOf(moved)).toMatchObject({ exchangeItemId: 'new', folder: 'sent' })
    })

    it('may be to the item of another that is unlinked in the same commit', async () => {
      const [one, other] = [await given.mailbox.imported('a'), await given.mailbox.created()]
      await given.mailbox.commit({ write: 'unlink', primeItemId: one.id }, link(other, 'a'))
      expect(await given.mailbox.linkOf(one)).toBeNull()
      expect(await given.mailbox.linkOf(other)).toMatchObject({ exchangeItemId: 'a' })
    })

    it('that exchanges the items of two objects is written at once', async () => {
      const [one, other] = [await given.mailbox.imported('a'), await given.mailbox.imported('b')]
      await given.mailbox.commit(link(one, 'b'), link(other, 'a'))
      expect(await given.mailbox.linkOf(one)).toMatchObject({ exchangeItemId: 'b' })
      expect(await given.mailbox.linkOf(other)).toMatchObject({ exchangeItemId: 'a' })
    })

    it('binds an item to one object only; a commit that would break that changes nothing', async () => {
      await given.mailbox.imported('a')
      const result = await given.store.status.commit(given.mailbox.pair.id, [save('b'), save('a')])
      expect(result).toMatchObject({ ok: false, error: { code: 'prime.write-failed' } })
      expect(valueOf(await given.store.status.linkedCount(given.mailbox.pair.id, 'emails'))).toBe(1)
      const query = { primeEmailAccountId: given.mailbox.account, offset: 0, limit: 9 }
      expect(valueOf(await given.store.listEmails(query)).total).toBe(1)
    })
  })

  describe('a deletion', () => {
    it('in Winoffice Prime leaves a tombstone, a line in the feed and nothing to do', async () => {
      const { id, revision: read } = await given.mailbox.imported('a')
      await given.mailbox.observe([remove('a')])
      const linked = (await given.mailbox.linkOf({ id }))!
      await given.mailbox.commit({ write: 'delete-prime', link: linked, expected: read })
      expect(await given.store.findItem(id)).toMatchObject({ error: { code: 'prime-item.not-found' } })
      expect(await given.mailbox.linkOf({ id })).toMatchObject({ deletedAt: expect.any(String) as string })
      expect(await given.mailbox.onExchange()).toEqual([])
      expect(await given.mailbox.observePrime()).toBe(0)
      const feed = { primeEmailAccountId: given.mailbox.account, after: revision(0), limit: 9 }
      expect(valueOf(await given.store.changesSince(feed))).toMatchObject([{ itemId: id, change: 'deleted' }])
    })

    it('of an object that was changed meanwhile is left out; of one that is gone already it is done', async () => {
      const { id, revision: read } = await given.mailbox.imported('a')
      const linked = (await given.mailbox.linkOf({ id }))!
      valueOf(await given.store.updateItem(id, anEmail({ subject: 'Neu' }), null))
      const write = { write: 'delete-prime', link: linked, expected: read } as const
      expect(await given.mailbox.commit(write)).toMatchObject({ raced: [0] })
      expect(await given.mailbox.linkOf({ id })).toMatchObject({ deletedAt: null })
      valueOf(await given.store.deleteItem(id, null))
      expect(await given.mailbox.commit(write)).toMatchObject({ raced: [] })
      expect(await given.mailbox.linkOf({ id })).toMatchObject({ deletedAt: expect.any(String) as string })
    })

    it('on Exchange leaves a tombstone, and the same id may be linked anew', async () => {
      const { id } = await given.mailbox.imported('a')
      valueOf(await given.store.deleteItem(id, null))
      await given.mailbox.observePrime()
      const linked = (await given.mailbox.linkOf({ id }))!
      await given.mailbox.commit({ write: 'deleted-on-exchange', link: linked })
      expect(await given.mailbox.inPrime()).toEqual([])
      await given.mailbox.imported('a')
      expect(await given.mailbox.linkOf({ id })).toMatchObject({ deletedAt: expect.any(String) as string })
    })
  })

  describe('single writes', () => {
    it('settle what there is nothing to do about', async () => {
      const { id } = await given.mailbox.created()
      await given.mailbox.observe([create('a')])
      await given.mailbox.observePrime()
      await given.mailbox.commit(
        { write: 'settle-exchange', exchangeItemId: item('a') },
        { write: 'settle-prime', primeItemId: id },
      )
      expect([await given.mailbox.onExchange(), await given.mailbox.inPrime()]).toEqual([[], []])
      expect(await given.mailbox.observePrime()).toBe(0)
    })

    it('keep what is about to be done, even where nothing was pending, and forget it', async () => {
      const object = await given.mailbox.imported('a')
      const intent = { step: 'sending', clientId: client('c1'), folder: 'outbox' } as const
      await given.mailbox.commit({ write: 'intend', primeItemId: object.id, intent })
      expect(await given.mailbox.inPrime()).toMatchObject([{ change: 'saved', intent }])
      await given.mailbox.commit({ write: 'intend', primeItemId: object.id, intent: null })
      expect(await given.mailbox.inPrime()).toMatchObject([{ intent: null }])
      await given.mailbox.commit(link(object, 'a'))
      expect(await given.mailbox.inPrime()).toEqual([])
    })

    it('let an item be read again, without giving a failed one its attempts back', async () => {
      await given.mailbox.commit({ write: 'recheck', exchangeItemId: item('a'), folder: 'tasks' })
      expect(await given.mailbox.onExchange('tasks')).toEqual(['a changed'])
      await given.mailbox.commit(
        { write: 'fail-exchange', exchangeItemId: item('a'), error },
        { write: 'recheck', exchangeItemId: item('a'), folder: 'tasks' },
      )
      expect(await given.mailbox.groups('exchange', 'tasks')).toMatchObject([{ exchange: { attempts: 1 } }])
    })
  })

  describe('a failed object', () => {
    it('is tried until its attempts are used up, is told as a problem, and tried again when asked', async () => {
      const { id } = await given.mailbox.imported('a', { record: anEmail({ subject: 'Kaputt' }) })
      const task = await given.mailbox.created(aTask())
      await given.mailbox.observe([update('a')])
      await given.mailbox.observePrime('tasks')
      const fail = { write: 'fail-exchange', exchangeItemId: item('a'), error } as const
      await given.mailbox.commit(fail, fail)
      expect(await given.mailbox.onExchange()).toEqual(['a changed'])
      await given.mailbox.commit(fail, { write: 'fail-prime', primeItemId: task.id, error, giveUp: true })
      expect([await given.mailbox.onExchange(), await given.mailbox.inPrime('tasks')]).toEqual([[], []])
      const pair = given.mailbox.pair.id
      const since = expect.stringMatching(/Z$/) as string
      expect(valueOf(await given.store.status.problems([{ pair, limits: LIMITS }], 1))).toMatchObject({
        problems: [{ subject: 'Offerte schreiben' }],
        total: 2,
      })
      const { problems } = valueOf(await given.store.status.problems([{ pair, limits: LIMITS }], 9))
      const byKind = [...problems].sort((one, other) => (one.kind < other.kind ? -1 : 1))
      expect(byKind).toEqual([
        {
          pair,
          kind: 'emails',
          side: 'exchange',
          exchangeItemId: 'a',
          primeItemId: id,
          folder: 'inbox',
          subject: 'Kaputt',
          attempts: 3,
          since,
          givenUp: true,
          error,
        },
        {
          pair,
          kind: 'tasks',
          side: 'prime',
          exchangeItemId: null,
          primeItemId: task.id,
          folder: null,
          subject: 'Offerte schreiben',
          attempts: 1,
          since,
          givenUp: true,
          error,
        },
      ])
      expect(valueOf(await given.store.status.counts(pair, 'emails', LIMITS)).givenUp).toBe(1)
      const one = [{ exchangeItemId: null, primeItemId: task.id }]
      expect(valueOf(await given.store.status.retry(pair, one))).toEqual({ count: 1 })
      expect(await given.mailbox.inPrime('tasks')).toMatchObject([{ attempts: 0 }])
      expect(await given.mailbox.onExchange()).toEqual([])
      expect(valueOf(await given.store.status.retry(pair, null))).toEqual({ count: 2 })
      expect(await given.mailbox.onExchange()).toEqual(['a changed'])
    })

    it('whose sending is uncertain is sent anew only when a person names it', async () => {
      const { pair } = given.mailbox
      const task = await given.mailbox.created(aTask())
      await given.mailbox.observePrime('tasks')
      const clientId = client('c')
      await given.mailbox.commit(
        { write: 'intend', primeItemId: task.id, intent: { step: 'sending', clientId, folder: 'tasks' } },
        { write: 'fail-prime', primeItemId: task.id, error, giveUp: true },
      )
      valueOf(await given.store.status.retry(pair.id, null))
      expect(await given.mailbox.inPrime('tasks')).toMatchObject([{ intent: { step: 'sending' } }])
      await given.mailbox.commit({ write: 'fail-prime', primeItemId: task.id, error, giveUp: true })
      valueOf(await given.store.status.retry(pair.id, [{ exchangeItemId: null, primeItemId: task.id }]))
      expect(await given.mailbox.inPrime('tasks')).toMatchObject([{ intent: null }])
    })

    it('of which nothing is known is no pending change', async () => {
      const id = '00000000-0000-4000-8000-000000000001' as PrimeItemId
      await given.mailbox.commit({ write: 'fail-prime', primeItemId: id, error, giveUp: false })
      const asked = [{ pair: given.mailbox.pair.id, limits: LIMITS }]
      expect(valueOf(await given.store.status.problems(asked, 9))).toEqual({ problems: [], total: 0 })
    })
  })
}
