/**
 * What Winoffice Prime keeps: e-mails, appointments, meetings, absences and tasks, as complete records.
 *
 * The records are the middle of the synchronisation: an Exchange item is read into one, a Prime object is one, and
 * two versions are compared field by field (`electron/sync/mapping`). Times are instants with the zone beside them,
 * days are plain dates; texts of appointments and tasks are plain.
 */
import { z } from 'zod'
import { instantSchema, plainDateSchema, primeEmailAccountIdSchema, primeItemIdSchema } from './ids.ts'
import { emailAttachmentSchema, emailPersonSchema, mailFolderSchema } from './prime.ts'
import { recurrenceSchema } from './recurrence.ts'

export const importanceSchema = z.enum(['low', 'normal', 'high'])
export const sensitivitySchema = z.enum(['normal', 'personal', 'private', 'confidential'])

/** SHA-256 of a content in the content store, lower-case hex. */
export const contentHashSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'ContentHash'>()
export type ContentHash = z.infer<typeof contentHashSchema>

export const emailRecordSchema = z.object({
  kind: z.literal('email'),
  folder: mailFolderSchema,
  subject: z.string(),
  from: emailPersonSchema.nullable(),
  to: z.array(emailPersonSchema),
  cc: z.array(emailPersonSchema),
  bcc: z.array(emailPersonSchema),
  sentAt: instantSchema.nullable(),
  receivedAt: instantSchema.nullable(),
  isRead: z.boolean(),
  /** Not yet sent: its content may still change. */
  isDraft: z.boolean(),
  flag: z.enum(['none', 'flagged', 'complete']),
  importance: importanceSchema,
  categories: z.array(z.string()),
  internetMessageId: z.string().nullable(),
  /** For example `IPM.Note` or `IPM.Note.SMIME`. */
  itemClass: z.string(),
  /** An encrypted message passes through as it is. */
  encryption: z.enum(['none', 'smime', 'pgp']),
  /** Somebody asked for it to be encrypted when it is sent, which nobody here can do: it is not sent. */
  mustBeEncrypted: z.boolean(),
  attachments: z.array(emailAttachmentSchema),
  /** The MIME content in the content store, byte for byte. */
  mime: contentHashSchema,
  /** Bytes of the MIME content. */
  size: z.number().int().nonnegative(),
  /** Of what the message says, whatever its MIME boundaries and order of headers are. See `mapping/emails.ts`. */
  contentDigest: z.string(),
})
export type EmailRecord = z.infer<typeof emailRecordSchema>

export const appointmentTimesSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('timed'),
    start: instantSchema,
    end: instantSchema,
    /** IANA name, for example `Europe/Zurich`; `null` when the server's zone has none, then it is left untouched. */
    timeZone: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('all-day'),
    startDate: plainDateSchema,
    /** The day after the last one. */
    endDate: plainDateSchema,
    timeZone: z.string().nullable(),
  }),
])
export type AppointmentTimes = z.infer<typeof appointmentTimesSchema>

export const FREE_BUSY = [
  'free',
  'tentative',
  'busy',
  'out-of-office',
  'working-elsewhere',
  'no-data',
] as const

/** What a single appointment and each exception of a series has. */
export const appointmentDetailsSchema = z.object({
  subject: z.string(),
  /** Plain; line ends are `\n`. */
  text: z.string(),
  location: z.string(),
  times: appointmentTimesSchema,
  freeBusy: z.enum(FREE_BUSY),
  sensitivity: sensitivitySchema,
  importance: importanceSchema,
  categories: z.array(z.string()),
  /** Minutes before the start; `null` without a reminder. */
  reminderMinutes: z.number().int().nullable(),
})
export type AppointmentDetails = z.infer<typeof appointmentDetailsSchema>

export const MEETING_RESPONSES = ['none', 'accepted', 'tentative', 'declined'] as const

export const attendeeSchema = z.object({
  name: z.string(),
  address: z.string(),
  role: z.enum(['required', 'optional', 'resource']),
  response: z.enum(MEETING_RESPONSES),
  respondedAt: instantSchema.nullable(),
})
export type Attendee = z.infer<typeof attendeeSchema>

export const meetingSchema = z.object({
  organizer: emailPersonSchema.nullable(),
  /** Whether the owner of the mailbox organises it. On an attendee's copy only few fields are written. */
  isOrganizer: z.boolean(),
  /** The owner's own answer; `none` for the organiser. */
  myResponse: z.enum(MEETING_RESPONSES),
  isCancelled: z.boolean(),
  isResponseRequested: z.boolean(),
  attendees: z.array(attendeeSchema),
})
export type Meeting = z.infer<typeof meetingSchema>

/** The planned start of an occurrence: an instant, in an all-day series a day. */
export const occurrenceKeySchema = z.union([instantSchema, plainDateSchema])
export type OccurrenceKey = z.infer<typeof occurrenceKeySchema>

export const seriesSchema = z.object({
  recurrence: recurrenceSchema,
  /** Complete, in the order of their planned starts. */
  exceptions: z.array(z.object({ original: occurrenceKeySchema, details: appointmentDetailsSchema })),
  /** Planned starts, in order. */
  deleted: z.array(occurrenceKeySchema),
})
export type Series = z.infer<typeof seriesSchema>

export const appointmentRecordSchema = appointmentDetailsSchema.extend({
  kind: z.enum(['appointment', 'meeting', 'absence']),
  /** Of iCalendar; `null` until it has been created on Exchange. */
  uid: z.string().nullable(),
  /** Exactly with the kind `meeting`. */
  meeting: meetingSchema.nullable(),
  series: seriesSchema.nullable(),
})
export type AppointmentRecord = z.infer<typeof appointmentRecordSchema>

export const TASK_STATUSES = [
  'not-started',
  'in-progress',
  'completed',
  'waiting-on-others',
  'deferred',
] as const

export const taskRecordSchema = z.object({
  kind: z.literal('task'),
  subject: z.string(),
  /** Plain; line ends are `\n`. */
  text: z.string(),
  startDate: plainDateSchema.nullable(),
  dueDate: plainDateSchema.nullable(),
  completedDate: plainDateSchema.nullable(),
  status: z.enum(TASK_STATUSES),
  percentComplete: z.number().int().min(0).max(100),
  importance: importanceSchema,
  sensitivity: sensitivitySchema,
  categories: z.array(z.string()),
  reminderAt: instantSchema.nullable(),
  totalWorkMinutes: z.number().int().nonnegative(),
  actualWorkMinutes: z.number().int().nonnegative(),
  recurrence: recurrenceSchema.nullable(),
})
export type TaskRecord = z.infer<typeof taskRecordSchema>

export const primeRecordSchema = z.discriminatedUnion('kind', [
  emailRecordSchema,
  appointmentRecordSchema,
  taskRecordSchema,
])
export type PrimeRecord = EmailRecord | AppointmentRecord | TaskRecord

/** Counts the changes of all objects of the store; a later change has a greater number. */
export const revisionSchema = z.number().int().nonnegative().brand<'Revision'>()
export type Revision = z.infer<typeof revisionSchema>

/** An object as it is stored. */
export const storedItemSchema = z.object({
  id: primeItemIdSchema,
  primeEmailAccountId: primeEmailAccountIdSchema,
  /** Of its last change, whoever made it. */
  revision: revisionSchema,
  modifiedAt: instantSchema,
  record: primeRecordSchema,
})
export type StoredPrimeItem = z.infer<typeof storedItemSchema>
