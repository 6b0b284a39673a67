/** The packaged application starts, draws its list, answers over IPC and synchronises. */
import { expect, test } from '@playwright/test'
import { ANNA, startExchange } from '../exchange.ts'
import { createAccount, createConnector, storedEmails, syncOutcome, synchronise } from '../steps.ts'
import { withPackaged } from './packaged.ts'

test('the packaged application starts, connects a mailbox and synchronises it', async () => {
  const server = await startExchange(20)
  try {
    await withPackaged({}, async ({ page }) => {
      expect(page.url()).toMatch(/^app:\/\/bundle\//)
      await createConnector(page, { name: 'Contoso', url: server.url })
      await createAccount(page, ANNA)
      await synchronise(page, ANNA.mailbox)
      await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
      expect((await storedEmails(page)).length).toBe(20)
    })
  } finally {
    await server.stop()
  }
})
