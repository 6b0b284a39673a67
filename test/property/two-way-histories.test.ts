/**
 * Whatever people do on both sides and whatever fails on the way, once nothing fails any more both sides become equal
 * and stay so: nothing is lost that nobody deleted, nothing is doubled, nothing is mailed that was not to be mailed.
 *
 * A history is made of runs. Before each, people edit both sides; while it is under way, they go on editing, behind
 * some request; and the server fails in one of its ways. Then the server behaves again, and runs follow until one has
 * nothing to do. What Exchange holds is read by a second, receiving account into another place of Winoffice Prime,
 * which knows nothing of the links of the first.
 *
 * A failing history is repeated with `PROPERTY_SEED`; `PROPERTY_RUNS` asks for more histories than the few by default,
 * `PROPERTY_SHRINK=no` shows the first one that fails as it is.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NO_RETRIES } from '#electron/exchange/retry.ts'
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import { ACCOUNT_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'
import { totalOf } from '#shared/domain/sync.ts'
import type { Interception, MisbehaveOptions } from '#test/exchange-server/server.ts'
import { ANNA, EngineUnderTest, operations, valueOf } from '#test/integration/sync/engine-under-test.ts'
import { type Edit, KINDS, People, WHAT, numberIn, primeItems } from './two-way-people.ts'

const SEED = Number(process.env.PROPERTY_SEED ?? Math.floor(Math.random() * 0x7fffffff))
const HISTORIES = Number(process.env.PROPERTY_RUNS ?? 6)
/** What takes longer than the last history is left out, instead of being made shorter for hours. */
const MILLISECONDS_PER_HISTORY = 20_000
const HEALING_RUNS = 8
const READER = 'leser@contoso.example'

type Run = {
  readonly before: readonly Edit[]
  /** While it is under way, behind so many requests. */
  readonly during: { readonly edits: readonly Edit[]; readonly after: number } | null
  readonly failure: MisbehaveOptions | null
  readonly pageSize: number | null
  readonly restarts: boolean
  readonly retries: boolean
}

const edit: fc.Arbitrary<Edit> = fc.record({
  side: fc.constantFrom('exchange' as const, 'prime' as const),
  what: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom('create' as const, 'change' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...WHAT) },
  ),
  kind: fc.constantFrom(...KINDS),
  which: fc.nat(50),
  value: fc.nat(100),
})
const edits = (maxLength: number) => fc.array(edit, { maxLength })

const WRITES = ['CreateItem', 'UpdateItem', 'MoveItem', 'DeleteItem', 'SendItem'] as const
const READS = ['SyncFolderItems', 'GetItem', 'FindItem'] as const
const timing = { after: fc.nat(6), times: fc.integer({ min: 1, max: 3 }) }
const failure: fc.Arbitrary<MisbehaveOptions> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      behaviour: fc.constantFrom(
        'drop-before-effect' as const,
        'drop-after-effect' as const,
        'drop-in-answer' as const,
        'truncated-xml' as const,
        'malformed-xml' as const,
      ),
      operation: fc.constantFrom(...WRITES, ...READS),
      ...timing,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      behaviour: fc.constantFrom(
        'server-busy' as const,
        'server-busy-in-all-messages' as const,
        'server-busy-in-one-message' as const,
        'server-busy-from-the-middle' as const,
        'inner-server-busy' as const,
        'mailbox-store-unavailable' as const,
        'mailbox-moved' as const,
      ),
      milliseconds: fc.constant(1),
      ...timing,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      behaviour: fc.constantFrom(
        'state-refused' as const,
        'silent-restart' as const,
        'duplicated-page' as const,
        'read-flag-as-update' as const,
      ),
      operation: fc.constant('SyncFolderItems'),
      ...timing,
    }),
  },
)

const run: fc.Arbitrary<Run> = fc.record({
  before: edits(5),
  during: fc.option(fc.record({ edits: edits(3), after: fc.nat(12) })),
  failure: fc.option(failure, { freq: 2 }),
  pageSize: fc.option(fc.integer({ min: 1, max: 4 })),
  restarts: fc.boolean(),
  retries: fc.boolean(),
})
const history = fc.array(run, { minLength: 1, maxLength: 6 })

async function live(runs: readonly Run[]): Promise<void> {
  const test = await EngineUnderTest.start()
  try {
    const people = new People(test)
    await test.run(ANNA, CHANGES)
    for (const step of runs) await liveThrough(test, people, step)
    test.server.behave()
    await heal(test)
    await expectQuietRun(test)
    await compare(test, people)
    expectNoOtherMail(test, people)
  } finally {
    await test.end()
  }
}

const CHANGES = { allowMassDeletion: true }

async function liveThrough(test: EngineUnderTest, people: People, step: Run): Promise<void> {
  for (const one of step.before) await people.act(one)
  if (step.restarts) {
    test.retryLimits = step.retries ? { attempts: 3, totalWait: 100, firstWait: 1 } : NO_RETRIES
    await test.restart()
  }
  test.server.behave()
  if (step.pageSize !== null) test.server.misbehave({ behaviour: 'small-pages', size: step.pageSize })
  if (step.failure !== null) test.server.misbehave(step.failure)
  const { during } = step
  let requests = 0
  const stop = test.server.intercept(async (): Promise<Interception> => {
    requests += 1
    if (during !== null && requests === during.after + 1) {
      for (const one of during.edits) await people.act(one)
    }
    return 'pass'
  })
  await test.run(ANNA, CHANGES)
  stop()
}

/** Runs until one has nothing to do; what was given up meanwhile is tried again. */
async function heal(test: EngineUnderTest): Promise<void> {
  const pair = { primeEmailAccountId: await test.primeAccount(), mailbox: ANNA }
  const told: unknown[] = []
  for (let index = 0; index < HEALING_RUNS; index += 1) {
    valueOf(await test.engine.retryProblems({ pair, items: null }))
    const result = await test.run(ANNA, CHANGES)
    const total = totalOf(result.counts)
    told.push({ error: result.error, total })
    if (result.error === null && Object.values(total).every((count) => count === 0)) return
  }
  const problems = await test.problems()
  throw new Error(`the two sides do not come to rest: ${JSON.stringify({ told, problems })}`)
}

async function expectQuietRun(test: EngineUnderTest): Promise<void> {
  const wrote = test.watchWrites()
  test.server.clearJournal()
  const result = await test.run(ANNA, CHANGES)
  expect(result.error).toBeNull()
  expect(totalOf(result.counts)).toEqual({ created: 0, updated: 0, moved: 0, deleted: 0, failed: 0 })
  expect(Object.keys(operations(test.server))).toEqual(['SyncFolderItems'])
  expect(wrote()).toEqual([])
}

async function compare(test: EngineUnderTest, people: People): Promise<void> {
  const account = { ...ACCOUNT_SYNC_DEFAULTS, firstSyncDays: null, receiveOnly: true }
  const read = await test.run(ANNA, { account, primeEmailAccountId: await test.primeAccount(READER) })
  expect(read.error).toBeNull()
  const onExchange = await linesByNumber(test, people, READER)
  const inPrime = await linesByNumber(test, people, ANNA)
  for (const number of people.all) {
    const there = onExchange.get(number) ?? []
    const here = inPrime.get(number) ?? []
    // Restoring is synchronised nowhere, so that each side has its own.
    if (people.restored.has(number)) continue
    expect(here.length, `${number} in Winoffice Prime`).toBeLessThanOrEqual(1)
    expect(there.length, `${number} on Exchange`).toBeLessThanOrEqual(1)
    // What was deleted in Winoffice Prime lies in the deleted items of Exchange.
    if (people.deletedInPrime.has(number) && here.length === 0) continue
    expect(there, `${number} on both sides`).toEqual(here)
    if (!people.deleted.has(number)) expect(here, `${number} is lost`).toHaveLength(1)
  }
}

async function linesByNumber(
  test: EngineUnderTest,
  people: People,
  address: string,
): Promise<Map<string, string[]>> {
  const lines = new Map<string, string[]>()
  for (const kind of KINDS) {
    for (const { record } of await primeItems(test, kind, address)) {
      const number = numberIn(record.subject)
      lines.set(number, [...(lines.get(number) ?? []), lineOf(record, people.binned.has(number))])
    }
  }
  return lines
}

function lineOf(record: PrimeRecord, isFolderItsOwn: boolean): string {
  const categories = [...record.categories].sort()
  if (record.kind === 'task') return JSON.stringify({ ...record, categories })
  // Exchange knows fewer zones than there are names of them.
  if (record.kind !== 'email') {
    return JSON.stringify({ ...record, times: { ...record.times, timeZone: null }, categories })
  }
  const { subject, isRead, isDraft, flag, importance, contentDigest } = record
  const folder = isFolderItsOwn ? null : record.folder
  return JSON.stringify({ subject, folder, isRead, isDraft, flag, importance, categories, contentDigest })
}

function expectNoOtherMail({ server }: EngineUnderTest, people: People): void {
  const sent = server.mailsSent.map(({ subject }) => numberIn(subject))
  expect(new Set(sent).size, 'mails are sent once').toBe(sent.length)
  expect(sent.filter((number) => !people.toSend.has(number))).toEqual([])
}

describe('a history of edits, failures and runs', () => {
  it(
    `ends with two equal sides that stay as they are (seed ${SEED})`,
    async () => {
      await fc.assert(fc.asyncProperty(history, live), {
        seed: SEED,
        numRuns: HISTORIES,
        endOnFailure: process.env.PROPERTY_SHRINK === 'no',
        interruptAfterTimeLimit: HISTORIES * MILLISECONDS_PER_HISTORY,
      })
    },
    HISTORIES * MILLISECONDS_PER_HISTORY + 60_000,
  )
})
