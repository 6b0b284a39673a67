/** Where deleted items and folders go, and who hears that a message was read, or deleted without having been read. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import {
  distinguished,
  findFolder,
  getFolder,
  getItem,
  syncFolderItems,
} from '#test/exchange-server/requests.ts'
import { type ExchangeServer, type Mailbox, startExchangeServer } from '#test/exchange-server/server.ts'
import { type XmlElement, child, childText } from '#test/exchange-server/soap/xml-tree.ts'

const PASSWORD = 'geheim'
const RECOVERABLE = 'recoverableitemsdeletions'
let server: ExchangeServer
let client: RawClient
let mailbox: Mailbox
let sender: Mailbox
let count = 0

beforeAll(async () => {
  server = await startExchangeServer({ mailboxes: [], validate: 'requests-and-responses' })
})

beforeEach(() => {
  const suffix = String(++count)
  mailbox = server.addMailbox({ address: `anna.meier${suffix}@contoso.example`, password: PASSWORD })
  sender = server.addMailbox({ address: `bernd.vogel${suffix}@contoso.example`, password: PASSWORD })
  client = rawClient(server.url, { user: mailbox.user, password: PASSWORD })
})

afterEach(() => {
  client.close()
})

afterAll(async () => {
  await server.stop()
})

const code = (message: XmlElement | undefined): string | undefined => childText(message, 'ResponseCode')

const remove = async (id: string, type: string, more = ''): Promise<string | undefined> => {
  const body = `<DeleteItem DeleteType="${type}" ${more}><ItemIds><t:ItemId Id="${id}"/></ItemIds></DeleteItem>`
  return code((await client.call(body)).messages[0])
}

const findIn = async (folder: string, traversal = 'Shallow'): Promise<(string | undefined)[]> => {
  const shape = '<ItemShape><t:BaseShape>Default</t:BaseShape></ItemShape>'
  const { messages } = await client.call(
    `<FindItem Traversal="${traversal}">${shape}<ParentFolderIds>${distinguished(folder)}</ParentFolderIds></FindItem>`,
  )
  expect(code(messages[0])).toBe('NoError')
  return child(child(messages[0], 'RootFolder'), 'Items')!.children.map((item) => childText(item, 'Subject'))
}

describe('an item', () => {
  test.each([
    ['MoveToDeletedItems', 'deleteditems'],
    ['SoftDelete', RECOVERABLE],
  ])(
    'is found under a new id after %s, and leaves the folder for those who synchronise',
    async (type, place) => {
      const id = await mailbox.addMessage({ subject: 'A' })
      const { messages } = await client.call(syncFolderItems())
      expect(await remove(id, type)).toBe('NoError')
      expect(await findIn(place)).toEqual(['A'])
      expect(mailbox.items(place)[0]!.id).not.toBe(id)
      const next = await client.call(syncFolderItems({ state: childText(messages[0], 'SyncState')! }))
      expect(child(next.messages[0], 'Changes')!.children.map(({ name }) => name)).toEqual(['Delete'])
      expect(code((await client.call(getItem([id]))).messages[0])).toBe('ErrorItemNotFound')
    },
  )

  test('is nowhere after HardDelete', async () => {
    expect(await remove(await mailbox.addMessage({}), 'HardDelete')).toBe('NoError')
    expect(mailbox.count()).toBe(0)
  })

  test('goes from Deleted Items to the recoverable items, from there for good', async () => {
    const id = await mailbox.addMessage({ subject: 'A' }, { folder: 'deleteditems' })
    await remove(id, 'MoveToDeletedItems')
    expect(await findIn(RECOVERABLE)).toEqual(['A'])
    await remove(mailbox.items(RECOVERABLE)[0]!.id, 'SoftDelete')
    expect(mailbox.count()).toBe(0)
  })

  test('comes back from the recoverable items by MoveItem', async () => {
    await remove(await mailbox.addMessage({ subject: 'A' }), 'SoftDelete')
    const [deleted] = mailbox.items(RECOVERABLE)
    const { messages } = await client.call(
      `<MoveItem><ToFolderId>${distinguished('inbox')}</ToFolderId><ItemIds><t:ItemId Id="${deleted!.id}"/></ItemIds></MoveItem>`,
    )
    expect(code(messages[0])).toBe('NoError')
    expect(await findIn('inbox')).toEqual(['A'])
    expect(await findIn(RECOVERABLE)).toEqual([])
  })
})

describe('a folder', () => {
  const removeFolder = async (id: string, type: string): Promise<string | undefined> =>
    code(
      (
        await client.call(
          `<DeleteFolder DeleteType="${type}"><FolderIds><t:FolderId Id="${id}"/></FolderIds></DeleteFolder>`,
        )
      ).messages[0],
    )

  test('that is deleted softly leaves its items, and those below, recoverable', async () => {
    const parent = mailbox.createFolder('Projekte')
    const below = mailbox.createFolder('Alte', parent)
    await mailbox.addMessage({ subject: 'A' }, { folder: parent })
    await mailbox.addMessage({ subject: 'B' }, { folder: below })
    expect(await removeFolder(parent, 'SoftDelete')).toBe('NoError')
    expect(mailbox.folder(below)).toBeUndefined()
    expect((await findIn(RECOVERABLE)).sort()).toEqual(['A', 'B'])
  })

  test('that is emptied softly keeps its place', async () => {
    await mailbox.addMessage({ subject: 'A' })
    const { messages } = await client.call(
      `<EmptyFolder DeleteType="SoftDelete" DeleteSubFolders="false"><FolderIds>${distinguished('inbox')}</FolderIds></EmptyFolder>`,
    )
    expect(code(messages[0])).toBe('NoError')
    expect([mailbox.count('inbox'), mailbox.count(RECOVERABLE)]).toEqual([0, 1])
  })

  test('lies below the root of the mailbox or below the folders that users see', async () => {
    const { messages } = await client.call(findFolder(distinguished('root'), 'Shallow'))
    const names = child(child(messages[0], 'RootFolder'), 'Folders')!.children
    expect(names.map((folder) => childText(folder, 'DisplayName'))).toEqual([
      'Top of Information Store',
      'Finder',
      'Recoverable Items',
    ])
    const root = (await client.call(getFolder(distinguished('root'), 'AllProperties'))).messages[0]
    expect(childText(child(root, 'Folders')!.children[0], 'ChildFolderCount')).toBe('3')
    expect(child(child(root, 'Folders')!.children[0], 'ParentFolderId')).toBeUndefined()
  })
})

describe('a read receipt', () => {
  const asking = async (): Promise<string> =>
    await mailbox.addMessage(
      `From: <${sender.address}>\r\nTo: <${mailbox.address}>\r\nSubject: Angebot\r\nMessage-ID: <a@contoso.example>\r\n` +
        `Disposition-Notification-To: <${sender.address}>\r\n\r\nText`,
    )

  const read = async (id: string, suppress: boolean, more = ''): Promise<string | undefined> => {
    const set =
      '<t:SetItemField><t:FieldURI FieldURI="message:IsRead"/><t:Message><t:IsRead>true</t:IsRead></t:Message></t:SetItemField>'
    const change = `<t:ItemChange><t:ItemId Id="${id}"/><t:Updates>${set}${more}</t:Updates></t:ItemChange>`
    const { messages } = await client.call(
      `<UpdateItem ConflictResolution="AlwaysOverwrite" MessageDisposition="SaveOnly" SuppressReadReceipts="${suppress}">` +
        `<ItemChanges>${change}</ItemChanges></UpdateItem>`,
    )
    return code(messages[0])
  }

  const reports = (): (string | undefined)[] =>
    sender.items().map(({ itemClass, subject }) => `${itemClass} ${subject}`)

  const SET_CATEGORY =
    '<t:SetItemField><t:FieldURI FieldURI="item:Categories"/><t:Message><t:Categories><t:String>Blau</t:String></t:Categories></t:Message></t:SetItemField>'

  test.each([
    ['alone', ''],
    ['with another change', SET_CATEGORY],
  ])('is sent once when the flag is set %s', async (_case, more) => {
    const id = await asking()
    const before = server.mailsSent.length
    expect(await read(id, false, more)).toBe('NoError')
    mailbox.setRead(id, false)
    await read(id, false)
    expect(reports()).toEqual(['REPORT.IPM.Note.IPNRN Read: Angebot'])
    expect(server.mailsSent.slice(before)).toMatchObject([{ from: mailbox.address, to: [sender.address] }])
    const mime = Buffer.from(server.mailsSent.at(-1)!.mime).toString()
    expect(mime).toContain('Disposition: automatic-action/MDN-sent-automatically; displayed')
    expect(mime).toContain('Original-Message-ID: <a@contoso.example>')
  })

  test.each([
    ['alone', ''],
    ['with another change', SET_CATEGORY],
  ])('is never sent once it was suppressed, the flag being set %s', async (_case, more) => {
    const id = await asking()
    expect(await read(id, true, more)).toBe('NoError')
    mailbox.setRead(id, false)
    await read(id, false)
    expect(reports()).toEqual([])
    expect(mailbox.item(id)!.isRead).toBe(true)
  })

  test('leaves the read flag a change of its own for those who synchronise', async () => {
    const id = await asking()
    const { messages } = await client.call(syncFolderItems())
    await read(id, false)
    const next = await client.call(syncFolderItems({ state: childText(messages[0], 'SyncState')! }))
    expect(child(next.messages[0], 'Changes')!.children.map(({ name }) => name)).toEqual(['ReadFlagChange'])
  })

  test.each([
    [false, ['REPORT.IPM.Note.IPNRN Read: Angebot']],
    [true, []],
  ])('follows MarkAllItemsAsRead with SuppressReadReceipts %j', async (suppress, expected) => {
    await asking()
    const { messages } = await client.call(
      `<MarkAllItemsAsRead><ReadFlag>true</ReadFlag><SuppressReadReceipts>${suppress}</SuppressReadReceipts>` +
        `<FolderIds>${distinguished('inbox')}</FolderIds></MarkAllItemsAsRead>`,
    )
    expect(code(messages[0])).toBe('NoError')
    expect(reports()).toEqual(expected)
  })

  test.each([
    ['SoftDelete', '', ['REPORT.IPM.Note.IPNNRN Not read: Angebot']],
    ['HardDelete', 'SuppressReadReceipts="true"', []],
    ['MoveToDeletedItems', '', []],
  ])('says that an unread message was deleted: %s %s', async (type, more, expected) => {
    expect(await remove(await asking(), type, more)).toBe('NoError')
    expect(reports()).toEqual(expected)
  })

  test('is given up by SuppressReadReceipt', async () => {
    const id = await asking()
    const reference = `<t:ReferenceItemId Id="${id}" ChangeKey="${mailbox.item(id)!.changeKey}"/>`
    const { messages } = await client.call(
      `<CreateItem MessageDisposition="SaveOnly"><Items><t:SuppressReadReceipt>${reference}</t:SuppressReadReceipt></Items></CreateItem>`,
    )
    expect(code(messages[0])).toBe('NoError')
    await read(id, false)
    expect(reports()).toEqual([])
  })

  test('is asked for by the property of a message that a client sends', async () => {
    const recipient = `<t:ToRecipients><t:Mailbox><t:EmailAddress>${mailbox.address}</t:EmailAddress></t:Mailbox></t:ToRecipients>`
    const other = rawClient(server.url, { user: sender.user, password: PASSWORD })
    const message = `<t:Message><t:Subject>Frage</t:Subject>${recipient}<t:IsReadReceiptRequested>true</t:IsReadReceiptRequested></t:Message>`
    await other.call(
      `<CreateItem MessageDisposition="SendAndSaveCopy"><Items>${message}</Items></CreateItem>`,
    )
    other.close()
    await read(mailbox.items()[0]!.id, false)
    expect(reports()).toEqual(['REPORT.IPM.Note.IPNRN Read: Frage'])
  })
})
