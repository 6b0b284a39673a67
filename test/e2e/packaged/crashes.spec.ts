/** Processes of the packaged application die: it goes on, keeps no dump, and sends nothing anywhere. */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { filesWith } from '../search-folder.ts'
import { loggedLines, untilStarted } from './log-lines.ts'
import { withProgram } from './packaged.ts'
import { processesOf, rendererOf } from './processes.ts'

test('a window and helpers of Chromium that die are started again, without a dump and without a crash reporter', async () => {
  await withProgram({}, async ({ program, dataFolder }) => {
    await untilStarted(dataFolder)
    const main = program.pid ?? 0
    await expect.poll(async () => (await rendererOf(main)) !== null).toBe(true)
    const reporters = async () =>
      (await processesOf(main)).filter(({ commandLine }) => commandLine.includes('crashpad'))
    expect(await reporters()).toEqual([])

    const first = await rendererOf(main)
    process.kill(first?.id ?? 0, 'SIGSEGV')
    const events = async () => (await loggedLines(dataFolder)).map(({ event }) => event)
    await expect.poll(events).toContain('windowGone')
    await expect.poll(async () => ((await rendererOf(main))?.id ?? first?.id) !== first?.id).toBe(true)

    const helpers = await processesOf(main)
    const network = helpers.find(({ commandLine }) => commandLine.includes('network.mojom.NetworkService'))
    process.kill(network?.id ?? 0, 'SIGKILL')
    await expect.poll(events).toContain('processGone')
    const isBack = async () =>
      (await processesOf(main)).some(
        ({ id, commandLine }) => id !== network?.id && commandLine.includes('network.mojom.NetworkService'),
      )
    await expect.poll(isBack).toBe(true)
    expect(program.exitCode).toBeNull()
    expect(await reporters()).toEqual([])
    expect((await filesWith(dataFolder, 'MDMP')).filter((file) => !file.includes('.pak'))).toEqual([])
    const kept = await readdir(path.join(dataFolder, 'Crashpad')).catch(() => [])
    expect(kept.filter((name) => name !== 'client_id')).toEqual([])
  })
})
