/** A process that is killed while it commits leaves whole commits behind and nothing else. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { openSqlitePrimeStore } from '#electron/prime/open-sqlite.ts'
import { ANNA, valueOf } from '#test/contract/prime-store/builders.ts'
import { WRITES_PER_COMMIT } from './committing-process.ts'

const KILLS = 8
/** Milliseconds; a process for each, on machines that have other things to do. */
const LONGEST = 120_000

it(
  'a store whose process was killed in the middle of a commit is sound and holds every commit that was reported',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'prime-'))
    let reported = 0
    for (let kill = 1; kill <= KILLS; kill += 1) {
      reported += await commitUntilKilled(folder, kill)
      const store = valueOf(await openSqlitePrimeStore(folder))
      expect(store.notice).toBeNull()
      const [account] = valueOf(await store.listEmailAccounts())
      const pair = valueOf(await store.status.openPair(account!.id, ANNA))
      const linked = valueOf(await store.status.linkedCount(pair.id, 'emails'))
      const { total } = valueOf(
        await store.listEmails({ primeEmailAccountId: account!.id, offset: 0, limit: 1 }),
      )
      expect(total).toBe(linked)
      expect(total % WRITES_PER_COMMIT).toBe(0)
      expect(total).toBeGreaterThanOrEqual(reported * WRITES_PER_COMMIT)
      // What was committed without being reported counts as reported from now on.
      reported = total / WRITES_PER_COMMIT
      await store.close()
    }
    await rm(folder, { recursive: true })
  },
  LONGEST,
)

/** Kills the process after some commits, while the next ones are under way. @returns how many it had reported */
async function commitUntilKilled(folder: string, commits: number): Promise<number> {
  const script = join(import.meta.dirname, 'committing-process.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  let reported = 0
  for await (const line of createInterface(child.stdout)) {
    if (line !== 'committed') throw new Error(line)
    reported += 1
    if (reported === commits) child.kill('SIGKILL')
  }
  expect(await ended).toEqual([null, 'SIGKILL'])
  return reported
}
