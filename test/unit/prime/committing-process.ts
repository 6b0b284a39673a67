/** Commits imported objects without end, and reports each commit on a line. Run as a process: `… FOLDER`. */
import { setImmediate } from 'node:timers/promises'
import { openSqlitePrimeStore } from '#electron/prime/open-sqlite.ts'
import { ANNA, Mailbox, save, valueOf } from '#test/contract/prime-store/builders.ts'

export const WRITES_PER_COMMIT = 20

async function commitForEver(folder: string): Promise<never> {
  const store = valueOf(await openSqlitePrimeStore(folder))
  const [known] = valueOf(await store.listEmailAccounts())
  const pair = known
    ? valueOf(await store.status.openPair(known.id, ANNA))
    : (await Mailbox.create(store)).pair
  for (let commit = 0; ; commit += 1) {
    const names = Array.from({ length: WRITES_PER_COMMIT }, (_, index) => `${process.pid}-${commit}-${index}`)
    valueOf(
      await store.status.commit(
        pair.id,
        names.map((name) => save(name)),
      ),
    )
    process.stdout.write('committed\n')
    // Lets it notice when nobody reads any more: then it ends.
    await setImmediate()
  }
}

const [, script, folder] = process.argv
if (script === import.meta.filename && folder !== undefined) await commitForEver(folder)
