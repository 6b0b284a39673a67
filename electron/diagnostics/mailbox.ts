/**
 * Step 6: the mailbox of the account exists and may be opened in the way that the account says: as its owner, by a
 * permission on it, or by impersonation. It is named, so that another's is found too.
 *
 * A mailbox that is said to be the user's own, but opens only by a permission, works; the test warns all the same,
 * because the permission may be taken away by somebody who does not know what for it is.
 */
import { EXCHANGE_STEP_TIMEOUT, clientsOf, failed, serverDetails } from './exchange-steps.ts'
import type { Step } from './step.ts'

export const mailbox: Step = {
  id: 'mailbox',
  timeout: EXCHANGE_STEP_TIMEOUT,
  needsAccount: true,
  run: async (target, account, findings, signal) => {
    const opened = await clientsOf(target, account, findings)
    if (!opened.ok) return failed(opened.error, null)
    const client = opened.value.mailbox
    const root = { kind: 'distinguished', name: 'msgfolderroot', mailbox: account.mailbox } as const
    const answer = await client.getFolder(root, signal, 'id')
    if (!answer.ok) return failed(answer.error, client)
    const details = serverDetails(client)
    if (account.access === 'own' && answer.value.id !== findings.ownRoot) {
      const params = { mailbox: account.mailbox, userName: account.credential.userName }
      return { state: 'warning', verdict: { name: 'mailbox-of-another', params }, details }
    }
    const verdict = { name: 'mailbox-found', params: { mailbox: account.mailbox } } as const
    return { state: 'passed', verdict, details }
  },
}
