/** Writes a folder in a request. */
import type { FolderReference } from '../folder.ts'
import { escapeXml } from '../soap/envelope.ts'

/** `t:FolderId` or `t:DistinguishedFolderId`, the latter in the mailbox it names, if it names one. */
export function folderReferenceXml(folder: FolderReference): string {
  if (folder.kind === 'id') return `<t:FolderId Id="${escapeXml(folder.id)}"/>`
  if (folder.mailbox === null) return `<t:DistinguishedFolderId Id="${folder.name}"/>`
  return (
    `<t:DistinguishedFolderId Id="${folder.name}"><t:Mailbox>` +
    `<t:EmailAddress>${escapeXml(folder.mailbox)}</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>`
  )
}

/** Whether the request names the mailbox in which it looks for the folder. */
export function namesMailbox(folder: FolderReference): boolean {
  return folder.kind === 'distinguished' && folder.mailbox !== null
}
