/**
 * Errors as Entra ID answers them: an OAuth code, a description that begins with AADSTS and a number, the number
 * again, and ids for support. Clients decide by the code and the number, people search for the number.
 */
import { randomUUID } from 'node:crypto'

export type OAuthErrorDetails = {
  /** HTTP status. Default: 400. */
  readonly status?: number
  /** For example basic_action, bad_token. */
  readonly suberror?: string
  /** What the client must pass on as the parameter `claims` of its next sign-in. */
  readonly claims?: string
}

/** Ends a request to the token or device endpoint. */
export class OAuthError extends Error {
  readonly error: string
  readonly code: number
  readonly details: OAuthErrorDetails

  constructor(error: string, code: number, message: string, details: OAuthErrorDetails = {}) {
    super(`AADSTS${code}: ${message}`)
    this.name = 'OAuthError'
    this.error = error
    this.code = code
    this.details = details
  }
}

/** The JSON of the answer. */
export function oauthErrorBody(error: OAuthError, now: number): Readonly<Record<string, unknown>> {
  const traceId = randomUUID()
  const correlationId = randomUUID()
  const timestamp = new Date(now)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z')
  return {
    error: error.error,
    error_description: `${error.message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [error.code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    ...(error.details.suberror === undefined ? {} : { suberror: error.details.suberror }),
    ...(error.details.claims === undefined ? {} : { claims: error.details.claims }),
  }
}

/** The claims challenge of a policy that asks for a second factor. */
export const SECOND_FACTOR_CLAIMS = JSON.stringify({
  access_token: { capolids: { essential: true, values: ['7cb8d7a5-1f1b-4a3c-9c4e-1e6f5f4b9d10'] } },
})
