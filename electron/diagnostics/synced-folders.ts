/** Which folders of a mailbox an account takes part with, as the synchronisation goes to them. */
import type { AccountSync } from '#shared/domain/sync-settings.ts'
import type { DistinguishedFolder, ExchangeFolderId, FolderReference } from '../exchange/exchange-client.ts'

export type SyncedFolder = {
  /** How Exchange names it in English, or the path of a chosen one. */
  readonly name: string
  readonly kind: 'emails' | 'calendar' | 'tasks'
  readonly reference: FolderReference
}

const MAIL_FOLDERS: readonly (readonly [string, DistinguishedFolder])[] = [
  ['Inbox', 'inbox'],
  ['Drafts', 'drafts'],
  ['Outbox', 'outbox'],
  ['Sent Items', 'sentitems'],
  ['Junk Email', 'junkemail'],
  ['Deleted Items', 'deleteditems'],
]

export function syncedFolders({ syncedKinds, furtherFolders }: AccountSync, mailbox: string): SyncedFolder[] {
  const wellKnown = (
    name: string,
    folder: DistinguishedFolder,
    kind: SyncedFolder['kind'],
  ): SyncedFolder => ({
    ...{ name, kind },
    reference: { kind: 'distinguished', name: folder, mailbox },
  })
  const chosen = furtherFolders.map(({ name, exchangeFolderId }): SyncedFolder => ({
    ...{ name, kind: 'emails' },
    reference: { kind: 'id', id: exchangeFolderId as ExchangeFolderId },
  }))
  return [
    ...(syncedKinds.includes('emails')
      ? [...MAIL_FOLDERS.map(([name, folder]) => wellKnown(name, folder, 'emails')), ...chosen]
      : []),
    ...(syncedKinds.includes('calendar') ? [wellKnown('Calendar', 'calendar', 'calendar')] : []),
    ...(syncedKinds.includes('tasks') ? [wellKnown('Tasks', 'tasks', 'tasks')] : []),
  ]
}
