/**
 * A company that signs in with OAuth2: an identity provider, an Exchange server that trusts it, and the services of the
 * application over real connections. Everything ends by itself after each test.
 */
import { afterEach } from 'vitest'
import { nodeTransports } from '#electron/exchange/transport/node-account-transport.ts'
import { runConnectionTest } from '#electron/diagnostics/run-connection-test.ts'
import type { Desktop } from '#electron/services/create-sign-in.ts'
import type { Connector, ConnectorDraft } from '#shared/domain/connector.ts'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import { DEFAULT_OAUTH2, type OAuth2Settings } from '#shared/domain/oauth2.ts'
import type { SignInProgress, SignInState, SignInWay } from '#shared/domain/sign-in.ts'
import type { TestReport } from '#shared/domain/connection-test.ts'
import {
  startIdentityProvider,
  type IdentityProvider,
  type IdentityProviderOptions,
} from '#test/exchange-server/identity-provider/identity-provider.ts'
import { startExchangeServer, type ExchangeServer } from '#test/exchange-server/server.ts'
import {
  aConnector,
  anAccount,
  servicesUnderTest,
  valueOf,
  type UnderTest,
} from '../../unit/services/services-under-test.ts'
import { browser, type Browser, type Page } from './browser.ts'

export const ANNA = 'anna.meier@contoso.example'
export const BERND = 'bernd.vogel@contoso.example'
export const PUBLIC_CLIENT = 'd3590ed6-52b3-4102-aeff-aad2292ab01c'
export const SERVICE_CLIENT = '11111111-2222-4333-8444-555555555555'
export const SERVICE_SECRET = 'klasse&geheim'
const EWS_SCOPE = 'https://outlook.office365.com/EWS.AccessAsUser.All'

export type Company = {
  readonly provider: IdentityProvider
  readonly server: ExchangeServer
  readonly services: UnderTest
  readonly browser: Browser
  /** Addresses that were given to the system's browser. */
  readonly opened: string[]
  readonly notices: { readonly title: string; readonly body: string }[]
  readonly progress: SignInProgress[]
  connector(changes?: Partial<OAuth2Settings>): Connector
  account(connector: Connector, number: number, mailbox: string): Promise<EwsAccount>
  /** Starts a sign-in, lets `act` play the person once it waits, and answers with how it ended. */
  signIn(account: EwsAccount, act: (waiting: Waiting) => unknown, way?: SignInWay): Promise<SignInProgress>
  state(account: EwsAccount): Promise<SignInState>
  /** Opens the inbox as the synchronisation would. @returns `ok` or the code of the error */
  sync(account: EwsAccount): Promise<string>
  test(connector: Connector, account: EwsAccount): Promise<TestReport>
}

export type Waiting = SignInProgress & { readonly state: 'waiting' }

const ends: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

type CompanyOptions = Partial<IdentityProviderOptions> & {
  /** PEM, with which the service account may prove itself. */
  readonly assertionKeys?: readonly string[]
}

export async function aCompany(options: CompanyOptions = {}): Promise<Company> {
  const provider = await startIdentityProvider({
    users: [{ username: ANNA, name: 'Anna Meier' }, { username: BERND }],
    applications: [
      { clientId: PUBLIC_CLIENT, redirectUris: ['http://localhost'] },
      {
        clientId: SERVICE_CLIENT,
        secret: SERVICE_SECRET,
        roles: ['full_access_as_app'],
        assertionKeys: options.assertionKeys ?? [],
      },
    ],
    tls: 'private-ca',
    ...options,
  })
  ends.push(() => provider.stop())
  const server = await startExchangeServer({
    mailboxes: [
      { address: ANNA, password: 'x' },
      { address: BERND, password: 'x' },
    ],
    authentication: ['bearer'],
    identityProvider: provider.tokenIssuer,
  })
  ends.push(() => server.stop())
  const opened: string[] = []
  const notices: Company['notices'] = []
  const progress: SignInProgress[] = []
  const desktop: Desktop = {
    openInBrowser: (url) => {
      opened.push(url)
      return Promise.resolve(true)
    },
    copyText: () => undefined,
    notify: (notice) => notices.push(notice),
  }
  const listeners = new Set<() => void>()
  const reports: TestReport[] = []
  const services = servicesUnderTest({
    openTransport: nodeTransports({ userAgent: 'test' }),
    extraAuthorities: [provider.caCertificate ?? ''],
    desktop,
    loadRunner: () => Promise.resolve(runConnectionTest),
    onEvent: (name, payload) => {
      if (name === 'signIn.onDidProgress') progress.push(payload as SignInProgress)
      if (name === 'connectionTests.onDidProgress') reports.push(payload as TestReport)
      for (const listener of listeners) listener()
    },
  })
  ends.push(() => services.close())
  const web = browser(provider.caCertificate ?? '')
  ends.push(() => web.close())

  /** Waits for an event after which `find` finds something. */
  const after = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = find()
        if (found === undefined) return
        listeners.delete(look)
        resolve(found)
      }
      listeners.add(look)
      look()
    })

  const draftOf = (changes: Partial<OAuth2Settings> = {}): ConnectorDraft =>
    aConnector({
      url: server.url,
      authenticationMethod: 'oauth2',
      oauth2: {
        ...DEFAULT_OAUTH2,
        authority: provider.url,
        tenant: provider.tenant,
        clientId: PUBLIC_CLIENT,
        scope: EWS_SCOPE,
        ...changes,
      },
    })

  return {
    ...{ provider, server, services, browser: web, opened, notices, progress },
    connector: (changes) => valueOf(services.connectors.save(null, draftOf(changes))),
    account: async (connector, number, mailbox) => {
      const draft = anAccount(connector.id, number, { mailbox, userName: '' })
      return valueOf(await services.accounts.save(null, draft, { kind: 'keep' })).account
    },
    signIn: async (account, act, way = 'browser') => {
      const { id } = valueOf(services.signIn.start(account.id, way))
      const mine = () => progress.filter((each) => each.id === id)
      const hasEnded = (each: SignInProgress) => each.state === 'succeeded' || each.state === 'failed'
      const first = await after(() => mine().find((each) => each.state === 'waiting' || hasEnded(each)))
      if (first.state === 'waiting') await act(first)
      return await after(() => mine().find(hasEnded))
    },
    state: async (account) => {
      const entries = valueOf(await services.accounts.list(account.connectorId))
      return entries.find((entry) => entry.account.id === account.id)!.signIn
    },
    sync: async (account) => {
      const opened = await services.spy.callbacks!.transportFor(account.id)
      if (!opened.ok) return opened.error.code
      const transport = opened.value
      try {
        const sent = await transport.send({
          operation: 'GetFolder',
          method: 'POST',
          url: server.url,
          headers: {},
          body: INBOX,
          signal: new AbortController().signal,
        })
        if (!sent.ok) return sent.error.code
        for await (const _chunk of sent.value.body) continue
        return sent.value.status === 200 ? 'ok' : `HTTP ${sent.value.status}`
      } finally {
        await transport.close()
      }
    },
    test: async (connector, account) => {
      const started = await services.connectionTests.start({
        connector,
        account: {
          mailbox: account.mailbox,
          access: account.access,
          url: account.url,
          userName: '',
          sync: account.sync,
          password: { kind: 'stored', accountId: account.id },
        },
        connectorId: connector.id,
        accountId: account.id,
        resumes: false,
        writing: 'not-asked',
      })
      const { id } = valueOf(started)
      return await after(() => reports.find((report) => report.id === id && report.outcome !== null))
    },
  }
}

const INBOX =
  '<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" ' +
  'xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" ' +
  'xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><soap:Header>' +
  '<t:RequestServerVersion Version="Exchange2013_SP1"/></soap:Header><soap:Body><m:GetFolder><m:FolderShape>' +
  '<t:BaseShape>IdOnly</t:BaseShape></m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id="inbox"/>' +
  '</m:FolderIds></m:GetFolder></soap:Body></soap:Envelope>'

/** Signs a user in at the provider's page, without asking a person. */
export function asUser(company: Company, username: string): () => Promise<Page> {
  return async () => {
    company.provider.answerAutomatically({ kind: 'sign-in', username })
    const url = company.opened.at(-1)
    if (url === undefined) throw new Error('no address was opened')
    return await company.browser.open(url)
  }
}
