/** Servers with certificates that nobody knows: looked at, decided about, watched from then on. */
import { X509Certificate } from 'node:crypto'
import { connect } from 'node:tls'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import type { CertificateKind } from '#test/exchange-server/http/certificates.ts'
import type { ExchangeServer } from '#test/exchange-server/server.ts'
import { withExchange } from '../connected.ts'
import { ANNA } from '../exchange.ts'
import { accountRow, answerOpenDialog, syncMenu, syncOutcome, synchronise } from '../steps.ts'
import { inEveryLook } from '../every-look.ts'

/** The fingerprint that the server shows now. */
async function fingerprintOf({ port }: ExchangeServer): Promise<string> {
  return await new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerX509Certificate()?.fingerprint256 ?? '')
      socket.destroy()
    })
    socket.on('error', reject)
  })
}

async function testConnection(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: `Verbindung testen: ${ANNA.mailbox}` }).click()
  return page.getByRole('dialog', { name: /Verbindungstest/ })
}

const certificateDialog = (page: Page) => page.getByRole('dialog', { name: /^Zertifikat von 127\.0\.0\.1/ })

async function pin(dialog: Locator): Promise<void> {
  await dialog.getByRole('radio', { name: 'Genau dieses Zertifikat festhalten' }).check()
  await expect(dialog.getByRole('button', { name: 'Festhalten' })).toBeDisabled()
  await dialog.getByRole('checkbox', { name: /Fingerabdruck mit dem auf dem Server verglichen/ }).check()
  await dialog.getByRole('button', { name: 'Festhalten' }).click()
  await expect(dialog).toBeHidden()
}

test('a self-signed certificate is looked at and pinned; another one stops the connector until it is decided about', async () => {
  test.setTimeout(120_000)
  await withExchange({ content: 5, upTo: 'account', tls: 'self-signed' }, async ({ page, server }) => {
    const first = await fingerprintOf(server)
    const report = await testConnection(page)
    await expect(report.getByTestId('test-step-tls')).toHaveAttribute('data-state', 'failed')
    await report.getByRole('button', { name: 'Zertifikat ansehen' }).click()
    const dialog = certificateDialog(page)
    await expect(dialog.getByText(/selbst signiertes Zertifikat/)).toBeVisible()
    for (const fact of ['CN=localhost', 'localhost, 127.0.0.1', first]) {
      await expect(dialog.getByText(fact, { exact: true }).first()).toBeVisible()
    }
    await expect(dialog.getByText(/ bis .*, noch 89 Tage/)).toBeVisible()
    await dialog.getByRole('radio', { name: 'Genau dieses Zertifikat festhalten' }).check()
    await inEveryLook(page, 'trust-dialog')
    await pin(dialog)
    // Tested anew by itself, with the decision.
    await expect(report.getByTestId('test-step-folders')).toHaveAttribute('data-state', 'passed')
    await report.getByRole('button', { name: 'Schliessen' }).click()
    await expect(page.getByText(first)).toBeVisible()
    // Sign-ins are counted: none may come from the schedule, over a connection that is still open.
    await syncMenu(page, ANNA.mailbox, 'Pausieren')
    await expect(accountRow(page, ANNA.mailbox)).toContainText('Pausiert')
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')

    const signIns = server.successfulSignIns(ANNA.userName)
    await server.renewCertificate('self-signed')
    const second = await fingerprintOf(server)
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Fehlgeschlagen')
    const warning = page.getByRole('alert').filter({ hasText: 'Der Konnektor Contoso ist angehalten' })
    await expect(warning).toContainText(`Festgehalten: ${first}`)
    await expect(warning).toContainText(`Vorgewiesen: ${second}`)
    await warning.scrollIntoViewIfNeeded()
    await inEveryLook(page, 'trust-changed')
    // Stopped: a new run is refused before anything is sent.
    await synchronise(page, ANNA.mailbox)
    await expect(page.getByRole('alert').filter({ hasText: 'ist angehalten' })).toHaveCount(2)
    expect(server.successfulSignIns(ANNA.userName)).toBe(signIns)
    await page
      .getByRole('alert')
      .getByRole('button', { name: /Schliessen|Close/ })
      .click()
    await page.getByRole('link', { name: 'Konnektoren' }).click()
    await expect(page.getByText('Zertifikat geändert')).toBeVisible()
    await page.getByRole('link', { name: 'Contoso', exact: true }).click()

    await warning.getByRole('button', { name: 'Zertifikat ansehen' }).click()
    await expect(dialog.getByText(/weist ein anderes Zertifikat vor/)).toContainText(second)
    await dialog.getByRole('button', { name: 'Noch einmal ansehen' }).click()
    await expect(dialog.getByText(/weist ein anderes Zertifikat vor/)).toBeVisible()
    await pin(dialog)
    await expect(warning).toBeHidden()
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
  })
})

test('a failed synchronisation leads to the certificate; the authority that the server sends along is trusted, and its renewed certificates too', async () => {
  await withExchange({ content: 5, upTo: 'account', tls: 'with-chain' }, async ({ page, server }) => {
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Fehlgeschlagen')
    await page.getByRole('alert').getByRole('button', { name: 'Zertifikat ansehen' }).click()
    const dialog = certificateDialog(page)
    await expect(
      dialog.getByText(/vertraut dem Aussteller des Zertifikats von 127\.0\.0\.1 nicht/),
    ).toBeVisible()
    await dialog
      .getByRole('radio', { name: /Zertifizierungsstelle «CN=Contoso Example Test CA» vertrauen/ })
      .check()
    await expect(dialog.getByText(/Damit wird das Zertifikat angenommen/)).toBeVisible()
    const authority = new X509Certificate(server.caCertificate ?? '').fingerprint256
    await expect(dialog.getByText(authority)).toBeVisible()
    await inEveryLook(page, 'trust-authority')
    await dialog.getByRole('checkbox', { name: /Fingerabdruck der Zertifizierungsstelle/ }).check()
    await dialog.getByRole('button', { name: 'Vertrauen' }).click()
    await expect(dialog).toBeHidden()
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    await server.renewCertificate('private-ca')
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
  })
})

test('an authority from a file is tried before it is trusted; a file without one is refused', async () => {
  await withExchange(
    { content: 0, upTo: 'account', tls: 'private-ca' },
    async ({ page, server, electron, dataFolder }) => {
      const wrong = path.join(dataFolder, 'wrong.txt')
      await writeFile(wrong, 'no certificate')
      const right = path.join(dataFolder, 'ca.cer')
      await writeFile(right, server.caCertificate ?? '')
      const report = await testConnection(page)
      await report.getByRole('button', { name: 'Zertifikat ansehen' }).click()
      const dialog = certificateDialog(page)
      await expect(dialog.getByText(/schickt seine Zertifizierungsstelle nicht mit/)).toBeVisible()
      await answerOpenDialog(electron, wrong)
      await dialog.getByRole('button', { name: 'Zertifizierungsstelle aus Datei …' }).click()
      await expect(dialog.getByText(/wrong\.txt enthält keine Zertifizierungsstelle/)).toBeVisible()
      await answerOpenDialog(electron, right)
      await dialog.getByRole('button', { name: 'Zertifizierungsstelle aus Datei …' }).click()
      await expect(dialog.getByText(/Damit wird das Zertifikat angenommen/)).toBeVisible()
      await dialog.getByRole('checkbox', { name: /Fingerabdruck der Zertifizierungsstelle/ }).check()
      await dialog.getByRole('button', { name: 'Vertrauen' }).click()
      await expect(report.getByTestId('test-step-folders')).toHaveAttribute('data-state', 'passed')
      await report.getByRole('button', { name: 'Schliessen' }).click()
      const trusted = page.getByRole('list', { name: 'Wem dieser Konnektor vertraut' })
      await expect(trusted.getByText('CN=Contoso Example Test CA')).toBeVisible()
      await trusted.getByRole('button', { name: /Nicht mehr vertrauen/ }).click()
      await page.getByRole('button', { name: 'Speichern' }).click()
      await expect(page.getByText('Es gilt, wem dieses Betriebssystem vertraut.')).toBeVisible()
      const again = await testConnection(page)
      await expect(again.getByTestId('test-step-tls')).toHaveAttribute('data-state', 'failed')
    },
  )
})

const MESSAGES: readonly [CertificateKind, readonly RegExp[]][] = [
  [
    'expired',
    [
      /vertraut dem Aussteller/,
      /Das Zertifikat von 127\.0\.0\.1 ist abgelaufen/,
      /seit \d+ Tagen? abgelaufen/,
    ],
  ],
  [
    'wrong-name',
    [/vertraut dem Aussteller/, /gilt nicht für 127\.0\.0\.1, sondern für: mail\.contoso\.example/],
  ],
]

for (const [kind, messages] of MESSAGES) {
  test(`the certificate ${kind} is explained with everything that is wrong, and can only be pinned`, async () => {
    await withExchange({ content: 1, upTo: 'account', tls: kind }, async ({ page }) => {
      const report = await testConnection(page)
      await report.getByRole('button', { name: 'Zertifikat ansehen' }).click()
      const dialog = certificateDialog(page)
      for (const message of messages) await expect(dialog.getByText(message).first()).toBeVisible()
      await pin(dialog)
      await expect(report.getByTestId('test-step-folders')).toHaveAttribute('data-state', 'passed')
    })
  })
}

test('a certificate that ends in ten days is announced by the test, on the connector, in the list and in the overview', async () => {
  await withExchange({ content: 1, upTo: 'account', tls: 'expires-soon' }, async ({ page }) => {
    const report = await testConnection(page)
    await report.getByRole('button', { name: 'Zertifikat ansehen' }).click()
    await pin(certificateDialog(page))
    await expect(report.getByTestId('test-step-tls')).toHaveAttribute('data-state', 'warning')
    await expect(report.getByText(/das Zertifikat gilt nur noch bis .* \(10 Tage\)/)).toBeVisible()
    await report.getByRole('button', { name: 'Schliessen' }).click()
    const announced = page.getByRole('alert').filter({ hasText: /läuft in 10 Tagen ab/ })
    await expect(announced).toBeVisible()
    await page.getByRole('link', { name: 'Konnektoren' }).click()
    await expect(page.getByText('Zertifikat läuft ab')).toBeVisible()
    await inEveryLook(page, 'trust-expiring')
    await page.getByRole('link', { name: /^Übersicht/ }).click()
    const endings = page.getByRole('list', { name: 'Was abläuft' })
    await expect(endings.getByRole('listitem')).toContainText(/Zertifikat des Servers.*Contoso.*noch 10 Tage/)
  })
})
