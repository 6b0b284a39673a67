/**
 * `npm run bench:sync`: how long a first synchronisation takes, what a run without changes costs in small and large
 * mailboxes and with hundreds of accounts, and how much memory the engine needs.
 *
 * The first synchronisation of e-mails like real ones is compared, in the same run and taking turns, with
 *
 * - the raw download: the very same requests, with MIME content, over the same transport, as many at a time; the answers
 *   are decompressed and thrown away;
 * - exchangelib (Debian package python3-exchangelib), which fetches the same messages into memory.
 *
 * The product, from the same answers, reads MIME, hashes, stores and indexes, durably. It and the raw download are
 * bundled as the sync host is, and run in a new process each time, as after the start of the application; what loads
 * before the first request counts for nobody. exchangelib keeps its process and its connections, which is to its
 * advantage. The answers come from a front that remembers them, so that the clients are measured and not the server:
 * there is no network to wait for, and "raw" is what Node can do at best. The first round fills caches and does not count.
 *
 * Wall times say little while the machine has other things to do; the time that the processor has worked for the
 * clients says more, so its ratios are told beside them. It has no aims of its own.
 *
 * The mailboxes in which nothing changes are filled by a first synchronisation, too; their messages are a line of text
 * each, since what they say plays no part in a run that reads none. A run without changes asks for the changes of six
 * folders. The peak of memory is that of the whole process, filling included. Times are judged by no limit: ratios and
 * aims are told, also where an aim is missed. The last line is JSON.
 *
 * For a quick look, smaller numbers: BENCH_ROUNDS, BENCH_MESSAGES, BENCH_IDLE_MESSAGES, BENCH_ACCOUNTS.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { PYTHON, isExchangelibInstalled } from '#test/integration/clients/debian-packages.ts'
import { fromEnvironment, median, rounded, say, verdict } from './figures.ts'
import { type Helper, Helpers } from './helper.ts'
import { bundleMeasured } from './sync/bundle.ts'
import { type EngineRuns, type MailboxPlan, type ServerReady, type SyncRun, namesOf } from './sync/words.ts'

const ROUNDS = fromEnvironment('BENCH_ROUNDS', 3)
const MESSAGES = fromEnvironment('BENCH_MESSAGES', 10_000)
const SMALL = 1_000
const LARGE = fromEnvironment('BENCH_IDLE_MESSAGES', 100_000)
const ACCOUNTS = fromEnvironment('BENCH_ACCOUNTS', 500)
const IDLE_RUNS = 41
const CYCLES = 5
const AIMS = { toRaw: 2, exchangelib: 4, largeToSmall: 1.2, peakMegabytes: 300 }

/** exchangelib asks as the product does (`electron/sync/kinds`). */
const BATCH = 100
const CONCURRENCY = 3

const FIRST: MailboxPlan = { name: 'first', count: 1, messages: MESSAGES, content: 'generated' }
const SMALL_IDLE: MailboxPlan = { name: 'small', count: 1, messages: SMALL, content: 'tiny' }
const LARGE_IDLE: MailboxPlan = { name: 'large', count: 1, messages: LARGE, content: 'tiny' }
const MANY: MailboxPlan = { name: 'account', count: ACCOUNTS, messages: 1, content: 'tiny' }

type Timed = Pick<SyncRun, 'milliseconds' | 'cpuMilliseconds'>
type ClientName = 'product' | 'raw' | 'exchangelib'
type FirstRuns = { readonly runs: Record<ClientName, Timed[]>; readonly peaks: number[] }

const helpers = new Helpers()
const measured = await bundleMeasured()

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-bench-'))
  try {
    const first = await measureFirst(folder)
    const small = await engineRuns(folder, SMALL_IDLE, IDLE_RUNS)
    const large = await engineRuns(folder, LARGE_IDLE, IDLE_RUNS)
    const many = await engineRuns(folder, MANY, CYCLES)
    report(first, small, large, many)
  } finally {
    helpers.stop()
    for (const each of [folder, measured])
      await rm(each, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

async function measureFirst(folder: string): Promise<FirstRuns> {
  const { server, url } = await startServer(FIRST)
  const requests = path.join(folder, 'requests.json')
  await answerOf('note-requests', url, path.join(folder, 'noted'), FIRST.name, requests)
  const exchangelib = isExchangelibInstalled
    ? helpers.start('exchangelib', PYTHON, [
        path.join(import.meta.dirname, 'exchange-client', 'read-with-exchangelib.py'),
        ...[url, String(BATCH), String(CONCURRENCY)],
      ])
    : null
  if (exchangelib === null) {
    say('exchangelib is not compared: the Debian package python3-exchangelib is not installed.')
  }
  const first: FirstRuns = { runs: { product: [], raw: [], exchangelib: [] }, peaks: [] }
  for (let round = 0; round <= ROUNDS; round++) {
    const product = await synchronised(url, path.join(folder, `first-${round}`), FIRST, 0)
    const raw = await answerOf<SyncRun>('raw', url, FIRST.name, requests)
    const read = exchangelib === null ? [] : [['exchangelib', await readWith(exchangelib)] as const]
    const told = [['product', product.first] as const, ['raw', raw] as const, ...read]
    say(
      `${round === 0 ? 'warm-up:' : `${round}.`} ` +
        told.map(([name, { milliseconds }]) => `${name} ${Math.round(milliseconds)} ms`).join(', '),
    )
    first.peaks.push(product.peakMegabytes)
    if (round > 0) for (const [name, run] of told) first.runs[name].push(run)
  }
  for (const helper of [server, exchangelib]) helper?.stop()
  return first
}

async function readWith(exchangelib: Helper): Promise<Timed> {
  exchangelib.tell(FIRST.name)
  const read = await exchangelib.answer<Timed & { readonly messages: number }>()
  if (read.messages !== MESSAGES) throw new Error(`exchangelib has read ${read.messages} messages`)
  return read
}

/** A server for these mailboxes alone, and the engine's runs with them. */
async function engineRuns(folder: string, plan: MailboxPlan, idleRuns: number): Promise<EngineRuns> {
  const { server, url } = await startServer(plan)
  const runs = await synchronised(url, path.join(folder, plan.name), plan, idleRuns)
  server.stop()
  const idle = median(runs.idle.map(({ milliseconds }) => milliseconds))
  say(
    `${plan.count} × ${plan.messages} messages: first synchronisation ${Math.round(runs.first.milliseconds)} ms, ` +
      `without changes ${idle.toFixed(1)} ms, peak ${rounded(runs.peakMegabytes, 1)} MB`,
  )
  return runs
}

/** An engine that does less than it should is not faster. */
async function synchronised(
  url: string,
  folder: string,
  plan: MailboxPlan,
  idleRuns: number,
): Promise<EngineRuns> {
  const runs = await answerOf<EngineRuns>('engine', url, folder, String(idleRuns), ...namesOf(plan))
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  const expected = plan.count * plan.messages
  if (runs.first.created !== expected) throw new Error(`${runs.first.created} of ${expected} were created`)
  if (runs.idle.some(({ created }) => created > 0)) throw new Error('a run without changes created objects')
  return runs
}

async function startServer(plan: MailboxPlan): Promise<{ server: Helper; url: string }> {
  const server = helpers.node(path.join(import.meta.dirname, 'sync', 'server.ts'), JSON.stringify(plan))
  return { server, url: (await server.answer<ServerReady>()).url }
}

/** What a process of its own, bundled, has to tell. */
async function answerOf<T>(name: string, ...args: readonly string[]): Promise<T> {
  const helper = helpers.start(name, process.execPath, [path.join(measured, `${name}.js`), ...args])
  const answer = await helper.answer<T>()
  helper.stop()
  return answer
}

function report(first: FirstRuns, small: EngineRuns, large: EngineRuns, many: EngineRuns): void {
  const clients = (['product', 'raw', 'exchangelib'] as const).filter((name) => first.runs[name].length > 0)
  const firstMedians = new Map(clients.map((name) => [name, medians(first.runs[name])]))
  const wall = (name: ClientName): number => firstMedians.get(name)?.milliseconds ?? NaN
  const cpu = (name: ClientName): number => firstMedians.get(name)?.cpuMilliseconds ?? NaN
  const idle = { small: idleMedians(small), large: idleMedians(large), accounts: idleMedians(many) }
  const ratios = {
    toRaw: rounded(wall('product') / wall('raw')),
    exchangelib: isExchangelibInstalled ? rounded(wall('exchangelib') / wall('product')) : null,
    largeToSmall: rounded(idle.large.milliseconds / idle.small.milliseconds),
  }
  const cpuRatios = {
    toRaw: rounded(cpu('product') / cpu('raw')),
    exchangelib: isExchangelibInstalled ? rounded(cpu('exchangelib') / cpu('product')) : null,
    largeToSmall: rounded(idle.large.cpuMilliseconds / idle.small.cpuMilliseconds),
  }
  const peaks = {
    first: Math.max(...first.peaks),
    small: small.peakMegabytes,
    large: large.peakMegabytes,
    accounts: many.peakMegabytes,
  }
  const peakMegabytes = rounded(Math.max(...Object.values(peaks)), 1)

  say('')
  say(`First synchronisation of ${MESSAGES} messages, medians of ${ROUNDS}:`)
  for (const [name, { milliseconds, cpuMilliseconds }] of firstMedians) {
    say(
      `${name.padEnd(12)}${milliseconds.toFixed(0).padStart(9)} ms,${cpuMilliseconds.toFixed(0).padStart(9)} ms CPU`,
    )
  }
  say(verdict('Time as a multiple of the raw download', ratios.toRaw, AIMS.toRaw, 'at most'))
  if (ratios.exchangelib !== null) {
    say(verdict('Times faster than exchangelib', ratios.exchangelib, AIMS.exchangelib, 'at least'))
  }
  const title = `A run without changes among ${LARGE} items as a multiple of one among ${SMALL}`
  say(verdict(title, ratios.largeToSmall, AIMS.largeToSmall, 'at most'))
  say(
    `By the time of the processor: ${cpuRatios.toRaw} times the raw download, ` +
      `${cpuRatios.exchangelib ?? '?'} times faster than exchangelib, without changes ${cpuRatios.largeToSmall} times.`,
  )
  const { requests, cpuMilliseconds, milliseconds } = idle.accounts
  say(
    `A cycle of ${ACCOUNTS} accounts without changes: ${requests} requests, ` +
      `${cpuMilliseconds.toFixed(0)} ms CPU, ${milliseconds.toFixed(0)} ms.`,
  )
  say(verdict('Peak memory (MB)', peakMegabytes, AIMS.peakMegabytes, 'at most'))
  say(
    JSON.stringify({
      name: 'sync',
      ratios,
      cpuRatios,
      aims: AIMS,
      peakMegabytes: Object.fromEntries(
        Object.entries(peaks).map(([name, megabytes]) => [name, rounded(megabytes, 1)]),
      ),
      medians: { first: Object.fromEntries(firstMedians), idle },
      sizes: { rounds: ROUNDS, messages: MESSAGES, idleMessages: [SMALL, LARGE], accounts: ACCOUNTS },
    }),
  )
}

/** The first of the runs warms up. */
function idleMedians({ idle }: EngineRuns): Timed & { readonly requests: number } {
  const counted = idle.slice(1)
  return { ...medians(counted), requests: median(counted.map(({ requests }) => requests)) }
}

function medians(runs: readonly Timed[]): Timed {
  return {
    milliseconds: rounded(median(runs.map(({ milliseconds }) => milliseconds))),
    cpuMilliseconds: rounded(median(runs.map(({ cpuMilliseconds }) => cpuMilliseconds))),
  }
}

await main()
