/** The data folder moves in the real application, which restarts by itself and has everything in the new place. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { launch, newDataFolder, removeFolder } from '../application.ts'
import { inEveryLook } from '../every-look.ts'
import { answerOpenDialog, createConnector } from '../steps.ts'

/** Of every start that the log of that folder tells. */
function startsIn(folder: string): number[] {
  const file = path.join(folder, 'logs', 'main.log')
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"event":"started"'))
    .map((line) => (JSON.parse(line) as { details: { process: number } }).details.process)
}

function isRunning(process_: number): boolean {
  try {
    process.kill(process_, 0)
    return true
  } catch {
    return false
  }
}

test('the data folder moves, the application restarts in the new one, and then the old copy can be removed', async () => {
  test.setTimeout(120_000)
  const root = await newDataFolder()
  const target = path.join(root, 'Neuer Ort')
  await mkdir(target)
  // Without a folder in the environment, which could not be moved.
  const environment = { EWS_KONNEKTOR_DATA: '', XDG_CONFIG_HOME: path.join(root, 'config') }
  try {
    const before = await launch({ environment })
    const standard = await before.electron.evaluate(({ app }) => app.getPath('userData'))
    await createConnector(before.page, {
      name: 'Contoso',
      url: 'https://mail.contoso.example/EWS/Exchange.asmx',
    })
    await before.page.getByRole('link', { name: 'Einstellungen' }).click()
    const data = before.page.getByRole('region', { name: 'Daten', exact: true })
    await expect(data.getByText(standard)).toBeVisible()
    await answerOpenDialog(before.electron, standard)
    await data.getByRole('button', { name: 'Verschieben …' }).click()
    await expect(data.getByText('Die Daten liegen schon in diesem Ordner.')).toBeVisible()
    await answerOpenDialog(before.electron, target)
    await data.getByRole('button', { name: 'Verschieben …' }).click()
    const question = before.page.getByRole('dialog', { name: 'Datenordner verschieben?' })
    await expect(question.getByText(target)).toBeVisible()
    await inEveryLook(before.page, 'settings-move-question')
    const closed = before.electron.waitForEvent('close')
    await question.getByRole('button', { name: 'Verschieben und neu starten' }).click()
    await closed
    // The restarted application is none of ours: it is seen by what it writes, and asked to go.
    await expect.poll(() => startsIn(target).length, { timeout: 30_000 }).toBe(2)
    const restarted = startsIn(target).at(-1) ?? 0
    process.kill(restarted)
    await expect.poll(() => isRunning(restarted)).toBe(false)

    const after = await launch({ environment })
    try {
      await after.page.getByRole('link', { name: 'Konnektoren' }).click()
      await expect(after.page.getByRole('link', { name: 'Contoso', exact: true })).toBeVisible()
      await after.page.getByRole('link', { name: 'Einstellungen' }).click()
      const moved = after.page.getByRole('region', { name: 'Daten', exact: true })
      await expect(moved.getByText('Der Datenordner wurde verschoben.')).toBeVisible()
      await moved.scrollIntoViewIfNeeded()
      await inEveryLook(after.page, 'settings-moved')
      expect(existsSync(path.join(standard, 'connections.json'))).toBe(true)
      await moved.getByRole('button', { name: 'Alte Kopie entfernen' }).click()
      await after.page.getByRole('dialog').getByRole('button', { name: 'Entfernen', exact: true }).click()
      await expect(moved.getByText('Der Datenordner wurde verschoben.')).toBeHidden()
      for (const name of ['connections.json', 'prime', 'logs']) {
        expect(existsSync(path.join(standard, name))).toBe(false)
        expect(existsSync(path.join(target, name))).toBe(true)
      }
      await expect(moved.getByText(target)).toBeVisible()
      // Chromium's files and the way to the new place stay.
      expect(existsSync(path.join(standard, 'data-folder.json'))).toBe(true)
      expect(readdirSync(standard).length).toBeGreaterThan(1)
    } finally {
      await after.close()
    }
  } finally {
    await removeFolder(root)
  }
})

test('a folder that the environment names cannot be moved, and it is said why', async () => {
  const application = await launch()
  try {
    await application.page.getByRole('link', { name: 'Einstellungen' }).click()
    const data = application.page.getByRole('region', { name: 'Daten', exact: true })
    await expect(data.getByText(/Umgebungsvariable EWS_KONNEKTOR_DATA/)).toBeVisible()
    await expect(data.getByRole('button', { name: 'Verschieben …' })).toBeDisabled()
  } finally {
    await application.close()
    await removeFolder(application.dataFolder)
  }
})
