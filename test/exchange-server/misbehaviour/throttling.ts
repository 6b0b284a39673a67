/** The shapes in which Exchange and what stands before it say that a client asks too much. */
import { type ErrorAnswer, faultAnswer, htmlAnswer } from './answers.ts'
import { failElements } from './failed-elements.ts'
import { type Misbehaviour, type MisbehaviourSettings, stateless } from './misbehaviour.ts'

const BACK_OFF_MILLISECONDS = 1_000 // Exchange asks for up to five minutes; tests do not wait
const RETRY_AFTER_SECONDS = 1

export const serverBusy = ({ milliseconds }: MisbehaviourSettings): ErrorAnswer => ({
  responseCode: 'ErrorServerBusy',
  message: 'The server cannot service this request right now. Try again later.',
  values: { BackOffMilliseconds: milliseconds ?? BACK_OFF_MILLISECONDS },
})

export const exceededConnectionCount: ErrorAnswer = {
  responseCode: 'ErrorExceededConnectionCount',
  message:
    'You have exceeded the available concurrent connections for your account. Try again once your other requests have completed.',
}

const internalError: ErrorAnswer = {
  responseCode: 'ErrorInternalServerError',
  message: 'An internal server error occurred. The operation failed.',
  values: {
    InnerErrorMessageText: 'The server cannot service this request right now. Try again later.',
    InnerErrorResponseCode: 'ErrorServerBusy',
    InnerErrorDescriptiveLinkKey: 0,
  },
}

export const THROTTLING = {
  'server-busy': {
    description: 'HTTP 500 with a SOAP fault ErrorServerBusy and BackOffMilliseconds (milliseconds)',
    layer: 'exchange',
    answers: 'valid',
    start: stateless((_request, { version, settings }) => faultAnswer(version, serverBusy(settings))),
  },
  'server-busy-without-back-off': {
    description: 'the same fault without BackOffMilliseconds',
    layer: 'exchange',
    answers: 'valid',
    start: stateless((_request, { version, settings }) => {
      const { responseCode, message } = serverBusy(settings)
      return faultAnswer(version, { responseCode, message })
    }),
  },
  'server-busy-in-all-messages': {
    description: 'HTTP 200 with ErrorServerBusy in every response message (milliseconds)',
    layer: 'exchange',
    answers: 'valid',
    start: stateless((request, { version, settings }) =>
      failElements(request, version, serverBusy(settings)),
    ),
  },
  'server-busy-in-one-message': {
    description:
      'HTTP 200; the last element of the batch is ErrorServerBusy, the others are done (milliseconds)',
    layer: 'exchange',
    answers: 'valid',
    start: stateless((request, { version, settings }) =>
      failElements(request, version, serverBusy(settings), (index, count) => index === count - 1),
    ),
  },
  'server-busy-from-the-middle': {
    description:
      'HTTP 200; the budget ends in the middle of the batch, the rest is ErrorServerBusy (milliseconds)',
    layer: 'exchange',
    answers: 'valid',
    start: stateless((request, { version, settings }) =>
      failElements(request, version, serverBusy(settings), (index, count) => index >= Math.floor(count / 2)),
    ),
  },
  'inner-server-busy': {
    description:
      'HTTP 200 with ErrorInternalServerError and InnerErrorResponseCode ErrorServerBusy in every message',
    layer: 'exchange',
    answers: 'valid',
    start: stateless((request, { version }) => failElements(request, version, internalError)),
  },
  'inner-server-busy-fault': {
    description: 'HTTP 500 with a fault ErrorInternalServerError and InnerErrorResponseCode ErrorServerBusy',
    layer: 'exchange',
    answers: 'valid',
    start: stateless((_request, { version }) => faultAnswer(version, internalError)),
  },
  'exceeded-connection-count': {
    description: 'HTTP 500 with a SOAP fault ErrorExceededConnectionCount',
    layer: 'exchange',
    answers: 'valid',
    start: stateless((_request, { version }) => faultAnswer(version, exceededConnectionCount)),
  },
  'service-unavailable': {
    description: 'HTTP 503 with a page in HTML and Retry-After (seconds)',
    layer: 'http',
    answers: 'broken',
    start: stateless((_request, { settings }) =>
      htmlAnswer(503, 'Service Unavailable', {
        'Retry-After': String(settings.seconds ?? RETRY_AFTER_SECONDS),
      }),
    ),
  },
  'service-unavailable-until': {
    description: 'HTTP 503 with Retry-After as a date (seconds from now)',
    layer: 'http',
    answers: 'broken',
    start: stateless((_request, { settings }) => {
      const until = new Date(Date.now() + (settings.seconds ?? RETRY_AFTER_SECONDS) * 1_000)
      return htmlAnswer(503, 'Service Unavailable', { 'Retry-After': until.toUTCString() })
    }),
  },
  'too-many-requests': {
    description: 'HTTP 429 with Retry-After (seconds) and no body',
    layer: 'http',
    answers: 'broken',
    start: stateless((_request, { settings }) => ({
      kind: 'http',
      status: 429,
      headers: { 'Retry-After': String(settings.seconds ?? RETRY_AFTER_SECONDS) },
    })),
  },
  'unauthorised-while-throttling': {
    description: 'HTTP 401 although the password is right, as Exchange sometimes answers under load',
    layer: 'exchange',
    answers: 'broken',
    start: stateless((_request, { refusalHeaders }) => ({
      kind: 'http',
      status: 401,
      headers: refusalHeaders(),
    })),
  },
} as const satisfies Record<string, Misbehaviour>
