/** Contents, the journal of conflicts, the history of runs. */
import { describe, expect, it } from 'vitest'
import type { EwsAccountId, Instant } from '#shared/domain/ids.ts'
import type { ContentHash } from '#shared/domain/prime-items.ts'
import { eachTest, type Adapter } from './contract.ts'
import { NOON, aContent, anEmail, valueOf } from './builders.ts'

export function keeping(adapter: Adapter): void {
  const given = eachTest(adapter)

  describe('a content', () => {
    it('comes back byte for byte, and is the same when it is stored twice', async () => {
      const content = aContent('Subject: Grüezi\r\n\r\n')
      const hash = content.sha256 as ContentHash
      valueOf(await given.store.storeContents([content]))
      valueOf(await given.store.storeContents([content, aContent('another'), content]))
      expect(new TextDecoder().decode(valueOf(await given.store.readMime(hash)))).toBe(
        'Subject: Grüezi\r\n\r\n',
      )
    })

    it('that is not there is told', async () => {
      expect(await given.store.readMime('0'.repeat(64) as ContentHash)).toMatchObject({
        error: { code: 'prime.unreadable' },
      })
    })

    it('that was just stored is not collected before its object is there', async () => {
      const content = aContent('neu')
      valueOf(await given.store.storeContents([content]))
      expect(valueOf(await given.store.collectContents())).toEqual({ files: 0, bytes: 0 })
      expect((await given.store.readMime(content.sha256 as ContentHash)).ok).toBe(true)
    })
  })

  describe('a conflict', () => {
    const conflictOf = async (at: Instant) => {
      const object = await given.mailbox.imported('a')
      const conflict = {
        at,
        kind: 'emails',
        primeItemId: object.id,
        winner: 'exchange',
        fields: ['subject'],
        winning: object.record,
        losing: anEmail({ subject: 'Verloren' }),
      } as const
      await given.mailbox.commit({ write: 'conflict', conflict })
      return { object, conflict }
    }

    it('is kept with both versions, and the losing one can be brought back as a change by a person', async () => {
      const { object, conflict } = await conflictOf(NOON)
      const [kept] = valueOf(await given.store.status.conflicts(given.mailbox.pair.id, 9))
      expect(kept).toMatchObject({ ...conflict, restoredAt: null })
      const restored = valueOf(await given.store.status.restoreConflict(kept!.id, NOON))
      expect(restored).toMatchObject({ id: object.id, record: conflict.losing })
      expect(await given.mailbox.observePrime()).toBe(1)
      const [after] = valueOf(await given.store.status.conflicts(given.mailbox.pair.id, 9))
      expect(after).toMatchObject({ restoredAt: NOON })
    })

    it('brings an object back that was deleted since', async () => {
      const { object } = await conflictOf(NOON)
      valueOf(await given.store.deleteItem(object.id, null))
      const [kept] = valueOf(await given.store.status.conflicts(given.mailbox.pair.id, 9))
      valueOf(await given.store.status.restoreConflict(kept!.id, NOON))
      expect(valueOf(await given.store.findItem(object.id)).record.subject).toBe('Verloren')
    })

    it('that is not there is told', async () => {
      expect(await given.store.status.restoreConflict('none', NOON)).toMatchObject({
        error: { code: 'conflict.not-found' },
      })
    })
  })

  describe('the history of runs', () => {
    it('gives the newest first, of one account or of all, and forgets the old ones', async () => {
      const at = (day: number) => `2026-03-0${day}T00:00:00.000Z` as Instant
      const [anna, beat] = ['a', 'b'] as unknown as [EwsAccountId, EwsAccountId]
      const run = (accountId: EwsAccountId, day: number) => ({
        accountId,
        startedAt: at(day),
        endedAt: at(day),
        document: { day },
      })
      valueOf(await given.store.status.recordRun(run(anna, 1), at(1)))
      valueOf(await given.store.status.recordRun(run(beat, 2), at(1)))
      valueOf(await given.store.status.recordRun(run(anna, 3), at(2)))
      const runs = async (accountId: EwsAccountId | null, limit = 9) =>
        valueOf(await given.store.status.runs({ accountId, limit }))
      expect(await runs(null)).toEqual([run(anna, 3), run(beat, 2)])
      expect(await runs(anna)).toEqual([run(anna, 3)])
      expect(await runs(null, 1)).toEqual([run(anna, 3)])
    })
  })

  describe('a store that was closed', () => {
    it('tells of failures instead of throwing', async () => {
      await given.store.close()
      expect(await given.store.listEmailAccounts()).toMatchObject({ error: { code: 'prime.unreadable' } })
      expect(await given.store.storeContents([aContent('late')])).toMatchObject({
        error: { code: 'prime.write-failed' },
      })
      expect(await given.store.status.commit(given.mailbox.pair.id, [])).toMatchObject({
        error: { code: 'prime.write-failed' },
      })
      given.store = await given.place.open()
    })
  })
}
