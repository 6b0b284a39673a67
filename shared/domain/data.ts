/**
 * The Winoffice Prime side of an account as the screen "Daten" shows it: folders with counts, the objects of a range
 * of the calendar, tasks, and whether an object has arrived in Exchange.
 */
import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { connectorIdSchema, ewsAccountIdSchema, instantSchema, primeItemIdSchema } from './ids.ts'
import {
  appointmentDetailsSchema,
  appointmentRecordSchema,
  meetingSchema,
  occurrenceKeySchema,
  storedItemSchema,
  taskRecordSchema,
} from './prime-items.ts'
import { EMAIL_FOLDERS, mailFolderSchema, type MailFolder } from './prime.ts'
import { folderKeySchema, syncKindSchema } from './sync-kinds.ts'

const count = z.number().int().nonnegative()

export const mailFolderCountSchema = z.object({ folder: mailFolderSchema, total: count, unread: count })
export type MailFolderCount = z.infer<typeof mailFolderCountSchema>

/** How much an account holds. Folders without an e-mail are left out. */
export const accountContentsSchema = z.object({
  folders: z.array(mailFolderCountSchema),
  appointments: count,
  tasks: count,
})
export type AccountContents = z.infer<typeof accountContentsSchema>

/** The EWS account by which an e-mail account of Winoffice Prime is connected. */
export const primeConnectionSchema = z.object({
  accountId: ewsAccountIdSchema,
  connectorId: connectorIdSchema,
  connectorName: z.string(),
  mailbox: z.string(),
  /** Account and connector are switched on. */
  isActive: z.boolean(),
  syncedKinds: z.array(syncKindSchema),
  receiveOnly: z.boolean(),
  mailsAttendees: z.boolean(),
})
export type PrimeConnection = z.infer<typeof primeConnectionSchema>

export const accountDataSchema = accountContentsSchema.extend({
  connection: primeConnectionSchema.nullable(),
  /** IANA name: all times are shown in it. */
  primeTimeZone: z.string(),
})
export type AccountData = z.infer<typeof accountDataSchema>

/** The six in their usual order, then further ones by name. */
export function inFolderOrder(folders: readonly MailFolderCount[]): MailFolderCount[] {
  const further = folders
    .filter(({ folder }) => !isUsual(folder))
    .sort((one, other) => one.folder.localeCompare(other.folder))
  const usual = EMAIL_FOLDERS.map(
    (folder) => folders.find((each) => each.folder === folder) ?? { folder, total: 0, unread: 0 },
  )
  return [...usual, ...further]
}

function isUsual(folder: MailFolder): boolean {
  return (EMAIL_FOLDERS as readonly string[]).includes(folder)
}

/** The newest or the oldest first. */
export const emailOrderSchema = z.enum(['newest', 'oldest'])
export type EmailOrder = z.infer<typeof emailOrderSchema>

/** Characters of what is searched for. */
export const LONGEST_SEARCH = 200

/** An appointment, or one occurrence of a series, as the calendar shows it. */
export const occurrenceSchema = appointmentDetailsSchema
  .pick({ subject: true, location: true, times: true, freeBusy: true, sensitivity: true })
  .extend({
    itemId: primeItemIdSchema,
    kind: appointmentRecordSchema.shape.kind,
    /** `changed`: an occurrence that differs from its series. */
    series: z.enum(['none', 'occurrence', 'changed']),
    /** The planned start, by which the occurrence is known; `null` outside of a series. */
    original: occurrenceKeySchema.nullable(),
    meeting: meetingSchema
      .pick({ isOrganizer: true, isCancelled: true, myResponse: true })
      .extend({ attendeeCount: count })
      .nullable(),
  })
export type Occurrence = z.infer<typeof occurrenceSchema>

/** A range of the calendar; the end belongs to it no longer. */
export const calendarRangeSchema = z.object({ from: instantSchema, to: instantSchema })
export type CalendarRange = z.infer<typeof calendarRangeSchema>

/** More than any view of a calendar shows. */
export const LONGEST_RANGE_DAYS = 400

export const taskSummarySchema = taskRecordSchema
  .pick({
    subject: true,
    status: true,
    percentComplete: true,
    importance: true,
    startDate: true,
    dueDate: true,
    completedDate: true,
  })
  .extend({ id: primeItemIdSchema, isRecurring: z.boolean() })
export type TaskSummary = z.infer<typeof taskSummarySchema>

export const taskPageSchema = z.object({ total: count, tasks: z.array(taskSummarySchema) })
export type TaskPage = z.infer<typeof taskPageSchema>

/** How an object stands between both sides, as the status of the synchronisation knows it. */
export const itemStatusSchema = z.discriminatedUnion('state', [
  /** Both sides are equal, since the last exchange of the object; `null` when that was before it was remembered. */
  z.object({ state: z.literal('synchronised'), at: instantSchema.nullable(), folder: folderKeySchema }),
  /** The next run writes it to Exchange. `isLinked`: it is there in an older version. */
  z.object({
    state: z.literal('waiting'),
    isLinked: z.boolean(),
    attempts: count,
    error: appErrorSchema.nullable(),
  }),
  /** No longer tried by itself. */
  z.object({ state: z.literal('failed'), isLinked: z.boolean(), attempts: count, error: appErrorSchema }),
  /** A run has looked at it and left it alone, for example because it lies before the window of the account. */
  z.object({ state: z.literal('left-alone') }),
])
export type ItemStatus = z.infer<typeof itemStatusSchema>

/** Why an object is never exported. */
export const KEPT_REASONS = ['not-connected', 'absence', 'kind-off', 'receive-only'] as const

export const itemPlaceSchema = z.discriminatedUnion('state', [
  ...itemStatusSchema.options,
  z.object({ state: z.literal('kept'), reason: z.enum(KEPT_REASONS) }),
])
/** Whether an object is in Exchange, and if not, why. */
export type ItemPlace = z.infer<typeof itemPlaceSchema>

export const openedItemSchema = z.object({ item: storedItemSchema, place: itemPlaceSchema })
export type OpenedItem = z.infer<typeof openedItemSchema>

/** How far the export of a whole account has come. */
export const exportProgressSchema = z.object({ done: count, total: count, isEnded: z.boolean() })
export type ExportProgress = z.infer<typeof exportProgressSchema>

export const exportedAccountSchema = z.object({ folder: z.string(), files: count, isCancelled: z.boolean() })
export type ExportedAccount = z.infer<typeof exportedAccountSchema>
