/** Where a transport gets its access tokens: the port between the EWS client and whoever signs in with OAuth2. */
import type { AppError } from '#shared/errors.ts'
import type { Result } from '#shared/result.ts'

export type TokenWish = {
  /** A token that the server refused, although its time is not over: not that one again. */
  readonly refused?: string
  /** JSON that the token must satisfy: the server's answer to an earlier one (claims challenge). */
  readonly claims?: string
}

export type TokenSource = {
  /** A token that is good for some minutes; asks the identity provider only when there is none. */
  get(wish?: TokenWish): Promise<Result<string>>
  /** The server is not content with any token that can be had without a person. @returns what to tell about it */
  signInNeeded(claims: string): AppError
}
