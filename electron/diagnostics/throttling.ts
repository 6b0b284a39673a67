/**
 * What the answers of this test say about limits. Nothing is asked, and above all nothing is provoked: a test that puts
 * load on a server to see where it breaks is an attack.
 *
 * Exchange tells its throttling policy to no client; the command for the administrator shows it.
 */
import type { Detail } from '#shared/domain/connection-test.ts'
import type { Step } from './step.ts'

export const throttling: Step = {
  id: 'throttling',
  timeout: 1_000, // nothing is asked
  needsAccount: true,
  onFailure: 'go-on',
  run: (_target, { mailbox }, { observations }) => {
    const { refusals, longestPause, limits } = observations
    const details: Detail[] = [...limits].map(([name, value]) => ({
      name: 'throttlingHeader',
      value: `${name}: ${value}`,
    }))
    if (refusals === 0) {
      return Promise.resolve({ state: 'passed', verdict: { name: 'not-throttled', params: {} }, details })
    }
    const params = { count: refusals, seconds: Math.ceil(longestPause / 1000), mailbox }
    return Promise.resolve({ state: 'warning', verdict: { name: 'throttled', params }, details })
  },
}
