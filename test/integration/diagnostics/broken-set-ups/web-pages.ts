/** Something answers where Exchange should. */
import type { WarningName } from '#shared/domain/connection-test.ts'
import type { ErrorCode } from '#shared/errors.ts'
import { htmlAnswer } from '#test/exchange-server/misbehaviour/answers.ts'
import type { BrokenSetUp } from './broken-set-up.ts'

type Answer = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly page?: string
}

const page = (
  situation: string,
  finds: ErrorCode | WarningName,
  { status, headers = {}, page: body }: Answer,
): BrokenSetUp => ({
  situation,
  step: 'http',
  finds,
  arrange: async (stage) => {
    const server = await stage.exchange()
    server.intercept(({ signedIn }) => {
      if (signedIn) return 'pass'
      if (body === undefined) return htmlAnswer(status, 'Contoso', headers)
      return { kind: 'http', status, headers: { 'Content-Type': 'text/html', ...headers }, body }
    })
    return { url: server.url }
  },
})

const HTTP_SYS = { Server: 'Microsoft-HTTPAPI/2.0' }
const titled = (title: string, body = ''): string =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body>${body}</body></html>`

export const WEB_PAGES: readonly BrokenSetUp[] = [
  {
    situation: 'The path in the address is not that of EWS',
    step: 'http',
    finds: 'http.not-found',
    arrange: async (stage) => {
      const server = await stage.exchange()
      return { url: server.url.replace('/EWS/', '/ews-2010/') }
    },
  },
  page('An unknown page answers at the address', 'http.not-exchange', { status: 200 }),
  page('The network is a guest network that wants a sign-in in the browser first', 'http.captive-portal', {
    status: 200,
    page: titled('Willkommen', '<!-- <WISPAccessGatewayParam> --><form action="/login"></form>'),
  }),
  page('The address leads to the sign-in of Outlook on the web', 'http.outlook-sign-in', {
    ...{ status: 302, headers: { Location: '/owa/auth/logon.aspx?replaceCurrent=1' } },
  }),
  page('Forms-based sign-in is switched on for EWS', 'http.outlook-sign-in', {
    status: 200,
    page: titled('Outlook', '<form action="/owa/auth.owa" method="POST" name="logonForm"></form>'),
  }),
  page(
    'A Web Application Proxy wants a sign-in at AD FS before it lets EWS through',
    'http.federation-sign-in',
    {
      ...{ status: 307, headers: { Location: 'https://sts.contoso.example/adfs/ls?version=1.0' } },
    },
  ),
  page('An SSL VPN or a gateway shows its own sign-in page', 'http.sign-in-page', {
    status: 200,
    page: titled('Contoso Remote Access', '<input type="password" name="passwd">'),
  }),
  page('The server sends to another host, where the mailboxes live now', 'http.redirect', {
    ...{ status: 301, headers: { Location: 'https://mail.fabrikam.example/EWS/Exchange.asmx' } },
  }),
  page('The name leads to a web server on which there is no Exchange', 'http.start-page', {
    ...{ status: 200, page: titled('IIS Windows Server', '<img src="iisstart.png">') },
  }),
  page('No website of IIS is bound to the name in the address', 'http.no-site', {
    ...{ status: 404, headers: HTTP_SYS, page: titled('Not Found') },
  }),
  page('The path takes only GET', 'http.method-refused', { status: 405 }),
  page('The address is that of Outlook on the web, whose session has ended', 'http.outlook-sign-in', {
    ...{ status: 440 },
  }),
  page('The rules of the reverse proxy do not know the path of EWS', 'http.gateway-refused', {
    ...{ status: 404, headers: { Server: 'nginx/1.24.0' }, page: titled('404 Not Found') },
  }),
  page('The web application firewall refuses the request', 'http.gateway-refused', {
    ...{ status: 403, headers: { Server: 'BigIP' }, page: titled('Request Rejected') },
  }),
  page('The reverse proxy does not reach Exchange', 'http.gateway-failed', {
    ...{ status: 502, headers: { Server: 'nginx' }, page: titled('502 Bad Gateway') },
  }),
  page('The load balancer has no healthy Exchange server', 'http.gateway-failed', {
    status: 503,
    headers: { Server: '' },
    page: '<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>',
  }),
  page('The application pool of EWS is stopped', 'http.service-stopped', {
    ...{ status: 503, headers: HTTP_SYS, page: titled('Service Unavailable') },
  }),
  page('An unnamed device says that the service is away', 'http.unavailable', { status: 503 }),
  page('The server asks to come back later', 'exchange.server-busy', {
    ...{ status: 503, headers: { 'Retry-After': '30' } },
  }),
  page('IIS demands a client certificate', 'http.client-certificate-needed', {
    ...{ status: 403, page: titled('403.7 - Forbidden') },
  }),
  page('An IP restriction of IIS keeps this machine out', 'http.address-refused', {
    ...{ status: 403, page: titled('403.6 - Forbidden') },
  }),
  page('Somebody keeps this machine out without saying why', 'http.forbidden', { status: 403 }),
  page('EWS breaks at its start: the page of an unhandled error of ASP.NET', 'http.application-error', {
    ...{ status: 500, page: titled('Runtime Error') },
  }),
  page('Exchange runs on a Windows that gets no updates any more', 'old-web-server', {
    status: 401,
    headers: { Server: 'Microsoft-IIS/7.5', 'WWW-Authenticate': 'Basic realm="EX01"', 'X-FEServer': 'EX01' },
  }),
]
