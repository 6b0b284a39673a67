/**
 * Every failure that a person or a script may get to see, by code.
 *
 * A code is the stable name of one cause. The texts (what happened, what to do) are found by code in
 * `shared/texts`; a test fails when one is missing. The table says what the program does about the error:
 * its category and whether trying again can help.
 *
 * Rejected: error classes. They do not survive a message port, and a table is shorter and complete by test.
 */
import { z } from 'zod'

export const ERROR_CATEGORIES = [
  'input', // the user's values; correct them
  'auth', // refused sign-in; never repeated by itself
  'transient', // may pass by itself; try later
  'throttled', // the server asked us to wait
  'blocked', // the service or an administrator forbids it
  'gone', // the object is no longer there
  'moved', // it lives elsewhere, or is on its way there
  'conflict', // something else stands in the way
  'too-large',
  'not-exchange', // something answered that is not Exchange
  'permanent', // repeating does not help
  'cancelled', // a person stopped it
] as const

export type ErrorCategory = (typeof ERROR_CATEGORIES)[number]

/** When a repetition makes sense: `never`, `later` by itself, or `after-change` by a person. */
export type Retry = 'never' | 'later' | 'after-change'

type Traits = { readonly category: ErrorCategory; readonly retry: Retry }

const input: Traits = { category: 'input', retry: 'after-change' }
const auth: Traits = { category: 'auth', retry: 'after-change' }
const transient: Traits = { category: 'transient', retry: 'later' }
const permanent: Traits = { category: 'permanent', retry: 'after-change' }
const blocked: Traits = { category: 'blocked', retry: 'after-change' }
const gone: Traits = { category: 'gone', retry: 'never' }
const notExchange: Traits = { category: 'not-exchange', retry: 'after-change' }

export const ERRORS = {
  // Values of a form; each also stands in `fields` of `input.invalid`.
  'input.invalid': input,
  'field.required': input,
  'field.too-long': input,
  'field.invalid': input,
  'field.end-before-start': input,
  'name.taken': input,
  'url.invalid': input,
  'url.not-https': input,
  'url.has-credentials': input,
  'authentication.exchange-online-oauth2-only': input,
  'authentication.account-at-exchange-online': input,
  'account-url.exchange-online-oauth2-only': input,
  'mailbox.invalid': input,
  'user-name.required': input,
  'number.out-of-range': input,
  'prime-email-account.address-taken': input,

  // Objects of the configuration.
  'connector.not-found': gone,
  'server.not-confirmed': { category: 'blocked', retry: 'after-change' },
  'connector.windows-user-mixed': { category: 'conflict', retry: 'after-change' },
  'account.not-found': gone,
  'account.prime-email-account-taken': { category: 'conflict', retry: 'after-change' },
  'account.mailbox-taken': { category: 'conflict', retry: 'after-change' },
  'deletion.over': gone,
  'prime-email-account.not-found': gone,
  'email.not-found': gone,

  // Settings and secrets on disk.
  'document.unreadable': permanent,
  'document.locked': permanent,
  'document.newer-version': permanent,
  'document.write-failed': permanent,
  'secret.not-stored': auth,
  'secret.undecryptable': auth,
  'secret.damaged': auth,
  'secret.newer-version': auth,
  'secret.session-only': permanent,

  // The window and the main process.
  'ipc.refused': { category: 'blocked', retry: 'never' },
  'ipc.invalid-payload': permanent,
  'internal.unexpected': permanent,
  'application.unexpected': permanent,
  'window.restored': permanent,
  'window.keeps-crashing': permanent,

  // The way to the server.
  'network.host-not-found': transient,
  'network.dns-unavailable': transient,
  'network.connection-refused': transient,
  'network.no-answer': transient,
  'network.unreachable': transient,
  'network.timeout': transient,
  'network.connection-lost': transient,
  'network.failed': transient,
  'tls.self-signed': permanent,
  'tls.untrusted-issuer': permanent,
  'tls.expired': permanent,
  'tls.not-yet-valid': permanent,
  'tls.wrong-name': permanent,
  'tls.revoked': permanent,
  'tls.chain-incomplete': permanent,
  'tls.intercepted': permanent,
  'tls.old-protocol': permanent,
  'tls.only-old-versions': permanent,
  'tls.not-tls': permanent,
  'tls.no-handshake': transient,
  'tls.closed': transient,
  'tls.pin-mismatch': permanent,
  'tls.failed': permanent,
  'tls.authorities-unreadable': permanent,
  'tls.no-authority-in-file': input,
  'connector.certificate-changed': { category: 'blocked', retry: 'after-change' },
  'proxy.unreachable': transient,
  'proxy.name-not-found': transient,
  'proxy.connection-refused': transient,
  'proxy.no-answer': transient,
  'proxy.script-unreachable': transient,
  'proxy.sign-in-needed': auth,
  'proxy.password-missing': auth,
  'proxy.sign-in-refused': auth,
  'proxy.forbids': { category: 'blocked', retry: 'after-change' },
  'proxy.cannot-reach': transient,
  'proxy.tunnel-failed': transient,
  'proxy.not-available': input,
  'http.redirect': notExchange,
  'http.not-found': notExchange,
  'http.not-exchange': notExchange,
  'http.outlook-sign-in': notExchange,
  'http.federation-sign-in': notExchange,
  'http.sign-in-page': notExchange,
  'http.captive-portal': notExchange,
  'http.start-page': notExchange,
  'http.no-site': notExchange,
  'http.method-refused': notExchange,
  'http.gateway-refused': { category: 'blocked', retry: 'after-change' },
  'http.gateway-failed': transient,
  'http.service-stopped': transient,
  'http.application-error': transient,
  'http.client-certificate-needed': { category: 'blocked', retry: 'after-change' },
  'http.address-refused': { category: 'blocked', retry: 'after-change' },
  'http.no-answer': transient,
  'http.forbidden': { category: 'blocked', retry: 'after-change' },
  'http.too-large': { category: 'too-large', retry: 'never' },
  'http.request-too-large': { category: 'too-large', retry: 'never' },
  'http.unavailable': transient,
  'http.status': permanent,

  // Signing in.
  'sign-in.refused': auth,
  'sign-in.method-not-offered': auth,
  'sign-in.method-not-available': auth,
  'sign-in.windows-needs-application': auth,
  'sign-in.windows-user-refused': auth,
  'sign-in.windows-user-mixed': { category: 'conflict', retry: 'later' },
  'sign-in.paused': auth,
  'sign-in.resume-too-early': auth,
  'sign-in.account-disabled': auth,
  'sign-in.password-expired': auth,
  'sign-in.account-locked': auth,
  'sign-in.not-permitted': auth,

  // Signing in with OAuth2; `aadsts` in the params is the number of the identity provider, see electron/auth.
  'oauth2.authority-invalid': input,
  'oauth2.tenant-needed': input,
  'oauth2.certificate-invalid': input,
  'oauth2.private-key-invalid': input,
  'oauth2.private-key-mismatch': input,
  'oauth2.sign-in-required': auth,
  'oauth2.account-not-saved': input,
  'oauth2.not-used': input,
  'oauth2.expired': auth,
  'oauth2.revoked': auth,
  'oauth2.second-factor': auth,
  'oauth2.conditional-access': auth,
  'oauth2.consent-required': auth,
  'oauth2.password-change': auth,
  'oauth2.password-wrong': auth,
  'oauth2.user-unavailable': auth,
  'oauth2.user-not-assigned': auth,
  'oauth2.directory-unknown': auth,
  'oauth2.application-unknown': auth,
  'oauth2.application-credential-missing': auth,
  'oauth2.secret-refused': auth,
  'oauth2.certificate-refused': auth,
  'oauth2.public-client-refused': auth,
  'oauth2.redirect-refused': auth,
  'oauth2.scope-refused': auth,
  'oauth2.refused': auth,
  'oauth2.token-refused': auth,
  'oauth2.wrong-identity': auth,
  'oauth2.declined': auth,
  'oauth2.timed-out': auth,
  'oauth2.cancelled': { category: 'cancelled', retry: 'after-change' },
  'oauth2.not-a-user': input,
  'oauth2.no-loopback': permanent,
  'oauth2.unavailable': transient,
  'oauth2.malformed-answer': permanent,

  // What Exchange answers.
  'exchange.malformed-response': permanent,
  'exchange.invalid-request': permanent,
  'exchange.server-busy': { category: 'throttled', retry: 'later' },
  'exchange.mailbox-not-found': permanent,
  'exchange.access-denied': { category: 'blocked', retry: 'after-change' },
  'exchange.impersonation-denied': { category: 'blocked', retry: 'after-change' },
  'exchange.impersonation-required': { category: 'blocked', retry: 'after-change' },
  'exchange.blocked': { category: 'blocked', retry: 'after-change' },
  'exchange.ews-off-for-organization': { category: 'blocked', retry: 'after-change' },
  'exchange.ews-off-for-application': { category: 'blocked', retry: 'after-change' },
  'exchange.ews-off-for-mailbox': { category: 'blocked', retry: 'after-change' },
  'exchange.no-licence': { category: 'blocked', retry: 'after-change' },
  'exchange.write-denied': { category: 'blocked', retry: 'after-change' },
  'exchange.quota-exceeded': { category: 'blocked', retry: 'after-change' },
  'exchange.item-not-found': gone,
  'exchange.invalid-sync-state': { category: 'conflict', retry: 'later' },
  'exchange.subscription-lost': { category: 'gone', retry: 'later' },
  'exchange.notifications-silent': transient,
  'exchange.conflict': { category: 'conflict', retry: 'later' },
  'exchange.mailbox-moving': { category: 'moved', retry: 'later' },
  'exchange.mailbox-moved': { category: 'moved', retry: 'after-change' },
  'exchange.too-large': { category: 'too-large', retry: 'never' },
  'exchange.version-not-supported': permanent,
  'exchange.transient': transient,
  'exchange.response': permanent,

  // Finding the server by Autodiscover.
  'discovery.nothing-found': permanent,
  'discovery.host-declined': { category: 'blocked', retry: 'after-change' },
  'discovery.sign-in-needed': auth,
  'discovery.redirect-loop': notExchange,
  'discovery.unsafe-redirect': { category: 'blocked', retry: 'after-change' },
  'discovery.timed-out': transient,
  'discovery.cancelled': { category: 'cancelled', retry: 'after-change' },

  // Synchronisation and the Prime store.
  'sync.cancelled': { category: 'cancelled', retry: 'after-change' },
  'sync.already-running': { category: 'conflict', retry: 'later' },
  'sync.nothing-active': input,
  'sync.endless-page': permanent,
  'sync.unknown-time-zone': permanent,
  'sync.meeting-of-others': permanent,
  'sync.mass-deletion': { category: 'conflict', retry: 'after-change' },
  'sync.planned-mass-deletion': { category: 'conflict', retry: 'after-change' },
  'sync.not-sent-in-first-sync': permanent,
  'sync.stopped-on-error': permanent,
  'sync.sending-uncertain': permanent,
  'sync.host-stopped': transient,
  'sync.items-failed': transient,
  'sync.items-given-up': permanent,
  'sync.encryption-not-supported': { category: 'blocked', retry: 'after-change' },
  'conflict.not-found': gone,
  'prime-item.not-found': gone,
  'prime-item.range-too-long': input,
  'prime-item.attachment-not-found': gone,
  'prime-item.changed-meanwhile': { category: 'conflict', retry: 'later' },
  'prime-item.file-unreadable': input,
  'prime.unreadable': permanent,
  'prime.repaired': permanent,
  'prime.started-empty': permanent,
  'prime.write-failed': permanent,
  'prime.disk-full': { category: 'permanent', retry: 'after-change' },
  'export.write-failed': permanent,
  'configuration.unreadable': input,
  'configuration.newer-version': permanent,
  'configuration.wrong-passphrase': input,
  'configuration.not-open': gone,

  // The command line of the installed program.
  'command.refused': input,
  'command.secret': input,
  'command.nothing-chosen': input,
  'command.nothing-set-up': input,
  'command.no-such-account': input,
  'command.no-such-connector': input,
  'command.ambiguous': input,
  'command.nothing-to-sync': { category: 'conflict', retry: 'after-change' },
  'command.some-failed': permanent,
  'command.no-display': permanent,
  'command.no-answer': transient,
  'command.busy': transient,
  'command.cancelled': { category: 'cancelled', retry: 'after-change' },

  // Accounts from a table.
  'import.unreadable': permanent,
  'import.no-table': input,
  'import.empty': input,
  'import.only-headings': input,
  'import.too-large': { category: 'too-large', retry: 'after-change' },
  'import.too-many-rows': { category: 'too-large', retry: 'after-change' },
  'import.bad-quotes': input,
  'import.unknown-value': input,
  'import.twice': { category: 'conflict', retry: 'after-change' },
  'import.more-cells': input,
  'import.row-changed': { category: 'conflict', retry: 'after-change' },
  'trace.empty': { category: 'gone', retry: 'after-change' },
  'trace.gone': gone,
  'test.wrote-differently': permanent,
  'test.folder-left-behind': permanent,
  'test.cancelled': { category: 'cancelled', retry: 'after-change' },
  'test.exchanges-gone': gone,
  'test.report-gone': gone,

  // The log, the data folder and the package for support.
  'log.unreadable': permanent,
  'log.entry-gone': gone,
  'data-folder.locked': { category: 'blocked', retry: 'after-change' },
  'data-folder.moving': { category: 'moved', retry: 'later' },
  'data-folder.missing': input,
  'data-folder.same': input,
  'data-folder.nested': input,
  'data-folder.not-empty': input,
  'data-folder.not-writable': input,
  'data-folder.no-space': input,
  'data-folder.network': input,
  'data-folder.copy-failed': permanent,
  'data-folder.copy-differs': permanent,
  'data-folder.switch-failed': permanent,
  'data-folder.cancelled': { category: 'cancelled', retry: 'after-change' },
  'data-folder.not-removed': permanent,
  'data-folder.pointer-unreadable': permanent,
  'data-folder.not-there': permanent,
  // What an administrator has set for this computer or this user.
  'policy.locked': blocked,
  'policy.forbidden': blocked,
  'policy.connector-given': blocked,
  'policy.problems': permanent,
  'policy.unknown': input,
  'policy.invalid': input,
  'policy.only-mandatory': input,
  'policy.connector-invalid': input,
  'policy.connector-unknown-field': input,
  'policy.connector-twice': input,
  'policy.registry-unreadable': permanent,
  'policy.file-unreadable': permanent,
  'policy.file-unknown-part': input,
  'policy.file-too-large': input,
  'policy.file-not-trusted': input,
  'policy.variable-ignored': permanent,
  'support.cancelled': { category: 'cancelled', retry: 'after-change' },
  'help.notices-missing': permanent,
  'background.set-for-all': permanent,
  'background.refused': permanent,
  'help.browser-not-opened': permanent,

  // Updates of the application itself.
  'updates.no-channel-file': permanent,
  'updates.status': transient,
  'updates.not-signed': { category: 'blocked', retry: 'after-change' },
  'updates.wrong-signature': { category: 'blocked', retry: 'after-change' },
  'updates.older-than-seen': { category: 'blocked', retry: 'after-change' },
  'updates.invalid-channel-file': permanent,
  'updates.nothing-for-this-system': permanent,
  'updates.wrong-hash': { category: 'blocked', retry: 'later' },
  'updates.code-signature': { category: 'blocked', retry: 'after-change' },
  'updates.disk-full': permanent,
  'updates.not-installed': permanent,
  'updates.failed': permanent,
} as const satisfies Record<string, Traits>

export type ErrorCode = keyof typeof ERRORS

export const ERROR_CODES = Object.keys(ERRORS) as ErrorCode[]

export type ErrorParams = Readonly<Record<string, string | number>>

/** A field of a form that is wrong, with the code of the reason. `path` is the dotted name in the draft. */
export type FieldError = { readonly path: string; readonly code: ErrorCode; readonly params: ErrorParams }

export type AppError = {
  readonly code: ErrorCode
  readonly category: ErrorCategory
  readonly retry: Retry
  readonly params: ErrorParams
  readonly fields?: readonly FieldError[] | undefined
}

const errorCodeSchema = z.enum(ERROR_CODES as [ErrorCode, ...ErrorCode[]])
const paramsSchema = z.record(z.string(), z.union([z.string(), z.number()]))

export const fieldErrorSchema: z.ZodType<FieldError> = z.object({
  path: z.string(),
  code: errorCodeSchema,
  params: paramsSchema,
})

export const appErrorSchema: z.ZodType<AppError> = z.object({
  code: errorCodeSchema,
  category: z.enum(ERROR_CATEGORIES),
  retry: z.enum(['never', 'later', 'after-change']),
  params: paramsSchema,
  fields: z.array(fieldErrorSchema).optional(),
})

/** Makes the `AppError` of a code. `params` fill the texts; they must never hold a secret. */
export function appError(
  code: ErrorCode,
  params: ErrorParams = {},
  fields?: readonly FieldError[],
): AppError {
  return fields ? { code, ...ERRORS[code], params, fields } : { code, ...ERRORS[code], params }
}
