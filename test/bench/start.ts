/**
 * `npm run bench:start`: how long the built application takes from the start of its process until the
 * overview, answered over IPC, is drawn; compared with an empty Electron window on the same machine.
 *
 * Both programs take turns, so that whatever else the machine does meets both, and the median of the ratio's two sides
 * is told. One start of each before that fills Chromium's caches and does not count. Times are judged by no limit: a
 * busy machine must not fail a build. The last line is JSON for whoever collects figures.
 */
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { outFolder, projectFolder } from '#resources/setup/paths.ts'
import { electronProgram } from '#resources/setup/electron-runtime.ts'
import { exampleConnections } from './example-connections.ts'
import { rounded, say } from './figures.ts'
import { benchFolder, FIRST_SCREEN, medianOf, startOnce, type Program, type Start } from './start-once.ts'

const RUNS = 5
const CONNECTORS = 10
const ACCOUNTS_EACH = 2
const AIM = 1.5 // application : empty window
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
    mark: FIRST_SCREEN,
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
  const times = { application: [] as Start[], emptyWindow: [] as Start[] }
  for (let run = 1; run <= RUNS; run += 1) {
    for (const [program, own] of [
      [emptyWindow, times.emptyWindow],
      [application, times.application],
    ] as const) {
      const start = await startOnce(executable, program)
      own.push(start)
      const [clock, processor] = [Math.round(start.clock), Math.round(start.processor)]
      say(`${run}. ${program.name.padEnd(12)} ${clock} ms, ${processor} ms of the processor`)
    }
  }
  const medians = { application: medianOf(times.application), emptyWindow: medianOf(times.emptyWindow) }
  const ratio = medians.application.clock / medians.emptyWindow.clock
  const ofProcessor = medians.application.processor / medians.emptyWindow.processor
  say('')
  say(`Median of ${RUNS}: application ${Math.round(medians.application.clock)} ms, empty window`)
  say(`${Math.round(medians.emptyWindow.clock)} ms, ratio ${ratio.toFixed(2)} (aim ${AIM.toFixed(1)});`)
  say(`ratio of the processor's time ${ofProcessor.toFixed(2)}.`)
  say(
    JSON.stringify({
      name: 'start',
      ratios: {
        applicationToEmptyWindow: rounded(ratio, 3),
        processorTime: rounded(ofProcessor, 3),
        aim: AIM,
      },
      medians: {
        applicationMilliseconds: rounded(medians.application.clock, 1),
        emptyWindowMilliseconds: rounded(medians.emptyWindow.clock, 1),
        applicationProcessorMilliseconds: medians.application.processor,
        emptyWindowProcessorMilliseconds: medians.emptyWindow.processor,
      },
      load: os.loadavg().map((each) => rounded(each)),
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

async function bytesOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map((file) => stat(path.join(file.parentPath, file.name))))
  return sizes.reduce((sum, { size }) => sum + size, 0)
}

await main()
