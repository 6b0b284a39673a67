/** From what Exchange says about a failure to the errors of this product. */
import type { AppError, ErrorParams } from '#shared/errors.ts'
import { appError } from '#shared/errors.ts'
import { meaningOf } from './response-codes.ts'

/** On whose behalf an operation runs; fills the texts of its errors. */
export type ErrorContext = {
  readonly userName: string
  /** The mailbox that the operation addresses. */
  readonly mailbox: string
  /** Whether the operation names the mailbox, instead of taking the one of the user who signed in. */
  readonly namesMailbox: boolean
}

/** What a response message or a fault says about its failure. */
export type ExchangeFailure = {
  readonly responseCode: string
  readonly message: string
  /** The `Value` elements of `MessageXml` by name, such as `BackOffMilliseconds`. */
  readonly values: Readonly<Record<string, string>>
}

/** The `AppError` of a failed response message or of a fault. */
export function exchangeError(failed: ExchangeFailure, context: ErrorContext): AppError {
  const { userName, mailbox } = context
  // Exchange 2010+ hides throttling and store faults behind the general error; the real one stands inside.
  const { InnerErrorResponseCode: inner, InnerErrorMessageText: innerMessage } = failed.values
  const isHidden = failed.responseCode === 'ErrorInternalServerError' && inner !== undefined
  const responseCode = isHidden ? inner : failed.responseCode
  const told = [isHidden ? innerMessage : undefined, failed.message]
  const message = told.find((text) => text !== undefined && text !== '') ?? responseCode
  const common: ErrorParams = {
    responseCode,
    message,
    ...(isHidden && { outerResponseCode: failed.responseCode }),
  }
  const code = meaningOf(responseCode)
  if (responseCode === 'ErrorFolderNotFound' && context.namesMailbox) {
    // A distinguished folder exists in every mailbox; not to be found means not visible to this user.
    return appError('exchange.access-denied', { ...common, userName, mailbox })
  }
  switch (code) {
    case 'exchange.server-busy': {
      const backOff = Number(failed.values.BackOffMilliseconds)
      const known = Number.isFinite(backOff) && backOff > 0
      return appError(code, known ? { ...common, backOffMilliseconds: Math.round(backOff) } : common)
    }
    case 'exchange.mailbox-not-found':
    case 'exchange.access-denied':
    case 'exchange.impersonation-denied':
    case 'exchange.impersonation-required':
    case 'exchange.mailbox-moved':
    case 'exchange.mailbox-moving':
    case 'exchange.blocked':
    case 'exchange.no-licence':
    case 'exchange.quota-exceeded':
    case 'sign-in.account-disabled':
    case 'sign-in.password-expired':
      return appError(code, { ...common, userName, mailbox })
    default:
      return appError(code, common)
  }
}

/** The error of an answer that is not what the protocol says. `reason` is a short technical text. */
export function malformedResponse(reason: string): AppError {
  return appError('exchange.malformed-response', { reason })
}
