/**
 * From the response codes of Exchange to the codes of this product.
 *
 * Response codes are open strings: there are several hundred, and updates add some. The table names those after
 * which the program does something of its own; every other one is shown as Exchange says it
 * (`exchange.response`). Meanings: MS-OXWSCDATA 2.2.5.24 ResponseCodeType.
 */
import type { AppError, ErrorCode, ErrorParams } from '#shared/errors.ts'
import { appError } from '#shared/errors.ts'

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

const BY_RESPONSE_CODE: Readonly<Record<string, ErrorCode>> = {
  ErrorServerBusy: 'exchange.server-busy',
  ErrorExceededConnectionCount: 'exchange.server-busy',
  ErrorTooManyObjectsOpened: 'exchange.server-busy',

  ErrorNonExistentMailbox: 'exchange.mailbox-not-found',
  ErrorMailboxNotFound: 'exchange.mailbox-not-found',
  ErrorMissingEmailAddress: 'exchange.mailbox-not-found',
  ErrorInvalidSmtpAddress: 'exchange.mailbox-not-found',

  ErrorAccessDenied: 'exchange.access-denied',
  ErrorImpersonateUserDenied: 'exchange.access-denied',
  ErrorImpersonationDenied: 'exchange.access-denied',

  ErrorItemNotFound: 'exchange.item-not-found',
  ErrorFolderNotFound: 'exchange.item-not-found',
  ErrorParentFolderNotFound: 'exchange.item-not-found',
  ErrorInvalidSyncStateData: 'exchange.invalid-sync-state',

  ErrorMailboxMoveInProgress: 'exchange.transient',
  ErrorMailboxStoreUnavailable: 'exchange.transient',
  ErrorMailboxFailover: 'exchange.transient',
  ErrorConnectionFailed: 'exchange.transient',
  ErrorConnectionFailedTransientError: 'exchange.transient',
  ErrorInternalServerError: 'exchange.transient',
  ErrorInternalServerTransientError: 'exchange.transient',
  ErrorADUnavailable: 'exchange.transient',
  ErrorADOperation: 'exchange.transient',
  ErrorTimeoutExpired: 'exchange.transient',
  ErrorNotEnoughMemory: 'exchange.transient',
  ErrorInsufficientResources: 'exchange.transient',
  ErrorContentConversionTransientFailed: 'exchange.transient',
  ErrorBatchProcessingStopped: 'exchange.transient',
  ErrorNoRespondingCASInDestinationSite: 'exchange.transient',
  ErrorProxyCallFailed: 'exchange.transient',
  ErrorIrresolvableConflict: 'exchange.transient',
}

/** The `AppError` of a failed response message or of a fault. */
export function exchangeError(failed: ExchangeFailure, context: ErrorContext): AppError {
  const { userName, mailbox } = context
  // Exchange 2010+ hides throttling and store faults behind the general error; the real one stands inside.
  const inner = failed.values.InnerErrorResponseCode
  const responseCode =
    failed.responseCode === 'ErrorInternalServerError' && inner !== undefined ? inner : failed.responseCode
  const message = failed.message === '' ? responseCode : failed.message
  const common: ErrorParams = { responseCode, message }
  const code = BY_RESPONSE_CODE[responseCode] ?? 'exchange.response'
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
      return appError(code, { ...common, userName, mailbox })
    default:
      return appError(code, common)
  }
}

/** The error of an answer that is not what the protocol says. `reason` is a short technical text. */
export function malformedResponse(reason: string): AppError {
  return appError('exchange.malformed-response', { reason })
}
