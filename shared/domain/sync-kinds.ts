/** The kinds of objects that an account can synchronise, and the folders in which they live. */
import { z } from 'zod'
import { EMAIL_FOLDERS } from './prime.ts'

export const SYNC_KINDS = ['emails', 'calendar', 'tasks'] as const
export const syncKindSchema = z.enum(SYNC_KINDS)
export type SyncKind = z.infer<typeof syncKindSchema>

/**
 * A folder of an account, the same on both sides: one of the six mail folders, a further mail folder that was chosen
 * (by the path of its names), the calendar, or the tasks.
 */
export const folderKeySchema = z.union([
  z.enum(EMAIL_FOLDERS),
  z.enum(['calendar', 'tasks']),
  z.templateLiteral(['further:', z.string().min(1)]),
])
export type FolderKey = z.infer<typeof folderKeySchema>
export type FurtherFolder = `further:${string}`
export type { MailFolder } from './prime.ts'

export function kindOfFolder(folder: FolderKey): SyncKind {
  return folder === 'calendar' || folder === 'tasks' ? folder : 'emails'
}
