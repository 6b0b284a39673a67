/** The mail folders of a mailbox that an administrator could choose beside the six. */
import type { ChosenFolder } from '#shared/domain/sync-settings.ts'
import { ok, type Result } from '#shared/result.ts'
import type { ExchangeClient, ExchangeFolderId, Folder } from '../exchange/exchange-client.ts'

/** @returns by name, with the path of their names; without the six, whatever the language of the mailbox calls them */
export async function listMailFolders(
  client: ExchangeClient,
  mailbox: string,
  signal: AbortSignal,
): Promise<Result<ChosenFolder[]>> {
  const own = await ownFolderIds(client, mailbox, signal)
  if (!own.ok) return own
  const folders = new Map<ExchangeFolderId, Folder>()
  let syncState: string | null = null
  for (;;) {
    const page: Awaited<ReturnType<ExchangeClient['syncFolderHierarchy']>> = await client.syncFolderHierarchy(
      { folder: { kind: 'distinguished', name: 'msgfolderroot', mailbox }, syncState },
      signal,
    )
    if (!page.ok) return page
    for (const change of page.value.changes) {
      if (change.kind === 'delete') folders.delete(change.id)
      else folders.set(change.folder.id, change.folder)
    }
    if (page.value.includesLastFolderInRange || page.value.syncState === syncState) break
    syncState = page.value.syncState
  }
  const chosen = [...folders.values()]
    .filter((folder) => isMailFolder(folder) && !own.value.has(folder.id))
    .map(({ id, displayName, parentId }) => ({
      exchangeFolderId: id,
      name: pathOf(displayName, parentId, folders),
    }))
  return ok(chosen.sort((one, other) => one.name.localeCompare(other.name, 'de-CH')))
}

async function ownFolderIds(
  client: ExchangeClient,
  mailbox: string,
  signal: AbortSignal,
): Promise<Result<ReadonlySet<ExchangeFolderId>>> {
  const ids = new Set<ExchangeFolderId>()
  const names = ['inbox', 'drafts', 'outbox', 'sentitems', 'junkemail', 'deleteditems'] as const
  for (const name of names) {
    const folder = await client.getFolder({ kind: 'distinguished', name, mailbox }, signal, 'id')
    // A mailbox need not have them all.
    if (folder.ok) ids.add(folder.value.id)
    else if (folder.error.category !== 'gone') return folder
  }
  return ok(ids)
}

function isMailFolder({ folderKind, folderClass }: Folder): boolean {
  return folderKind === 'Folder' && (folderClass === null || /^IPF\.Note\b/i.test(folderClass))
}

function pathOf(
  name: string,
  parentId: ExchangeFolderId | null,
  folders: ReadonlyMap<ExchangeFolderId, Folder>,
): string {
  const names = [name]
  const seen = new Set<ExchangeFolderId>()
  for (let id = parentId; id !== null && !seen.has(id);) {
    seen.add(id)
    const parent = folders.get(id)
    if (parent === undefined) break
    names.unshift(parent.displayName)
    id = parent.parentId
  }
  return names.join('/')
}
