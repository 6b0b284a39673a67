/** Configuration objects of folders. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import { distinguished } from '#test/exchange-server/requests.ts'
import { type ExchangeServer, startExchangeServer } from '#test/exchange-server/server.ts'
import { type XmlElement, child, childText } from '#test/exchange-server/soap/xml-tree.ts'

const ANNA = { address: 'anna.meier@contoso.example', user: 'anna.meier', password: 'geheim' }
const CATEGORIES = Buffer.from('<categories default="Blau"/>').toString('base64')
const OTHERS = Buffer.from('<categories default="Rot"/>').toString('base64')

let server: ExchangeServer
let client: RawClient

beforeAll(async () => {
  server = await startExchangeServer({ mailboxes: [ANNA], validate: 'requests-and-responses' })
  client = rawClient(server.url, ANNA)
})

afterAll(async () => {
  client.close()
  await server.stop()
})

const name = (prefix = 't:'): string =>
  `<${prefix}UserConfigurationName Name="CategoryList">${distinguished('calendar')}</${prefix}UserConfigurationName>`
const call = async (body: string): Promise<XmlElement> => (await client.call(body)).messages[0]!
const code = async (body: string): Promise<string | undefined> => childText(await call(body), 'ResponseCode')
const write = (operation: 'Create' | 'Update', content: string): string =>
  `<${operation}UserConfiguration><UserConfiguration>${name()}${content}</UserConfiguration></${operation}UserConfiguration>`
const get = (properties: string): string =>
  `<GetUserConfiguration>${name('')}<UserConfigurationProperties>${properties}</UserConfigurationProperties></GetUserConfiguration>`
const remove = `<DeleteUserConfiguration>${name('')}</DeleteUserConfiguration>`

test('a configuration object is created, read in parts, changed and deleted', async () => {
  expect(await code(get('All'))).toBe('ErrorItemNotFound')
  expect(await code(write('Update', ''))).toBe('ErrorItemNotFound')
  const entry =
    '<t:Dictionary><t:DictionaryEntry><t:DictionaryKey><t:Type>String</t:Type><t:Value>a</t:Value></t:DictionaryKey>' +
    '<t:DictionaryValue><t:Type>Boolean</t:Type><t:Value>true</t:Value></t:DictionaryValue></t:DictionaryEntry></t:Dictionary>'
  expect(await code(write('Create', `${entry}<t:XmlData>${CATEGORIES}</t:XmlData>`))).toBe('NoError')
  expect(await code(write('Create', ''))).toBe('ErrorItemSave')

  const xml = child(await call(get('XmlData')), 'UserConfiguration')
  expect(xml!.children.map((part) => part.name)).toEqual(['UserConfigurationName', 'XmlData'])
  expect(childText(xml, 'XmlData')).toBe(CATEGORIES)

  expect(await code(write('Update', `<t:XmlData>${OTHERS}</t:XmlData>`))).toBe('NoError')
  const all = child(await call(get('All')), 'UserConfiguration')
  expect(childText(all, 'XmlData')).toBe(OTHERS)
  expect(child(all, 'Dictionary')!.children).toHaveLength(1)

  expect(await code(remove)).toBe('NoError')
  expect(await code(get('All'))).toBe('ErrorItemNotFound')
})
