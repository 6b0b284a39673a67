/**
 * Judges every 401 and sees to it that a refused password is never sent again: accounts get locked after a few
 * attempts (Active Directory's `lockoutThreshold`). So the first request goes out alone, the others wait for its
 * answer; and once a password was refused, every further call gets that error without a request. A new password is a
 * new client.
 *
 * Whose business the sign-in itself is, differs: a header for Basic, Chromium's handshake for Windows. This layer
 * stands above both.
 *
 * What happens to one password over several runs and accounts is counted elsewhere (electron/auth); the gate asks
 * there before a password goes out that this transport has not seen accepted, and tells what became of it.
 *
 * Exchange sometimes answers 401 while it throttles; that cannot be told apart, and not asking again is right
 * in both cases.
 */
import type { AuthenticationMethod } from '#shared/domain/connector.ts'
import type { AppError, ErrorCode, ErrorParams } from '#shared/errors.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { Credential } from '../credential.ts'
import { discardBody } from './discard-body.ts'
import { isOffered, methodNotOffered, offeredMethods } from './offered-methods.ts'
import { refusalReason } from './refusal-reason.ts'
import type { Transport } from './transport.ts'
import { untilAborted } from './until-aborted.ts'

/** Who counts refused sign-ins beyond this transport. */
export type SignInAttempts = {
  /** Waits for its turn. @returns why the password may not go out */
  begin(signal: AbortSignal): Promise<Result<SignInAttempt>>
  /** A password that had been accepted on this transport was refused: it was changed meanwhile. */
  refusedLater(): void
}

export type SignInAttempt = {
  /**
   * Called once. `unknown`: nothing was said about the password, `lost`: nobody waited for what was said.
   */
  end(outcome: 'accepted' | 'refused' | 'unknown' | 'lost'): void
}

const NOT_COUNTED: SignInAttempts = {
  begin: () => Promise.resolve(ok({ end: () => undefined })),
  refusedLater: () => undefined,
}

export type GatedKind = Exclude<Credential['kind'], 'none'>

type Named = { readonly kind: GatedKind; readonly userName: string }

/** The method of a connector that a kind of credential belongs to. */
const METHODS = {
  basic: 'basic',
  windows: 'windows',
  'windows-user': 'windows',
  oauth2: 'oauth2',
} as const satisfies Record<GatedKind, AuthenticationMethod>

/** Over a transport that signs in; a 401 becomes `sign-in.refused` or `sign-in.method-not-offered`. */
export function withSignInGate(
  inner: Transport,
  credential: Named,
  attempts: SignInAttempts = NOT_COUNTED,
): Transport {
  let refused: AppError | null = null
  let accepted = false
  let first: Promise<unknown> | null = null

  const judged: Transport['send'] = async (request) => {
    const sent = await inner.send(request)
    if (!sent.ok) {
      if (sent.error.category === 'auth') refused = sent.error
      return sent
    }
    if (sent.value.status !== 401) {
      // Without a success yet, a 503 of a load balancer says nothing about the password.
      accepted ||= sent.value.status < 300 || sent.value.status === 500
      return sent
    }
    const page = await discardBody(sent.value)
    refused = refusal(sent.value.challenges, credential, refusalReason(page))
    if (accepted && isRefusedPassword(refused)) attempts.refusedLater()
    return failure(refused)
  }

  const firstSignIn: Transport['send'] = async (request) => {
    const attempt = await attempts.begin(request.signal)
    if (!attempt.ok) {
      if (attempt.error.category === 'auth') refused = attempt.error
      return attempt
    }
    let isLost = false
    try {
      const result = await judged(request)
      isLost = !result.ok && result.error.category === 'cancelled'
      return result
    } finally {
      const otherwise = isLost ? 'lost' : 'unknown'
      attempt.value.end(accepted ? 'accepted' : isRefusedPassword(refused) ? 'refused' : otherwise)
    }
  }

  return {
    send: async (request) => {
      while (!accepted && refused === null && first !== null) {
        if (request.signal.aborted) return failure(appError('sync.cancelled'))
        await untilAborted(first, request.signal)
      }
      if (refused !== null) return failure(refused)
      if (accepted) return judged(request)
      const attempt = firstSignIn(request)
      first = attempt.then(
        () => (first = null),
        () => (first = null),
      )
      return attempt
    },
    close: () => inner.close(),
  }
}

/** Every attempt counts towards the lock of an account, whatever Windows says about it. */
const REFUSALS: ReadonlySet<ErrorCode | undefined> = new Set<ErrorCode>([
  'sign-in.refused',
  'sign-in.account-locked',
  'sign-in.account-disabled',
  'sign-in.password-expired',
  'sign-in.not-permitted',
])

function isRefusedPassword(error: AppError | null): boolean {
  return REFUSALS.has(error?.code)
}

/**
 * The error of a 401, from what the server offers instead.
 *
 * @param reason what Windows says about it, where the server lets on
 */
export function refusal(
  challenges: readonly string[],
  credential: Named,
  reason: ErrorCode | null = null,
): AppError {
  const { kind, userName } = credential
  const offered = offeredMethods(challenges)
  const words = offered.join(', ')
  // A 401 without any challenge breaks RFC 9110; the password is the likelier reason then.
  if (offered.length > 0 && !isOffered(METHODS[kind], offered))
    return methodNotOffered(METHODS[kind], offered)
  const params: ErrorParams = words === '' ? { userName } : { userName, offered: words }
  if (reason !== null) return appError(reason, params)
  return appError(kind === 'windows-user' ? 'sign-in.windows-user-refused' : 'sign-in.refused', params)
}
