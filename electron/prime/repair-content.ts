/** What must be true of a database again after only some of its rows were taken over. */
import type { Sqlite } from './sqlite.ts'

/** Where the record of an object lies, by kind. */
const RECORDS = { emails: 'email', calendar: 'appointment', tasks: 'task' }

/**
 * Leaves out what has lost the rows that it belongs to, and lets every folder begin from the start. An object whose
 * record is lost goes with its link, as if it had never been there: taken for deleted, it would be deleted on
 * Exchange.
 */
export function restartAfterRepair(sqlite: Sqlite): void {
  sqlite.exec('pragma foreign_keys = off')
  sqlite.exec('begin')
  for (const [kind, table] of Object.entries(RECORDS))
    sqlite.exec(
      `delete from prime_item where kind = '${kind}' and is_deleted = 0
       and not exists (select 1 from "${table}" where "${table}".id = prime_item.id)`,
    )
  removeOrphans(sqlite)
  for (const [name, value] of [
    ['revision', 'select coalesce(max(revision), 0) from prime_item'],
    ['pending', 'select coalesce(max(position), 0) from pending_exchange'],
  ] as const)
    sqlite.exec(
      `insert into counter (name, value) values ('${name}', (${value}))
       on conflict (name) do update set value = max(value, excluded.value)`,
    )
  sqlite.exec('update sync_folder set sync_state = null, pass = pass + 1, pass_open = 1')
  sqlite.exec('update sync_pair_kind set observed_revision = 0')
  sqlite.exec(
    `insert or ignore into sync_pair_kind (sync_pair_id, kind, observed_revision, first_sync_ended_at)
     select sync_pair.id, kinds.kind, 0, null from sync_pair,
     (select 'emails' as kind union select 'calendar' union select 'tasks') as kinds`,
  )
  sqlite.exec('commit')
  sqlite.exec('pragma foreign_keys = on')
}

/** Rows that refer to rows that are lost; what referred to them goes in the next round. */
function removeOrphans(sqlite: Sqlite): void {
  for (;;) {
    const orphans = sqlite.prepare('pragma foreign_key_check').all()
    if (orphans.length === 0) return
    for (const { table, rowid } of orphans)
      sqlite.prepare(`delete from "${String(table)}" where rowid = ?`).run(Number(rowid))
  }
}
