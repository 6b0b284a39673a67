/** Settings, plan, history and schedule of the synchronisation in the real application. */
import { expect, test } from '@playwright/test'
import { withExchange } from '../connected.ts'
import { ANNA } from '../exchange.ts'
import { accountRow, openConnector, syncMenu, syncOutcome } from '../steps.ts'

test('the plan says what would be done and does nothing; started from it, the run is in the history', async () => {
  await withExchange({ content: 12, upTo: 'account' }, async ({ page }) => {
    await expect(accountRow(page, ANNA.mailbox)).toContainText('Erster Lauf von Hand')
    await syncMenu(page, ANNA.mailbox, 'Plan ansehen')
    const plan = page.getByRole('dialog', { name: `Synchronisationsplan: ${ANNA.mailbox}` })
    await expect(plan.getByRole('row', { name: 'E-Mails 12 – –' })).toBeVisible({ timeout: 30_000 })
    await plan.getByRole('button', { name: 'Schliessen' }).click()
    await expect(plan).toBeHidden()
    await expect(accountRow(page, ANNA.mailbox)).toContainText('Noch nie')

    await syncMenu(page, ANNA.mailbox, 'Plan ansehen')
    await expect(plan.getByRole('row', { name: 'E-Mails 12 – –' })).toBeVisible({ timeout: 30_000 })
    await plan.getByRole('button', { name: 'Jetzt synchronisieren' }).click()
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    await expect(accountRow(page, ANNA.mailbox)).toContainText('Änderungen kommen sofort')

    await syncMenu(page, ANNA.mailbox, 'Verlauf')
    const report = page.getByRole('dialog', { name: `Synchronisation von ${ANNA.mailbox}` })
    const run = report.getByRole('row').filter({ hasText: '12 neu' })
    await expect(run).toContainText('von Hand')
    await run.click()
    await expect(report.getByRole('table', { name: 'Was der Lauf getan hat' })).toContainText(
      'E-Mails, nach Winoffice Prime',
    )
    await report.getByRole('tab', { name: 'Probleme' }).click()
    await expect(report.getByText('Keine Objekte mit Problemen')).toBeVisible()
    await report.getByRole('tab', { name: 'Konflikte' }).click()
    await expect(report.getByText('Keine Konflikte')).toBeVisible()
    await report.getByRole('button', { name: 'Schliessen' }).click()

    await syncMenu(page, ANNA.mailbox, 'Pausieren')
    await expect(accountRow(page, ANNA.mailbox)).toContainText('Pausiert')
    await syncMenu(page, ANNA.mailbox, 'Fortsetzen')
    await expect(accountRow(page, ANNA.mailbox)).toContainText('Änderungen kommen sofort')
  })
})

test('the parameters of a connector and of an account are kept, and refused outside of their ranges', async () => {
  await withExchange({ content: 1, upTo: 'account' }, async ({ page }) => {
    await page.getByRole('button', { name: /^Erweitert/ }).click()
    const interval = page.getByRole('spinbutton', { name: 'Synchronisationsintervall (Minuten)' })
    await interval.fill('1441')
    await page.getByRole('button', { name: 'Speichern' }).click()
    await expect(page.getByText('Diese Zahl liegt ausserhalb des erlaubten Bereichs.')).toBeVisible()
    await interval.fill('15')
    await page.getByRole('button', { name: 'Speichern' }).click()
    await expect(page.getByText('Nicht gespeichert')).toBeHidden()

    await page.getByRole('button', { name: `Bearbeiten: ${ANNA.mailbox}` }).click()
    const form = page.getByRole('dialog', { name: `MS EWS Konto ${ANNA.mailbox}` })
    await form.getByRole('checkbox', { name: 'Aufgaben' }).uncheck()
    await form.getByRole('switch', { name: 'Teilnehmern Einladungen senden' }).check()
    await expect(form.getByRole('alert')).toContainText('Exchange sendet im Namen des Postfachs E-Mails')
    await form.getByRole('switch', { name: 'Erste Synchronisation zeitlich begrenzen' }).check()
    await form.getByRole('spinbutton', { name: 'Tage zurück' }).fill('30')
    await form.getByRole('button', { name: 'Speichern' }).click()
    await expect(form).toBeHidden()

    await page.getByRole('link', { name: 'Daten' }).click()
    await openConnector(page, 'Contoso')
    await page.getByRole('button', { name: /^Erweitert/ }).click()
    await expect(interval).toHaveValue('15')
    await page.getByRole('button', { name: `Bearbeiten: ${ANNA.mailbox}` }).click()
    await expect(form.getByRole('checkbox', { name: 'Aufgaben' })).not.toBeChecked()
    await expect(form.getByRole('checkbox', { name: 'Kalender' })).toBeChecked()
    await expect(form.getByRole('switch', { name: 'Teilnehmern Einladungen senden' })).toBeChecked()
    await expect(form.getByRole('spinbutton', { name: 'Tage zurück' })).toHaveValue('30')
  })
})
