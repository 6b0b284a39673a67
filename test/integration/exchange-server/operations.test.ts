import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fill } from '#test/exchange-server/content/fill.ts'
import { type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import {
  distinguished,
  fieldUris,
  findFolder,
  getFolder,
  getItem,
  syncFolderHierarchy,
  syncFolderItems,
} from '#test/exchange-server/requests.ts'
import { type ExchangeServer, type Mailbox, startExchangeServer } from '#test/exchange-server/server.ts'
import { validateEnvelope } from '#test/exchange-server/schema-validation.ts'
import { needingSharedFolder, sharedFolder } from '#test/exchange-server/shared-folder.ts'
import { type XmlElement, child, childText, parseXml } from '#test/exchange-server/soap/xml-tree.ts'

const PASSWORD = 'geheim'
let server: ExchangeServer
let anna: RawClient
let bernd: RawClient
let mailbox: Mailbox
let mailboxes = 0

beforeAll(async () => {
  server = await startExchangeServer({ mailboxes: [] })
})

// A fresh pair of mailboxes for every test; Bernd may open Anna's.
afterEach(() => {
  anna.close()
  bernd.close()
})

beforeEach(() => {
  const suffix = String(++mailboxes)
  mailbox = server.addMailbox({
    address: `anna.meier${suffix}@contoso.example`,
    password: PASSWORD,
    language: 'de',
    delegates: [`bernd.vogel${suffix}@contoso.example`],
  })
  server.addMailbox({ address: `bernd.vogel${suffix}@contoso.example`, password: PASSWORD })
  anna = rawClient(server.url, { user: `anna.meier${suffix}`, password: PASSWORD })
  bernd = rawClient(server.url, { user: `bernd.vogel${suffix}`, password: PASSWORD })
})

// Rejects when any answer of this file broke the schema.
afterAll(async () => {
  anna.close()
  bernd.close()
  await server.stop()
})

const code = (message: XmlElement | undefined): string | undefined => childText(message, 'ResponseCode')

const folders = (message: XmlElement | undefined): readonly XmlElement[] =>
  child(message, 'Folders')?.children ?? []

const firstItem = (message: XmlElement | undefined): XmlElement | undefined =>
  child(message, 'Items')?.children[0]

describe('every answer', () => {
  test('names the version of the server', async () => {
    const { text } = await anna.call(getFolder(distinguished('inbox')))
    expect(child(child(parseXml(text), 'Header'), 'ServerVersionInfo')?.attributes).toMatchObject({
      MajorVersion: '15',
      MinorVersion: '2',
    })
  })

  test.runIf(sharedFolder())(
    needingSharedFolder('is checked against the schema, and breaking it is noticed'),
    () => {
      expect(server.validation).toBe('responses')
      expect(validateEnvelope('<a/>')).toHaveLength(1)
    },
  )
})

describe('GetFolder', () => {
  test('gives folders by distinguished id, with German names, and fails the others one by one', async () => {
    const asked = ['msgfolderroot', 'inbox', 'calendar', 'contacts', 'tasks', 'favorites'].map((id) =>
      distinguished(id),
    )
    const { messages } = await anna.call(getFolder(asked.join('')))
    expect(messages.map((message) => folders(message)[0]?.name)).toEqual([
      'Folder',
      'Folder',
      'CalendarFolder',
      'ContactsFolder',
      'TasksFolder',
      undefined,
    ])
    expect(messages.slice(0, 3).map((message) => childText(folders(message)[0], 'DisplayName'))).toEqual([
      'Oberste Ebene des Informationsspeichers',
      'Posteingang',
      'Kalender',
    ])
    expect(code(messages[5])).toBe('ErrorFolderNotFound')
  })

  test('the base shape and additional properties decide what is given', async () => {
    const names = async (base: string, more = ''): Promise<string[]> => {
      const { messages } = await anna.call(getFolder(distinguished('inbox'), base, more))
      return folders(messages[0])[0]!.children.map(({ name }) => name)
    }
    expect(await names('IdOnly')).toEqual(['FolderId'])
    expect(
      await names('IdOnly', fieldUris('folder:ParentFolderId', 'folder:FolderClass', 'folder:PolicyTag')),
    ).toEqual(['FolderId', 'ParentFolderId', 'FolderClass'])
    expect(await names('Default')).toEqual([
      'FolderId',
      'DisplayName',
      'TotalCount',
      'ChildFolderCount',
      'UnreadCount',
    ])
    expect(await names('AllProperties')).toContain('EffectiveRights')
    const { messages } = await anna.call(
      getFolder(distinguished('inbox'), 'IdOnly', fieldUris('item:Subject')),
    )
    expect(code(messages[0])).toBe('ErrorInvalidPropertyRequest')
  })

  test('a delegate opens the folder of another, a stranger does not', async () => {
    const own = mailbox.folder('inbox')!.id
    const delegated = await bernd.call(
      getFolder(distinguished('inbox', mailbox.address) + `<t:FolderId Id="${own}"/>`),
    )
    expect(
      delegated.messages.map((message) => child(folders(message)[0], 'FolderId')?.attributes.Id),
    ).toEqual([own, own])
    const other = server.mailbox(mailbox.address.replace('anna.meier', 'bernd.vogel'))
    const refused = await anna.call(
      getFolder(
        distinguished('inbox', other.address) +
          distinguished('inbox', 'nobody@contoso.example') +
          `<t:FolderId Id="${other.folder('inbox')!.id}"/><t:FolderId Id="AAA="/>`,
      ),
    )
    expect(refused.messages.map(code)).toEqual([
      'ErrorAccessDenied',
      'ErrorNonExistentMailbox',
      'ErrorItemNotFound',
      'ErrorInvalidIdMalformed',
    ])
  })
})

describe('FindFolder', () => {
  test('finds the children, or everything below, page by page', async () => {
    const projects = mailbox.createFolder('Projekte', 'inbox')
    mailbox.createFolder('Größe & Maße', projects)
    const found = async (
      traversal: string,
      view = '',
    ): Promise<[Record<string, string>, (string | undefined)[]]> => {
      const { messages } = await anna.call(findFolder(distinguished('msgfolderroot'), traversal, view))
      const root = child(messages[0], 'RootFolder')!
      return [{ ...root.attributes }, folders(root).map((folder) => childText(folder, 'DisplayName'))]
    }
    expect((await found('Shallow'))[1]).toHaveLength(11)
    expect((await found('Deep'))[1].slice(0, 3)).toEqual(['Posteingang', 'Projekte', 'Größe & Maße'])
    expect(
      await found('Deep', '<IndexedPageFolderView MaxEntriesReturned="4" Offset="9" BasePoint="Beginning"/>'),
    ).toMatchObject([
      { IndexedPagingOffset: '13', TotalItemsInView: '13', IncludesLastItemInRange: 'true' },
      ['Aufgaben', 'Kontakte', 'Notizen', 'Journal'],
    ])
    expect(
      (
        await found(
          'Deep',
          '<FractionalPageFolderView MaxEntriesReturned="1" Numerator="1" Denominator="2"/>',
        )
      )[1],
    ).toHaveLength(1)
    expect((await found('SoftDeleted'))[1]).toEqual([])
  })

  test('finds by restriction, and a folder that is not there is not found', async () => {
    mailbox.createFolder('Projekte', 'inbox')
    mailbox.createFolder('Projekte', 'drafts')
    const found = async (restriction: string): Promise<(string | undefined)[]> => {
      const request = findFolder(
        distinguished('msgfolderroot'),
        'Deep',
        `<Restriction>${restriction}</Restriction>`,
      )
      const { messages } = await anna.call(request)
      return folders(child(messages[0], 'RootFolder')).map((folder) => childText(folder, 'DisplayName'))
    }
    const is = (path: string, value: string): string =>
      `<t:IsEqualTo>${path}<t:FieldURIOrConstant><t:Constant Value="${value}"/></t:FieldURIOrConstant></t:IsEqualTo>`
    const name = (value: string): string => is('<t:FieldURI FieldURI="folder:DisplayName"/>', value)
    expect(await found(name('projekte'))).toEqual(['Projekte', 'Projekte'])
    expect(await found(name('davmailtemp'))).toEqual([])
    const isOfTasks = is('<t:ExtendedFieldURI PropertyTag="0x3613" PropertyType="String"/>', 'IPF.Task')
    expect(await found(isOfTasks)).toEqual(['Aufgaben'])
    expect(await found(`<t:And>${name('Aufgaben')}<t:Not>${isOfTasks}</t:Not></t:And>`)).toEqual([])
  })
})

describe('SyncFolderHierarchy', () => {
  test('gives all folders once, then only what changed', async () => {
    const sync = async (state?: string): Promise<[string, string[]]> => {
      const message = (await anna.call(syncFolderHierarchy(state))).messages[0]
      expect(childText(message, 'IncludesLastFolderInRange')).toBe('true')
      const changes = child(message, 'Changes')!.children
      return [
        childText(message, 'SyncState')!,
        changes.map(({ name, children }) => `${name} ${childText(children[0], 'DisplayName') ?? ''}`.trim()),
      ]
    }
    const [initial, all] = await sync()
    expect(all).toHaveLength(11)
    expect(all[0]).toBe('Create Posteingang')
    await mailbox.addMessage({ subject: 'counts are no change of the hierarchy' })
    expect((await sync(initial))[1]).toEqual([])
    const id = mailbox.createFolder('Alt')
    mailbox.renameFolder('junkemail', 'Müll')
    const [second, changed] = await sync(initial)
    expect(changed).toEqual(['Create Alt', 'Update Müll'])
    mailbox.deleteFolder(id)
    expect((await sync(second))[1]).toEqual(['Delete'])
    expect((await sync(second))[1]).toEqual(['Delete'])
    expect(code((await anna.call(syncFolderHierarchy('H4sIAAA=='))).messages[0])).toBe(
      'ErrorInvalidSyncStateData',
    )
  })
})

describe('GetItem', () => {
  test('answers each id by itself', async () => {
    const ids = [await mailbox.addMessage({ subject: 'A' }), await mailbox.addMessage({ subject: 'B' })]
    mailbox.deleteMessage(ids[0]!)
    const { status, messages } = await anna.call(getItem([ids[0]!, 'AAMk', ids[1]!], 'Default'))
    expect(status).toBe(200)
    expect(messages.map(code)).toEqual(['ErrorItemNotFound', 'ErrorInvalidIdMalformed', 'NoError'])
    expect(childText(firstItem(messages[2]), 'Subject')).toBe('B')
  })

  test('gives additional properties, and extended properties only where they are set', async () => {
    const path = { PropertyTag: '0x1A', PropertyType: 'String' }
    const named = {
      PropertySetId: '00020329-0000-0000-C000-000000000046',
      PropertyName: 'Tags',
      PropertyType: 'StringArray',
    }
    const id = await mailbox.addMessage(
      {
        subject: 'Größe <1> & mehr\u0001',
        from: { name: 'Jürgen', address: 'j@contoso.example' },
        messageId: '<1@x>',
      },
      {
        isRead: true,
        importance: 'High',
        categories: ['Kunde', 'A & B'],
        receivedAt: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
        extendedProperties: [
          { path, value: 'IPM.Note' },
          { path: named, value: ['x', 'y'] },
        ],
      },
    )
    const more =
      fieldUris(
        'item:Subject',
        'item:DateTimeReceived',
        'item:Size',
        'item:HasAttachments',
        'message:From',
        'message:IsRead',
        'item:Importance',
        'item:Categories',
        'message:InternetMessageId',
        'item:ItemClass',
      ).replace('</t:AdditionalProperties>', '') +
      '<t:ExtendedFieldURI PropertyTag="0x001a" PropertyType="String"/>' +
      '<t:ExtendedFieldURI PropertyTag="0x0e08" PropertyType="Integer"/>' +
      '<t:ExtendedFieldURI PropertySetId="00020329-0000-0000-c000-000000000046" PropertyName="Tags" PropertyType="StringArray"/>' +
      '</t:AdditionalProperties>'
    const item = firstItem((await anna.call(getItem([id], 'IdOnly', more))).messages[0])!
    expect(childText(item, 'Subject')).toBe('Größe <1> & mehr')
    expect(childText(item, 'DateTimeReceived')).toBe('2026-01-02T03:04:05Z')
    expect(childText(item, 'Size')).toBe(String(mailbox.mimeOf(id).length))
    expect(childText(item, 'IsRead')).toBe('true')
    expect(childText(item, 'Importance')).toBe('High')
    expect(childText(item, 'ItemClass')).toBe('IPM.Note')
    expect(childText(item, 'InternetMessageId')).toBe('<1@x>')
    expect(childText(child(child(item, 'From'), 'Mailbox'), 'Name')).toBe('Jürgen')
    expect(child(item, 'Categories')!.children.map(({ text }) => text)).toEqual(['Kunde', 'A & B'])
    const extended = item.children.filter(({ name }) => name === 'ExtendedProperty')
    expect(
      extended.map((property) => childText(property, 'Value') ?? child(property, 'Values')!.children.length),
    ).toEqual(['IPM.Note', String(mailbox.mimeOf(id).length), 2])
  })

  test('a property of another kind of item is left out, one that no item has is refused item by item', async () => {
    const id = await mailbox.addMessage({ subject: 'A' })
    const other = await anna.call(getItem([id], 'IdOnly', fieldUris('calendar:Start')))
    expect(code(other.messages[0])).toBe('NoError')
    expect(child(other.messages[0], 'Items')!.children[0]!.children.map(({ name }) => name)).toEqual([
      'ItemId',
    ])
    const { messages } = await anna.call(getItem([id], 'IdOnly', fieldUris('folder:DisplayName')))
    expect(code(messages[0])).toBe('ErrorInvalidPropertyRequest')
  })

  test.each(['IdOnly', 'Default', 'AllProperties'])(
    'generated messages come back byte for byte (%s)',
    async (base) => {
      const ids = await fill(mailbox, { messages: 60, seed: 3 })
      const { messages } = await anna.call(
        getItem(ids, base, '<t:IncludeMimeContent>true</t:IncludeMimeContent>'),
      )
      expect(messages).toHaveLength(60)
      for (const [index, message] of messages.entries()) {
        const mime = Buffer.from(childText(firstItem(message), 'MimeContent')!, 'base64')
        expect(Buffer.compare(mime, mailbox.mimeOf(ids[index]!))).toBe(0)
      }
    },
  )

  test.runIf(sharedFolder())(
    needingSharedFolder('real and broken mail is listed and comes back byte for byte'),
    async () => {
      const corpus = join(sharedFolder()!, 'corpus', 'mail')
      const ids = await fill(mailbox, { corpus })
      const names = readdirSync(corpus)
        .filter((name) => name.endsWith('.eml'))
        .sort()
      const { messages } = await anna.call(
        getItem(ids, 'AllProperties', '<t:IncludeMimeContent>true</t:IncludeMimeContent>'),
      )
      expect(messages.map(code)).toEqual(names.map(() => 'NoError'))
      for (const [index, message] of messages.entries()) {
        const mime = Buffer.from(childText(firstItem(message), 'MimeContent')!, 'base64')
        expect(Buffer.compare(mime, readFileSync(join(corpus, names[index]!))), names[index]).toBe(0)
      }
      const listed = await anna.call(syncFolderItems({ base: 'AllProperties' }))
      expect(child(listed.messages[0], 'Changes')!.children).toHaveLength(names.length)
    },
  )
})

describe('ConvertId', () => {
  const convert = async (
    to: string,
    format: string,
    id: string,
    address = mailbox.address,
  ): Promise<XmlElement | undefined> => {
    const { messages } = await anna.call(
      `<ConvertId DestinationFormat="${to}"><SourceIds>` +
        `<t:AlternateId Format="${format}" Id="${id}" Mailbox="${address}"/></SourceIds></ConvertId>`,
    )
    return messages[0]
  }
  const converted = async (to: string, format: string, id: string): Promise<string> =>
    child(await convert(to, format, id), 'AlternateId')!.attributes.Id!

  test.each(['OwaId', 'EntryId', 'HexEntryId', 'EwsLegacyId'])(
    'turns an id into %s and back',
    async (format) => {
      const id = await mailbox.addMessage({ subject: 'A' })
      const other = await converted(format, 'EwsId', id)
      expect(await converted('EwsId', format, other)).toBe(id)
    },
  )

  test('names the mailbox of the id, whatever address was sent with it', async () => {
    const answer = await convert('OwaId', 'EwsId', mailbox.folder('inbox')!.id, 'niemand@contoso.example')
    expect(child(answer, 'AlternateId')!.attributes.Mailbox).toBe(mailbox.address)
  })

  test.each([
    ['EwsId', 'AAMk'],
    ['OwaId', '%E0%A4%A'],
    ['HexEntryId', 'xyz'],
  ])('refuses what is no %s: %s', async (format, id) => {
    expect(code(await convert('EwsId', format, id))).toBe('ErrorInvalidIdMalformed')
  })
})

describe('requests that Exchange refuses', () => {
  const refused = async (body: string): Promise<[number, string | undefined]> => {
    const answer = await anna.call(body)
    expect(answer.body?.name).toBe('Fault')
    return [answer.status, childText(child(answer.body, 'detail'), 'ResponseCode')]
  }

  test('an unknown operation', async () => {
    expect(await refused('<Dance/>')).toEqual([500, 'ErrorInvalidRequest'])
    expect(await refused('<x:GetFolder xmlns:x="urn:x"/>')).toEqual([500, 'ErrorInvalidRequest'])
  })

  test.each([
    '',
    '<GetFolder/>',
    '<GetItem><ItemShape><t:BaseShape>Everything</t:BaseShape></ItemShape><ItemIds/></GetItem>',
    '<GetItem></GetFolder>',
    getItem([]).replace('<ItemIds></ItemIds>', ''),
    getFolder('<t:FolderId/>'),
    syncFolderItems({ max: -1 }),
    syncFolderItems().replace('512', 'many'),
    findFolder(distinguished('inbox')).replace(' Traversal="Deep"', ''),
    getFolder(
      distinguished('inbox'),
      'IdOnly',
      '<t:AdditionalProperties><t:FieldURI/></t:AdditionalProperties>',
    ),
  ])('what breaks the schema: %s', async (body) => {
    expect(await refused(body)).toEqual([500, 'ErrorSchemaValidation'])
  })

  test.runIf(sharedFolder())(
    needingSharedFolder('with validation of requests, everything that breaks the schema'),
    async () => {
      const strict = await startExchangeServer({
        mailboxes: [{ address: 'anna.meier@contoso.example', password: PASSWORD }],
        validate: 'requests-and-responses',
      })
      const client = rawClient(strict.url, { user: 'anna.meier', password: PASSWORD })
      const { status, text } = await client.call(syncFolderItems({ max: 513 }))
      client.close()
      expect(status).toBe(500)
      expect(text).toContain('ErrorSchemaValidation')
      expect(strict.schemaViolations).toMatchObject([{ direction: 'request', operation: 'SyncFolderItems' }])
      await expect(strict.stop()).rejects.toThrow('broke the EWS schema')
    },
  )
})
