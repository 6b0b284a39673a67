/**
 * What the response codes of Exchange mean to this product.
 *
 * Response codes are open strings: the schema lists over five hundred (Messages.xsd, ResponseCodeType; meanings in
 * MS-OXWSCDATA 2.2.5.24), and updates add some. The table names those after which the program does something of its
 * own; every other one is permanent and shown as Exchange says it (`exchange.response`).
 */
import type { ErrorCode } from '#shared/errors.ts'

const MEANINGS = {
  // The server asks for less. All are safe to repeat: it did nothing.
  'exchange.server-busy': [
    'ErrorServerBusy',
    'ErrorExceededConnectionCount',
    'ErrorExceededFindCountLimit',
    'ErrorExceededSubscriptionCount',
    'ErrorTooManyObjectsOpened',
  ],
  'exchange.mailbox-not-found': [
    'ErrorNonExistentMailbox',
    'ErrorMailboxNotFound', // not in the schema, sent by Exchange Online
    'ErrorMissingEmailAddress',
    'ErrorInvalidSmtpAddress',
    'ErrorNonPrimarySmtpAddress',
    'ErrorInvalidUserPrincipalName',
    'ErrorMissingExchangePrincipal',
    'ErrorNameResolutionNoMailbox',
    'ErrorArchiveMailboxNotEnabled',
  ],
  'exchange.access-denied': [
    'ErrorAccessDenied',
    'ErrorCreateItemAccessDenied',
    'ErrorCreateSubfolderAccessDenied',
    'ErrorMailboxLogonFailed',
    'ErrorNotDelegate',
    'ErrorSendAsDenied',
    'ErrorSubscriptionAccessDenied',
    'ErrorTokenSerializationDenied',
  ],
  'exchange.impersonation-denied': [
    'ErrorImpersonateUserDenied',
    'ErrorImpersonationDenied',
    'ErrorImpersonationFailed',
  ],
  'exchange.impersonation-required': ['ErrorImpersonationRequired'], // not in the schema, sent to applications
  'exchange.blocked': [
    'ErrorAccountSuspend',
    'ErrorAccountSuspendShowTierUpgrade',
    'ErrorMessageBlocked',
    'ErrorMessageSubmissionBlocked',
    'ErrorOrganizationAccessBlocked',
    'ErrorUserNotAllowedByPolicy',
  ],
  'exchange.no-licence': ['ErrorInvalidLicense'],
  'exchange.quota-exceeded': [
    'ErrorExceededMessageLimit',
    'ErrorExceededMaxRecipientLimit',
    'ErrorExceededMaxRecipientLimitBlock',
    'ErrorMessagePerFolderCountReceiveQuotaExceeded',
    'ErrorQuotaExceeded',
    'ErrorSubmissionQuotaExceeded',
  ],
  'sign-in.account-disabled': ['ErrorAccountDisabled', 'ErrorCallerIsInvalidADAccount'],
  'sign-in.password-expired': ['ErrorPasswordChangeRequired', 'ErrorPasswordExpired'],
  'exchange.item-not-found': [
    'ErrorCalendarOccurrenceIsDeletedFromRecurrence',
    'ErrorFolderNotFound',
    'ErrorInvalidAttachmentId',
    'ErrorItemNotFound',
    'ErrorParentFolderNotFound',
    'ErrorSavedItemFolderNotFound',
    'ErrorSyncFolderNotFound',
    'ErrorToFolderNotFound',
  ],
  'exchange.invalid-sync-state': ['ErrorInvalidSyncStateData'],
  'exchange.subscription-lost': [
    'ErrorExpiredSubscription',
    'ErrorInvalidSubscription',
    'ErrorInvalidWatermark',
    'ErrorMissedNotificationEvents',
    'ErrorProxiedSubscriptionCallFailure',
    'ErrorReadEventsFailed',
    'ErrorSubscriptionNotFound',
    'ErrorSubscriptionUnsubscribed',
  ],
  // Somebody else was faster, or what we know is of yesterday: read again, then decide anew.
  'exchange.conflict': [
    'ErrorCalendarMeetingRequestIsOutOfDate',
    'ErrorChangeKeyRequired',
    'ErrorChangeKeyRequiredForWriteOperations',
    'ErrorFolderExists',
    'ErrorInvalidChangeKey',
    'ErrorIrresolvableConflict',
    'ErrorObjectTypeChanged',
    'ErrorStaleObject',
  ],
  'exchange.mailbox-moving': ['ErrorMailboxMoveInProgress'],
  'exchange.mailbox-moved': [
    'ErrorCrossSiteRequest',
    'ErrorNoApplicableProxyCASServersAvailable',
    'ErrorNoDestinationCASDueToVersionMismatch',
    'ErrorProxyRequestNotAllowed',
    'ErrorProxyServiceDiscoveryFailed',
    'ErrorWrongServerVersion',
    'ErrorWrongServerVersionDelegate',
  ],
  'exchange.too-large': [
    'ErrorAttachmentSizeLimitExceeded',
    'ErrorDataSizeLimitExceeded',
    'ErrorMessageSizeExceeded',
    'ErrorRequestStreamTooBig',
    'ErrorResultSetTooBig',
  ],
  'exchange.version-not-supported': [
    'ErrorIncorrectSchemaVersion',
    'ErrorInvalidSchemaVersionForMailboxVersion',
    'ErrorInvalidServerVersion',
  ],
  'exchange.transient': [
    'ErrorADOperation',
    'ErrorADUnavailable',
    'ErrorBatchProcessingStopped',
    'ErrorClientDisconnected',
    'ErrorConnectionFailed',
    'ErrorConnectionFailedTransientError', // not in the schema, sent by Exchange Online
    'ErrorContentConversionTransientFailed', // not in the schema
    'ErrorInsufficientResources',
    'ErrorInternalServerError',
    'ErrorInternalServerTransientError',
    'ErrorLocalServerObjectNotFound',
    'ErrorMailboxFailover',
    'ErrorMailboxStoreUnavailable',
    'ErrorNoRespondingCASInDestinationSite',
    'ErrorNotEnoughMemory',
    'ErrorProxyCallFailed',
    'ErrorProxyRequestProcessingFailed',
    'ErrorProxyTokenExpired',
    'ErrorRequestAborted',
    'ErrorServiceUnavailable',
    'ErrorTimeoutExpired',
    'ErrorWebRequestInInvalidState',
    'ErrorWin32InteropError',
  ],
} as const satisfies Partial<Record<ErrorCode, readonly string[]>>

const BY_RESPONSE_CODE: ReadonlyMap<string, ErrorCode> = new Map(
  (Object.keys(MEANINGS) as (keyof typeof MEANINGS)[]).flatMap((code) =>
    MEANINGS[code].map((responseCode) => [responseCode, code] as const),
  ),
)

/** Every response code that has a meaning of its own here. */
export const KNOWN_RESPONSE_CODES: readonly string[] = [...BY_RESPONSE_CODE.keys()]

/** The product's code for a response code of Exchange. */
export function meaningOf(responseCode: string): ErrorCode {
  return BY_RESPONSE_CODE.get(responseCode) ?? 'exchange.response'
}
