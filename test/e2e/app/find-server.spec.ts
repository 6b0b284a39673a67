/**
 * From an e-mail address alone to a connector with a working account. The proxy of the company knows the name of its
 * Autodiscover and leads to the test server; whatever else is asked cannot be resolved (`--host-resolver-rules`).
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { startExchangeServer, type ExchangeServer } from '#test/exchange-server/server.ts'
import { launch, removeFolder } from '../application.ts'
import { inEveryLook } from '../every-look.ts'
import { ANNA } from '../exchange.ts'
import { accountRow, PASSWORD } from '../steps.ts'

const AUTODISCOVER = 'autodiscover.contoso.example'

type Parts = { readonly page: Page; readonly server: ExchangeServer; readonly dialog: Locator }

type Proxy = { readonly script: string; close(): Promise<void> }

/** A proxy with its PAC script: `host` is the server on a port of this machine, everything else is none of its business. */
async function startProxy(host: string, port: number): Promise<Proxy> {
  const proxy = createServer((_request, response) => {
    const address = `127.0.0.1:${(proxy.address() as AddressInfo).port}`
    response.setHeader('Content-Type', 'application/x-ns-proxy-autoconfig')
    response.end(`function FindProxyForURL(url, host) {
      return url.indexOf('https:') === 0 && host === '${host}' ? 'PROXY ${address}' : 'DIRECT'
    }`)
  })
  proxy.on('connect', (_request, client) => {
    const tunnel = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      tunnel.pipe(client).pipe(tunnel)
    })
    tunnel.on('error', () => client.destroy())
    client.on('error', () => tunnel.destroy())
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  return {
    script: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/proxy.pac`,
    close: async () => {
      proxy.closeAllConnections()
      proxy.close()
      await once(proxy, 'close')
    },
  }
}

/** The dialog of the search in an application without connectors. */
async function withSearch(
  options: { readonly authentication?: readonly ('basic' | 'ntlm')[]; readonly isThere?: boolean },
  act: (parts: Parts) => Promise<void>,
): Promise<void> {
  const server = await startExchangeServer({
    mailboxes: [{ address: ANNA.mailbox, user: ANNA.userName, password: PASSWORD, displayName: ANNA.owner }],
    tls: 'with-chain',
    hostNames: [AUTODISCOVER],
    lockOutAfter: 5,
    ...(options.authentication && { authentication: options.authentication }),
  })
  const proxy = await startProxy(options.isThere === false ? 'nobody' : AUTODISCOVER, server.port)
  const application = await launch({
    args: ['--host-resolver-rules=MAP *.example ~NOTFOUND,MAP outlook.office365.com ~NOTFOUND'],
    environment: { EWS_KONNEKTOR_PROXY: `pac:${proxy.script}` },
  })
  try {
    const { page } = application
    await page.getByRole('link', { name: 'Server zu einer E-Mail-Adresse suchen …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Exchange-Server suchen' })
    await expect(dialog.getByText(/Die E-Mail-Adresse eines Postfachs genügt/)).toBeVisible()
    await act({ page, server, dialog })
  } finally {
    await application.close()
    await removeFolder(application.dataFolder)
    await server.stop()
    await proxy.close()
  }
}

async function search(dialog: Locator, address = ANNA.mailbox): Promise<void> {
  await dialog.getByRole('textbox', { name: 'E-Mail-Adresse' }).fill(address)
  await dialog.getByRole('button', { name: 'Suchen', exact: true }).click()
}

/** Trusts the authority that the server sends along. */
async function trustAuthority(page: Page): Promise<void> {
  const trust = page.getByRole('dialog', { name: new RegExp(`^Zertifikat von ${AUTODISCOVER}`) })
  await trust
    .getByRole('radio', { name: /Zertifizierungsstelle/ })
    .first()
    .check()
  await trust.getByRole('checkbox').check()
  await trust.getByRole('button', { name: 'Vertrauen' }).click()
  await expect(trust).toBeHidden()
}

async function signIn(dialog: Locator, password: string): Promise<void> {
  await dialog.getByRole('textbox', { name: 'Benutzername' }).fill(`CONTOSO\\${ANNA.userName}`)
  await dialog.getByRole('textbox', { name: 'Passwort' }).fill(password)
  await dialog.getByRole('button', { name: /^Anmelden/ }).click()
}

/** Also in the smallest window. */
async function inEveryLookOfTheSearch(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 1024, height: 700 })
  await inEveryLook(page, `find-server-${name}`)
}

const withoutJson = (server: ExchangeServer): void => {
  server.intercept(({ path: asked }) => (asked.endsWith('.json') ? { kind: 'http', status: 404 } : 'pass'))
}

for (const authentication of ['basic', 'ntlm'] as const) {
  test(`an e-mail address alone leads to a connector with a working account, by way of certificate and sign-in (${authentication})`, async () => {
    test.setTimeout(180_000)
    await withSearch({ authentication: [authentication] }, async ({ page, server, dialog }) => {
      withoutJson(server)
      if (authentication === 'basic') await inEveryLookOfTheSearch(page, 'empty')
      await search(dialog)
      await expect(dialog.getByText(/vertraut dem Aussteller des Zertifikats/).first()).toBeVisible()
      if (authentication === 'basic') await inEveryLookOfTheSearch(page, 'certificate')
      await dialog.getByRole('alert').getByRole('button', { name: 'Zertifikat ansehen' }).click()
      await trustAuthority(page)

      await expect(dialog.getByRole('heading', { name: `Anmeldung bei ${AUTODISCOVER}` })).toBeVisible()
      expect(server.successfulSignIns(ANNA.userName)).toBe(0)
      if (authentication === 'basic') await inEveryLookOfTheSearch(page, 'sign-in')
      await signIn(dialog, PASSWORD)
      await expect(dialog.getByRole('region', { name: 'Gefunden' })).toContainText(server.url)
      await expect(dialog.getByTestId('attempt-soap')).toHaveAttribute('data-outcome', 'found')
      await expect(dialog.getByTestId('attempt-ews')).toHaveAttribute('data-outcome', 'asks-for-sign-in')
      if (authentication === 'basic') await inEveryLookOfTheSearch(page, 'found')
      await dialog.getByRole('button', { name: 'Übernehmen' }).click()
      await expect(dialog).toBeHidden()

      await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('contoso.example')
      await expect(page.getByRole('textbox', { name: 'URL' })).toHaveValue(server.url)
      await page.getByRole('button', { name: 'Speichern' }).click()
      const form = page.getByRole('dialog', { name: 'MS EWS Konto hinzufügen' })
      await expect(form.getByRole('textbox', { name: 'Exchange-Postfach' })).toHaveValue(ANNA.mailbox)
      await form.getByRole('textbox', { name: 'Name des Inhabers' }).fill(ANNA.owner)
      await form.getByRole('button', { name: 'Verbindung testen' }).click()
      const report = page.getByRole('dialog', { name: /Verbindungstest/ })
      await expect(report.getByTestId('test-step-folders')).toHaveAttribute('data-state', 'passed', {
        timeout: 45_000,
      })
      await report.getByRole('button', { name: 'Schliessen' }).click()
      await form.getByRole('button', { name: 'Speichern' }).click()
      await expect(form).toBeHidden()
      await expect(accountRow(page, ANNA.mailbox)).toBeVisible()
      expect(server.failedSignIns(ANNA.userName)).toBe(0)
    })
  })
}

test('a refused password goes to no other place, and is counted until nothing more is sent', async () => {
  test.setTimeout(120_000)
  await withSearch({}, async ({ page, server, dialog }) => {
    withoutJson(server)
    await search(dialog)
    await dialog.getByRole('alert').getByRole('button', { name: 'Zertifikat ansehen' }).click()
    await trustAuthority(page)
    for (const attempt of [1, 2, 3]) {
      await signIn(dialog, `falsch-${attempt}`)
      await expect(dialog.getByRole('heading', { name: 'Mit Anmeldung suchen' })).toBeVisible()
      await expect.poll(() => server.failedSignIns(ANNA.userName)).toBe(attempt)
      await expect(dialog.getByTestId('attempt-soap')).toHaveCount(1)
      await expect(dialog.getByTestId('attempt-pox')).toHaveCount(0)
    }
    await inEveryLookOfTheSearch(page, 'refused')
    await signIn(dialog, PASSWORD)
    await expect(
      dialog
        .getByRole('alert')
        .getByText(/angehalten|pausiert/i)
        .first(),
    ).toBeVisible()
    expect(server.failedSignIns(ANNA.userName)).toBe(3)
    expect(server.lockedAccounts).toEqual([])
  })
})

test('where nothing is found the dialog says which DNS names were missing; a search can be cancelled at any moment', async () => {
  test.setTimeout(120_000)
  await withSearch({ isThere: false }, async ({ page, dialog }) => {
    await search(dialog)
    await expect(dialog.getByText('Darf outlook.office365.com gefragt werden?')).toBeVisible()
    await inEveryLookOfTheSearch(page, 'host-question')
    await dialog.getByRole('button', { name: 'Abbrechen' }).click()
    await expect(dialog.getByText('Suche abgebrochen')).toBeVisible()
    await inEveryLookOfTheSearch(page, 'cancelled')

    await search(dialog)
    await dialog.getByRole('button', { name: 'Erlauben', exact: true }).click()
    await expect(dialog.getByText(/_autodiscover\._tcp\.contoso\.example \(?/).last()).toBeVisible()
    await expect(dialog.getByRole('alert')).toContainText('autodiscover.contoso.example (CNAME oder A)')
    await inEveryLookOfTheSearch(page, 'nothing')
    await expect(dialog.getByRole('button', { name: 'Übernehmen' })).toBeHidden()
  })
})

test('what hangs is shown as running, and is told without a sign-in where Exchange tells it so', async () => {
  test.setTimeout(120_000)
  await withSearch({}, async ({ page, server, dialog }) => {
    const goOn = server.intercept(() => ({ kind: 'hang' }))
    await search(dialog)
    await dialog.getByRole('alert').getByRole('button', { name: 'Zertifikat ansehen' }).click()
    await trustAuthority(page)
    await expect(dialog.getByTestId('attempt-look').first()).toHaveAttribute('data-outcome', 'running')
    await inEveryLookOfTheSearch(page, 'running')
    await dialog.getByRole('button', { name: 'Abbrechen' }).click()
    await expect(dialog.getByText('Suche abgebrochen')).toBeVisible()
    goOn()
    await search(dialog)
    await expect(dialog.getByRole('region', { name: 'Gefunden' })).toContainText('nicht bestätigt')
    expect(server.successfulSignIns(ANNA.userName)).toBe(0)
    await dialog.getByRole('button', { name: 'Mit Anmeldung nachfragen' }).click()
    await signIn(dialog, PASSWORD)
    await expect(dialog.getByRole('region', { name: 'Gefunden' })).toContainText('15.2.')
  })
})
