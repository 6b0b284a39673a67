/**
 * Downloads what a first synchronisation downloads, over the same transport and with as many requests for contents at a
 * time, and looks at none of it. The requests are those of a first synchronisation, noted beforehand. Arguments:
 * address of EWS, folder for that synchronisation, mailbox. Downloads once for each line of its standard input.
 */
import { createInterface } from 'node:readline'
import type { Transport, TransportRequest } from '#electron/exchange/transport/transport.ts'
import { signedIn } from '#test/integration/node-transport.ts'
import { say, share } from '../figures.ts'
import { EngineRuns } from './engine-runs.ts'
import type { SyncRun } from './words.ts'

/** As many as the engine has under way (`electron/sync/kinds/emails-fetch.ts`). */
const CONCURRENCY = 3

const [url = '', folder = '', mailbox = ''] = process.argv.slice(2)
const requests = await noted()

for await (const _line of createInterface({ input: process.stdin })) {
  const cpu = process.cpuUsage()
  const started = performance.now()
  const transport = await signedIn(url, { userName: mailbox, password: mailbox })
  const isContent = ({ operation }: TransportRequest): boolean => operation === 'GetItem'
  const download = (request: TransportRequest): Promise<void> => readAll(transport, request)
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
    JSON.stringify({
      milliseconds,
      cpuMilliseconds,
      requests: requests.length,
      created: 0,
    } satisfies SyncRun),
  )
}

async function noted(): Promise<readonly TransportRequest[]> {
  const sent: TransportRequest[] = []
  const runs = new EngineRuns(url, folder, (request) => {
    sent.push(request)
  })
  await runs.addAccount(mailbox)
  await runs.run()
  await runs.close()
  return sent
}

async function readAll(transport: Transport, request: TransportRequest): Promise<void> {
  const sent = await transport.send(request)
  if (!sent.ok || sent.value.status !== 200) throw new Error('the download failed')
  for await (const _chunk of sent.value.body) continue
}
