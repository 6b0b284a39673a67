/** Step 7: the inbox can be read, and its counts let a person recognise the right mailbox. */
import type { Detail } from '#shared/domain/connection-test.ts'
import { EXCHANGE_STEP_TIMEOUT, clientsOf, failed, serverDetails } from './exchange-steps.ts'
import type { Step } from './step.ts'

export const inbox: Step = {
  id: 'inbox',
  timeout: EXCHANGE_STEP_TIMEOUT,
  needsAccount: true,
  run: async (target, account, findings, signal) => {
    const opened = await clientsOf(target, account, findings)
    if (!opened.ok) return failed(opened.error, null)
    const client = opened.value.mailbox
    const folder = { kind: 'distinguished', name: 'inbox', mailbox: account.mailbox } as const
    const answer = await client.getFolder(folder, signal, 'counts')
    if (!answer.ok) return failed(answer.error, client)
    const { displayName, totalCount, unreadCount } = answer.value
    const details: Detail[] = [
      { name: 'folder', value: displayName },
      ...(totalCount === null ? [] : [{ name: 'itemCount', value: String(totalCount) } as const]),
      ...(unreadCount === null ? [] : [{ name: 'unreadCount', value: String(unreadCount) } as const]),
      ...serverDetails(client),
    ]
    const params = { itemCount: totalCount ?? '?', unreadCount: unreadCount ?? '?' }
    return { state: 'passed', verdict: { name: 'inbox-found', params }, details }
  },
}
