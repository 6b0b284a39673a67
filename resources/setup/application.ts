/** Starts the built application with Electron. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { electronProgram } from './electron-runtime.ts'
import { projectFolder } from './paths.ts'
import type { Display } from './display.ts'
import { isRootOnLinux } from './prepare.ts'

// Machines without a display have no desktop services either, and Chromium reports each that it misses.
const FATAL_ONLY = '--log-level=3'

export async function startApplication(
  display: Display,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<ChildProcess> {
  const sandbox = isRootOnLinux() ? ['--no-sandbox'] : []
  const quiet = display.kind === 'virtual' ? [FATAL_ONLY] : []
  return spawn(await electronProgram(), ['.', ...sandbox, ...quiet, ...args], {
    cwd: projectFolder,
    env: { ...process.env, ...display.environment, ...environment },
    stdio: 'inherit',
  })
}
