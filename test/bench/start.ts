/**
 * `npm run bench:start`: how long the built application takes from the start of its process until the list of
 * connectors, answered over IPC, is drawn; compared with an empty Electron window on the same machine.
 *
 * Both programs take turns, so that whatever else the machine does meets both, and the median of the ratio's two sides
 * is told. One start of each before that fills Chromium's caches and does not count. Times are judged by no limit: a
 * busy machine must not fail a build. The last line is JSON for whoever collects figures.
 */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { outFolder, projectFolder } from '#resources/setup/paths.ts'
import { electronProgram } from '#resources/setup/electron-runtime.ts'
import { isRootOnLinux } from '#resources/setup/prepare.ts'
import { exampleConnections } from './example-connections.ts'
import { median, rounded, say } from './figures.ts'

const RUNS = 5
const CONNECTORS = 10
const ACCOUNTS_EACH = 2
const AIM = 1.5 // application : empty window
/** A start that takes longer is broken, not slow. Milliseconds. */
const GIVE_UP = 60_000

type Program = {
  readonly name: 'application' | 'emptyWindow'
  readonly folder: string
  readonly mark: string
  readonly userData: string
}

const benchFolder = path.join(projectFolder, 'test', 'bench')

async function main(): Promise<void> {
  const temporary = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-bench-'))
  try {
    await measure(temporary)
  } finally {
    await rm(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

async function measure(temporary: string): Promise<void> {
  const application: Program = {
    name: 'application',
    folder: projectFolder,
    mark: 'connector-list-drawn',
    userData: path.join(temporary, 'application'),
  }
  const emptyWindow: Program = {
    name: 'emptyWindow',
    folder: path.join(benchFolder, 'empty-window'),
    mark: 'empty-window-drawn',
    userData: path.join(temporary, 'empty-window'),
  }
  await mkdir(application.userData)
  await mkdir(emptyWindow.userData)
  const connections = exampleConnections(CONNECTORS, ACCOUNTS_EACH)
  await writeFile(path.join(application.userData, 'connections.json'), JSON.stringify(connections))

  const executable = await electronProgram()
  await startOnce(executable, emptyWindow)
  await startOnce(executable, application)
  const times = { application: [] as number[], emptyWindow: [] as number[] }
  for (let run = 1; run <= RUNS; run += 1) {
    for (const program of [emptyWindow, application]) {
      const milliseconds = await startOnce(executable, program)
      times[program.name].push(milliseconds)
      say(`${run}. ${program.name.padEnd(12)} ${Math.round(milliseconds)} ms`)
    }
  }
  const medians = { application: median(times.application), emptyWindow: median(times.emptyWindow) }
  const ratio = medians.application / medians.emptyWindow
  say('')
  say(`Median of ${RUNS}: application ${Math.round(medians.application)} ms, empty window`)
  say(`${Math.round(medians.emptyWindow)} ms, ratio ${ratio.toFixed(2)} (aim ${AIM.toFixed(1)}).`)
  say(
    JSON.stringify({
      name: 'start',
      ratios: { applicationToEmptyWindow: rounded(ratio, 3), aim: AIM },
      medians: {
        applicationMilliseconds: rounded(medians.application, 1),
        emptyWindowMilliseconds: rounded(medians.emptyWindow, 1),
      },
      sizes: {
        runs: RUNS,
        connectors: CONNECTORS,
        accounts: CONNECTORS * ACCOUNTS_EACH,
        mainBytes: await bytesOf(path.join(outFolder, 'main')),
        preloadBytes: await bytesOf(path.join(outFolder, 'preload')),
        rendererBytes: await bytesOf(path.join(outFolder, 'renderer')),
      },
    }),
  )
}

/** Starts a program, waits for its mark and its end. @returns milliseconds from before the start to the mark */
async function startOnce(executable: string, program: Program): Promise<number> {
  const args = [
    ...['-r', path.join(benchFolder, 'tell-mark.cjs')],
    program.folder,
    `--user-data-dir=${program.userData}`,
    ...(isRootOnLinux() ? ['--no-sandbox'] : []),
  ]
  const env = { ...process.env, BENCH_MARK: program.mark, EWS_KONNEKTOR_DATA: program.userData }
  const started = performance.timeOrigin + performance.now()
  const child = spawn(executable, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const timer = setTimeout(() => child.kill('SIGKILL'), GIVE_UP)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
  }
  try {
    await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  } finally {
    clearTimeout(timer)
  }
  const marked = /^bench-mark ([\d.]+)$/m.exec(output)?.[1]
  if (marked === undefined) throw new Error(`${program.name} never drew its first screen:\n${output}`)
  return Number(marked) - started
}

async function bytesOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map((file) => stat(path.join(file.parentPath, file.name))))
  return sizes.reduce((sum, { size }) => sum + size, 0)
}

await main()
