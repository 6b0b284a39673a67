/**
 * The folders that the account synchronises are there, and their counts let a person recognise the right mailbox.
 *
 * A chosen folder that somebody has deleted, or that a permission does not cover, is a warning: the others are
 * synchronised. The first one is not: who may not open it has access to nothing.
 */
import type { Detail } from '#shared/domain/connection-test.ts'
import type { AppError } from '#shared/errors.ts'
import { EXCHANGE_STEP_TIMEOUT, clientsOf, failed, serverDetails } from './exchange-steps.ts'
import type { Step } from './step.ts'
import { syncedFolders } from './synced-folders.ts'

export const folders: Step = {
  id: 'folders',
  timeout: EXCHANGE_STEP_TIMEOUT,
  needsAccount: true,
  run: async (target, account, findings, signal) => {
    const opened = await clientsOf(target, account, findings)
    if (!opened.ok) return failed(opened.error, null)
    const client = opened.value.mailbox
    const details: Detail[] = []
    const missing: string[] = []
    const sum = { folderCount: 0, itemCount: 0, unreadCount: 0 }
    for (const { name, reference } of syncedFolders(account.sync, account.mailbox)) {
      const answer = await client.getFolder(reference, signal, 'size')
      if (!answer.ok) {
        if (!isAbsent(answer.error) || sum.folderCount === 0) return failed(answer.error, client, details)
        missing.push(name)
        details.push({ name: 'missingFolder', value: name })
        continue
      }
      findings.folders.set(reference, answer.value)
      const { displayName, totalCount, unreadCount } = answer.value
      sum.folderCount += 1
      sum.itemCount += totalCount ?? 0
      sum.unreadCount += unreadCount ?? 0
      const unread = unreadCount === null ? '' : ` (${unreadCount})`
      details.push({ name: 'folderCounts', value: `${displayName}: ${totalCount ?? '?'}${unread}` })
    }
    details.push(...serverDetails(client))
    if (missing.length === 0) {
      return { state: 'passed', verdict: { name: 'folders-found', params: sum }, details }
    }
    const params = { ...sum, folders: missing.join(', ') }
    return { state: 'warning', verdict: { name: 'folders-missing', params }, details }
  },
}

/** Exchange says of a folder that may not be seen that it is not there, or that access is denied. */
function isAbsent({ code }: AppError): boolean {
  return code === 'exchange.item-not-found' || code === 'exchange.access-denied'
}
