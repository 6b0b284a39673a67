/** Where the data of the application is, and its way to another folder. */
import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'

export const DATA_FOLDER_PHASES = ['stopping', 'copying', 'verifying', 'checking', 'restarting'] as const

/** How far a move is; `done` and `total` count files. */
export const dataFolderMoveSchema = z.object({
  phase: z.enum(DATA_FOLDER_PHASES),
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
})
export type DataFolderMove = z.infer<typeof dataFolderMoveSchema>

export const dataFolderStateSchema = z.object({
  folder: z.string(),
  standard: z.string(),
  /** The variable of the environment that names the folder, which therefore cannot be moved. */
  lockedBy: z.string().nullable(),
  /** Where a copy from before the last move still is. */
  previous: z.string().nullable(),
  /** `null`: nothing is being moved. */
  move: dataFolderMoveSchema.nullable(),
})
export type DataFolderState = z.infer<typeof dataFolderStateSchema>

/** A folder that was chosen and can take the data. */
export const dataFolderTargetSchema = z.object({
  folder: z.string().min(1).max(4096),
  neededBytes: z.number().nonnegative(),
  freeBytes: z.number().nonnegative(),
  /** What should be thought about before. */
  warning: appErrorSchema.nullable(),
})
export type DataFolderTarget = z.infer<typeof dataFolderTargetSchema>
