/**
 * OAuth2 as a layer over any transport: asks for a token before each request and adds it.
 *
 * A 401 is answered once by another token and the same request: for a claims challenge (continuous access evaluation,
 * conditional access; RFC 9470 and learn.microsoft.com, "Claims challenges") by one that satisfies the claims, else by
 * a fresh one, since clocks differ and keys change. A second refusal is final, and is told in words of its own: the
 * identity provider has accepted the sign-in, so that another password would change nothing.
 */
import { appError } from '#shared/errors.ts'
import { failure } from '#shared/result.ts'
import type { OAuth2Credential } from '../credential.ts'
import { discardBody } from './discard-body.ts'
import { withSignInGate } from './sign-in-gate.ts'
import type { TokenWish } from './token-source.ts'
import type { Transport, TransportRequest, TransportResponse } from './transport.ts'

const LONGEST_REASON = 300 // characters that a text can show

export function withBearerAuthentication(inner: Transport, credential: OAuth2Credential): Transport {
  const { userName, tokens } = credential
  const sendWith = (request: TransportRequest, token: string): ReturnType<Transport['send']> =>
    inner.send({ ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } })

  const signed: Transport = {
    send: async (request) => {
      const token = await tokens.get()
      if (!token.ok) return token
      const sent = await sendWith(request, token.value)
      if (!sent.ok || sent.value.status !== 401) return sent
      const challenge = bearerChallenge(sent.value.challenges)
      if (challenge === null) return sent // the gate says what is offered instead
      await discardBody(sent.value)

      const wish: TokenWish =
        challenge.claims === null ? { refused: token.value } : { claims: challenge.claims }
      const other = await tokens.get(wish)
      if (!other.ok) return other
      const again = await sendWith(request, other.value)
      if (!again.ok || again.value.status !== 401) return again
      await discardBody(again.value)
      const claims = bearerChallenge(again.value.challenges)?.claims ?? null
      if (claims !== null) return failure(tokens.signInNeeded(claims))
      return failure(appError('oauth2.token-refused', { userName, reason: reasonOf(again.value) }))
    },
    close: () => inner.close(),
  }
  return withSignInGate(signed, credential)
}

type BearerChallenge = { readonly claims: string | null }

/** The challenge that OAuth2 has to answer; `null` when the server offers none. */
export function bearerChallenge(challenges: readonly string[]): BearerChallenge | null {
  const found = challenges.find((challenge) => /(^|,)\s*Bearer(\s|,|$)/i.test(challenge))
  if (found === undefined) return null
  const encoded = /[\s,]claims="([^"]+)"/i.exec(found)?.[1]
  return { claims: encoded === undefined ? null : decodedClaims(encoded) }
}

/** @returns `null` when it is no JSON: what cannot be read cannot be passed on */
function decodedClaims(encoded: string): string | null {
  const claims = Buffer.from(encoded, 'base64').toString('utf8')
  try {
    JSON.parse(claims)
    return claims
  } catch {
    return null
  }
}

/** Exchange says why beside the challenge. */
function reasonOf({ status, headers }: TransportResponse): string {
  const told = headers['x-ms-diagnostics'] ?? headers['x-ms-diagnostics-public'] ?? ''
  const reason = /reason="([^"]+)"/.exec(told)?.[1] ?? told
  return reason === '' ? `HTTP ${status}` : reason.slice(0, LONGEST_REASON)
}
