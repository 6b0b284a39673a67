/** A folder as EWS shows it, with its counts. */
import type { FolderElement } from './well-known-folders.ts'

export type Folder = {
  readonly id: string
  readonly changeKey: string
  readonly parentId: string | undefined
  readonly distinguishedId: string | undefined
  readonly element: FolderElement
  readonly folderClass: string
  readonly displayName: string
  readonly childFolderCount: number
  readonly totalCount: number
  readonly unreadCount: number
}

export type FolderState = { -readonly [Key in keyof Folder]: Folder[Key] }
