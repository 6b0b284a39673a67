/** What is remembered about updates over restarts. */
import { z } from 'zod'
import { instantSchema } from '#shared/domain/ids.ts'
import { updateCheckSchema } from '#shared/domain/updates.ts'
import type { DocumentDefinition, VersionedDocument } from '../config/versioned-document.ts'

const updatesSchema = z.object({
  lastCheck: updateCheckSchema.nullable(),
  /** By address of a channel file: when the newest that was accepted was signed. */
  newest: z.record(z.string(), instantSchema),
  /** The version that was being installed when the application ended. */
  installing: z.string().nullable(),
  /** The version of which was told on the desktop. */
  told: z.string().nullable(),
})
export type UpdatesData = z.infer<typeof updatesSchema>
export type UpdatesDocument = VersionedDocument<UpdatesData>

export const UPDATES: DocumentDefinition<UpdatesData> = {
  version: 1,
  schema: updatesSchema,
  empty: { lastCheck: null, newest: {}, installing: null, told: null },
  upgrades: {},
}
