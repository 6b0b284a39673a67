/** Who looks for the window while a command has the data. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { hold } from '#test/exchange-server/hold.ts'
import { newDataFolder, removeFolder } from '../application.ts'
import { ANNA, startExchange } from '../exchange.ts'
import { openSecondKeyring } from '../keyring/second-keyring.ts'
import { createAccount, createConnector } from '../steps.ts'
import { PROGRAM, withPackaged } from './packaged.ts'

const TITLE = 'MS EWS Konnektor'

const run = promisify(execFile)

test('while a command runs a box tells why no window opens, which opens at its end', async () => {
  test.setTimeout(120_000)
  const server = await startExchange(1)
  const keyring = await openSecondKeyring()
  const dataFolder = await newDataFolder()
  const environment = { ...keyring.environment, XDG_CURRENT_DESKTOP: 'GNOME' }
  await withPackaged({ dataFolder, environment }, async ({ page }) => {
    await createConnector(page, { name: 'Contoso', url: server.url })
    await createAccount(page, ANNA)
  })
  const held = hold(server, () => true)
  // As the program for Windows runs it: by itself, on the screen of whoever has started it.
  const start = (args: readonly string[]) => {
    const env = { ...process.env, ...environment, EWS_KONNEKTOR_DATA: dataFolder }
    return spawn(PROGRAM, ['--no-sandbox', ...args], { env, stdio: 'ignore' })
  }
  const command = start(['test', '--all'])
  const ended = once(command, 'exit')
  try {
    await held.reached
    expect(await owners(TITLE)).toEqual([])
    await once(start([]), 'exit')
    await expect.poll(() => owners(TITLE)).toEqual([command.pid])
    held.release()
    await ended
    await expect.poll(async () => (await owners(TITLE)).length, { timeout: 30_000 }).toBe(1)
    expect(await owners(TITLE)).not.toContain(command.pid)
  } finally {
    held.release()
    await ended
    for (const id of await owners(TITLE)) process.kill(id, 'SIGTERM')
    await expect.poll(() => owners(TITLE), { timeout: 30_000 }).toEqual([])
    await server.stop()
    await keyring.stop()
    await removeFolder(dataFolder)
  }
})

/** @returns the processes of all windows with a title, boxes of the system among them */
async function owners(title: string): Promise<number[]> {
  const { stdout } = await run('xwininfo', ['-root', '-tree'])
  const lines = stdout.split('\n').filter((line) => line.includes(`"${title}"`))
  const found = new Set<number>()
  for (const line of lines) {
    const id = /0x[\da-f]+/.exec(line)?.[0] ?? ''
    // It may be gone by now.
    const answer = await run('xprop', ['-id', id, '_NET_WM_PID']).catch(() => ({ stdout: '' }))
    const owner = /= (\d+)/.exec(answer.stdout)?.[1]
    if (owner !== undefined) found.add(Number(owner))
  }
  return [...found]
}
