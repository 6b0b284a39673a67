/** Help where one is: F1 and question marks beside the work, search, links, and a form that stays as it is. */
import { expect, test, type Page } from '@playwright/test'
import { withApplication, withExchange } from '../connected.ts'
import { inEveryLook } from '../every-look.ts'
import { ANNA } from '../exchange.ts'
import { createConnector, fillAccount } from '../steps.ts'

const panel = (page: Page) => page.getByRole('complementary', { name: 'Hilfe' })
/** Above a dialog, which is then hidden from screen readers. */
const panelAbove = (page: Page) => page.getByRole('dialog', { name: 'Hilfe' })

test('F1 opens the help of the field with the focus beside the form, which stays as it is', async () => {
  await withApplication(async ({ page }) => {
    await page.keyboard.press('Control+N')
    const name = page.getByRole('textbox', { name: 'Name' })
    await name.fill('Noch nicht gespeichert')
    const url = page.getByRole('textbox', { name: 'URL' })
    await url.focus()
    await page.keyboard.press('F1')
    await expect(panel(page).getByRole('article', { name: 'Der Konnektor' })).toBeVisible()
    await expect(panel(page).getByRole('heading', { name: 'URL', exact: true })).toBeFocused()
    await inEveryLook(page, 'help-beside-form')
    await expect(name).toHaveValue('Noch nicht gespeichert')

    // A choice, which is no input.
    await page.getByRole('combobox', { name: 'Authentifizierungsmethode' }).focus()
    await page.keyboard.press('F1')
    await expect(panel(page).getByRole('heading', { name: 'Authentifizierungsmethode' })).toBeFocused()

    // From the form to the help and back, and both can be read and written at the same time.
    await page.keyboard.press('F6')
    await page.keyboard.press('F6')
    await url.fill('mail.contoso.example')
    await expect(panel(page)).toBeVisible()

    // The whole screen is another one: it asks about the form first.
    await panel(page).getByRole('button', { name: 'Auf dem ganzen Bildschirm zeigen' }).click()
    await page
      .getByRole('dialog', { name: 'Änderungen speichern?' })
      .getByRole('button', { name: 'Hier bleiben' })
      .click()
    await expect(name).toHaveValue('Noch nicht gespeichert')

    await panel(page).getByRole('button', { name: 'Hilfe schliessen' }).click()
    await expect(panel(page)).toBeHidden()
  })
})

test('Escape closes the help and gives the focus back to where it was asked for', async () => {
  await withApplication(async ({ page }) => {
    await page.keyboard.press('Control+N')
    const url = page.getByRole('textbox', { name: 'URL' })
    await url.focus()
    await page.keyboard.press('F1')
    await expect(panel(page).getByRole('heading', { name: 'URL', exact: true })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(panel(page)).toBeHidden()
    await expect(url).toBeFocused()
  })
})

test('in a dialog the help is that of the dialog and its field, above it, and the dialog keeps what was entered', async () => {
  await withApplication(async ({ page }) => {
    await createConnector(page, { name: 'Contoso', url: 'https://mail.contoso.example' })
    const form = await fillAccount(page, ANNA)
    await form.getByRole('button', { name: 'Hilfe zu MS EWS Konto' }).click()
    await expect(panelAbove(page).getByRole('article', { name: 'Das MS EWS Konto' })).toBeVisible()
    await inEveryLook(page, 'help-above-dialog')
    // There is no way from here to another screen, which would close the dialog.
    await expect(panelAbove(page).getByRole('button', { name: /ganzen Bildschirm/ })).toBeHidden()
    await page.keyboard.press('Escape')
    await expect(panelAbove(page)).toBeHidden()
    await expect(form.getByRole('button', { name: 'Hilfe zu MS EWS Konto' })).toBeFocused()
    await expect(form.getByRole('textbox', { name: 'Exchange-Postfach' })).toHaveValue(ANNA.mailbox)

    await form.getByRole('combobox', { name: 'Zugriff auf das Postfach' }).focus()
    await page.keyboard.press('F1')
    await expect(panelAbove(page).getByRole('heading', { name: 'Zugriff auf das Postfach' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(form.getByRole('combobox', { name: 'Zugriff auf das Postfach' })).toBeFocused()
    // The keyboard saves the dialog, not the connector behind it.
    await page.keyboard.press('Control+S')
    await expect(form).toBeHidden()
  })
})

test('every card and screen has a question mark that is named after it', async () => {
  await withExchange({ content: 1, upTo: 'account' }, async ({ page }) => {
    for (const [subject, article] of [
      ['Allgemein', 'Der Konnektor'],
      ['Zertifikat', 'Der Konnektor'],
      ['MS EWS Konten', 'Das MS EWS Konto'],
    ] as const) {
      await page.getByRole('button', { name: `Hilfe zu ${subject}`, exact: true }).click()
      await expect(panel(page).getByRole('article', { name: article })).toBeVisible()
    }
    await page.getByRole('link', { name: 'Einstellungen' }).click()
    await page.getByRole('button', { name: 'Hilfe zu Darstellung' }).click()
    await expect(panel(page).getByRole('heading', { name: 'Darstellung', exact: true })).toBeFocused()
  })
})

test('the help is searched offline, its links and its way back lead through it, and its address names the article', async () => {
  await withApplication(async ({ page }) => {
    await page.keyboard.press('Control+6')
    await expect(page.getByRole('heading', { level: 1, name: 'Hilfe' })).toBeVisible()
    await page.keyboard.press('Control+F')
    const search = page.getByRole('searchbox', { name: 'In der Hilfe suchen' })
    await expect(search).toBeFocused()
    await page.keyboard.type('drossel')
    const hits = page.getByRole('region', { name: 'Gefundene Stellen' })
    await expect(hits.getByRole('status')).toHaveText(/Stellen? gefunden/)
    await expect(hits.getByRole('button').first()).toContainText('Exchange Server vorbereiten › Drosselung')
    await expect(hits.locator('mark').first()).toHaveText(/drossel/i)
    await inEveryLook(page, 'help-search')
    await page.keyboard.press('Tab')
    await hits.getByRole('button').first().press('Enter')
    await expect(page.getByRole('heading', { name: 'Drosselung', exact: true })).toBeFocused()
    expect(page.url()).toMatch(/#\/help\/on-premises#throttling$/)

    // A change of the language keeps article and place.
    await page.evaluate(() => window.api.settings.save({ language: 'en', theme: 'light' }))
    await expect(page.getByRole('heading', { name: 'Throttling', exact: true })).toBeVisible()
    await page.evaluate(() => window.api.settings.save({ language: 'de', theme: 'light' }))

    await page
      .getByRole('navigation', { name: 'Inhalt' })
      .getByRole('button', { name: /Microsoft Entra/ })
      .click()
    await expect(page.getByRole('img', { name: /Anwendung registrieren/ })).toBeVisible()
    await page.keyboard.press('Alt+ArrowLeft')
    await expect(page.getByRole('article', { name: 'Exchange Server vorbereiten' })).toBeVisible()
    await page.keyboard.press('Alt+ArrowRight')
    await expect(page.getByRole('article', { name: /Microsoft Entra/ })).toBeVisible()
    await page.getByRole('article').getByRole('button', { name: 'begrenzen Sie sie' }).click()
    await expect(page.getByRole('heading', { name: /bestimmte Postfächer/ })).toBeFocused()
  })
})

test('articles have their drawings, commands that can be copied, and tables in every look', async () => {
  await withApplication(async ({ page, electron }) => {
    for (const article of [
      'start',
      'entra',
      'on-premises',
      'fields',
      'rules',
      'troubleshooting',
      'keyboard',
    ]) {
      await page.evaluate((id) => {
        window.location.hash = `#/help/${id}`
      }, article)
      await expect(page.getByRole('article')).toBeVisible()
      await expect(page.getByRole('article').getByRole('progressbar')).toBeHidden()
      await inEveryLook(page, `help-${article}`)
    }
    await page.evaluate(() => {
      window.location.hash = '#/help/on-premises#authentication'
    })
    await expect(page.getByRole('heading', { name: /Anmeldeverfahren/ })).toBeFocused()
    await page.getByRole('button', { name: 'Befehl kopieren' }).first().click()
    const copied = await electron.evaluate(({ clipboard }) => clipboard.readText())
    expect(copied).toMatch(/^Get-WebServicesVirtualDirectory \| Format-List/)
  })
})

test('a link to the web goes to the browser of the system, and only to known hosts', async () => {
  await withApplication(async ({ page, electron }) => {
    await electron.evaluate(({ shell }) => {
      const opened: string[] = []
      Object.assign(globalThis, { opened })
      shell.openExternal = (url) => {
        opened.push(url)
        return Promise.resolve()
      }
    })
    await page.evaluate(() => {
      window.location.hash = '#/help/entra#register'
    })
    await page.getByRole('button', { name: /Microsoft Entra Admin Center/ }).click()
    const opened = () => electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)
    await expect.poll(opened).toEqual(['https://entra.microsoft.com/'])
    const refused = await page.evaluate(() => window.api.help.openPage({ url: 'https://example.com/' }))
    expect(refused).toMatchObject({ ok: false })
    expect(await opened()).toHaveLength(1)
  })
})

test('the list of shortcuts opens by the question mark, not while somebody writes', async () => {
  await withApplication(async ({ page }) => {
    const list = page.getByRole('dialog', { name: 'Tastenkürzel' })
    await page.keyboard.press('?')
    await expect(list).toBeVisible()
    await expect(list.getByText('Neuer Konnektor')).toBeVisible()
    await inEveryLook(page, 'shortcuts')
    // The screen behind a dialog keeps still.
    await page.keyboard.press('Control+N')
    await page.keyboard.press('Escape')
    await expect(list).toBeHidden()
    await expect(page.getByRole('textbox', { name: 'URL' })).toBeHidden()

    await page.keyboard.press('Control+N')
    const name = page.getByRole('textbox', { name: 'Name' })
    await expect(name).toBeFocused()
    await page.keyboard.type('Was?')
    await expect(name).toHaveValue('Was?')
    await expect(list).toBeHidden()
    await page.keyboard.press('Control+/')
    await expect(list).toBeVisible()
  })
})
