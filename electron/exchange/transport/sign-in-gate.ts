/**
 * Judges every 401 and sees to it that a refused password is never sent again: accounts get locked after a few
 * attempts (Active Directory's `lockoutThreshold`). So the first request goes out alone, the others wait for its
 * answer; and once a password was refused, every further call gets that error without a request. A new password is a
 * new client.
 *
 * Whose business the sign-in itself is, differs: a header for Basic, Chromium's handshake for Windows. This layer
 * stands above both.
 *
 * Exchange sometimes answers 401 while it throttles; that cannot be told apart, and not asking again is right
 * in both cases.
 */
import type { AppError } from '#shared/errors.ts'
import { appError } from '#shared/errors.ts'
import { failure } from '#shared/result.ts'
import type { Credential } from '../credential.ts'
import { discardBody } from './discard-body.ts'
import type { Transport } from './transport.ts'

export type GatedKind = Exclude<Credential['kind'], 'none'>

type Named = { readonly kind: GatedKind; readonly userName: string }

/** Challenge schemes in the words of an administrator; others are shown as they came. */
const SCHEMES: Readonly<Record<string, string>> = {
  basic: 'Basic',
  ntlm: 'NTLM',
  negotiate: 'Negotiate (Kerberos/NTLM)',
  bearer: 'Bearer (OAuth2)',
  digest: 'Digest',
}

/** A method in the words of an administrator, and the challenges that belong to it. */
const METHODS = {
  basic: { method: 'Basic', schemes: ['Basic'] },
  windows: { method: 'Windows (NTLM/Negotiate)', schemes: ['NTLM', 'Negotiate (Kerberos/NTLM)'] },
  oauth2: { method: 'OAuth2', schemes: ['Bearer (OAuth2)'] },
} as const satisfies Record<GatedKind, { method: string; schemes: readonly string[] }>

/** Over a transport that signs in; a 401 becomes `sign-in.refused` or `sign-in.method-not-offered`. */
export function withSignInGate(inner: Transport, credential: Named): Transport {
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
    await discardBody(sent.value)
    refused = refusal(sent.value.challenges, credential)
    return failure(refused)
  }

  return {
    send: async (request) => {
      while (!accepted && refused === null && first !== null) {
        if (request.signal.aborted) return failure(appError('sync.cancelled'))
        await endOf(first, request.signal)
      }
      if (refused !== null) return failure(refused)
      if (accepted) return judged(request)
      const attempt = judged(request)
      first = attempt.then(
        () => (first = null),
        () => (first = null),
      )
      return attempt
    },
    close: () => inner.close(),
  }
}

/** Waits for the first sign-in, but no longer than the caller wants to. */
async function endOf(first: Promise<unknown>, signal: AbortSignal): Promise<void> {
  let onAbort: () => void = () => undefined
  const aborted = new Promise<void>((resolve) => (onAbort = resolve))
  signal.addEventListener('abort', onAbort, { once: true })
  await Promise.race([first, aborted])
  signal.removeEventListener('abort', onAbort)
}

/** The error of a 401, from what the server offers instead. */
export function refusal(challenges: readonly string[], credential: Named): AppError {
  const { userName } = credential
  const { method, schemes } = METHODS[credential.kind]
  const offered = offeredMethods(challenges)
  const words = offered.join(', ')
  // A 401 without any challenge breaks RFC 9110; the password is the likelier reason then.
  if (offered.length === 0 || schemes.some((scheme) => offered.includes(scheme))) {
    return appError('sign-in.refused', words === '' ? { userName } : { userName, offered: words })
  }
  return appError('sign-in.method-not-offered', { method, offered: words, userName })
}

/** The schemes of all challenges, in human words, each once. Parameters and token68 are left out. */
export function offeredMethods(challenges: readonly string[]): string[] {
  const found = new Set<string>()
  for (const challenge of challenges) {
    // Several challenges may share one header: a scheme is a token that no `=` follows (RFC 9110, 11.6.1).
    const bare = challenge.replace(/"(?:[^"\\]|\\.)*"/g, '""')
    for (const part of bare.split(',')) {
      const scheme = /^\s*([A-Za-z][A-Za-z0-9._-]*)(?=\s+[^\s=]|\s*$)/.exec(part)?.[1]
      if (scheme !== undefined) found.add(SCHEMES[scheme.toLowerCase()] ?? scheme)
    }
  }
  return [...found]
}
