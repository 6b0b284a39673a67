/**
 * The clock of this machine against that of the server, from the `Date` of the answers so far.
 *
 * The server tells whole seconds, and its answer was on its way for part of the round trip: every sample says between
 * what and what the difference lies, and together they narrow it down. Before the sign-in, because a clock that is wrong
 * by more than five minutes is why Kerberos and the assertion of a certificate are refused, and the refusal says nothing
 * of it. A warning and no error: Basic and NTLM go on all the same.
 */
import type { Detail } from '#shared/domain/connection-test.ts'
import { instantOf } from '#shared/domain/ids.ts'
import type { ClockSample } from './observations.ts'
import type { Step } from './step.ts'

/** Seconds that Kerberos bears (RFC 4120, 10: "clockskew"; the default of Active Directory). */
const TOLERATED = 300

export const clock: Step = {
  id: 'clock',
  timeout: 1_000, // nothing is asked
  needsAccount: false,
  onFailure: 'go-on',
  run: (_target, { observations }) => {
    const last = observations.clock.at(-1)
    if (last === undefined) {
      return Promise.resolve({
        state: 'passed',
        verdict: { name: 'clock-not-told', params: {} },
        details: [],
      })
    }
    const ahead = secondsAhead(observations.clock)
    const seconds = Math.abs(ahead)
    const details: Detail[] = [
      { name: 'serverTime', value: instantOf(new Date(last.server)) },
      { name: 'machineTime', value: instantOf(new Date(last.received)) },
      { name: 'clockDifference', value: String(ahead) },
    ]
    if (seconds <= TOLERATED) {
      return Promise.resolve({
        state: 'passed',
        verdict: { name: 'clock-agrees', params: { seconds } },
        details,
      })
    }
    const params = { minutes: Math.round(seconds / 60), direction: ahead > 0 ? '+' : '−' }
    return Promise.resolve({ state: 'warning', verdict: { name: 'clock-differs', params }, details })
  },
}

/**
 * Whole seconds by which this machine is ahead of the server, negative when it is behind; 0 while nothing speaks
 * against it.
 */
export function secondsAhead(samples: readonly ClockSample[]): number {
  // The server wrote its date at some time between `sent` and `received`, and may have cut off up to a second.
  const least = Math.max(...samples.map(({ server, sent }) => sent - (server + 999)))
  const most = Math.min(...samples.map(({ server, received }) => received - server))
  if (least <= 0 && most >= 0) return 0
  return Math.round((least + most) / 2 / 1000)
}
