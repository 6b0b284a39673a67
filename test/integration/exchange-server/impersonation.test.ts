/** In whose name the server answers, and for which versions of the schema: what stands in the SOAP header. */
import { afterEach, describe, expect, test } from 'vitest'
import { sidOf } from '#test/exchange-server/impersonation.ts'
import { Directory, mayOpen, mayWrite } from '#test/exchange-server/mailbox/directory.ts'
import { requireWriteAccess } from '#test/exchange-server/operations/write-access.ts'
import { type RawAnswer, type RawClient, envelope, rawClient } from '#test/exchange-server/raw-client.ts'
import { distinguished, getFolder } from '#test/exchange-server/requests.ts'
import {
  EXCHANGE_2019,
  type ExchangeServer,
  type ExchangeServerOptions,
  type ExchangeVersion,
  startExchangeServer,
} from '#test/exchange-server/server.ts'
import { VERSIONS } from '#test/exchange-server/soap/versions.ts'
import { child, childText, parseXml } from '#test/exchange-server/soap/xml-tree.ts'

const ANNA = { address: 'anna.meier@contoso.example', user: 'anna.meier', password: 'geheim' }
const BERND = { address: 'bernd.vogel@contoso.example', user: 'b.vogel', password: 'anders' }
const SERVICE = { address: 'dienst@contoso.example', user: 'dienst', password: 'maschine' }
const VERSION = '<t:RequestServerVersion Version="Exchange2013_SP1"/>'

let server: ExchangeServer | undefined
const clients: RawClient[] = []

const start = async (options: Partial<ExchangeServerOptions> = {}): Promise<ExchangeServer> =>
  (server = await startExchangeServer({ mailboxes: [ANNA, BERND, SERVICE], ...options }))

/** Asks for the inbox with something in the SOAP header. */
async function ask(header: string, who: { user: string; password: string } = SERVICE): Promise<RawAnswer> {
  const made = rawClient(server!.url, who)
  clients.push(made)
  return await made.send({ body: envelope(getFolder(distinguished('inbox'))).replace(VERSION, header) })
}

const impersonate = (identity: string): string =>
  `${VERSION}<t:ExchangeImpersonation><t:ConnectingSID>${identity}</t:ConnectingSID></t:ExchangeImpersonation>`

const asAddress = (address: string): string =>
  impersonate(`<t:PrimarySmtpAddress>${address}</t:PrimarySmtpAddress>`)

const inboxOf = (answer: RawAnswer): string | undefined =>
  child(child(answer.messages[0], 'Folders')?.children[0], 'FolderId')?.attributes.Id

const fault = (answer: RawAnswer): [number, string | undefined] => [
  answer.status,
  childText(child(answer.body, 'detail'), 'ResponseCode'),
]

afterEach(async () => {
  for (const made of clients.splice(0)) made.close()
  await server?.stop()
  server = undefined
})

describe('impersonation', () => {
  test.each([
    ['PrimarySmtpAddress', 'Bernd.Vogel@contoso.example'],
    ['SmtpAddress', 'bernd.vogel@contoso.example'],
    ['PrincipalName', 'b.vogel@contoso.example'],
  ])('by %s opens the mailbox of the other', async (kind, value) => {
    await start({ impersonators: [SERVICE.address] })
    const answer = await ask(impersonate(`<t:${kind}>${value}</t:${kind}>`))
    expect(inboxOf(answer)).toBe(server!.mailbox(BERND.address).folder('inbox')!.id)
    expect(server!.journal[0]).toMatchObject({ user: 'dienst', status: 200 })
  })

  test('by SID opens the mailbox of the other', async () => {
    await start({ impersonators: [SERVICE.address] })
    const bernd = server!.mailbox(BERND.address)
    const answer = await ask(impersonate(`<t:SID>${sidOf(bernd)}</t:SID>`))
    expect(inboxOf(answer)).toBe(bernd.folder('inbox')!.id)
    expect(sidOf(bernd)).not.toBe(sidOf(server!.mailbox(ANNA.address)))
  })

  test('without the right it is denied, and that for the owner of one mailbox says nothing of another', async () => {
    await start({ mailboxes: [ANNA, { ...BERND, impersonators: [SERVICE.address] }, SERVICE] })
    expect((await ask(asAddress(BERND.address))).status).toBe(200)
    expect(fault(await ask(asAddress(ANNA.address)))).toEqual([500, 'ErrorImpersonateUserDenied'])
    expect(fault(await ask(asAddress(BERND.address), ANNA))).toEqual([500, 'ErrorImpersonateUserDenied'])
  })

  test.each([
    ['<t:PrimarySmtpAddress>niemand@contoso.example</t:PrimarySmtpAddress>', 'ErrorNonExistentMailbox'],
    ['<t:SmtpAddress>niemand@contoso.example</t:SmtpAddress>', 'ErrorNonExistentMailbox'],
    ['<t:PrincipalName>niemand@contoso.example</t:PrincipalName>', 'ErrorImpersonationFailed'],
    ['<t:PrincipalName>CONTOSO\\b.vogel</t:PrincipalName>', 'ErrorInvalidUserPrincipalName'],
    ['<t:SID>S-1-5-21-1-2-3-4</t:SID>', 'ErrorImpersonationFailed'],
    ['<t:SID>bernd</t:SID>', 'ErrorInvalidUserSid'],
    ['', 'ErrorSchemaValidation'],
  ])('of nobody (%s) is %s, with and without the right', async (identity, code) => {
    await start({ impersonators: [SERVICE.address] })
    expect(fault(await ask(impersonate(identity)))).toEqual([500, code])
    expect(fault(await ask(impersonate(identity), ANNA))).toEqual([500, code])
  })
})

describe('delegates', () => {
  const directory = new Directory([
    { ...ANNA, delegates: [BERND.address], readOnlyDelegates: [SERVICE.address.toUpperCase()] },
    BERND,
    SERVICE,
  ])
  const [anna, bernd, service] = [ANNA, BERND, SERVICE].map(({ address }) => directory.byAddress(address)!)

  test('who may only read opens the mailbox and changes nothing', () => {
    expect([anna!, bernd!, service!].map((caller) => mayOpen(caller, anna!))).toEqual([true, true, true])
    expect([anna!, bernd!, service!].map((caller) => mayWrite(caller, anna!))).toEqual([true, true, false])
    expect(mayWrite(anna!, bernd!)).toBe(false)
    expect(() => {
      requireWriteAccess(service!, anna!)
    }).toThrow(expect.objectContaining({ responseCode: 'ErrorAccessDenied' }) as Error)
    expect(() => {
      requireWriteAccess(bernd!, anna!)
    }).not.toThrow()
  })

  test('who may only read sees the folders over EWS', async () => {
    await start({ mailboxes: [{ ...ANNA, readOnlyDelegates: [SERVICE.address] }, BERND, SERVICE] })
    const open = async (who: typeof ANNA): Promise<RawAnswer> => {
      const made = rawClient(server!.url, who)
      clients.push(made)
      return await made.call(getFolder(distinguished('inbox', ANNA.address)))
    }
    expect(inboxOf(await open(SERVICE))).toBe(server!.mailbox(ANNA.address).folder('inbox')!.id)
    expect(childText((await open(BERND)).messages[0], 'ResponseCode')).toBe('ErrorAccessDenied')
  })
})

describe('versions', () => {
  const asks = (version: string): string => `<t:RequestServerVersion Version="${version}"/>`

  test.each<[ExchangeVersion, string, string]>([
    ['Exchange2013', '15.0', 'V2_4'],
    ['Exchange2013_SP1', '15.0', 'V2_23'],
    ['Exchange2016', '15.1', 'V2017_07_11'],
    ['Exchange2019', '15.2', 'V2017_07_11'],
    ['ExchangeSE', '15.2', 'V2017_07_11'],
    ['ExchangeOnline', '15.20', 'V2018_01_08'],
  ])('%s says that it is %s with the schema %s', async (version, number, schema) => {
    await start({ version })
    const answer = await ask(asks('Exchange2010'))
    const said = child(child(parseXml(answer.text), 'Header'), 'ServerVersionInfo')!.attributes
    expect(`${said.MajorVersion}.${said.MinorVersion}`).toBe(number)
    expect(said.Version).toBe(schema)
  })

  test('every version has a build of its own, and 2019 is what the server says without the option', () => {
    const builds = Object.values(VERSIONS).map((version) => JSON.stringify(version))
    expect(new Set(builds).size).toBe(builds.length)
    expect(VERSIONS.Exchange2019).toEqual(EXCHANGE_2019)
  })

  test.each<[ExchangeVersion, string, string]>([
    ['Exchange2013', 'Exchange2013', 'Exchange2013_SP1'],
    ['Exchange2013_SP1', 'Exchange2013_SP1', 'Exchange2016'],
    ['Exchange2013_SP1', 'V2_22', 'V2015_10_05'],
    ['Exchange2016', 'V2017_07_11', 'V2018_01_08'],
    ['Exchange2019', 'Exchange2016', 'V2018_01_08'],
    ['ExchangeSE', 'Exchange2016', 'V2018_01_08'],
    ['ExchangeOnline', 'V2018_01_08', 'Exchange2099'],
  ])('%s speaks %s and refuses %s', async (version, spoken, refused) => {
    await start({ version })
    expect((await ask(asks(spoken))).status).toBe(200)
    const answer = await ask(asks(refused))
    expect(fault(answer)).toEqual([500, 'ErrorInvalidServerVersion'])
    expect(childText(answer.body, 'faultstring')).toBe('The specified server version is invalid.')
  })

  test('a request that asks for no version is answered', async () => {
    await start({ version: 'Exchange2013' })
    expect((await ask('')).status).toBe(200)
  })
})
