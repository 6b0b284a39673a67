/** ews-javascript-api as it comes, with its own transport and its own reading; argument: address of EWS. */
import {
  BasePropertySet,
  EmailMessageSchema,
  ExchangeService,
  ExchangeVersion,
  FolderId,
  type ItemId,
  ItemSchema,
  PropertySet,
  SyncFolderItemsScope,
  TimeZoneInfo,
  Uri,
  WebCredentials,
  WellKnownFolderName,
} from 'ews-javascript-api'
import { share } from '../figures.ts'
import { CONCURRENCY, type MailboxName, PAGE, batches } from './mailboxes.ts'
import { type Contents, serveReadings } from './reader-process.ts'

const [url = ''] = process.argv.slice(2)

// What the product's client asks for.
const PROPERTIES = new PropertySet(BasePropertySet.IdOnly, [
  ItemSchema.MimeContent,
  ItemSchema.ItemClass,
  ItemSchema.Subject,
  ItemSchema.Categories,
  ItemSchema.Importance,
  ItemSchema.DateTimeSent,
  ItemSchema.DateTimeReceived,
  ItemSchema.HasAttachments,
  EmailMessageSchema.From,
  EmailMessageSchema.Sender,
  EmailMessageSchema.IsRead,
  EmailMessageSchema.InternetMessageId,
])
const SIZE = new PropertySet(BasePropertySet.IdOnly, [ItemSchema.Size])

await serveReadings({ read })

async function read(mailbox: MailboxName): Promise<Contents> {
  const service = new ExchangeService(ExchangeVersion.Exchange2013_SP1, TimeZoneInfo.Utc)
  service.Url = new Uri(url)
  service.Credentials = new WebCredentials(mailbox, mailbox)
  let messages = 0
  let bytes = 0
  await share(batches(await allIds(service)), Array<null>(CONCURRENCY).fill(null), async (batch) => {
    const answer = await service.BindToItems(batch, PROPERTIES)
    for (const { Item } of answer.GetEnumerator()) {
      bytes += Buffer.from(Item.MimeContent.Content, 'base64').length
      messages++
    }
  })
  return { messages, bytes }
}

async function allIds(service: ExchangeService): Promise<ItemId[]> {
  const inbox = new FolderId(WellKnownFolderName.Inbox)
  const ids: ItemId[] = []
  let state = ''
  for (;;) {
    const page = await service.SyncFolderItems(inbox, SIZE, [], PAGE, SyncFolderItemsScope.NormalItems, state)
    ids.push(...page.GetEnumerator().map(({ ItemId }) => ItemId))
    if (!page.MoreChangesAvailable) return ids
    state = page.SyncState
  }
}
