/** Sign-in on another device (RFC 8628): codes that a user approves or declines while the client asks again and again. */
import { randomBytes, randomInt } from 'node:crypto'
import { OAuthError } from './oauth-error.ts'
import type { IdentityUser } from './registrations.ts'
import type { Grant } from './tokens.ts'

export type DeviceCode = {
  readonly deviceCode: string
  /** What the user types. */
  readonly userCode: string
}

type Pending = {
  readonly clientId: string
  readonly scopes: readonly string[]
  readonly userCode: string
  readonly expiresAt: number
  state: 'pending' | 'declined' | { readonly user: IdentityUser }
}

const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ' // no vowels, so that no words come out
const USER_CODE_LENGTH = 9

export class DeviceCodes {
  readonly #pending = new Map<string, Pending>()
  readonly #now: () => number
  readonly #lifetime: () => number

  /** @param lifetime seconds */
  constructor(now: () => number, lifetime: () => number) {
    this.#now = now
    this.#lifetime = lifetime
  }

  issue(clientId: string, scopes: readonly string[]): DeviceCode {
    const deviceCode = randomBytes(32).toString('base64url')
    const letter = (): string => LETTERS.charAt(randomInt(LETTERS.length))
    const userCode = Array.from({ length: USER_CODE_LENGTH }, letter).join('')
    const expiresAt = this.#now() + this.#lifetime() * 1000
    this.#pending.set(deviceCode, { clientId, scopes, userCode, expiresAt, state: 'pending' })
    return { deviceCode, userCode }
  }

  /** The code that was typed, in whatever case; false when there is none. */
  answer(userCode: string, state: 'declined' | { readonly user: IdentityUser }): boolean {
    const wanted = userCode.trim().toUpperCase()
    const pending = [...this.#pending.values()].find((one) => one.userCode === wanted)
    if (pending?.state !== 'pending' || this.#now() >= pending.expiresAt) return false
    pending.state = state
    return true
  }

  /** @throws OAuthError authorization_pending, authorization_declined, expired_token, bad_verification_code */
  redeem(deviceCode: string, clientId: string): Grant {
    const pending = this.#pending.get(deviceCode)
    if (pending?.clientId !== clientId) {
      throw new OAuthError(
        'bad_verification_code',
        70018,
        'Invalid verification code due to User typing in wrong user code for device code flow.',
      )
    }
    if (pending.state === 'pending') {
      if (this.#now() < pending.expiresAt) {
        throw new OAuthError(
          'authorization_pending',
          70016,
          'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
        )
      }
      throw new OAuthError(
        'expired_token',
        70020,
        "The provided value for the input parameter 'device_code' is not valid. This device code has expired.",
      )
    }
    this.#pending.delete(deviceCode)
    if (pending.state === 'declined') {
      throw new OAuthError(
        'authorization_declined',
        70017,
        'The end user has denied the authorization request.',
      )
    }
    return { user: pending.state.user, clientId, scopes: pending.scopes, nonce: undefined }
  }
}
