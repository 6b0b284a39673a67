/** An address that is changed sends nothing that is stored to another server before a person has said so. */
import { expect, test } from '@playwright/test'
import { withExchange } from '../connected.ts'
import { inEveryLook } from '../every-look.ts'
import { ANNA } from '../exchange.ts'
import { openConnector } from '../steps.ts'

test('a connector with accounts goes to another server only when the person confirms it', async () => {
  await withExchange({ content: 0, upTo: 'account' }, async ({ page, server }) => {
    await openConnector(page, 'Contoso')
    const url = page.getByRole('textbox', { name: 'URL' })
    const question = page.getByRole('dialog', { name: 'An einen neuen Server senden?' })
    const stored = () =>
      page.evaluate(async () => {
        const connectors = await window.api.connectors.list()
        return connectors.ok ? connectors.value[0]?.connector.url : undefined
      })
    await url.fill('https://evil.example/EWS/Exchange.asmx')
    await page.getByRole('button', { name: 'Speichern' }).click()
    await expect(question.getByText('evil.example', { exact: true })).toBeVisible()
    await inEveryLook(page, 'new-servers')
    await question.getByRole('button', { name: 'Abbrechen' }).click()
    await expect(page.getByText(/An diesen Server wurde bisher nichts gesendet: evil\.example/)).toBeVisible()
    expect(await stored()).toBe(server.url)
    await page.getByRole('button', { name: 'Speichern' }).click()
    await question.getByRole('button', { name: 'Dorthin senden' }).click()
    await expect.poll(stored).toBe('https://evil.example/EWS/Exchange.asmx')
  })
})

test('a connection test asks before what is stored goes to a server that is not saved, and only once', async () => {
  await withExchange({ content: 0, upTo: 'account' }, async ({ page, server }) => {
    const question = page.getByRole('dialog', { name: 'An einen neuen Server senden?' })
    const report = page.getByRole('dialog', { name: `Verbindungstest: ${ANNA.mailbox}` })
    await openConnector(page, 'Contoso')
    const other = server.url.replace('127.0.0.1', 'localhost')
    await page.getByRole('textbox', { name: 'URL' }).fill(other)
    server.clearJournal()

    await page.getByRole('button', { name: `Verbindung testen: ${ANNA.mailbox}` }).click()
    await expect(question.getByText(new URL(other).host, { exact: true })).toBeVisible()
    await inEveryLook(page, 'new-servers-test')
    await question.getByRole('button', { name: 'Abbrechen' }).click()
    await expect(report.getByText(/An diesen Server wurde bisher nichts gesendet: localhost/)).toBeVisible()
    expect(server.journal).toEqual([])

    await report.getByRole('button', { name: 'Noch einmal testen' }).click()
    await question.getByRole('button', { name: 'Dorthin senden' }).click()
    await expect(report.getByRole('status')).toHaveText(/^Bestanden/)
    server.clearJournal()
    await report.getByRole('button', { name: 'Noch einmal testen' }).click()
    await expect.poll(() => server.journal.length).toBeGreaterThan(0)
    await expect(report.getByRole('status')).toHaveText(/^Bestanden/)
    await report.getByRole('button', { name: 'Schliessen' }).click()
    await expect(report).toBeHidden()

    await page.getByRole('button', { name: 'Verbindung testen: alle MS EWS Konten' }).click()
    await question.getByRole('button', { name: 'Dorthin senden' }).click()
    await expect(page.getByText('Das Konto ist getestet, ohne Fehler.')).toBeVisible()
  })
})
