/** The folders that every mailbox has from its first day, with Exchange's English and German names. */

export type FolderElement = 'Folder' | 'CalendarFolder' | 'ContactsFolder' | 'TasksFolder'

export type FolderLanguage = 'en' | 'de'

export type WellKnownFolder = {
  /** Value of t:DistinguishedFolderId/@Id. */
  readonly distinguishedId: string
  readonly element: FolderElement
  readonly folderClass: string
  readonly displayName: Readonly<Record<FolderLanguage, string>>
}

/** The top of the tree that users see; all other well-known folders are its children. */
export const ROOT_FOLDER: WellKnownFolder = {
  distinguishedId: 'msgfolderroot',
  element: 'Folder',
  folderClass: 'IPF.Note',
  displayName: { en: 'Top of Information Store', de: 'Oberste Ebene des Informationsspeichers' },
}

const mail = (distinguishedId: string, en: string, de: string): WellKnownFolder => ({
  distinguishedId,
  element: 'Folder',
  folderClass: 'IPF.Note',
  displayName: { en, de },
})

export const WELL_KNOWN_FOLDERS: readonly WellKnownFolder[] = [
  mail('inbox', 'Inbox', 'Posteingang'),
  mail('drafts', 'Drafts', 'Entwürfe'),
  mail('outbox', 'Outbox', 'Postausgang'),
  mail('sentitems', 'Sent Items', 'Gesendete Elemente'),
  mail('deleteditems', 'Deleted Items', 'Gelöschte Elemente'),
  mail('junkemail', 'Junk Email', 'Junk-E-Mail'),
  {
    distinguishedId: 'calendar',
    element: 'CalendarFolder',
    folderClass: 'IPF.Appointment',
    displayName: { en: 'Calendar', de: 'Kalender' },
  },
  {
    distinguishedId: 'tasks',
    element: 'TasksFolder',
    folderClass: 'IPF.Task',
    displayName: { en: 'Tasks', de: 'Aufgaben' },
  },
  {
    distinguishedId: 'contacts',
    element: 'ContactsFolder',
    folderClass: 'IPF.Contact',
    displayName: { en: 'Contacts', de: 'Kontakte' },
  },
]
