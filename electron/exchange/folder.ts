/** Folders as they are asked for and answered. */
import type { ChangeKey, ExchangeFolderId } from './ids.ts'
import type { XmlElement } from './soap/xml-element.ts'

/** A folder by its well-known name in a mailbox, or by its id. */
export type FolderReference =
  | { readonly kind: 'distinguished'; readonly name: DistinguishedFolder; readonly mailbox: string | null }
  | { readonly kind: 'id'; readonly id: ExchangeFolderId }

export type DistinguishedFolder =
  /** Above everything that a person sees; programs keep their settings there. */
  | 'root'
  | 'msgfolderroot'
  | 'inbox'
  | 'drafts'
  | 'outbox'
  | 'sentitems'
  | 'junkemail'
  | 'deleteditems'
  | 'calendar'
  | 'tasks'

export type Folder = {
  /** The name of its element: `Folder`, `CalendarFolder`, `TasksFolder`, `SearchFolder`, … */
  readonly folderKind: string
  readonly id: ExchangeFolderId
  readonly changeKey: ChangeKey | null
  readonly parentId: ExchangeFolderId | null
  /** For example `IPF.Appointment`; `null` when it was not asked for, or the folder has none. */
  readonly folderClass: string | null
  readonly displayName: string
  readonly totalCount: number | null
  readonly unreadCount: number | null
  readonly childFolderCount: number | null
  /** Everything else that the server told. */
  readonly others: readonly XmlElement[]
}

/** One change of the hierarchy, in the server's order. */
export type FolderChange =
  | { readonly kind: 'create' | 'update'; readonly folder: Folder }
  | { readonly kind: 'delete'; readonly id: ExchangeFolderId }

export type FolderChangesPage = {
  readonly syncState: string
  readonly includesLastFolderInRange: boolean
  readonly changes: readonly FolderChange[]
}
