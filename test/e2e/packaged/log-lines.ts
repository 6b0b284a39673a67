/** What the application wrote into its log: all that is seen of it where no debugger may be. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@playwright/test'

export type LoggedLine = { readonly event: string; readonly level: string; readonly details: unknown }

export async function loggedLines(dataFolder: string): Promise<LoggedLine[]> {
  const log = await readFile(path.join(dataFolder, 'logs/main.log'), 'utf8').catch(() => '')
  const lines = log.split('\n').filter((line) => line.endsWith('}'))
  return lines.map((line) => JSON.parse(line) as LoggedLine)
}

/** Waits until the services of the application are open. */
export async function untilStarted(dataFolder: string): Promise<void> {
  const isStarted = async () => (await loggedLines(dataFolder)).some(({ event }) => event === 'started')
  await expect.poll(isStarted, { timeout: 45_000 }).toBe(true)
}
