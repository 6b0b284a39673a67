/** The mapping tables as the help shows them: what of an object is the same on both sides, and what is lost. */
import { z } from 'zod'
import { syncKindSchema } from './sync-kinds.ts'

/**
 * Hosts whose pages the help may open in the browser of the system: documentation and administration of the products
 * that are set up here. Main asks again; a window that was taken over opens nothing else this way.
 */
const HELP_HOSTS = [
  'learn.microsoft.com',
  'entra.microsoft.com',
  'admin.microsoft.com',
  'admin.exchange.microsoft.com',
  'testconnectivity.microsoft.com',
]

export function isHelpPage(url: string): boolean {
  // Other programs read a backslash in another way than browsers do.
  if (!URL.canParse(url) || url.includes('\\')) return false
  const { protocol, hostname, port, username, password } = new URL(url)
  const isPlain = port === '' && username === '' && password === ''
  return protocol === 'https:' && isPlain && HELP_HOSTS.includes(hostname)
}

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
