/** The history of runs in a database of an earlier version, and by which indexes its pages are found. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NO_RUN_FILTER } from '#shared/domain/sync-monitor.ts'
import { NO_COUNTS, withItems } from '#shared/domain/sync.ts'
import { migrate } from '#electron/prime/migrate.ts'
import { openSqlitePrimeStore } from '#electron/prime/open-sqlite.ts'
import type { RunPageQuery } from '#electron/prime/sync-status.ts'
import { connect, kyselyOver } from '#electron/prime/sqlite.ts'
import { listRuns } from '#electron/prime/status/history.ts'
import { valueOf } from '#test/contract/prime-store/builders.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-history-'))
})
afterEach(() => rm(folder, { recursive: true }))

const file = () => join(folder, 'prime.db')

describe('a database of version 2', () => {
  it('has its runs found by outcome, trigger and whether they did anything', async () => {
    const sqlite = connect(file())
    const kysely = kyselyOver(sqlite)
    await migrate(kysely, '0002-synchronisation')
    const insert = sqlite.prepare('insert into sync_run values (?, ?, ?, ?, ?)')
    const run = (id: string, day: number, changes: object) => {
      const at = `2026-03-0${day}T00:00:00.000Z`
      const document = { outcome: 'succeeded', trigger: 'schedule', counts: NO_COUNTS, ...changes }
      insert.run(id, 'anna', at, at, JSON.stringify(document))
    }
    run('idle', 1, {})
    run('failed', 2, { outcome: 'failed', trigger: 'manual' })
    run('busy', 3, { counts: withItems(NO_COUNTS, 'tasks', 'up', { moved: 1 }) })
    run('waited', 4, { waitedMilliseconds: 5 })
    insert.run('odd', 'anna', '2026-03-05T00:00:00.000Z', '2026-03-05T00:00:00.000Z', '{}')
    await kysely.destroy()

    const store = valueOf(await openSqlitePrimeStore(folder))
    try {
      const ids = async (filter: Partial<RunPageQuery>) => {
        const query = {
          ...NO_RUN_FILTER,
          until: '2026-03-05T00:00:00.000Z',
          after: null,
          limit: 9,
          ...filter,
        }
        return valueOf(await store.status.runs(query as RunPageQuery)).map(({ id }) => id)
      }
      expect(await ids({})).toEqual(['waited', 'busy', 'failed', 'idle'])
      expect(await ids({ onlyEventful: true })).toEqual(['waited', 'busy', 'failed'])
      expect(await ids({ outcome: 'failed' })).toEqual(['failed'])
      expect(await ids({ trigger: 'schedule' })).toEqual(['waited', 'busy', 'idle'])
    } finally {
      await store.close()
    }
  })
})

describe('a page of the history', () => {
  const many = ['a', 'b'] as unknown as RunPageQuery['accountIds']
  const one = ['a'] as unknown as RunPageQuery['accountIds']

  it.each([
    ['of everybody', {}, 'sync_run_by_time'],
    ['of some accounts', { accountIds: many }, 'sync_run_by_time'],
    ['of one account', { accountIds: one }, 'sync_run_by_account'],
    ['of runs that did something', { onlyEventful: true }, 'sync_run_eventful'],
    ['of runs that failed', { outcome: 'failed' }, 'sync_run_eventful'],
    ['of some accounts that did something', { accountIds: many, onlyEventful: true }, 'sync_run_eventful'],
  ] as const)('%s is found by an index that has its order', async (_name, filter, index) => {
    const sqlite = connect(file())
    await migrate(kyselyOver(sqlite))
    const statements: string[] = []
    const prepare = sqlite.prepare.bind(sqlite)
    const watched = {
      prepare: (text: string) => {
        statements.push(text)
        return prepare(text)
      },
    }
    const query = { ...NO_RUN_FILTER, after: null, limit: 100, ...filter }
    await listRuns(kyselyOver(watched as typeof sqlite), query)
    const [statement = ''] = statements.filter((text) => text.includes('sync_run'))
    const plan = prepare(`explain query plan ${statement}`)
      .all(...[...statement.matchAll(/\?/g)].map(() => 'a'))
      .map((row) => (row as { detail: string }).detail)
    sqlite.close()
    expect(plan.join('\n')).toContain(`USING COVERING INDEX ${index}`)
  })
})
