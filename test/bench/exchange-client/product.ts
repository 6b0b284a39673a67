/** The product's client; arguments: address of EWS, folder for large contents. */
import { readMailbox, signedInTo } from './read-mailbox.ts'
import { serveReadings } from './reader-process.ts'

const [url = '', spoolFolder = ''] = process.argv.slice(2)

await serveReadings({
  read: async (mailbox) => await readMailbox(url, mailbox, await signedInTo(url, mailbox), spoolFolder),
})
