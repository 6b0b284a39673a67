/**
 * What the engine can do, with the schemas: the contract of the message port between main and the sync host. Nothing
 * here is a secret; requests to servers go another way (wire/), on which main signs them in.
 */
import { z } from 'zod'
import {
  accountContentsSchema,
  calendarRangeSchema,
  emailOrderSchema,
  itemStatusSchema,
  occurrenceSchema,
  taskPageSchema,
} from '#shared/domain/data.ts'
import {
  ewsAccountIdSchema,
  instantSchema,
  primeEmailAccountIdSchema,
  primeItemIdSchema,
  type EwsAccountId,
} from '#shared/domain/ids.ts'
import { mailboxAccessSchema } from '#shared/domain/ews-account.ts'
import {
  emailContentSchema,
  emailPageSchema,
  mailFolderSchema,
  primeEmailAccountDraftSchema,
  primeEmailAccountSchema,
} from '#shared/domain/prime.ts'
import { revisionSchema, storedItemSchema } from '#shared/domain/prime-items.ts'
import { syncKindSchema } from '#shared/domain/sync-kinds.ts'
import {
  conflictPageSchema,
  problemListSchema,
  runPageSchema,
  runQuerySchema,
  timeCursorSchema,
} from '#shared/domain/sync-monitor.ts'
import { problemItemSchema } from '#shared/domain/sync-report.ts'
import { syncFiguresSchema } from '#shared/domain/sync-statistics.ts'
import { accountSyncSchema, chosenFolderSchema, connectorSyncSchema } from '#shared/domain/sync-settings.ts'
import { syncPlanSchema, syncTriggerSchema, type SyncProgress } from '#shared/domain/sync.ts'
import type { AppError } from '#shared/errors.ts'
import type { Result } from '#shared/result.ts'
import type { Transport } from '../exchange/transport/transport.ts'
import { primeItemChangeSchema, primeItemDraftSchema } from './prime-item-calls.ts'

/** An account with its way to the server; main knows how it signs in. */
const serverAccountSchema = z.object({
  accountId: ewsAccountIdSchema,
  mailbox: z.string(),
  access: mailboxAccessSchema,
  url: z.string(),
  /** As whom the account signs in, for the texts of errors. */
  userName: z.string(),
})

/** One account's run, with everything it needs but the way to the server. */
export const syncJobSchema = serverAccountSchema.extend({
  primeEmailAccountId: primeEmailAccountIdSchema,
  account: accountSyncSchema,
  connector: connectorSyncSchema,
  /** IANA name of the zone of Winoffice Prime. */
  primeTimeZone: z.string(),
  /** Days for which the runs are remembered. */
  runHistoryDays: z.number().int().positive(),
  trigger: syncTriggerSchema,
  /** A person has seen that much would be deleted, and wants it; holds for this run. */
  allowMassDeletion: z.boolean(),
})
export type SyncJob = z.infer<typeof syncJobSchema>

const ofPrimeAccount = z.object({ primeEmailAccountId: primeEmailAccountIdSchema })

const pageQuerySchema = ofPrimeAccount.extend({
  offset: z.number().int().nonnegative(),
  limit: z.number().int().positive(),
})
const emailQuerySchema = pageQuerySchema.extend({
  /** `null`: of all folders. */
  folder: mailFolderSchema.nullable(),
  /** Words that all must be in subject, sender or recipients. */
  search: z.string(),
  order: emailOrderSchema,
})
export type EmailQuery = z.infer<typeof emailQuerySchema>

/** The two sides whose status is asked for. */
const syncPairSchema = z.object({ primeEmailAccountId: primeEmailAccountIdSchema, mailbox: z.string() })

/** An account whose status is asked for among others. */
const askedAccountSchema = syncPairSchema.extend({ accountId: ewsAccountIdSchema })
export type AskedAccount = z.infer<typeof askedAccountSchema>

/** Attempts after which an object counts as given up. */
const attemptLimitsSchema = z.object({ down: z.number().int(), up: z.number().int() })

const limit = z.number().int().positive()

/** Calls from main to the engine. */
export const engineContract = {
  listEmailAccounts: { input: z.null(), output: z.array(primeEmailAccountSchema) },
  createEmailAccount: { input: primeEmailAccountDraftSchema, output: primeEmailAccountSchema },
  listEmails: { input: emailQuerySchema, output: emailPageSchema },
  openEmail: { input: z.object({ id: primeItemIdSchema }), output: emailContentSchema },
  /** How much an account holds. */
  accountContents: { input: ofPrimeAccount, output: accountContentsSchema },
  /** What takes place in a range, each occurrence of a series by itself. */
  listOccurrences: {
    input: ofPrimeAccount.extend({ range: calendarRangeSchema, primeTimeZone: z.string() }),
    output: z.array(occurrenceSchema),
  },
  listTasks: { input: pageQuerySchema, output: taskPageSchema },
  /** An e-mail as `.eml`, byte for byte, everything else as `.ics`. */
  exportPrimeItem: { input: z.object({ id: primeItemIdSchema, path: z.string() }), output: z.null() },
  exportAttachment: {
    input: z.object({ id: primeItemIdSchema, index: z.number().int().nonnegative(), path: z.string() }),
    output: z.null(),
  },

  /** What people and the ERP do; `prime-item.changed-meanwhile` when `expected` is not the present revision. */
  createPrimeItem: {
    input: z.object({ primeEmailAccountId: primeEmailAccountIdSchema, item: primeItemDraftSchema }),
    output: storedItemSchema,
  },
  updatePrimeItem: {
    input: z.object({
      id: primeItemIdSchema,
      change: primeItemChangeSchema,
      expected: revisionSchema.nullable(),
    }),
    output: storedItemSchema,
  },
  deletePrimeItem: {
    input: z.object({ id: primeItemIdSchema, expected: revisionSchema.nullable() }),
    output: z.null(),
  },
  findPrimeItem: { input: z.object({ id: primeItemIdSchema }), output: storedItemSchema },
  listPrimeItems: {
    input: z.object({
      primeEmailAccountId: primeEmailAccountIdSchema,
      kind: syncKindSchema,
      /** Goes on behind this revision. */
      after: revisionSchema.nullable(),
      limit,
    }),
    output: z.array(storedItemSchema),
  },

  startSync: { input: z.object({ jobs: z.array(syncJobSchema) }), output: z.array(ewsAccountIdSchema) },
  cancelSync: { input: z.object({ accountIds: z.array(ewsAccountIdSchema).nullable() }), output: z.null() },
  /** Observes, but writes nothing on either side; waits its turn like a run, and is cancelled like one. */
  planSync: { input: z.object({ job: syncJobSchema }), output: syncPlanSchema },
  /** Notices changes of these mailboxes as they happen, and of no others; replaces what was watched before. */
  watchMailboxes: {
    input: z.object({
      accounts: z.array(serverAccountSchema.extend({ syncedKinds: z.array(syncKindSchema) })),
    }),
    output: z.null(),
  },
  /** The mail folders that could be chosen beside the six. */
  listMailFolders: { input: serverAccountSchema, output: z.array(chosenFolderSchema) },

  /** How one object stands between both sides. */
  itemStatus: {
    input: z.object({ id: primeItemIdSchema, pair: syncPairSchema, limits: attemptLimitsSchema }),
    output: itemStatusSchema,
  },
  problems: {
    input: z.object({ accounts: z.array(askedAccountSchema.extend({ limits: attemptLimitsSchema })), limit }),
    output: problemListSchema,
  },
  /** Their attempts begin anew. `null`: those of all objects. */
  retryProblems: {
    input: z.object({ pair: syncPairSchema, items: z.array(problemItemSchema).nullable() }),
    output: z.object({ count: z.number().int().nonnegative() }),
  },
  /** Newest first. */
  conflicts: {
    input: z.object({ accounts: z.array(askedAccountSchema), after: timeCursorSchema.nullable(), limit }),
    output: conflictPageSchema,
  },
  /** The losing version becomes the present one, as a change by a person that the next run exports. */
  restoreConflict: { input: z.object({ id: z.string() }), output: z.null() },
  /** Newest first. */
  syncRuns: { input: runQuerySchema, output: runPageSchema },
  /** What the runs have done, from each border to the next; borders are at quarters of an hour. */
  syncFigures: {
    input: z.object({ borders: z.array(instantSchema).min(2) }),
    output: z.array(syncFiguresSchema),
  },

  close: { input: z.null(), output: z.null() },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export type EngineMethod = Exclude<keyof typeof engineContract, 'close'>

/** The calls for which there is one handler each. */
export const ENGINE_METHODS = Object.keys(engineContract).filter(
  (method): method is EngineMethod => method !== 'close',
)

export type EngineApi = {
  readonly [M in EngineMethod]: (
    input: z.output<(typeof engineContract)[M]['input']>,
  ) => Promise<Result<z.output<(typeof engineContract)[M]['output']>>>
} & { close(): Promise<void> }

/** What the sync host tells about watched mailboxes. */
export const mailboxChangeSchema = z.object({ accountId: ewsAccountIdSchema })
export const notificationModeSchema = z.object({
  accountId: ewsAccountIdSchema,
  mode: z.enum(['streaming', 'polling']),
})
export type NotificationMode = z.infer<typeof notificationModeSchema>['mode']

export type EngineCallbacks = {
  /** A way to the server of an account, for one run that closes it; it signs in by itself. */
  transportFor(accountId: EwsAccountId): Promise<Result<Transport>>
  onProgress(progress: SyncProgress): void
  /** Exchange tells that something has changed in a watched mailbox. */
  onMailboxChange(accountId: EwsAccountId): void
  /** How changes of a mailbox are noticed from now on. */
  onNotificationMode(accountId: EwsAccountId, mode: NotificationMode): void
  /** The Prime store was opened, and people must know in which state it was: `prime.repaired`, `prime.started-empty`. */
  onStoreNotice(notice: AppError): void
}
