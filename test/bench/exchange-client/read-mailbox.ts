/** The product's client reads a mailbox as the first synchronisation does: all pages, then all messages. */
import { type ExchangeConnection, createExchangeClient } from '#electron/exchange/create-exchange-client.ts'
import type { ExchangeItemId } from '#electron/exchange/ids.ts'
import type { ItemChangesPage } from '#electron/exchange/message.ts'
import type { Transport } from '#electron/exchange/transport/transport.ts'
import type { Result } from '#shared/result.ts'
import { signedIn } from '#test/integration/node-transport.ts'
import { share } from '../figures.ts'
import { CONCURRENCY, type MailboxName, PAGE, addressOf, batches } from './mailboxes.ts'
import type { Contents } from './reader-process.ts'

const never = new AbortController().signal

export function signedInTo(url: string, mailbox: MailboxName): Promise<Transport> {
  return signedIn(url, { userName: mailbox, password: mailbox })
}

/** The contents are taken and forgotten; large ones go through a file. */
export async function readMailbox(
  url: string,
  mailbox: MailboxName,
  transport: Transport,
  spoolFolder: string,
): Promise<Contents> {
  const client = createExchangeClient({
    url,
    mailbox: addressOf(mailbox),
    userName: mailbox,
    transport,
    spoolFolder,
  })
  let messages = 0
  let bytes = 0
  const ids = await allIds(client)
  await share(batches(ids), Array<null>(CONCURRENCY).fill(null), async (batch) => {
    const read = await client.getItems(batch, never, ({ result }) => {
      bytes += valueOf(result).mime.size
      messages++
    })
    valueOf(read)
  })
  await client.close()
  return { messages, bytes }
}

async function allIds(client: ExchangeConnection): Promise<ExchangeItemId[]> {
  const ids: ExchangeItemId[] = []
  const folder = { kind: 'distinguished', name: 'inbox', mailbox: null } as const
  let syncState: string | null = null
  for (;;) {
    const page: ItemChangesPage = valueOf(
      await client.syncFolderItems({ folder, syncState, maxChanges: PAGE }, never),
    )
    ids.push(...page.changes.map(({ id }) => id))
    if (page.includesLastItemInRange) return ids
    ;({ syncState } = page)
  }
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.params)}`)
  return result.value
}
