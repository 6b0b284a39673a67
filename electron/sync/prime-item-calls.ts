/**
 * Objects of Winoffice Prime as they cross the message port. An e-mail is made from a file with its MIME content:
 * what the record says about it (people, attachments, digest) is read from that content and cannot disagree with it.
 */
import { z } from 'zod'
import { appointmentRecordSchema, emailRecordSchema, taskRecordSchema } from '#shared/domain/prime-items.ts'

/** What of an e-mail is not in its MIME content. */
const emailMarksSchema = emailRecordSchema.pick({
  folder: true,
  isRead: true,
  isDraft: true,
  flag: true,
  importance: true,
  categories: true,
  mustBeEncrypted: true,
})

const emailFileSchema = emailMarksSchema.extend({
  kind: z.literal('email-file'),
  /** Path of the file with the MIME content. */
  file: z.string(),
})

/** A new object. */
export const primeItemDraftSchema = z.discriminatedUnion('kind', [
  emailFileSchema,
  appointmentRecordSchema,
  taskRecordSchema,
])
export type PrimeItemDraft = z.infer<typeof primeItemDraftSchema>

/** The whole object as it shall be; an e-mail keeps its content unless it comes as a file. */
export const primeItemChangeSchema = z.discriminatedUnion('kind', [
  emailFileSchema,
  emailRecordSchema,
  appointmentRecordSchema,
  taskRecordSchema,
])
export type PrimeItemChange = z.infer<typeof primeItemChangeSchema>
