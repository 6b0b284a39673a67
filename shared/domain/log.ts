/** The log as the window shows it: lines of a summary, opened one by one. */
import { z } from 'zod'
import { instantSchema } from './ids.ts'
import { logLevelSchema } from './settings.ts'

/** What is shown, and what an export writes. */
export const logFilterSchema = z.object({
  /** This level and the more serious ones. */
  level: logLevelSchema,
  /** Found anywhere in the line, upper and lower case alike. Empty: everything. */
  text: z.string().max(200),
  event: z.string().max(60).nullable(),
  from: instantSchema.nullable(),
  to: instantSchema.nullable(),
})
export type LogFilter = z.infer<typeof logFilterSchema>

/** Names a line for as long as its file is kept, also when the file gets another name. */
export const logPositionSchema = z.string().regex(/^\d+:\d+$/)

export const logLineSchema = z.object({
  position: logPositionSchema,
  /** `null`: of a version that did not write it so that it can be read. */
  at: instantSchema.nullable(),
  level: logLevelSchema,
  event: z.string(),
  /** By which support finds an event. */
  eventId: z.number().int().nullable(),
  /** The beginning of the details. */
  summary: z.string(),
})
export type LogLine = z.infer<typeof logLineSchema>

export const logPageSchema = z.object({
  /** The latest first. */
  lines: z.array(logLineSchema),
  /** Where older ones begin; `null`: there are none. Lines may be empty and older ones still match. */
  next: logPositionSchema.nullable(),
  /** The names of all events that there are. */
  events: z.array(z.string()),
})
export type LogPage = z.infer<typeof logPageSchema>

export const logEntrySchema = logLineSchema.omit({ summary: true }).extend({
  /** Whole, as JSON with indentation. */
  details: z.string(),
})
export type LogEntry = z.infer<typeof logEntrySchema>
