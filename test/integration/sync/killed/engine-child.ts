/** Starts the engine in a process of its own, to be killed or to run in want of room. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { build } from 'vite'
import { projectFolder, resultsFolder } from '#resources/setup/paths.ts'
import type { SyncResult } from '#shared/domain/sync.ts'
import type { ProcessJob } from './engine-process.ts'

export type EngineChild = {
  /** The result of the run, `null` when the process was killed before its end. */
  readonly ended: Promise<SyncResult | null>
  kill(): void
}

const SOURCE = join(import.meta.dirname, 'engine-process.ts')

type Start = {
  /** No file may grow beyond that many blocks of 512 bytes: the system refuses to write. */
  readonly fileBlocks?: number
  /** Built beforehand, see `buildEngine`. */
  readonly script?: string
}

export function startEngine(job: ProcessJob, { fileBlocks, script }: Start = {}): EngineChild {
  const program = script === undefined ? ['--import', 'tsx', SOURCE] : [script]
  const command = [process.execPath, ...program, JSON.stringify(job)]
  const limit = fileBlocks === undefined ? '' : `ulimit -f ${fileBlocks} && `
  const child = spawn('sh', ['-c', `${limit}exec "$@"`, 'sh', ...command], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return {
    ended: resultOf(child, child.stdout),
    kill: () => {
      child.kill('SIGKILL')
    },
  }
}

/**
 * Builds the process in one piece, as it is shipped: it starts in a fifth of the time.
 * @returns its script, alone in a folder that the caller removes
 */
export async function buildEngine(): Promise<string> {
  await mkdir(resultsFolder, { recursive: true })
  // Inside the project, so that the native package is found.
  const folder = await mkdtemp(join(resultsFolder, 'engine-process-'))
  await build({
    configFile: false,
    root: projectFolder,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ...{ ssr: true, outDir: folder, target: 'node20.18', minify: false },
      rollupOptions: {
        input: { engine: SOURCE },
        external: ['@photostructure/sqlite'],
        output: { entryFileNames: '[name].js' },
      },
    },
  })
  return join(folder, 'engine.js')
}

async function resultOf(child: ChildProcess, output: NodeJS.ReadableStream): Promise<SyncResult | null> {
  const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  const [[code, signal], answer] = await Promise.all([exit, text(output)])
  if (signal === 'SIGKILL') return null
  if (code !== 0) throw new Error(`the engine's process ended with ${String(code ?? signal)}`)
  return JSON.parse(answer) as SyncResult
}
