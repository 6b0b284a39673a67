/** Progress and results of a synchronisation, per account, and the plan of one that is not carried out. */
import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { ewsAccountIdSchema, instantSchema } from './ids.ts'
import { folderKeySchema, syncKindSchema, SYNC_KINDS, type SyncKind } from './sync-kinds.ts'

const count = z.number().int().nonnegative()

/** `down`: from Exchange to Winoffice Prime (import). `up`: the other way (export). */
export const SYNC_DIRECTIONS = ['down', 'up'] as const
export const syncDirectionSchema = z.enum(SYNC_DIRECTIONS)
export type SyncDirection = z.infer<typeof syncDirectionSchema>

export const itemCountsSchema = z.object({
  created: count,
  updated: count,
  /** To another folder. */
  moved: count,
  deleted: count,
  /** Objects that failed in this run; they are tried again in the next one, or were given up. */
  failed: count,
})
export type ItemCounts = z.infer<typeof itemCountsSchema>

const kindCountsSchema = z.object({ down: itemCountsSchema, up: itemCountsSchema })

export const syncCountsSchema = z.object({
  kinds: z.record(syncKindSchema, kindCountsSchema),
  /** Fields that both sides had changed: the losing versions went into the conflict journal. */
  conflicts: count,
  /** Contents that were transferred. */
  bytes: z.object({ down: count, up: count }),
})
export type SyncCounts = z.infer<typeof syncCountsSchema>

export const NO_ITEM_COUNTS: ItemCounts = { created: 0, updated: 0, moved: 0, deleted: 0, failed: 0 }

const NO_KIND_COUNTS = { down: NO_ITEM_COUNTS, up: NO_ITEM_COUNTS }

export const NO_COUNTS: SyncCounts = {
  kinds: { emails: NO_KIND_COUNTS, calendar: NO_KIND_COUNTS, tasks: NO_KIND_COUNTS },
  conflicts: 0,
  bytes: { down: 0, up: 0 },
}

/** The same counts with some more of one kind and direction. */
export function withItems(
  counts: SyncCounts,
  kind: SyncKind,
  direction: SyncDirection,
  more: Partial<ItemCounts>,
): SyncCounts {
  const before = counts.kinds[kind]
  const items = addItems(before[direction], { ...NO_ITEM_COUNTS, ...more })
  return { ...counts, kinds: { ...counts.kinds, [kind]: { ...before, [direction]: items } } }
}

export function addItems(one: ItemCounts, other: ItemCounts): ItemCounts {
  return {
    created: one.created + other.created,
    updated: one.updated + other.updated,
    moved: one.moved + other.moved,
    deleted: one.deleted + other.deleted,
    failed: one.failed + other.failed,
  }
}

export function addCounts(one: SyncCounts, other: SyncCounts): SyncCounts {
  const kind = (name: SyncKind) => ({
    down: addItems(one.kinds[name].down, other.kinds[name].down),
    up: addItems(one.kinds[name].up, other.kinds[name].up),
  })
  return {
    kinds: { emails: kind('emails'), calendar: kind('calendar'), tasks: kind('tasks') },
    conflicts: one.conflicts + other.conflicts,
    bytes: { down: one.bytes.down + other.bytes.down, up: one.bytes.up + other.bytes.up },
  }
}

/** Over all kinds, in one direction or in both. */
export function totalOf({ kinds }: SyncCounts, direction?: SyncDirection): ItemCounts {
  const directions = direction ? [direction] : SYNC_DIRECTIONS
  return SYNC_KINDS.flatMap((kind) => directions.map((each) => kinds[kind][each])).reduce(
    addItems,
    NO_ITEM_COUNTS,
  )
}

/**
 * `failed`: the run ended early; what was committed stays. `incomplete`: the run went through, single objects
 * failed. `cancelled`: a person stopped it.
 */
export const syncOutcomeSchema = z.enum(['succeeded', 'incomplete', 'failed', 'cancelled'])
export type SyncOutcome = z.infer<typeof syncOutcomeSchema>

/** Why a run took place: a person, the interval, or a notification of Exchange. */
export const SYNC_TRIGGERS = ['manual', 'schedule', 'notification'] as const
export const syncTriggerSchema = z.enum(SYNC_TRIGGERS)
export type SyncTrigger = z.infer<typeof syncTriggerSchema>

export const syncResultSchema = z.object({
  startedAt: instantSchema,
  endedAt: instantSchema,
  trigger: syncTriggerSchema,
  outcome: syncOutcomeSchema,
  counts: syncCountsSchema,
  /** Objects that are no longer tried by themselves, at the end of the run. */
  givenUp: count,
  /** How long the run waited because the server asked for it. */
  waitedMilliseconds: count,
  error: appErrorSchema.nullable(),
})
export type SyncResult = z.infer<typeof syncResultSchema>

/** Whether a run did anything, or did not go well: what a person looks for among hundreds a day. */
export function isEventful({ outcome, counts, waitedMilliseconds }: SyncResult): boolean {
  const { created, updated, moved, deleted, failed } = totalOf(counts)
  const acted = created + updated + moved + deleted + failed + counts.conflicts
  return outcome !== 'succeeded' || acted > 0 || waitedMilliseconds > 0
}

/** A run as the history keeps it. */
export const syncRunSchema = syncResultSchema.extend({ accountId: ewsAccountIdSchema })
export type SyncRun = z.infer<typeof syncRunSchema>

export const SYNC_PHASES = [
  'connecting',
  'observing',
  'matching',
  'importing',
  'exporting',
  'deleting',
] as const
export const syncPhaseSchema = z.enum(SYNC_PHASES)
export type SyncPhase = z.infer<typeof syncPhaseSchema>

/** A folder of which the run takes something over; the others are not told. */
export const folderProgressSchema = z.object({
  folder: folderKeySchema,
  done: count,
  total: count,
})
export type FolderProgress = z.infer<typeof folderProgressSchema>

export const syncProgressSchema = z.discriminatedUnion('state', [
  /** For a free place among the accounts that run. */
  z.object({ accountId: ewsAccountIdSchema, state: z.literal('waiting'), trigger: syncTriggerSchema }),
  z.object({
    accountId: ewsAccountIdSchema,
    state: z.literal('running'),
    trigger: syncTriggerSchema,
    phase: syncPhaseSchema,
    kind: syncKindSchema.nullable(),
    folder: folderKeySchema.nullable(),
    startedAt: instantSchema,
    /** The kinds of this run in their order, with what is imported from each folder. */
    kinds: z.array(z.object({ kind: syncKindSchema, folders: z.array(folderProgressSchema) })),
    /** Objects of this phase done so far, and how many there will be; `null` while nobody knows. */
    done: count,
    total: count.nullable(),
    counts: syncCountsSchema,
    /** The server has asked to wait until then. */
    busyUntil: instantSchema.nullable(),
  }),
  z.object({ accountId: ewsAccountIdSchema, state: z.literal('ended'), result: syncResultSchema }),
])
export type SyncProgress = z.infer<typeof syncProgressSchema>

export const PLANNED_ACTIONS = ['create', 'update', 'move', 'delete', 'send'] as const
export const plannedActionSchema = z.enum(PLANNED_ACTIONS)
export type PlannedAction = z.infer<typeof plannedActionSchema>

/** How many objects would be acted upon, by action. */
const plannedCountsSchema = z.record(plannedActionSchema, count)
export type PlannedCounts = z.infer<typeof plannedCountsSchema>

export const NO_PLANNED: PlannedCounts = { create: 0, update: 0, move: 0, delete: 0, send: 0 }

/** Examples that a plan carries, per kind and direction. */
export const PLAN_EXAMPLES_MAX = 20

export const planExampleSchema = z.object({
  action: plannedActionSchema,
  folder: folderKeySchema,
  /** `null` where only the id is known, without fetching the object. */
  subject: z.string().nullable(),
})
export type PlanExample = z.infer<typeof planExampleSchema>

const plannedDirectionSchema = z.object({
  counts: plannedCountsSchema,
  examples: z.array(planExampleSchema).max(PLAN_EXAMPLES_MAX),
})

/** What a run would do, without doing it. */
export const syncPlanSchema = z.object({
  at: instantSchema,
  kinds: z.array(
    z.object({
      kind: syncKindSchema,
      isFirst: z.boolean(),
      /** Objects that are on both sides already and are only tied together. */
      matched: count,
      /** Changed on both sides. */
      conflicts: count,
      down: plannedDirectionSchema,
      up: plannedDirectionSchema,
    }),
  ),
  /** What a person must know before it is carried out, for example that more than half would be deleted. */
  warnings: z.array(appErrorSchema),
})
export type SyncPlan = z.infer<typeof syncPlanSchema>
