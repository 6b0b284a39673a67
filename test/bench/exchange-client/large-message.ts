/** Reads one huge message and tells the peak of its memory; arguments: address of EWS, folder for large contents. */
import { say } from '../figures.ts'
import type { PeakRun } from './mailboxes.ts'
import { readMailbox, signedInTo } from './read-mailbox.ts'

const [url = '', spoolFolder = ''] = process.argv.slice(2)

const peak = (): number => (process.resourceUsage().maxRSS * 1024) / 1_000_000

const startMegabytes = peak()
const started = performance.now()
const { bytes } = await readMailbox(url, 'huge', await signedInTo(url, 'huge'), spoolFolder)
const milliseconds = performance.now() - started
say(JSON.stringify({ milliseconds, peakMegabytes: peak(), startMegabytes, bytes } satisfies PeakRun))
