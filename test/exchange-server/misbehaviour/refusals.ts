/** Mailboxes that cannot be reached, and users, applications or tenants that are kept out. */
import type { ErrorAnswer } from './answers.ts'
import { faultAnswer, htmlAnswer } from './answers.ts'
import { failElements } from './failed-elements.ts'
import { type Misbehaviour, stateless } from './misbehaviour.ts'

const moved: ErrorAnswer = {
  responseCode: 'ErrorMailboxMoveInProgress',
  message: 'Mailbox move in progress. Try again later.',
}

const gone: ErrorAnswer = {
  responseCode: 'ErrorNonExistentMailbox',
  message: 'The SMTP address has no mailbox associated with it.',
}

const storeUnavailable: ErrorAnswer = {
  responseCode: 'ErrorMailboxStoreUnavailable',
  message: 'The mailbox database is temporarily unavailable.',
}

export const REFUSALS = {
  'mailbox-moved': {
    description: 'HTTP 500 with a SOAP fault ErrorMailboxMoveInProgress: the mailbox moves to another server',
    layer: 'exchange',
    answers: 'valid',
    start: stateless((_request, { version }) => faultAnswer(version, moved)),
  },
  'mailbox-gone': {
    description: 'HTTP 500 with a SOAP fault ErrorNonExistentMailbox: the mailbox was deleted',
    layer: 'exchange',
    answers: 'valid',
    start: stateless((_request, { version }) => faultAnswer(version, gone)),
  },
  'mailbox-store-unavailable': {
    description: 'HTTP 200 with ErrorMailboxStoreUnavailable in every message: the database is not mounted',
    layer: 'exchange',
    answers: 'valid',
    start: stateless((request, { version }) => failElements(request, version, storeUnavailable)),
  },
  'ews-blocked': {
    description: 'HTTP 403 to everyone who signs in: EWS is switched off for the tenant or the application',
    layer: 'exchange',
    answers: 'broken',
    start: stateless(() => htmlAnswer(403, 'Forbidden')),
  },
  'sign-in-blocked': {
    description: 'HTTP 456 without a body: the user must sign in on the web first, or is blocked',
    layer: 'exchange',
    answers: 'broken',
    start: stateless(() => ({ kind: 'http', status: 456 })),
  },
} as const satisfies Record<string, Misbehaviour>
