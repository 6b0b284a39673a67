/** What both sides tell becomes pending, once and only where there is something to do. */
import { describe, expect, it } from 'vitest'
import type { PendingGroup } from '#electron/prime/sync-status.ts'
import { appError } from '#shared/errors.ts'
import { eachTest, type Adapter } from './contract.ts'
import {
  LIMITS,
  aLink,
  aTask,
  anAppointment,
  anEmail,
  client,
  create,
  item,
  key,
  link,
  readFlag,
  remove,
  update,
  valueOf,
} from './builders.ts'

const error = appError('exchange.transient')

export function observing(adapter: Adapter): void {
  const given = eachTest(adapter)

  describe('a page of changes', () => {
    it('becomes pending together with its SyncState, in the order of the server', async () => {
      const answer = await given.mailbox.observe([create('b'), create('a'), readFlag('c', true)], {
        syncState: 's1',
        passOpen: true,
      })
      expect(answer).toEqual({ pending: 3, deleted: 0, startsOver: false })
      expect(await given.mailbox.onExchange()).toEqual(['b changed', 'a changed', 'c read-flag'])
      expect(await given.mailbox.folder()).toMatchObject({ syncState: 's1', passOpen: true, pass: 1 })
      const [first] = await given.mailbox.groups('exchange')
      expect(first).toMatchObject({
        kind: 'emails',
        link: null,
        item: null,
        prime: null,
        exchange: { folder: 'inbox', attempts: 0, error: null, state: { changeKey: 'k1', size: 100 } },
      })
    })

    it('of unchanged items makes nothing pending', async () => {
      await given.mailbox.imported('a')
      expect(await given.mailbox.observe([create('a'), update('a', 'k1')])).toMatchObject({ pending: 0 })
      expect(await given.mailbox.observe([update('a', 'k2')])).toMatchObject({ pending: 1 })
    })

    it('of an item in another folder is a change, and its deletion in the old folder none', async () => {
      await given.mailbox.imported('a')
      await given.mailbox.observe([create('a')], { folder: 'sent' })
      await given.mailbox.observe([remove('a')])
      expect(await given.mailbox.onExchange()).toEqual(['a changed'])
    })

    it('lets the last of several changes of an item decide', async () => {
      await given.mailbox.imported('a')
      await given.mailbox.observe([create('x'), remove('x'), update('a'), remove('a')])
      expect(await given.mailbox.onExchange()).toEqual(['a deleted'])
      await given.mailbox.observe([create('a', 'k1')])
      expect(await given.mailbox.onExchange()).toEqual([])
    })

    it('that deletes what was never linked only forgets it', async () => {
      await given.mailbox.observe([create('a')])
      expect(await given.mailbox.observe([remove('a'), remove('b')])).toMatchObject({ pending: 0 })
      expect(await given.mailbox.onExchange()).toEqual([])
    })

    it('with a read flag that Winoffice Prime has already makes nothing pending', async () => {
      await given.mailbox.imported('a', { record: anEmail({ isRead: true }) })
      await given.mailbox.observe([readFlag('a', true)])
      expect(await given.mailbox.onExchange()).toEqual([])
      await given.mailbox.observe([readFlag('a', false)])
      expect(await given.mailbox.onExchange()).toEqual(['a read-flag'])
      await given.mailbox.observe([update('a'), readFlag('a', true)])
      expect(await given.mailbox.onExchange()).toEqual(['a changed'])
    })

    it('with a new change gives an item its attempts back, the same change told again does not', async () => {
      await given.mailbox.observe([create('a')])
      await given.mailbox.commit({ write: 'fail-exchange', exchangeItemId: item('a'), error })
      await given.mailbox.observe([create('a')])
      const [failed] = await given.mailbox.groups('exchange')
      expect(failed).toMatchObject({ exchange: { attempts: 1, error } })
      await given.mailbox.observe([update('a', 'k9')])
      const [again] = await given.mailbox.groups('exchange')
      expect(again).toMatchObject({ exchange: { attempts: 0, error: null, state: { changeKey: 'k9' } } })
    })

    it('takes 512 changes, and two mailboxes do not see each other', async () => {
      const names = Array.from({ length: 512 }, (_, index) => `i${index}`)
      await given.mailbox.observe(names.map((name) => create(name)))
      expect(await given.mailbox.onExchange()).toEqual(names.map((name) => `${name} changed`))
      const other = valueOf(await given.store.status.openPair(given.mailbox.account, 'other@firma.ch'))
      expect(valueOf(await given.store.status.counts(other.id, 'emails', LIMITS)).exchange.changed).toBe(0)
    })

    it('never brings an obsolete item back; its deletion settles it', async () => {
      await given.mailbox.commit({ write: 'obsolete', exchangeItemId: item('old'), folder: 'drafts' })
      await given.mailbox.observe([update('old'), readFlag('old', true)], { folder: 'drafts' })
      expect(await given.mailbox.onExchange()).toEqual(['old obsolete'])
      await given.mailbox.observe([remove('old')], { folder: 'drafts' })
      expect(await given.mailbox.onExchange()).toEqual([])
    })
  })

  describe('a server that starts over without saying so', () => {
    it('is noticed by what it has told before, not by what we have made ourselves', async () => {
      await given.mailbox.observe([create('a')])
      await given.mailbox.imported('a')
      await given.mailbox.imported('ours')
      expect(await given.mailbox.observe([create('ours')])).toMatchObject({ startsOver: false })
      expect(await given.mailbox.observe([create('ours')])).toMatchObject({ startsOver: true })
      expect(await given.mailbox.observe([create('a')])).toMatchObject({ startsOver: true })
      expect(await given.mailbox.observe([update('a', 'k1')])).toMatchObject({ startsOver: false })
    })

    it('is none in a full pass', async () => {
      await given.mailbox.observe([create('a')])
      await given.mailbox.imported('a')
      const pass = valueOf(await given.store.status.restartFolder(given.mailbox.pair.id, 'inbox'))
      expect(await given.mailbox.observe([create('a')], { ...pass, passOpen: false })).toMatchObject({
        startsOver: false,
      })
    })
  })

  describe('the end of a full pass', () => {
    it('takes linked items that it has not met for deleted, in its folder alone', async () => {
      await given.mailbox.observe([])
      for (const name of ['unseen', 'seen', 'read', 'changed']) await given.mailbox.imported(name)
      await given.mailbox.imported('elsewhere', { link: aLink('elsewhere', { folder: 'sent' }) })
      const pass = valueOf(await given.store.status.restartFolder(given.mailbox.pair.id, 'inbox'))
      expect(pass).toEqual({ folder: 'inbox', syncState: null, pass: 2, passOpen: true })
      await given.mailbox.observe([create('seen'), readFlag('read', false)], { ...pass, syncState: 's1' })
      expect(await given.mailbox.onExchange()).toEqual([])
      const end = await given.mailbox.observe([update('changed')], { ...pass, passOpen: false })
      expect(end).toEqual({ pending: 2, deleted: 1, startsOver: false })
      expect(await given.mailbox.onExchange()).toEqual(['changed changed', 'unseen deleted'])
    })

    it('does not count what was linked while it was under way', async () => {
      await given.mailbox.observe([create('a')], { passOpen: true })
      await given.mailbox.imported('a')
      await given.mailbox.imported('ours')
      expect(await given.mailbox.observe([], { passOpen: false })).toMatchObject({ deleted: 0 })
    })

    it('a folder that has not begun has nothing to start again', async () => {
      const status = valueOf(await given.store.status.restartFolder(given.mailbox.pair.id, 'tasks'))
      expect(status).toEqual({ folder: 'tasks', syncState: null, pass: 1, passOpen: true })
    })
  })

  describe('an item that no folder has told of', () => {
    const unseen = async (kind: 'emails' | 'tasks' = 'emails') =>
      valueOf(await given.store.status.unseenLinks(given.mailbox.pair.id, kind)).map(
        ({ exchangeItemId }) => exchangeItemId,
      )

    it('is one that we have put there, until its folder tells of it', async () => {
      const object = await given.mailbox.created()
      await given.mailbox.commit(link(object, 'ours'))
      expect(await unseen()).toEqual(['ours'])
      expect(await unseen('tasks')).toEqual([])
      await given.mailbox.observe([create('ours')])
      expect(await unseen()).toEqual([])
    })

    it('is one that we have moved, under its new id', async () => {
      await given.mailbox.observe([create('old')])
      const object = await given.mailbox.imported('old')
      expect(await unseen()).toEqual([])
      await given.mailbox.commit(link(object, 'new', { link: aLink('new', { folder: 'junk' }) }))
      expect(await unseen()).toEqual(['new'])
      await given.mailbox.observe([create('new')], { folder: 'junk' })
      expect(await unseen()).toEqual([])
    })

    it('is none that was told of and then written by us', async () => {
      await given.mailbox.observe([create('a')])
      const object = await given.mailbox.imported('a')
      await given.mailbox.commit(link(object, 'a', { link: aLink('a', { changeKey: key('k2') }) }))
      expect(await unseen()).toEqual([])
    })

    it('is gone when somebody says so: its deletion is pending, once', async () => {
      const object = await given.mailbox.created()
      await given.mailbox.commit(link(object, 'ours'))
      const links = valueOf(await given.store.status.unseenLinks(given.mailbox.pair.id, 'emails'))
      for (let times = 0; times < 2; times += 1) {
        valueOf(await given.store.status.recordGone(given.mailbox.pair.id, 'emails', links))
        expect(await given.mailbox.onExchange()).toEqual(['ours deleted'])
      }
      expect(await unseen()).toEqual([])
      const [group] = await given.mailbox.groups('exchange')
      expect(group).toMatchObject({ link: { primeItemId: object.id }, item: { id: object.id } })
    })

    it('and was deleted on both sides is looked for no more', async () => {
      const object = await given.mailbox.created()
      await given.mailbox.commit(link(object, 'ours'))
      const deleted = (await given.mailbox.linkOf(object))!
      await given.mailbox.commit({ write: 'delete-prime', link: deleted, expected: null })
      expect(await unseen()).toEqual([])
    })
  })

  describe('the change feed', () => {
    it('becomes pending by kind, once', async () => {
      const email = await given.mailbox.created()
      await given.mailbox.created(aTask())
      expect(await given.mailbox.observePrime()).toBe(1)
      expect(await given.mailbox.observePrime()).toBe(0)
      const [group] = await given.mailbox.groups('prime')
      expect(group).toMatchObject({
        item: email,
        link: null,
        exchange: null,
        prime: { primeItemId: email.id, change: 'saved', attempts: 0, intent: null },
      })
      expect(await given.mailbox.inPrime('tasks')).toEqual([])
      const pair = valueOf(await given.store.status.openPair(given.mailbox.account, 'ANNA@firma.ch'))
      expect(pair).toMatchObject({
        id: given.mailbox.pair.id,
        observed: { emails: email.revision, tasks: 0 },
      })
    })

    it('is not told what the synchronisation itself has written', async () => {
      await given.mailbox.imported('a')
      expect(await given.mailbox.observePrime()).toBe(0)
    })

    it('is told what a person did after that', async () => {
      const { id } = await given.mailbox.imported('a')
      valueOf(await given.store.updateItem(id, anEmail({ subject: 'Neu' }), null))
      expect(await given.mailbox.observePrime()).toBe(1)
      valueOf(await given.store.deleteItem(id, null))
      expect(await given.mailbox.observePrime()).toBe(1)
      expect(await given.mailbox.groups('prime')).toMatchObject([
        { item: null, link: { exchangeItemId: 'a' }, prime: { change: 'deleted' } },
      ])
    })

    it('of an object that came and went before it was linked leaves nothing', async () => {
      const { id } = await given.mailbox.created()
      await given.mailbox.observePrime()
      valueOf(await given.store.deleteItem(id, null))
      expect(await given.mailbox.observePrime()).toBe(0)
      expect(await given.mailbox.inPrime()).toEqual([])
    })

    it('of one that may have been created on Exchange meanwhile keeps its deletion and its intent', async () => {
      const { id } = await given.mailbox.created()
      await given.mailbox.observePrime()
      const intent = { step: 'creating', clientId: client('c1'), folder: 'inbox' } as const
      await given.mailbox.commit({ write: 'intend', primeItemId: id, intent })
      valueOf(await given.store.deleteItem(id, null))
      expect(await given.mailbox.observePrime()).toBe(1)
      expect(await given.mailbox.inPrime()).toMatchObject([{ change: 'deleted', intent }])
    })

    it('of many objects comes in wholly', async () => {
      for (let index = 0; index < 1_100; index += 1) await given.mailbox.created(aTask())
      expect(await given.mailbox.observePrime('tasks')).toBe(1_100)
    })
  })

  describe('pending work', () => {
    it('is given in pages, by state, and counted', async () => {
      const { id } = await given.mailbox.imported('a')
      await given.mailbox.observe([create('x'), create('y'), remove('a'), readFlag('z', true)])
      valueOf(await given.store.updateItem(id, anEmail({ subject: 'Neu' }), null))
      await given.mailbox.created()
      await given.mailbox.observePrime()
      const query = { kind: 'emails', side: 'exchange', limit: 1, limits: LIMITS } as const
      const names = []
      let after: string | null = null
      do {
        const page: { groups: PendingGroup[]; next: string | null } = valueOf(
          await given.store.status.pendingGroups(given.mailbox.pair.id, {
            ...query,
            states: ['changed', 'deleted'],
            after,
          }),
        )
        names.push(...page.groups.map(({ exchange }) => exchange!.exchangeItemId))
        after = page.next
      } while (after !== null)
      expect(names).toEqual(['x', 'y', 'a'])
      // The object whose item was deleted comes with its group, not a second time by itself.
      expect(await given.mailbox.inPrime()).toHaveLength(1)
      expect(valueOf(await given.store.status.counts(given.mailbox.pair.id, 'emails', LIMITS))).toEqual({
        kind: 'emails',
        exchange: { changed: 2, readFlags: 1, deleted: 1 },
        prime: { saved: 2, deleted: 0 },
        givenUp: 0,
      })
      expect(valueOf(await given.store.status.linkedCount(given.mailbox.pair.id, 'emails'))).toBe(1)
    })

    it('tells of a tombstone where there is no live link', async () => {
      const { id } = await given.mailbox.imported('a')
      await given.mailbox.commit({
        write: 'delete-prime',
        link: (await given.mailbox.linkOf({ id }))!,
        expected: null,
      })
      await given.mailbox.created(anEmail(), id)
      await given.mailbox.observePrime()
      await given.mailbox.observe([create('a')])
      const [exchange] = await given.mailbox.groups('exchange')
      expect(exchange).toMatchObject({ link: { deletedAt: expect.any(String) as string } })
      await given.mailbox.commit({ write: 'settle-exchange', exchangeItemId: item('a') })
      expect(await given.mailbox.groups('prime')).toMatchObject([
        { link: { exchangeItemId: 'a', deletedAt: expect.any(String) as string }, item: { id } },
      ])
    })

    it('of the calendar knows no read flags', async () => {
      const calendar = aLink('c', { folder: 'calendar' })
      await given.mailbox.imported('c', { kind: 'calendar', record: anAppointment(), link: calendar })
      await given.mailbox.observe([readFlag('c', true), readFlag('unknown', true)], { folder: 'calendar' })
      expect(await given.mailbox.onExchange('calendar')).toEqual([])
    })
  })

  describe('a pair', () => {
    it('remembers its window and the end of the first synchronisation, by kind', async () => {
      const at = '2026-01-01T00:00:00.000Z' as never
      valueOf(await given.store.status.setWindowStart(given.mailbox.pair.id, at))
      valueOf(await given.store.status.endFirstSync(given.mailbox.pair.id, 'tasks', at))
      const pair = valueOf(
        await given.store.status.openPair(given.mailbox.account, given.mailbox.pair.mailbox),
      )
      expect(pair).toMatchObject({
        windowStart: at,
        firstSyncEndedAt: { emails: null, calendar: null, tasks: at },
      })
    })

    it('with another mailbox begins anew', async () => {
      await given.mailbox.imported('a')
      const other = valueOf(await given.store.status.openPair(given.mailbox.account, 'other@firma.ch'))
      expect(other.id).not.toBe(given.mailbox.pair.id)
      expect(valueOf(await given.store.status.observePrime(other.id, 'emails'))).toEqual({ pending: 1 })
      const [object] = valueOf(
        await given.store.listItems({
          primeEmailAccountId: given.mailbox.account,
          kind: 'emails',
          after: null,
          limit: 1,
        }),
      )
      const linked = await given.store.status.commit(other.id, [
        link(object!, 'b', { link: aLink('b', { changeKey: key('k') }) }),
      ])
      expect(linked.ok).toBe(true)
      expect(await given.mailbox.linkOf(object!)).toMatchObject({ exchangeItemId: 'a' })
    })
  })
}
