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
  /** What Electron starts; the built application otherwise. */
  readonly entry?: string
  /** Where the test begins; the connectors unless it is told. */
  readonly screen?: '/overview' | '/connectors'
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
    args: [...(options.args ?? []), options.entry ?? '.', ...LANGUAGE],
    cwd: projectFolder,
    env: { ...inherited(), EWS_KONNEKTOR_DATA: dataFolder, ...options.environment },
  })
  const page = await electron.firstWindow()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await openScreen(page, options.screen ?? '/connectors')
  return {
    electron,
    page,
    dataFolder,
    close: async () => {
      // A form that a test left changed would hold up the end, for a person that is not there.
      await page.evaluate(() => window.api.app.holdUp({ isUnsaved: false })).catch(() => undefined)
      await electron.close()
    },
  }
}

/** The application starts with its overview. */
async function openScreen(page: Page, screen: string): Promise<void> {
  const link = page.locator(`nav a[href="#${screen}"]`)
  await link.click()
  await expect(link).toHaveAttribute('aria-current', 'page')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
