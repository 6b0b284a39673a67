/** Why the search is ours: what `AutodiscoverService` of ews-javascript-api does with a password. */
import {
  AutodiscoverService,
  ExchangeVersion,
  type IXHRApi,
  UserSettingName,
  WebCredentials,
} from 'ews-javascript-api'
import { describe, expect, it } from 'vitest'

type Reply = { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
type Sent = { readonly url: string; readonly signedIn: boolean; readonly options: object }

/** A wire that answers by method and URL; what it has no answer for cannot be reached. */
function wire(replies: Readonly<Record<string, Reply>>): { api: IXHRApi; sent: Sent[] } {
  const sent: Sent[] = []
  const xhr: IXHRApi['xhr'] = (options) => {
    const { url, type = 'GET' } = options
    sent.push({ url, signedIn: 'Authorization' in ((options.headers ?? {}) as object), options })
    const { status, headers: answered = {} } = replies[`${type} ${url}`] ?? { status: 0 }
    const response = {
      status,
      response: '',
      responseText: '',
      getResponseHeader: (name: string) => answered[name.toLowerCase()] ?? null,
    }
    return Promise.reject(Object.assign(new Error('no answer of class 2xx'), response))
  }
  return { sent, api: { xhr, xhrStream: xhr, disconnect: () => undefined } }
}

async function search(api: IXHRApi): Promise<{ readonly asked: string[]; readonly outcome: string }> {
  const asked: string[] = []
  const service = new AutodiscoverService(ExchangeVersion.Exchange2013)
  service.Credentials = new WebCredentials('anna', 'geheim')
  service.XHRApi = api
  service.RedirectionUrlValidationCallback = (url) => {
    asked.push(url)
    return false
  }
  const outcome = await service
    .GetUserSettings('anna@contoso.invalid', [UserSettingName.ExternalEwsUrl])
    .then(
      () => 'found',
      () => 'failed',
    )
  return { asked, outcome }
}

const xml = (host: string): string => `https://${host}/autodiscover/autodiscover.xml`
const svc = (host: string): string => `https://${host}/autodiscover/autodiscover.svc`
const ASKS_FOR_SIGN_IN: Reply = { status: 401, headers: { 'x-soap-enabled': 'True' } }

describe('the search of the library', () => {
  it('takes the password where its first answer leads, without asking', async () => {
    const { api, sent } = wire({
      [`GET ${xml('autodiscover.contoso.invalid')}`]: {
        status: 302,
        headers: { location: xml('evil.invalid') },
      },
      [`GET ${xml('evil.invalid')}`]: ASKS_FOR_SIGN_IN,
      [`POST ${svc('evil.invalid')}`]: { status: 401 },
    })
    const { asked } = await search(api)
    expect(sent.filter(({ signedIn }) => signedIn).map(({ url }) => url)).toEqual([svc('evil.invalid')])
    expect(asked).toEqual([])
  })

  it('takes a refused password to the next host', async () => {
    const hosts = ['autodiscover.contoso.invalid', 'contoso.invalid']
    const { api, sent } = wire(
      Object.fromEntries(
        hosts.flatMap((host) => [
          [`GET ${xml(host)}`, ASKS_FOR_SIGN_IN],
          [`POST ${svc(host)}`, { status: 401 }],
        ]),
      ),
    )
    const { outcome } = await search(api)
    expect(sent.filter(({ signedIn }) => signedIn).map(({ url }) => url)).toEqual(hosts.map(svc))
    expect(outcome).toBe('failed')
    for (const { options } of sent) {
      expect(Object.keys(options)).not.toContain('timeout')
      expect(Object.keys(options)).not.toContain('signal')
    }
  })
})
