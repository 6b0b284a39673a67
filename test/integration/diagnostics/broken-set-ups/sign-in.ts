/** Who may sign in, and how. */
import type { AuthenticationMethod } from '#shared/domain/connector.ts'
import type { ErrorCode } from '#shared/errors.ts'
import { EXCHANGE_2019, type AuthenticationScheme, type Interception } from '#test/exchange-server/server.ts'
import { faultAnswer, htmlAnswer } from '#test/exchange-server/misbehaviour/answers.ts'
import type { BrokenSetUp } from './broken-set-up.ts'
import { PASSWORD } from './people.ts'

const scheme = (
  situation: string,
  authenticationMethod: AuthenticationMethod,
  authentication: readonly AuthenticationScheme[],
): BrokenSetUp => ({
  situation,
  step: 'sign-in-methods',
  finds: 'sign-in.method-not-offered',
  arrange: async (stage) => {
    const server = await stage.exchange({ authentication })
    return { url: server.url, authenticationMethod }
  },
})

/** Exchange answers so to whoever has signed in. */
const answered = (situation: string, finds: ErrorCode, answer: Interception): BrokenSetUp => ({
  situation,
  step: 'authentication',
  finds,
  arrange: async (stage) => {
    const server = await stage.exchange()
    server.intercept(({ signedIn }) => (signedIn ? answer : 'pass'))
    return { url: server.url }
  },
})

const fault = (responseCode: string): Interception =>
  faultAnswer(EXCHANGE_2019, { responseCode, message: responseCode })

const wrongPassword = (password: string) => ({
  account: { credential: { kind: 'basic', userName: 'CONTOSO\\anna', password } as const },
})

export const SIGN_IN: readonly BrokenSetUp[] = [
  scheme('Basic is chosen, the server offers only Windows', 'basic', ['negotiate', 'ntlm']),
  scheme('Windows is chosen, the server offers only Basic', 'windows', ['basic']),
  scheme('Windows is chosen, the server takes only modern authentication', 'windows', ['bearer']),
  scheme('OAuth2 is chosen, modern authentication is not set up on the server', 'oauth2', [
    'negotiate',
    'basic',
  ]),
  {
    situation: 'Anonymous authentication is switched on, or a proxy takes the offers out of the answer',
    step: 'sign-in-methods',
    finds: 'methods-not-told',
    arrange: async (stage) => {
      const server = await stage.exchange()
      server.intercept(({ signedIn }) =>
        signedIn ? 'pass' : { kind: 'http', status: 401, headers: {}, body: '' },
      )
      return { url: server.url }
    },
  },
  {
    situation: 'The password or the user name is wrong',
    step: 'authentication',
    finds: 'sign-in.refused',
    arrange: async (stage) => ({ url: (await stage.exchange()).url, ...wrongPassword('Winter!') }),
  },
  {
    situation: 'The domain before the user name is missing or wrong',
    step: 'authentication',
    finds: 'sign-in.refused',
    arrange: async (stage) => ({
      url: (await stage.exchange()).url,
      account: { credential: { kind: 'basic', userName: 'FABRIKAM\\hanna', password: PASSWORD } },
    }),
  },
  {
    situation: 'The command line is told to sign in with Windows, which only the application can',
    step: 'authentication',
    finds: 'sign-in.windows-needs-application',
    arrange: async (stage) => ({
      url: (await stage.exchange({ authentication: ['ntlm'] })).url,
      authenticationMethod: 'windows',
      account: { credential: { kind: 'windows', userName: 'CONTOSO\\anna', password: PASSWORD } },
    }),
  },
  answered('The password has expired', 'sign-in.password-expired', fault('ErrorPasswordExpired')),
  answered(
    'An administrator wants the password changed at the next sign-in',
    'sign-in.password-expired',
    fault('ErrorPasswordChangeRequired'),
  ),
  answered(
    'The user is disabled in Active Directory',
    'sign-in.account-disabled',
    fault('ErrorAccountDisabled'),
  ),
  answered('Exchange Online has locked the account', 'sign-in.account-disabled', {
    ...{ kind: 'http', status: 456 },
  }),
  answered(
    'EWS is switched off for the user or the organisation',
    'http.forbidden',
    htmlAnswer(403, 'Forbidden'),
  ),
  answered(
    'The policy of the organisation for EWS does not list this application',
    'exchange.blocked',
    fault('ErrorOrganizationAccessBlocked'),
  ),
  answered('The user has no licence for Exchange', 'exchange.no-licence', fault('ErrorInvalidLicense')),
  answered(
    'The throttling policy of the server keeps the user out for a while',
    'exchange.server-busy',
    faultAnswer(EXCHANGE_2019, {
      responseCode: 'ErrorServerBusy',
      message: 'The server cannot service this request right now. Try again later.',
      values: { BackOffMilliseconds: 40_000 },
    }),
  ),
  answered(
    'The server is older than what the application speaks',
    'exchange.version-not-supported',
    fault('ErrorInvalidServerVersion'),
  ),
  answered(
    'The domain controllers of the server cannot be reached',
    'exchange.transient',
    fault('ErrorADUnavailable'),
  ),
  answered('A device on the way cuts the answers short', 'exchange.malformed-response', {
    ...{ kind: 'http', status: 200, headers: { 'Content-Type': 'text/xml' } },
    body: '<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Bo',
  }),
  answered('A device on the way removes the answers', 'exchange.malformed-response', {
    ...{ kind: 'http', status: 200, headers: { 'Content-Type': 'text/xml' }, body: '' },
  }),
  answered('A device on the way cuts connections on which somebody signs in', 'network.connection-lost', {
    kind: 'drop-connection',
  }),
]
