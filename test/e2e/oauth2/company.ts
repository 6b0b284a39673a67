/** A company with an identity provider, an Exchange server that trusts it, and the application that trusts their CA. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import { fill } from '#test/exchange-server/content/fill.ts'
import {
  startIdentityProvider,
  type IdentityApplication,
  type IdentityProvider,
} from '#test/exchange-server/identity-provider/identity-provider.ts'
import { startExchangeServer, type ExchangeServer } from '#test/exchange-server/server.ts'
import { launch, removeFolder, type Application, type LaunchOptions } from '../application.ts'
import { accountRow } from '../steps.ts'
import { signInAs, systemBrowser, type SystemBrowser } from './system-browser.ts'

export const ANNA = 'anna.meier@contoso.example'
export const BERND = 'bernd.vogel@contoso.example'
export const CLIENT = 'd3590ed6-52b3-4102-aeff-aad2292ab01c'
export const SERVICE = '11111111-2222-4333-8444-555555555555'
export const SECRET = 'Kl4sse&Geheim'
const MESSAGES = 3

export type Company = {
  readonly provider: IdentityProvider
  readonly server: ExchangeServer
  readonly browser: SystemBrowser
  /** The access tokens that came to the server. */
  readonly tokens: readonly string[]
  start(options?: Pick<LaunchOptions, 'dataFolder' | 'args'>): Promise<Application>
}

/** Runs `act`, and takes everything away again whatever happens. */
export async function withCompany(
  act: (company: Company) => Promise<void>,
  applications: readonly IdentityApplication[] = [],
): Promise<void> {
  const browser = await systemBrowser()
  const provider = await startIdentityProvider({
    users: [
      { username: ANNA, name: 'Anna Meier' },
      { username: BERND, name: 'Bernd Vogel' },
    ],
    applications: [
      { clientId: CLIENT, redirectUris: ['http://localhost'] },
      { clientId: SERVICE, secret: SECRET, roles: ['full_access_as_app'] },
      ...applications,
    ],
    tls: 'private-ca',
  })
  const tokens: string[] = []
  const { tokenIssuer } = provider
  const server = await startExchangeServer({
    mailboxes: [ANNA, BERND].map((address) => ({ address, password: 'x' })),
    authentication: ['bearer'],
    identityProvider: {
      ...tokenIssuer,
      inspect: (token) => {
        tokens.push(token)
        return tokenIssuer.inspect(token)
      },
    },
  })
  for (const address of [ANNA, BERND]) await fill(server.mailbox(address), { messages: MESSAGES, seed: 7 })
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-ca-'))
  const caFile = path.join(folder, 'ca.pem')
  await writeFile(caFile, provider.caCertificate ?? '')
  const started: Application[] = []
  try {
    await act({
      provider,
      server,
      browser,
      tokens,
      start: async (options = {}) => {
        const application = await launch({
          ...options,
          environment: { ...browser.environment, EWS_KONNEKTOR_CA_FILE: caFile },
        })
        started.push(application)
        return application
      },
    })
  } finally {
    for (const { electron, dataFolder } of started) {
      await electron.close().catch(() => undefined) // one that was killed is closed already
      await removeFolder(dataFolder)
    }
    await browser.close()
    await provider.stop()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** A connector that signs in at the company's identity provider, entered as an administrator would. */
export async function createConnector(
  page: Page,
  { provider, server }: Company,
  signIn: 'user' | 'application' = 'user',
): Promise<void> {
  await page.getByRole('link', { name: 'Konnektoren' }).click()
  await page
    .getByRole('button', { name: 'Neuer Konnektor' })
    .or(page.getByRole('link', { name: 'Neuer Konnektor' }))
    .first()
    .click()
  await page.getByLabel('Name', { exact: false }).first().fill('Contoso')
  await page.getByRole('textbox', { name: 'URL' }).fill(server.url)
  await choose(page, 'Authentifizierungsmethode', 'OAuth2')
  if (signIn === 'application') await choose(page, 'Anmeldung', 'Dienstkonto mit Geheimnis')
  await page.getByRole('textbox', { name: 'Anwendungs-ID' }).fill(signIn === 'user' ? CLIENT : SERVICE)
  await page.getByRole('textbox', { name: 'Verzeichnis' }).fill(provider.tenant)
  await page.getByRole('textbox', { name: 'Identitätsanbieter' }).fill(provider.url)
  await page.getByRole('button', { name: 'Speichern' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Contoso' })).toBeVisible()
}

export async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

export async function createAccount(page: Page, mailbox: string): Promise<void> {
  await page.getByRole('button', { name: 'Konto hinzufügen' }).first().click()
  const form = page.getByRole('dialog', { name: 'MS EWS Konto hinzufügen' })
  await form.getByRole('radio', { name: 'Neu anlegen' }).check()
  await form.getByRole('textbox', { name: 'Name des Inhabers' }).fill(mailbox.split('@')[0] ?? '')
  await form.getByRole('textbox', { name: 'Adresse des Emailkontos' }).fill(`prime-${mailbox}`)
  await form.getByRole('textbox', { name: 'Exchange-Postfach' }).fill(mailbox)
  await form.getByRole('button', { name: 'Speichern' }).click()
  await expect(form).toBeHidden()
  await expect(accountRow(page, mailbox)).toBeVisible()
}

/** Presses the button of the account's row. @returns the panel that waits */
export async function startSignIn(page: Page, mailbox: string): Promise<Locator> {
  await page.getByRole('button', { name: `Anmelden: ${mailbox}` }).click()
  const panel = page.getByRole('dialog', { name: `Anmelden: ${mailbox}` })
  await expect(panel.getByTestId('sign-in')).toHaveAttribute('data-state', 'waiting')
  return panel
}

/** From the button of the row to the end, with a browser of its own. @param opened how many addresses then were opened */
export async function signInCompletely(
  page: Page,
  company: Company,
  mailbox: string,
  username: string,
  opened: number,
): Promise<void> {
  const panel = await startSignIn(page, mailbox)
  const urls = await company.browser.opened(opened)
  const web = await company.browser.show(urls[opened - 1] ?? '')
  await signInAs(web, username)
  await expect(panel.getByText(`${username} ist angemeldet.`)).toBeVisible()
  await panel.getByRole('button', { name: 'Schliessen' }).click()
  await expect(accountRow(page, mailbox).getByText(`Angemeldet als ${username}`)).toBeVisible()
}
