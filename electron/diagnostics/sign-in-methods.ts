/**
 * Step 4: which ways of signing in the server offers. Asked without a user, so that it can be told before there is an
 * account, and so that no password goes out to a server that does not want it.
 *
 * Rejected: to read it off the refusal of a password. By then it has been sent, in plain text with Basic, and counted.
 */
import { NO_CREDENTIAL } from '../exchange/credential.ts'
import { httpError } from '../exchange/http-errors.ts'
import { build } from '../exchange/operations/get-folder.ts'
import { discardBody } from '../exchange/transport/discard-body.ts'
import { isOffered, methodNotOffered, offeredMethods } from '../exchange/transport/offered-methods.ts'
import type { Transport } from '../exchange/transport/transport.ts'
import { EXCHANGE_STEP_TIMEOUT, failed } from './exchange-steps.ts'
import type { Step, StepOutcome, TestTarget } from './step.ts'

export const signInMethods: Step = {
  id: 'sign-in-methods',
  timeout: EXCHANGE_STEP_TIMEOUT,
  needsAccount: false,
  run: async (target, _findings, signal) => {
    const { url, trust, openTransport } = target
    const opened = await openTransport({ url: url.href, credential: NO_CREDENTIAL, trust })
    if (!opened.ok) return failed(opened.error, null)
    try {
      return await ask(target, opened.value, signal)
    } finally {
      await opened.value.close()
    }
  },
}

const INBOX = { kind: 'distinguished', name: 'inbox', mailbox: null } as const

async function ask(target: TestTarget, transport: Transport, signal: AbortSignal): Promise<StepOutcome> {
  const url = target.url.href
  const body = build({ folder: INBOX, properties: 'id' })
  const sent = await transport.send({
    ...{ operation: 'GetFolder', method: 'POST', url, headers: {}, body, signal },
  })
  if (!sent.ok) return failed(sent.error, null)
  const { status, challenges } = sent.value
  await discardBody(sent.value)
  const problem = status === 401 ? null : httpError(sent.value, { url, userName: '' })
  if (problem) return failed(problem, null, [{ name: 'status', value: String(status) }])
  const offered = offeredMethods(challenges)
  if (offered.length === 0) {
    const verdict = { name: 'methods-not-told', params: { status } } as const
    return { state: 'warning', verdict, details: [{ name: 'status', value: String(status) }] }
  }
  const method = target.authenticationMethod
  if (!isOffered(method, offered)) return failed(methodNotOffered(method, offered), null)
  const words = offered.join(', ')
  return {
    state: 'passed',
    verdict: { name: 'methods-offered', params: { offered: words } },
    details: [{ name: 'offeredMethods', value: words }],
  }
}
