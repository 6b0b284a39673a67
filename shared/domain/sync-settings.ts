/**
 * How a connector and an account synchronise: the technical parameters of the original with its names, ranges and
 * defaults, and what an account takes part with.
 *
 * Both are objects of their own inside the connector and the account, so that a document stored before there was one
 * gets it as a whole, and a field stored before there was that one gets it alone.
 */
import { z } from 'zod'
import { syncKindSchema, SYNC_KINDS } from './sync-kinds.ts'
import { code } from './validation.ts'

type Range = { readonly least: number; readonly most: number }

/** Attempts after which an object is given up. */
export const ATTEMPTS_RANGE: Range = { least: 1, most: 10 }
/** Minutes. */
export const SYNC_INTERVAL_RANGE: Range = { least: 1, most: 1440 }
/** Days; ten years are as good as everything, for which there is a choice of its own. */
export const FIRST_SYNC_DAYS_RANGE: Range = { least: 1, most: 3650 }

export const CONFLICT_POLICIES = ['exchange-wins', 'prime-wins', 'newest-wins'] as const
export const conflictPolicySchema = z.enum(CONFLICT_POLICIES)
/** Whose version stays when both sides have changed the same field. The other one goes into the conflict journal. */
export type ConflictPolicy = z.infer<typeof conflictPolicySchema>

/** An integer of a form within a range. */
export function wholeNumberIn({ least, most }: Range) {
  return z
    .number(code('field.invalid'))
    .int(code('number.out-of-range'))
    .min(least, code('number.out-of-range'))
    .max(most, code('number.out-of-range'))
}

export const connectorSyncSchema = z.object({
  /** ContinueImportOnError: `false` stops the whole connector for five minutes after an unexpected error. */
  continueImportOnError: z.boolean(),
  /** ContinueExportOnError, likewise. */
  continueExportOnError: z.boolean(),
  /** MaxFailedSyncDownAttempts. */
  maxFailedSyncDownAttempts: wholeNumberIn(ATTEMPTS_RANGE),
  /** MaxFailedSyncUpAttempts. */
  maxFailedSyncUpAttempts: wholeNumberIn(ATTEMPTS_RANGE),
  syncIntervalMinutes: wholeNumberIn(SYNC_INTERVAL_RANGE),
  conflictPolicy: conflictPolicySchema,
})
export type ConnectorSync = z.infer<typeof connectorSyncSchema>

export const CONNECTOR_SYNC_DEFAULTS: ConnectorSync = {
  continueImportOnError: true,
  continueExportOnError: true,
  maxFailedSyncDownAttempts: 3,
  maxFailedSyncUpAttempts: 3,
  syncIntervalMinutes: 5,
  conflictPolicy: 'exchange-wins',
}

export const storedConnectorSyncSchema = completed(connectorSyncSchema, CONNECTOR_SYNC_DEFAULTS)

/** A mail folder of Exchange that was chosen beside the six. */
export const chosenFolderSchema = z.object({
  exchangeFolderId: z.string().min(1),
  /** The names from the root of the mailbox, joined by `/`: it names the folder on both sides. */
  name: z.string().min(1),
})
export type ChosenFolder = z.infer<typeof chosenFolderSchema>

/** Further folders of an account; each is asked for in every run. */
export const FURTHER_FOLDERS_MAX = 100

export const accountSyncSchema = z.object({
  syncedKinds: z.array(syncKindSchema).min(1, code('field.required')),
  /** Nothing is ever written to Exchange. */
  receiveOnly: z.boolean(),
  /** How many days the first synchronisation reaches back; `null`: everything. */
  firstSyncDays: wholeNumberIn(FIRST_SYNC_DAYS_RANGE).nullable(),
  /** Whether Exchange sends invitations, updates and cancellations to attendees. */
  mailsAttendees: z.boolean(),
  furtherFolders: z.array(chosenFolderSchema).max(FURTHER_FOLDERS_MAX, code('field.too-long')),
})
export type AccountSync = z.infer<typeof accountSyncSchema>

export const ACCOUNT_SYNC_DEFAULTS: AccountSync = {
  syncedKinds: [...SYNC_KINDS],
  receiveOnly: false,
  // A year: what people still look up, without the decades that old mailboxes carry.
  firstSyncDays: 365,
  mailsAttendees: false,
  furtherFolders: [],
}

export const storedAccountSyncSchema = completed(accountSyncSchema, ACCOUNT_SYNC_DEFAULTS)

/** What is stored, with the defaults for what was not there when it was. */
function completed<S extends z.ZodType<Record<string, unknown>>>(schema: S, defaults: z.output<S>) {
  return z
    .looseObject({})
    .transform((stored): unknown => ({ ...defaults, ...stored }))
    .pipe(schema)
    .prefault({})
}
