/** The mapping tables as the help shows them: what of an object is the same on both sides, and what is lost. */
import { z } from 'zod'
import { syncKindSchema } from './sync-kinds.ts'

export const bothLanguagesSchema = z.object({ de: z.string(), en: z.string() })
export type BothLanguages = z.infer<typeof bothLanguagesSchema>

export const mappingRowSchema = z.object({
  /** The name of the field in the record. */
  name: z.string(),
  prime: bothLanguagesSchema,
  /** As EWS names it. */
  exchange: z.string(),
  /** `both`, only from Exchange (`down`), only to it (`up`). */
  direction: z.enum(['both', 'down', 'up']),
  /** `null`: nothing. */
  lost: bothLanguagesSchema.nullable(),
})
export type MappingRow = z.infer<typeof mappingRowSchema>

export const mappingTableSchema = z.object({ kind: syncKindSchema, rows: z.array(mappingRowSchema) })
export type MappingTable = z.infer<typeof mappingTableSchema>
