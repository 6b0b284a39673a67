/** Connectors and accounts that were deleted a moment ago, and can still be brought back. */
import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'

export const deletionIdSchema = z.uuid().brand<'DeletionId'>()
export type DeletionId = z.infer<typeof deletionIdSchema>

/** How long a deletion can be undone, while nobody holds it. */
export const UNDO_MILLISECONDS = 10_000

export const deletionSchema = z.object({
  id: deletionIdSchema,
  remainingMilliseconds: z.number().nonnegative(),
})
export type Deletion = z.infer<typeof deletionSchema>

/** What an undo brought back, and what it could not as it was. */
export const restoredSchema = z.object({
  /** Connectors whose name was given away meanwhile. */
  renamed: z.array(z.object({ from: z.string(), to: z.string() })),
  /** Why something stays deleted: its place was taken meanwhile. */
  refused: z.array(appErrorSchema),
})
export type Restored = z.infer<typeof restoredSchema>
