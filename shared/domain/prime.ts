/** What the Winoffice Prime side holds: e-mail accounts with their owners, and e-mails. */
import { z } from 'zod'
import { instantSchema, primeEmailAccountIdSchema, primeItemIdSchema } from './ids.ts'
import { mailboxSchema } from './mailbox.ts'
import { code } from './validation.ts'

export const OWNER_KINDS = ['employee', 'team'] as const
export const ownerSchema = z.object({
  kind: z.enum(OWNER_KINDS),
  name: z.string().trim().min(1, code('field.required')).max(100, code('field.too-long')),
})
export type Owner = z.infer<typeof ownerSchema>

export const primeEmailAccountDraftSchema = z.object({ address: mailboxSchema, owner: ownerSchema })
export type PrimeEmailAccountDraft = z.infer<typeof primeEmailAccountDraftSchema>

export const primeEmailAccountSchema = z.object({
  id: primeEmailAccountIdSchema,
  address: z.string(),
  owner: z.object({ kind: z.enum(OWNER_KINDS), name: z.string() }),
})
export type PrimeEmailAccount = z.infer<typeof primeEmailAccountSchema>

/** Folders of a Prime e-mail account; the German names are Posteingang, Entwürfe, Postausgang, … */
export const EMAIL_FOLDERS = ['inbox', 'drafts', 'outbox', 'sent', 'junk', 'deleted'] as const
export const emailFolderSchema = z.enum(EMAIL_FOLDERS)
export type EmailFolder = z.infer<typeof emailFolderSchema>

/** A folder of an e-mail: one of the six, or a further one that was chosen beside them, by the path of its names. */
export const mailFolderSchema = z.union([
  emailFolderSchema,
  z.templateLiteral(['further:', z.string().min(1)]),
])
export type MailFolder = z.infer<typeof mailFolderSchema>

export const emailPersonSchema = z.object({ name: z.string(), address: z.string() })
export type EmailPerson = z.infer<typeof emailPersonSchema>

/** One line of the list of e-mails. */
export const emailSummarySchema = z.object({
  id: primeItemIdSchema,
  folder: mailFolderSchema,
  subject: z.string(),
  from: emailPersonSchema.nullable(),
  /** The first hundred. */
  to: z.array(emailPersonSchema),
  /** How many recipients there are beside them. */
  furtherTo: z.number().int().nonnegative(),
  sentAt: instantSchema.nullable(),
  receivedAt: instantSchema.nullable(),
  isRead: z.boolean(),
  isDraft: z.boolean(),
  /** An encrypted message passes through as it is. */
  encryption: z.enum(['none', 'smime', 'pgp']),
  attachmentCount: z.number().int().nonnegative(),
  /** Size of the MIME content in bytes. */
  size: z.number().int().nonnegative(),
})
export type EmailSummary = z.infer<typeof emailSummarySchema>

export const emailPageSchema = z.object({
  total: z.number().int().nonnegative(),
  emails: z.array(emailSummarySchema),
})
export type EmailPage = z.infer<typeof emailPageSchema>

export const emailAttachmentSchema = z.object({
  name: z.string(),
  contentType: z.string(),
  /** Size of the decoded content in bytes. */
  size: z.number().int().nonnegative(),
})
export type EmailAttachment = z.infer<typeof emailAttachmentSchema>

/** Why the text of an e-mail is not shown: its MIME cannot be taken apart, or it is made to exhaust who reads it. */
export const REFUSED_BODIES = ['unreadable', 'too-large', 'too-nested'] as const

/** An opened e-mail. `html` is sanitised and holds no reference to anything outside the message. */
export const emailContentSchema = z.object({
  summary: emailSummarySchema,
  cc: z.array(emailPersonSchema),
  sentAt: instantSchema.nullable(),
  body: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: z.string() }),
    z.object({ kind: z.literal('html'), html: z.string(), remoteContentRemoved: z.boolean() }),
    z.object({ kind: z.literal('empty') }),
    z.object({ kind: z.literal('refused'), reason: z.enum(REFUSED_BODIES) }),
  ]),
  attachments: z.array(emailAttachmentSchema),
})
export type EmailContent = z.infer<typeof emailContentSchema>
