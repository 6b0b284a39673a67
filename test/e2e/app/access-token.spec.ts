/** What is in the access token of an account, in the real application with a real sign-in. */
import { expect, test } from '@playwright/test'
import { withExchange } from '../connected.ts'
import { inEveryLook } from '../every-look.ts'
import { ANNA as ANNA_WITH_PASSWORD } from '../exchange.ts'
import {
  ANNA,
  CLIENT,
  createAccount,
  createConnector,
  signInCompletely,
  withCompany,
} from '../oauth2/company.ts'
import { syncMenu, syncOutcome, synchronise } from '../steps.ts'

test.setTimeout(120_000)

test('an administrator sees what the access token says and whether it suits Exchange, never the token', async () => {
  await withCompany(async (company) => {
    const { page, electron } = await company.start()
    await createConnector(page, company)
    await createAccount(page, ANNA)
    await syncMenu(page, ANNA, 'Zugriffstoken ansehen')
    const dialog = page.getByRole('dialog', { name: `Zugriffstoken: ${ANNA}` })
    await expect(dialog.getByText('Anmeldung erforderlich', { exact: false })).toBeVisible()
    await dialog.getByRole('button', { name: 'Schliessen' }).click()

    await signInCompletely(page, company, ANNA, ANNA, 1)
    await synchronise(page, ANNA)
    await syncOutcome(page, ANNA, 'Erfolgreich')
    await syncMenu(page, ANNA, 'Zugriffstoken ansehen')
    const claims = dialog.getByRole('table', { name: 'Angaben (Claims)' })
    await expect(claims.getByRole('row', { name: /^upn / })).toContainText(ANNA)
    await expect(claims.getByRole('row', { name: /^appid / })).toContainText(CLIENT)
    await expect(claims.getByRole('row', { name: /^tid / })).toContainText(company.provider.tenant)
    await expect(claims.getByRole('row', { name: /^scp / })).toContainText('EWS.AccessAsUser.All')
    await expect(dialog.getByTestId('token-audience')).toHaveAttribute('data-state', 'warning')
    await expect(dialog.getByTestId('token-permission')).toHaveAttribute('data-state', 'passed')
    await expect(dialog.getByTestId('token-time')).toHaveAttribute('data-state', 'passed')
    await expect(dialog.getByTestId('token-time')).toContainText(/läuft in \d+ Minuten ab/)
    await inEveryLook(page, 'access-token')

    await dialog.getByRole('button', { name: 'Angaben als JSON kopieren' }).click()
    await expect(page.getByText('Die Angaben sind in der Zwischenablage.', { exact: false })).toBeVisible()
    const copied = await electron.evaluate(({ clipboard }) => clipboard.readText())
    expect(JSON.parse(copied)).toMatchObject({ upn: ANNA, appid: CLIENT, tid: company.provider.tenant })

    const shown = await page.content()
    const answer = await page.evaluate(async () => {
      const connectors = await window.api.connectors.list()
      if (!connectors.ok) throw new Error(connectors.error.code)
      const accounts = await window.api.accounts.list({ connectorId: connectors.value[0]!.connector.id })
      if (!accounts.ok) throw new Error(accounts.error.code)
      return JSON.stringify(await window.api.signIn.accessToken({ accountId: accounts.value[0]!.account.id }))
    })
    expect(answer).toContain(ANNA)
    const parts = company.tokens.flatMap((token) => token.split('.'))
    expect(parts.length).toBeGreaterThanOrEqual(3)
    for (const text of [shown, answer, copied]) {
      expect(text).not.toContain('eyJ')
      for (const part of parts) expect(text).not.toContain(part)
    }
  })
})

test('an account with a password has no access token to look at', async () => {
  await withExchange({ content: 1, upTo: 'account' }, async ({ page }) => {
    await page
      .getByRole('button', { name: `Mehr zur Synchronisation: ${ANNA_WITH_PASSWORD.mailbox}` })
      .click()
    await expect(page.getByRole('menuitem', { name: 'Anfragen an den Server' })).toBeVisible()
    await expect(page.getByRole('menuitem', { name: 'Zugriffstoken ansehen' })).toBeHidden()
  })
})
