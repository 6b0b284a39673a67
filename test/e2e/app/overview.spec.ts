/** The start screen: from nothing over healthy to a wrong password and back. */
import { expect, test, type Locator, type Page } from '@playwright/test'
import type { ExchangeServer } from '#test/exchange-server/server.ts'
import { inEveryLook } from '../every-look.ts'
import { launch, newDataFolder, removeFolder } from '../application.ts'
import { withExchange } from '../connected.ts'
import { ANNA, startExchange } from '../exchange.ts'
import {
  createAccount,
  createConnector,
  openConnector,
  syncOutcome,
  synchronise,
  type AccountEntry,
} from '../steps.ts'

async function openOverview(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Übersicht' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Übersicht' })).toBeVisible()
}

const state = (page: Page) => page.getByTestId('overall-state')
const problems = (page: Page) => page.getByTestId('problem')

/** @returns lets people in again */
function refuseEverybody(server: ExchangeServer): () => void {
  return server.intercept(() => ({
    kind: 'http',
    status: 401,
    headers: { 'www-authenticate': 'Basic realm="Contoso"' },
    body: '',
  }))
}

async function hide(problem: Locator): Promise<void> {
  await problem.getByRole('button', { name: /^Ausblenden/ }).click()
  await expect(problem).toBeHidden()
}

const BEAT: AccountEntry = {
  ...ANNA,
  owner: 'Beat Huber',
  primeAddress: 'beat.huber@winoffice.example',
  mailbox: 'beat.huber@contoso.example',
}

test('the overview leads from the first steps to a synchronisation, and from a refused password back to health', async () => {
  const server = await startExchange(12)
  const dataFolder = await newDataFolder()
  const application = await launch({ dataFolder, screen: '/overview' })
  const { page } = application
  try {
    await expect(page.getByText('Willkommen')).toBeVisible()
    await inEveryLook(page, 'overview-empty')

    await createConnector(page, { name: 'Contoso', url: server.url })
    await openOverview(page)
    await expect(page.getByText('Noch kein MS EWS Konto')).toBeVisible()

    await openConnector(page, 'Contoso')
    await createAccount(page, ANNA)
    await openOverview(page)
    await expect(state(page)).toHaveAttribute('data-state', 'attention')
    await expect(problems(page).filter({ hasText: 'erste Synchronisation' })).toContainText(ANNA.mailbox)

    await openConnector(page, 'Contoso')
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    await openOverview(page)
    await expect(state(page)).toHaveAttribute('data-state', 'healthy')
    await expect(state(page)).toContainText('Nächste Synchronisation')
    const chart = page.getByRole('img', { name: /Synchronisierte Objekte.*Importiert: 12/ })
    await expect(chart).toBeVisible()
    await expect(chart.locator('rect.MuiBarChart-element:not([height="0"])')).toHaveCount(1)
    await inEveryLook(page, 'overview-healthy')
    await chart.scrollIntoViewIfNeeded()
    await inEveryLook(page, 'overview-charts')
    await page.getByRole('button', { name: '7 Tage' }).click()
    await page.getByRole('button', { name: 'Als Tabelle' }).click()
    const today = page.getByRole('table', { name: 'Aktivität' }).getByRole('row').nth(1)
    await expect(today.getByRole('cell').first()).toHaveText('12')
    await inEveryLook(page, 'overview-table')

    // Somebody has changed the password in Active Directory.
    const withdraw = refuseEverybody(server)
    await page.getByRole('button', { name: 'Alle synchronisieren' }).click()
    await expect(state(page)).toHaveAttribute('data-state', 'stopped')
    await expect(problems(page).filter({ hasText: 'abgelehnt' })).toContainText(ANNA.mailbox)
    await expect(page.getByRole('link', { name: /Übersicht.*ein Problem/ })).toBeVisible()
    await page.evaluate(() => {
      document.querySelector('main')?.scrollTo(0, 0)
    })
    await inEveryLook(page, 'overview-wrong-password')
    await page.getByRole('link', { name: `Öffnen: ${ANNA.mailbox}` }).click()
    const form = page.getByRole('dialog')
    await expect(form.getByRole('textbox', { name: 'Exchange-Postfach' })).toHaveValue(ANNA.mailbox)
    // A link in the middle of the form it led to: saving it goes on to where the link leads.
    await form.getByRole('textbox', { name: 'Passwort' }).fill(ANNA.password)
    await application.electron.evaluate(({ app }) => {
      app.emit('open-url', { preventDefault: () => undefined }, 'ews-konnektor:overview')
    })
    const question = page.getByRole('dialog', { name: 'Änderungen speichern?' })
    await question.getByRole('button', { name: 'Speichern' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Übersicht' })).toBeVisible()

    // Refused as often as the connector allows: nothing is sent any more until a person resumes it.
    const paused = problems(page).filter({ hasText: 'angehalten' })
    await expect(async () => {
      await page.getByRole('button', { name: 'Alle synchronisieren' }).click()
      await expect(paused).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await inEveryLook(page, 'overview-paused')
    withdraw()
    await paused.getByRole('button', { name: 'Fortsetzen' }).click()
    await expect(state(page)).toHaveAttribute('data-state', 'healthy')
  } finally {
    await application.close()
    await server.stop()
    await removeFolder(dataFolder)
  }
})

test('a problem that was hidden stays so over a restart, and comes back when it has changed', async () => {
  const server = await startExchange(3)
  const dataFolder = await newDataFolder()
  try {
    const first = await launch({ dataFolder })
    await createConnector(first.page, { name: 'Contoso', url: server.url })
    await createAccount(first.page, ANNA)
    await openOverview(first.page)
    const notBegun = (page: Page) => problems(page).filter({ hasText: 'erste Synchronisation' })
    const notEncrypted = (page: Page) => problems(page).filter({ hasText: 'nicht verschlüsselt' })
    await hide(notBegun(first.page))
    await expect(state(first.page)).toHaveAttribute('data-state', 'healthy')
    await hide(notEncrypted(first.page))

    await openConnector(first.page, 'Contoso')
    await createAccount(first.page, BEAT)
    await openOverview(first.page)
    await expect(notBegun(first.page)).toContainText(BEAT.mailbox)
    await expect(notEncrypted(first.page)).toBeHidden()
    await expect(state(first.page)).toHaveAttribute('data-state', 'attention')
    await first.close()

    const second = await launch({ dataFolder, screen: '/overview' })
    const { page } = second
    await expect(problems(page).filter({ hasText: 'kein Passwort gespeichert' })).toBeVisible()
    await expect(notEncrypted(page)).toBeHidden()
    await page.getByRole('button', { name: 'Ein ausgeblendetes Problem anzeigen' }).click()
    await inEveryLook(page, 'overview-dismissed')
    await page.getByRole('button', { name: /^Wieder anzeigen/ }).click()
    await expect(notEncrypted(page).getByRole('button', { name: /^Ausblenden/ })).toBeVisible()
    await second.close()
  } finally {
    await server.stop()
    await removeFolder(dataFolder)
  }
})

test('an unknown certificate is looked at and pinned from the overview, which tells from then on when it ends', async () => {
  await withExchange({ content: 3, upTo: 'account', tls: 'self-signed' }, async ({ page }) => {
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Fehlgeschlagen')
    await openOverview(page)
    const unknown = problems(page).filter({ hasText: 'selbst signiert' })
    await unknown.getByRole('button', { name: /^Zertifikat ansehen/ }).click()
    const dialog = page.getByRole('dialog', { name: /^Zertifikat von/ })
    await dialog.getByRole('radio', { name: 'Genau dieses Zertifikat festhalten' }).check()
    await dialog.getByRole('checkbox', { name: /Fingerabdruck mit dem auf dem Server verglichen/ }).check()
    await dialog.getByRole('button', { name: 'Festhalten' }).click()
    await expect(dialog).toBeHidden()
    await unknown.getByRole('button', { name: /^Erneut versuchen/ }).click()
    await expect(state(page)).toHaveAttribute('data-state', 'healthy')
    const endings = page.getByRole('list', { name: 'Was abläuft' })
    await expect(endings.getByRole('listitem')).toContainText(
      /Zertifikat des Servers.*Contoso.*noch 8\d Tage/,
    )
    await inEveryLook(page, 'overview-certificate')
  })
})
