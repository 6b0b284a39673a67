/** What proxies, load balancers and web servers answer where a client expects SOAP. */
import { EWS_PATH } from '../http/http-front.ts'
import { alterAnswer, htmlAnswer } from './answers.ts'
import { type Misbehaviour, stateless } from './misbehaviour.ts'

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  504: 'Gateway Timeout',
}

export const GATEWAYS = {
  'html-error': {
    description: 'a page in HTML with an error (status, 502), the server behind was not asked',
    layer: 'http',
    answers: 'broken',
    start: stateless((_request, { settings: { status = 502 } }) =>
      htmlAnswer(status, TITLES[status] ?? 'Error'),
    ),
  },
  'html-page': {
    description: 'HTTP 200 with a page in HTML, the form of a portal that wants a sign-in',
    layer: 'http',
    answers: 'broken',
    start: stateless(() => htmlAnswer(200, 'Sign in')),
  },
  redirect: {
    description: 'a redirect (status, 302) to another address (location, the sign-in of Outlook on the web)',
    layer: 'http',
    answers: 'broken',
    start: stateless((_request, { settings: { status = 302, location = '/owa/auth/logon.aspx' } }) =>
      htmlAnswer(status, 'Object moved', { Location: location }),
    ),
  },
  'redirect-loop': {
    description: 'a redirect (status, 307) to the same address again',
    layer: 'http',
    answers: 'broken',
    start: stateless((_request, { settings: { status = 307 } }) =>
      htmlAnswer(status, 'Object moved', { Location: EWS_PATH }),
    ),
  },
  'empty-body': {
    description: 'the server did what was asked, but the answer has no body',
    layer: 'exchange',
    answers: 'broken',
    start: stateless(() => alterAnswer((answer) => ({ ...answer, body: '' }))),
  },
  'wrong-content-type': {
    description: 'the ordinary answer, labelled as text/html',
    layer: 'exchange',
    answers: 'valid',
    start: stateless(() =>
      alterAnswer((answer) => ({ ...answer, headers: { ...answer.headers, 'Content-Type': 'text/html' } })),
    ),
  },
  'request-too-large': {
    description: 'HTTP 413 in HTML when the request is larger than a limit (size, 1 byte)',
    layer: 'http',
    answers: 'broken',
    start: stateless(({ body }, { settings: { size = 1 } }) =>
      Buffer.byteLength(body) > size ? htmlAnswer(413, 'Request Entity Too Large') : 'pass',
    ),
  },
  'get-answers-page': {
    description: 'GET is answered with HTTP 200 and a page in HTML, where this server says 405',
    layer: 'http',
    answers: 'broken',
    start: stateless(({ method }) => (method === 'GET' ? htmlAnswer(200, 'Exchange Service') : 'pass')),
  },
} as const satisfies Record<string, Misbehaviour>
