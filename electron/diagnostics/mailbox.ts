/** Step 5: the mailbox of the account exists and the user may open it. It is named, so that another's is found too. */
import { EXCHANGE_STEP_TIMEOUT, clientOf, failed, serverDetails } from './exchange-steps.ts'
import type { Step } from './step.ts'

export const mailbox: Step = {
  id: 'mailbox',
  timeout: EXCHANGE_STEP_TIMEOUT,
  needsAccount: true,
  run: async (target, account, findings, signal) => {
    const opened = await clientOf(target, account, findings)
    if (!opened.ok) return failed(opened.error, null)
    const client = opened.value
    const root = { kind: 'distinguished', name: 'msgfolderroot', mailbox: account.mailbox } as const
    const answer = await client.getFolder(root, signal, 'id')
    if (!answer.ok) return failed(answer.error, client)
    const verdict = { name: 'mailbox-found', params: { mailbox: account.mailbox } } as const
    return { state: 'passed', verdict, details: serverDetails(client) }
  },
}
