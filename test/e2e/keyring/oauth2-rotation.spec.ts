/**
 * With a key ring, over restarts: a sign-in lasts, and a crash between the receipt of a rotated refresh token and its
 * storage ends in a clear state, whichever way the identity provider treats the token that was used up.
 */
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { newDataFolder, type Application } from '../application.ts'
import {
  ANNA,
  createAccount,
  createConnector,
  startSignIn,
  withCompany,
  type Company,
} from '../oauth2/company.ts'
import { signInAs } from '../oauth2/system-browser.ts'
import { accountRow, openConnector, syncMenu, syncOutcome, synchronise } from '../steps.ts'

test.setTimeout(120_000)

const args = ['-r', path.join(import.meta.dirname, 'keep-password-store.cjs')]

async function signIn(page: Page, company: Company, opened: number): Promise<void> {
  const panel = await startSignIn(page, ANNA)
  const urls = await company.browser.opened(opened)
  await signInAs(await company.browser.show(urls[opened - 1] ?? ''), ANNA)
  await expect(panel.getByText(`${ANNA} ist angemeldet.`)).toBeVisible()
  await panel.getByRole('button', { name: 'Schliessen' }).click()
}

/** The process is killed when the provider has used the token up and made another, before anything can be stored. */
async function crashAtRefresh(company: Company, application: Application): Promise<void> {
  const child = application.electron.process()
  let onDied: () => void = () => undefined
  const died = new Promise<void>((resolve) => (onDied = resolve))
  child.once('exit', () => {
    onDied()
  })
  company.provider.beforeAnswer(async ({ grantType }) => {
    if (grantType === 'refresh_token') child.kill('SIGKILL')
    return Promise.resolve()
  })
  await synchronise(application.page, ANNA)
  await died
  company.provider.beforeAnswer(undefined)
}

test('a sign-in survives a restart, and a crash before the rotated token is stored leads to a new sign-in', async () => {
  await withCompany(async (company) => {
    company.provider.lifetimes.accessToken = 60 // renewed before each use
    const dataFolder = await newDataFolder()
    let application = await company.start({ dataFolder, args })
    await createConnector(application.page, company)
    await createAccount(application.page, ANNA)
    await signIn(application.page, company, 1)
    await application.close()

    application = await company.start({ dataFolder, args })
    await openConnector(application.page, 'Contoso')
    const row = () => accountRow(application.page, ANNA)
    await expect(row().getByText(`Angemeldet als ${ANNA}`)).toBeVisible()
    await synchronise(application.page, ANNA)
    await syncOutcome(application.page, ANNA, 'Erfolgreich')
    // What the account does by itself would find out first.
    await syncMenu(application.page, ANNA, 'Pausieren')
    await expect(row()).toContainText('Pausiert')

    await crashAtRefresh(company, application)
    application = await company.start({ dataFolder, args })
    await openConnector(application.page, 'Contoso')
    await expect(row().getByText(`Angemeldet als ${ANNA}`)).toBeVisible()
    // The provider has used the stored token up; nothing but a person can help, and is told so.
    await synchronise(application.page, ANNA)
    await expect(row().getByText('Anmeldung erforderlich', { exact: true })).toBeVisible()
    await expect(row().getByText('AADSTS70000', { exact: false })).toBeVisible()
    await application.close()

    application = await company.start({ dataFolder, args })
    await openConnector(application.page, 'Contoso')
    await expect(row().getByText('Anmeldung erforderlich', { exact: true })).toBeVisible()
    await signIn(application.page, company, 2)
    await synchronise(application.page, ANNA)
    await syncOutcome(application.page, ANNA, 'Erfolgreich')
  })
})

test('a provider that lets a used token count once more loses nothing by the crash', async () => {
  await withCompany(async (company) => {
    company.provider.lifetimes.accessToken = 60
    company.provider.keepUsedRefreshTokens() // as Entra ID does
    const dataFolder = await newDataFolder()
    let application = await company.start({ dataFolder, args })
    await createConnector(application.page, company)
    await createAccount(application.page, ANNA)
    await signIn(application.page, company, 1)
    await crashAtRefresh(company, application)
    application = await company.start({ dataFolder, args })
    await openConnector(application.page, 'Contoso')
    await synchronise(application.page, ANNA)
    await syncOutcome(application.page, ANNA, 'Erfolgreich')
    await expect(accountRow(application.page, ANNA).getByText(`Angemeldet als ${ANNA}`)).toBeVisible()
  })
})
