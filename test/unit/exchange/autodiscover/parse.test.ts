/** What is asked of the Autodiscover services and what is read from their answers, without a network. */
import { describe, expect, it } from 'vitest'
import type { Answer } from '#electron/exchange/autodiscover/answer.ts'
import { parseDocument } from '#electron/exchange/autodiscover/document.ts'
import * as getUserSettings from '#electron/exchange/autodiscover/get-user-settings.ts'
import * as json from '#electron/exchange/autodiscover/json.ts'
import * as pox from '#electron/exchange/autodiscover/pox.ts'
import {
  domainOf,
  hostOf,
  isMicrosoft,
  siteAt,
  siteOf,
  targetOf,
} from '#electron/exchange/autodiscover/site.ts'
import { hostsOf } from '#electron/exchange/autodiscover/srv.ts'
import { type XmlElement, childOf, textOf } from '#electron/exchange/soap/xml-element.ts'
import {
  ADDRESS,
  JSON_SETTINGS,
  POX_ERROR,
  POX_SETTINGS,
  SOAP_SETTINGS,
  poxAnswer,
  soapAnswer,
  soapUser,
} from './answers.ts'

const EWS = 'https://mail.contoso.example/EWS/Exchange.asmx'
const INSIDE = 'https://ex01.contoso.local/EWS/Exchange.asmx'
const SETTINGS = { ewsUrl: EWS, externalEwsUrl: EWS, internalEwsUrl: INSIDE, primaryAddress: ADDRESS }

const soapOf = (text: string): Answer => getUserSettings.parse(Buffer.from(text), ADDRESS)
const poxOf = (text: string): Answer => pox.parse(Buffer.from(text), ADDRESS)
const jsonOf = (value: unknown): Answer => json.parse(Buffer.from(JSON.stringify(value)), ADDRESS)
const told = (answer: Answer): unknown =>
  answer.kind === 'settings' ? answer.settings : answer.kind === 'failed' ? answer.error.code : answer

describe('SOAP', () => {
  it('tells both addresses, the primary address and the version of its header', () => {
    expect(told(soapOf(SOAP_SETTINGS))).toEqual({ ...SETTINGS, serverVersion: '15.1.2507.6' })
  })

  it('tells the version of the mailbox server where it is given', () => {
    const user = soapUser('NoError', '', { ExternalEwsUrl: EWS, CasVersion: '15.2.1544.4' })
    expect(told(soapOf(soapAnswer(user)))).toMatchObject({
      serverVersion: '15.2.1544.4',
      internalEwsUrl: null,
    })
  })

  it.each([
    [soapUser('RedirectAddress', 'a@b.example', {}), { kind: 'redirect-address', address: 'a@b.example' }],
    [
      soapUser('RedirectUrl', 'https://b.example/x', {}),
      { kind: 'redirect-url', url: 'https://b.example/x' },
    ],
    [soapUser('RedirectUrl', '', {}), 'exchange.response'],
    [soapUser('InvalidUser', '', {}), 'exchange.mailbox-not-found'],
    [soapUser('ServerBusy', '', {}), 'exchange.server-busy'],
    [soapUser('NoError', '', {}), 'exchange.malformed-response'],
    ['', 'exchange.malformed-response'],
  ])('reads %s', (user, expected) => {
    const answer = soapOf(user === '' ? '<Envelope><Body/></Envelope>' : soapAnswer(user))
    expect(told(answer)).toEqual(expected)
  })

  it.each(['InvalidRequest', 'InternalServerError'])('tells the refusal %s of a whole request', (code) => {
    const answer = soapOf(soapAnswer('', code))
    expect(answer).toMatchObject({
      kind: 'failed',
      error: { code: 'exchange.response', params: { responseCode: `Autodiscover ${code}` } },
    })
  })

  it('tells a fault', () => {
    const fault =
      '<s:Envelope xmlns:s="x"><s:Body><s:Fault><faultcode xmlns:a="y">a:ActionNotSupported</faultcode>' +
      '<faultstring>No.</faultstring></s:Fault></s:Body></s:Envelope>'
    expect(soapOf(fault)).toMatchObject({
      error: { params: { responseCode: 'Autodiscover ActionNotSupported', message: 'No.' } },
    })
  })
})

describe('plain XML', () => {
  it('tells both addresses, the primary address and the version', () => {
    expect(told(poxOf(POX_SETTINGS))).toEqual({ ...SETTINGS, serverVersion: '15.1.2176' })
  })

  it.each([
    ['<Action>redirectAddr</Action><RedirectAddr>a@b.example</RedirectAddr>', 'redirect-address'],
    ['<Action>RedirectURL</Action><RedirectUrl>https://b.example</RedirectUrl>', 'redirect-url'],
    ['<Action>redirectUrl</Action>', 'failed'],
    ['<Action>settings</Action>', 'failed'],
    [`<Protocol><Type>expr</Type><EwsUrl>${EWS}</EwsUrl></Protocol>`, 'settings'],
  ])('reads %s', (account, kind) => {
    expect(poxOf(poxAnswer(account)).kind).toBe(kind)
  })

  it('tells an error by its code', () => {
    expect(poxOf(POX_ERROR)).toMatchObject({
      error: { code: 'exchange.response', params: { responseCode: 'Autodiscover 600' } },
    })
    expect(told(poxOf(POX_ERROR.replace('600', '500')))).toBe('exchange.mailbox-not-found')
  })

  it.each([
    ['73C28608', '15.2.1544'],
    ['73c08621', '15.0.1569'],
    ['738180DA', '14.1.218'],
    ['', null],
    ['15.2', null],
    ['173C28608', null],
  ])('unpacks the version %s to %s', (packed, version) => {
    expect(pox.unpackVersion(packed)).toBe(version)
  })
})

describe('JSON', () => {
  it('tells the address, whatever the case of the names', () => {
    const settings = { ewsUrl: EWS, internalEwsUrl: null, serverVersion: null, primaryAddress: null }
    expect(told(json.parse(Buffer.from(`\uFEFF${JSON_SETTINGS}`), ADDRESS))).toMatchObject(settings)
    expect(told(jsonOf({ protocol: 'Ews', url: EWS }))).toMatchObject(settings)
  })

  it.each([
    [{ ErrorCode: 'UserNotFound', ErrorMessage: 'x' }, 'exchange.mailbox-not-found'],
    [{ ErrorCode: 'InvalidProtocol', ErrorMessage: 'x' }, 'exchange.response'],
    [{ Url: 'http://mail.contoso.example/EWS/Exchange.asmx' }, 'exchange.malformed-response'],
    [{ Url: 'https://anna:geheim@mail.contoso.example/' }, 'exchange.malformed-response'],
    [{ Url: 7 }, 'exchange.malformed-response'],
    [{}, 'exchange.malformed-response'],
    [[], 'exchange.malformed-response'],
    [null, 'exchange.malformed-response'],
  ])('takes %j for %s', (value, code) => {
    expect(told(jsonOf(value))).toBe(code)
  })
})

describe('a request', () => {
  const hostile = `a&b<c>"d'\u0001@contoso.example`
  const rootOf = (text: string): XmlElement => {
    const root = parseDocument(Buffer.from(text))
    if ('malformed' in root) throw new Error(root.malformed)
    return root
  }
  const at = (element: XmlElement, ...path: string[]): XmlElement =>
    path.reduce((parent, name) => childOf(parent, name)!, element)

  it('carries the address as it is, without what XML cannot carry', () => {
    const wanted = hostile.replace('\u0001', '')
    const plain = at(rootOf(pox.build(hostile)), 'Request')
    expect(textOf(plain, 'EMailAddress')).toBe(wanted)
    const soap = rootOf(getUserSettings.build(hostile, 'https://a.example/x?a=1&b=2'))
    const user = at(soap, 'Body', 'GetUserSettingsRequestMessage', 'Request', 'Users', 'User')
    expect(textOf(user, 'Mailbox')).toBe(wanted)
    expect(textOf(at(soap, 'Header'), 'To')).toBe('https://a.example/x?a=1&b=2')
  })

  it('of JSON carries the address in its query', () => {
    const url = new URL(json.jsonUrl(siteAt('mail.contoso.example').json, hostile))
    expect(url.origin + url.pathname).toBe('https://mail.contoso.example/autodiscover/autodiscover.json')
    expect(url.searchParams.get('Email')).toBe(hostile)
    expect(url.searchParams.get('Protocol')).toBe('Ews')
  })
})

describe('where a redirection leads', () => {
  const BASE = 'https://autodiscover.contoso.example/autodiscover/autodiscover.xml'

  it.each([
    ['https://b.example/x', 'https://b.example/x'],
    ['/Autodiscover/Autodiscover.xml', 'https://autodiscover.contoso.example/Autodiscover/Autodiscover.xml'],
    ['//b.example:4443/x#y', 'https://b.example:4443/x'],
  ])('%s is followed to %s', (location, url) => {
    const target = targetOf(location, BASE)
    expect(target.kind === 'safe' && target.url.href).toBe(url)
  })

  it.each([
    ['http://b.example/x', 'http://b.example/x'],
    ['https://user:secret@b.example/x', 'https://b.example/x'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['https://', 'https://'],
  ])('%s is not followed and shown as %s', (location, shown) => {
    expect(targetOf(location, BASE)).toEqual({ kind: 'unsafe', shown })
  })

  it('has the other services beside the one that it names', () => {
    expect(siteOf(new URL('https://b.example:444/in/AutoDiscover/autodiscover.svc'))).toEqual({
      host: 'b.example:444',
      pox: 'https://b.example:444/in/AutoDiscover/autodiscover.xml',
      soap: 'https://b.example:444/in/AutoDiscover/autodiscover.svc',
      json: 'https://b.example:444/in/AutoDiscover/autodiscover.json',
    })
    expect(siteOf(new URL('https://b.example/login?from=x'))).toMatchObject({
      pox: 'https://b.example/login?from=x',
      soap: 'https://b.example/autodiscover/autodiscover.svc',
    })
  })

  it.each([
    ['autodiscover-s.outlook.com', true],
    ['outlook.office365.com', true],
    ['OUTLOOK.COM.', true],
    ['outlook.com:443', true],
    ['myoutlook.com', false],
    ['outlook.com.contoso.example', false],
  ])('%s belongs to Microsoft: %s', (host, expected) => {
    expect(isMicrosoft(host)).toBe(expected)
  })
})

describe('a host', () => {
  it.each([
    ['anna@Contoso.Example', 'contoso.example'],
    ['anna@müller.example', 'xn--mller-kva.example'],
    ['anna@contoso.example.', 'contoso.example'],
    ['anna@evil.example/x', ''],
    ['anna@', ''],
  ])('of %s is %j', (address, domain) => {
    expect(domainOf(address)).toBe(domain)
  })

  it.each([
    ['Mail.Contoso.Example:443', 'mail.contoso.example'],
    ['127.0.0.1:4443', '127.0.0.1:4443'],
    ['contoso.example@evil.example', null],
    ['evil.example/contoso.example', null],
    ['', null],
  ])('written as %j is %j', (text, host) => {
    expect(hostOf(text)).toBe(host)
  })
})

describe('a DNS record', () => {
  const record = (name: string, priority: number, weight = 0, port = 443) => ({
    name,
    priority,
    weight,
    port,
  })

  it('names hosts by priority and weight, each once, few at most', () => {
    const records = [record('c.example', 20), record('B.example.', 10, 1), record('a.example', 10, 9)]
    expect(hostsOf(records)).toEqual(['a.example', 'b.example', 'c.example'])
    expect(hostsOf([...records, ...records, record('d.example', 30, 0, 4443)])).toHaveLength(3)
    expect(hostsOf([record('d.example', 30, 0, 4443)])).toEqual(['d.example:4443'])
  })

  it.each(['.', '', 'a b.example', 'evil.example/x?', 'contoso.example@evil.example'])(
    'that names %j names nobody',
    (name) => {
      expect(hostsOf([record(name, 0)])).toEqual([])
    },
  )
})
