/** Signing in with OAuth2 in the real application, with a real browser. */
import { expect, test } from '@playwright/test'
import { inEveryLook, picture } from '../every-look.ts'
import {
  ANNA,
  BERND,
  createAccount,
  createConnector,
  SECRET,
  signInCompletely,
  startSignIn,
  withCompany,
} from '../oauth2/company.ts'
import { signInAs } from '../oauth2/system-browser.ts'
import { filesWith } from '../search-folder.ts'
import { accountRow, syncOutcome, synchronise } from '../steps.ts'

test.setTimeout(120_000)

test('a person signs in with the browser, and the mailbox synchronises with the token', async () => {
  await withCompany(async (company) => {
    const { page, dataFolder, electron } = await company.start()
    await createConnector(page, company)
    await picture(page, 'oauth2-connector')
    await createAccount(page, ANNA)
    const row = accountRow(page, ANNA)
    await expect(row.getByText('Anmeldung erforderlich', { exact: true })).toBeVisible()

    const panel = await startSignIn(page, ANNA)
    await expect(panel.getByText('Ihr Browser zeigt die Anmeldeseite.', { exact: false })).toBeVisible()
    const [url = ''] = await company.browser.opened(1)
    expect(new URL(url).searchParams.get('login_hint')).toBe(ANNA)
    await panel.getByRole('button', { name: 'Link kopieren' }).click()
    expect(await electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(url)
    await panel.getByRole('button', { name: 'Erneut öffnen' }).click()
    expect(await company.browser.opened(2)).toEqual([url, url])

    const web = await company.browser.show(url)
    await signInAs(web, ANNA)
    await expect(web.getByRole('heading', { name: 'Sie sind angemeldet' })).toBeVisible()
    await expect(web.locator('html')).toHaveAttribute('lang', 'de')
    expect(web.url()).not.toContain('code=')
    await picture(web, 'oauth2-browser')
    await expect(panel.getByText(`${ANNA} ist angemeldet.`)).toBeVisible()
    await panel.getByRole('button', { name: 'Schliessen' }).click()
    await expect(row.getByText(`Angemeldet als ${ANNA}`)).toBeVisible()

    await synchronise(page, ANNA)
    await syncOutcome(page, ANNA, 'Erfolgreich')
    expect(company.server.failedSignIns('anna.meier')).toBe(0)
    // No part of any token lies in the data folder, least of all in the log.
    for (const part of ['eyJ', '"secret"', 'refresh_token'])
      expect(await filesWith(dataFolder, part)).toEqual([])
  })
})

test('a sign-in can be cancelled in the browser and in the window, and changes nothing', async () => {
  await withCompany(async (company) => {
    const { page } = await company.start()
    await createConnector(page, company)
    await createAccount(page, ANNA)
    const panel = await startSignIn(page, ANNA)
    const [url = ''] = await company.browser.opened(1)
    const web = await company.browser.show(url)
    await web.getByRole('button', { name: 'Cancel' }).click()
    await expect(web.getByText('Die Anmeldung wurde im Browser abgebrochen.')).toBeVisible()
    await expect(panel.getByText('Die Anmeldung wurde im Browser abgebrochen.')).toBeVisible()

    await panel.getByRole('button', { name: 'Erneut versuchen' }).click()
    await expect(panel.getByTestId('sign-in')).toHaveAttribute('data-state', 'waiting')
    const second = (await company.browser.opened(2))[1] ?? ''
    await panel.getByRole('button', { name: 'Abbrechen' }).click()
    await expect(panel).toBeHidden()
    const late = await company.browser.show(second)
    await signInAs(late, ANNA)
    await expect(late.getByRole('heading', { name: 'Sie sind angemeldet' })).toBeHidden()
    await expect(accountRow(page, ANNA).getByText('Anmeldung erforderlich', { exact: true })).toBeVisible()
  })
})

test('another identity is refused with both names, until the account is signed out', async () => {
  await withCompany(async (company) => {
    const { page } = await company.start()
    await createConnector(page, company)
    await createAccount(page, ANNA)
    await signInCompletely(page, company, ANNA, ANNA, 1)
    await page.getByRole('button', { name: `Bearbeiten: ${ANNA}` }).click()
    const form = page.getByRole('dialog', { name: `MS EWS Konto ${ANNA}` })
    await form.getByRole('button', { name: `Anmelden: ${ANNA}` }).click()
    const panel = page.getByRole('dialog', { name: `Anmelden: ${ANNA}` })
    const url = (await company.browser.opened(2))[1] ?? ''
    const web = await company.browser.show(url)
    await signInAs(web, BERND)
    const words = `Dieses Konto gehört zu ${ANNA}, angemeldet hat sich aber ${BERND}.`
    await expect(web.getByText(words)).toBeVisible()
    await expect(panel.getByText(words)).toBeVisible()
    await picture(page, 'oauth2-wrong-identity')
    await panel.getByRole('button', { name: 'Schliessen' }).click()
    await expect(form.getByText(`Angemeldet als ${ANNA}`)).toBeVisible()

    await form.getByRole('button', { name: 'Abmelden' }).click()
    await page
      .getByRole('dialog', { name: 'Konto abmelden?' })
      .getByRole('button', { name: 'Abmelden' })
      .click()
    await expect(form.getByText('Anmeldung erforderlich', { exact: true })).toBeVisible()
    await form.getByRole('button', { name: 'Abbrechen' }).click()
    await signInCompletely(page, company, ANNA, BERND, 3)
  })
})

for (const [why, words] of [
  ['revoked', 'AADSTS50173'],
  ['expired', 'AADSTS700082'],
] as const) {
  test(`a refresh token that is ${why} leads to "Anmeldung erforderlich", a notification, and a new sign-in`, async () => {
    await withCompany(async (company) => {
      company.provider.lifetimes.accessToken = 60 // renewed before each use
      if (why === 'expired') company.provider.lifetimes.refreshToken = 0
      const { page, electron } = await company.start()
      await electron.evaluate(({ Notification }) => {
        Notification.prototype.show = function (this: Electron.Notification) {
          Object.assign(globalThis, { shownNotification: `${this.title}: ${this.body}` })
        }
        Notification.isSupported = () => true
      })
      await createConnector(page, company)
      await createAccount(page, ANNA)
      await signInCompletely(page, company, ANNA, ANNA, 1)
      if (why === 'revoked') company.provider.revokeUser(ANNA)
      // The token that came with the sign-in is good for one minute and is asked for again at once.
      await synchronise(page, ANNA)
      const row = accountRow(page, ANNA)
      await expect(row.getByText('Anmeldung erforderlich', { exact: true })).toBeVisible()
      await expect(row.getByText(words, { exact: false })).toBeVisible()
      await expect
        .poll(() => electron.evaluate(() => (globalThis as { shownNotification?: string }).shownNotification))
        .toContain(ANNA)
      await picture(page, `oauth2-${why}`)
      const asked = company.provider.requests.length
      await synchronise(page, ANNA)
      await syncOutcome(page, ANNA, 'Fehlgeschlagen')
      expect(company.provider.requests).toHaveLength(asked)

      company.provider.lifetimes.refreshToken = 1_000
      await signInCompletely(page, company, ANNA, ANNA, 2)
      await synchronise(page, ANNA)
      await syncOutcome(page, ANNA, 'Erfolgreich')
    })
  })
}

test('without the identity provider nobody is signed out', async () => {
  await withCompany(async (company) => {
    company.provider.lifetimes.accessToken = 0 // over at once: nothing works without the provider
    const { page } = await company.start()
    await createConnector(page, company)
    await createAccount(page, ANNA)
    await signInCompletely(page, company, ANNA, ANNA, 1)
    company.provider.beforeAnswer(() => Promise.reject(new Error('cut')))
    await synchronise(page, ANNA)
    await syncOutcome(page, ANNA, 'Fehlgeschlagen')
    await expect(accountRow(page, ANNA).getByText(`Angemeldet als ${ANNA}`)).toBeVisible()
    company.provider.beforeAnswer(undefined)
    company.provider.failures.splice(0)
    company.provider.lifetimes.accessToken = 3_600
    await synchronise(page, ANNA)
    await syncOutcome(page, ANNA, 'Erfolgreich')
  })
})

test('two accounts sign in at once, each with its own identity', async () => {
  await withCompany(async (company) => {
    const { page } = await company.start()
    await createConnector(page, company)
    for (const mailbox of [ANNA, BERND]) await createAccount(page, mailbox)
    // Two windows of the browser wait while the panels come and go; each sign-in has an address of its own.
    const ids = await page.evaluate(async () => {
      const connectors = await window.api.connectors.list()
      if (!connectors.ok) throw new Error(connectors.error.code)
      const connectorId = connectors.value[0]!.connector.id
      const accounts = await window.api.accounts.list({ connectorId })
      if (!accounts.ok) throw new Error(accounts.error.code)
      return accounts.value.map(({ account }) => account.id)
    })
    await page.evaluate(async (accountIds) => {
      for (const accountId of accountIds) await window.api.signIn.start({ accountId, way: 'browser' })
    }, ids)
    const urls = await company.browser.opened(2)
    const pages = await Promise.all(urls.map((url) => company.browser.show(url)))
    await Promise.all(
      pages.map((web, index) =>
        signInAs(web, new URL(urls[index] ?? '').searchParams.get('login_hint') ?? ''),
      ),
    )
    for (const web of pages) {
      await expect(web.getByRole('heading', { name: 'Sie sind angemeldet' })).toBeVisible()
    }
    for (const mailbox of [ANNA, BERND]) {
      await expect(accountRow(page, mailbox).getByText(`Angemeldet als ${mailbox}`)).toBeVisible()
      await synchronise(page, mailbox)
      await syncOutcome(page, mailbox, 'Erfolgreich')
    }
  })
})

test('a device code is entered on another device', async () => {
  await withCompany(async (company) => {
    const { page, electron } = await company.start()
    await createConnector(page, company)
    await createAccount(page, ANNA)
    const panel = await startSignIn(page, ANNA)
    await panel.getByRole('button', { name: 'Mit Gerätecode' }).click()
    const code = await panel.getByTestId('device-code').innerText()
    await panel.getByRole('button', { name: 'Code kopieren' }).click()
    expect(await electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(code)
    await inEveryLook(page, 'oauth2-device-code')
    const address = /https:\/\/\S+/.exec(
      await panel.getByText('Öffnen Sie auf', { exact: false }).innerText(),
    )
    const web = await company.browser.show(address?.[0] ?? '')
    await web.getByLabel('Code').fill(code)
    await signInAs(web, ANNA)
    await expect(web.getByRole('heading', { name: 'Done' })).toBeVisible()
    await expect(panel.getByText(`${ANNA} ist angemeldet.`)).toBeVisible()
  })
})

test('a service account opens mailboxes with the secret of its application', async () => {
  await withCompany(async (company) => {
    const { page, dataFolder } = await company.start()
    await createConnector(page, company, 'application')
    await page.getByRole('button', { name: 'Eintragen …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Geheimnis der Anwendung' })
    const secret = dialog.getByRole('textbox', { name: 'Geheimnis' })
    await page.keyboard.press('Control+S')
    await expect(secret).toHaveAttribute('aria-invalid', 'true')
    await secret.fill(SECRET)
    await dialog.getByLabel('Gültig bis').fill(inTwentyDays())
    await inEveryLook(page, 'oauth2-secret')
    await page.keyboard.press('Escape')
    const discard = page.getByRole('dialog', { name: 'Änderungen verwerfen?' })
    await discard.getByRole('button', { name: 'Abbrechen' }).click()
    await expect(discard).toBeHidden()
    await dialog.getByRole('button', { name: 'Speichern' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByTestId('application-credential')).toContainText('Hinterlegt')
    await picture(page, 'oauth2-service-account')
    await createAccount(page, BERND)
    await expect(accountRow(page, BERND).getByText('Dienstkonto des Konnektors')).toBeVisible()
    await page.getByRole('button', { name: `Verbindung testen: ${BERND}` }).click()
    const report = page.getByRole('dialog', { name: /Verbindungstest/ })
    await expect(report.getByTestId('test-step-folders')).toHaveAttribute('data-state', 'passed')
    await report.getByRole('button', { name: 'Schliessen' }).click()
    await synchronise(page, BERND)
    await syncOutcome(page, BERND, 'Erfolgreich')
    expect(await filesWith(dataFolder, SECRET)).toEqual([])
    await page.getByRole('link', { name: /^Übersicht/ }).click()
    const endings = page.getByRole('list', { name: 'Was abläuft' })
    await expect(endings).toContainText(/Geheimnis der Anwendung · .*noch 20 Tage/)
    await expect(page.getByText(/Das Geheimnis der Anwendung von .* läuft am .* ab/)).toBeVisible()
  })
})

/** As a field for a day takes it. */
function inTwentyDays(): string {
  const now = new Date()
  const day = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() + 20))
  return day.toISOString().slice(0, 10)
}

test('the panel of the sign-in exists in German and English, light and dark', async () => {
  await withCompany(async (company) => {
    const { page } = await company.start()
    await createConnector(page, company)
    await createAccount(page, ANNA)
    const panel = await startSignIn(page, ANNA)
    await inEveryLook(page, 'oauth2-panel')
    // What the panel says follows the language.
    await expect(panel).toContainText('Ihr Browser zeigt die Anmeldeseite.')
    await page.evaluate(() => window.api.settings.save({ language: 'en', theme: 'light' }))
    await expect(page.getByRole('dialog')).toContainText('Your browser shows the sign-in page.')
  })
})
