/**
 * The process of the sync host is killed again and again during runs with 2,000 changes on both sides. When it has gone
 * on to the end, everything is as if nothing had happened: as with a twin that was never killed. Nothing is doubled,
 * lost or mailed, the database is sound, Exchange holds what Winoffice Prime holds, and another run has nothing to do.
 *
 * `KILLS` asks for more of them than the few by default; `KILL_SEED` repeats the moments of another run.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSqlitePrimeStore } from '#electron/prime/open-sqlite.ts'
import { CALENDAR_FIELDS } from '#electron/sync/mapping/calendar.ts'
import { digestsOf } from '#electron/sync/mapping/field-table.ts'
import type { AppointmentRecord, PrimeRecord } from '#shared/domain/prime-items.ts'
import { SYNC_KINDS } from '#shared/domain/sync-kinds.ts'
import { totalOf } from '#shared/domain/sync.ts'
import { Random } from '#test/exchange-server/content/random.ts'
import { ANNA, EngineUnderTest, operations, valueOf } from './engine-under-test.ts'
import { buildEngine, startEngine } from './killed/engine-child.ts'
import { killMoment, liveUntil } from './killed/kill-moments.ts'
import {
  CHANGES,
  bySubject,
  changeOnBothSides,
  createOnBothSides,
  primeItems,
  stateOf,
  withoutReceipt,
} from './killed/two-way-changes.ts'

const KILLS = Number(process.env.KILLS ?? 25)
/** A long run has more changes, and more kills among as many changes. */
const KILLS_PER_ROUND = Math.max(25, KILLS / 4)
const SEED = Number(process.env.KILL_SEED ?? Math.floor(Math.random() * 0x7fffffff))
const MILLISECONDS_PER_KILL = 10_000

const WRITES = ['CreateItem', 'UpdateItem', 'MoveItem', 'DeleteItem', 'SendItem']
const DIFFERENCES_SHOWN = 5

let script: string
let test: EngineUnderTest
let twin: EngineUnderTest
beforeAll(async () => {
  script = await buildEngine()
  test = await EngineUnderTest.start()
  twin = await EngineUnderTest.start()
}, 60_000)
afterAll(async () => {
  await test.end()
  await twin.end()
  await rm(dirname(script), { recursive: true })
})

describe('a run with changes on both sides, whose process is killed', () => {
  it(
    `ends as if it had not been (${KILLS} kills, seed ${SEED})`,
    async () => {
      const random = new Random(SEED)
      for (const each of [test, twin]) {
        await createOnBothSides(each, 0)
        expect(await each.run()).toMatchObject({ error: null, givenUp: 0 })
        await runToRest(each)
      }
      let kills = 0
      for (let round = 1; kills < KILLS; round += 1) {
        for (const each of [test, twin]) {
          const changes = (await createOnBothSides(each, round)) + (await changeOnBothSides(each, round - 1))
          expect(changes).toBe(CHANGES)
        }
        const requests = await undisturbed()
        const times = Math.min(KILLS - kills, KILLS_PER_ROUND)
        const killed = await killedSoOften(random, times, requests)
        kills += killed
        console.log(`round ${round}: ${requests} requests undisturbed, killed ${killed} times`)
        await expectAsUndisturbed()
      }
    },
    300_000 + KILLS * MILLISECONDS_PER_KILL,
  )
})

/** @returns the requests of the run of the twin */
async function undisturbed(): Promise<number> {
  twin.server.clearJournal()
  expect(await twin.run()).toMatchObject({ error: null, givenUp: 0 })
  return twin.server.journal.length
}

/** Starts the process anew as often as it is killed, and lets it come to its end then. @returns how often it was killed */
async function killedSoOften(random: Random, times: number, requests: number): Promise<number> {
  const job = await test.job()
  // The process has the store for itself.
  await test.restart()
  const start = () => startEngine({ primeFolder: test.folder, password: test.password, job }, { script })
  for (let kills = 0; kills < times; kills += 1) {
    const moment = killMoment(random, requests / KILLS_PER_ROUND)
    const result = await liveUntil(test.server, start(), moment)
    if (result === null) continue
    expect(result).toMatchObject({ error: null, givenUp: 0 })
    return kills
  }
  expect(await start().ended).toMatchObject({ error: null, givenUp: 0 })
  return times
}

async function expectAsUndisturbed(): Promise<void> {
  expectSound()
  await expectAsTwin()
  await runToRest(test)
  await runToRest(twin)
  await expectAsTwin()
  expect(await test.problems()).toEqual([])
  expect(await test.conflicts()).toEqual([])
  expect(test.server.mailsSent).toEqual([])
  expectSame(await importedAnew(), await held())
  expectSound()
}

async function expectAsTwin(): Promise<void> {
  const [killed, undisturbed] = [await stateOf(test), await stateOf(twin)]
  expectSame(killed.prime, undisturbed.prime)
  expectSame(killed.exchange, undisturbed.exchange)
}

/** Says what is different, of thousands. */
function expectSame(actual: readonly unknown[], expected: readonly unknown[]): void {
  const [found, wanted] = [actual, expected].map((all) => new Set(all.map((each) => JSON.stringify(each))))
  const only = (one: Set<string>, other: Set<string>) =>
    [...one].filter((line) => !other.has(line)).slice(0, DIFFERENCES_SHOWN)
  expect({ more: only(found!, wanted!), missing: only(wanted!, found!) }).toEqual({ more: [], missing: [] })
  expect(actual).toHaveLength(expected.length)
}

function expectSound(): void {
  expect(test.database().prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
}

/** One run takes note of what the last one has done on Exchange; the next has nothing left at all. */
async function runToRest(each: EngineUnderTest): Promise<void> {
  each.server.clearJournal()
  expect(await each.run()).toMatchObject({ error: null, givenUp: 0 })
  const asked = Object.keys(operations(each.server))
  expect(asked.filter((operation) => WRITES.includes(operation))).toEqual([])
  const wrote = each.watchWrites()
  each.server.clearJournal()
  const quiet = await each.run()
  expect(quiet.error).toBeNull()
  expect(totalOf(quiet.counts)).toEqual({ created: 0, updated: 0, moved: 0, deleted: 0, failed: 0 })
  expect(Object.keys(operations(each.server))).toEqual(['SyncFolderItems'])
  expect(wrote()).toEqual([])
}

/** What Winoffice Prime holds, but the recycle bin, which gets what was deleted here. */
async function held(): Promise<unknown[]> {
  const items = [...(await primeItems(test)).values()].map(({ record }) => record)
  return comparable(items)
}

/** The mailbox in a store that has never seen it. */
async function importedAnew(): Promise<unknown[]> {
  const folder = await mkdtemp(join(tmpdir(), 'anew-'))
  try {
    const store = valueOf(await openSqlitePrimeStore(folder))
    const draft = { address: ANNA, owner: { kind: 'employee', name: ANNA } } as const
    const { id: primeEmailAccountId } = valueOf(await store.createEmailAccount(draft))
    const job = await test.job(ANNA, { primeEmailAccountId })
    const read = startEngine({ primeFolder: folder, password: test.password, job }, { script })
    expect(await read.ended).toMatchObject({ error: null, givenUp: 0 })
    const items = []
    for (const kind of SYNC_KINDS) {
      const query = { primeEmailAccountId, kind, after: null, limit: 100_000 }
      items.push(...valueOf(await store.listItems(query)))
    }
    await store.close()
    return comparable(items.map(({ record }) => record))
  } finally {
    await rm(folder, { recursive: true })
  }
}

function comparable(records: readonly PrimeRecord[]): unknown[] {
  return records
    .filter((record) => record.kind !== 'email' || record.folder !== 'deleted')
    .sort(bySubject)
    .map((record) =>
      record.kind === 'email' || record.kind === 'task' ? withoutReceipt(record) : asSynchronised(record),
    )
}

/** What both sides write: the rest, such as who organises a meeting, is known when an item was read again. */
function asSynchronised(record: AppointmentRecord): unknown {
  const fields = CALENDAR_FIELDS.filter(({ direction }) => direction !== 'down')
  return [record.subject, digestsOf(fields, record)]
}
