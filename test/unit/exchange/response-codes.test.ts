import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exchangeError } from '#electron/exchange/errors.ts'
import { KNOWN_RESPONSE_CODES, meaningOf } from '#electron/exchange/response-codes.ts'
import { SHARED_FOLDER_MISSING, sharedFolder } from '#test/exchange-server/shared-folder.ts'
import { context } from './support/answers.ts'

const shared = sharedFolder()

/** Sent by Exchange Online and by newer servers, and in no published schema. */
const NOT_IN_THE_SCHEMA = [
  'ErrorMailboxNotFound',
  'ErrorImpersonationRequired',
  'ErrorConnectionFailedTransientError',
  'ErrorContentConversionTransientFailed',
]

const of = (responseCode: string, values: Record<string, string> = {}, message = '') =>
  exchangeError({ responseCode, message, values }, context)

describe('response codes', () => {
  it.skipIf(shared === undefined)(
    `that have a meaning here exist at Microsoft (${shared === undefined ? SHARED_FOLDER_MISSING : 'schema present'})`,
    () => {
      const schema = readFileSync(join(shared!, 'ews', 'schema', 'Messages.xsd'), 'utf8')
      const unknown = KNOWN_RESPONSE_CODES.filter((code) => !schema.includes(`value="${code}"`))
      expect(unknown).toEqual(NOT_IN_THE_SCHEMA)
    },
  )

  it('mean one thing each', () => {
    expect(new Set(KNOWN_RESPONSE_CODES).size).toBe(KNOWN_RESPONSE_CODES.length)
  })

  it('that nobody knows are permanent and shown as they came', () => {
    expect(of('ErrorOfTomorrow', {}, 'Not today.')).toMatchObject({
      code: 'exchange.response',
      category: 'permanent',
      params: { responseCode: 'ErrorOfTomorrow', message: 'Not today.' },
    })
  })

  it.each([
    ['ErrorServerBusy', 'throttled', 'later'],
    ['ErrorNonExistentMailbox', 'permanent', 'after-change'],
    ['ErrorImpersonateUserDenied', 'blocked', 'after-change'],
    ['ErrorOrganizationAccessBlocked', 'blocked', 'after-change'],
    ['ErrorQuotaExceeded', 'blocked', 'after-change'],
    ['ErrorPasswordExpired', 'auth', 'after-change'],
    ['ErrorItemNotFound', 'gone', 'never'],
    ['ErrorIrresolvableConflict', 'conflict', 'later'],
    ['ErrorInvalidSyncStateData', 'conflict', 'later'],
    ['ErrorMailboxMoveInProgress', 'moved', 'later'],
    ['ErrorWrongServerVersion', 'moved', 'after-change'],
    ['ErrorMessageSizeExceeded', 'too-large', 'never'],
    ['ErrorInternalServerTransientError', 'transient', 'later'],
  ])('%s is %s, to be repeated %s', (responseCode, category, retry) => {
    expect(of(responseCode)).toMatchObject({ category, retry })
  })

  it('inside the general error are the ones that count, and the general one stays visible', () => {
    const values = { InnerErrorResponseCode: 'ErrorQuotaExceeded', InnerErrorMessageText: 'Full.' }
    expect(of('ErrorInternalServerError', values, 'An internal server error occurred.')).toMatchObject({
      code: 'exchange.quota-exceeded',
      params: {
        responseCode: 'ErrorQuotaExceeded',
        outerResponseCode: 'ErrorInternalServerError',
        message: 'Full.',
        mailbox: context.mailbox,
      },
    })
    expect(meaningOf('ErrorInternalServerError')).toBe('exchange.transient')
  })
})
