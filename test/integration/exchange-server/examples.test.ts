/**
 * The sample envelopes of Microsoft's documentation (../shared/ews/examples), sent as they are and with ids of the
 * mailbox in the place of the foreign ones. Every file has its expectation in a table below; a file that is missing
 * there, or named there but gone, fails.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { OPERATIONS } from '#test/exchange-server/operations/index.ts'
import { type RawAnswer, type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import { validateEnvelope } from '#test/exchange-server/schema-validation.ts'
import { type ExchangeServer, type Mailbox, startExchangeServer } from '#test/exchange-server/server.ts'
import { needingSharedFolder, sharedFolder } from '#test/exchange-server/shared-folder.ts'
import { type XmlElement, child, parseXml } from '#test/exchange-server/soap/xml-tree.ts'

const SHARED = sharedFolder()
const FOLDER = SHARED === undefined ? undefined : join(SHARED, 'ews', 'examples')
const FILES = FOLDER === undefined ? [] : readdirSync(FOLDER).filter((name) => name.endsWith('.xml'))
const source = (name: string): string => readFileSync(join(FOLDER ?? '', name), 'utf8')
const operationOf = (name: string): string => child(parseXml(source(name)), 'Body')?.children[0]?.name ?? ''
const REQUESTS = FILES.filter((name) => OPERATIONS.has(operationOf(name)))

/** What comes back to each request as it is: the ids in them belong to another server, or are cut off. */
const AS_THEY_ARE: Readonly<Record<string, readonly string[]>> = {
  'baseshape-1.xml': ['NoError'],
  'bodytype-1.xml': ['ErrorInvalidAttachmentId'],
  'contactsview-1.xml': ['NoError'],
  'convertid-operation-0.xml': ['ErrorInvalidIdMalformed'],
  'copyitem-operation-0.xml': ['ErrorInvalidIdMalformed'],
  'createattachment-1.xml': ['ErrorInvalidIdMalformed'],
  'createattachment-operation-0.xml': ['ErrorInvalidIdMalformed'],
  'createfolder-operation-0.xml': ['NoError', 'NoError'],
  // Sharing invitations are no operation of this server.
  'createitem-acceptsharinginvitation-0.xml': ['ErrorInvalidItemForOperationCreateItem'],
  'createitem-operation-calendar-item-0.xml': ['NoError'],
  'createitem-operation-contact-0.xml': ['NoError'],
  'createitem-operation-contact-2.xml': ['ErrorCannotCreateContactInNonContactFolder'],
  'createitem-operation-task-0.xml': ['NoError'],
  'deleteattachment-operation-0.xml': ['ErrorInvalidAttachmentId'],
  'emptyfolder-operation-0.xml': ['ErrorInvalidIdMalformed'],
  'extendedfielduri-1.xml': ['NoError'],
  'finditem-operation-0.xml': ['NoError'],
  'getevents-operation-0.xml': ['ErrorSubscriptionNotFound'],
  'getfolder-operation-0.xml': ['NoError'],
  'getitem-operation-contact-0.xml': ['ErrorInvalidIdMalformed'],
  'getitem-operation-email-message-0.xml': ['ErrorInvalidIdMalformed'],
  'getitem-operation-task-0.xml': ['ErrorInvalidIdMalformed'],
  'getuseravailability-operation-0.xml': ['ErrorMailRecipientNotFound', 'ErrorMailRecipientNotFound'],
  'getuseroofsettings-operation-0.xml': ['ErrorNonExistentMailbox'],
  'how-to-create-appointments-in-a-specific-time-zone-by-using-ews-in-exchange-0.xml': ['NoError'],
  'how-to-create-appointments-in-a-specific-time-zone-by-using-ews-in-exchange-1.xml': ['NoError'],
  'how-to-create-appointments-in-a-specific-time-zone-by-using-ews-in-exchange-2.xml': ['NoError'],
  'how-to-export-items-by-using-ews-in-exchange-2.xml': ['ErrorInvalidIdMalformed'],
  'how-to-move-and-copy-email-messages-by-using-ews-in-exchange-0.xml': ['ErrorInvalidIdMalformed'],
  'how-to-move-and-copy-email-messages-by-using-ews-in-exchange-1.xml': ['ErrorInvalidIdMalformed'],
  'how-to-propose-a-new-meeting-time-by-using-ews-in-exchange-0.xml': ['ErrorInvalidIdMalformed'],
  'how-to-pull-notifications-about-mailbox-events-by-using-ews-in-exchange-0.xml': ['NoError'],
  'how-to-pull-notifications-about-mailbox-events-by-using-ews-in-exchange-2.xml': [
    'ErrorSubscriptionNotFound',
  ],
  'includemimecontent-1.xml': ['ErrorInvalidAttachmentId'],
  'indexedpageitemview-1.xml': ['NoError'],
  'markallitemsasread-operation-0.xml': ['ErrorInvalidIdMalformed'],
  'markallitemsasread-operation-2.xml': ['ErrorInvalidIdMalformed'],
  'movefolder-operation-0.xml': ['ErrorInvalidIdMalformed'],
  'resolvenames-operation-0.xml': ['ErrorNameResolutionNoResults'],
  'senditem-operation-0.xml': ['ErrorInvalidIdMalformed'],
  'senditem-operation-2.xml': ['ErrorInvalidIdMalformed'],
  'syncfolderitems-operation-0.xml': ['ErrorInvalidSyncStateData'],
  'updatefolder-operation-0.xml': ['ErrorInvalidIdMalformed'],
  'updateitem-operation-0.xml': ['ErrorInvalidIdMalformed'],
  'updateitem-operation-1.xml': ['ErrorInvalidIdMalformed'],
}

/** Every ResponseCode in the order in which they stand. */
function codesOf(element: XmlElement | undefined): string[] {
  if (element === undefined) return []
  if (element.name === 'ResponseCode') return [element.text]
  return element.children.flatMap(codesOf)
}

describe.skipIf(FOLDER === undefined)(
  needingSharedFolder('the sample requests of the Exchange documentation'),
  () => {
    let server: ExchangeServer
    let client: RawClient
    let mailbox: Mailbox

    beforeEach(async () => {
      server = await startExchangeServer({
        mailboxes: [{ address: 'anna.meier@contoso.example', password: 'geheim' }],
      })
      client = rawClient(server.url, { user: 'anna.meier', password: 'geheim' })
      mailbox = server.mailbox('anna.meier@contoso.example')
    })
    afterEach(async () => {
      client.close()
      await server.stop()
    })

    const send = async (body: string): Promise<RawAnswer> => {
      const answer = await client.send({ body })
      expect(validateEnvelope(answer.text)).toEqual([])
      return answer
    }

    test('are all in the table', () => {
      expect(Object.keys(AS_THEY_ARE)).toEqual(REQUESTS)
    })

    test.each(Object.entries(AS_THEY_ARE))('%s is answered with %j', async (name, codes) => {
      const { status, body } = await send(source(name))
      expect([status, codesOf(body)]).toEqual([200, codes])
    })

    test.each(FILES.filter((name) => !REQUESTS.includes(name)))(
      '%s names no operation and gets the fault of Exchange',
      async (name) => {
        const { status, body } = await send(source(name))
        expect([status, codesOf(body)]).toEqual([500, ['ErrorInvalidRequest']])
      },
    )

    /** Puts an id of the mailbox, with its change key, in the place of the ids of an element. */
    const withIds = (
      name: string,
      element: string,
      { id, changeKey }: { readonly id: string; readonly changeKey?: string },
    ): string =>
      source(name).replace(
        new RegExp(String.raw`<(\w+:)?${element}\s[^>]*?/>`, 'g'),
        (_match, prefix: string | undefined) =>
          `<${prefix ?? ''}${element} Id="${id}"${changeKey === undefined ? '' : ` ChangeKey="${changeKey}"`}/>`,
      )

    test.each([
      'copyitem-operation-0.xml',
      'getitem-operation-email-message-0.xml',
      'how-to-export-items-by-using-ews-in-exchange-2.xml',
      'how-to-move-and-copy-email-messages-by-using-ews-in-exchange-0.xml',
      'how-to-propose-a-new-meeting-time-by-using-ews-in-exchange-0.xml',
      'senditem-operation-0.xml',
      'updateitem-operation-0.xml',
      'updateitem-operation-1.xml',
    ])('%s succeeds with the id of a message', async (name) => {
      const to = [{ name: 'Anna', address: mailbox.address }]
      const id = await mailbox.addMessage({ subject: 'A', text: 'Hallo', to }, { folder: 'drafts' })
      const { body } = await send(withIds(name, 'ItemId', mailbox.item(id)!))
      expect(codesOf(body)).toEqual(['NoError'])
    })

    test.each(['createattachment-1.xml', 'createattachment-operation-0.xml'])(
      '%s attaches something to a message',
      async (name) => {
        const id = await mailbox.addMessage({ subject: 'A' })
        const { body } = await send(withIds(name, 'ParentItemId', mailbox.item(id)!))
        expect(codesOf(body)).toEqual(['NoError'])
        expect(mailbox.item(id)?.hasAttachments).toBe(true)
      },
    )

    test.each(['bodytype-1.xml', 'includemimecontent-1.xml', 'deleteattachment-operation-0.xml'])(
      '%s finds an attachment',
      async (name) => {
        const id = await mailbox.addMessage({ subject: 'A' })
        const created = await send(
          withIds('createattachment-operation-0.xml', 'ParentItemId', mailbox.item(id)!),
        )
        const attachment = /AttachmentId Id="([^"]+)"/.exec(created.text)![1]!
        const { body } = await send(withIds(name, 'AttachmentId', { id: attachment }))
        expect(codesOf(body)).toEqual(['NoError'])
      },
    )

    test.each([
      'emptyfolder-operation-0.xml',
      'markallitemsasread-operation-0.xml',
      'markallitemsasread-operation-2.xml',
      'movefolder-operation-0.xml',
      'updatefolder-operation-0.xml',
    ])('%s succeeds with the id of a folder', async (name) => {
      const folder = mailbox.folder(mailbox.createFolder('Projekte'))!
      const { body } = await send(withIds(name, 'FolderId', folder))
      expect(codesOf(body)).toEqual(['NoError'])
    })

    test('the sample of SyncFolderItems succeeds without its foreign state', async () => {
      const name = 'syncfolderitems-operation-0.xml'
      const { body } = await send(source(name).replace(/<SyncState>.*<\/SyncState>/, ''))
      expect(codesOf(body)).toEqual(['NoError'])
    })

    test('the samples of Subscribe and GetEvents follow each other', async () => {
      const prefix = 'how-to-pull-notifications-about-mailbox-events-by-using-ews-in-exchange'
      const { text } = await send(source(`${prefix}-0.xml`))
      await mailbox.addMessage({ subject: 'A' })
      const value = (name: string): string => new RegExp(`${name}>([^<]+)<`).exec(text)![1]!
      const body = source(`${prefix}-2.xml`)
        .replace(/(SubscriptionId>)[^<]+/, `$1${value('SubscriptionId')}`)
        .replace(/(Watermark>)[^<]+/, `$1${value('Watermark')}`)
      const events = await send(body)
      expect(codesOf(events.body)).toEqual(['NoError'])
      expect(events.text).toContain('NewMailEvent')
    })

    test.each([
      ['convertid-operation-0.xml', /Id="AAMk[^"]*"/],
      ['getuseravailability-operation-0.xml', undefined],
      ['getuseroofsettings-operation-0.xml', undefined],
      ['resolvenames-operation-0.xml', undefined],
    ])('%s succeeds for mailboxes that are there', async (name, id) => {
      for (const user of ['user1', 'user2']) {
        server.addMailbox({ address: `${user}@example.com`, password: 'x', delegates: [mailbox.address] })
      }
      server.addMailbox({ address: 'boss@example.com', password: 'x' })
      const own = source(name).replace(/User1@example.com/, mailbox.address)
      const body = id === undefined ? own : own.replace(id, `Id="${mailbox.folder('inbox')!.id}"`)
      expect(new Set(codesOf((await send(body)).body))).toEqual(new Set(['NoError']))
    })
  },
)
