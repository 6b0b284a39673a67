/**
 * The packaged application starts, draws its list and answers over IPC. Its fuses forbid the debugger of main that
 * Playwright's Electron support needs, so the window is reached as any Chromium is.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, expect, test } from '@playwright/test'
import { newDataFolder, projectFolder, removeFolder } from '../application.ts'
import { ANNA, startExchange } from '../exchange.ts'
import { createAccount, createConnector, storedEmails, syncOutcome, synchronise } from '../steps.ts'

const PROGRAM = path.join(projectFolder, 'dist/linux-unpacked/ms-ews-konnektor')

test('the packaged application starts, connects a mailbox and synchronises it', async () => {
  const server = await startExchange(20)
  const dataFolder = await newDataFolder()
  const program = spawn(PROGRAM, ['--no-sandbox', '--remote-debugging-port=0', '--lang=de-CH'], {
    env: { ...process.env, EWS_KONNEKTOR_DATA: dataFolder },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(program, 'exit')
  try {
    const browser = await chromium.connectOverCDP(await debuggerAddress(program))
    await expect.poll(() => browser.contexts()[0]?.pages().length).toBe(1)
    const page = browser.contexts()[0]!.pages()[0]!
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(page.url()).toMatch(/^app:\/\/bundle\//)
    await createConnector(page, { name: 'Contoso', url: server.url })
    await createAccount(page, ANNA)
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    expect((await storedEmails(page)).length).toBe(20)
    await browser.close()
  } finally {
    program.kill('SIGTERM')
    await ended
    await server.stop()
    await removeFolder(dataFolder)
  }
})

async function debuggerAddress(program: ChildProcess): Promise<string> {
  if (!program.stderr) throw new Error('The program has no error output.')
  for await (const line of createInterface({ input: program.stderr })) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
    if (address !== undefined) return address
  }
  throw new Error('The program ended before it could be reached.')
}
