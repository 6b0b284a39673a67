/** Removes contents that nothing names any more: neither an e-mail nor the journal of conflicts. */
import type { ContentHash } from '#shared/domain/prime-items.ts'
import type { ContentStore } from './content-store.ts'
import { partsOf, type PrimeDatabase } from './database.ts'

/** So long a content may lie there before the row that names it is committed. A run holds one for seconds. */
const GRACE_MILLISECONDS = 60 * 60_000

export async function collectContents(
  database: PrimeDatabase,
  contents: ContentStore,
): Promise<{ files: number; bytes: number }> {
  const before = new Date(Date.now() - GRACE_MILLISECONDS)
  let [files, bytes] = [0, 0]
  for await (const hashes of contents.olderThan(before))
    for (const part of partsOf(hashes)) {
      const named = await namedOf(database, part)
      for (const hash of part) {
        if (named.has(hash)) continue
        const freed = contents.removeIfOlder(hash, before)
        if (freed === null) continue
        files += 1
        bytes += freed
      }
    }
  return { files, bytes }
}

async function namedOf(database: PrimeDatabase, hashes: readonly ContentHash[]): Promise<Set<string>> {
  const emails = await database
    .selectFrom('email')
    .select('mime')
    .distinct()
    .where('mime', 'in', hashes)
    .execute()
  const conflicts = await database
    .selectFrom('conflict')
    .select(['winning_mime', 'losing_mime'])
    .where((e) => e.or([e('winning_mime', 'in', hashes), e('losing_mime', 'in', hashes)]))
    .execute()
  return new Set([
    ...emails.map(({ mime }) => mime),
    ...conflicts.flatMap((row) => [row.winning_mime ?? [], row.losing_mime ?? []].flat()),
  ])
}
