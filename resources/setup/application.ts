/** Starts the built application with Electron. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { electronProgram } from './electron-runtime.ts'
import { projectFolder } from './paths.ts'
import { isRootOnLinux } from './prepare.ts'

export async function startApplication(
  args: readonly string[],
  environment: Record<string, string>,
): Promise<ChildProcess> {
  const sandbox = isRootOnLinux() ? ['--no-sandbox'] : []
  return spawn(await electronProgram(), ['.', ...sandbox, ...args], {
    cwd: projectFolder,
    env: { ...process.env, ...environment },
    stdio: 'inherit',
  })
}
