/**
 * Why Windows refused a sign-in, where the server lets on. By itself a 401 says nothing, on purpose; IIS adds the error
 * code of Windows to its page when detailed errors are switched on (`httpErrors errorMode`), as `0x8007` and the number.
 * The numbers are those of winerror.h; what is not here is the password, as far as anybody can tell.
 */
import type { ErrorCode } from '#shared/errors.ts'

const REASONS: Readonly<Record<string, ErrorCode>> = {
  '8007052f': 'sign-in.not-permitted', // ERROR_ACCOUNT_RESTRICTION
  '80070530': 'sign-in.not-permitted', // ERROR_INVALID_LOGON_HOURS
  '80070531': 'sign-in.not-permitted', // ERROR_INVALID_WORKSTATION
  '80070532': 'sign-in.password-expired', // ERROR_PASSWORD_EXPIRED
  '80070533': 'sign-in.account-disabled', // ERROR_ACCOUNT_DISABLED
  '80070569': 'sign-in.not-permitted', // ERROR_LOGON_TYPE_NOT_GRANTED
  '80070701': 'sign-in.not-permitted', // ERROR_ACCOUNT_EXPIRED
  '80070773': 'sign-in.password-expired', // ERROR_PASSWORD_MUST_CHANGE
  '80070775': 'sign-in.account-locked', // ERROR_ACCOUNT_LOCKED_OUT
}

const LONGEST = 16_384 // bytes of a page that are looked at

/** @returns `null` when the page does not say */
export function refusalReason(page: Uint8Array): ErrorCode | null {
  const text = Buffer.from(page.subarray(0, LONGEST)).toString('latin1')
  for (const [, code = ''] of text.matchAll(/0x(8007[0-9a-f]{4})\b/gi)) {
    const reason = REASONS[code.toLowerCase()]
    if (reason !== undefined) return reason
  }
  return null
}
