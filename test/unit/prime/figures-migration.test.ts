/** A database from before the figures gets those of the runs that it has. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrate } from '#electron/prime/migrate.ts'
import { openSqlitePrimeStore } from '#electron/prime/open-sqlite.ts'
import { connect, kyselyOver } from '#electron/prime/sqlite.ts'
import { instantOf, type Instant } from '#shared/domain/ids.ts'
import { NO_COUNTS, withItems } from '#shared/domain/sync.ts'
import { valueOf } from '../services/services-under-test.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'figures-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

it('adds up the runs that are there, and leaves out those of another form', async () => {
  const sqlite = connect(path.join(folder, 'prime.db'))
  const kysely = kyselyOver(sqlite)
  await migrate(kysely, '0002-synchronisation')
  const insert = sqlite.prepare(`insert into sync_run values (?, 'account', ?, ?, ?)`)
  const counts = withItems(NO_COUNTS, 'emails', 'down', { created: 2, failed: 1 })
  const start = Date.parse('2026-03-10T08:00:00Z')
  // More than are read at a time: one each minute, from 08:00 on.
  for (let minute = 0; minute < 1_500; minute += 1) {
    const endedAt = instantOf(new Date(start + minute * 60_000))
    const document = { endedAt, outcome: minute % 15 === 0 ? 'failed' : 'incomplete', counts }
    insert.run(`run-${minute}`, endedAt, endedAt, JSON.stringify(document))
  }
  insert.run('other', '2026-03-10T08:00:00.000Z', '2026-03-10T08:00:00.000Z', '{"day":1}')
  await kysely.destroy()

  const store = valueOf(await openSqlitePrimeStore(folder))
  const borders = [
    '2026-03-10T08:00:00.000Z',
    '2026-03-10T09:00:00.000Z',
    '2026-03-12T00:00:00.000Z',
  ] as Instant[]
  const figures = valueOf(await store.status.figures(borders))
  await store.close()
  expect(figures).toEqual([
    { runs: 60, failedRuns: 4, imported: 120, exported: 0, failedItems: 60 },
    { runs: 1_440, failedRuns: 96, imported: 2_880, exported: 0, failedItems: 1_440 },
  ])
})
