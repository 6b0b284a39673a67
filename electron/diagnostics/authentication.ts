/**
 * Step 4: one request that needs a sign-in and nothing else: GetFolder for the root of the user's own mailbox.
 *
 * Exactly one request with the password; a refused one is never sent again (accounts get locked). A user without
 * a mailbox of his own (a service account) signs in all the same: Exchange's answer in SOAP proves that the
 * password was accepted, so the step passes and the next one looks at the mailbox.
 */
import { appError } from '#shared/errors.ts'
import { AVAILABLE_AUTHENTICATION_METHODS } from '#shared/domain/connector.ts'
import { EXCHANGE_STEP_TIMEOUT, clientOf, failed, serverDetails } from './exchange-steps.ts'
import type { Step } from './step.ts'

const METHOD_NAMES = { oauth2: 'OAuth2', basic: 'Basic', windows: 'Windows (NTLM/Negotiate)' } as const

export const authentication: Step = {
  id: 'authentication',
  timeout: EXCHANGE_STEP_TIMEOUT,
  needsAccount: true,
  run: async (target, account, findings, signal) => {
    const { userName } = account.credential
    const userDetail = { name: 'userName', value: userName } as const
    const method = target.authenticationMethod
    if (!AVAILABLE_AUTHENTICATION_METHODS.includes(method)) {
      const error = appError('sign-in.method-not-available', { method: METHOD_NAMES[method] })
      return { state: 'failed', error, details: [userDetail] }
    }
    const opened = await clientOf(target, account, findings)
    if (!opened.ok) return failed(opened.error, null, [userDetail])
    const client = opened.value
    const own = { kind: 'distinguished', name: 'msgfolderroot', mailbox: null } as const
    const answer = await client.getFolder(own, signal, 'id')
    if (answer.ok || answer.error.code === 'exchange.mailbox-not-found') {
      const verdict = { name: 'signed-in', params: { userName } } as const
      return { state: 'passed', verdict, details: [userDetail, ...serverDetails(client)] }
    }
    return failed(answer.error, client, [userDetail])
  },
}
