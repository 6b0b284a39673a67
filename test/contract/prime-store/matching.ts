/** Unknown items are recognised by their keys, each object once, and never one that lives under another id. */
import { describe, expect, it } from 'vitest'
import { eachTest, type Adapter } from './contract.ts'
import { aLink, anAppointment, anEmail, client, keys, remove, valueOf } from './builders.ts'

export function matching(adapter: Adapter): void {
  const given = eachTest(adapter)
  const linkedBy = (name: string, known: Parameters<typeof keys>[0]) =>
    given.mailbox.imported(name, {
      link: aLink(name, { keys: keys(known) }),
      record: anEmail({ internetMessageId: known.internetMessageId ?? null }),
    })
  const hasCandidates = async () =>
    valueOf(await given.store.status.hasCandidates(given.mailbox.pair.id, 'emails'))

  describe('an unknown item', () => {
    it('is a moved one when the old one is being deleted, not while that lives', async () => {
      const moved = await linkedBy('old', { searchKey: 'sk' })
      expect(await hasCandidates()).toBe(false)
      expect(await given.mailbox.matches({ searchKey: 'sk' })).toEqual([null])
      await given.mailbox.observe([remove('old')])
      expect(await hasCandidates()).toBe(true)
      expect(await given.mailbox.matches({ searchKey: 'sk' })).toMatchObject([
        { kind: 'moved', link: { primeItemId: moved.id } },
      ])
    })

    it('is a moved one once, though a copy has the same keys', async () => {
      await linkedBy('old', { searchKey: 'sk', internetMessageId: '<1>' })
      await linkedBy('copy', { searchKey: 'sk', internetMessageId: '<1>' })
      await given.mailbox.observe([remove('old')])
      const same = { searchKey: 'sk', internetMessageId: '<1>' }
      expect(await given.mailbox.matches(same, same)).toMatchObject([
        { kind: 'moved', link: { exchangeItemId: 'old' } },
        null,
      ])
    })

    it('is a restored one when we had deleted it', async () => {
      const { id } = await linkedBy('a', { searchKey: 'sk' })
      const link = (await given.mailbox.linkOf({ id }))!
      await given.mailbox.commit({ write: 'delete-prime', link, expected: null })
      expect(await hasCandidates()).toBe(true)
      expect(await given.mailbox.matches({ searchKey: 'sk' })).toMatchObject([
        { kind: 'restored', link: { primeItemId: id } },
      ])
      await given.mailbox.created(anEmail(), id)
      expect(await given.mailbox.matches({ searchKey: 'sk' })).toMatchObject([
        { kind: 'existing', item: { id } },
      ])
    })

    it('is an existing object of the same Message-ID that has no link', async () => {
      const object = await given.mailbox.created()
      expect(await hasCandidates()).toBe(true)
      const same = { internetMessageId: '<1@firma.ch>' }
      expect(await given.mailbox.matches({ internetMessageId: '<2>' }, same, same)).toEqual([
        null,
        { kind: 'existing', item: object, intent: null },
        null,
      ])
    })

    it('is an existing appointment of the same UID, whatever its case', async () => {
      const object = await given.mailbox.created(anAppointment({ uid: 'Abc' }))
      const found = await given.store.status.findMatches(given.mailbox.pair.id, 'calendar', [
        keys({ uid: 'aBC' }),
      ])
      expect(valueOf(found)).toEqual([{ kind: 'existing', item: object, intent: null }])
    })

    it('is one that we have created without hearing of it', async () => {
      const object = await given.mailbox.created(anEmail({ internetMessageId: null }))
      await given.mailbox.observePrime()
      const intent = { step: 'creating', clientId: client('c1'), folder: 'inbox' } as const
      await given.mailbox.commit({ write: 'intend', primeItemId: object.id, intent })
      expect(await given.mailbox.matches({ clientId: client('c1') })).toEqual([
        { kind: 'existing', item: object, intent },
      ])
    })

    it('is the newer version of a linked draft that we had begun to put in its place', async () => {
      const { id } = await linkedBy('old', {})
      expect(await given.mailbox.matches({ clientId: client('c') })).toEqual([null])
      const intent = { step: 'creating', clientId: client('c'), folder: 'drafts' } as const
      await given.mailbox.edited(id)
      await given.mailbox.commit({ write: 'intend', primeItemId: id, intent })
      expect(await hasCandidates()).toBe(true)
      const newer = { clientId: client('c') }
      expect(await given.mailbox.matches(newer, newer)).toEqual([{ kind: 'replacement', intent }, null])
      await given.mailbox.commit({
        write: 'intend',
        primeItemId: id,
        intent: { ...intent, step: 'sending' },
      })
      expect(await given.mailbox.matches(newer)).toEqual([null])
    })

    it('is believed by its client id before its search key, and by that before its Message-ID', async () => {
      const [byClient, bySearch, byMessage] = [
        await linkedBy('a', { clientId: client('c') }),
        await linkedBy('b', { searchKey: 'sk' }),
        await linkedBy('c', { internetMessageId: '<1>' }),
      ]
      await given.mailbox.observe([remove('a'), remove('b'), remove('c')])
      const all = { clientId: client('c'), searchKey: 'sk', internetMessageId: '<1>' }
      const found = await given.mailbox.matches(all, all, all, all)
      expect(found.map((match) => match?.kind === 'moved' && match.link.primeItemId)).toEqual([
        byClient.id,
        bySearch.id,
        byMessage.id,
        false,
      ])
    })

    it('without keys, and of another account, is unknown', async () => {
      await given.mailbox.created(anEmail({ internetMessageId: null }))
      const draft = { address: 'beat@firma.ch', owner: { kind: 'team', name: 'x' } } as const
      const { id } = valueOf(await given.store.createEmailAccount(draft))
      valueOf(await given.store.createItem(id, anEmail()))
      expect(await given.mailbox.matches({}, { internetMessageId: '<1@firma.ch>' })).toEqual([null, null])
    })
  })
}
