/**
 * What can be said about an object of Winoffice Prime: the options of `prime create` and `prime update` of the command
 * line, and what the dialogs of the window make of their fields. All are
 * optional; what an object needs is decided where it is made.
 */
import { z } from 'zod'
import { plainDateSchema } from '#shared/domain/ids.ts'
import { FREE_BUSY, importanceSchema, sensitivitySchema, TASK_STATUSES } from '#shared/domain/prime-items.ts'
import { EMAIL_FOLDERS } from '#shared/domain/prime.ts'
import { code } from '#shared/domain/validation.ts'

/** From an option it is a text, from a configuration file a number. */
const whole = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?\d+$/, code('field.invalid'))
      .transform(Number),
  ])
  .pipe(z.number().int())

const list = z.array(z.string()).optional()
const orNone = <S extends z.ZodType>(schema: S) => z.union([z.literal('none'), schema]).optional()

export const itemValuesShape = {
  /** A JSON file with the whole record. */
  record: z.string().optional(),
  subject: z.string().optional(),
  text: z.string().optional(),
  importance: importanceSchema.optional(),
  /** They replace all that were there. */
  category: list,
  sensitivity: sensitivitySchema.optional(),
  // E-mails
  folder: z.union([z.enum(EMAIL_FOLDERS), z.templateLiteral(['further:', z.string().min(1)])]).optional(),
  mime: z.string().optional(),
  cc: list,
  bcc: list,
  html: z.string().optional(),
  attach: list,
  flag: z.enum(['none', 'flagged', 'complete']).optional(),
  read: z.boolean().optional(),
  unread: z.boolean().optional(),
  'must-be-encrypted': z.boolean().optional(),
  // Appointments
  location: z.string().optional(),
  start: z.string().optional(),
  end: z.string().optional(),
  zone: z.string().optional(),
  'all-day': z.boolean().optional(),
  'free-busy': z.enum(FREE_BUSY).optional(),
  reminder: orNone(whole),
  attendee: list,
  'optional-attendee': list,
  resource: list,
  rrule: z.string().optional(),
  // Tasks
  due: orNone(plainDateSchema),
  completed: orNone(plainDateSchema),
  status: z.enum(TASK_STATUSES).optional(),
  percent: whole.pipe(z.number().min(0).max(100)).optional(),
  'reminder-at': orNone(z.string()),
} as const

export type ItemValues = Readonly<z.output<z.ZodObject<typeof itemValuesShape>>> & {
  readonly to?: readonly string[] | undefined
}

export const ITEM_VALUE_NAMES = Object.keys(itemValuesShape) as (keyof typeof itemValuesShape)[]

export function saysNothing(values: ItemValues): boolean {
  return values.to === undefined && ITEM_VALUE_NAMES.every((name) => values[name] === undefined)
}
