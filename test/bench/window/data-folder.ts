/** A data folder as after a year of use: connectors, accounts with their owners, last results, and a run each day. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { NO_COUNTS, type SyncResult } from '#shared/domain/sync.ts'
import { instantOf } from '#shared/domain/ids.ts'
import { MemoryDocumentFile } from '#electron/config/document-file.ts'
import { openDocuments, type Connections } from '#electron/config/documents.ts'
import { openSqlitePrimeStore } from '#electron/prime/open-sqlite.ts'
import { connect, disconnect } from '#electron/prime/sqlite.ts'
import { examples, storedConnections } from '../example-connections.ts'

const DAY = 86_400_000 // ms
export const DAYS = 365

/** @param accountsOf so many accounts has each connector. @returns how many runs there are */
export async function writeYear(
  folder: string,
  connectors: number,
  accountsOf: (index: number) => number,
): Promise<number> {
  await mkdir(folder)
  const made = examples(connectors, accountsOf)
  const connections = await withOwners(folder, made)
  await writeFile(path.join(folder, 'connections.json'), JSON.stringify(storedConnections(connections)))
  await writeFile(path.join(folder, 'results.json'), JSON.stringify(resultsOf(connections)))
  return writeRuns(path.join(folder, 'prime', 'prime.db'), connections)
}

async function withOwners(folder: string, { connectors, accounts }: Connections): Promise<Connections> {
  const store = await openSqlitePrimeStore(path.join(folder, 'prime'))
  if (!store.ok) throw new Error(store.error.code)
  const owned = []
  for (const account of accounts) {
    const owner = { kind: 'employee', name: `Owner of ${account.userName}` } as const
    const prime = await store.value.createEmailAccount({ address: `prime.${account.mailbox}`, owner })
    if (!prime.ok) throw new Error(prime.error.code)
    owned.push({ ...account, primeEmailAccountId: prime.value.id })
  }
  await store.value.close()
  return { connectors, accounts: owned }
}

/** One in ten failed, one in ten has never run. */
function resultsOf({ accounts }: Connections): Readonly<Record<string, unknown>> {
  const file = new MemoryDocumentFile()
  const ran = accounts.filter((_account, index) => index % 10 !== 9)
  openDocuments(() => file).results.update(() => ({
    tests: Object.fromEntries(ran.map(({ id }) => [id, { at: daysAgo(2), outcome: 'passed' }])),
    syncs: Object.fromEntries(
      ran.map(({ id }, index) => [id, aResult(0, index % 10 === 4 ? 'failed' : 'succeeded')]),
    ),
  }))
  if (!file.content) throw new Error('the results do not fit their document')
  return file.content
}

function writeRuns(file: string, { accounts }: Connections): number {
  const database = connect(file)
  database.exec('begin')
  const insert = database.prepare(
    'insert into sync_run (id, account_id, started_at, ended_at, document) values (?, ?, ?, ?, ?)',
  )
  let runs = 0
  for (let day = 0; day < DAYS; day += 1) {
    const result = aResult(day, 'succeeded')
    for (const { id } of accounts) {
      const document = JSON.stringify({ ...result, accountId: id })
      insert.run(`${id}-${day}`, id, result.startedAt, result.endedAt, document)
      runs += 1
    }
  }
  database.exec('commit')
  disconnect(database)
  return runs
}

function aResult(day: number, outcome: SyncResult['outcome']): SyncResult {
  return {
    ...{ startedAt: daysAgo(day), endedAt: daysAgo(day), trigger: 'schedule', outcome, counts: NO_COUNTS },
    ...{ givenUp: 0, waitedMilliseconds: 0, error: null },
  }
}

function daysAgo(days: number) {
  return instantOf(new Date(Date.now() - days * DAY - 60_000))
}
