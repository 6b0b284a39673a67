/** A server that keeps its mailboxes in a file: stopped and started again, or killed in the middle of writing. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import {
  distinguished,
  getItem,
  syncFolderHierarchy,
  syncFolderItems,
} from '#test/exchange-server/requests.ts'
import { type ExchangeServer, startExchangeServer } from '#test/exchange-server/server.ts'
import { type XmlElement, child, childText } from '#test/exchange-server/soap/xml-tree.ts'

const ANNA = { address: 'anna.meier@contoso.example', user: 'anna.meier', password: 'exchange' }
const projectFolder = path.resolve(import.meta.dirname, '../../..')

let folder: string
let file: string
const servers: ExchangeServer[] = []
const clients: RawClient[] = []
const children: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'ews-storage-'))
  file = path.join(folder, 'mailboxes.sqlite')
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const made of clients.splice(0)) made.close()
  for (const server of servers.splice(0)) await server.stop()
  rmSync(folder, { recursive: true })
})

const start = async (): Promise<ExchangeServer> => {
  const server = await startExchangeServer({ mailboxes: [ANNA], file })
  servers.push(server)
  return server
}

const stop = async (server: ExchangeServer): Promise<void> => {
  servers.splice(servers.indexOf(server), 1)
  await server.stop()
}

const clientOf = (url: string): RawClient => {
  const made = rawClient(url, ANNA)
  clients.push(made)
  return made
}

const ask = async (client: RawClient, body: string): Promise<XmlElement> =>
  (await client.call(body)).messages[0]!

const described = (message: XmlElement): string[] =>
  child(message, 'Changes')!.children.map((change) => {
    const id = change.children.find(({ name }) => name.endsWith('Id')) ?? child(change.children[0], 'ItemId')!
    return `${change.name} ${id.attributes.Id}`
  })

const createItem = (subject: string): string =>
  '<CreateItem MessageDisposition="SaveOnly"><Items><t:Message>' +
  `<t:Subject>${subject}</t:Subject><t:Body BodyType="Text">${subject} ${'Text '.repeat(200)}</t:Body>` +
  '</t:Message></Items></CreateItem>'

const idIn = (message: XmlElement | undefined): string | undefined =>
  child(child(message, 'Items')?.children[0], 'ItemId')?.attributes.Id

/** The server of the command line, in a process of its own. */
const startCli = async (
  ...args: string[]
): Promise<{ readonly child: ChildProcess; readonly url: string }> => {
  const server = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/exchange-server/cli.ts', '--file', file, ...args],
    {
      cwd: projectFolder,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  children.push(server)
  for await (const line of createInterface({ input: server.stdout })) {
    const url = /^EWS address: (.*)$/.exec(line)?.[1]
    if (url === undefined) continue
    server.stdout.resume()
    return { child: server, url }
  }
  throw new Error('the server ended before it listened')
}

describe('after a restart', () => {
  test('a client goes on with its states, in the middle of the first listing and after it', async () => {
    const first = await start()
    const mailbox = first.mailbox(ANNA.address)
    const ids = []
    for (let index = 0; index < 5; index++) {
      ids.push(
        await mailbox.addMessage({ subject: `${index}` }, { receivedAt: Date.UTC(2026, 0, index + 1) }),
      )
    }
    let client = clientOf(first.url)
    const whole = await ask(client, syncFolderItems())
    const page = await ask(client, syncFolderItems({ max: 2 }))
    const hierarchy = await ask(client, syncFolderHierarchy())
    mailbox.setRead(ids[0]!)
    mailbox.deleteMessage(ids[1]!)
    const projects = mailbox.createFolder('Projekte')
    await stop(first)

    const second = await start()
    client = clientOf(second.url)
    const added = await second.mailbox(ANNA.address).addMessage({ subject: 'neu' })
    const changes = await ask(client, syncFolderItems({ state: childText(whole, 'SyncState')! }))
    expect(described(changes)).toEqual([`ReadFlagChange ${ids[0]}`, `Delete ${ids[1]}`, `Create ${added}`])
    const rest = await ask(client, syncFolderItems({ state: childText(page, 'SyncState')! }))
    expect(described(rest)).toEqual([`Create ${ids[2]}`, `Create ${ids[0]}`])
    expect(childText(rest, 'IncludesLastItemInRange')).toBe('false')
    const folders = await ask(client, syncFolderHierarchy(childText(hierarchy, 'SyncState')))
    expect(
      child(folders, 'Changes')!.children.map(
        (change) => child(change.children[0], 'FolderId')!.attributes.Id,
      ),
    ).toEqual([projects])
    const none = await ask(client, syncFolderItems({ state: childText(changes, 'SyncState')! }))
    expect(described(none)).toEqual([])
  })

  test('what was answered is there, though the process was killed while it wrote', async () => {
    const { child: process, url } = await startCli('--messages', '20')
    const client = clientOf(url)
    expect(described(await ask(client, syncFolderItems()))).toHaveLength(20)
    const drafts = { folder: distinguished('drafts') }
    const sync = await ask(client, syncFolderItems(drafts))
    const answered: string[] = []
    const died = once(process, 'exit')
    // Four connections that write until the server is gone; it is killed while others of them wait.
    await Promise.all(
      Array.from({ length: 4 }, async (_, writer) => {
        const own = clientOf(url)
        for (let index = 0; ; index++) {
          const message = await ask(own, createItem(`${writer}/${index}`)).catch(() => undefined)
          const id = idIn(message)
          if (id === undefined) return
          answered.push(id)
          if (answered.length === 40) process.kill('SIGKILL')
        }
      }),
    )
    await died
    expect(answered.length).toBeGreaterThanOrEqual(40)

    const server = await start()
    const mailbox = server.mailbox(ANNA.address)
    expect(answered.filter((id) => mailbox.item(id) === undefined)).toEqual([])
    const { messages } = await clientOf(server.url).call(
      getItem(answered, 'IdOnly', '<t:IncludeMimeContent>true</t:IncludeMimeContent>'),
    )
    expect(messages.map((message) => childText(message, 'ResponseCode'))).toEqual(
      answered.map(() => 'NoError'),
    )
    for (const [index, message] of messages.entries()) {
      const mime = childText(child(message, 'Items')!.children[0], 'MimeContent')!
      expect(Buffer.from(mime, 'base64')).toEqual(Buffer.from(mailbox.mimeOf(answered[index]!)))
    }
    const changes = await ask(
      clientOf(server.url),
      syncFolderItems({ ...drafts, state: childText(sync, 'SyncState')! }),
    )
    expect(described(changes)).toEqual(expect.arrayContaining(answered.map((id) => `Create ${id}`)))
    // No more than the one request of each connection that was not answered any more.
    expect(described(changes).length - answered.length).toBeLessThanOrEqual(4)
  })

  test('the command line fills no mailbox a second time', async () => {
    const first = await startCli('--messages', '7')
    const before = described(await ask(clientOf(first.url), syncFolderItems()))
    first.child.kill('SIGTERM')
    await once(first.child, 'exit')
    const second = await startCli('--messages', '9')
    expect(described(await ask(clientOf(second.url), syncFolderItems()))).toEqual(before)
  })
})

test('the command line refuses a file of another kind, says so, and leaves it alone', async () => {
  writeFileSync(file, 'Brief an die Kundschaft')
  const server = spawn(process.execPath, ['--import', 'tsx', 'test/exchange-server/cli.ts', '--file', file], {
    cwd: projectFolder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  children.push(server)
  const [errors] = await Promise.all([text(server.stderr), once(server, 'exit')])
  expect(server.exitCode).toBe(1)
  expect(errors).toBe(`The storage file ${file} cannot be used: file is not a database.\n`)
  expect(readFileSync(file, 'utf8')).toBe('Brief an die Kundschaft')
})

test('a server whose port is taken gives its file back', async () => {
  const other = await startExchangeServer({ mailboxes: [] })
  servers.push(other)
  await expect(startExchangeServer({ mailboxes: [ANNA], file, port: other.port })).rejects.toThrow(
    'EADDRINUSE',
  )
  await start()
})
