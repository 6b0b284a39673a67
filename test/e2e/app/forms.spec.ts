/** What the forms do with what is typed: completion, refusals next to the field, and the keyboard alone. */
import { expect, test } from '@playwright/test'
import { withApplication, withExchange } from '../connected.ts'
import { ANNA } from '../exchange.ts'
import { accountRow, createConnector, openConnector, syncOutcome, synchronise } from '../steps.ts'

test('a host alone is completed, also when the keyboard saves before the field is left', async () => {
  await withApplication(async ({ page }) => {
    await page.keyboard.press('Control+N')
    await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused()
    await page.keyboard.type('Contoso')
    await page.getByRole('textbox', { name: 'URL' }).focus()
    await page.keyboard.type('mail.contoso.example')
    await page.keyboard.press('Control+S')
    await expect(page.getByRole('heading', { level: 1, name: 'Contoso' })).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'URL' })).toHaveValue(
      'https://mail.contoso.example/EWS/Exchange.asmx',
    )
  })
})

test('what is wrong stands next to its field: http, Exchange Online without OAuth2, a name that is taken', async () => {
  await withApplication(async ({ page }) => {
    await createConnector(page, { name: 'Contoso', url: 'https://mail.contoso.example' })
    await page.keyboard.press('Control+N')
    await expect(page.getByRole('heading', { level: 1, name: 'Neuer Konnektor' })).toBeVisible()
    const name = page.getByRole('textbox', { name: 'Name' })
    const url = page.getByRole('textbox', { name: 'URL' })
    const method = page.getByRole('combobox', { name: 'Authentifizierungsmethode' })
    await name.fill('CONTOSO')
    await url.fill('http://mail.contoso.example')
    await url.blur()
    await expect(url).toHaveAccessibleDescription(/muss mit https beginnen/)
    await url.fill('outlook.office365.com')
    await url.blur()
    await expect(url).toHaveValue('https://outlook.office365.com/EWS/Exchange.asmx')
    await expect(method).toHaveAccessibleDescription(/Exchange Online nimmt nur OAuth2 an/)
    await url.fill('https://other.contoso.example')
    await page.getByRole('button', { name: 'Speichern' }).click()
    await expect(name).toHaveAccessibleDescription(/mit diesem Namen besteht schon/)
    await expect(name).toBeFocused()
  })
})

test('an account that would sign in with OAuth2 where the server does not offer it is told so, and nobody is asked', async () => {
  await withExchange({ content: 1, upTo: 'connector' }, async ({ page, server }) => {
    await page.getByRole('combobox', { name: 'Authentifizierungsmethode' }).click()
    await page.getByRole('option', { name: 'OAuth2' }).click()
    await page.getByRole('textbox', { name: 'Anwendungs-ID' }).fill('d3590ed6-52b3-4102-aeff-aad2292ab01c')
    await page.getByRole('button', { name: 'Speichern' }).click()
    await expect(page.getByText('Nicht gespeichert')).toBeHidden()
    await page.getByRole('button', { name: 'Konto hinzufügen' }).click()
    const form = page.getByRole('dialog', { name: 'MS EWS Konto hinzufügen' })
    await form.getByRole('textbox', { name: 'Exchange-Postfach' }).fill(ANNA.mailbox)
    await form.getByRole('button', { name: 'Verbindung testen' }).click()
    const report = page.getByRole('dialog', { name: /Verbindungstest/ })
    await expect(report.getByTestId('test-step-tcp')).toHaveAttribute('data-state', 'passed')
    await expect(report.getByText(/OAuth2.* ist dort ausgeschaltet/)).toBeVisible()
    expect(server.successfulSignIns(ANNA.userName)).toBe(0)
  })
})

test('a connector says on top whether it is well, and otherwise which account is not, why, and what to do', async () => {
  await withExchange({ content: 3, upTo: 'account' }, async ({ page, server }) => {
    await expect(page.getByText(/Ein Konto ist noch nicht geprüft: anna\.meier/)).toBeVisible()
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    await expect(page.getByText('Das aktive Konto ist in Ordnung.')).toBeVisible()
    await server.stopListening()
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Fehlgeschlagen')
    const health = page.getByRole('alert').filter({ hasText: 'Ein Konto hat ein Problem.' })
    await expect(health).toContainText(ANNA.mailbox)
    await expect(health).toContainText(/nimmt auf Port \d+ keine Verbindung an\. Prüfen Sie den Port/)
    await page.getByRole('link', { name: 'Konnektoren' }).click()
    await expect(page.getByRole('row').filter({ hasText: 'Contoso' }).getByText('Problem')).toBeVisible()
    await openConnector(page, 'Contoso')
    await page.getByRole('switch', { name: `Aktiv: ${ANNA.mailbox}` }).click()
    await expect(page.getByText('Kein Konto ist aktiv; es wird nichts synchronisiert.')).toBeVisible()
    await expect(accountRow(page, ANNA.mailbox).getByText('Fehlgeschlagen')).toBeVisible()
  })
})
