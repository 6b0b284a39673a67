/** The commands of the packaged application, by the wrapper that is installed beside it, and without a display. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { PACKAGE_FOLDER } from './packaged.ts'

export const WRAPPER = path.join(PACKAGE_FOLDER, 'ews-konnektor')

/** `code`: or the name of the signal that ended it. */
export type Ended = { readonly code: number | string; readonly output: string; readonly errors: string }

export type Running = { readonly program: ChildProcess; readonly ended: Promise<Ended> }

/** Where a command runs: a data folder, and the key ring with its passwords. */
export type Surroundings = Readonly<Record<string, string>>

export function startCommand(args: readonly string[], environment: Surroundings): Running {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...inherited } = process.env
  // Containers run as root, where Chromium starts only without its sandbox.
  const program = spawn(WRAPPER, ['--no-sandbox', ...args], {
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = Promise.all([text(program.stdout), text(program.stderr), once(program, 'close')]).then(
    ([output, errors, [code, signal]]): Ended => ({
      code: (code as number | null) ?? (signal as string),
      output,
      errors,
    }),
  )
  return { program, ended }
}

export async function command(args: readonly string[], environment: Surroundings): Promise<Ended> {
  return await startCommand(args, environment).ended
}

export function parsed({ output }: Ended): unknown {
  return JSON.parse(output)
}
