/**
 * What both ways of signing in a person have in common: an msal client that keeps its tokens in memory, until it is
 * known that the right identity has signed in. Only then is anything stored, and what was stored before is untouched
 * by an attempt that fails.
 */
import type { AuthenticationResult, PublicClientApplication } from '@azure/msal-node'
import type { Identity } from '#shared/domain/oauth2.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { signInError } from './identity-error.ts'
import { publicClient, type Client, type IdentityProviderAccess } from './msal-clients.ts'

export type InteractiveRequest = {
  readonly access: IdentityProviderAccess
  /** As whom, for texts. */
  readonly userName: string
  /** As whom, to be proposed to the person; `null` where it is not known. */
  readonly loginHint: string | null
  /** The only one who may sign in; `null` the first time. */
  readonly expected: Identity | null
  /** What the sign-in has to satisfy, JSON. */
  readonly claims: string | null
  readonly signal: AbortSignal
}

export type SignedIn = {
  readonly identity: Identity
  /** msal's cache, to be stored. */
  readonly cache: string
}

/** Runs `act` with a fresh client; what it throws becomes an error, and so does a wrong identity. */
export async function signInWith(
  request: InteractiveRequest,
  act: (client: Client<PublicClientApplication>) => Promise<Result<AuthenticationResult>>,
): Promise<Result<SignedIn>> {
  const { access, expected, signal } = request
  const client = await publicClient(access)
  let result: Result<AuthenticationResult>
  try {
    result = await act(client)
  } catch (thrown) {
    return failure(signal.aborted ? endOf(signal) : signInError(thrown, client, request.userName))
  }
  if (!result.ok) return result
  if (signal.aborted) return failure(endOf(signal))
  const { account } = result.value
  if (account === null) {
    return failure(appError('oauth2.malformed-answer', { host: client.host, reason: 'id_token' }))
  }
  const identity = {
    homeAccountId: account.homeAccountId,
    userName: account.username === '' ? request.userName : account.username,
    tenantId: account.tenantId,
  }
  if (expected !== null && expected.homeAccountId !== identity.homeAccountId) {
    const params = { expected: expected.userName, actual: identity.userName }
    return failure(appError('oauth2.wrong-identity', params))
  }
  return ok({ identity, cache: client.application.getTokenCache().serialize() })
}

const TIMED_OUT = 'timed-out'

/** Ends a sign-in for which nobody came. */
export function timeOut(controller: AbortController): void {
  controller.abort(TIMED_OUT)
}

/** Why a sign-in was ended: by a person, or by its time. */
export function endOf(signal: AbortSignal): AppError {
  return appError(signal.reason === TIMED_OUT ? 'oauth2.timed-out' : 'oauth2.cancelled')
}
