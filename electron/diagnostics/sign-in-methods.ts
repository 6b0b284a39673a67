/**
 * Which ways of signing in the server offers, by the refusal of the request without a user (`http.ts`), so that it
 * can be told before there is an account, and so that no password goes out to a server that does not want it.
 *
 * Rejected: to read it off the refusal of a password. By then it has been sent, in plain text with Basic, and counted.
 */
import {
  isOffered,
  methodNotOffered,
  NEGOTIATE,
  NTLM,
  offeredMethods,
} from '../exchange/transport/offered-methods.ts'
import { failed } from './exchange-steps.ts'
import type { Step, StepOutcome } from './step.ts'

const TIMEOUT = 5_000 // ms; nothing is asked here

export const signInMethods: Step = {
  id: 'sign-in-methods',
  timeout: TIMEOUT,
  needsAccount: false,
  run: ({ authenticationMethod: method }, { unsigned, interceptedBy }) => {
    const { status, challenges } = unsigned ?? { status: 0, challenges: [] }
    const offered = offeredMethods(challenges)
    const words = offered.join(', ')
    const details = [{ name: 'offeredMethods', value: words } as const]
    const outcome = (): StepOutcome => {
      if (offered.length === 0) {
        const verdict = { name: 'methods-not-told', params: { status } } as const
        return { state: 'warning', verdict, details: [{ name: 'status', value: String(status) }] }
      }
      if (!isOffered(method, offered)) return failed(methodNotOffered(method, offered), null)
      if (method === 'windows' && interceptedBy !== null) {
        const params = { offered: words, product: interceptedBy }
        return { state: 'warning', verdict: { name: 'windows-through-interception', params }, details }
      }
      // Exchange offers both; where one is missing somebody took it away.
      if (method === 'windows' && offered.includes(NTLM) && !offered.includes(NEGOTIATE)) {
        return { state: 'warning', verdict: { name: 'only-ntlm', params: { offered: words } }, details }
      }
      return { state: 'passed', verdict: { name: 'methods-offered', params: { offered: words } }, details }
    }
    return Promise.resolve(outcome())
  },
}
