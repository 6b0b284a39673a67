import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type RawClient, envelope, rawClient } from '#test/exchange-server/raw-client.ts'
import { distinguished } from '#test/exchange-server/requests.ts'
import { type ExchangeServer, type Mailbox, startExchangeServer } from '#test/exchange-server/server.ts'
import { type XmlElement, child, childText, parseXml } from '#test/exchange-server/soap/xml-tree.ts'

const ANNA = { address: 'anna.meier@contoso.example', user: 'anna.meier', password: 'geheim' }
const EVENTS = ['Copied', 'Created', 'Deleted', 'Modified', 'Moved', 'NewMail']

let server: ExchangeServer
let mailbox: Mailbox
let anna: RawClient

beforeEach(async () => {
  server = await startExchangeServer({ mailboxes: [ANNA], heartbeatMilliseconds: 100 })
  mailbox = server.mailbox(ANNA.address)
  anna = rawClient(server.url, ANNA)
})

afterEach(async () => {
  anna.close()
  await server.stop()
})

const eventTypes = `<t:EventTypes>${EVENTS.map((kind) => `<t:EventType>${kind}Event</t:EventType>`).join('')}</t:EventTypes>`
const folderIds = (folder: string): string => `<t:FolderIds>${distinguished(folder)}</t:FolderIds>`

async function pull(folder = 'inbox', timeout = 10): Promise<{ id: string; watermark: string }> {
  const { messages } = await anna.call(
    `<Subscribe><PullSubscriptionRequest>${folderIds(folder)}${eventTypes}<t:Timeout>${timeout}</t:Timeout></PullSubscriptionRequest></Subscribe>`,
  )
  return {
    id: childText(messages[0], 'SubscriptionId')!,
    watermark: childText(messages[0], 'Watermark')!,
  }
}

async function events(id: string, watermark: string) {
  const { messages } = await anna.call(
    `<GetEvents><SubscriptionId>${id}</SubscriptionId><Watermark>${watermark}</Watermark></GetEvents>`,
  )
  const notification = child(messages[0], 'Notification')
  const found = notification?.children.filter(({ name }) => name.endsWith('Event')) ?? []
  return {
    code: childText(messages[0], 'ResponseCode'),
    names: found.map(({ name }) => name),
    watermark: childText(found.at(-1), 'Watermark') ?? watermark,
    more: childText(notification, 'MoreEvents'),
  }
}

describe('pulling', () => {
  test('tells what happened in the folder, once it is confirmed no more', async () => {
    const { id, watermark } = await pull()
    expect((await events(id, watermark)).names).toEqual(['StatusEvent'])
    const item = await mailbox.addMessage({ subject: 'A' })
    mailbox.setRead(item)
    mailbox.copyMessage(item, 'drafts')
    mailbox.moveMessage(item, 'junkemail')
    await mailbox.addMessage({ subject: 'elsewhere' }, { folder: 'sentitems' })
    const first = await events(id, watermark)
    expect(first.names).toEqual([
      'CreatedEvent',
      'NewMailEvent',
      'ModifiedEvent',
      'CopiedEvent',
      'MovedEvent',
    ])
    expect((await events(id, watermark)).names).toEqual(first.names)
    expect((await events(id, first.watermark)).names).toEqual(['StatusEvent'])
    expect((await events(id, watermark)).code).toBe('ErrorInvalidWatermark')
  })

  test('gives at most fifty events and says that there are more', async () => {
    const { id, watermark } = await pull('drafts')
    for (let number = 0; number < 60; number++) await mailbox.addMessage({}, { folder: 'drafts' })
    const first = await events(id, watermark)
    expect([first.names.length, first.more]).toEqual([50, 'true'])
    const second = await events(id, first.watermark)
    expect([second.names.length, second.more]).toEqual([10, 'false'])
  })

  test('ends with Unsubscribe, and when the server forgets', async () => {
    const { id, watermark } = await pull()
    const unsubscribe = `<Unsubscribe><SubscriptionId>${id}</SubscriptionId></Unsubscribe>`
    expect(childText((await anna.call(unsubscribe)).messages[0], 'ResponseCode')).toBe('NoError')
    expect((await events(id, watermark)).code).toBe('ErrorSubscriptionNotFound')
    const second = await pull()
    server.loseSubscriptions()
    expect((await events(second.id, second.watermark)).code).toBe('ErrorSubscriptionNotFound')
  })

  test('is limited to twenty subscriptions of a mailbox', async () => {
    for (let number = 0; number < 20; number++) await pull()
    const { messages } = await anna.call(
      `<Subscribe><PullSubscriptionRequest>${folderIds('inbox')}${eventTypes}<t:Timeout>1</t:Timeout></PullSubscriptionRequest></Subscribe>`,
    )
    expect(childText(messages[0], 'ResponseCode')).toBe('ErrorExceededSubscriptionCount')
  })
})

describe('streaming', () => {
  /** Opens the stream; `next` waits for the next envelope's response message. */
  async function open(ids: string) {
    const parts: string[] = []
    let wake: (() => void) | undefined
    let ended = false
    const outgoing = request(server.url, {
      method: 'POST',
      auth: `${ANNA.user}:${ANNA.password}`,
      headers: { 'Content-Type': 'text/xml' },
    })
    const body = envelope(
      `<GetStreamingEvents><SubscriptionIds>${ids}</SubscriptionIds><ConnectionTimeout>1</ConnectionTimeout></GetStreamingEvents>`,
    )
    outgoing.setHeader('Content-Length', Buffer.byteLength(body))
    outgoing.end(body)
    outgoing.on('error', () => undefined)
    outgoing.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
        for (let end = text.indexOf('</soap:Envelope>'); end >= 0; end = text.indexOf('</soap:Envelope>')) {
          parts.push(text.slice(0, end + '</soap:Envelope>'.length))
          text = text.slice(end + '</soap:Envelope>'.length)
        }
        wake?.()
      })
      response.on('close', () => {
        ended = true
        wake?.()
      })
    })
    const next = async (): Promise<XmlElement | undefined> => {
      while (parts.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve))
      const part = parts.shift()
      const root = part === undefined ? undefined : child(parseXml(part), 'Body')?.children[0]
      return child(root, 'ResponseMessages')?.children[0]
    }
    return { next, close: () => outgoing.destroy() }
  }

  async function subscribe(): Promise<string> {
    const { messages } = await anna.call(
      `<Subscribe><StreamingSubscriptionRequest>${folderIds('inbox')}${eventTypes}</StreamingSubscriptionRequest></Subscribe>`,
    )
    expect(child(messages[0], 'Watermark')).toBeUndefined()
    return childText(messages[0], 'SubscriptionId')!
  }

  const id = (text: string): string => `<t:SubscriptionId>${text}</t:SubscriptionId>`

  test('says OK at once, then each event as it happens, and heartbeats in between', async () => {
    const stream = await open(id(await subscribe()))
    expect(childText(await stream.next(), 'ConnectionStatus')).toBe('OK')
    await mailbox.addMessage({ subject: 'A' })
    const names: string[] = []
    while (!names.includes('NewMailEvent') || names.at(-1) !== 'StatusEvent') {
      const notification = child(child(await stream.next(), 'Notifications'), 'Notification')
      names.push(...notification!.children.map(({ name }) => name).filter((name) => name.endsWith('Event')))
    }
    expect(names.filter((name) => name !== 'StatusEvent')).toEqual(['CreatedEvent', 'NewMailEvent'])
    stream.close()
  })

  test('gives what happened before the connection was opened', async () => {
    const subscription = await subscribe()
    await mailbox.addMessage({ subject: 'A' })
    const stream = await open(id(subscription))
    await stream.next()
    const notification = child(child(await stream.next(), 'Notifications'), 'Notification')
    expect(notification!.children.map(({ name }) => name)).toContain('NewMailEvent')
    stream.close()
  })

  test('names the subscriptions that are gone', async () => {
    const stream = await open(id('bm90aGluZw=='))
    const message = await stream.next()
    expect(childText(message, 'ResponseCode')).toBe('ErrorInvalidSubscription')
    expect(child(message, 'ErrorSubscriptionIds')!.children.map(({ text }) => text)).toEqual(['bm90aGluZw=='])
  })
})
