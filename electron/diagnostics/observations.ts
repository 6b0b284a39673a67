/**
 * What all answers of one test say beside their content: the clock of the server, and its wish for less.
 *
 * A layer over the transport, so that no step needs a request for it and every answer counts, also that of a step that
 * failed. Names of headers are matched loosely: servers, gateways and versions of Exchange spell them differently.
 */
import { ok } from '#shared/result.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'
import type { Transport, TransportResponse } from '../exchange/transport/transport.ts'

/** One look at the clock of the server; it tells whole seconds. */
export type ClockSample = {
  /** Milliseconds since 1970, as the server says. */
  readonly server: number
  /** Milliseconds since 1970 on this machine, before the request and after the answer. */
  readonly sent: number
  readonly received: number
}

export class Observations {
  readonly clock: ClockSample[] = []
  /** Names and values of headers that speak of limits, each once. */
  readonly limits = new Map<string, string>()
  /** Answers that asked for less load. */
  refusals = 0
  /** The longest pause that was asked for, in milliseconds; 0 when none was named. */
  longestPause = 0

  note(
    { status, headers }: Pick<TransportResponse, 'status' | 'headers'>,
    sent: number,
    received: number,
  ): void {
    const server = Date.parse(headers.date ?? '')
    if (!Number.isNaN(server)) this.clock.push({ server, sent, received })
    for (const [name, value] of Object.entries(headers)) {
      if (LIMITS.test(name)) this.limits.set(name, value)
    }
    if (status === 429 || (status === 503 && headers['retry-after'] !== undefined)) {
      this.noteRefusal(Number(headers['retry-after'] ?? 0) * 1000)
    }
  }

  noteRefusal(milliseconds: number): void {
    this.refusals += 1
    if (Number.isFinite(milliseconds)) this.longestPause = Math.max(this.longestPause, milliseconds)
  }
}

const LIMITS = /throttl|rate-?limit|back-?off|retry-after|budget/

/** The same way to the server, with somebody who listens. */
export function observedBy(
  observations: Observations,
  open: OpenTransport,
  now: () => number,
): OpenTransport {
  return async (options) => {
    const opened = await open(options)
    return opened.ok ? ok(observed(opened.value, observations, now)) : opened
  }
}

function observed(inner: Transport, observations: Observations, now: () => number): Transport {
  return {
    send: async (request) => {
      const sent = now()
      const answer = await inner.send(request)
      if (answer.ok) observations.note(answer.value, sent, now())
      return answer
    },
    close: () => inner.close(),
  }
}
