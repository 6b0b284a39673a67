/**
 * The engine in a process of its own, as the sync host has it: runs one job and prints its result as JSON. Run as a
 * process: `… JOB`, where JOB is JSON (`ProcessJob`).
 */
import { Engine } from '#electron/sync/engine.ts'
import type { SyncJob } from '#electron/sync/engine-api.ts'
import type { SyncResult } from '#shared/domain/sync.ts'
import { ok } from '#shared/result.ts'
import { signedIn } from '#test/integration/node-transport.ts'

export type ProcessJob = {
  readonly primeFolder: string
  readonly password: string
  readonly job: SyncJob
}

async function runOnce({ primeFolder, password, job }: ProcessJob): Promise<SyncResult> {
  let resolve: (result: SyncResult) => void = () => undefined
  const ended = new Promise<SyncResult>((done) => {
    resolve = done
  })
  const engine = new Engine(
    { primeFolder },
    {
      transportFor: async () => ok(await signedIn(job.url, { userName: job.userName, password })),
      onProgress: (progress) => {
        if (progress.state === 'ended') resolve(progress.result)
      },
      onMailboxChange: () => undefined,
      onNotificationMode: () => undefined,
      onStoreNotice: () => undefined,
    },
  )
  await engine.startSync({ jobs: [job] })
  const result = await ended
  await engine.close()
  return result
}

const [, script, job] = process.argv
if (script === import.meta.filename && job !== undefined) {
  process.stdout.write(JSON.stringify(await runOnce(JSON.parse(job) as ProcessJob)))
}
