/** Starts the built application with a data folder of its own, and what tests do with its window again and again. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test'

export const projectFolder = path.resolve(import.meta.dirname, '../..')

export type Application = {
  readonly electron: ElectronApplication
  readonly page: Page
  readonly dataFolder: string
  close(): Promise<void>
}

export type LaunchOptions = {
  /** Kept between starts by the test; a new temporary one otherwise. */
  readonly dataFolder?: string
  readonly environment?: Record<string, string>
  /** Before the folder of the application, for example `-r file`. */
  readonly args?: readonly string[]
}

export async function newDataFolder(): Promise<string> {
  return await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-test-'))
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

/** German, as most of the users have it. */
const LANGUAGE = ['--lang=de-CH']

export async function launch(options: LaunchOptions = {}): Promise<Application> {
  const dataFolder = options.dataFolder ?? (await newDataFolder())
  const electron = await _electron.launch({
    args: [...(options.args ?? []), '.', ...LANGUAGE],
    cwd: projectFolder,
    env: { ...inherited(), EWS_KONNEKTOR_DATA: dataFolder, ...options.environment },
  })
  const page = await electron.firstWindow()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  return {
    electron,
    page,
    dataFolder,
    close: async () => {
      await electron.close()
    },
  }
}

function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
