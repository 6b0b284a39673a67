/**
 * No room to write, while the engine imports and while it exports: the run ends with an error that says so, and once
 * there is room everything is as if there had always been. The system refuses the process to let files grow.
 */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fill } from '#test/exchange-server/content/fill.ts'
import { aTask } from '#test/unit/sync/records.ts'
import { ANNA, EngineUnderTest, inMailbox, inPrime, valueOf } from './engine-under-test.ts'
import { startEngine } from './killed/engine-child.ts'

let test: EngineUnderTest
beforeEach(async () => {
  test = await EngineUnderTest.start()
})
afterEach(() => test.end())

/** The log of the database has to grow beyond it, after some pages of objects. */
const BLOCKS = 512

const OBJECTS = 400

/** Runs in a process that has little room. @returns the code of the error */
async function runInLittleRoom(): Promise<string | undefined> {
  const job = await test.job(ANNA)
  // The process has the store for itself.
  await test.restart()
  const child = startEngine(
    { primeFolder: test.folder, password: test.password, job },
    { fileBlocks: BLOCKS },
  )
  return (await child.ended)?.error?.code
}

function expectSound(): void {
  expect(test.database().prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
}

it('during import stops with an error, and goes on when there is room', async () => {
  await fill(test.mailbox, { messages: OBJECTS, seed: 5 })
  expect(await runInLittleRoom()).toMatch(/^prime\.(disk-full|write-failed)$/)
  expectSound()
  expect((await inPrime(test)).length).toBeLessThan(OBJECTS)
  expect(await test.run()).toMatchObject({ error: null, givenUp: 0 })
  expect(await inPrime(test)).toEqual(inMailbox(test.mailbox))
  expectSound()
})

it('during export stops with an error, and nothing is there twice when there is room again', async () => {
  expect(await test.run()).toMatchObject({ error: null })
  const primeEmailAccountId = await test.primeAccount()
  const subjects = Array.from({ length: OBJECTS }, (_, index) => `Aufgabe ${index}`).sort()
  for (const subject of subjects) {
    valueOf(await test.engine.createPrimeItem({ primeEmailAccountId, item: aTask({ subject }) }))
  }
  expect(await runInLittleRoom()).toMatch(/^prime\.(disk-full|write-failed)$/)
  expectSound()
  expect(test.mailbox.count('tasks')).toBeLessThan(OBJECTS)
  for (let runs = 0; runs < 2; runs += 1) expect(await test.run()).toMatchObject({ error: null, givenUp: 0 })
  const onExchange = test.mailbox.items('tasks').map(({ subject }) => subject)
  expect(onExchange.sort()).toEqual(subjects)
  const query = { primeEmailAccountId, kind: 'tasks', after: null, limit: 2 * OBJECTS } as const
  const inStore = valueOf(await test.engine.listPrimeItems(query))
  expect(inStore.map(({ record }) => record.subject).sort()).toEqual(subjects)
  expectSound()
  expect(test.server.mailsSent).toEqual([])
})
