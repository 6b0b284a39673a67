/** How a proxy is named in the environment, and what the command line makes of it. */
import { describe, expect, it } from 'vitest'
import { proxyFromEnvironment } from '#electron/cli/proxy.ts'
import { parseProxy } from '#shared/domain/proxy.ts'

const server = (host: string, port: number, userName = '') => ({ kind: 'server', host, port, userName })

describe('a proxy', () => {
  it.each([
    ['system', { kind: 'system' }],
    ['none', { kind: 'none' }],
    ['pac:https://firma.ch/proxy.pac', { kind: 'pac', url: 'https://firma.ch/proxy.pac' }],
    ['proxy.firma.ch', server('proxy.firma.ch', 8080)],
    ['proxy.firma.ch:80', server('proxy.firma.ch', 80)],
    ['http://petra@proxy.firma.ch:3128', server('proxy.firma.ch', 3128, 'petra')],
    ['FIRMA%5Cpetra@10.0.0.1:3128', server('10.0.0.1', 3128, 'FIRMA\\petra')],
    ['[::1]:3128', server('[::1]', 3128)],
  ])('%s', (text, proxy) => {
    expect(parseProxy(text)).toEqual({ ok: true, value: proxy })
  })

  it.each([
    ['', 'field.invalid'],
    ['socks5://proxy.firma.ch', 'field.invalid'],
    ['proxy.firma.ch/path', 'field.invalid'],
    ['pac:proxy.pac', 'field.invalid'],
    ['petra:geheim@proxy.firma.ch', 'url.has-credentials'],
  ])('“%s” is none: %s', (text, code) => {
    expect(parseProxy(text)).toMatchObject({ error: { fields: [{ path: 'proxy', code }] } })
  })
})

describe('on the command line', () => {
  it('a server is used with its password; nothing named goes straight', () => {
    const environment = {
      EWS_KONNEKTOR_PROXY: 'petra@proxy.firma.ch',
      EWS_KONNEKTOR_PROXY_PASSWORD: 'geheim',
    }
    const credential = { userName: 'petra', password: 'geheim' }
    const value = { host: 'proxy.firma.ch', port: 8080, credential }
    expect(proxyFromEnvironment(environment)).toEqual({ ok: true, value })
    expect(proxyFromEnvironment({})).toEqual({ ok: true, value: null })
    expect(proxyFromEnvironment({ EWS_KONNEKTOR_PROXY: 'none' })).toEqual({ ok: true, value: null })
  })

  it.each(['system', 'pac:https://firma.ch/proxy.pac'])('%s is told not to exist', (named) => {
    expect(proxyFromEnvironment({ EWS_KONNEKTOR_PROXY: named })).toMatchObject({
      error: { code: 'proxy.not-available' },
    })
  })
})
