/** What only shows after the sign-in: EWS that is closed for somebody, rights, zones, age of the server. */
import { ACCOUNT_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'
import type { ErrorCode } from '#shared/errors.ts'
import { addItemXml } from '#test/exchange-server/content/arrange.ts'
import { chooseTimeZone } from '#test/exchange-server/content/configure.ts'
import { faultAnswer } from '#test/exchange-server/misbehaviour/answers.ts'
import { EXCHANGE_2019, type ExchangeVersion } from '#test/exchange-server/server.ts'
import type { BrokenSetUp } from './broken-set-up.ts'
import { ANNA, PASSWORD, SALES } from './people.ts'

/** The server forbids EWS to whoever has signed in, in these words. */
const forbidden = (situation: string, finds: ErrorCode, said: string): BrokenSetUp => ({
  situation,
  step: 'authentication',
  finds,
  arrange: async (stage) => {
    const server = await stage.exchange()
    const headers = { 'Content-Type': 'text/html' }
    server.intercept(({ signedIn }) =>
      signedIn ? { kind: 'http', status: 403, headers, body: `<p>${said}</p>` } : 'pass',
    )
    return { url: server.url }
  },
})

/** IIS adds the reason of Windows to its refusal, as it does with detailed errors. */
const refusedFor = (situation: string, finds: ErrorCode, reason: string): BrokenSetUp => ({
  situation,
  step: 'authentication',
  finds,
  arrange: async (stage) => {
    const server = await stage.exchange()
    const headers = { 'WWW-Authenticate': 'Basic realm="mail"', 'Content-Type': 'text/html' }
    server.intercept((request) =>
      request.headers.authorization === undefined
        ? 'pass'
        : { kind: 'http', status: 401, headers, body: `<td>Error Code</td><td>0x${reason}</td>` },
    )
    return { url: server.url }
  },
})

const outdated = (situation: string, version: ExchangeVersion): BrokenSetUp => ({
  situation,
  step: 'server-version',
  finds: 'server-out-of-support',
  arrange: async (stage) => ({
    url: (await stage.exchange({ version })).url,
    now: () => Date.parse('2026-11-28T12:00:00Z'),
  }),
})

const PRIME_ID =
  '<t:ExtendedProperty><t:ExtendedFieldURI PropertySetId="7c1f0a52-3b6e-4d0b-9a5e-6f1d2c84b7e3" ' +
  'PropertyName="ClientId" PropertyType="String"/><t:Value>1</t:Value></t:ExtendedProperty>'

export const AFTER_SIGN_IN: readonly BrokenSetUp[] = [
  refusedFor(
    'The account is locked after too many wrong passwords, and the server says so',
    'sign-in.account-locked',
    '80070775',
  ),
  refusedFor(
    'The user may not sign in at this hour, and the server says so',
    'sign-in.not-permitted',
    '80070530',
  ),
  forbidden(
    'EWS is switched off for the whole organisation',
    'exchange.ews-off-for-organization',
    'EWS is not enabled for this tenant.',
  ),
  forbidden(
    'The application is not in the list of those that may use EWS',
    'exchange.ews-off-for-application',
    'The application ID is not in EwsAllowedAppIDs of the organization.',
  ),
  forbidden(
    'EWS is switched off for the mailbox',
    'exchange.ews-off-for-mailbox',
    'EWS has been disabled for this mailbox.',
  ),
  forbidden(
    'The mailbox has no licence',
    'exchange.no-licence',
    'The user has no valid license for Exchange.',
  ),
  {
    situation: 'The clock of this machine is wrong',
    step: 'clock',
    finds: 'clock-differs',
    arrange: async (stage) => ({
      url: (await stage.exchange()).url,
      now: () => Date.now() + 900_000,
    }),
  },
  outdated('The server is Exchange 2013, which Microsoft no longer mends', 'Exchange2013_SP1'),
  {
    situation: 'The mailbox is in Exchange Online, where EWS ends',
    step: 'exchange-online',
    finds: 'ews-retires',
    arrange: async (stage) => ({ url: (await stage.exchange({ version: 'ExchangeOnline' })).url }),
  },
  {
    situation: 'Another address of the mailbox is entered instead of the primary one',
    step: 'primary-address',
    finds: 'mailbox-alias',
    arrange: async (stage) => {
      const mailboxes = [{ address: ANNA, password: PASSWORD, aliases: ['a.meier@contoso.example'] }]
      return {
        url: (await stage.exchange({ mailboxes })).url,
        account: { mailbox: 'a.meier@contoso.example' },
      }
    },
  },
  {
    situation: 'A further folder that was chosen has been deleted',
    step: 'folders',
    finds: 'folders-missing',
    arrange: async (stage) => {
      const server = await stage.exchange()
      const id = server.mailbox(ANNA).createFolder('Projekte')
      server.mailbox(ANNA).deleteFolder(id)
      const furtherFolders = [{ exchangeFolderId: id, name: 'Projekte' }]
      return { url: server.url, account: { sync: { ...ACCOUNT_SYNC_DEFAULTS, furtherFolders } } }
    },
  },
  {
    situation: 'The shared mailbox may be read, but not written',
    step: 'write-access',
    finds: 'exchange.write-denied',
    arrange: async (stage) => {
      const mailboxes = [
        { address: ANNA, password: PASSWORD },
        { address: SALES, password: 'x', readOnlyDelegates: [ANNA] },
      ]
      return {
        url: (await stage.exchange({ mailboxes })).url,
        account: { mailbox: SALES, access: 'delegated', mayWrite: true },
      }
    },
  },
  {
    situation: 'The mailbox and Winoffice Prime are in different time zones',
    step: 'time-zones',
    finds: 'time-zones-differ',
    arrange: async (stage) => {
      const server = await stage.exchange()
      chooseTimeZone(server.mailbox(ANNA), 'Eastern Standard Time')
      return { url: server.url }
    },
  },
  {
    situation: 'Winoffice Prime and Outlook both request read receipts',
    step: 'read-receipts',
    finds: 'read-receipts-on-both-sides',
    arrange: async (stage) => {
      const server = await stage.exchange()
      for (const id of [PRIME_ID, '']) {
        const asking = '<t:IsReadReceiptRequested>true</t:IsReadReceiptRequested>'
        await addItemXml(server.mailbox(ANNA), `<t:Message>${id}${asking}</t:Message>`, 'sentitems')
      }
      return { url: server.url }
    },
  },
  {
    situation: 'The server sets up no notifications',
    step: 'notifications',
    finds: 'notifications-not-available',
    arrange: async (stage) => {
      const server = await stage.exchange()
      const responseCode = 'ErrorInvalidSubscriptionRequest'
      server.intercept(({ operation }) =>
        operation === 'Subscribe'
          ? faultAnswer(EXCHANGE_2019, { responseCode, message: responseCode })
          : 'pass',
      )
      return { url: server.url }
    },
  },
]
