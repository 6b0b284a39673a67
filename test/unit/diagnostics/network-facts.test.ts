/** What the address and the certificates tell by themselves. */
import { describe, expect, it } from 'vitest'
import { suspicionOf } from '#electron/diagnostics/address.ts'
import { interceptorOf, isPublic, missingIssuer } from '#electron/diagnostics/certificate-origin.ts'
import { firstProxy } from '#electron/exchange/transport/resolve-proxy.ts'
import type { Certificate } from '#shared/domain/certificate.ts'

const USUAL = 'https://mail.contoso.example/EWS/Exchange.asmx'

describe('an address', () => {
  it.each([
    ['/owa/', 'foreign-path'],
    ['/ecp', 'foreign-path'],
    ['/autodiscover/autodiscover.xml', 'foreign-path'],
    ['/Microsoft-Server-ActiveSync', 'foreign-path'],
    ['/EWS/Services.wsdl', 'foreign-path'],
    ['/EWS/', 'incomplete-path'],
    ['/ews', 'incomplete-path'],
    ['/mail/ews.asmx', 'unusual-path'],
  ])('with the path %s is doubted: %s, and the usual one offered', (path, name) => {
    expect(suspicionOf(new URL(path, USUAL))).toMatchObject({
      verdict: { name },
      offers: [{ field: 'url', value: USUAL }],
    })
  })

  it.each([USUAL, USUAL.toLowerCase(), 'https://127.0.0.1/EWS/Exchange.asmx'])(
    'as usual is not: %s',
    (url) => {
      expect(suspicionOf(new URL(url))).toBeNull()
    },
  )

  it('of the portal of Microsoft 365 is answered with that of Exchange Online', () => {
    expect(suspicionOf(new URL('https://login.microsoftonline.com/EWS/Exchange.asmx'))).toMatchObject({
      verdict: { name: 'portal-host' },
      offers: [{ value: 'https://outlook.office365.com/EWS/Exchange.asmx' }],
    })
  })
})

const certificate = (subject: string, issuer: string) => ({ subject, issuer }) as Certificate

describe('a chain of certificates', () => {
  it.each([
    ['CN=Zscaler Intermediate Root CA (zscloud.net), O=Zscaler Inc.', 'Zscaler'],
    ['CN=ca.contoso.goskope.com, O=Contoso', 'Netskope'],
    ['CN=FG100E, O=Fortinet', 'Fortinet FortiGate'],
    ['CN=ESET SSL Filter CA, O=ESET, spol. s r. o.', 'ESET'],
    ['CN=mitmproxy, O=mitmproxy', 'mitmproxy'],
    ['CN=DigiCert Global G2 TLS RSA SHA256 2020 CA1, O=DigiCert Inc', null],
  ])('issued by %s is of %s', (issuer, product) => {
    expect(interceptorOf([certificate('CN=mail.contoso.example', issuer)])).toBe(product)
  })

  it('lacks the intermediate of a known organisation, but not the authority that nobody knows', () => {
    const issuer = 'CN=DigiCert Global G2 TLS RSA SHA256 2020 CA1, O=DigiCert Inc, C=US'
    expect(missingIssuer([certificate('CN=mail', issuer)], [])).toBe(issuer)
    expect(missingIssuer([certificate('CN=mail', 'CN=Contoso Root CA, O=Contoso')], [])).toBeNull()
  })

  it('is public by the organisation of its issuer', () => {
    expect(
      isPublic([certificate('CN=outlook.com', 'CN=DigiCert Cloud Services CA-1, O=DigiCert Inc, C=US')]),
    ).toBe(true)
    expect(isPublic([certificate('CN=outlook.com', 'CN=Contoso Inspection CA, O=Contoso')])).toBe(false)
  })
})

describe('a list of proxies', () => {
  it.each([
    ['DIRECT', null],
    [
      'PROXY proxy.contoso.example:8080; DIRECT',
      { kind: 'PROXY', host: 'proxy.contoso.example', port: 8080 },
    ],
    ['HTTPS [2001:db8::1]:443', { kind: 'HTTPS', host: '2001:db8::1', port: 443 }],
    ['SOCKS5 socks.contoso.example:1080', { kind: 'SOCKS', host: 'socks.contoso.example', port: 1080 }],
  ])('%s begins with %j', (list, expected) => {
    const found = firstProxy(list, null)
    if (expected === null) expect(found).toBeNull()
    else expect(found).toMatchObject(expected)
  })
})
