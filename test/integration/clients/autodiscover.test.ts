/**
 * Autodiscover of the test server and two clients that we did not write: AutodiscoverService of ews-javascript-api,
 * and exchangelib (Debian package python3-exchangelib).
 *
 * Names of servers cannot be resolved here. ews-javascript-api gets a transport that knows which server a name means;
 * everything else, from the order of the attempts to the reading of answers, is the client's own.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import {
  AutodiscoverService,
  DomainSettingName,
  ExchangeVersion,
  type IXHRApi,
  UserSettingName,
  WebCredentials,
} from 'ews-javascript-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import { type ExchangeServer, startExchangeServer } from '#test/exchange-server/server.ts'
import { EXCHANGELIB, PYTHON, isExchangelibInstalled } from './debian-packages.ts'

const ANNA = {
  address: 'anna.meier@contoso.example',
  user: 'anna.meier',
  password: 'geheim',
  displayName: 'Anna Meier',
}
const MOVED = { ...ANNA, address: 'anna.meier@fabrikam.example', user: 'moved' }

let first: ExchangeServer
let second: ExchangeServer
const clients: RawClient[] = []

beforeEach(async () => {
  first = await startExchangeServer({
    mailboxes: [ANNA],
    tls: 'private-ca',
    autodiscover: { httpRedirect: 'https://mail.contoso.example' },
  })
  second = await startExchangeServer({ mailboxes: [ANNA, MOVED], tls: 'private-ca' })
})

afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await first.stop()
  await second.stop()
})

// The client looks for the answer in what was thrown.
const failure = (answer: object): Error => Object.assign(new Error('no answer of class 2xx'), answer)

describe('ews-javascript-api', () => {
  /** @param hosts the origin that a host and its protocol stand for; any other name cannot be resolved */
  const transport = (hosts: Readonly<Record<string, string>>): { api: IXHRApi; asked: string[] } => {
    const asked: string[] = []
    const xhr: IXHRApi['xhr'] = async ({ url, type = 'GET', data, headers }) => {
      const { origin, pathname } = new URL(url)
      asked.push(`${type} ${url}`)
      const target = hosts[origin]
      if (target === undefined) throw failure({ status: 0, response: '', getResponseHeader: () => null })
      const authority = [first, second].find((server) => server.url.startsWith(target))
      const client = rawClient(`${target}${pathname}`, { ca: authority?.caCertificate })
      clients.push(client)
      const answer = await client.send({
        method: type,
        body: (data as string | undefined) ?? '',
        headers: (headers ?? {}) as Record<string, string>,
      })
      const response = {
        status: answer.status,
        responseText: answer.text,
        response: answer.text,
        getResponseHeader: (name: string) => answer.headers[name.toLowerCase()] ?? null,
      }
      if (answer.status >= 300) throw failure(response)
      return response as unknown as XMLHttpRequest
    }
    return { asked, api: { xhr, xhrStream: xhr, disconnect: () => undefined } }
  }

  const service = (api: IXHRApi): AutodiscoverService => {
    const made = new AutodiscoverService(ExchangeVersion.Exchange2013)
    made.Credentials = new WebCredentials(ANNA.user, ANNA.password)
    made.XHRApi = api
    made.RedirectionUrlValidationCallback = (url) => url.startsWith('https://')
    return made
  }

  const ask = async (api: IXHRApi, address = ANNA.address): Promise<unknown[]> => {
    const { ErrorCode, Settings } = await service(api).GetUserSettings(address, [
      UserSettingName.ExternalEwsUrl,
      UserSettingName.UserDisplayName,
    ])
    return [
      ErrorCode,
      Settings.get(UserSettingName.ExternalEwsUrl) as unknown,
      Settings.get(UserSettingName.UserDisplayName) as unknown,
    ]
  }

  const originOf = ({ url }: ExchangeServer): string => new URL(url).origin

  it('finds the EWS address at autodiscover.DOMAIN', async () => {
    const { api, asked } = transport({ 'https://autodiscover.contoso.example': originOf(first) })
    expect(await ask(api)).toEqual([0, first.url, ANNA.displayName])
    expect(asked.at(-1)).toBe('POST https://autodiscover.contoso.example/autodiscover/autodiscover.svc')
  })

  it('follows the redirection of the port without encryption', async () => {
    const { api, asked } = transport({
      'http://autodiscover.contoso.example': new URL(first.autodiscover.httpRedirectUrl!).origin,
      'https://mail.contoso.example': originOf(first),
    })
    expect(await ask(api)).toEqual([0, first.url, ANNA.displayName])
    expect(asked).toContain('GET http://autodiscover.contoso.example/autodiscover/autodiscover.xml')
    expect(first.successfulSignIns(ANNA.user)).toBe(1)
  })

  it('follows a redirection to another address, which another server has', async () => {
    first.autodiscover.route(ANNA.address, { kind: 'redirect-address', address: MOVED.address })
    const { api } = transport({
      'https://autodiscover.contoso.example': originOf(first),
      'https://autodiscover.fabrikam.example': originOf(second),
    })
    expect(await ask(api)).toEqual([0, second.url, MOVED.displayName])
  })

  it('follows a redirection to another server', async () => {
    first.autodiscover.route('contoso.example', {
      kind: 'redirect-url',
      url: 'https://mail.fabrikam.example',
    })
    const { api } = transport({
      'https://autodiscover.contoso.example': originOf(first),
      'https://mail.fabrikam.example': originOf(second),
    })
    expect(await ask(api)).toEqual([0, second.url, ANNA.displayName])
  })

  it('is told that a user is unknown, and knows the settings of a domain', async () => {
    const { api } = transport({ 'https://autodiscover.contoso.example': originOf(first) })
    const unknown = await service(api).GetUserSettings('nobody@contoso.example', [
      UserSettingName.ExternalEwsUrl,
    ])
    expect(unknown.ErrorMessage).toMatch(/Invalid user/)
    const domain = await service(api).GetDomainSettings(
      'contoso.example',
      ExchangeVersion.Exchange2013,
      DomainSettingName.ExternalEwsUrl,
    )
    expect(domain.Settings.get(DomainSettingName.ExternalEwsUrl)).toBe(first.url)
  })
})

describe.skipIf(!isExchangelibInstalled)(EXCHANGELIB, () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'autodiscover-'))
  })
  afterEach(async () => {
    await rm(folder, { recursive: true })
  })

  const discover = async (...urls: readonly string[]): Promise<string[]> => {
    const authorities = path.join(folder, 'authorities.pem')
    await writeFile(authorities, `${first.caCertificate}\n${second.caCertificate}`)
    const script = path.join(import.meta.dirname, 'exchangelib-autodiscover.py')
    const { stdout } = await promisify(execFile)(
      PYTHON,
      [script, ANNA.address, ANNA.user, ANNA.password, ...urls],
      { env: { ...process.env, REQUESTS_CA_BUNDLE: authorities } },
    )
    return stdout.trim().split('\n')
  }

  it('finds the mailbox and reads it', { timeout: 60_000 }, async () => {
    await first.mailbox(ANNA.address).addMessage({ subject: 'Hier' })
    const { soapUrl, poxUrl } = first.autodiscover
    expect(await discover(soapUrl, poxUrl)).toEqual([
      `Soap ${ANNA.address} ${first.url} 1`,
      `Pox ${ANNA.address} ${first.url} 1`,
    ])
  })

  it('finds it behind redirections from server to server', { timeout: 60_000 }, async () => {
    const { soapUrl, poxUrl } = first.autodiscover
    const url = new URL(second.url).origin
    first.autodiscover.route('contoso.example', { kind: 'http-redirect', url })
    expect(await discover(soapUrl, poxUrl)).toEqual([
      `Soap ${ANNA.address} ${second.url} 0`,
      `Pox ${ANNA.address} ${second.url} 0`,
    ])
    // In plain XML exchangelib 4.9 looks for RedirectURL; Microsoft's documents and Exchange call it RedirectUrl.
    first.autodiscover.route('contoso.example', { kind: 'redirect-url', url })
    expect(await discover(soapUrl)).toEqual([`Soap ${ANNA.address} ${second.url} 0`])
  })
})
