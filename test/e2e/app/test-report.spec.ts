/** What an administrator has in hand after a connection test: cause, requests, report, history, and what has changed. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { withExchange } from '../connected.ts'
import { inEveryLook } from '../every-look.ts'
import { ANNA } from '../exchange.ts'

async function testAccount(page: Page) {
  await page.getByRole('button', { name: `Verbindung testen: ${ANNA.mailbox}` }).click()
  return page.getByRole('dialog', { name: `Verbindungstest: ${ANNA.mailbox}` })
}

test('a failed test says what changed since it passed, shows its requests, and is saved as a report without secrets', async () => {
  await withExchange({ content: 3, upTo: 'account' }, async ({ page, server, electron, dataFolder }) => {
    let dialog = await testAccount(page)
    await expect(dialog.getByTestId('test-outcome')).toContainText('Bestanden')
    await dialog.getByRole('button', { name: 'Schliessen' }).click()

    server.intercept(({ operation }) =>
      operation === undefined ? 'pass' : { kind: 'http', status: 503, body: 'Wartung' },
    )
    dialog = await testAccount(page)
    const outcome = dialog.getByTestId('test-outcome')
    await expect(outcome).toContainText('Fehlgeschlagen bei')
    await expect(outcome).toContainText('Was tun:')
    await expect(dialog.getByTestId('test-changes')).toContainText('vorher bestanden, jetzt fehlgeschlagen')
    await dialog
      .getByRole('button', { name: /Anfragen? zeigen/ })
      .first()
      .click()
    await expect(dialog.getByText('HTTP 503').first()).toBeVisible()
    await inEveryLook(page, 'test-failed')

    await dialog.getByRole('button', { name: 'Bericht …' }).click()
    const report = page.getByRole('dialog', { name: 'Bericht des Verbindungstests' })
    await report.getByRole('checkbox', { name: 'Anfragen und Antworten beilegen' }).check()
    await inEveryLook(page, 'test-report')
    for (const [button, name] of [
      ['Als Text speichern', 'report.txt'],
      ['Als HTML speichern', 'report.html'],
    ] as const) {
      const file = path.join(dataFolder, name)
      await electron.evaluate(({ dialog: system }, filePath) => {
        system.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
      }, file)
      await report.getByRole('button', { name: button }).click()
      await expect(page.getByText(`Bericht gespeichert: ${file}`)).toBeVisible()
      const written = await readFile(file, 'utf8')
      expect(written).toContain('Fehlgeschlagen bei')
      expect(written).toContain('Wartung')
      expect(written).not.toContain(ANNA.password)
      expect(written).not.toContain(Buffer.from(`${ANNA.userName}:${ANNA.password}`).toString('base64'))
    }
    await report.getByRole('button', { name: 'Schliessen' }).click()
    await dialog.getByRole('button', { name: 'Verlauf' }).click()
    const history = page.getByRole('dialog', { name: /Verlauf der Verbindungstests/ })
    await expect(history.getByRole('listitem')).toHaveCount(2)
    await inEveryLook(page, 'test-history')
    await history.getByRole('listitem').last().getByRole('button').click()
    await expect(history.getByTestId('test-outcome')).toContainText('Bestanden')
  })
})
