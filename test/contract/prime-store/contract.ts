/** What every adapter of the Prime store is held to. Another database is one more line in `ADAPTERS`. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { openSqlitePrimeStore } from '#electron/prime/open-sqlite.ts'
import type { PrimeStore } from '#electron/prime/prime-store.ts'
import { Mailbox, valueOf } from './builders.ts'

/** A place for a store that is empty at first; opened again, it is the same one. */
export type Place = { open(): Promise<PrimeStore>; end(): Promise<void> }
export type Adapter = { readonly name: string; readonly create: () => Promise<Place> }

export const ADAPTERS: readonly Adapter[] = [{ name: 'SQLite', create: sqlitePlace }]

async function sqlitePlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'prime-'))
  return {
    open: async () => valueOf(await openSqlitePrimeStore(folder)),
    end: () => rm(folder, { recursive: true }),
  }
}

/** What a test works with; made anew for each. */
export type Given = { place: Place; store: PrimeStore; mailbox: Mailbox }

export function eachTest(adapter: Adapter): Given {
  const given = {} as Given
  beforeEach(async () => {
    given.place = await adapter.create()
    given.store = await given.place.open()
    given.mailbox = await Mailbox.create(given.store)
  })
  afterEach(async () => {
    await given.store.close()
    await given.place.end()
  })
  return given
}
