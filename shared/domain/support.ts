/** The package for support: what goes into it, what it holds, and how far its writing is. */
import { z } from 'zod'
import { languageSchema } from './settings.ts'

export const supportOptionsSchema = z.object({
  /** Of the list of contents in it. */
  language: languageSchema,
  /** `replaced`: the same person is `person1` in every file. */
  names: z.enum(['as-they-are', 'replaced']),
  /** Of the objects that fail: they are mail. */
  subjects: z.enum(['left-out', 'included']),
})
export type SupportOptions = z.infer<typeof supportOptionsSchema>

export const supportPartSchema = z.object({
  /** Its path in the package. */
  name: z.string(),
  /** What it is, in the chosen language. */
  about: z.string(),
  /** As far as it is known before it is written. */
  bytes: z.number().nonnegative().nullable(),
})
export type SupportPart = z.infer<typeof supportPartSchema>

export const supportProgressSchema = z.object({
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
  name: z.string(),
})
export type SupportProgress = z.infer<typeof supportProgressSchema>
