/**
 * Downloads what a first synchronisation downloads, over the same transport, decompressed, and with as many requests for
 * contents at a time, and looks at none of it: once, in a new process. Arguments: address of EWS, mailbox, file with the
 * requests.
 */
import { readFile } from 'node:fs/promises'
import type { Transport } from '#electron/exchange/transport/transport.ts'
import { signedIn } from '#test/integration/node-transport.ts'
import { say, share } from '../figures.ts'
import type { NotedRequest, SyncRun } from './words.ts'

/** As many as the engine has under way (`electron/sync/kinds/emails-fetch.ts`). */
const CONCURRENCY = 3

const [url = '', mailbox = '', file = ''] = process.argv.slice(2)
const requests = JSON.parse(await readFile(file, 'utf8')) as readonly NotedRequest[]

const cpu = process.cpuUsage()
const started = performance.now()
const transport = await signedIn(url, { userName: mailbox, password: mailbox })
const isContent = ({ operation }: NotedRequest): boolean => operation === 'GetItem'
const download = (request: NotedRequest): Promise<void> => readAll(transport, request)
// One page is known only by the one before.
await share(
  requests.filter((request) => !isContent(request)),
  [null],
  download,
)
await share(requests.filter(isContent), Array<null>(CONCURRENCY).fill(null), download)
await transport.close()
const milliseconds = performance.now() - started
const { user, system } = process.cpuUsage(cpu)
const cpuMilliseconds = (user + system) / 1000
say(
  JSON.stringify({ milliseconds, cpuMilliseconds, requests: requests.length, created: 0 } satisfies SyncRun),
)

async function readAll(transport: Transport, request: NotedRequest): Promise<void> {
  const sent = await transport.send({ ...request, signal: AbortSignal.timeout(600_000) })
  if (!sent.ok || sent.value.status !== 200) throw new Error('the download failed')
  for await (const _chunk of sent.value.body) continue
}
