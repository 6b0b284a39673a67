/**
 * What is demanded of a user before there are tokens again: a second factor, new consent, a new password. A test
 * puts a demand; a sign-in on the page that passes on the claims (or any, where there are none) satisfies it.
 */
import { OAuthError, SECOND_FACTOR_CLAIMS } from './oauth-error.ts'
import type { IdentityUser } from './registrations.ts'

export type Demand = 'second-factor' | 'consent' | 'password-expired'

const key = ({ username }: Pick<IdentityUser, 'username'>): string => username.toLowerCase()

export class Demands {
  readonly #demands = new Map<string, Demand>()

  put(user: Pick<IdentityUser, 'username'>, demand: Demand): void {
    this.#demands.set(key(user), demand)
  }

  /** @throws OAuthError what is demanded */
  check(user: IdentityUser): void {
    switch (this.#demands.get(key(user))) {
      case 'second-factor':
        throw new OAuthError(
          'invalid_grant',
          50076,
          'Due to a configuration change made by your administrator, or because you moved to a new location, you ' +
            'must use multi-factor authentication to access the resource.',
          { suberror: 'basic_action', claims: SECOND_FACTOR_CLAIMS },
        )
      case 'consent':
        throw new OAuthError(
          'invalid_grant',
          65001,
          'The user or administrator has not consented to use the application. Send an interactive authorization ' +
            'request for this user and resource.',
          { suberror: 'consent_required' },
        )
      case 'password-expired':
        throw new OAuthError('invalid_grant', 50055, 'The password is expired.', {
          suberror: 'user_password_expired',
        })
      case undefined:
    }
  }

  /** A user signed in on the page; `claims` is what the client passed on. */
  satisfy(user: IdentityUser, claims: string | undefined): void {
    if (this.#demands.get(key(user)) === 'second-factor' && !satisfies(claims, SECOND_FACTOR_CLAIMS)) return
    this.#demands.delete(key(user))
  }
}

/** Clients add claims of their own to those that are demanded. */
function satisfies(passed: string | undefined, demanded: string): boolean {
  const holds = (part: unknown, whole: unknown): boolean =>
    typeof part === 'object' && part !== null
      ? typeof whole === 'object' &&
        whole !== null &&
        Object.entries(part).every(([name, value]) => holds(value, (whole as Record<string, unknown>)[name]))
      : part === whole
  return passed !== undefined && holds(JSON.parse(demanded), JSON.parse(passed))
}
