/**
 * What can be said to the command line, by option or in a configuration file: one schema for both, so that the same
 * value is judged alike wherever it comes from. Names are those of the options.
 *
 * There is no password among them, on purpose: arguments are seen by every user of the machine (`ps`, task manager)
 * and kept in the history of the shell, and a configuration file is copied, mailed and committed.
 */
import { z } from 'zod'
import { authenticationMethodSchema } from '#shared/domain/connector.ts'
import { mailboxSchema } from '#shared/domain/mailbox.ts'
import { mailboxAccessSchema } from '#shared/domain/ews-account.ts'
import { DEFAULT_OAUTH2 } from '#shared/domain/oauth2.ts'
import { primeItemIdSchema } from '#shared/domain/ids.ts'
import { revisionSchema } from '#shared/domain/prime-items.ts'
import { OWNER_KINDS } from '#shared/domain/prime.ts'
import { languageSchema } from '#shared/domain/settings.ts'
import { SYNC_KINDS, syncKindSchema } from '#shared/domain/sync-kinds.ts'
import { FIRST_SYNC_DAYS_RANGE } from '#shared/domain/sync-settings.ts'
import { code } from '#shared/domain/validation.ts'
import { ITEM_VALUE_NAMES, itemValuesShape, type ItemValues } from '../services/items/item-values.ts'

/** Lines of one answer of `list`; the same limit as in the contract of the application. */
const MAX_LIST_LIMIT = 500
const DEFAULT_LIST_LIMIT = 50

/** A host as URLs have it, with a port where it is not 443. */
const host = z
  .string()
  .trim()
  .regex(/^[^\s/?#@\\]+$/, code('field.invalid'))

const text = z.string().trim().min(1, code('field.required'))

/** From an option it is a text, from a configuration file a number. */
const wholeNumber = z
  .union([z.number(), z.string().regex(/^\d+$/, code('field.invalid')).transform(Number)])
  .pipe(z.number().int())

/** `emails,tasks` as an option, a list in a configuration file. */
const kinds = z
  .union([z.array(z.string()), z.string().transform((text) => text.split(',').map((kind) => kind.trim()))])
  .pipe(z.array(syncKindSchema).min(1))
  .transform((chosen) => SYNC_KINDS.filter((kind) => chosen.includes(kind)))

const days = wholeNumber.pipe(z.number().min(FIRST_SYNC_DAYS_RANGE.least).max(FIRST_SYNC_DAYS_RANGE.most))
const revision = wholeNumber.pipe(revisionSchema)

export const valuesSchema = z.object({
  url: text.optional(),
  domain: z.string().trim().default(''),
  mailbox: mailboxSchema.optional(),
  user: z.string().trim().default(''),
  auth: authenticationMethodSchema.default('basic'),
  authority: z.string().trim().default(DEFAULT_OAUTH2.authority),
  tenant: z.string().trim().default(DEFAULT_OAUTH2.tenant),
  'client-id': z.string().trim().default(''),
  scope: z.string().trim().default(DEFAULT_OAUTH2.scope),
  access: mailboxAccessSchema.default('own'),
  data: text.optional(),
  server: host.optional(),
  /** Repeated as an option, a list in a configuration file. */
  'allow-host': z.array(host).default([]),
  'prime-address': mailboxSchema.optional(),
  owner: text.optional(),
  'owner-kind': z.enum(OWNER_KINDS).default('employee'),
  ca: text.optional(),
  report: text.optional(),
  language: languageSchema.default('en'),
  json: z.boolean().default(false),
  progress: z.boolean().default(false),
  'password-stdin': z.boolean().default(false),
  limit: wholeNumber.pipe(z.number().min(1).max(MAX_LIST_LIMIT)).default(DEFAULT_LIST_LIMIT),
  offset: wholeNumber.default(0),
  id: primeItemIdSchema.optional(),
  all: z.boolean().default(false),
  /** A path for `export`, addresses for an e-mail. */
  to: z.union([text, z.array(text)]).optional(),
  account: mailboxSchema.optional(),
  kinds: kinds.optional(),
  'receive-only': z.boolean().optional(),
  'mail-attendees': z.boolean().optional(),
  days: z.union([z.literal('all'), days]).optional(),
  'dry-run': z.boolean().default(false),
  'allow-mass-deletion': z.boolean().default(false),
  'object-id': text.optional(),
  restore: text.optional(),
  expected: revision.optional(),
  after: revision.optional(),
  /** Which kind of object, said without an option. */
  what: text.optional(),
  ...itemValuesShape,
})
export type Values = z.output<typeof valuesSchema>

/** What of the values says something about an object. */
export function itemValuesOf(values: Values): ItemValues {
  const { to } = values
  const own = Object.fromEntries(ITEM_VALUE_NAMES.map((name) => [name, values[name]]))
  return { ...(own as ItemValues), to: typeof to === 'string' ? [to] : to }
}

/** As they were given: nothing is filled in, nothing is checked yet. */
export type GivenValues = Readonly<Record<string, unknown>>

export const VALUE_NAMES = Object.keys(valuesSchema.shape)
