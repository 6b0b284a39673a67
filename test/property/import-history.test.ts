/**
 * Whatever happens to a mailbox, and wherever the connection breaks: after a quiet run Prime equals the mailbox, and
 * one more run fetches and writes nothing.
 *
 * Histories are random: changes between and within runs, dropped connections, refusals, cancellations, restarts and
 * lost SyncStates, with small pages, so that every history has page borders to break at. A failing history is
 * repeated with `PROPERTY_SEED`.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createExchangeClient } from '#electron/exchange/create-exchange-client.ts'
import type { ExchangeClient } from '#electron/exchange/exchange-client.ts'
import { NO_RETRIES } from '#electron/exchange/retry.ts'
import { importFolder } from '#electron/sync/import-folder.ts'
import { signedIn } from '#test/integration/node-transport.ts'
import type { Interception, Mailbox } from '#test/exchange-server/server.ts'
import {
  ANNA,
  EngineUnderTest,
  inMailbox,
  inPrime,
  operations,
} from '#test/integration/sync/engine-under-test.ts'

const SEED = Number(process.env.PROPERTY_SEED ?? Math.floor(Math.random() * 0x7fffffff))
const HISTORIES = 25
const CHANGES_PER_PAGE = 4

type Change =
  | { readonly kind: 'add'; readonly isRead: boolean; readonly day: number }
  | { readonly kind: 'delete' | 'move-away' | 'touch'; readonly index: number }
  | { readonly kind: 'move-back'; readonly index: number }
  | { readonly kind: 'read' | 'update-read'; readonly index: number; readonly isRead: boolean }
  | { readonly kind: 'update'; readonly index: number; readonly subject: string }

type Trouble = 'none' | 'drop' | 'unavailable' | 'cancel'

type Step =
  | { readonly kind: 'change'; readonly change: Change }
  | {
      readonly kind: 'run'
      /** Which request of the run meets the trouble. */
      readonly at: number
      readonly trouble: Trouble
      /** What happens in the mailbox after each page. */
      readonly meanwhile: readonly Change[]
    }
  | { readonly kind: 'lose-sync-state' }

const index = fc.nat(30)
const isRead = fc.boolean()
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('add'), isRead, day: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('delete', 'move-away', 'touch'), index }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('move-back'), index }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('read', 'update-read'), index, isRead }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('update'),
      index,
      subject: fc.constantFrom('Offerte', 'Grüsse & <Küsse>', ' Leerzeichen ', '', '😀'),
    }),
  },
)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('change'), change }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('run'),
      at: fc.nat(8),
      trouble: fc.constantFrom('none', 'drop', 'unavailable', 'cancel'),
      meanwhile: fc.array(change, { maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'lose-sync-state' } as const) },
)

async function apply(mailbox: Mailbox, { kind, ...values }: Change): Promise<void> {
  const change = { kind, ...values } as Change
  const at = 'index' in change ? change.index : 0
  const pick = (folder: string) => {
    const items = mailbox.items(folder)
    return items[at % Math.max(1, items.length)]?.id
  }
  if (change.kind === 'add') {
    const receivedAt = Date.UTC(2026, 0, 1 + change.day)
    const subject = `Nachricht ${mailbox.sequence}`
    await mailbox.addMessage({ subject, text: subject }, { isRead: change.isRead, receivedAt })
    return
  }
  const id = pick(change.kind === 'move-back' ? 'junkemail' : 'inbox')
  if (id === undefined) return
  switch (change.kind) {
    case 'delete':
      mailbox.deleteMessage(id)
      return
    case 'move-away':
      mailbox.moveMessage(id, 'junkemail')
      return
    case 'move-back':
      mailbox.moveMessage(id, 'inbox')
      return
    case 'touch':
      mailbox.updateMessage(id, {})
      return
    case 'read':
      mailbox.setRead(id, change.isRead)
      return
    case 'update-read':
      mailbox.updateMessage(id, { isRead: change.isRead })
      return
    case 'update':
      mailbox.updateMessage(id, { subject: change.subject })
  }
}

/** One run over small pages, with trouble and with changes in the mailbox between the pages. */
async function run(test: EngineUnderTest, step: Step & { kind: 'run' }) {
  const abort = new AbortController()
  const meanwhile = [...step.meanwhile]
  let requests = 0
  const stop = test.server.intercept((): Interception => {
    if (requests++ !== step.at) return 'pass'
    switch (step.trouble) {
      case 'none':
        return 'pass'
      case 'drop':
        return { kind: 'drop-connection' }
      case 'unavailable':
        return { kind: 'http', status: 503, headers: { 'Content-Type': 'text/html' } }
      case 'cancel':
        abort.abort()
        return 'pass'
    }
  })
  const client = createExchangeClient({
    url: test.server.url,
    mailbox: ANNA,
    userName: ANNA,
    transport: await signedIn(test.server.url, { userName: ANNA, password: test.password }),
    retryLimits: NO_RETRIES,
  })
  const smallPages: ExchangeClient = {
    ...client,
    syncFolderItems: async (request, signal) => {
      const page = await client.syncFolderItems({ ...request, maxChanges: CHANGES_PER_PAGE }, signal)
      const next = meanwhile.shift()
      if (next) await apply(test.mailbox, next)
      return page
    },
  }
  const store = await test.store()
  try {
    return await importFolder({
      client: smallPages,
      store,
      pair: { primeEmailAccountId: await test.primeAccount(), mailbox: ANNA, folder: 'inbox' },
      signal: abort.signal,
      onProgress: () => undefined,
    })
  } finally {
    await client.close()
    stop()
  }
}

const QUIET_RUN: Step & { kind: 'run' } = { kind: 'run', at: 0, trouble: 'none', meanwhile: [] }

async function follow(history: readonly Step[]): Promise<void> {
  const test = await EngineUnderTest.start()
  try {
    for (const step of history) {
      if (step.kind === 'change') await apply(test.mailbox, step.change)
      else if (step.kind === 'run') await run(test, step)
      else {
        await test.primeAccount()
        test.database().exec("update sync_folder set sync_state = 'lost' where sync_state is not null")
      }
    }
    expect(await run(test, QUIET_RUN)).toMatchObject({ error: null, counts: { failed: 0 } })
    expect(await inPrime(test)).toEqual(inMailbox(test.mailbox))

    const wrote = test.watchWrites()
    test.server.clearJournal()
    const counts = { created: 0, updated: 0, deleted: 0, failed: 0, bytes: 0 }
    expect(await run(test, QUIET_RUN)).toEqual({ error: null, counts })
    expect(operations(test.server)).toEqual({ SyncFolderItems: 1 })
    expect(wrote()).toBe(false)
  } finally {
    await test.end()
  }
}

describe('any history', () => {
  it(`ends with both sides equal, and with nothing left to do (seed ${SEED})`, async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 50, size: 'max' }), follow), {
      seed: SEED,
      numRuns: HISTORIES,
      endOnFailure: false,
    })
  }, 300_000)
})

describe('a history that is worth remembering', () => {
  const add: Step = { kind: 'change', change: { kind: 'add', isRead: false, day: 1 } }
  const read = (kind: 'read' | 'update-read', value: boolean): Step => ({
    kind: 'change',
    change: { kind, index: 0, isRead: value },
  })

  it('read by its flag, then unread by an update', async () => {
    await follow([add, QUIET_RUN, read('read', true), QUIET_RUN, read('update-read', false)])
  })

  it('a full pass that breaks off, goes on, and loses its SyncState again', async () => {
    const adds = Array.from({ length: 10 }, () => add)
    const broken: Step = { ...QUIET_RUN, trouble: 'drop', at: 3 }
    const remove: Step = { kind: 'change', change: { kind: 'delete', index: 2 } }
    const lose: Step = { kind: 'lose-sync-state' }
    await follow([...adds, QUIET_RUN, remove, lose, broken, remove, lose, broken, QUIET_RUN])
  })
})
