/** Policies in the window: locked fields say by which policy, hostile calls are refused, wrong values are told. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import type { Application } from '../application.ts'
import { withApplication } from '../connected.ts'
import { inEveryLook } from '../every-look.ts'
import { startExchange } from '../exchange.ts'
import { createConnector, openConnector } from '../steps.ts'

const KEY = String.raw`SOFTWARE\Policies\Winoffice\MS EWS Konnektor`

type Given = { readonly file?: object; readonly registry?: string }

/** Starts the application with policies in a folder of their own; `become` changes them while it runs. */
async function withPolicies(
  given: Given,
  act: (application: Application & { become: (next: Given) => Promise<void> }) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-policies-'))
  const become = async ({ file, registry }: Given) => {
    await writeFile(path.join(folder, 'policies.json'), JSON.stringify(file ?? {}))
    const text = `Windows Registry Editor Version 5.00\r\n\r\n${registry ?? ''}\r\n`
    await writeFile(path.join(folder, 'policies.reg'), Buffer.from(`\uFEFF${text}`, 'utf16le'))
  }
  try {
    await become(given)
    await withApplication((application) => act({ ...application, become }), {
      environment: { EWS_KONNEKTOR_POLICIES: folder },
    })
  } finally {
    await rm(folder, { recursive: true })
  }
}

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const stateOf = (page: Page) =>
  page.evaluate(async () => {
    const state = await window.api.app.state()
    if (!state.ok) throw new Error(state.error.code)
    return state.value
  })
const openSettings = (page: Page) => page.getByRole('link', { name: 'Einstellungen' }).click()

const ZENTRALE = {
  ...{ id: 'zentrale', name: 'Exchange Zentrale', domain: 'FIRMA' },
  url: 'https://mail.firma.example/EWS/Exchange.asmx',
  sync: { syncIntervalMinutes: 10 },
  locked: ['name', 'url', 'authenticationMethod', 'active', 'sync.syncIntervalMinutes', 'trust'],
}

// Every look of a long page is looked at from top to bottom.
test.setTimeout(120_000)

test('locked settings are read-only with the reason, and freed again while the application runs', async () => {
  const registry = [
    `[HKEY_LOCAL_MACHINE\\${KEY}]`,
    '"LogLevel"="warn"',
    '"LogDays"=dword:0000002d',
    '"PrimeTimeZone"="America/New_York"',
    '"CloseToTray"=dword:00000000',
  ].join('\r\n')
  const file = { mandatory: { Proxy: 'anna@proxy.firma.example:3128' }, recommended: { RunHistoryDays: 14 } }
  await withPolicies({ file, registry }, async ({ page, become }) => {
    await openSettings(page)
    const level = card(page, 'Protokoll').getByRole('radiogroup', { name: 'Was aufgezeichnet wird' })
    await expect(level.getByRole('radio', { name: 'Warnungen' })).toBeChecked()
    await expect(level.getByRole('radio', { name: 'Alles' })).toBeDisabled()
    await expect(level).toHaveAccessibleDescription(
      'Vorgegeben durch die Richtlinie LogLevel, Computer (HKLM)',
    )
    const sync = card(page, 'Synchronisation')
    const days = card(page, 'Protokoll').getByRole('spinbutton', { name: 'Protokoll aufbewahren (Tage)' })
    await expect(days).toHaveValue('45')
    await expect(days).toHaveAttribute('readonly', '')
    await expect(days).toHaveAccessibleDescription(/Richtlinie LogDays, Computer \(HKLM\)/)
    await expect(sync.getByRole('combobox', { name: 'Zeitzone von Winoffice Prime' })).toHaveValue(
      'America/New_York',
    )
    const tray = card(page, 'Hintergrund').getByRole('switch', { name: /Beim Schliessen/ })
    await expect(tray).toBeDisabled()
    await expect(tray).not.toBeChecked()
    const host = card(page, 'Netzwerk').getByRole('textbox', { name: 'Rechner' })
    await expect(host).toHaveValue('proxy.firma.example')
    await expect(host).toHaveAccessibleDescription(/Richtlinie Proxy, Computer \(policies\.json\)/)
    const runs = sync.getByRole('spinbutton', { name: 'Läufe aufbewahren (Tage)' })
    await expect(runs).toHaveValue('14')
    await runs.fill('90')
    await runs.press('Enter')
    await expect.poll(async () => (await stateOf(page)).settings.runHistoryDays).toBe(90)
    for (const name of ['Synchronisation', 'Netzwerk', 'Richtlinien']) {
      await card(page, name).scrollIntoViewIfNeeded()
      await inEveryLook(page, `policies-${name.toLowerCase()}`)
    }
    const table = card(page, 'Richtlinien').getByRole('table', { name: 'Geltende Richtlinien' })
    await expect(table.getByRole('row').filter({ hasText: 'LogDays' })).toContainText('45')
    await expect(table.getByRole('row').filter({ hasText: 'RunHistoryDays' })).toContainText(
      'hier anders eingestellt',
    )
    await become({})
    await card(page, 'Richtlinien').getByRole('button', { name: 'Neu einlesen' }).click()
    await expect(page.getByText('Alle Einstellungen sind frei')).toBeVisible()
    await expect(days).toHaveValue('30')
    await expect(days).not.toHaveAttribute('readonly')
    await expect(level.getByRole('radio', { name: 'Alles' })).toBeEnabled()
    await expect(card(page, 'Netzwerk').getByRole('radio', { name: /^Wie das System/ })).toBeChecked()
  })
})

test('a window that was taken over changes nothing that is locked or forbidden', async () => {
  const mandatory = {
    ...{ LogLevel: 'error', Connectors: [ZENTRALE], AllowOwnConnectors: false },
    ...{ AllowConfigurationExport: false, AllowImport: false },
  }
  await withPolicies({ file: { mandatory } }, async ({ page }) => {
    const codes = await page.evaluate(async () => {
      const state = await window.api.app.state()
      const list = await window.api.connectors.list()
      if (!state.ok || !list.ok) throw new Error('no state')
      const { id, changedAt: _changedAt, ...draft } = list.value[0]!.connector
      const answers = [
        await window.api.settings.save({ ...state.value.settings, logLevel: 'debug' }),
        await window.api.connectors.save({
          id,
          draft: { ...draft, url: 'https://boese.example/EWS/Exchange.asmx' },
        }),
        await window.api.connectors.save({
          id,
          draft: { ...draft, trust: { authorities: [], fingerprint: 'AB'.repeat(32) } },
        }),
        await window.api.connectors.setActive({ id, active: false }),
        await window.api.connectors.remove({ id }),
        await window.api.connectors.save({ id: null, draft: { ...draft, name: 'Eigener' } }),
        await window.api.connectors.duplicate({ id, name: 'Kopie' }),
        await window.api.configuration.export({ secrets: { kind: 'none' } }),
        await window.api.configuration.open(),
        await window.api.accountImport.open({ connectorId: id }),
      ]
      return answers.map((answer) => (answer.ok ? 'ok' : answer.error.code))
    })
    expect(codes).toEqual([
      ...Array<string>(4).fill('policy.locked'),
      'policy.connector-given',
      ...Array<string>(5).fill('policy.forbidden'),
    ])
    expect((await stateOf(page)).settings.logLevel).toBe('error')
    await page.evaluate(() => {
      location.hash = '/help/policies#all'
    })
    await expect(page.getByRole('listitem').filter({ hasText: 'AllowOwnConnectors' })).toBeVisible()
    await inEveryLook(page, 'policies-help')
  })
})

test('a connector of a policy is marked, keeps its locked fields, and becomes an ordinary one when the policy goes', async () => {
  const mandatory = { Connectors: [ZENTRALE], AllowOwnConnectors: false, AllowImport: false }
  await withPolicies({ file: { mandatory } }, async ({ page, become }) => {
    const row = page.getByRole('row').filter({ hasText: 'Exchange Zentrale' })
    await expect(row).toContainText('Vorgegeben durch die Richtlinie Connectors, Computer (policies.json)')
    await expect(row.getByRole('button', { name: /löschen/i })).toBeDisabled()
    await expect(row.getByRole('switch')).toBeDisabled()
    await expect(
      page.getByText('Eigene Konnektoren lässt die Richtlinie AllowOwnConnectors nicht zu'),
    ).toBeVisible()
    await page.getByRole('button', { name: 'Weitere Aktionen' }).click()
    await expect(page.getByRole('menuitem', { name: /importieren.*AllowImport/i })).toBeDisabled()
    await page.keyboard.press('Escape')
    await inEveryLook(page, 'policies-connectors')
    await openConnector(page, 'Exchange Zentrale')
    await expect(page.getByText('Diesen Konnektor gibt eine Richtlinie vor')).toBeVisible()
    const url = page.getByRole('textbox', { name: 'URL' })
    await expect(url).toHaveAttribute('readonly', '')
    await expect(url).toHaveAccessibleDescription(/Vorgegeben durch die Richtlinie Connectors/)
    await page.getByRole('textbox', { name: 'Domain' }).fill('ANDERE')
    await page.getByRole('combobox', { name: 'Authentifizierungsmethode' }).click()
    await expect(page.getByRole('listbox')).toBeHidden()
    await page.getByRole('button', { name: 'Speichern' }).click()
    await expect(page.getByText(/gespeichert/).first()).toBeVisible()
    await inEveryLook(page, 'policies-connector')
    await page.getByRole('button', { name: /^Erweitert/ }).click()
    const interval = page.getByRole('spinbutton', { name: /Synchronisationsintervall/ })
    await expect(interval).toHaveAttribute('readonly', '')
    await interval.scrollIntoViewIfNeeded()
    await inEveryLook(page, 'policies-connector-advanced')
    await become({})
    await page.evaluate(() => window.api.policies.reload())
    await expect(url).not.toHaveAttribute('readonly')
    await page.getByRole('link', { name: 'Konnektoren' }).click()
    await expect(row.getByRole('button', { name: /löschen/i })).toBeEnabled()
  })
})

test('values that cannot be used are told in the overview, in the settings and in the log, and stop nothing', async () => {
  const registry = `[HKEY_LOCAL_MACHINE\\${KEY}]\r\n"LogLevel"="laut"\r\n"Passwort"="Gh3im"\r\n"LogDays"=dword:00000fff`
  const file = {
    mandatory: { LogLevel: 'info', Connectors: [{ ...ZENTRALE, url: 'http://mail' }] },
    other: {},
  }
  const server = await startExchange(1)
  try {
    await withPolicies({ file, registry }, async ({ page, become }) => {
      await createConnector(page, { name: 'Contoso', url: server.url })
      await page.getByRole('link', { name: 'Übersicht' }).click()
      await expect(
        page.getByText('Richtlinien, die nicht gelten wie geschrieben: 5. Die erste: policies.json').first(),
      ).toBeVisible()
      await inEveryLook(page, 'policies-overview')
      await openSettings(page)
      const problems = card(page, 'Richtlinien').getByRole('region', {
        name: 'Was nicht gilt wie geschrieben',
      })
      await expect(problems.getByRole('note')).toHaveCount(5)
      await expect(problems).toContainText(
        'Der Wert laut der Richtlinie LogLevel ist ungültig. Erwartet wird: error | warn | info | debug. Stattdessen gilt: info (Computer (policies.json)).',
      )
      await expect(problems).not.toContainText('Gh3im')
      await problems.scrollIntoViewIfNeeded()
      await inEveryLook(page, 'policies-problems')
      const logged = await page.evaluate(() =>
        window.api.logs.list({
          filter: { level: 'warn', text: '', event: 'policyProblem', from: null, to: null },
          before: null,
        }),
      )
      expect(logged.ok && logged.value.lines.length).toBe(5)
      expect(JSON.stringify(logged)).not.toContain('Gh3im')
      await become({})
      await card(page, 'Richtlinien').getByRole('button', { name: 'Neu einlesen' }).click()
      await expect(problems).toBeHidden()
      await page.getByRole('link', { name: 'Übersicht' }).click()
      await expect(page.getByText('Richtlinien, die nicht gelten wie geschrieben')).toHaveCount(0)
    })
  } finally {
    await server.stop()
  }
})
