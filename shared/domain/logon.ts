/**
 * Whether an account may sign in: `refused` says that its password was refused and waits for a person, `paused` that
 * nothing is sent any more until an administrator resumes it (MaxFailedLogonAttempts).
 */
import { z } from 'zod'
import { instantSchema } from './ids.ts'

export const logonStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('well') }),
  z.object({
    state: z.enum(['refused', 'paused']),
    /** Refusals since the last sign-in that succeeded, of all accounts with the same credentials. */
    count: z.number().int().positive(),
    at: instantSchema,
  }),
])
export type LogonState = z.infer<typeof logonStateSchema>
