/** The example in the documentation of the Prime side is run as it is printed. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqlitePrimeStore } from '#electron/prime/open-sqlite.ts'
import type { Result } from '#shared/result.ts'
import { aTask } from '#test/unit/sync/records.ts'

const run = promisify(execFile)
const primeFolder = path.resolve(import.meta.dirname, '../../../electron/prime')
const ADDRESS = 'anna@company.com'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'prime-example-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

/** The example in a file of its own, with its imports pointed at the folder that it is printed for. */
async function exampleFile(): Promise<string> {
  const readme = await readFile(path.join(primeFolder, 'README.md'), 'utf8')
  const code = /```ts\n([\s\S]*?)```/.exec(readme)?.[1]
  if (code === undefined) throw new Error('no example')
  expect(code.split('\n').length).toBeLessThan(60)
  const root = path.resolve(primeFolder, '../..')
  const file = path.join(folder, 'follow.mts')
  await writeFile(
    file,
    code.replaceAll("'./", `'${primeFolder}/`).replaceAll("'#shared/", `'${root}/shared/`),
  )
  return file
}

test('every table of the database is explained', async () => {
  await valueOf(await openSqlitePrimeStore(folder)).close()
  const database = new DatabaseSync(path.join(folder, 'prime.db'), { readOnly: true })
  const rows = database.prepare("select name from sqlite_master where type = 'table'").all() as {
    name: string
  }[]
  database.close()
  const readme = await readFile(path.join(primeFolder, 'README.md'), 'utf8')
  const tables = rows.map(({ name }) => name).filter((name) => !/^(kysely|sqlite)_/.test(name))
  expect(tables.length).toBeGreaterThan(10)
  expect(tables.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
})

test('the example follows the feed, takes up new tasks, and finds nothing the second time', async () => {
  const prime = path.join(folder, 'prime')
  const store = valueOf(await openSqlitePrimeStore(prime))
  const account = valueOf(
    await store.createEmailAccount({ address: ADDRESS, owner: { kind: 'employee', name: 'Anna' } }),
  )
  const { id } = valueOf(await store.createItem(account.id, aTask()))
  const gone = valueOf(await store.createItem(account.id, { ...aTask(), subject: 'Gelöscht' }))
  valueOf(await store.deleteItem(gone.id, gone.revision))
  await store.close()

  const file = await exampleFile()
  const follow = async (after: string) =>
    (await run(process.execPath, ['--import', 'tsx', file, prime, ADDRESS, after])).stdout.trim().split('\n')
  const first = await follow('0')
  expect(first).toEqual(['taken up: Offerte schreiben', expect.stringMatching(/^go on from \d+$/)])
  const after = /\d+$/.exec(first[1] ?? '')?.[0] ?? ''
  expect(await follow(after)).toEqual([`go on from ${after}`])

  const again = valueOf(await openSqlitePrimeStore(prime))
  expect(valueOf(await again.findItem(id)).record).toMatchObject({
    status: 'in-progress',
    percentComplete: 10,
  })
  await again.close()
})
