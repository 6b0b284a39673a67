/** The settings: each takes effect in the running application, and what cannot be saved says why. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { startProxy } from '#test/proxy/proxy-server.ts'
import { readZip } from '#test/zip/read-zip.ts'
import { withApplication, withExchange } from '../connected.ts'
import { inEveryLook } from '../every-look.ts'
import { ANNA } from '../exchange.ts'
import { answerSaveDialog, PASSWORD, syncOutcome, synchronise } from '../steps.ts'

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Einstellungen' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible()
}

const settings = async (page: Page) =>
  await page.evaluate(async () => {
    const state = await window.api.app.state()
    if (!state.ok) throw new Error(state.error.code)
    return state.value.settings
  })

test('language, theme, time zone and retention are saved at once and say so; a wrong number says why', async () => {
  await withApplication(async ({ page }) => {
    await openSettings(page)
    const appearance = card(page, 'Darstellung')
    await appearance.getByRole('radio', { name: 'Dunkel' }).check()
    await expect(appearance.getByRole('status')).toHaveText('Gespeichert')
    await expect.poll(async () => (await settings(page)).theme).toBe('dark')
    const sync = card(page, 'Synchronisation')
    await sync.getByRole('combobox', { name: 'Zeitzone von Winoffice Prime' }).fill('new york')
    await page.getByRole('option', { name: 'America/New_York' }).click()
    await expect(sync.getByText(/Dort ist es jetzt .*UTC-0[45]:00/)).toBeVisible()
    const days = sync.getByRole('spinbutton', { name: 'Tests aufbewahren (Tage)' })
    await days.fill('0')
    await days.blur()
    await expect(sync.getByText(/ganze Zahl von 1 bis 3.?650/)).toBeVisible()
    expect(await settings(page)).toMatchObject({ primeTimeZone: 'America/New_York', testHistoryDays: 365 })
    await days.fill('90')
    await days.press('Enter')
    await expect.poll(async () => (await settings(page)).testHistoryDays).toBe(90)
    await page.getByRole('navigation', { name: 'Abschnitte' }).getByRole('link', { name: 'Netzwerk' }).click()
    await expect(card(page, 'Netzwerk').getByRole('heading', { name: 'Netzwerk' })).toBeInViewport()
    await appearance.getByRole('combobox', { name: 'Sprache' }).click()
    await page.getByRole('option', { name: 'English' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
    await page.evaluate(() => {
      document.querySelector('main')?.scrollTo(0, 0)
    })
    await inEveryLook(page, 'settings-top')
  })
})

test('a proxy server with a sign-in is set, tested, and used by the way to a server', async () => {
  const proxy = await startProxy({ credential: 'anna:geheim' })
  try {
    await withExchange({ content: 1, upTo: 'connector' }, async ({ page }) => {
      await openSettings(page)
      const network = card(page, 'Netzwerk')
      await network.getByRole('radio', { name: 'Proxy-Server' }).check()
      await network.getByRole('textbox', { name: 'Rechner' }).fill('http://127.0.0.1')
      await network.getByRole('textbox', { name: 'Rechner' }).blur()
      await expect(network.getByText(/nur den Namen oder die IP-Adresse/)).toBeVisible()
      await expect(network.getByRole('button', { name: 'Proxy testen' })).toBeDisabled()
      await network.getByRole('textbox', { name: 'Rechner' }).fill('127.0.0.1')
      await network.getByRole('textbox', { name: 'Port' }).fill(String(proxy.port))
      await network.getByRole('textbox', { name: 'Benutzername' }).fill('anna')
      await network.getByRole('textbox', { name: 'Benutzername' }).blur()
      await expect(network.getByRole('status').filter({ hasText: 'Gespeichert' })).toBeVisible()
      await network
        .getByRole('textbox', { name: 'Zu erreichender Server' })
        .fill('https://mail.firma.example/')
      await network.getByRole('button', { name: 'Proxy testen' }).click()
      const missing = network.getByText(
        'Für den Benutzer anna des Proxy-Servers ist kein Passwort gespeichert.',
      )
      await expect(missing).toBeVisible()
      // What was found out about one setting is not said of another.
      await network.getByRole('radio', { name: 'PAC-Skript unter einer Adresse' }).check()
      await expect(network.getByText(/^Noch nicht gespeichert/)).toBeVisible()
      await expect(missing).toBeHidden()
      await expect(network.getByRole('status').filter({ hasText: /^Gespeichert/ })).toBeHidden()
      await network.getByRole('radio', { name: 'Proxy-Server' }).check()
      await network.getByLabel('Passwort').fill('falsch')
      await network.getByLabel('Passwort').blur()
      await expect(network.getByText(/Leer lassen, um es zu behalten/)).toBeVisible()
      await network.getByRole('button', { name: 'Proxy testen' }).click()
      await expect(network.getByRole('alert').last()).toContainText(/abgelehnt|verweigert|Anmeldung/)
      expect(proxy.tunnels).toEqual([])
      await network.getByLabel('Passwort').fill('geheim')
      await network.getByLabel('Passwort').press('Enter')
      await expect(network.getByLabel('Passwort')).toHaveValue('')
      await network.getByRole('button', { name: 'Proxy testen' }).click()
      await expect(network.getByText(`127.0.0.1:${String(proxy.port)}`).first()).toBeVisible()
      await expect.poll(() => proxy.tunnels).toContain('mail.firma.example:443')
      await network.scrollIntoViewIfNeeded()
      await inEveryLook(page, 'settings-network')
    })
  } finally {
    await proxy.stop()
  }
})

test('what is typed while the field before is being saved stays', async () => {
  await withApplication(async ({ page }) => {
    await openSettings(page)
    const network = card(page, 'Netzwerk')
    await network.getByRole('radio', { name: 'Proxy-Server' }).check()
    await network.getByRole('textbox', { name: 'Rechner' }).fill('proxy.firma.example')
    // At once: the answer of main comes after both.
    await page.evaluate(() => {
      const entries = { 'field-proxy-port': '8888', 'field-proxy-userName': 'anna' }
      for (const [id, text] of Object.entries(entries)) {
        const field = document.querySelector<HTMLInputElement>(`#${id}`)
        if (!field) throw new Error(`no ${id}`)
        field.focus()
        // React looks for the change of its own value.
        Reflect.set(HTMLInputElement.prototype, 'value', text, field)
        field.dispatchEvent(new Event('input', { bubbles: true }))
      }
    })
    await expect.poll(async () => (await settings(page)).proxy).toMatchObject({ port: 8888, userName: '' })
    const user = network.getByRole('textbox', { name: 'Benutzername' })
    await expect(network.getByText(/^Noch nicht gespeichert/)).toBeVisible()
    await expect(user).toHaveValue('anna')
    await user.blur()
    await expect.poll(async () => (await settings(page)).proxy).toMatchObject({ userName: 'anna' })
    await expect(network.getByRole('status').filter({ hasText: 'Gespeichert' })).toBeVisible()
  })
})

test('the log shows what happens at the chosen level, is filtered, followed, opened and saved', async () => {
  await withApplication(async ({ page, electron, dataFolder }) => {
    await openSettings(page)
    const log = card(page, 'Protokoll')
    await log.getByRole('radio', { name: 'Alles' }).check()
    await expect(log.getByRole('status')).toHaveText('Gespeichert')
    await log.getByRole('link', { name: 'Protokoll ansehen' }).click()
    const grid = page.getByRole('grid', { name: 'Protokoll' })
    // That the log was asked for stands in the log itself, as soon as it is asked for again.
    await page.getByRole('button', { name: 'Aktualisieren' }).click()
    await expect(grid.getByRole('row').filter({ hasText: 'logs.list' }).first()).toBeVisible()
    await page.getByRole('combobox', { name: 'Ereignis' }).click()
    await page.getByRole('option', { name: 'started' }).click()
    const started = grid.getByRole('row').filter({ hasText: 'started' })
    await expect(started).toHaveCount(1)
    await started.click()
    await expect(page.getByRole('article', { name: 'Eintrag des Protokolls' })).toContainText('"version"')
    await inEveryLook(page, 'settings-log')
    const file = path.join(dataFolder, 'saved.jsonl')
    await answerSaveDialog(electron, file)
    await page.getByRole('button', { name: 'Gefiltertes speichern' }).click()
    await expect(page.getByText('1 Eintrag wurde in')).toBeVisible()
    const lines = (await readFile(file, 'utf8')).trim().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(['started'])
    await page.getByRole('combobox', { name: 'Ereignis' }).click()
    await page.getByRole('option', { name: 'Alle Ereignisse' }).click()
    await page.getByRole('switch', { name: 'Mitlesen' }).check()
    await page.evaluate((change) => window.api.settings.save(change), {
      language: 'de',
      theme: 'light',
      logLevel: 'debug',
    } as const)
    await page.evaluate(() => window.api.help.mappingTables())
    await expect(grid.getByRole('row').filter({ hasText: 'help.mappingTables' }).first()).toBeVisible()
    await page.getByRole('searchbox', { name: 'Suchen' }).fill('gibt es nicht')
    await expect(page.getByText('Kein Eintrag passt')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Gefiltertes speichern' })).toBeDisabled()
  })
})

test('the package for support is looked at, saved, and holds neither a password nor a name that was replaced', async () => {
  await withExchange({ content: 2, upTo: 'account' }, async ({ page, electron, dataFolder }) => {
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    await openSettings(page)
    await card(page, 'Support-Paket').getByRole('button', { name: 'Support-Paket erstellen …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Support-Paket' })
    await dialog.getByRole('button', { name: 'Was ist drin?' }).click()
    const contents = dialog.getByRole('list', { name: 'Dateien des Support-Pakets' })
    await contents.getByRole('button', { name: /^configuration\.json/ }).click()
    await expect(dialog.getByLabel('configuration.json')).toContainText('"mailbox": "person')
    await inEveryLook(page, 'settings-support')
    const file = path.join(dataFolder, 'support.zip')
    await answerSaveDialog(electron, file)
    await dialog.getByRole('button', { name: 'Speichern …' }).click()
    await expect(dialog.getByText(/^Gespeichert in/)).toBeVisible()
    const files = readZip(file)
    const all = [...files.values()].join('\n')
    expect(all).not.toContain(PASSWORD)
    expect(all).not.toMatch(/anna\.?meier/i)
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['README.txt', 'system.json', 'accounts.json', 'logs/main.log']),
    )
    expect([...files.keys()].some((name) => name.startsWith('traces/'))).toBe(true)
  })
})
