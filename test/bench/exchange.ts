/**
 * `npm run bench:exchange`: how fast the EWS test server gives a mailbox of 10,000 messages to a client that does
 * nothing with it, so that it is known not to be the bottleneck of whatever is measured against it.
 *
 * The client asks SyncFolderItems IdOnly in pages of 512, then GetItem with MIME in batches of 100, over one and over
 * four connections. Compared in the same run, so that whatever else the machine does meets all of them: plain node:http
 * that sends answers of the same sizes, and a mailbox of a tenth of the size, whose cost per message must be the same.
 * The first round fills caches and does not count. Times are judged by no limit. The last line is JSON.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { projectFolder } from '#resources/setup/paths.ts'
import { type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import { getItem, syncFolderItems } from '#test/exchange-server/requests.ts'
import { child, childText } from '#test/exchange-server/soap/xml-tree.ts'
import { median, rounded, say, share } from './figures.ts'

const ROUNDS = 5
const MESSAGES = { large: 10_000, small: 1_000 }
const BATCH = 100
const MIME = '<t:IncludeMimeContent>true</t:IncludeMimeContent>'

type Addresses = { readonly exchange: string; readonly plain: string }
type Run = {
  readonly milliseconds: number
  /** Of every answer, in bytes. */
  readonly sizes: readonly number[]
}

const CASES = ['one', 'four', 'plainOne', 'plainFour', 'small'] as const
type Case = (typeof CASES)[number]

async function main(): Promise<void> {
  const script = path.join(import.meta.dirname, 'exchange-process.ts')
  const numbers = [MESSAGES.large, MESSAGES.small].map(String)
  const server = spawn(process.execPath, [...process.execArgv, script, ...numbers], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    for await (const line of createInterface({ input: server.stdout })) {
      await measure(JSON.parse(line) as Addresses)
      return
    }
    throw new Error('the server ended before it listened')
  } finally {
    server.kill()
  }
}

async function measure(addresses: Addresses): Promise<void> {
  const times: Record<Case, number[]> = { one: [], four: [], plainOne: [], plainFour: [], small: [] }
  let sizes: readonly number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const one = await readMailbox(addresses.exchange, 'large', 1)
    sizes = one.sizes
    const runs: Record<Case, Run> = {
      one,
      four: await readMailbox(addresses.exchange, 'large', 4),
      plainOne: await readPlain(addresses.plain, one.sizes, 1),
      plainFour: await readPlain(addresses.plain, one.sizes, 4),
      small: await readMailbox(addresses.exchange, 'small', 1),
    }
    const told = CASES.map((name) => `${name} ${Math.round(runs[name].milliseconds)} ms`).join(', ')
    say(round === 0 ? `warm-up: ${told}` : `${round}. ${told}`)
    if (round > 0) for (const name of CASES) times[name].push(runs[name].milliseconds)
  }
  report(times, sizes)
}

function report(times: Readonly<Record<Case, number[]>>, sizes: readonly number[]): void {
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  const medians = Object.fromEntries(CASES.map((name) => [name, median(times[name])])) as Record<Case, number>
  const perItem = (name: 'one' | 'four'): number => (MESSAGES.large / medians[name]) * 1000
  const megabytes = (name: 'one' | 'four'): number => bytes / medians[name] / 1000
  const ratios = {
    toPlainHttpOne: rounded(medians.one / medians.plainOne),
    toPlainHttpFour: rounded(medians.four / medians.plainFour),
    perItemLargeToSmall: rounded(medians.one / MESSAGES.large / (medians.small / MESSAGES.small)),
  }
  say('')
  for (const [name, title] of [
    ['one', '1 connection '],
    ['four', '4 connections'],
  ] as const) {
    say(`${title}: ${megabytes(name).toFixed(0)} MB/s, ${perItem(name).toFixed(0)} items/s`)
  }
  say(`Time as a multiple of plain node:http: ${ratios.toPlainHttpOne} and ${ratios.toPlainHttpFour}.`)
  say(`A message of ${MESSAGES.large} costs ${ratios.perItemLargeToSmall} times one of ${MESSAGES.small}.`)
  say(
    JSON.stringify({
      name: 'exchange',
      ratios,
      medians: {
        oneMilliseconds: rounded(medians.one),
        fourMilliseconds: rounded(medians.four),
        plainOneMilliseconds: rounded(medians.plainOne),
        plainFourMilliseconds: rounded(medians.plainFour),
        smallMilliseconds: rounded(medians.small),
        oneMegabytesPerSecond: rounded(megabytes('one')),
        fourMegabytesPerSecond: rounded(megabytes('four')),
        oneItemsPerSecond: rounded(perItem('one')),
        fourItemsPerSecond: rounded(perItem('four')),
      },
      sizes: { rounds: ROUNDS, ...MESSAGES, batch: BATCH, requests: sizes.length, bytes },
    }),
  )
}

/** Reads the whole mailbox over so many connections. */
async function readMailbox(url: string, user: 'large' | 'small', connections: number): Promise<Run> {
  const clients = Array.from({ length: connections }, () => rawClient(url, { user, password: user }))
  const sizes: number[] = []
  const started = performance.now()
  const ids = await allIds(clients[0], sizes)
  if (ids.length !== MESSAGES[user]) throw new Error(`${ids.length} messages instead of ${MESSAGES[user]}`)
  const batches: string[][] = []
  for (let start = 0; start < ids.length; start += BATCH) batches.push(ids.slice(start, start + BATCH))
  await share(batches, clients, async (batch, client) => {
    const { status, bytes } = await client.call(getItem(batch, 'IdOnly', MIME))
    if (status !== 200 || occurrences(bytes, '<t:MimeContent ') !== batch.length) {
      throw new Error(`GetItem answered HTTP ${status} without the ${batch.length} contents`)
    }
    sizes.push(bytes.length)
  })
  const milliseconds = performance.now() - started
  for (const client of clients) client.close()
  return { milliseconds, sizes }
}

async function allIds(client: RawClient | undefined, sizes: number[]): Promise<string[]> {
  const ids: string[] = []
  let state: string | undefined
  for (;;) {
    const answer = await client?.call(syncFolderItems(state === undefined ? {} : { state }))
    const message = answer?.messages[0]
    sizes.push(answer?.bytes.length ?? 0)
    for (const { children } of child(message, 'Changes')?.children ?? []) {
      ids.push(child(children[0], 'ItemId')?.attributes.Id ?? '')
    }
    if (childText(message, 'IncludesLastItemInRange') === 'true') return ids
    state = childText(message, 'SyncState')
    if (state === undefined) throw new Error(`SyncFolderItems answered HTTP ${answer?.status}`)
  }
}

async function readPlain(url: string, sizes: readonly number[], connections: number): Promise<Run> {
  const clients = Array.from({ length: connections }, () => rawClient(url))
  const started = performance.now()
  await share(sizes, clients, async (size, client) => {
    const { bytes } = await client.send({ method: 'GET', path: `/${size}` })
    if (bytes.length !== size) throw new Error(`${bytes.length} bytes instead of ${size}`)
  })
  const milliseconds = performance.now() - started
  for (const client of clients) client.close()
  return { milliseconds, sizes }
}

function occurrences(bytes: Buffer, text: string): number {
  let count = 0
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) count++
  return count
}

await main()
