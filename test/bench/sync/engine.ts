/**
 * A first synchronisation and further ones without changes, in a process of their own, so that the peak of its memory
 * is theirs. Arguments: address of EWS, folder for the Prime store, number of runs without changes, mailboxes.
 */
import { say } from '../figures.ts'
import { EngineRuns } from './engine-runs.ts'
import type { EngineRuns as Answer, SyncRun } from './words.ts'

const [url = '', folder = '', idleRuns = '', ...mailboxes] = process.argv.slice(2)

const runs = new EngineRuns(url, folder)
for (const mailbox of mailboxes) await runs.addAccount(mailbox)
const first = await runs.run()
const idle: SyncRun[] = []
for (let round = 0; round < Number(idleRuns); round++) idle.push(await runs.run())
await runs.close()
const peakMegabytes = (process.resourceUsage().maxRSS * 1024) / 1_000_000
say(JSON.stringify({ first, idle, peakMegabytes } satisfies Answer))
