/**
 * Accounts from a table: which columns there are, what a row would become, and what an import has done.
 *
 * The file and the passwords in it stay in main; the window gets to know what is in a row, and whether it has a password.
 */
import { z } from 'zod'
import { fieldErrorSchema } from '../errors.ts'
import { connectorIdSchema } from './ids.ts'
import { confirmedServersSchema } from './new-servers.ts'

/** In the order in which the template has them. */
export const IMPORT_FIELDS = [
  'mailbox',
  'primeAddress',
  'ownerName',
  'ownerKind',
  'userName',
  'password',
  'access',
  'kinds',
  'receiveOnly',
  'firstSyncDays',
  'active',
  'url',
] as const
export const importFieldSchema = z.enum(IMPORT_FIELDS)
export type ImportField = z.infer<typeof importFieldSchema>

/** Without them no row can become an account. */
export const REQUIRED_IMPORT_FIELDS: readonly ImportField[] = ['mailbox', 'primeAddress']

export const MAX_IMPORT_ROWS = 5_000
export const MAX_IMPORT_BYTES = 5_000_000
/** More than any table of accounts has; each is offered for each field. */
export const MAX_IMPORT_COLUMNS = 200

/** Which column holds which field; a field without a column has its default in every row. */
export const columnMappingSchema = z.partialRecord(
  importFieldSchema,
  z.number().int().min(0).max(MAX_IMPORT_COLUMNS),
)
export type ColumnMapping = z.infer<typeof columnMappingSchema>

const count = z.number().int().nonnegative()

export const importRowSchema = z.object({
  /** As a spreadsheet counts them: the headings are row 1. */
  row: z.number().int().positive(),
  mailbox: z.string(),
  primeAddress: z.string(),
  owner: z.string(),
  userName: z.string(),
  hasPassword: z.boolean(),
  /** Of an account with an address of its own; empty: that of the connector. */
  server: z.string(),
  /** Whether the Winoffice Prime e-mail account is there or would be made. */
  primeAccount: z.enum(['existing', 'new']),
  /** Why it is not imported; `path` is the field, or empty for the row as a whole. */
  problems: z.array(fieldErrorSchema),
})
export type ImportRow = z.infer<typeof importRowSchema>

export const accountImportPreviewSchema = z.object({
  rows: z.array(importRowSchema),
  /** Required fields that no column holds. */
  missing: z.array(importFieldSchema),
  /** Passwords that are in the file and would not be taken, because this connector needs none. */
  ignoresPasswords: z.boolean(),
  /** Accounts of this connector sign in with a password: without one in the file it is given afterwards. */
  needsPasswords: z.boolean(),
})
export type AccountImportPreview = z.infer<typeof accountImportPreviewSchema>

export const accountImportIdSchema = z.uuid().brand<'AccountImportId'>()
export type AccountImportId = z.infer<typeof accountImportIdSchema>

export const TEXT_ENCODINGS = ['utf-8', 'utf-16', 'windows-1252'] as const
export const SEPARATORS = [';', ',', '\t'] as const

export const openedAccountImportSchema = z.object({
  id: accountImportIdSchema,
  file: z.string(),
  encoding: z.enum(TEXT_ENCODINGS),
  separator: z.enum(SEPARATORS),
  headings: z.array(z.string()),
  /** As the headings were recognised. */
  mapping: columnMappingSchema,
  preview: accountImportPreviewSchema,
})
export type OpenedAccountImport = z.infer<typeof openedAccountImportSchema>

export const accountImportPreviewRequestSchema = z.object({
  id: accountImportIdSchema,
  mapping: columnMappingSchema,
})

export const accountImportRequestSchema = accountImportPreviewRequestSchema.extend({
  rows: z.array(z.number().int().positive()).min(1).max(MAX_IMPORT_ROWS),
  confirmedServers: confirmedServersSchema,
})

export const openAccountImportSchema = z.object({ connectorId: connectorIdSchema })

export const accountImportResultSchema = z.object({
  accounts: count,
  /** Winoffice Prime e-mail accounts that were made for them. */
  primeAccounts: count,
  passwords: count,
  /** Rows of the file that were not imported. */
  left: count,
})
export type AccountImportResult = z.infer<typeof accountImportResultSchema>
