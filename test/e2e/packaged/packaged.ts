/**
 * Starts the packaged application. Its fuses forbid the debugger of main that Playwright's Electron support needs, so
 * the window is reached as any Chromium is.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, expect, type Browser, type Page } from '@playwright/test'
import { newDataFolder, projectFolder, removeFolder } from '../application.ts'

export const PACKAGE_FOLDER = path.join(projectFolder, 'dist/linux-unpacked')
export const PROGRAM = path.join(PACKAGE_FOLDER, 'ms-ews-konnektor')

export type PackagedOptions = {
  /** Kept by the test; a new temporary one otherwise. */
  readonly dataFolder?: string
  readonly args?: readonly string[]
  readonly environment?: Record<string, string>
  /** What is started; the package of this checkout otherwise. */
  readonly program?: string
  /** A program that starts it, in its own place: the process stays the same. */
  readonly by?: readonly string[]
}

export type Packaged = { readonly page: Page; readonly program: ChildProcess; readonly dataFolder: string }

/** Runs `act` with the packaged application and its window, and ends it afterwards. */
export async function withPackaged(
  options: PackagedOptions,
  act: (application: Packaged) => Promise<void>,
): Promise<void> {
  const environment = { EWS_KONNEKTOR_ALLOW_DEBUGGING: '1', ...options.environment }
  const args = ['--remote-debugging-port=0', ...(options.args ?? [])]
  await withProgram({ ...options, args, environment }, async ({ program, dataFolder }) => {
    const browser = await connectTo(await debuggerAddress(program))
    await expect.poll(() => browser.contexts()[0]?.pages().length).toBe(1)
    const page = browser.contexts()[0]!.pages()[0]!
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await act({ page, program, dataFolder })
    await browser.close()
  })
}

/** The same as a person starts it: without a debugger. */
export async function withProgram(
  options: PackagedOptions,
  act: (started: Omit<Packaged, 'page'>) => Promise<void>,
): Promise<void> {
  const dataFolder = options.dataFolder ?? (await newDataFolder())
  const [command, ...before] = commandOf(options)
  const program = spawn(command, [...before, '--no-sandbox', '--lang=de-CH', ...(options.args ?? [])], {
    env: { ...process.env, EWS_KONNEKTOR_DATA: dataFolder, ...options.environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(program, 'exit')
  try {
    await act({ program, dataFolder })
  } finally {
    program.kill('SIGTERM')
    await ended
    if (options.dataFolder === undefined) await removeFolder(dataFolder)
  }
}

function commandOf({ by = [], program = PROGRAM }: PackagedOptions): [string, ...string[]] {
  const [first, ...rest] = by
  return first === undefined ? [program] : [first, ...rest, program]
}

async function debuggerAddress(program: ChildProcess): Promise<string> {
  if (!program.stderr) throw new Error('The program has no error output.')
  for await (const line of createInterface({ input: program.stderr })) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
    if (address === undefined) continue
    program.stderr.resume() // a full pipe would hold up the program
    return address
  }
  throw new Error('The program ended before it could be reached.')
}

/** A connection that comes in the middle of the window's making is sometimes never answered; the next one is. */
async function connectTo(address: string): Promise<Browser> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await chromium.connectOverCDP(address, { timeout: 10_000 })
    } catch (error) {
      if (attempt === 3) throw error
    }
  }
}
