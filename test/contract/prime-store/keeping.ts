/** Contents, the journal of conflicts, the history of runs. */
import { describe, expect, it } from 'vitest'
import { NO_FIGURES, type SyncFigures } from '#shared/domain/sync-statistics.ts'
import type { EwsAccountId, Instant } from '#shared/domain/ids.ts'
import type { ContentHash } from '#shared/domain/prime-items.ts'
import { NO_RUN_FILTER } from '#shared/domain/sync-monitor.ts'
import type { RunPageQuery, StoredRun } from '#electron/prime/sync-status.ts'
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
      const [kept] = valueOf(
        await given.store.status.conflicts([given.mailbox.pair.id], { after: null, limit: 9 }),
      )
      expect(kept).toMatchObject({ ...conflict, restoredAt: null })
      const restored = valueOf(await given.store.status.restoreConflict(kept!.id, NOON))
      expect(restored).toMatchObject({ id: object.id, record: conflict.losing })
      expect(await given.mailbox.observePrime()).toBe(1)
      const [after] = valueOf(
        await given.store.status.conflicts([given.mailbox.pair.id], { after: null, limit: 9 }),
      )
      expect(after).toMatchObject({ restoredAt: NOON })
    })

    it('brings an object back that was deleted since', async () => {
      const { object } = await conflictOf(NOON)
      valueOf(await given.store.deleteItem(object.id, null))
      const [kept] = valueOf(
        await given.store.status.conflicts([given.mailbox.pair.id], { after: null, limit: 9 }),
      )
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
    const [anna, beat, cleo] = ['a', 'b', 'c'] as unknown as [EwsAccountId, EwsAccountId, EwsAccountId]
    const at = (day: number) => `2026-03-0${day}T00:00:00.000Z` as Instant
    const run = (accountId: EwsAccountId, day: number, changes: Partial<StoredRun> = {}): StoredRun => ({
      accountId,
      startedAt: at(day),
      endedAt: at(day),
      outcome: 'succeeded',
      trigger: 'schedule',
      isEventful: false,
      document: { day },
      ...changes,
    })
    const runs = async (filter: Partial<RunPageQuery> = {}) =>
      valueOf(await given.store.status.runs({ ...NO_RUN_FILTER, after: null, limit: 9, ...filter }))
    const told = async (filter: Partial<RunPageQuery> = {}) =>
      (await runs(filter)).map(
        ({ accountId, document }) => `${accountId}${(document as { day: number }).day}`,
      )
    const record = async (...all: StoredRun[]) => {
      for (const each of all)
        valueOf(await given.store.status.recordRun({ ...each, figures: NO_FIGURES }, at(1)))
    }

    it('gives the newest first, of one account, of some or of all, and forgets the old ones', async () => {
      await record(run(anna, 1), run(beat, 2), run(cleo, 2))
      valueOf(await given.store.status.recordRun({ ...run(anna, 3), figures: NO_FIGURES }, at(2)))
      const [first] = await runs()
      expect(first).toEqual({ ...run(anna, 3), id: expect.any(String) as string })
      expect((await told()).sort()).toEqual(['a3', 'b2', 'c2'])
      expect(await told({ accountIds: [anna] })).toEqual(['a3'])
      expect(await told({ accountIds: [anna, beat] })).toEqual(['a3', 'b2'])
      expect(await told({ accountIds: [] })).toEqual([])
      expect(await told({ limit: 1 })).toEqual(['a3'])
    })

    it('is filtered by outcome, trigger, time and whether anything was done, alone and together', async () => {
      await record(
        run(anna, 1, { outcome: 'failed', isEventful: true }),
        run(anna, 2, { trigger: 'manual' }),
        run(beat, 3, { outcome: 'failed', trigger: 'manual', isEventful: true }),
        run(beat, 4),
      )
      expect(await told({ outcome: 'failed' })).toEqual(['b3', 'a1'])
      expect(await told({ trigger: 'manual' })).toEqual(['b3', 'a2'])
      expect(await told({ onlyEventful: true })).toEqual(['b3', 'a1'])
      expect(await told({ since: at(2), until: at(4) })).toEqual(['b3', 'a2'])
      expect(await told({ accountIds: [anna], outcome: 'failed' })).toEqual(['a1'])
      expect(await told({ outcome: 'failed', trigger: 'manual', until: at(3) })).toEqual([])
    })

    it('goes on page by page without leaving out or repeating one, also of runs of the same moment', async () => {
      await record(
        ...Array.from({ length: 7 }, (_, index) => run(index % 2 === 0 ? anna : beat, 2)),
        run(anna, 1),
      )
      for (const accountIds of [null, [anna, beat]]) {
        const seen: string[] = []
        for (let page = await runs({ accountIds, limit: 3 }); page.length > 0;) {
          seen.push(...page.map(({ id }) => id))
          const { id, startedAt } = page.at(-1)!
          page = await runs({ accountIds, limit: 3, after: { at: startedAt, id } })
        }
        expect(seen).toHaveLength(8)
        expect(new Set(seen).size).toBe(8)
      }
    })
  })

  describe('the figures of runs', () => {
    const account = 'a' as EwsAccountId
    /** @param time day of February, also beyond its end, and time of the day */
    const at = (time: string) => {
      const [day, clock] = time.split('T')
      const midnight = Date.UTC(2026, 1, Number(day))
      return `${new Date(midnight).toISOString().slice(0, 10)}T${clock ?? ''}:00.000Z` as Instant
    }
    const noted = async (time: string, figures: Partial<SyncFigures>, keepSince = at('01T00:00')) => {
      const run = {
        ...{ accountId: account, startedAt: at(time), endedAt: at(time), document: {} },
        ...({ outcome: 'succeeded', trigger: 'schedule', isEventful: true } as const),
      }
      valueOf(
        await given.store.status.recordRun({ ...run, figures: { ...NO_FIGURES, ...figures } }, keepSince),
      )
    }
    const between = async (...times: string[]) => valueOf(await given.store.status.figures(times.map(at)))

    it('are added up between borders: the first belongs to an interval, the last does not', async () => {
      await noted('10T07:59', { runs: 1, imported: 100 })
      await noted('10T08:00', { runs: 1, imported: 1, failedItems: 5 })
      await noted('10T08:14', { runs: 1, imported: 2, exported: 7 })
      await noted('10T08:45', { runs: 1, failedRuns: 1 })
      await noted('10T10:00', { runs: 1, exported: 1000 })
      expect(await between('10T08:00', '10T09:00', '10T10:00')).toEqual([
        { runs: 3, failedRuns: 1, imported: 3, exported: 7, failedItems: 5 },
        NO_FIGURES,
      ])
    })

    it('fit the days of zones that are half an hour or a quarter beside the hour', async () => {
      await noted('11T18:29', { runs: 1, imported: 1 })
      await noted('11T18:30', { runs: 1, imported: 10 })
      const [before, after] = await between('10T18:30', '11T18:30', '12T18:30')
      expect([before?.imported, after?.imported]).toEqual([1, 10])
    })

    const ofDays = async () =>
      (await between('12T00:00', '13T00:00', '14T00:00')).map(({ imported }) => imported)

    it('outlive runs that are kept for a day, as far as the charts look back', async () => {
      await noted('12T08:00', { runs: 1, imported: 4 })
      await noted('13T08:00', { runs: 1, imported: 5 }, at('13T00:00'))
      expect(await ofDays()).toEqual([4, 5])
      // 31 days after the 13th of February.
      await noted('44T08:00', { runs: 1 }, at('43T08:00'))
      expect(await ofDays()).toEqual([0, 5])
    })

    it('are forgotten with runs that are kept for longer', async () => {
      await noted('12T08:00', { runs: 1, imported: 4 })
      await noted('13T08:00', { runs: 1, imported: 5 })
      await noted('60T08:00', { runs: 1 }, at('12T00:00'))
      expect(await ofDays()).toEqual([4, 5])
      await noted('60T08:00', { runs: 1 }, at('13T00:00'))
      expect(await ofDays()).toEqual([0, 5])
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
