/** How much a mailbox may ask at once, and how large a message may be. */
import { afterEach, describe, expect, test } from 'vitest'
import { type RawAnswer, type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import { distinguished, getFolder, syncFolderItems } from '#test/exchange-server/requests.ts'
import {
  EXCHANGE_LIMITS,
  type ExchangeServer,
  type Interception,
  startExchangeServer,
} from '#test/exchange-server/server.ts'
import { child, childText } from '#test/exchange-server/soap/xml-tree.ts'

const ANNA = { address: 'anna.meier@contoso.example', user: 'anna.meier', password: 'geheim' }
const BERND = { address: 'bernd.vogel@contoso.example', user: 'bernd.vogel', password: 'geheim' }
const INBOX = getFolder(distinguished('inbox'))

let server: ExchangeServer
let anna: RawClient
let bernd: RawClient

const start = async (options: Partial<Parameters<typeof startExchangeServer>[0]>): Promise<void> => {
  server = await startExchangeServer({ mailboxes: [ANNA, BERND], ...options })
  anna = rawClient(server.url, ANNA)
  bernd = rawClient(server.url, BERND)
}

afterEach(async () => {
  anna.close()
  bernd.close()
  await server.stop()
})

/** Keeps requests in work until it is called: everything that arrived is answered then. */
function hold(): { readonly arrived: (count: number) => Promise<void>; readonly release: () => void } {
  const waiting: (() => void)[] = []
  let onArrival: () => void = () => undefined
  const stop = server.intercept(async (): Promise<Interception> => {
    await new Promise<void>((resolve) => {
      waiting.push(resolve)
      onArrival()
    })
    return 'pass'
  })
  return {
    arrived: (count) =>
      new Promise((resolve) => {
        onArrival = () => {
          if (waiting.length === count) resolve()
        }
        onArrival()
      }),
    release: () => {
      stop()
      for (const go of waiting) go()
    },
  }
}

const code = (answer: RawAnswer): string | undefined =>
  childText(answer.messages[0], 'ResponseCode') ?? childText(child(answer.body, 'detail'), 'ResponseCode')

const atOnce = async (body: string, count: number): Promise<RawAnswer[]> => {
  const held = hold()
  const asked = Array.from({ length: count }, () => anna.call(body))
  await held.arrived(count)
  const oneMore = await anna.call(body)
  const others = bernd.call(body)
  await held.arrived(count + 1)
  held.release()
  expect((await Promise.all([...asked, others])).map(code)).toEqual(Array(count + 1).fill('NoError'))
  expect(code(await anna.call(body))).toBe('NoError')
  return [oneMore]
}

describe('a mailbox', () => {
  test('has as many connections as the policy allows, and others are not concerned', async () => {
    await start({ throttling: EXCHANGE_LIMITS })
    const [refused] = await atOnce(INBOX, EXCHANGE_LIMITS.maximumConnections)
    expect(refused!.status).toBe(500)
    expect(code(refused!)).toBe('ErrorExceededConnectionCount')
  })

  test('synchronises as often at once as the policy allows, and is told how long to wait', async () => {
    await start({ throttling: { ...EXCHANGE_LIMITS, backOffMilliseconds: 250 } })
    const [refused] = await atOnce(syncFolderItems(), EXCHANGE_LIMITS.maximumSyncCalls)
    expect(refused!.status).toBe(500)
    expect(code(refused!)).toBe('ErrorServerBusy')
    const [value] = child(child(refused!.body, 'detail'), 'MessageXml')!.children
    expect([value!.attributes.Name, value!.text]).toEqual(['BackOffMilliseconds', '250'])
  })

  test('has as many subscriptions as the policy allows', async () => {
    await start({ throttling: { maximumSubscriptions: 2 } })
    const subscribe =
      `<Subscribe><StreamingSubscriptionRequest><t:FolderIds>${distinguished('inbox')}</t:FolderIds>` +
      '<t:EventTypes><t:EventType>NewMailEvent</t:EventType></t:EventTypes></StreamingSubscriptionRequest></Subscribe>'
    const codes = []
    for (let index = 0; index < 3; index++) codes.push(code(await anna.call(subscribe)))
    expect(codes).toEqual(['NoError', 'NoError', 'ErrorExceededSubscriptionCount'])
  })

  test('asks as much as it likes without a policy', async () => {
    await start({})
    const held = hold()
    const asked = Array.from({ length: 40 }, () => anna.call(syncFolderItems()))
    await held.arrived(40)
    held.release()
    expect((await Promise.all(asked)).map(code)).toEqual(Array(40).fill('NoError'))
  })
})

describe('a message that is too large', () => {
  const create = (bytes: number): string => {
    const mime = Buffer.from(`Subject: A\r\n\r\n${'x'.repeat(bytes)}`).toString('base64')
    return `<CreateItem MessageDisposition="SaveOnly"><Items><t:Message><t:MimeContent>${mime}</t:MimeContent></t:Message></Items></CreateItem>`
  }

  test('is refused, alone or by its attachments, and nothing is stored', async () => {
    await start({ maximumMessageBytes: 10_000 })
    expect(code(await anna.call(create(10_000)))).toBe('ErrorMessageSizeExceeded')
    const answer = await anna.call(create(5_000))
    expect(code(answer)).toBe('NoError')
    const { Id } = child(child(answer.messages[0], 'Items')!.children[0], 'ItemId')!.attributes
    const file = Buffer.alloc(6_000).toString('base64')
    const attach =
      `<CreateAttachment><ParentItemId Id="${Id!}"/><Attachments><t:FileAttachment><t:Name>a.bin</t:Name>` +
      `<t:Content>${file}</t:Content></t:FileAttachment></Attachments></CreateAttachment>`
    expect(code(await anna.call(attach))).toBe('ErrorMessageSizeExceeded')
    expect(server.mailbox(ANNA.address).items('drafts')).toMatchObject([{ id: Id, hasAttachments: false }])
  })
})
