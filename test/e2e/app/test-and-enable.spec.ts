/** Test and enable: many accounts are tested at once, and those that passed are switched on. */
import { expect, test, type Page } from '@playwright/test'
import { startExchangeServer, type ExchangeServer } from '#test/exchange-server/server.ts'
import type { Application } from '../application.ts'
import { withApplication } from '../connected.ts'
import { inEveryLook } from '../every-look.ts'
import { addAccounts, mailboxOf } from '../many-accounts.ts'
import { accountRow, createConnector, openConnector, PASSWORD } from '../steps.ts'

/** A company of so many people, each with a mailbox, and the connector that leads there. */
async function withCompany(
  people: number,
  act: (parts: Application & { server: ExchangeServer }) => Promise<void>,
): Promise<void> {
  const numbers = Array.from({ length: people }, (_, index) => index + 1)
  const server = await startExchangeServer({
    mailboxes: numbers.map((number) => ({ address: mailboxOf(number), password: PASSWORD })),
    validate: 'off',
  })
  try {
    await withApplication(async (application) => {
      await createConnector(application.page, { name: 'Contoso', url: server.url })
      await act({ ...application, server })
    })
  } finally {
    await server.stop()
  }
}

test('accounts are tested together, those that failed are found at once, and those that passed are activated', async () => {
  await withCompany(5, async ({ page, server }) => {
    const people = [1, 2, 3, 4].map((number) => ({ mailbox: mailboxOf(number), password: PASSWORD }))
    await addAccounts(page, [
      ...people,
      { mailbox: mailboxOf(5), password: 'falsch' },
      { mailbox: 'niemand@contoso.example', password: PASSWORD },
    ])
    await openConnector(page, 'Contoso')
    await page.getByRole('button', { name: 'Verbindung testen: alle MS EWS Konten' }).click()
    const dialog = page.getByRole('dialog', { name: 'Verbindungstest: Contoso' })
    await expect(dialog.getByRole('alert')).toContainText('2 von 6 Konten haben den Test nicht bestanden', {
      timeout: 60_000,
    })
    await inEveryLook(page, 'test-batch')

    await dialog.getByRole('button', { name: 'Fehlgeschlagen (2)' }).click()
    const lines = dialog.getByRole('grid', { name: 'Ergebnisse des Verbindungstests' })
    await expect(lines.getByRole('row').filter({ hasText: '@contoso.example' })).toHaveCount(2)
    await expect(lines.getByRole('row').filter({ hasText: mailboxOf(5) })).toContainText('Anmeldung')
    expect(server.failedSignIns('person005')).toBe(1)
    await lines
      .getByRole('row')
      .filter({ hasText: mailboxOf(5) })
      .click()
    const report = page.getByRole('dialog', { name: `Verbindungstest: ${mailboxOf(5)}` })
    await expect(report.getByTestId('test-step-authentication')).toHaveAttribute('data-state', 'failed')
    await inEveryLook(page, 'test-batch-report')
    await page.getByRole('button', { name: 'Zurück zur Übersicht' }).click()

    await dialog.getByRole('button', { name: '4 bestandene Konten aktivieren' }).click()
    await expect(page.getByText('4 Konten sind jetzt aktiv.')).toBeVisible()
    await dialog.getByRole('button', { name: 'Schliessen' }).click()
    const isActive = (mailbox: string) => accountRow(page, mailbox).getByRole('switch', { name: /Aktiv/ })
    await expect(isActive(mailboxOf(1))).toBeChecked()
    await expect(isActive(mailboxOf(4))).toBeChecked()
    await expect(isActive(mailboxOf(5))).not.toBeChecked()

    // A selection.
    await page.getByRole('checkbox', { name: `Konto auswählen: ${mailboxOf(2)}` }).check()
    await page.getByRole('button', { name: 'Ein ausgewähltes Konto testen' }).click()
    await expect(dialog.getByText('Das Konto ist getestet, ohne Fehler.')).toBeVisible({ timeout: 60_000 })
  })
})

/** ACCOUNTS=500 for the long run. */
const MANY = Number(process.env.ACCOUNTS ?? 100)

test('hundreds of accounts are tested while the window stays responsive', async () => {
  test.setTimeout(MANY * 3_000)
  await withCompany(MANY, async ({ page }) => {
    const numbers = Array.from({ length: MANY }, (_, index) => index + 1)
    await addAccounts(
      page,
      numbers.map((number) => ({
        mailbox: mailboxOf(number),
        password: number % 50 === 0 ? 'falsch' : PASSWORD,
      })),
    )
    await openConnector(page, 'Contoso')
    await page.getByRole('button', { name: 'Verbindung testen: alle MS EWS Konten' }).click()
    const dialog = page.getByRole('dialog', { name: 'Verbindungstest: Contoso' })
    await expect(dialog.getByText(new RegExp(`\\d+ von ${MANY} Konten getestet`))).toBeVisible()
    const work = measureWork(page)
    await dialog.getByRole('button', { name: /^Fehlgeschlagen/ }).click()
    await dialog.getByRole('button', { name: /^Alle/ }).click()
    await expect(dialog.getByRole('alert')).toContainText(`${Math.floor(MANY / 50)} von ${MANY} Konten`, {
      timeout: MANY * 2_500,
    })
    await page.evaluate(() => window.dispatchEvent(new Event('work-measured')))
    const { frames, tasks } = await work
    const longest = (milliseconds: readonly number[]) =>
      milliseconds
        .toSorted((one, other) => other - one)
        .slice(0, 5)
        .map(Math.round)
        .join(', ')
    console.log(
      `${frames.length} frames, the longest ${longest(frames)} ms; tasks of the window ${longest(tasks)} ms`,
    )
    // Frames are also late when the machine is busy with the server and the tests; the tasks are the window's own. It
    // takes its time to open, to end, and to draw the list behind anew for a refused sign-in, but not for each account.
    const late = tasks.filter((milliseconds) => milliseconds > 100)
    console.log(`tasks of the window that took over 100 ms: ${late.length}`)
    expect(late.length).toBeLessThan(MANY / 4)
  })
})

/** Milliseconds between frames, and of tasks of the window that took over 50, until the event `work-measured`. */
function measureWork(page: Page): Promise<{ frames: number[]; tasks: number[] }> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const frames: number[] = []
        const tasks: number[] = []
        const observer = new PerformanceObserver((list) => {
          tasks.push(...list.getEntries().map(({ duration }) => duration))
        })
        observer.observe({ type: 'longtask' })
        let last = performance.now()
        let isOver = false
        const onFrame = (now: number): void => {
          frames.push(now - last)
          last = now
          if (isOver) resolve({ frames, tasks })
          else requestAnimationFrame(onFrame)
        }
        window.addEventListener('work-measured', () => (isOver = true), { once: true })
        requestAnimationFrame(onFrame)
      }),
  )
}
