/** A folder with nothing but its id and change key, as writing operations answer, and what protects folders. */
import type { Folder } from '../mailbox/mailbox.ts'
import { ResponseError } from '../soap/fault.ts'
import { type Xml, element } from '../soap/xml-writer.ts'
import type { LocatedFolder } from './operation.ts'

export function folderReference({ element: kind, id, changeKey }: Folder): Xml {
  return element(`t:${kind}`, {}, element('t:FolderId', { Id: id, ChangeKey: changeKey }))
}

/** @throws ResponseError for the folders that every mailbox has */
export function refuseWellKnown({ folder }: LocatedFolder, code: string): void {
  if (folder.distinguishedId === undefined) return
  throw new ResponseError(code, 'Distinguished folders cannot be deleted, moved or renamed.')
}

/** @throws ResponseError when the parent has a folder of this name already */
export function refuseTwin({ mailbox, folder: parent }: LocatedFolder, displayName: string): void {
  const isTwin = (other: Folder): boolean =>
    other.parentId === parent.id && other.displayName.toLowerCase() === displayName.toLowerCase()
  if (mailbox.folders().some(isTwin)) {
    throw new ResponseError('ErrorFolderExists', 'A folder with the specified name already exists.')
  }
}
