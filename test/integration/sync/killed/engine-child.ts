/** Starts the engine in a process of its own, to be killed or to run in want of room. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { SyncResult } from '#shared/domain/sync.ts'
import type { ProcessJob } from './engine-process.ts'

export type EngineChild = {
  /** The result of the run, `null` when the process was killed before its end. */
  readonly ended: Promise<SyncResult | null>
  kill(): void
}

/** @param fileBlocks no file may grow beyond that many blocks of 512 bytes: the system refuses to write */
export function startEngine(job: ProcessJob, fileBlocks?: number): EngineChild {
  const script = join(import.meta.dirname, 'engine-process.ts')
  const command = [process.execPath, '--import', 'tsx', script, JSON.stringify(job)]
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

async function resultOf(child: ChildProcess, output: NodeJS.ReadableStream): Promise<SyncResult | null> {
  const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  const [[code, signal], answer] = await Promise.all([exit, text(output)])
  if (signal === 'SIGKILL') return null
  if (code !== 0) throw new Error(`the engine's process ended with ${String(code ?? signal)}`)
  return JSON.parse(answer) as SyncResult
}
