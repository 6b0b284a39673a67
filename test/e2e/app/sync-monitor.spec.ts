/** The monitor: what runs, what ran, what fails and which versions lost, of all accounts in one place. */
import { expect, test, type Locator, type Page } from '@playwright/test'
import { hold } from '#test/exchange-server/hold.ts'
import { failElements } from '#test/exchange-server/misbehaviour/failed-elements.ts'
import { EXCHANGE_2019 } from '#test/exchange-server/soap/envelope.ts'
import { runCli } from '#test/integration/cli/run-cli.ts'
import { withApplication, withExchange } from '../connected.ts'
import { inEveryLook as lookAt } from '../every-look.ts'
import { ANNA } from '../exchange.ts'
import { openConnector, storedEmails, syncMenu, synchronise, syncOutcome } from '../steps.ts'

test.setTimeout(180_000)

async function openMonitor(page: Page, tab?: string): Promise<void> {
  await page.getByRole('link', { name: 'Synchronisation', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Synchronisation' })).toBeVisible()
  if (tab !== undefined) await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click()
}

const line = (page: Page, mailbox = ANNA.mailbox): Locator =>
  page
    .getByRole('list', { name: 'MS EWS Konten und was sie jetzt tun' })
    .getByRole('listitem')
    .filter({ hasText: mailbox })

async function start(page: Page): Promise<void> {
  await line(page)
    .getByRole('button', { name: `Synchronisieren: ${ANNA.mailbox}` })
    .click()
}

/** Without the hint of what the mouse happens to rest on. */
async function inEveryLook(page: Page, name: string): Promise<void> {
  await page.mouse.move(640, 790)
  await expect(page.getByRole('tooltip')).toHaveCount(0)
  await lookAt(page, name)
}

/** A bar of which the value is between its ends: seen while it moves. */
async function expectPartOf(bar: Locator): Promise<void> {
  await expect
    .poll(
      async () => {
        const value = Number(
          (await bar.getAttribute('aria-valuenow', { timeout: 500 }).catch(() => null)) ?? -1,
        )
        return value > 0 && value < 100
      },
      { timeout: 60_000 },
    )
    .toBe(true)
}

test('without an account it says what belongs here and leads to the connectors', async () => {
  await withApplication(async ({ page }) => {
    await openMonitor(page)
    await expect(page.getByText('Noch kein Konto')).toBeVisible()
    await inEveryLook(page, 'monitor-empty')
    await page.getByRole('link', { name: 'Zu den Konnektoren' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'MS EWS Konnektoren' })).toBeVisible()
  })
})

test('Ctrl+Shift+S synchronises from every screen that has the button', async () => {
  await withExchange({ content: 1, upTo: 'account' }, async ({ page, server }) => {
    const button = page.getByRole('main').locator('[aria-keyshortcuts="Control+Shift+S"]')
    const screens = [
      ['Contoso', 'Synchronisieren: alle MS EWS Konten', () => openConnector(page, 'Contoso')],
      ['Synchronisation', 'Alle synchronisieren', () => openMonitor(page)],
      ['Übersicht', 'Alle synchronisieren', () => page.getByRole('link', { name: /^Übersicht/ }).click()],
      ['Konnektoren', 'Alle synchronisieren', () => page.getByRole('link', { name: 'Konnektoren' }).click()],
    ] as const
    for (const [index, [title, name, open]] of screens.entries()) {
      await server
        .mailbox(ANNA.mailbox)
        .addMessage({ subject: `Probe ${index}`, text: 'T' }, { folder: 'inbox', isRead: false })
      await open()
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
      await expect(button).toHaveAccessibleName(name)
      await expect(button).toBeEnabled()
      await page.keyboard.press('Control+Shift+S')
      await expect.poll(async () => (await storedEmails(page)).length, { timeout: 45_000 }).toBe(index + 2)
    }
  })
})

test('a mailbox that takes its time is seen by kind and folder with rate and time left, and is cancelled', async () => {
  await withExchange({ content: 900, upTo: 'account' }, async ({ page, server }) => {
    // Twice what the estimate needs for its first word; of the 900 each request brings 256.
    const hurry = server.intercept(({ operation }) =>
      operation === 'GetItem' ? { kind: 'delay', milliseconds: 8_000 } : 'pass',
    )
    await openMonitor(page)
    await expect(line(page)).toContainText('Noch nie gelaufen')
    await start(page)
    await expect(line(page)).toContainText('Läuft')
    await line(page)
      .getByRole('button', { name: `Einzelheiten: ${ANNA.mailbox}` })
      .click()
    await expectPartOf(line(page).getByRole('progressbar', { name: 'Fortschritt: Posteingang' }))
    await expect(line(page)).toContainText('E-Mails')
    await expect(line(page)).toContainText(/Kalender\s*fertig/)
    await expect(line(page)).toContainText(/noch etwa .* für diesen Schritt · .* Objekte\/min/, {
      timeout: 60_000,
    })
    hurry()
    const held = hold(server, ({ operation }) => operation === 'GetItem')
    await inEveryLook(page, 'monitor-running')
    await page.getByRole('button', { name: `Synchronisation abbrechen: ${ANNA.mailbox}` }).click()
    await expect(line(page)).toContainText('Abgebrochen', { timeout: 30_000 })
    await expect(line(page)).toContainText('bleibt; der nächste Lauf macht dort weiter')
    held.release()
    expect((await storedEmails(page)).length).toBeLessThan(900)
  })
})

test('a server that asks to wait is told with a countdown, and the run goes on by itself', async () => {
  await withExchange({ content: 20, upTo: 'account' }, async ({ page, server }) => {
    server.misbehave({ behaviour: 'server-busy', operation: 'GetItem', milliseconds: 12_000, times: 1 })
    await openMonitor(page)
    await start(page)
    const busy = line(page).getByText(/Server ausgelastet, weiter in \d+ s/)
    await expect(busy).toBeVisible({ timeout: 30_000 })
    const left = async () => Number(/(\d+) s/.exec((await busy.textContent()) ?? '')?.[1])
    const first = await left()
    // What the server asks for, and a little by chance, so that not all come back at once.
    expect(first).toBeLessThanOrEqual(20)
    await inEveryLook(page, 'monitor-busy')
    await expect.poll(left).toBeLessThan(first)
    await expect(line(page)).toContainText('Erfolgreich', { timeout: 60_000 })
    await line(page).getByRole('button', { name: 'Erfolgreich' }).click()
    const result = page.getByRole('dialog', { name: /^Letzte Synchronisation/ })
    await expect(result).toContainText('Alles ist übertragen. Bearbeitete Objekte: 20.')
    await expect(result).toContainText('Auf den Server gewartet')
    await inEveryLook(page, 'monitor-result')
  })
})

test('the plan of an account that has never run is found in its line, can be stopped, and starts the run', async () => {
  await withExchange({ content: 12, upTo: 'account' }, async ({ page, server }) => {
    await openMonitor(page)
    const held = server.intercept(({ operation }) =>
      operation === 'SyncFolderItems' ? { kind: 'delay', milliseconds: 3_000 } : 'pass',
    )
    await line(page)
      .getByRole('button', { name: `Plan ansehen: ${ANNA.mailbox}` })
      .click()
    const plan = page.getByRole('dialog', { name: `Synchronisationsplan: ${ANNA.mailbox}` })
    await expect(plan.getByText(/^Der Plan entsteht/)).toBeVisible()
    await plan.getByRole('button', { name: 'Planung anhalten' }).click()
    await expect(plan.getByText('Die Planung wurde angehalten. Geändert ist nichts.')).toBeVisible({
      timeout: 30_000,
    })
    await inEveryLook(page, 'plan-stopped')
    held()
    await plan.getByRole('button', { name: 'Neu planen' }).click()
    const imported = plan.getByRole('table', { name: 'Was in Winoffice Prime geschieht (Import)' })
    await expect(imported.getByRole('row', { name: 'E-Mails 12 – –' })).toBeVisible({ timeout: 30_000 })
    await expect(plan.getByRole('region', { name: 'Was in Exchange geschieht (Export)' })).toContainText(
      'Nichts zu tun',
    )
    await inEveryLook(page, 'plan')
    expect(await storedEmails(page)).toEqual([])
    await plan.getByRole('button', { name: 'Jetzt synchronisieren' }).click()
    await expect(line(page)).toContainText('Erfolgreich', { timeout: 30_000 })
    expect(await storedEmails(page)).toHaveLength(12)
  })
})

test('the history shows the runs of all accounts, is filtered, and tells what a run did and asked for', async () => {
  await withExchange({ content: 7, upTo: 'account' }, async ({ page, server }) => {
    await openMonitor(page)
    // No run but those that are started here.
    await page.getByRole('button', { name: 'Alle pausieren' }).click()
    await expect(line(page)).toContainText('Pausiert')
    await start(page)
    await expect(line(page)).toContainText('Erfolgreich', { timeout: 30_000 })
    await start(page)
    await expect.poll(() => runCount(page), { timeout: 30_000 }).toBe(2)
    await server.stopListening()
    await start(page)
    await expect(line(page)).toContainText('Fehlgeschlagen', { timeout: 60_000 })

    await page.getByRole('tab', { name: 'Verlauf' }).click()
    const runs = page.getByRole('grid', { name: 'Läufe, die neuesten zuerst' })
    const rows = runs.getByRole('row').filter({ hasText: ANNA.mailbox })
    await expect(rows).toHaveCount(2)
    // Its state is in the address, which follows.
    await page.getByRole('switch', { name: 'Läufe ohne Änderungen' }).click()
    await expect(page.getByRole('switch', { name: 'Läufe ohne Änderungen' })).toBeChecked()
    await expect(rows).toHaveCount(3)
    await expect(rows.nth(1)).toContainText('Nichts zu tun')
    await page.getByRole('combobox', { name: 'Ergebnis' }).click()
    await page.getByRole('option', { name: 'Fehlgeschlagen' }).click()
    await expect(rows).toHaveCount(1)
    await rows.first().click()
    const run = page.getByRole('region', { name: 'Ein Lauf im Einzelnen' })
    await expect(run).toContainText('Der Lauf endete vorzeitig. Es ist nichts übertragen worden.')
    await expect(run.getByRole('alert')).toContainText('127.0.0.1')
    await inEveryLook(page, 'history-failed')

    await page.getByRole('combobox', { name: 'Ergebnis' }).click()
    await page.getByRole('option', { name: 'Alle' }).click()
    await page.getByRole('combobox', { name: 'Konto oder Konnektor' }).fill('Contoso')
    await page.getByRole('option', { name: 'Contoso', exact: true }).click()
    await expect(rows).toHaveCount(3)
    await rows.nth(2).click()
    await expect(run.getByRole('table', { name: 'Was der Lauf getan hat' })).toContainText(
      'E-Mails, nach Winoffice Prime',
    )
    await expect(run).toContainText(/Anfragen dieses Laufs sind noch bekannt/)
    await inEveryLook(page, 'history')
    await run.getByRole('button', { name: 'Anfragen des Laufs' }).click()
    const trace = page.getByRole('dialog', { name: new RegExp(ANNA.mailbox) })
    await expect(trace.getByRole('gridcell', { name: 'SyncFolderItems' }).first()).toBeVisible()
    await trace.getByRole('button', { name: 'Schliessen' }).click()

    await page.getByRole('combobox', { name: 'Zeitraum' }).click()
    await page.getByRole('option', { name: 'Von … bis' }).click()
    await page.getByLabel('Bis', { exact: true }).fill('2020-01-01')
    await expect(rows).toHaveCount(0)
    await expect(runs).toContainText('Keine Läufe')
  })
})

async function runCount(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const filter = { accountIds: null, outcome: null, trigger: null, since: null, until: null }
    const answer = await window.api.sync.runs({ ...filter, onlyEventful: false, after: null, limit: 100 })
    if (!answer.ok) throw new Error(answer.error.code)
    return answer.value.runs.length
  })
}

test('problems of all accounts are tried again together, and lead to the object', async () => {
  await withExchange({ content: 1, upTo: 'account' }, async ({ page, server }) => {
    const mailbox = server.mailbox(ANNA.mailbox)
    const broken = [
      await mailbox.addMessage({ subject: 'Offerte Dach', text: 'T' }, { folder: 'inbox' }),
      await mailbox.addMessage({ subject: 'Offerte Keller', text: 'T' }, { folder: 'inbox' }),
    ]
    const heal = server.intercept((request) => {
      if (request.operation !== 'GetItem' || !broken.some((id) => request.body.includes(id))) return 'pass'
      const asked = [...request.body.matchAll(/ItemId Id="([^"]+)"/g)].map(([, id]) => id ?? '')
      const error = { responseCode: 'ErrorContentConversionFailed', message: 'Content conversion failed.' }
      return failElements(request, EXCHANGE_2019, error, (index) => broken.includes(asked[index] ?? ''))
    })
    await page.getByRole('button', { name: /^Erweitert/ }).click()
    await page.getByRole('spinbutton', { name: 'MaxFailedSyncDownAttempts (Import)' }).fill('1')
    await page.getByRole('button', { name: 'Speichern' }).click()
    await expect(page.getByText('Nicht gespeichert')).toBeHidden()
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Teilweise')

    await openMonitor(page, 'Probleme')
    const problems = page.getByRole('list', { name: 'Probleme' }).getByRole('listitem')
    await expect(problems).toHaveCount(2)
    await expect(problems.first()).toContainText('Aufgegeben')
    await expect(problems.first()).toContainText(ANNA.mailbox)
    await expect(problems.first()).toContainText(/1 Versuch · seit/)
    await expect(problems.first()).toContainText('ErrorContentConversionFailed')
    await page.getByRole('checkbox', { name: 'Alle wählen' }).check()
    await expect(page.getByRole('button', { name: 'Ausgewählte erneut versuchen: 2' })).toBeEnabled()
    await inEveryLook(page, 'monitor-problems')
    heal()
    await page.getByRole('button', { name: 'Ausgewählte erneut versuchen: 2' }).click()
    await expect(page.getByText('Keine Objekte mit Problemen')).toBeVisible({ timeout: 30_000 })
    expect((await storedEmails(page)).map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['Offerte Dach', 'Offerte Keller']),
    )

    // Known now, it fails at its next change: then there is an object to go to.
    const [first = ''] = broken
    server.intercept((request) => {
      if (request.operation !== 'GetItem' || !request.body.includes(first)) return 'pass'
      const error = { responseCode: 'ErrorContentConversionFailed', message: 'Content conversion failed.' }
      return failElements(request, EXCHANGE_2019, error, () => true)
    })
    mailbox.updateMessage(first, { importance: 'High' })
    await expect(problems).toHaveCount(1, { timeout: 60_000 })
    const link = problems.getByRole('link', { name: 'Zum Objekt: Offerte Dach' })
    await expect(link).toHaveAttribute('href', /#\/data\?account=[0-9a-f-]{36}&item=[0-9a-f-]{36}$/)
  })
})

test('conflicts of all accounts stand with both versions side by side; the one that lost is restored', async () => {
  await withExchange({ content: 1, upTo: 'account' }, async ({ page, server, dataFolder }) => {
    const mailbox = server.mailbox(ANNA.mailbox)
    const id = await mailbox.addMessage({ subject: 'Vertrag', text: 'T' }, { folder: 'inbox' })
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    await syncMenu(page, ANNA.mailbox, 'Pausieren')
    const stored = (await storedEmails(page)).find(({ subject }) => subject === 'Vertrag')
    mailbox.updateMessage(id, { importance: 'High' })
    const changed = await runCli([
      ...['prime', 'update', '--id', stored?.id ?? '', '--data', dataFolder, '--importance', 'low'],
    ])
    expect(changed).toMatchObject({ code: 0, errors: '' })
    await openConnector(page, 'Contoso')
    await synchronise(page, ANNA.mailbox)

    await openMonitor(page, 'Konflikte')
    const conflict = page.getByRole('list', { name: 'Konflikte' }).getByRole('listitem')
    await expect(conflict).toContainText('Vertrag', { timeout: 30_000 })
    await expect(conflict).toContainText(ANNA.mailbox)
    const table = conflict.getByRole('table')
    await expect(table.getByRole('columnheader')).toHaveText([
      'Feld',
      'Gewonnen: Exchange',
      'Unterlegen: Winoffice Prime',
    ])
    await expect(table.getByRole('row')).toHaveCount(2)
    await page.getByRole('switch', { name: 'Alle Felder zeigen' }).check()
    await expect(table.getByRole('row', { name: 'Wichtigkeit verschieden hoch niedrig' })).toBeVisible()
    expect(await table.getByRole('row').count()).toBeGreaterThan(4)
    await expect(table.getByRole('img', { name: 'verschieden' })).toHaveCount(1)
    await inEveryLook(page, 'monitor-conflicts')

    await conflict.getByRole('button', { name: 'Unterlegene Version zurückholen: Vertrag' }).click()
    const question = page.getByRole('dialog', { name: 'Unterlegene Version zurückholen?' })
    await expect(question).toContainText('Was seither daran geändert wurde, geht verloren.')
    await question.getByRole('button', { name: 'Zurückholen' }).click()
    await expect(conflict).toContainText('Zurückgeholt am')
    await openMonitor(page, 'Jetzt')
    await start(page)
    await expect.poll(() => mailbox.item(id), { timeout: 30_000 }).toMatchObject({ importance: 'Low' })
  })
})
