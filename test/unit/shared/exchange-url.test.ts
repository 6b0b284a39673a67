/** The address of an EWS service: completion, rules, and the recognition of Exchange Online. */
import { describe, expect, it } from 'vitest'
import { completeExchangeUrl, exchangeUrlProblem, serviceKindOf } from '#shared/domain/exchange-url.ts'

describe('what an administrator types is completed, visibly', () => {
  it.each([
    ['mail.firma.ch', 'https://mail.firma.ch/EWS/Exchange.asmx'],
    ['  mail.firma.ch  ', 'https://mail.firma.ch/EWS/Exchange.asmx'],
    ['mail.firma.ch/', 'https://mail.firma.ch/EWS/Exchange.asmx'],
    ['mail.firma.ch:8443', 'https://mail.firma.ch:8443/EWS/Exchange.asmx'],
    ['https://mail.firma.ch', 'https://mail.firma.ch/EWS/Exchange.asmx'],
    ['http://localhost:8080', 'http://localhost:8080/EWS/Exchange.asmx'],
    ['outlook.office365.com', 'https://outlook.office365.com/EWS/Exchange.asmx'],
    ['mail.firma.ch/ews/exchange.asmx', 'https://mail.firma.ch/ews/exchange.asmx'],
  ])('%s becomes %s', (typed, completed) => {
    expect(completeExchangeUrl(typed)).toBe(completed)
    expect(exchangeUrlProblem(completed)).toBeNull()
  })

  it.each(['https://mail.firma.ch/other/path', '', 'not an address', 'https://mail.firma.ch/?x=1'])(
    '%j stays as it is',
    (typed) => {
      expect(completeExchangeUrl(typed)).toBe(typed)
    },
  )

  it('completing twice changes nothing', () => {
    const once = completeExchangeUrl('mail.firma.ch')
    expect(completeExchangeUrl(once)).toBe(once)
  })

  it('credentials are not dropped in silence, so that the rule can refuse them', () => {
    expect(exchangeUrlProblem(completeExchangeUrl('https://anna:geheim@mail.firma.ch'))).toBe(
      'url.has-credentials',
    )
  })
})

describe('an address', () => {
  it.each([
    ['https://mail.firma.ch/EWS/Exchange.asmx', null],
    ['https://127.0.0.1:8443/EWS/Exchange.asmx', null],
    ['http://localhost/EWS/Exchange.asmx', null],
    ['http://127.0.0.1:8080/EWS/Exchange.asmx', null],
    ['http://127.44.3.2/EWS/Exchange.asmx', null],
    ['http://[::1]:8080/EWS/Exchange.asmx', null],
    ['http://mail.firma.ch/EWS/Exchange.asmx', 'url.not-https'],
    ['http://127.0.0.1.firma.ch/EWS/Exchange.asmx', 'url.not-https'],
    ['http://localhost.firma.ch/EWS/Exchange.asmx', 'url.not-https'],
    ['http://192.168.1.10/EWS/Exchange.asmx', 'url.not-https'],
    ['ftp://mail.firma.ch/', 'url.not-https'],
    ['javascript:alert(1)', 'url.invalid'],
    ['file:///etc/passwd', 'url.invalid'],
    ['mail.firma.ch', 'url.invalid'],
    ['https://', 'url.invalid'],
    ['https://anna@mail.firma.ch/EWS/Exchange.asmx', 'url.has-credentials'],
    ['https://anna:geheim@mail.firma.ch/EWS/Exchange.asmx', 'url.has-credentials'],
    ['https://mail.firma.ch/EWS/Exchange.asmx?wsdl', 'url.invalid'],
    ['https://mail.firma.ch/EWS/Exchange.asmx#top', 'url.invalid'],
  ])('%s: %s', (url, problem) => {
    expect(exchangeUrlProblem(url)).toBe(problem)
  })
})

describe('Exchange Online', () => {
  it.each([
    'https://outlook.office365.com/EWS/Exchange.asmx',
    'https://OUTLOOK.Office365.com/EWS/Exchange.asmx',
    'https://outlook.office365.com./EWS/Exchange.asmx',
    'https://outlook.office365.us/EWS/Exchange.asmx',
    'https://partner.outlook.cn/EWS/Exchange.asmx',
  ])('is recognised by its host: %s', (url) => {
    expect(serviceKindOf(url)).toBe('exchange-online')
  })

  it.each(['https://mail.firma.ch/EWS/Exchange.asmx', 'https://outlook.office365.com.evil.example/', 'x'])(
    'is not taken for %s',
    (url) => {
      expect(serviceKindOf(url)).toBe('on-premises')
    },
  )
})
