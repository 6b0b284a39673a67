/**
 * One request that needs a sign-in and nothing else: GetFolder for the root of the user's own mailbox.
 *
 * Exactly one request with the password; a refused one is never sent again (accounts get locked). A user without
 * a mailbox of his own (a service account) signs in all the same: Exchange's answer in SOAP proves that the
 * password was accepted, so the step passes and the next one looks at the mailbox. So does an application, which has
 * no mailbox and must act as somebody.
 */
import type { ErrorCode } from '#shared/errors.ts'
import { EXCHANGE_STEP_TIMEOUT, clientsOf, failed, serverDetails } from './exchange-steps.ts'
import type { Step } from './step.ts'

/** Answers of Exchange to somebody who has signed in but has no mailbox. */
const SIGNED_IN_WITHOUT_MAILBOX: readonly ErrorCode[] = [
  'exchange.mailbox-not-found',
  'exchange.impersonation-required',
]

export const authentication: Step = {
  id: 'authentication',
  timeout: EXCHANGE_STEP_TIMEOUT,
  needsAccount: true,
  run: async (target, account, findings, signal) => {
    const { userName } = account.credential
    const userDetail = { name: 'userName', value: userName } as const
    const opened = await clientsOf(target, account, findings)
    if (!opened.ok) return failed(opened.error, null, [userDetail])
    const client = opened.value.caller
    const own = { kind: 'distinguished', name: 'msgfolderroot', mailbox: null } as const
    const answer = await client.getFolder(own, signal, 'id')
    if (answer.ok) findings.ownRoot = answer.value.id
    else if (!SIGNED_IN_WITHOUT_MAILBOX.includes(answer.error.code)) {
      return failed(answer.error, client, [userDetail])
    }
    const verdict = { name: 'signed-in', params: { userName } } as const
    return { state: 'passed', verdict, details: [userDetail, ...serverDetails(client)] }
  },
}
