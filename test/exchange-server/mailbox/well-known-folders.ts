/** The folders that every mailbox has from its first day, with Exchange's English and German names. */

export type FolderElement = 'Folder' | 'CalendarFolder' | 'ContactsFolder' | 'TasksFolder'

export type FolderLanguage = 'en' | 'de'

export type WellKnownFolder = {
  /** Value of t:DistinguishedFolderId/@Id. */
  readonly distinguishedId: string
  /** Distinguished id of the folder above; undefined for the topmost. */
  readonly parent: string | undefined
  readonly element: FolderElement
  readonly folderClass: string
  readonly displayName: Readonly<Record<FolderLanguage, string>>
}

const folder = (
  distinguishedId: string,
  parent: string | undefined,
  en: string,
  de: string,
  element: FolderElement = 'Folder',
  folderClass = 'IPF.Note',
): WellKnownFolder => ({ distinguishedId, parent, element, folderClass, displayName: { en, de } })

/** The top of the tree that users see. */
export const TOP_FOLDER = 'msgfolderroot'

/** Where softly deleted items lie: findable, and in no folder that a user sees or synchronises. */
export const RECOVERABLE_ITEMS = 'recoverableitemsdeletions'

const RECOVERABLE_ROOT = 'recoverableitemsroot'

/** Parents before their children. */
export const WELL_KNOWN_FOLDERS: readonly WellKnownFolder[] = [
  folder('root', undefined, 'Root', 'Stamm'),
  folder(TOP_FOLDER, 'root', 'Top of Information Store', 'Oberste Ebene des Informationsspeichers'),
  folder('inbox', TOP_FOLDER, 'Inbox', 'Posteingang'),
  folder('drafts', TOP_FOLDER, 'Drafts', 'Entwürfe'),
  folder('outbox', TOP_FOLDER, 'Outbox', 'Postausgang'),
  folder('sentitems', TOP_FOLDER, 'Sent Items', 'Gesendete Elemente'),
  folder('deleteditems', TOP_FOLDER, 'Deleted Items', 'Gelöschte Elemente'),
  folder('junkemail', TOP_FOLDER, 'Junk Email', 'Junk-E-Mail'),
  folder('calendar', TOP_FOLDER, 'Calendar', 'Kalender', 'CalendarFolder', 'IPF.Appointment'),
  folder('tasks', TOP_FOLDER, 'Tasks', 'Aufgaben', 'TasksFolder', 'IPF.Task'),
  folder('contacts', TOP_FOLDER, 'Contacts', 'Kontakte', 'ContactsFolder', 'IPF.Contact'),
  folder('notes', TOP_FOLDER, 'Notes', 'Notizen', 'Folder', 'IPF.StickyNote'),
  folder('journal', TOP_FOLDER, 'Journal', 'Journal', 'Folder', 'IPF.Journal'),
  folder('searchfolders', 'root', 'Finder', 'Finder'),
  folder(RECOVERABLE_ROOT, 'root', 'Recoverable Items', 'Wiederherstellbare Elemente'),
  folder(RECOVERABLE_ITEMS, RECOVERABLE_ROOT, 'Deletions', 'Löschungen'),
  folder('recoverableitemsversions', RECOVERABLE_ROOT, 'Versions', 'Versionen'),
  folder('recoverableitemspurges', RECOVERABLE_ROOT, 'Purges', 'Endgültige Löschungen'),
]
