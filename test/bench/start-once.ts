/** One start of a program under Electron, from before its process to the mark of its first screen. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { isRootOnLinux } from '#resources/setup/prepare.ts'
import { projectFolder } from '#resources/setup/paths.ts'
import { median } from './figures.ts'

/** A start that takes longer is broken, not slow. Milliseconds. */
const GIVE_UP = 60_000

export const benchFolder = path.join(projectFolder, 'test', 'bench')

/** What the application's first screen sets. */
export const FIRST_SCREEN = 'overview-drawn'

export type Program = {
  readonly name: string
  readonly folder: string
  readonly mark: string
  readonly userData: string
}

/** Milliseconds until the mark: by the clock from before the start, and of the processor for all processes. */
export type Start = { readonly clock: number; readonly processor: number }

/** Starts a program, waits for its mark and its end. */
export async function startOnce(executable: string, program: Program): Promise<Start> {
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
  const [, marked, processor] = /^bench-mark ([\d.]+) ([\d.]+|NaN)$/m.exec(output) ?? []
  if (marked === undefined) throw new Error(`${program.name} never drew its first screen:\n${output}`)
  return { clock: Number(marked) - started, processor: Number(processor) }
}

export function medianOf(starts: readonly Start[]): Start {
  return {
    clock: median(starts.map(({ clock }) => clock)),
    processor: median(starts.map(({ processor }) => processor)),
  }
}
