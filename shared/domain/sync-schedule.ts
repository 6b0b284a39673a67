/** When accounts synchronise by themselves, and why they do not. */
import { z } from 'zod'
import { connectorIdSchema, ewsAccountIdSchema, instantSchema } from './ids.ts'

/**
 * `not-begun`: nobody has started its first synchronisation yet. `paused`: by a person. `refused`: its sign-in was
 * refused, and a password is never tried again by itself. `inactive`: it or its connector is switched off.
 * `resting`: its connector rests after an unexpected error. `offline`: there is no network.
 */
export const accountScheduleSchema = z.object({
  accountId: ewsAccountIdSchema,
  state: z.enum(['automatic', 'not-begun', 'paused', 'refused', 'inactive', 'resting', 'offline']),
  /** When it runs next by itself; `null` while it runs, and when it does not. */
  nextAt: instantSchema.nullable(),
  /** Whether Exchange tells about changes as they happen, or is asked at intervals. */
  noticesBy: z.enum(['notifications', 'interval']),
})
export type AccountSchedule = z.infer<typeof accountScheduleSchema>

export const syncScheduleSchema = z.object({
  /** A person has paused all accounts. */
  allPaused: z.boolean(),
  accounts: z.array(accountScheduleSchema),
  /** Connectors that rest, and until when. */
  resting: z.array(z.object({ connectorId: connectorIdSchema, until: instantSchema })),
})
export type SyncScheduleState = z.infer<typeof syncScheduleSchema>
