/** A configuration goes from one computer to another, without secrets and with them. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { launch, newDataFolder, removeFolder } from '../application.ts'
import { ANNA, startExchange } from '../exchange.ts'
import {
  accountRow,
  answerOpenDialog,
  answerSaveDialog,
  createAccount,
  createConnector,
  openConnector,
  PASSWORD,
  syncOutcome,
  synchronise,
} from '../steps.ts'
import { inEveryLook } from '../every-look.ts'

const PASSPHRASE = 'Zwölf Boxkämpfer, 12'

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole('link', { name: 'Konnektoren' }).click()
  await page.getByRole('button', { name: 'Weitere Aktionen' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('connectors, accounts and passwords come to a new computer under a passphrase, and the mailbox synchronises there', async () => {
  test.setTimeout(120_000)
  const server = await startExchange(5)
  const folders = [await newDataFolder(), await newDataFolder()] as const
  const file = path.join(folders[0], 'export.json')
  try {
    const first = await launch({ dataFolder: folders[0] })
    await createConnector(first.page, { name: 'Contoso', url: server.url })
    await createAccount(first.page, ANNA)
    await answerSaveDialog(first.electron, file)
    await choose(first.page, 'Konfiguration exportieren …')
    const exporting = first.page.getByRole('dialog', { name: 'Konfiguration exportieren' })
    await exporting.getByRole('button', { name: 'Exportieren …' }).click()
    await expect(exporting.getByText(/Exportiert nach .*Konten: 1, Geheimnisse: 0/)).toBeVisible()
    const plain = await readFile(file, 'utf8')
    expect(plain).toContain(ANNA.mailbox)
    expect(plain).not.toContain(PASSWORD)
    await exporting.getByRole('button', { name: 'Schliessen' }).click()

    await choose(first.page, 'Konfiguration exportieren …')
    await exporting.getByRole('switch', { name: /Passwörter und Anwendungsgeheimnisse/ }).check()
    await exporting.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
    await exporting.getByLabel('Passphrase wiederholen').fill('something else')
    await exporting.getByRole('button', { name: 'Exportieren …' }).click()
    await expect(exporting.getByText('Die beiden Eingaben sind verschieden.')).toBeVisible()
    await exporting.getByLabel('Passphrase wiederholen').fill(PASSPHRASE)
    await inEveryLook(first.page, 'configuration-export')
    await exporting.getByRole('button', { name: 'Exportieren …' }).click()
    await expect(exporting.getByText(/Konten: 1, Geheimnisse: 1/)).toBeVisible()
    const sealed = await readFile(file, 'utf8')
    for (const word of [PASSWORD, ANNA.mailbox, 'Contoso']) expect(sealed).not.toContain(word)
    await first.close()

    const second = await launch({ dataFolder: folders[1] })
    const { page } = second
    await answerOpenDialog(second.electron, file)
    await choose(page, 'Konfiguration importieren …')
    const importing = page.getByRole('dialog', { name: 'Konfiguration importieren' })
    await importing.getByLabel('Passphrase').fill('not the passphrase')
    await importing.getByRole('button', { name: 'Öffnen' }).click()
    await expect(importing.getByText(/Die Passphrase öffnet die Datei .* nicht/)).toBeVisible()
    await importing.getByLabel('Passphrase').fill(PASSPHRASE)
    await importing.getByRole('button', { name: 'Öffnen' }).click()
    await expect(importing.getByRole('checkbox', { name: ANNA.mailbox })).toBeChecked()
    await inEveryLook(page, 'configuration-import')
    await importing.getByRole('button', { name: 'Importieren', exact: true }).click()
    await expect(importing).toBeHidden()
    await openConnector(page, 'Contoso')
    await expect(accountRow(page, ANNA.mailbox)).toBeVisible()
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')

    // What is there already is not ticked by itself.
    await choose(page, 'Konfiguration importieren …')
    await importing.getByLabel('Passphrase').fill(PASSPHRASE)
    await importing.getByRole('button', { name: 'Öffnen' }).click()
    await expect(importing.getByRole('checkbox', { name: 'Contoso', exact: true })).not.toBeChecked()
    await expect(importing.getByRole('checkbox', { name: ANNA.mailbox })).not.toBeChecked()
    await expect(importing.getByText('Vorhanden', { exact: true })).toHaveCount(2)
    await expect(importing.getByRole('button', { name: 'Importieren', exact: true })).toBeDisabled()
    await importing.getByRole('checkbox', { name: 'Contoso', exact: true }).check()
    await expect(importing.getByText('Wird ersetzt', { exact: true })).toHaveCount(1)
    await second.close()
  } finally {
    await server.stop()
    for (const folder of folders) await removeFolder(folder)
  }
})
