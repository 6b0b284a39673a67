/** Which request meets a misbehaviour, how several go together, and that requests stay what they were. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseMisbehaveText } from '#test/exchange-server/misbehaviour/misbehave-options.ts'
import { type RawAnswer, envelope, rawClient } from '#test/exchange-server/raw-client.ts'
import { fieldUris, getItem } from '#test/exchange-server/requests.ts'
import { ANNA, CREATE, INBOX, type Scene, faultCode, startScene, text } from './scene.ts'

let scene: Scene

beforeEach(async () => {
  scene = await startScene()
})

afterEach(() => scene.end())

describe('which request is met', () => {
  /** The statuses of so many requests in a row. */
  async function statuses(
    count: number,
    call = (): Promise<RawAnswer> => scene.anna.call(INBOX),
  ): Promise<string> {
    const seen: string[] = []
    for (let number = 0; number < count; number++) seen.push((await call()).status === 200 ? '.' : 'x')
    return seen.join('')
  }

  test('the first n, after some, each so manieth', async () => {
    const first = scene.server.misbehave({ behaviour: 'server-busy', times: 2 })
    expect(await statuses(5)).toBe('xx...')
    expect([first.met, first.acted]).toEqual([5, 2])
    first.stop()
    scene.server.misbehave({ behaviour: 'server-busy', after: 2, every: 3, times: 2 })
    expect(await statuses(12)).toBe('....x..x....')
  })

  test('the same by chance with the same seed, others with another', async () => {
    const draw = async (seed: number): Promise<string> => {
      const active = scene.server.misbehave({ behaviour: 'server-busy', probability: 0.5, seed })
      const seen = await statuses(40)
      active.stop()
      return seen
    }
    const [one, again, other] = [await draw(3), await draw(3), await draw(4)]
    expect(again).toBe(one)
    expect(other).not.toBe(one)
    expect(one.replaceAll('.', '').length).toBeGreaterThan(8)
    expect(one.replaceAll('.', '').length).toBeLessThan(32)
  })

  test('only those for an operation, or for several', async () => {
    const active = scene.server.misbehave({ behaviour: 'server-busy', operation: 'CreateItem' })
    expect(await statuses(2)).toBe('..')
    expect(await statuses(2, () => scene.anna.call(CREATE))).toBe('xx')
    active.stop()
    scene.server.misbehave({ behaviour: 'server-busy', operation: ['CreateItem', 'GetFolder'] })
    expect((await statuses(1)) + (await statuses(1, () => scene.anna.call(CREATE)))).toBe('xx')
  })

  test('only those of a scene.mailbox, also of one that is impersonated', async () => {
    scene.server.misbehave({ behaviour: 'server-busy', mailbox: 'Anna.Meier@contoso.example' })
    expect(await statuses(1, () => scene.bernd.call(INBOX))).toBe('.')
    expect(await statuses(1)).toBe('x')
    const asAnna = envelope(INBOX).replace(
      '</soap:Header>',
      `<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>${ANNA.address}</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation></soap:Header>`,
    )
    expect(await statuses(1, () => scene.bernd.send({ body: asAnna }))).toBe('x')
  })

  test('only those that a condition chooses', async () => {
    scene.server.misbehave({
      behaviour: 'server-busy',
      when: ({ headers }) => headers['x-anchormailbox'] === 'a',
    })
    expect(await statuses(1)).toBe('.')
    expect(await statuses(1, () => scene.anna.call(INBOX, { 'X-AnchorMailbox': 'a' }))).toBe('x')
  })

  test('nobody who has not signed in meets what Exchange itself would say', async () => {
    const exchange = scene.server.misbehave({ behaviour: 'server-busy' })
    const stranger = rawClient(scene.server.url)
    expect((await stranger.call(INBOX)).status).toBe(401)
    expect(exchange.met).toBe(0)
    scene.server.misbehave({ behaviour: 'service-unavailable' })
    expect((await stranger.call(INBOX)).status).toBe(503)
    stranger.close()
  })

  test('several add up, in whatever order they were switched on', async () => {
    const expected = [200, 'Fault', ['faultcode', 'faultstring']]
    const names = ['server-busy', 'fault-with-200', 'fault-without-detail'] as const
    for (const order of [names, [...names].reverse()]) {
      for (const behaviour of order) scene.server.misbehave({ behaviour })
      const { status, body } = await scene.anna.call(INBOX)
      expect([status, body?.name, body?.children.map(({ name }) => name)]).toEqual(expected)
      scene.server.behave()
    }
  })

  test('what answers second does not count, and what changes nothing does not either', async () => {
    const first = scene.server.misbehave({ behaviour: 'server-busy', times: 1 })
    const second = scene.server.misbehave({ behaviour: 'mailbox-gone', times: 1 })
    const nothing = scene.server.misbehave({ behaviour: 'uid-in-other-case', times: 1 })
    expect(faultCode(await scene.anna.call(INBOX))).toBe('ErrorServerBusy')
    expect([first.acted, second.acted, nothing.acted]).toEqual([1, 0, 0])
    expect(faultCode(await scene.anna.call(INBOX))).toBe('ErrorNonExistentMailbox')
    expect([first.acted, second.acted, nothing.acted]).toEqual([1, 1, 0])
    expect(scene.server.misbehaviours).toEqual([first, second, nothing])
  })

  test('parallel requests do not exceed the number of times', async () => {
    const active = scene.server.misbehave({ behaviour: 'slow-first-byte', milliseconds: 30, times: 3 })
    await Promise.all(Array.from({ length: 8 }, () => scene.anna.call(INBOX)))
    expect([active.met, active.acted]).toEqual([8, 3])
  })

  test('is written in one line for the command line', () => {
    expect(parseMisbehaveText('server-busy')).toEqual({ behaviour: 'server-busy' })
    expect(
      parseMisbehaveText(
        'redirect,operation=GetItem+FindItem,location=https://a.example/?b=c,probability=0.5',
      ),
    ).toEqual({
      behaviour: 'redirect',
      operation: ['GetItem', 'FindItem'],
      location: 'https://a.example/?b=c',
      probability: 0.5,
    })
    for (const [text, reason] of [
      ['server-bussy', /no misbehaviour is called server-bussy/],
      ['server-busy,every=often', /every/],
      ['server-busy,evry=2', /evry/],
      ['small-pages,operation=GetItem', /cannot act on GetItem/],
    ] as const) {
      expect(() => parseMisbehaveText(text)).toThrow(reason)
    }
  })

  test('options that mean nothing are refused', () => {
    expect(() => scene.server.misbehave({ behaviour: 'uid-in-other-case', times: 0 })).toThrow(/times/)
    expect(() => scene.server.misbehave({ behaviour: 'small-pages', operation: 'GetItem' })).toThrow(
      'small-pages cannot act on GetItem',
    )
    const misspelt = { behaviour: 'server-busy', operations: 'GetItem' } as const
    expect(() => scene.server.misbehave(misspelt)).toThrow(/operations/)
  })
})

describe('a batch from which elements were taken', () => {
  test('is otherwise read as the client wrote it', async () => {
    const content = 'A & B <é> 𝄞 ]]>'.padEnd(300, ' x')
    const written = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    scene.server.misbehave({ behaviour: 'server-busy-in-one-message' })
    const message = (subject: string): string =>
      `<t:Message><t:Subject>${subject}</t:Subject><t:Body BodyType="Text">${written}</t:Body></t:Message>`
    await scene.anna.call(CREATE.replace(/<t:Message>.*<\/t:Message>/, message(written) + message('second')))
    const [item, ...others] = scene.mailbox.items('drafts')
    expect([item!.subject, others]).toEqual([content, []])
    scene.server.behave()
    const read = await scene.anna.call(getItem([item!.id], 'IdOnly', fieldUris('item:TextBody')))
    expect(text(read, 'TextBody')?.trim()).toBe(written)
  })
})
