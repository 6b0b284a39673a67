/** Something answers where Exchange should. */
import type { ErrorCode } from '#shared/errors.ts'
import { htmlAnswer } from '#test/exchange-server/misbehaviour/answers.ts'
import type { BrokenSetUp } from './broken-set-up.ts'

const page = (
  situation: string,
  finds: ErrorCode,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): BrokenSetUp => ({
  situation,
  step: 'sign-in-methods',
  finds,
  arrange: async (stage) => {
    const server = await stage.exchange()
    server.intercept(() => htmlAnswer(status, 'Contoso', headers))
    return { url: server.url }
  },
})

export const WEB_PAGES: readonly BrokenSetUp[] = [
  {
    situation: 'The path in the address is not that of EWS',
    step: 'sign-in-methods',
    finds: 'http.not-found',
    arrange: async (stage) => {
      const server = await stage.exchange()
      return { url: server.url.replace('/EWS/', '/ews-2010/') }
    },
  },
  page('A portal or a captive network answers with its own page', 'http.not-exchange', 200),
  page('The address leads to the sign-in of Outlook on the web', 'http.redirect', 302, {
    Location: '/owa/auth/logon.aspx',
  }),
  page('The server sends to another host, where the mailboxes live now', 'http.redirect', 301, {
    Location: 'https://mail.fabrikam.example/EWS/Exchange.asmx',
  }),
  page('A reverse proxy lets only GET through to this path', 'http.not-exchange', 405),
  page('The address is that of Outlook on the web, whose session has ended', 'http.not-exchange', 440),
  page('The reverse proxy does not reach Exchange', 'http.unavailable', 502),
  page('The application pool of EWS is stopped', 'http.unavailable', 503),
  page('The server asks to come back later', 'exchange.server-busy', 503, { 'Retry-After': '30' }),
  page('A firewall or an IP restriction of IIS keeps this machine out', 'http.forbidden', 403),
  page('EWS breaks at its start: the page of an unhandled error of ASP.NET', 'http.unavailable', 500),
]
