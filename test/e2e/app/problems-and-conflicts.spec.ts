/** What asks for a decision of a person: objects given up, conflicts, mass deletions, a damaged database. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { failElements } from '#test/exchange-server/misbehaviour/failed-elements.ts'
import type { ExchangeServer } from '#test/exchange-server/server.ts'
import { EXCHANGE_2019 } from '#test/exchange-server/soap/envelope.ts'
import { runCli } from '#test/integration/cli/run-cli.ts'
import { launch, newDataFolder, removeFolder } from '../application.ts'
import { withExchange } from '../connected.ts'
import { inEveryLook } from '../every-look.ts'
import { ANNA, startExchange } from '../exchange.ts'
import {
  accountRow,
  createAccount,
  createConnector,
  openConnector,
  storedEmails,
  syncMenu,
  syncOutcome,
  synchronise,
} from '../steps.ts'

test.setTimeout(180_000)

const reportOf = (page: Page) => page.getByRole('dialog', { name: `Synchronisation von ${ANNA.mailbox}` })

async function pause(page: Page): Promise<void> {
  await syncMenu(page, ANNA.mailbox, 'Pausieren')
  await expect(accountRow(page, ANNA.mailbox)).toContainText('Pausiert')
}

/** From now on Exchange cannot give this message; the others are given as ever. */
function breakMessage(server: ExchangeServer, broken: string): () => void {
  return server.intercept((request) => {
    if (request.operation !== 'GetItem' || !request.body.includes(broken)) return 'pass'
    const asked = [...request.body.matchAll(/ItemId Id="([^"]+)"/g)].map(([, id]) => id)
    const error = { responseCode: 'ErrorContentConversionFailed', message: 'Content conversion failed.' }
    return failElements(request, EXCHANGE_2019, error, (index) => asked[index] === broken)
  })
}

test('an object that was given up is listed with its reason and what to do; tried again, it arrives', async () => {
  await withExchange({ content: 3, upTo: 'account' }, async ({ page, electron, server }) => {
    const mailbox = server.mailbox(ANNA.mailbox)
    const broken = await mailbox.addMessage({ subject: 'Offerte Dach', text: 'T' }, { folder: 'inbox' })
    const heal = breakMessage(server, broken)
    await page.getByRole('button', { name: /^Erweitert/ }).click()
    await page.getByRole('spinbutton', { name: 'MaxFailedSyncDownAttempts (Import)' }).fill('1')
    await page.getByRole('button', { name: 'Speichern' }).click()
    await expect(page.getByText('Nicht gespeichert')).toBeHidden()

    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Teilweise')
    expect(await storedEmails(page)).toHaveLength(3)
    await syncMenu(page, ANNA.mailbox, 'Probleme')
    const problem = reportOf(page).getByRole('listitem')
    await expect(problem).toHaveCount(1)
    await expect(problem).toContainText('Aufgegeben')
    // Nothing of it could be read, so nobody knows its subject yet.
    await expect(problem).toContainText('Objekt, das noch nicht gelesen werden konnte')
    await expect(problem).toContainText('E-Mails, Import, Posteingang')
    await expect(problem).toContainText('1 Versuch')
    await expect(problem).toContainText('ErrorContentConversionFailed')
    await problem.getByRole('button', { name: /^Seine Kennung in Exchange kopieren/ }).click()
    await expect(page.getByText('Die Kennung ist in der Zwischenablage.')).toBeVisible()
    expect(await electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(broken)
    await inEveryLook(page, 'problems')
    await reportOf(page).getByRole('button', { name: 'Schliessen' }).click()

    // The overview leads to the same object, not to wherever its account is.
    await page.getByRole('link', { name: 'Übersicht' }).click()
    await page.getByRole('link', { name: /^Objekte ansehen/ }).click()
    const listed = page.getByRole('tabpanel', { name: /^Probleme/ }).getByRole('listitem')
    await expect(listed).toContainText('ErrorContentConversionFailed')
    await openConnector(page, 'Contoso')
    await syncMenu(page, ANNA.mailbox, 'Probleme')

    heal()
    await problem.getByRole('button', { name: /^Erneut versuchen/ }).click()
    await expect(reportOf(page).getByText('Keine Objekte mit Problemen')).toBeVisible({ timeout: 30_000 })
    await reportOf(page).getByRole('button', { name: 'Schliessen' }).click()
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    expect((await storedEmails(page)).map(({ subject }) => subject)).toContain('Offerte Dach')
  })
})

test('a conflict is in the journal with both versions; the one that lost is restored and arrives in Exchange', async () => {
  await withExchange({ content: 2, upTo: 'account' }, async ({ page, server, dataFolder }) => {
    const mailbox = server.mailbox(ANNA.mailbox)
    const id = await mailbox.addMessage({ subject: 'Vertrag', text: 'T' }, { folder: 'inbox' })
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    await pause(page)
    const stored = (await storedEmails(page)).find(({ subject }) => subject === 'Vertrag')
    mailbox.updateMessage(id, { importance: 'High', categories: ['Rechtsdienst'] })
    const changed = await runCli([
      ...['prime', 'update', '--id', stored?.id ?? '', '--data', dataFolder],
      ...['--importance', 'low', '--category', 'Einkauf'],
    ])
    expect(changed).toMatchObject({ code: 0, errors: '' })

    await synchronise(page, ANNA.mailbox)
    await syncMenu(page, ANNA.mailbox, 'Konflikte')
    const conflict = reportOf(page).getByRole('listitem')
    await expect(conflict).toContainText('Vertrag', { timeout: 30_000 })
    const table = conflict.getByRole('table')
    await expect(table.getByRole('columnheader')).toHaveText([
      'Feld',
      'Gewonnen: Exchange',
      'Unterlegen: Winoffice Prime',
    ])
    await expect(table.getByRole('row', { name: 'Wichtigkeit hoch niedrig' })).toBeVisible()
    await expect(table.getByRole('row', { name: 'Kategorien Rechtsdienst Einkauf' })).toBeVisible()
    await inEveryLook(page, 'conflicts')
    expect(mailbox.item(id)).toMatchObject({ importance: 'High' })

    await conflict.getByRole('button', { name: 'Unterlegene Version zurückholen: Vertrag' }).click()
    await page
      .getByRole('dialog', { name: 'Unterlegene Version zurückholen?' })
      .getByRole('button', { name: 'Zurückholen' })
      .click()
    await expect(conflict).toContainText('Zurückgeholt am')
    await inEveryLook(page, 'conflict-restored')
    await reportOf(page).getByRole('button', { name: 'Schliessen' }).click()
    await synchronise(page, ANNA.mailbox)
    await expect
      .poll(() => mailbox.item(id), { timeout: 30_000 })
      .toMatchObject({ importance: 'Low', categories: ['Einkauf'] })
  })
})

test('a run that would delete more than half stops and asks; permitted in the plan, it runs through', async () => {
  await withExchange({ content: 12, upTo: 'account' }, async ({ page, server }) => {
    const mailbox = server.mailbox(ANNA.mailbox)
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    await pause(page)
    const messages = mailbox.folders().flatMap(({ id }) => mailbox.items(id))
    for (const { id } of messages.slice(0, 9)) mailbox.deleteMessage(id)

    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Fehlgeschlagen')
    expect(await storedEmails(page)).toHaveLength(12)
    await accountRow(page, ANNA.mailbox).getByText('Fehlgeschlagen').click()
    const result = page.getByRole('dialog', { name: /^Letzte Synchronisation/ })
    await expect(result.getByRole('alert')).toContainText('9 von 12 Objekten')
    await inEveryLook(page, 'mass-deletion')

    await result.getByRole('button', { name: 'Plan ansehen' }).click()
    const plan = page.getByRole('dialog', { name: `Synchronisationsplan: ${ANNA.mailbox}` })
    await expect(plan.getByRole('row', { name: 'E-Mails – – 9' })).toBeVisible({ timeout: 30_000 })
    await expect(plan.getByRole('alert')).toContainText('Dies ist nur der Plan')
    await expect(plan.getByRole('alert')).not.toContainText('hat angehalten')
    await inEveryLook(page, 'mass-deletion-plan')
    await plan.getByRole('switch', { name: 'Diese Löschungen einmal zulassen' }).check()
    await plan.getByRole('button', { name: 'Jetzt synchronisieren' }).click()
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    await expect.poll(async () => (await storedEmails(page)).length).toBe(3)
  })
})

test('a damaged database is repaired, which is told over restarts until it is dismissed', async () => {
  const server = await startExchange(80)
  const dataFolder = await newDataFolder()
  try {
    const first = await launch({ dataFolder })
    await createConnector(first.page, { name: 'Contoso', url: server.url })
    await createAccount(first.page, ANNA)
    await synchronise(first.page, ANNA.mailbox)
    await syncOutcome(first.page, ANNA.mailbox, 'Erfolgreich')
    await pause(first.page)
    await first.close()
    await damage(path.join(dataFolder, 'prime', 'prime.db'))

    const second = await launch({ dataFolder })
    const { page } = second
    const told = (of: Page) =>
      of.getByRole('region', { name: 'Hinweise' }).getByText(/Datenbank war beschädigt/)
    await openConnector(page, 'Contoso')
    await expect(told(page)).toBeVisible()
    await expect(page.getByRole('region', { name: 'Hinweise' })).toContainText(
      path.join(dataFolder, 'prime', 'prime-damaged-'),
    )
    await inEveryLook(page, 'database-repaired')
    await second.close()

    const third = await launch({ dataFolder })
    await expect(told(third.page)).toBeVisible()
    await third.page.getByRole('button', { name: 'Verstanden' }).click()
    await expect(told(third.page)).toBeHidden()
    await third.close()

    const fourth = await launch({ dataFolder })
    await openConnector(fourth.page, 'Contoso')
    await expect(told(fourth.page)).toBeHidden()
    await fourth.close()
  } finally {
    await server.stop()
    await removeFolder(dataFolder)
  }
})

/** Overwrites pages in the last quarter of the file, as a failing disk does. */
async function damage(file: string): Promise<void> {
  const bytes = await readFile(file)
  const start = Math.floor((bytes.length * 0.75) / 4_096) * 4_096
  bytes.fill(0xa5, start, start + 8 * 4_096)
  await writeFile(file, bytes)
}
