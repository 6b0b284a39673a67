/** A server whose certificate comes from a private authority: refused with the cause, accepted when the CA is named. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { launch, newDataFolder, removeFolder } from '../application.ts'
import { ANNA, startExchange } from '../exchange.ts'
import {
  createAccount,
  createConnector,
  openConnector,
  storedEmails,
  syncOutcome,
  synchronise,
} from '../steps.ts'

test('an unknown authority is named by the connection test; with its certificate at hand the mailbox synchronises over TLS', async () => {
  const server = await startExchange(10, { tls: 'private-ca' })
  const dataFolder = await newDataFolder()
  try {
    let application = await launch({ dataFolder })
    let { page } = application
    await createConnector(page, { name: 'Contoso', url: server.url })
    await createAccount(page, ANNA)
    await page.getByRole('button', { name: `Verbindung testen: ${ANNA.mailbox}` }).click()
    const report = page.getByRole('dialog', { name: /Verbindungstest/ })
    await expect(report.getByTestId('test-step-tls')).toHaveAttribute('data-state', 'failed')
    await expect(report.getByText(/vertraut dem Aussteller des Zertifikats/)).toBeVisible()
    expect(server.successfulSignIns(ANNA.userName)).toBe(0)
    await application.close()

    const caFile = path.join(dataFolder, 'ca.pem')
    await writeFile(caFile, server.caCertificate ?? '')
    application = await launch({ dataFolder, environment: { EWS_KONNEKTOR_CA_FILE: caFile } })
    page = application.page
    await openConnector(page, 'Contoso')
    await page.getByRole('button', { name: `Bearbeiten: ${ANNA.mailbox}` }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('textbox', { name: 'Passwort' }).fill(ANNA.password)
    await form.getByRole('button', { name: 'Verbindung testen' }).click()
    const second = page.getByRole('dialog', { name: /Verbindungstest/ })
    await expect(second.getByTestId('test-step-tls')).toHaveAttribute('data-state', 'passed')
    await expect(second.getByTestId('test-step-folders')).toHaveAttribute('data-state', 'passed')
    await second.getByRole('button', { name: 'Schliessen' }).click()
    await form.getByRole('button', { name: 'Speichern' }).click()
    await expect(form).toBeHidden()
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    expect((await storedEmails(page)).length).toBe(10)
    await application.close()
  } finally {
    await server.stop()
    await removeFolder(dataFolder)
  }
})

test('a file of authorities that is not there is told, and the application works without it', async () => {
  const application = await launch({ environment: { EWS_KONNEKTOR_CA_FILE: '/missing/ca.pem' } })
  try {
    const { page } = application
    await expect(page.getByText(/weiteren Zertifizierungsstellen ist nicht lesbar \(ENOENT/)).toBeVisible()
    await createConnector(page, { name: 'Contoso', url: 'https://mail.contoso.example' })
  } finally {
    await application.close()
    await removeFolder(application.dataFolder)
  }
})
