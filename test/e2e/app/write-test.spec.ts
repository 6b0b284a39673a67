/** Writing to somebody's mailbox as a trial: asked for in words, and gone afterwards. */
import { expect, test } from '@playwright/test'
import { withExchange } from '../connected.ts'
import { inEveryLook } from '../every-look.ts'
import { ANNA } from '../exchange.ts'
import { fillAccount } from '../steps.ts'

test('the connection test writes to the mailbox only after it has asked, and leaves nothing behind', async () => {
  await withExchange({ content: 3, upTo: 'connector' }, async ({ page, server }) => {
    const names = (): string[] =>
      server
        .mailbox(ANNA.mailbox)
        .folders()
        .map(({ displayName }) => displayName)
    const before = names()
    const form = await fillAccount(page, ANNA)
    await form.getByRole('button', { name: 'Verbindung testen' }).click()
    const report = page.getByRole('dialog', { name: /Verbindungstest/ })
    const writing = report.getByTestId('test-step-write-access')
    await expect(writing).toContainText('Nicht geprüft')
    await expect(report.getByTestId('test-step-throttling')).toHaveAttribute('data-state', 'passed')
    expect(server.journal.some(({ operation }) => operation === 'CreateFolder')).toBe(false)
    await inEveryLook(page, 'test-after-sign-in')

    await writing.getByRole('button', { name: 'Jetzt prüfen' }).click()
    const question = page.getByRole('dialog', { name: 'Zur Probe in das Postfach schreiben?' })
    await expect(question).toContainText('Es wird nichts gesendet')
    await inEveryLook(page, 'test-write-question')
    await question.getByRole('button', { name: 'Schreiben und prüfen' }).click()
    await expect(writing).toHaveAttribute('data-state', 'passed')
    await writing.scrollIntoViewIfNeeded()
    await inEveryLook(page, 'test-write-passed')
    expect(names()).toEqual(before)
    expect(server.mailsSent).toEqual([])
  })
})
