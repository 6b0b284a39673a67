/** Replies and forwards by CreateItem, and items that are no ordinary mail. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { UNUSUAL_KINDS, type UnusualKind, addUnusual } from '#test/exchange-server/content/unusual-items.ts'
import { type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import { getItem, syncFolderItems } from '#test/exchange-server/requests.ts'
import { type ExchangeServer, type Mailbox, startExchangeServer } from '#test/exchange-server/server.ts'
import { type XmlElement, child, childText } from '#test/exchange-server/soap/xml-tree.ts'

const PASSWORD = 'geheim'
let server: ExchangeServer
let client: RawClient
let mailbox: Mailbox
let count = 0

beforeAll(async () => {
  server = await startExchangeServer({ mailboxes: [], validate: 'requests-and-responses' })
})

beforeEach(() => {
  mailbox = server.addMailbox({ address: `anna.meier${++count}@contoso.example`, password: PASSWORD })
  client = rawClient(server.url, { user: mailbox.user, password: PASSWORD })
})

afterEach(() => {
  client.close()
})

afterAll(async () => {
  await server.stop()
})

const code = (message: XmlElement | undefined): string | undefined => childText(message, 'ResponseCode')

describe('an answer to a message', () => {
  const received = async (): Promise<string> =>
    await mailbox.addMessage(
      [
        'From: "Bernd Vogel" <bernd.vogel@fabrikam.example>',
        `To: <${mailbox.address}>, <carla.rossi@fabrikam.example>`,
        'Cc: <tom.baker@fabrikam.example>',
        'Subject: Angebot',
        'Message-ID: <2@fabrikam.example>',
        'References: <1@fabrikam.example>',
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary="x"',
        '',
        '--x',
        'Content-Type: text/plain',
        '',
        'Unser <Preis>.',
        '--x',
        'Content-Type: text/plain; name="preis.txt"',
        'Content-Disposition: attachment; filename="preis.txt"',
        '',
        '12.50',
        '--x--',
        '',
      ].join('\r\n'),
    )

  const answer = async (
    name: string,
    content: string,
    disposition = 'SendAndSaveCopy',
  ): Promise<string | undefined> => {
    const id = mailbox.items()[0]!
    const reference = `<t:ReferenceItemId Id="${id.id}" ChangeKey="${id.changeKey}"/>`
    const [before, after = ''] = content.split('|')
    const { messages } = await client.call(
      `<CreateItem MessageDisposition="${disposition}"><Items><t:${name}>${before}${reference}${after}</t:${name}></Items></CreateItem>`,
    )
    return code(messages[0])
  }

  test('goes to the sender and belongs to the conversation', async () => {
    await received()
    expect(await answer('ReplyToItem', '|<t:NewBodyContent BodyType="Text">Danke!</t:NewBodyContent>')).toBe(
      'NoError',
    )
    const sent = server.mailsSent.at(-1)!
    expect(sent).toMatchObject({ to: ['bernd.vogel@fabrikam.example'], subject: 'RE: Angebot' })
    const [copy] = mailbox.items('sentitems')
    expect(copy).toMatchObject({ inReplyTo: '<2@fabrikam.example>', hasAttachments: false })
    expect(copy!.references).toBe('<1@fabrikam.example> <2@fabrikam.example>')
    expect(Buffer.from(sent.mime).toString()).toMatch(/Danke![^]*Unser <Preis>\./)
  })

  test('to all goes to everybody but oneself', async () => {
    await received()
    expect(await answer('ReplyAllToItem', '')).toBe('NoError')
    expect(server.mailsSent.at(-1)!.to).toEqual([
      'bernd.vogel@fabrikam.example',
      'carla.rossi@fabrikam.example',
      'tom.baker@fabrikam.example',
    ])
  })

  test('forwards the attachments to whom the request names, as a draft when it says so', async () => {
    await received()
    const to =
      '<t:ToRecipients><t:Mailbox><t:EmailAddress>julia@contoso.example</t:EmailAddress></t:Mailbox></t:ToRecipients>'
    const before = server.mailsSent.length
    const added = '<t:NewBodyContent BodyType="HTML">&lt;b&gt;Schau&lt;/b&gt;</t:NewBodyContent>'
    expect(await answer('ForwardItem', `${to}|${added}`, 'SaveOnly')).toBe('NoError')
    expect(server.mailsSent.length).toBe(before)
    const [draft] = mailbox.items('drafts')
    expect(draft).toMatchObject({ subject: 'FW: Angebot', hasAttachments: true, isDraft: true })
    expect(draft!.to).toMatchObject([{ address: 'julia@contoso.example' }])
    const { messages } = await client.call(getItem([draft!.id], 'Default'))
    const body = childText(child(messages[0], 'Items')!.children[0], 'Body')
    expect(body).toContain('<b>Schau</b>')
    expect(body).toContain('Unser &#60;Preis&#62;.')
  })

  test('is refused for a draft', async () => {
    await mailbox.addMessage({ subject: 'A' }, { isDraft: true })
    expect(await answer('ReplyToItem', '')).toBe('ErrorInvalidItemForOperationCreateItem')
  })
})

describe('an item that is no ordinary mail', () => {
  const CLASSES: Readonly<Record<UnusualKind, readonly [element: string, itemClass: string]>> = {
    'smime-encrypted': ['Message', 'IPM.Note.SMIME'],
    'smime-signed': ['Message', 'IPM.Note.SMIME.MultipartSigned'],
    'pgp-encrypted': ['Message', 'IPM.Note'],
    'pgp-signed': ['Message', 'IPM.Note'],
    'delivery-failure': ['Message', 'REPORT.IPM.Note.NDR'],
    'delivery-receipt': ['Message', 'REPORT.IPM.Note.DR'],
    'read-receipt': ['Message', 'REPORT.IPM.Note.IPNRN'],
    'sharing-invitation': ['SharingMessage', 'IPM.Sharing'],
    post: ['PostItem', 'IPM.Post'],
    person: ['Person', 'IPM.Contact.Person'],
    network: ['Network', 'IPM.Network'],
    'role-member': ['RoleMember', 'IPM.RoleMember'],
    'unknown-class': ['Item', 'IPM.Vendor.Unknown'],
  }

  test('is an element of its kind in SyncFolderItems, and of its class', async () => {
    const kinds = Object.keys(UNUSUAL_KINDS) as UnusualKind[]
    for (const kind of kinds) await addUnusual(mailbox, kind)
    const { messages } = await client.call(syncFolderItems({ base: 'AllProperties' }))
    const items = child(messages[0], 'Changes')!.children.map((change) => change.children[0]!)
    const found = items.map((item) => [item.name, childText(item, 'ItemClass')]).reverse()
    expect(found).toEqual(kinds.map((kind) => CLASSES[kind]))
  })

  test.each(['smime-encrypted', 'smime-signed', 'pgp-encrypted', 'pgp-signed'] as const)(
    'comes back byte for byte: %s',
    async (kind) => {
      const id = await addUnusual(mailbox, kind)
      const more = '<t:IncludeMimeContent>true</t:IncludeMimeContent>'
      const { messages } = await client.call(getItem([id], 'IdOnly', more))
      const mime = childText(child(messages[0], 'Items')!.children[0], 'MimeContent')!
      expect(Buffer.from(mime, 'base64').equals(Buffer.from(mailbox.mimeOf(id)))).toBe(true)
    },
  )

  test('gets its class from the MIME content that a client writes', async () => {
    const id = await addUnusual(mailbox, 'smime-encrypted')
    const mime = Buffer.from(mailbox.mimeOf(id)).toString('base64')
    const message = `<t:Message><t:MimeContent>${mime}</t:MimeContent></t:Message>`
    await client.call(`<CreateItem MessageDisposition="SaveOnly"><Items>${message}</Items></CreateItem>`)
    expect(mailbox.items('drafts')).toMatchObject([{ itemClass: 'IPM.Note.SMIME' }])
  })
})
