/**
 * Downloads what the product's client downloads, over the same transport and with as many requests at a time, and looks
 * at none of it. The requests are those of the product's client, noted beforehand.
 */
import type { Transport, TransportRequest } from '#electron/exchange/transport/transport.ts'
import { share } from '../figures.ts'
import { CONCURRENCY, type MailboxName } from './mailboxes.ts'
import { readMailbox, signedInTo } from './read-mailbox.ts'
import { serveReadings } from './reader-process.ts'

const [url = '', spoolFolder = ''] = process.argv.slice(2)
const requests = new Map<MailboxName, readonly TransportRequest[]>()

await serveReadings({
  prepare: async (mailbox) => {
    if (!requests.has(mailbox)) requests.set(mailbox, await noted(mailbox))
  },
  read: async (mailbox) => {
    const transport = await signedInTo(url, mailbox)
    const all = requests.get(mailbox) ?? []
    const isPage = ({ operation }: TransportRequest): boolean => operation === 'SyncFolderItems'
    let bytes = 0
    const download = async (request: TransportRequest): Promise<void> => {
      bytes += await sizeOf(transport, request)
    }
    // One page is known only by the one before.
    await share(all.filter(isPage), [null], download)
    await share(
      all.filter((request) => !isPage(request)),
      Array<null>(CONCURRENCY).fill(null),
      download,
    )
    await transport.close()
    return { messages: 0, bytes }
  },
})

async function noted(mailbox: MailboxName): Promise<readonly TransportRequest[]> {
  const sent: TransportRequest[] = []
  const transport = await signedInTo(url, mailbox)
  const noting: Transport = {
    ...transport,
    send: (request) => {
      sent.push(request)
      return transport.send(request)
    },
  }
  await readMailbox(url, mailbox, noting, spoolFolder)
  return sent
}

async function sizeOf(transport: Transport, request: TransportRequest): Promise<number> {
  const sent = await transport.send(request)
  if (!sent.ok || sent.value.status !== 200) throw new Error('the download failed')
  let bytes = 0
  for await (const chunk of sent.value.body) bytes += chunk.length
  return bytes
}
