/**
 * Pages of the history of runs of 500 accounts in a year, compared with those of one day: a page is found by an index,
 * so the one must not cost much more than the other. Also the filters that find little, which read the index to its end.
 *
 *   npx tsx test/bench/run-history.ts [runs a day of an account, default 8]
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import type { EwsAccountId, Instant } from '#shared/domain/ids.ts'
import { NO_RUN_FILTER } from '#shared/domain/sync-monitor.ts'
import { NO_COUNTS } from '#shared/domain/sync.ts'
import { openSqlitePrimeStore } from '#electron/prime/open-sqlite.ts'
import type { PrimeStore } from '#electron/prime/prime-store.ts'
import type { RunPageQuery } from '#electron/prime/sync-status.ts'
import { median, rounded, say } from './figures.ts'

const ACCOUNTS = 500
const DAY = 86_400_000
const END = Date.parse('2027-01-01T00:00:00.000Z')
const REPETITIONS = 9
const instant = (at: number) => new Date(at).toISOString() as Instant

const runsPerDay = Number(process.argv[2] ?? 8)
const ids = Array.from({ length: ACCOUNTS }, () => randomUUID() as string as EwsAccountId)

async function storeOf(days: number): Promise<{ store: PrimeStore; folder: string; runs: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'run-history-'))
  const created = await openSqlitePrimeStore(folder)
  if (!created.ok) throw new Error(created.error.code)
  await created.value.close()
  const database = new DatabaseSync(join(folder, 'prime.db'))
  const insert = database.prepare(
    `insert into sync_run (id, account_id, started_at, ended_at, outcome, trigger, is_eventful, document)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  let runs = 0
  database.exec('begin')
  const step = DAY / runsPerDay
  for (let at = END - days * DAY; at < END; at += step) {
    for (const [index, id] of ids.entries()) {
      runs += 1
      const startedAt = instant(at + index * 37)
      const outcome = runs % 5_000 === 0 ? 'failed' : 'succeeded'
      const trigger = runs % 700 === 0 ? 'manual' : 'schedule'
      const result = {
        ...{ accountId: id, startedAt, endedAt: startedAt, trigger, outcome, counts: NO_COUNTS },
        ...{ givenUp: 0, waitedMilliseconds: 0, error: null },
      }
      const isEventful = runs % 10 === 0 ? 1 : 0
      insert.run(randomUUID(), id, startedAt, startedAt, outcome, trigger, isEventful, JSON.stringify(result))
    }
  }
  database.exec('commit')
  database.close()
  const opened = await openSqlitePrimeStore(folder)
  if (!opened.ok) throw new Error(opened.error.code)
  return { store: opened.value, folder, runs }
}

async function page(store: PrimeStore, filter: Partial<RunPageQuery>): Promise<number> {
  const times: number[] = []
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    const begin = performance.now()
    const answer = await store.status.runs({ ...NO_RUN_FILTER, after: null, limit: 100, ...filter })
    if (!answer.ok) throw new Error(answer.error.code)
    times.push(performance.now() - begin)
  }
  return rounded(median(times), 1)
}

async function measure(days: number) {
  const { store, folder, runs } = await storeOf(days)
  const half = instant(END - (days / 2) * DAY)
  const figures = {
    runs,
    megabytes: Math.round((await stat(join(folder, 'prime.db'))).size / 1_000_000),
    firstPage: await page(store, {}),
    pageInTheMiddle: await page(store, { after: { at: half, id: '' } }),
    eventful: await page(store, { onlyEventful: true }),
    failed: await page(store, { outcome: 'failed' }),
    manualAndFailed: await page(store, { outcome: 'failed', trigger: 'manual' }),
    findsNothing: await page(store, { outcome: 'cancelled' }),
    oneAccount: await page(store, { accountIds: ids.slice(0, 1) }),
    oneAccountFailed: await page(store, { accountIds: ids.slice(0, 1), outcome: 'failed' }),
    connectorOf250: await page(store, { accountIds: ids.slice(0, 250) }),
  }
  await store.close()
  await rm(folder, { recursive: true })
  return figures
}

const [day, year] = [await measure(1), await measure(365)]
say(JSON.stringify({ unit: 'ms', day, year, firstPageRatio: rounded(year.firstPage / day.firstPage) }))
