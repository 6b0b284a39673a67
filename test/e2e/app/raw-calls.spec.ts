/**
 * A renderer that was taken over speaks to main past the bridge. The test gives it a raw one, by a preload of its own
 * beside the application's (`raw-bridge.cjs`); main is the application's.
 */
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { CALL_CHANNEL } from '#shared/contract/channels.ts'
import { withApplication } from '../connected.ts'
import { CHANNEL_KEYS, sentOf, wrongOf } from '../hostile-channels.ts'
import { callHostile, type HostileAnswer } from '../hostile-payloads.ts'

const args = ['-r', path.join(import.meta.dirname, '../raw-bridge.cjs')]

test('raw calls with wrong names and payloads get a typed error, and pollute nothing in main', async () => {
  test.setTimeout(180_000)
  // What an attack may switch on, as the start with the system, stays in there.
  const config = test.info().outputPath('config')
  await withApplication(
    async ({ page, electron }) => {
      const answers = await page.evaluate<HostileAnswer[]>(`(async () => {
        const call = (channel, payload) => window.raw.invoke('${CALL_CHANNEL}', channel, payload)
        return await (${callHostile.toString()})(${JSON.stringify(CHANNEL_KEYS)}, call)
      })()`)
      expect(wrongOf(sentOf(answers))).toEqual([])
      const names = ['__proto__', 'constructor', 'toString', '', 'x'.repeat(1_000_000), 'connectors.list ']
      const refused = await page.evaluate<unknown[]>(`Promise.all([
        ...${JSON.stringify(names)}.map((name) => window.raw.invoke('${CALL_CHANNEL}', name, null)),
        window.raw.invoke('${CALL_CHANNEL}'),
        window.raw.invoke('${CALL_CHANNEL}', ['app.state'], null),
        window.raw.invoke('${CALL_CHANNEL}', { toString: 1 }, null),
      ])`)
      for (const answer of refused) {
        expect(answer).toMatchObject({ ok: false, error: { code: 'ipc.refused' } })
      }
      // The log takes nothing from a window.
      const listening = await electron.evaluate(({ ipcMain }) => ipcMain.eventNames().map(String))
      expect(listening).not.toContain('__ELECTRON_LOG__')
      const log = await page.evaluate<string>("raw.invoke('__ELECTRON_LOG__', { data: ['x'] }).catch(String)")
      expect(log).toContain('No handler registered')
      const polluted = await electron.evaluate(() => ['polluted' in {}, 'id' in {}, 'polluted' in Object])
      expect(polluted).toEqual([false, false, false])
      expect(await page.evaluate(() => window.api.app.state())).toMatchObject({ ok: true })
    },
    { args, environment: { XDG_CONFIG_HOME: config } },
  )
})
