/** All migrations in order. A migration that has been released is never changed; a new one is one file and a line. */
import type { Migration } from 'kysely'
import { initial } from './0001-initial.ts'
import { synchronisation } from './0002-synchronisation.ts'

export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-initial': initial,
  '0002-synchronisation': synchronisation,
}
