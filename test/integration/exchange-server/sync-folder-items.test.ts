import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import { distinguished, fieldUris, syncFolderItems } from '#test/exchange-server/requests.ts'
import { type ExchangeServer, type Mailbox, startExchangeServer } from '#test/exchange-server/server.ts'
import { type XmlElement, child, childText } from '#test/exchange-server/soap/xml-tree.ts'

const PASSWORD = 'geheim'
let server: ExchangeServer
let client: RawClient
let mailbox: Mailbox
let mailboxes = 0

const freshMailbox = (): void => {
  const user = `anna.meier${++mailboxes}`
  mailbox = server.addMailbox({ address: `${user}@contoso.example`, user, password: PASSWORD })
  client = rawClient(server.url, { user, password: PASSWORD })
}

beforeAll(async () => {
  server = await startExchangeServer({ mailboxes: [] })
})
afterEach(() => {
  client.close()
})

beforeEach(freshMailbox)
afterAll(async () => {
  client.close()
  await server.stop()
})

type Page = {
  readonly code: string | undefined
  readonly state: string
  readonly last: boolean
  readonly changes: readonly XmlElement[]
}

async function sync(options: Parameters<typeof syncFolderItems>[0] = {}): Promise<Page> {
  const [message] = (await client.call(syncFolderItems(options))).messages
  return {
    code: childText(message, 'ResponseCode'),
    state: childText(message, 'SyncState')!,
    last: childText(message, 'IncludesLastItemInRange') === 'true',
    changes: child(message, 'Changes')?.children ?? [],
  }
}

const idElement = (change: XmlElement): XmlElement =>
  change.children[0]!.name === 'ItemId' ? change.children[0]! : child(change.children[0], 'ItemId')!

const described = (changes: readonly XmlElement[]): string[] =>
  changes.map((change) => `${change.name} ${idElement(change).attributes.Id}`)

const add = (subject: string, receivedAt?: number): Promise<string> =>
  mailbox.addMessage({ subject }, receivedAt === undefined ? {} : { receivedAt })

describe('SyncFolderItems', () => {
  test('gives the newest first, in pages of at most 512 whatever was asked', async () => {
    const ids: string[] = []
    for (let index = 0; index < 1100; index++) ids.push(await add(`Nr. ${index}`, (index % 100) * 60_000))
    const pages: Page[] = []
    let state: string | undefined
    do {
      const page = await sync({ max: 1000, ...(state === undefined ? {} : { state }) })
      pages.push(page)
      state = page.state
    } while (!pages.at(-1)!.last)
    expect(pages.map(({ changes }) => changes.length)).toEqual([512, 512, 76])
    const given = pages.flatMap(({ changes }) => changes).map((change) => idElement(change).attributes.Id!)
    const received = given.map((id) => mailbox.item(id)!.receivedAt)
    expect(received).toEqual(received.toSorted((left, right) => right - left))
    expect(new Set(given)).toEqual(new Set(ids))
    expect(await sync({ state })).toMatchObject({ last: true, changes: [] })
  })

  test('later changes come in the order in which they happened; deletions carry the id alone', async () => {
    const [a, b, c] = [await add('A'), await add('B'), await add('C')]
    const { state } = await sync()
    mailbox.updateMessage(c, { subject: 'C2' })
    const d = await add('D')
    mailbox.setRead(a)
    mailbox.deleteMessage(b)
    const { changes, last } = await sync({ state })
    expect(described(changes)).toEqual([`Update ${c}`, `Create ${d}`, `ReadFlagChange ${a}`, `Delete ${b}`])
    expect(childText(changes[2], 'IsRead')).toBe('true')
    expect(idElement(changes[2]!).attributes.ChangeKey).toBe(mailbox.item(a)!.changeKey)
    expect(Object.keys(idElement(changes[3]!).attributes)).toEqual(['Id'])
    expect(last).toBe(true)
  })

  test('what came and went between two calls is not mentioned', async () => {
    const { state } = await sync()
    mailbox.deleteMessage(await add('A'))
    expect((await sync({ state })).changes).toEqual([])
  })

  test('a moved item is deleted here and created there with another id', async () => {
    const id = await add('A')
    const inbox = await sync()
    const junk = await sync({ folder: distinguished('junkemail') })
    const moved = mailbox.moveMessage(id, 'junkemail')
    expect(described((await sync({ state: inbox.state })).changes)).toEqual([`Delete ${id}`])
    expect(
      described((await sync({ folder: distinguished('junkemail'), state: junk.state })).changes),
    ).toEqual([`Create ${moved}`])
  })

  test('the same state gives the same changes again', async () => {
    const { state } = await sync()
    await add('A')
    expect(described((await sync({ state })).changes)).toEqual(described((await sync({ state })).changes))
  })

  test('MaxChangesReturned=0 gives nothing and never ends', async () => {
    await add('A')
    const first = await sync({ max: 0 })
    expect(first).toMatchObject({ last: false, changes: [] })
    expect(await sync({ max: 0, state: first.state })).toMatchObject({ last: false, changes: [] })
    expect((await sync({ state: first.state })).changes).toHaveLength(1)
  })

  test('items to ignore are passed over', async () => {
    const [a, b] = [await add('A'), await add('B')]
    expect(described((await sync({ ignore: [b] })).changes)).toEqual([`Create ${a}`])
  })

  test.each(['garbage', '!!', 'H4sIAAAAA=', 'AEbJ94eMOAAA='])(
    'a senseless state is refused: %s',
    async (state) => {
      expect(await sync({ state })).toMatchObject({
        code: 'ErrorInvalidSyncStateData',
        state: '',
        last: true,
      })
    },
  )

  test('the state of another folder is refused', async () => {
    const { state } = await sync({ folder: distinguished('drafts') })
    expect(await sync({ state })).toMatchObject({ code: 'ErrorInvalidSyncStateData' })
  })

  test('neither MIME content nor body nor recipients are given, even when asked for', async () => {
    await mailbox.addMessage({ subject: 'A', to: ['b@contoso.example'] })
    const more = `<t:IncludeMimeContent>true</t:IncludeMimeContent>${fieldUris('item:Body', 'message:ToRecipients')}`
    const { changes } = await sync({ base: 'AllProperties', more })
    const names = changes[0]!.children[0]!.children.map(({ name }) => name)
    expect(names).toContain('Subject')
    for (const name of ['MimeContent', 'Body', 'ToRecipients']) expect(names).not.toContain(name)
  })
})

describe('any history of changes', () => {
  type Step =
    | { readonly do: 'add'; readonly age: number }
    | { readonly do: 'delete' | 'read' | 'unread' | 'update' | 'move'; readonly which: number }
    | { readonly do: 'page'; readonly size: number }

  const which = fc.nat({ max: 1000 })
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('add' as const), age: fc.nat({ max: 20 }) }) },
    {
      weight: 5,
      arbitrary: fc.record({ do: fc.constantFrom('delete', 'read', 'unread', 'update', 'move'), which }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('page' as const), size: fc.integer({ min: 1, max: 6 }) }),
    },
  )

  test('read back in pages of any size yields the state of the mailbox', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 60, size: 'max' }),
        fc.integer({ min: 1, max: 7 }),
        async (steps, size) => {
          freshMailbox()
          const known = new Map<string, { changeKey: string | undefined; isRead: boolean }>()
          let state: string | undefined
          const readPage = async (max: number): Promise<boolean> => {
            const page = await sync({
              max,
              more: fieldUris('message:IsRead'),
              ...(state === undefined ? {} : { state }),
            })
            expect(page.changes.length).toBeLessThanOrEqual(max)
            state = page.state
            for (const change of page.changes) {
              const { Id: id, ChangeKey: changeKey } = idElement(change).attributes
              if (change.name === 'Delete') known.delete(id!)
              else {
                if (change.name !== 'Create') expect(known.has(id!)).toBe(true)
                const carrier = change.name === 'ReadFlagChange' ? change : change.children[0]
                known.set(id!, { changeKey, isRead: childText(carrier, 'IsRead') === 'true' })
              }
            }
            return page.last
          }
          for (const action of steps) {
            const items = mailbox.items()
            if (action.do === 'page') await readPage(action.size)
            else if (action.do === 'add') await add('A', action.age * 60_000)
            else if (items.length > 0) {
              const { id } = items[action.which % items.length]!
              if (action.do === 'delete') mailbox.deleteMessage(id)
              else if (action.do === 'move') mailbox.moveMessage(id, 'junkemail')
              else if (action.do === 'update') mailbox.updateMessage(id, { subject: `B${action.which}` })
              else mailbox.setRead(id, action.do === 'read')
            }
          }
          while (!(await readPage(size)));
          const truth = new Map(
            mailbox.items().map(({ id, changeKey, isRead }) => [id, { changeKey, isRead }]),
          )
          expect(known).toEqual(truth)
        },
      ),
      { numRuns: 60 },
    )
  })
})
