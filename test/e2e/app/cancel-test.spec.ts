/** A connection test can be cancelled in every step that waits for something, and says where it stopped. */
import { createServer, type AddressInfo } from 'node:net'
import { expect, test, type Page } from '@playwright/test'
import { withApplication, withExchange } from '../connected.ts'
import { ANNA } from '../exchange.ts'
import { accountRow, createConnector, syncMenu } from '../steps.ts'

/** Those that send requests; the others ask this machine, or judge what has been said. */
const ASKING_STEPS = [
  'http',
  'authentication',
  'mailbox',
  'primary-address',
  'folders',
  'time-zones',
  'read-receipts',
  'mailbox-size',
  'notifications',
]

/** Cancels while a step waits. @returns the step, `null` when the test ended by itself */
async function cancelWhileWaiting(page: Page, isHanging: () => boolean): Promise<string | null> {
  const dialog = page.getByRole('dialog', { name: /^Verbindungstest:/ })
  const running = dialog.locator('[data-testid^="test-step-"][data-state="running"]')
  const seen = { isOver: false }
  await expect(async () => {
    seen.isOver = await dialog.getByRole('button', { name: 'Noch einmal testen' }).isVisible()
    expect(seen.isOver || (isHanging() && (await running.count()) === 1)).toBe(true)
  }).toPass({ timeout: 60_000 })
  if (seen.isOver) return null
  const step = (await running.getAttribute('data-testid'))?.replace('test-step-', '') ?? ''
  await dialog.getByRole('button', { name: 'Test abbrechen' }).click()
  // Far below every time-out of a step.
  await expect(dialog.getByText('Abgebrochen').first()).toBeVisible({ timeout: 2_000 })
  await expect(dialog.getByTestId(`test-step-${step}`)).toHaveAttribute('data-state', 'skipped')
  await expect(running).toHaveCount(0)
  return step
}

test('while any of its requests waits for an answer', async () => {
  test.setTimeout(240_000)
  await withExchange({ content: 3, upTo: 'account' }, async ({ page, server }) => {
    // Requests are counted: none may come from the schedule.
    await syncMenu(page, ANNA.mailbox, 'Pausieren')
    await expect(accountRow(page, ANNA.mailbox)).toContainText('Pausiert')
    const cancelled = new Set<string>()
    for (let answered = 0; ; answered += 1) {
      let seen = 0
      let isHanging = false
      const stop = server.intercept(() => {
        if (seen++ < answered) return 'pass'
        isHanging = true
        return { kind: 'hang' }
      })
      await page.getByRole('button', { name: `Verbindung testen: ${ANNA.mailbox}` }).click()
      const step = await cancelWhileWaiting(page, () => isHanging)
      stop()
      await page.getByRole('dialog').getByRole('button', { name: 'Schliessen' }).last().click()
      if (step === null) break
      cancelled.add(step)
    }
    expect([...cancelled]).toEqual(ASKING_STEPS)
  })
})

test('while the handshake waits for a server that says nothing', async () => {
  const silent = createServer(() => undefined)
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  try {
    await withApplication(async ({ page }) => {
      const { port } = silent.address() as AddressInfo
      await createConnector(page, { name: 'Stumm', url: `https://127.0.0.1:${port}/EWS/Exchange.asmx` })
      await page.getByRole('button', { name: 'Verbindung testen' }).first().click()
      expect(await cancelWhileWaiting(page, () => true)).toBe('tls')
    })
  } finally {
    silent.close()
  }
})
