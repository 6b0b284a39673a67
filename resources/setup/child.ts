/**
 * Child processes of the set-up: with their output shown, or captured and shown only when they fail.
 *
 * Signals that end us are handed to the child and we wait for it, so that what has to be cleaned up after
 * it (a virtual display, a demo server) still is. A second signal is handed on as well; a child that does
 * not answer can be killed by its own means.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { constants } from 'node:os'
import { projectFolder } from './paths.ts'

const HANDED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export type RunOptions = {
  readonly folder?: string
  readonly environment?: Record<string, string | undefined>
  /** Ends the child after this many milliseconds; the result then has `timedOut`. */
  readonly limit?: number
}

export type RunResult = {
  /** 128 + signal number when a signal ended the child, as shells have it. */
  readonly code: number
  /** Standard output and standard error in the order they came; empty when they were shown. */
  readonly output: string
  readonly timedOut: boolean
}

/** Exit code of a child that ended with `code`, or by `signal`. */
export function exitCode(code: number | null, signal: NodeJS.Signals | null): number {
  if (code !== null) return code
  return signal === null ? 1 : 128 + constants.signals[signal]
}

/** Runs a program with its output shown. */
export async function runShown(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  return await finish(spawn(program, [...args], spawnOptions(options, 'inherit')), options)
}

/** Runs a program and keeps its output. */
export async function runQuiet(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  return await finish(spawn(program, [...args], spawnOptions(options, ['ignore', 'pipe', 'pipe'])), options)
}

/** A JavaScript file run by the running Node, as program and arguments. */
export function node(script: string, args: readonly string[] = []): [program: string, args: string[]] {
  return [process.execPath, [script, ...args]]
}

/**
 * npm as program and arguments: the npm that started us, when one did (its JavaScript file, which needs no
 * shell), else the one in the path.
 */
export function npm(args: readonly string[], environment = process.env): [program: string, args: string[]] {
  const entry = environment.npm_execpath
  if (entry !== undefined && /npm-cli\.[cm]?js$/.test(entry)) return [process.execPath, [entry, ...args]]
  if (process.platform !== 'win32') return ['npm', [...args]]
  return [environment.ComSpec ?? 'cmd.exe', ['/d', '/s', '/c', 'npm', ...args]]
}

/** Waits for the end of a child and hands on the signals that reach us meanwhile. */
export async function ended(child: ChildProcess): Promise<number> {
  const handOn = (signal: NodeJS.Signals): void => {
    child.kill(signal)
  }
  for (const signal of HANDED_ON) process.on(signal, handOn)
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => {
        resolve(exitCode(code, signal))
      })
    })
  } finally {
    for (const signal of HANDED_ON) process.off(signal, handOn)
  }
}

async function finish(child: ChildProcess, options: RunOptions): Promise<RunResult> {
  const chunks: Buffer[] = []
  const keep = (chunk: Buffer): void => {
    chunks.push(chunk)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  let timedOut = false
  const timer =
    options.limit === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true
          child.kill('SIGKILL')
        }, options.limit)
  try {
    const code = await ended(child)
    return { code, output: Buffer.concat(chunks).toString('utf8'), timedOut }
  } finally {
    clearTimeout(timer)
  }
}

function spawnOptions(options: RunOptions, stdio: SpawnOptions['stdio']): SpawnOptions {
  return {
    cwd: options.folder ?? projectFolder,
    env: { ...process.env, ...options.environment },
    stdio,
    windowsHide: true,
  }
}
