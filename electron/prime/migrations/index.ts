/** All migrations in order. A migration that has been released is never changed; a new one is one file and a line. */
import type { Migration } from 'kysely'
import { initial } from './0001-initial.ts'
import { synchronisation } from './0002-synchronisation.ts'
import { figures } from './0003-figures.ts'
import { places } from './0004-places.ts'
import { monitor } from './0005-monitor.ts'

export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-initial': initial,
  '0002-synchronisation': synchronisation,
  '0003-figures': figures,
  '0004-places': places,
  '0005-monitor': monitor,
}
