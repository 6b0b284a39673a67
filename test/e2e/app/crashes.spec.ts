/** What a person learns when a part of the application fails, and that the rest goes on. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, type ElectronApplication } from '@playwright/test'
import { withApplication } from '../connected.ts'
import { inEveryLook } from '../every-look.ts'
import { createConnector } from '../steps.ts'

/** Asked in main: a page that has crashed is none for Playwright any more, also when it is there again. */
async function shownIn(electron: ElectronApplication): Promise<{ place: string; text: string }> {
  return await electron.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (!contents || contents.isCrashed() || contents.isLoading()) return { place: '', text: '' }
    return (await contents.executeJavaScript(
      '({ place: location.hash, text: document.body.innerText })',
    )) as { place: string; text: string }
  })
}

async function crash(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    const gone = new Promise((resolve) => contents?.once('render-process-gone', resolve))
    contents?.forcefullyCrashRenderer()
    await gone
  })
}

test('a window that crashes comes back where it was, says so, and has everything that was saved', async () => {
  await withApplication(async ({ page, electron }) => {
    await createConnector(page, { name: 'Contoso', url: 'https://mail.contoso.example' })
    const { place } = await shownIn(electron)
    expect(place).toMatch(/^#\/connectors\/./)
    await crash(electron)
    await expect
      .poll(async () => (await shownIn(electron)).text)
      .toContain('Das Fenster ist abgestürzt und wurde neu geladen.')
    const after = await shownIn(electron)
    expect(after.place).toBe(place)
    expect(after.text).toContain('Contoso')
  })
})

test('a window that crashes again and again is not loaded for ever: a person is asked', async () => {
  await withApplication(async ({ electron }) => {
    await electron.evaluate(({ dialog }) => {
      const asked: string[] = []
      Object.assign(globalThis, { asked })
      dialog.showMessageBox = ((options: Electron.MessageBoxOptions) => {
        asked.push(options.message)
        return Promise.resolve({ response: 0, checkboxChecked: false })
      }) as typeof dialog.showMessageBox
    })
    const asked = () => electron.evaluate(() => Reflect.get(globalThis, 'asked') as string[])
    for (let time = 0; time < 4; time += 1) {
      expect(await asked()).toEqual([])
      await crash(electron)
      await expect.poll(async () => (await shownIn(electron)).place).not.toBe('')
    }
    expect(await asked()).toEqual([expect.stringMatching(/stürzt immer wieder ab|crashes again and again/)])
  })
})

test('an exception that nobody caught is told once without its text, which stands redacted in the log', async () => {
  await withApplication(async ({ page, electron, dataFolder }) => {
    await electron.evaluate(() => {
      for (const text of ['first', 'second']) {
        setTimeout(() => {
          throw new Error(`${text}, Authorization: Basic c2VjcmV0OnNlY3JldA==`)
        })
        void Promise.reject(new Error(`${text} promise, password=Gh3im-Wort-9`))
      }
    })
    const notice = page.getByText('Im Hintergrund des Programms ist ein unerwarteter Fehler aufgetreten.')
    await expect(notice).toHaveCount(1)
    const log = () => readFile(path.join(dataFolder, 'logs/main.log'), 'utf8')
    await expect.poll(log).toContain('second promise')
    const written = await log()
    expect(written).toContain('first, Authorization')
    expect(written).not.toMatch(/c2VjcmV0OnNlY3JldA|Gh3im-Wort-9/)
    await inEveryLook(page, 'unexpected-error')
    await page.getByRole('button', { name: 'Verstanden' }).click()
    await expect(notice).toBeHidden()
    await createConnector(page, { name: 'Contoso', url: 'https://mail.contoso.example' })
  })
})
