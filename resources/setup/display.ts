/**
 * A display for windows: the one that is there, or a virtual one for as long as it is needed.
 *
 * Xvfb looks for a free display number itself (`-displayfd`), so two runs never take the same one.
 * Rejected: `xvfb-run`, a shell script that tries numbers, hides Xvfb's errors and swallows signals.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import type { Readable } from 'node:stream'
import { SetupError, progress } from './say.ts'

const SCREEN = '1440x900x24'
const START_LIMIT = 20_000 // milliseconds

export type Display = {
  readonly kind: 'real' | 'virtual'
  /** To be added to the environment of programs with windows. */
  readonly environment: Record<string, string>
  stop(): Promise<void>
}

/** Whether programs can open windows here without further ado. */
export function hasDisplay(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): boolean {
  return platform !== 'linux' || Boolean(environment.DISPLAY) || Boolean(environment.WAYLAND_DISPLAY)
}

/** Runs `action` with a display and takes a virtual one away afterwards, whatever happens. */
export async function withDisplay<T>(action: (display: Display) => Promise<T>): Promise<T> {
  const display = await openDisplay()
  try {
    return await action(display)
  } finally {
    await display.stop()
  }
}

async function openDisplay(): Promise<Display> {
  if (hasDisplay()) return { kind: 'real', environment: {}, stop: () => Promise.resolve() }
  // Detached: Ctrl+C in a terminal must reach the application alone, which then still has its display.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  const kill = (): void => {
    server.kill('SIGKILL')
  }
  process.once('exit', kill)
  try {
    const number = await displayNumber(server)
    progress('Display', `none here, using a virtual one (:${number}, ${SCREEN})`)
    return {
      kind: 'virtual',
      environment: { DISPLAY: `:${number}`, XDG_SESSION_TYPE: 'x11' },
      stop: async () => {
        process.off('exit', kill)
        await stopServer(server)
      },
    }
  } catch (failure) {
    process.off('exit', kill)
    kill()
    throw failure
  }
}

async function displayNumber(server: ChildProcess): Promise<string> {
  const said: string[] = []
  server.stderr?.on('data', (chunk: Buffer) => {
    said.push(chunk.toString('utf8'))
  })
  return await new Promise<string>((resolve, reject) => {
    const fail = (what: string, cause?: unknown): void => {
      clearTimeout(timer)
      const advice = 'install it ("apt-get install xvfb"), or run in a session with a display'
      reject(new SetupError(`The virtual display (Xvfb) ${what}. ${said.join('').trim()}`, advice, { cause }))
    }
    const timer = setTimeout(fail, START_LIMIT, 'does not answer')
    server.once('error', (failure) => {
      fail('could not be started', failure)
    })
    server.once('exit', () => {
      fail('ended at once')
    })
    let text = ''
    const answer = server.stdio[3] as Readable
    answer.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      if (!text.endsWith('\n')) return
      clearTimeout(timer)
      server.removeAllListeners('exit')
      resolve(text.trim())
    })
  })
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = new Promise<void>((resolve) => {
    server.once('exit', () => {
      resolve()
    })
  })
  server.kill('SIGTERM')
  await gone
}
