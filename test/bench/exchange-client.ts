/**
 * `npm run bench:exchange-client`: how fast the product's EWS client downloads and reads a mailbox, and how much memory
 * one huge message takes.
 *
 * Compared in the same run: the raw download of the same answers over the same transport, whose bytes nobody looks at,
 * with 10,000 messages; exchangelib (Debian package python3-exchangelib) and the bare ews-javascript-api with 2,000,
 * since a round of 10,000 would take them minutes. The product's client reads both mailboxes, so every ratio is one of
 * the same messages. All ask SyncFolderItems in pages of 512, then GetItem with MIME in batches of 100, four at a time.
 *
 * Each client and the server is a process of its own; the clients take turns, so that whatever else the machine does
 * meets all of them. The first round fills caches and does not count. The huge message gets a new process each time.
 * Times are judged by no limit: ratios and aims are told, also where an aim is missed. The last line is JSON.
 *
 * For a quick look, smaller numbers: BENCH_ROUNDS, BENCH_MESSAGES, BENCH_RIVAL_MESSAGES, BENCH_HUGE_MEGABYTES.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { PYTHON, isExchangelibInstalled } from '#test/integration/clients/debian-packages.ts'
import {
  BATCH,
  CONCURRENCY,
  type ClientRun,
  type MailboxName,
  PAGE,
  type PeakRun,
  type ServerReady,
} from './exchange-client/mailboxes.ts'
import { fromEnvironment, median, rounded, say, verdict } from './figures.ts'
import { type Helper, Helpers } from './helper.ts'

const ROUNDS = fromEnvironment('BENCH_ROUNDS', 5)
const MESSAGES = {
  large: fromEnvironment('BENCH_MESSAGES', 10_000),
  small: fromEnvironment('BENCH_RIVAL_MESSAGES', 2_000),
}
const HUGE_BYTES = fromEnvironment('BENCH_HUGE_MEGABYTES', 150) * 1_000_000
const AIMS = { toRaw: 1.5, exchangelib: 5, bareLibrary: 4, peakMegabytes: 250 }

type ClientName = 'product' | 'raw' | 'exchangelib' | 'bareLibrary'
type Case = { readonly client: ClientName; readonly mailbox: MailboxName; readonly runs: ClientRun[] }

const helpers = new Helpers()

async function main(): Promise<void> {
  const spoolFolder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-bench-'))
  try {
    const server = node('server', String(MESSAGES.large), String(MESSAGES.small), String(HUGE_BYTES))
    const ready = await server.answer<ServerReady>()
    const cases = await measureClients(ready.url, spoolFolder)
    report(cases, await measurePeaks(ready.url, spoolFolder), ready.medianSize)
  } finally {
    helpers.stop()
    await rm(spoolFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

async function measureClients(url: string, spoolFolder: string): Promise<readonly Case[]> {
  const script = path.join(import.meta.dirname, 'exchange-client', 'read-with-exchangelib.py')
  const clients = new Map<ClientName, Helper>([
    ['product', node('product', url, spoolFolder)],
    ['raw', node('raw', url, spoolFolder)],
    ['bareLibrary', node('bare-library', url)],
  ])
  if (isExchangelibInstalled) {
    const args = [script, url, String(BATCH), String(CONCURRENCY)]
    clients.set('exchangelib', helpers.start('exchangelib', PYTHON, args))
  } else say('exchangelib is not compared: the Debian package python3-exchangelib is not installed.')
  const cases = [...clients.keys()].flatMap((client): Case[] => {
    const mailboxes = {
      product: ['large', 'small'],
      raw: ['large'],
      exchangelib: ['small'],
      bareLibrary: ['small'],
    }
    return mailboxes[client].map((mailbox) => ({ client, mailbox: mailbox as MailboxName, runs: [] }))
  })
  for (let round = 0; round <= ROUNDS; round++) {
    const told: string[] = []
    for (const { client, mailbox, runs } of cases) {
      const helper = clients.get(client)
      helper?.tell(mailbox)
      const run = await helper?.answer<ClientRun>()
      if (run === undefined) continue
      told.push(`${client} ${mailbox} ${Math.round(run.milliseconds)} ms`)
      if (round > 0) runs.push(run)
    }
    say(`${round === 0 ? 'warm-up:' : `${round}.`} ${told.join(', ')}`)
  }
  requireSameContents(cases)
  for (const helper of clients.values()) helper.stop()
  return cases
}

/** A client that reads less than the others is not faster. */
function requireSameContents(cases: readonly Case[]): void {
  for (const mailbox of ['large', 'small'] as const) {
    const read = cases
      .filter((one) => one.mailbox === mailbox && one.client !== 'raw')
      .flatMap(({ runs }) => runs)
    const [first] = read
    for (const { messages, bytes } of read) {
      if (messages !== MESSAGES[mailbox] || bytes !== first?.bytes) {
        throw new Error(
          `${messages} messages of ${bytes} bytes instead of ${MESSAGES[mailbox]} of ${first?.bytes}`,
        )
      }
    }
  }
}

async function measurePeaks(url: string, spoolFolder: string): Promise<readonly PeakRun[]> {
  const runs: PeakRun[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const helper = node('large-message', url, spoolFolder)
    const run = await helper.answer<PeakRun>()
    helper.stop()
    if (run.bytes !== HUGE_BYTES) throw new Error(`${run.bytes} bytes instead of ${HUGE_BYTES}`)
    if (round > 0) runs.push(run)
  }
  return runs
}

function report(cases: readonly Case[], peaks: readonly PeakRun[], medianSize: number): void {
  const medianOf = (
    client: ClientName,
    mailbox: MailboxName,
    what: 'milliseconds' | 'cpuMilliseconds',
  ): number =>
    median(
      cases
        .filter((one) => one.client === client && one.mailbox === mailbox)
        .flatMap(({ runs }) => runs.map((run) => run[what])),
    )
  const ratio = (
    over: ClientName,
    under: ClientName,
    mailbox: MailboxName,
    what = 'milliseconds' as const,
  ): number => rounded(medianOf(over, mailbox, what) / medianOf(under, mailbox, what))
  const ratios = {
    toRaw: ratio('product', 'raw', 'large'),
    exchangelib: isExchangelibInstalled ? ratio('exchangelib', 'product', 'small') : null,
    bareLibrary: ratio('bareLibrary', 'product', 'small'),
  }
  const peakMegabytes = rounded(median(peaks.map((run) => run.peakMegabytes)), 1)
  const startMegabytes = rounded(median(peaks.map((run) => run.startMegabytes)), 1)

  say('')
  say(`Medians of ${ROUNDS}; median MIME ${(medianSize / 1000).toFixed(1)} kB.`)
  say(row('client', 'messages', 'wall', 'CPU', 'messages/s'))
  for (const { client, mailbox } of cases) {
    const messages = mailbox === 'huge' ? 1 : MESSAGES[mailbox]
    const wall = medianOf(client, mailbox, 'milliseconds')
    const cpu = medianOf(client, mailbox, 'cpuMilliseconds')
    const rate = (messages / wall) * 1000
    say(row(client, String(messages), `${wall.toFixed(0)} ms`, `${cpu.toFixed(0)} ms`, rate.toFixed(0)))
  }
  say('')
  say(verdict('Time as a multiple of the raw download', ratios.toRaw, AIMS.toRaw, 'at most'))
  if (ratios.exchangelib !== null) {
    say(verdict('Times faster than exchangelib', ratios.exchangelib, AIMS.exchangelib, 'at least'))
  }
  say(
    verdict(
      'Times faster than the bare ews-javascript-api',
      ratios.bareLibrary,
      AIMS.bareLibrary,
      'at least',
    ),
  )
  const title = `Peak memory (MB) with one message of ${HUGE_BYTES / 1_000_000} MB, ${startMegabytes} at the start`
  say(verdict(title, peakMegabytes, AIMS.peakMegabytes, 'at most'))
  say(
    JSON.stringify({
      name: 'exchange-client',
      ratios,
      aims: AIMS,
      peak: { megabytes: peakMegabytes, startMegabytes, messageMegabytes: HUGE_BYTES / 1_000_000 },
      medians: cases.map(({ client, mailbox }) => ({
        client,
        messages: mailbox === 'huge' ? 1 : MESSAGES[mailbox],
        milliseconds: rounded(medianOf(client, mailbox, 'milliseconds')),
        cpuMilliseconds: rounded(medianOf(client, mailbox, 'cpuMilliseconds')),
      })),
      sizes: { rounds: ROUNDS, page: PAGE, batch: BATCH, concurrency: CONCURRENCY, medianBytes: medianSize },
    }),
  )
}

function row(client: string, ...figures: readonly string[]): string {
  return client.padEnd(12) + figures.map((figure) => figure.padStart(12)).join('')
}

function node(name: string, ...args: readonly string[]): Helper {
  return helpers.node(path.join(import.meta.dirname, 'exchange-client', `${name}.ts`), ...args)
}

await main()
