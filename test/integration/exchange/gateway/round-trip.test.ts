/** Whatever texts go through the gateway come back from the server character by character. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExchangeConnection } from '#electron/exchange/create-exchange-client.ts'
import { withoutIllegalCharacters } from '#electron/exchange/soap/illegal-characters.ts'
import { type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import { getItem } from '#test/exchange-server/requests.ts'
import type { ExchangeServer } from '#test/exchange-server/server.ts'
import { type XmlElement, child } from '#test/exchange-server/soap/xml-tree.ts'
import {
  ANNA,
  PASSWORD,
  connect,
  folder,
  newClientId,
  reference,
  signal,
  startServer,
  storedItem,
  valuesOf,
} from './support.ts'

const SEED = 20_261_124
const RUNS = { seed: SEED, numRuns: 60 }

let server: ExchangeServer
let anna: ExchangeConnection
let raw: RawClient
beforeAll(async () => {
  server = await startServer()
  anna = connect(server, ANNA)
  raw = rawClient(server.url, { user: ANNA, password: PASSWORD })
})
afterAll(async () => {
  raw.close()
  await anna.close()
  await server.stop()
})

/** Any code units at all: lone surrogates, control characters, markup, blanks at both ends. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(
      '&',
      '<',
      '>',
      '"',
      "'",
      ']]>',
      '&amp;',
      '&#x0;',
      ' ',
      '\n',
      '\r',
      '\t',
      'ü',
      '\u{1f600}',
    ),
    maxLength: 20,
  }),
)

const carried = (text: string): string => withoutIllegalCharacters(text).text

async function itemOf(id: string): Promise<XmlElement> {
  const { messages } = await raw.call(getItem([id], 'AllProperties'))
  return child(messages[0], 'Items')!.children[0]!
}

const textOf = (item: XmlElement, name: string): string => child(item, name)?.text ?? ''

const textsOf = (item: XmlElement, name: string): string[] =>
  (child(item, name)?.children ?? []).map(({ text }) => text)

describe(`texts (seed ${SEED})`, () => {
  it('of a task', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyText,
        anyText,
        fc.uniqueArray(anyText, { minLength: 1, maxLength: 3 }),
        async (a, b, list) => {
          const texts = { mileage: a, billingInformation: b, companies: list }
          const created = await anna.gateway.createItems(
            {
              kind: 'task',
              items: [{ clientId: newClientId(), properties: texts }],
              folder: folder('tasks'),
            },
            signal(),
          )
          const item = await itemOf(storedItem(valuesOf(created)[0]).id)
          expect(textOf(item, 'Mileage')).toBe(carried(a))
          expect(textOf(item, 'BillingInformation')).toBe(carried(b))
          expect(textsOf(item, 'Companies')).toEqual(list.map(carried))
        },
      ),
      RUNS,
    )
  })

  it('of an appointment, created and then changed', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (before, after) => {
        const properties = {
          location: before,
          start: '2026-03-29T06:00:00.000Z',
          end: '2026-03-29T07:00:00.000Z',
        }
        const created = await anna.gateway.createItems(
          {
            kind: 'appointment',
            items: [{ clientId: newClientId(), properties: properties as never }],
            folder: folder('calendar'),
            mailed: 'nobody',
          },
          signal(),
        )
        const [stored] = valuesOf(created)
        expect(textOf(await itemOf(storedItem(stored).id), 'Location')).toBe(carried(before))
        const updated = await anna.gateway.updateItems(
          {
            kind: 'appointment',
            updates: [{ item: reference(stored), set: { location: after } }],
            conflict: 'never-overwrite',
            readReceipts: 'suppress',
            mailed: 'nobody',
          },
          signal(),
        )
        expect(textOf(await itemOf(storedItem(valuesOf(updated)[0]).id), 'Location')).toBe(carried(after))
      }),
      RUNS,
    )
  })

  it('of extended properties, which attributes name', async () => {
    const propertySetId = '1b2c3d4e-0001-4000-8000-000000000001'
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (text, end) => {
        const name = `n${end}x`
        const created = await anna.gateway.createItems(
          {
            kind: 'message',
            items: [
              {
                clientId: newClientId(),
                properties: {},
                extendedProperties: [
                  { path: { kind: 'name', propertySetId, name }, type: 'string', value: text },
                ],
              },
            ],
            folder: folder('drafts'),
            disposition: 'save',
          },
          signal(),
        )
        const { id } = storedItem(valuesOf(created)[0])
        const kept = server.mailbox(ANNA).item(id)?.extendedProperties.at(-1)
        expect(kept?.path.PropertyName).toBe(carried(name))
        expect(kept?.value).toBe(carried(text))
      }),
      RUNS,
    )
  })

  it('of folders', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const displayName = `f${text}${newClientId()}`
        const created = await anna.gateway.createFolders(
          { parent: folder('msgfolderroot'), folders: [{ displayName, folderClass: 'IPF.Note' }] },
          signal(),
        )
        const [stored] = valuesOf(created)
        expect(server.mailbox(ANNA).folder(stored!.id)?.displayName).toBe(carried(displayName))
      }),
      RUNS,
    )
  })
})
