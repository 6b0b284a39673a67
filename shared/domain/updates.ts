/** Updates of the application itself: what is set about them, and how far they are. */
import { z } from 'zod'
import { appErrorSchema, type ErrorCode } from '../errors.ts'
import { instantSchema } from './ids.ts'
import { code } from './validation.ts'

/** `install-at-quit`: what is found is fetched by itself; installed is in any case only when the application ends. */
export const UPDATE_MODES = ['off', 'notify', 'install-at-quit'] as const
export const UPDATE_CHANNELS = ['stable', 'beta'] as const
export type UpdateChannel = (typeof UPDATE_CHANNELS)[number]

/**
 * Why `text` cannot be the address of a folder with updates, or `null` when it can. Only https: nobody on the way
 * shall see which version runs here, or hold an update back.
 */
export function updateServerProblem(text: string): ErrorCode | null {
  if (text === '') return null
  if (!URL.canParse(text)) return 'url.invalid'
  const { protocol, username, password, search, hash } = new URL(text)
  if (protocol !== 'https:') return 'url.not-https'
  if (username !== '' || password !== '') return 'url.has-credentials'
  return search !== '' || hash !== '' ? 'url.invalid' : null
}

export const updateSettingsSchema = z.object({
  mode: z.enum(UPDATE_MODES),
  channel: z.enum(UPDATE_CHANNELS),
  /** A folder of static files; empty: the one that was built in, if any. Without one, nobody is asked. */
  server: z
    .string()
    .trim()
    .max(500)
    .superRefine((text, context) => {
      const problem = updateServerProblem(text)
      if (problem) context.addIssue({ code: 'custom', message: code(problem) })
    }),
})
export type UpdateSettings = z.infer<typeof updateSettingsSchema>

export const UPDATE_DEFAULTS: UpdateSettings = { mode: 'notify', channel: 'stable', server: '' }

/** Why this installation does not update itself. */
export const UPDATE_OBSTACLES = [
  'development', // not packaged
  'distribution', // the package manager of the system owns the files
  'managed', // neither set-up program nor AppImage: whoever put the files there replaces them
  'not-writable', // this user may not replace the program's file
  'no-key', // nothing could be verified
] as const
export type UpdateObstacle = (typeof UPDATE_OBSTACLES)[number]

export const updateSchema = z.object({
  version: z.string(),
  releasedAt: instantSchema.nullable(),
  /** Plain text, as the makers wrote it. */
  notes: z.string().nullable(),
  bytes: z.number().int().nonnegative(),
})
export type Update = z.infer<typeof updateSchema>

/** `held-back`: there is a newer version, and it is not yet this computer's turn. */
export const UPDATE_OUTCOMES = ['up-to-date', 'held-back', 'found', 'failed'] as const
export type UpdateOutcome = (typeof UPDATE_OUTCOMES)[number]

export const updateCheckSchema = z.object({ at: instantSchema, outcome: z.enum(UPDATE_OUTCOMES) })

export const updateStepSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('idle') }),
  z.object({ kind: z.literal('checking') }),
  z.object({ kind: z.literal('found'), update: updateSchema }),
  z.object({
    kind: z.literal('downloading'),
    update: updateSchema,
    receivedBytes: z.number().int().nonnegative(),
  }),
  /** Fetched and verified; the end of the application installs it. */
  z.object({ kind: z.literal('ready'), update: updateSchema }),
])
export type UpdateStep = z.infer<typeof updateStepSchema>

export const updateStateSchema = z.object({
  version: z.string(),
  obstacle: z.enum(UPDATE_OBSTACLES).nullable(),
  /** Where is asked; `null`: nowhere. */
  server: z.string().nullable(),
  lastCheck: updateCheckSchema.nullable(),
  step: updateStepSchema,
  /** Of the last check, download or installation. */
  problem: appErrorSchema.nullable(),
})
export type UpdateState = z.infer<typeof updateStateSchema>
