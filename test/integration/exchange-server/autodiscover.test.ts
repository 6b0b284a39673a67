/** Autodiscover of the test server, by plain HTTP: plain XML, SOAP, JSON, and every kind of redirection. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type RawAnswer, type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import {
  type AutodiscoverRoute,
  type ExchangeServer,
  type ExchangeVersion,
  startExchangeServer,
} from '#test/exchange-server/server.ts'
import { type XmlElement, child, childText, parseXml } from '#test/exchange-server/soap/xml-tree.ts'

const ANNA = {
  address: 'anna.meier@contoso.example',
  user: 'anna.meier',
  password: 'geheim',
  displayName: 'Anna Meier',
}
const OUTLOOK = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a'
const PHONE = 'http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006'
const SOAP = 'http://schemas.microsoft.com/exchange/2010/Autodiscover'

let server: ExchangeServer
let client: RawClient
let anonymous: RawClient

const start = async (options: Partial<Parameters<typeof startExchangeServer>[0]> = {}): Promise<void> => {
  server = await startExchangeServer({ mailboxes: [ANNA], ...options })
  client = rawClient(server.url, { ...ANNA, ca: server.caCertificate })
  anonymous = rawClient(server.url, { ca: server.caCertificate })
}

beforeEach(() => start())

afterEach(async () => {
  client.close()
  anonymous.close()
  await server.stop()
})

const restart = async (options: Parameters<typeof start>[0]): Promise<void> => {
  client.close()
  anonymous.close()
  await server.stop()
  await start(options)
}

const poxRequest = (address: string, schema = OUTLOOK): string =>
  '<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request>' +
  `<EMailAddress>${address}</EMailAddress><AcceptableResponseSchema>${schema}</AcceptableResponseSchema>` +
  '</Request></Autodiscover>'

const pox = async (body: string): Promise<RawAnswer> =>
  await client.send({ path: '/autodiscover/autodiscover.xml', body })

const poxResponse = (answer: RawAnswer): XmlElement => child(parseXml(answer.text), 'Response')!

const soapRequest = (
  operation: 'GetUserSettings' | 'GetDomainSettings',
  subjects: readonly string[],
  settings: readonly string[],
  { action = `${SOAP}/Autodiscover/${operation}`, version = 'Exchange2013_SP1' } = {},
): string => {
  const list =
    operation === 'GetUserSettings'
      ? `<a:Users>${subjects.map((one) => `<a:User><a:Mailbox>${one}</a:Mailbox></a:User>`).join('')}</a:Users>`
      : `<a:Domains>${subjects.map((one) => `<a:Domain>${one}</a:Domain>`).join('')}</a:Domains>`
  return (
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:a="${SOAP}" xmlns:w="http://www.w3.org/2005/08/addressing">` +
    `<s:Header><a:RequestedServerVersion>${version}</a:RequestedServerVersion><w:Action>${action}</w:Action></s:Header>` +
    `<s:Body><a:${operation}RequestMessage><a:Request>${list}<a:RequestedSettings>` +
    settings.map((one) => `<a:Setting>${one}</a:Setting>`).join('') +
    `</a:RequestedSettings></a:Request></a:${operation}RequestMessage></s:Body></s:Envelope>`
  )
}

const soap = async (body: string): Promise<RawAnswer> =>
  await client.send({ path: '/autodiscover/autodiscover.svc', body })

const responseOf = (answer: RawAnswer): XmlElement => child(answer.body, 'Response')!
const firstOf = (answer: RawAnswer): XmlElement => responseOf(answer).children.at(-1)!.children[0]!
const settingsOf = (response: XmlElement, subject = 'User'): Record<string, string | undefined> =>
  Object.fromEntries(
    child(response, `${subject}Settings`)!.children.map((one): [string, string | undefined] => [
      childText(one, 'Name')!,
      childText(one, 'Value'),
    ]),
  )

const json = async (query: Readonly<Record<string, string>>): Promise<RawAnswer> =>
  await anonymous.send({
    method: 'GET',
    path: `/autodiscover/autodiscover.json?${new URLSearchParams(query).toString()}`,
  })

describe('plain XML', () => {
  test('gives the EWS address of a user', async () => {
    const answer = await pox(poxRequest(ANNA.address.toUpperCase()))
    expect(answer.status).toBe(200)
    const response = poxResponse(answer)
    expect(response.namespace).toBe(OUTLOOK)
    const account = child(response, 'Account')!
    expect(childText(account, 'Action')).toBe('settings')
    const protocols = account.children.filter(({ name }) => name === 'Protocol')
    expect(protocols.map((one) => [childText(one, 'Type'), childText(one, 'EwsUrl')])).toEqual([
      ['EXCH', server.url],
      ['EXPR', server.url],
    ])
    expect(childText(child(response, 'User'), 'AutoDiscoverSMTPAddress')).toBe(ANNA.address)
    expect(childText(child(response, 'User'), 'DisplayName')).toBe(ANNA.displayName)
    // 7 in 4 bits, 15 and 2 in 6 bits each, a set bit, 1544 in 15 bits
    expect(childText(protocols[0], 'ServerVersion')).toBe('73C28608')
  })

  test.each([
    ['an unknown user', poxRequest('nobody@contoso.example'), '500'],
    ['the schema of phones', poxRequest(ANNA.address, PHONE), '601'],
    ['no address', poxRequest(''), '600'],
    ['no XML', 'address=anna', '600'],
    ['another document', '<Autodiscover/>', '600'],
  ])('answers %s with an error inside HTTP 200', async (_case, body, code) => {
    const answer = await pox(body)
    expect(answer.status).toBe(200)
    expect(childText(child(poxResponse(answer), 'Error'), 'ErrorCode')).toBe(code)
  })

  test('asks for a sign-in and says to anybody which services there are', async () => {
    const answer = await anonymous.send({ method: 'GET', path: '/Autodiscover/Autodiscover.xml' })
    expect(answer.status).toBe(401)
    expect(answer.headers['www-authenticate']).toMatch(/^Basic/)
    expect(answer.headers['x-soap-enabled']).toBe('True')
    const signedIn = await client.send({ method: 'GET', path: '/Autodiscover/Autodiscover.xml' })
    expect(childText(child(poxResponse(signedIn), 'Error'), 'ErrorCode')).toBe('600')
  })

  test('counts wrong passwords as EWS does', async () => {
    const wrong = rawClient(server.url, { user: ANNA.user, password: 'falsch' })
    await wrong.send({ path: '/autodiscover/autodiscover.xml', body: poxRequest(ANNA.address) })
    wrong.close()
    expect(server.failedSignIns(ANNA.user)).toBe(1)
  })
})

describe('SOAP', () => {
  test('gives the settings that were asked for, and errors for the others', async () => {
    const names = ['ExternalEwsUrl', 'UserDisplayName', 'EwsSupportedSchemas', 'ExternalOABUrl', 'Nonsense']
    const answer = await soap(soapRequest('GetUserSettings', [ANNA.address], names))
    expect(answer.status).toBe(200)
    expect(childText(responseOf(answer), 'ErrorCode')).toBe('NoError')
    const user = firstOf(answer)
    expect(settingsOf(user)).toEqual({
      ExternalEwsUrl: server.url,
      UserDisplayName: ANNA.displayName,
      EwsSupportedSchemas: expect.stringMatching(
        /^Exchange2007, .*Exchange2013_SP1, Exchange2015$/,
      ) as string,
    })
    expect(
      child(user, 'UserSettingErrors')!.children.map((one) => [
        childText(one, 'SettingName'),
        childText(one, 'ErrorCode'),
      ]),
    ).toEqual([
      ['ExternalOABUrl', 'SettingIsNotAvailable'],
      ['Nonsense', 'InvalidSetting'],
    ])
  })

  test('answers every user of a request by itself', async () => {
    server.autodiscover.route('moved@contoso.example', {
      kind: 'redirect-address',
      address: 'moved@fabrikam.example',
    })
    const users = [ANNA.address, 'nobody@contoso.example', 'moved@contoso.example']
    const answer = await soap(soapRequest('GetUserSettings', users, ['InternalEwsUrl']))
    const responses = child(responseOf(answer), 'UserResponses')!.children
    expect(responses.map((one) => [childText(one, 'ErrorCode'), childText(one, 'RedirectTarget')])).toEqual([
      ['NoError', ''],
      ['InvalidUser', ''],
      ['RedirectAddress', 'moved@fabrikam.example'],
    ])
  })

  test('gives the EWS address of a domain', async () => {
    const answer = await soap(
      soapRequest('GetDomainSettings', ['contoso.example', 'elsewhere.example'], ['ExternalEwsUrl']),
    )
    expect(settingsOf(firstOf(answer), 'Domain')).toEqual({ ExternalEwsUrl: server.url })
    const codes = child(responseOf(answer), 'DomainResponses')!.children.map((one) =>
      childText(one, 'ErrorCode'),
    )
    expect(codes).toEqual(['NoError', 'InvalidDomain'])
  })

  test.each([
    ['no user', soapRequest('GetUserSettings', [], ['ExternalEwsUrl'])],
    ['no setting', soapRequest('GetUserSettings', [ANNA.address], [])],
    ['no version', soapRequest('GetUserSettings', [ANNA.address], ['ExternalEwsUrl'], { version: '' })],
  ])('refuses a request with %s', async (_case, body) => {
    const answer = await soap(body)
    expect(answer.status).toBe(200)
    expect(childText(responseOf(answer), 'ErrorCode')).toBe('InvalidRequest')
  })

  test('answers an unknown action with a fault, and what is no XML with 400', async () => {
    const action = `${SOAP}/Autodiscover/GetOrganizationRelationshipSettings`
    const answer = await soap(soapRequest('GetUserSettings', [ANNA.address], ['ExternalEwsUrl'], { action }))
    expect(answer.status).toBe(500)
    expect(childText(answer.body, 'faultcode')).toBe('a:ActionNotSupported')
    expect((await soap('nonsense')).status).toBe(400)
    expect((await client.send({ method: 'GET', path: '/autodiscover/autodiscover.svc' })).status).toBe(405)
  })

  test.each<[ExchangeVersion, string, string]>([
    ['Exchange2013', '15.0.775.38', 'Exchange2013'],
    ['Exchange2013_SP1', '15.0.1497.2', 'Exchange2013_SP1'],
    ['Exchange2016', '15.1.2507.6', 'Exchange2015'],
    ['ExchangeOnline', '15.20.8583.18', 'Exchange2015'],
  ])('says what %s says about its version', async (version, build, newest) => {
    await restart({ version })
    const answer = await soap(
      soapRequest('GetUserSettings', [ANNA.address], ['CasVersion', 'EwsSupportedSchemas', 'UserMSOnline']),
    )
    const settings = settingsOf(firstOf(answer))
    expect(settings.CasVersion).toBe(build)
    expect(settings.EwsSupportedSchemas!.split(', ').at(-1)).toBe(newest)
    expect(settings.UserMSOnline).toBe(version === 'ExchangeOnline' ? 'True' : 'False')
  })
})

describe('JSON', () => {
  test('gives the EWS address without a sign-in, in both forms', async () => {
    const answer = await json({ Email: ANNA.address, Protocol: 'ews' })
    expect(JSON.parse(answer.text)).toEqual({ Protocol: 'Ews', Url: server.url })
    const older = await anonymous.send({
      method: 'GET',
      path: `/autodiscover/autodiscover.json/v1.0/${encodeURIComponent(ANNA.address)}?Protocol=AutodiscoverV1`,
    })
    expect(JSON.parse(older.text)).toEqual({ Protocol: 'AutodiscoverV1', Url: server.autodiscover.poxUrl })
    expect(server.successfulSignIns(ANNA.user)).toBe(0)
  })

  test.each<[Record<string, string>, number, string]>([
    [{ Protocol: 'Ews' }, 400, 'MandatoryParameterMissing'],
    [{ Email: ANNA.address }, 400, 'MandatoryParameterMissing'],
    [{ Email: ANNA.address, Protocol: 'Imap' }, 400, 'InvalidProtocol'],
    [{ Email: 'anna', Protocol: 'Ews' }, 400, 'InvalidEmailAddress'],
    [{ Email: 'nobody@contoso.example', Protocol: 'Ews' }, 404, 'UserNotFound'],
  ])('answers %j with %i %s', async (query, status, code) => {
    const answer = await json(query)
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.text)).toMatchObject({ ErrorCode: code })
  })

  test('ends a loop of redirections with an error', async () => {
    server.autodiscover.route(ANNA.address, { kind: 'redirect-url', url: new URL(server.url).origin })
    let answer = await json({ Email: ANNA.address, Protocol: 'Ews' })
    let hops = 0
    while (answer.status === 302) {
      hops++
      const { pathname, search } = new URL(answer.headers.location!)
      answer = await anonymous.send({ method: 'GET', path: `${pathname}${search}` })
    }
    expect(hops).toBe(10)
    expect(JSON.parse(answer.text)).toMatchObject({ ErrorCode: 'TooManyRedirects' })
  })
})

describe('redirections', () => {
  const OTHER = 'https://mail.fabrikam.example'
  const everywhere = async (): Promise<{ pox: RawAnswer; soap: RawAnswer; json: RawAnswer }> => ({
    pox: await pox(poxRequest(ANNA.address)),
    soap: await soap(soapRequest('GetUserSettings', [ANNA.address], ['ExternalEwsUrl'])),
    json: await json({ Email: ANNA.address, Protocol: 'Ews' }),
  })

  test('to another address', async () => {
    const address = 'anna@fabrikam.example'
    server.autodiscover.route(ANNA.address, { kind: 'redirect-address', address })
    const answers = await everywhere()
    const account = child(poxResponse(answers.pox), 'Account')
    expect(childText(account, 'Action')).toBe('redirectAddr')
    expect(childText(account, 'RedirectAddr')).toBe(address)
    expect(childText(firstOf(answers.soap), 'RedirectTarget')).toBe(address)
    expect(new URL(answers.json.headers.location!).searchParams.get('Email')).toBe(address)
  })

  test('to another server, said in the answer', async () => {
    server.autodiscover.route('contoso.example', { kind: 'redirect-url', url: OTHER })
    const answers = await everywhere()
    const account = child(poxResponse(answers.pox), 'Account')
    expect(childText(account, 'Action')).toBe('redirectUrl')
    expect(childText(account, 'RedirectUrl')).toBe(`${OTHER}/autodiscover/autodiscover.xml`)
    expect(childText(firstOf(answers.soap), 'ErrorCode')).toBe('RedirectUrl')
    expect(childText(firstOf(answers.soap), 'RedirectTarget')).toBe(`${OTHER}/autodiscover/autodiscover.svc`)
    expect(answers.json.headers.location).toMatch(`${OTHER}/autodiscover/autodiscover.json?Email=`)
  })

  test('to another server, by HTTP', async () => {
    server.autodiscover.route(ANNA.address, { kind: 'http-redirect', url: OTHER })
    const answers = await everywhere()
    expect([answers.pox.status, answers.soap.status, answers.json.status]).toEqual([302, 302, 302])
    expect(answers.pox.headers.location).toBe(`${OTHER}/autodiscover/autodiscover.xml`)
    expect(answers.soap.headers.location).toBe(`${OTHER}/autodiscover/autodiscover.svc`)
  })

  test.each<[AutodiscoverRoute, string | undefined]>([
    [{ kind: 'lives-at', ewsUrl: `${OTHER}/EWS/Exchange.asmx` }, `${OTHER}/EWS/Exchange.asmx`],
    [{ kind: 'unknown' }, undefined],
  ])(
    'the route %j of an address goes before that of its domain, and can be taken back',
    async (route, url) => {
      server.autodiscover.route('CONTOSO.example', { kind: 'redirect-url', url: OTHER })
      server.autodiscover.route(ANNA.address, route)
      const found = (): Promise<RawAnswer> =>
        soap(soapRequest('GetUserSettings', [ANNA.address], ['ExternalEwsUrl']))
      expect(settingsOf(firstOf(await found())).ExternalEwsUrl).toBe(url)
      server.autodiscover.route(ANNA.address, undefined)
      expect(childText(firstOf(await found()), 'ErrorCode')).toBe('RedirectUrl')
      server.autodiscover.route('contoso.example', undefined)
      expect(settingsOf(firstOf(await found())).ExternalEwsUrl).toBe(server.url)
    },
  )

  test('from the port without encryption, which takes no passwords', async () => {
    await restart({ tls: 'private-ca', autodiscover: { httpRedirect: 'here' } })
    const open = rawClient(server.autodiscover.httpRedirectUrl!)
    const answer = await open.send({ method: 'GET' })
    expect(answer.status).toBe(302)
    expect(answer.headers.location).toBe(server.autodiscover.poxUrl)
    expect((await open.send({ body: poxRequest(ANNA.address) })).status).toBe(403)
    expect((await open.send({ method: 'GET', path: '/EWS/Exchange.asmx' })).status).toBe(404)
    open.close()
    expect((await pox(poxRequest(ANNA.address))).text).toContain(`<EwsUrl>${server.url}</EwsUrl>`)
  })
})
