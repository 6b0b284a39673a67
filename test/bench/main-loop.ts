/**
 * `npm run bench:main-loop`: where the bytes of servers should flow. How long main's event loop keeps others waiting
 * while the sync host downloads 200 MB, and how fast that is: through main, which sends and hands chunks over a port
 * (the product), and with Chromium's `net` in the host itself (the alternative).
 *
 * The parts are the product's own: launcher, wire, transports; the host reads and does nothing with what it gets. Both
 * ways take turns, with an idle main of the same length after them as the base, so that whatever else the machine does
 * meets all. Medians are told. Times are judged by no limit. The last line is JSON.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { projectFolder } from '#resources/setup/paths.ts'
import { buildAndRun } from '#test/electron/build-and-run.ts'
import { PLAN } from './main-loop/download.ts'
import type { Case, Round } from './main-loop/electron-main.ts'

const ROUNDS = 5
const AIM = 20 // ms at the 99th percentile
const LIMIT = 600_000 // ms; a run that takes longer hangs
const BYTES = PLAN.answers * PLAN.answerBytes

type Figures = Omit<Round, 'name'>

async function main(): Promise<void> {
  const script = path.join(import.meta.dirname, 'main-loop', 'server-process.ts')
  const server = spawn(process.execPath, [...process.execArgv, script, String(PLAN.answerBytes)], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    for await (const url of createInterface({ input: server.stdout })) {
      report(await measure(url))
      return
    }
    throw new Error('the server ended before it listened')
  } finally {
    server.kill()
  }
}

async function measure(url: string): Promise<Round[]> {
  const output = await buildAndRun({
    name: 'main-loop',
    entries: {
      main: 'test/bench/main-loop/electron-main.ts',
      'sync-host': 'test/bench/main-loop/sync-host.ts',
    },
    args: [`--bench-url=${url}`, `--bench-rounds=${ROUNDS}`],
    limit: LIMIT,
  })
  return [...output.matchAll(/^round (.*)$/gm)].map(([, json]) => JSON.parse(json ?? '') as Round)
}

function report(rounds: readonly Round[]): void {
  const through = medians(rounds, 'through main')
  const inHost = medians(rounds, 'in the host')
  const idle = medians(rounds, 'idle')
  say(`${BYTES / 1e6} MB in ${PLAN.answers} answers, ${PLAN.atOnce} at once; medians of ${ROUNDS} rounds`)
  say('')
  say(`${''.padEnd(14)}${['p50 ms', 'p99 ms', 'max ms', 'CPU of main ms', 'MB/s'].map(column).join('')}`)
  for (const [name, figures] of Object.entries({ 'through main': through, 'in the host': inHost, idle })) {
    const { p50, p99, maximum, cpu } = figures
    const speed = name === 'idle' ? '' : megabytesPerSecond(figures).toFixed(0)
    const cells = [...[p50, p99, maximum].map((value) => value.toFixed(1)), cpu.toFixed(0), speed]
    say(`${name.padEnd(14)}${cells.map(column).join('')}`)
  }
  const ratios = {
    delayThroughMainToIdle: rounded(through.p99 / idle.p99),
    delayInHostToIdle: rounded(inHost.p99 / idle.p99),
    delayThroughMainToAim: rounded(through.p99 / AIM),
    speedThroughMainToInHost: rounded(inHost.milliseconds / through.milliseconds),
  }
  say('')
  say(
    `At the 99th percentile main's loop waits ${ratios.delayThroughMainToIdle} times as long as an idle one while`,
  )
  say(
    `bytes flow through it, ${ratios.delayInHostToIdle} times while the host downloads (aim: under ${AIM} ms).`,
  )
  say(`Through main is ${ratios.speedThroughMainToInHost} times as fast as in the host.`)
  say(
    JSON.stringify({
      name: 'main-loop',
      ratios,
      medians: {
        throughMain: { ...told(through), megabytesPerSecond: rounded(megabytesPerSecond(through)) },
        inHost: { ...told(inHost), megabytesPerSecond: rounded(megabytesPerSecond(inHost)) },
        idle: told(idle),
      },
      sizes: { rounds: ROUNDS, bytes: BYTES, ...PLAN, aimMilliseconds: AIM },
    }),
  )
}

function medians(rounds: readonly Round[], name: Case): Figures {
  const those = rounds.filter((round) => round.name === name)
  if (those.length !== ROUNDS) throw new Error(`${those.length} rounds of "${name}" instead of ${ROUNDS}`)
  const of = (key: keyof Figures): number => median(those.map((round) => round[key]))
  return {
    milliseconds: of('milliseconds'),
    p50: of('p50'),
    p99: of('p99'),
    maximum: of('maximum'),
    cpu: of('cpu'),
  }
}

function told({ milliseconds, p50, p99, maximum, cpu }: Figures) {
  return {
    milliseconds: rounded(milliseconds),
    p50Milliseconds: rounded(p50),
    p99Milliseconds: rounded(p99),
    maximumMilliseconds: rounded(maximum),
    cpuMilliseconds: rounded(cpu),
  }
}

const megabytesPerSecond = ({ milliseconds }: Figures): number => BYTES / milliseconds / 1000

const column = (text: string): string => text.padStart(Math.max(10, text.length + 2))

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

function rounded(value: number): number {
  return Number(value.toFixed(2))
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

await main()
