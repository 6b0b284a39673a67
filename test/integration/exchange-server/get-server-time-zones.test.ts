import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import { type ExchangeServer, startExchangeServer } from '#test/exchange-server/server.ts'
import { type XmlElement, child, childText } from '#test/exchange-server/soap/xml-tree.ts'

let server: ExchangeServer
let anna: RawClient

beforeAll(async () => {
  server = await startExchangeServer({
    mailboxes: [{ address: 'anna.meier@contoso.example', password: 'geheim' }],
  })
  anna = rawClient(server.url, { user: 'anna.meier', password: 'geheim' })
})

// Rejects when an answer broke the schema.
afterAll(async () => {
  anna.close()
  await server.stop()
})

const zones = async (content = '', attribute = ''): Promise<readonly XmlElement[]> => {
  const answer = await anna.call(`<GetServerTimeZones${attribute}>${content}</GetServerTimeZones>`)
  expect(childText(answer.messages[0], 'ResponseCode')).toBe('NoError')
  return child(answer.messages[0], 'TimeZoneDefinitions')?.children ?? []
}

const ids = (...list: readonly string[]): string =>
  `<Ids>${list.map((id) => `<t:Id>${id}</t:Id>`).join('')}</Ids>`

test('all zones are listed by id and name, from west to east', async () => {
  const all = await zones('', ' ReturnFullTimeZoneData="false"')
  expect(all.length).toBeGreaterThan(130)
  expect(all[0]?.attributes).toEqual({
    Id: 'Dateline Standard Time',
    Name: '(UTC-12:00) International Date Line West',
  })
  expect(all.every((zone) => zone.children.length === 0)).toBe(true)
})

test('named zones come in the order of the request, with their rules, and unknown ones are left out', async () => {
  const [tokyo, berlin, ...more] = await zones(
    ids('Tokyo Standard Time', 'Atlantis Standard Time', 'W. Europe Standard Time'),
  )
  expect(more).toEqual([])
  expect(tokyo?.attributes.Id).toBe('Tokyo Standard Time')
  expect(child(berlin, 'Periods')?.children).toHaveLength(2)
  expect(child(child(berlin, 'TransitionsGroups'), 'TransitionsGroup')?.children).toHaveLength(2)
})

test('the rules of every zone follow the schema', async () => {
  const all = await zones('', ' ReturnFullTimeZoneData="true"')
  expect(all.every((zone) => (child(zone, 'Periods')?.children.length ?? 0) > 0)).toBe(true)
})
