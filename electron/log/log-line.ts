/** One line of the log: written redacted, read leniently, so that lines of older versions are shown too. */
import { z } from 'zod'
import { instantOf, instantSchema, type Instant } from '#shared/domain/ids.ts'
import { logLevelSchema, type LogLevel } from '#shared/domain/settings.ts'
import { redact, redactText } from '#shared/redact.ts'

/** Characters of the details of one line; a server may answer with long values. */
const MOST_CHARACTERS = 64_000

const lineSchema = z.object({
  at: instantSchema,
  level: logLevelSchema,
  event: z.string(),
  id: z.number().int(),
  details: z.unknown(),
})

export type ReadLine = {
  readonly at: Instant | null
  readonly level: LogLevel
  readonly event: string
  readonly eventId: number | null
  readonly details: unknown
}

export function logLine(at: Date, level: LogLevel, event: string, id: number, details: unknown): string {
  const head = { at: instantOf(at), level, event, id }
  const line = JSON.stringify({ ...head, details: redact(details) })
  if (line.length <= MOST_CHARACTERS) return line
  const { details: long } = JSON.parse(line) as { details: unknown }
  return JSON.stringify({ ...head, details: { cut: JSON.stringify(long).slice(0, MOST_CHARACTERS) } })
}

/** As versions wrote it that had no JSON: `[2026-11-28 18:00:00.000] [info]  [1001] started { … }`. */
const OLD_LINE = /^\[[^\]]+\] \[(\w+)\]\s+\[(\d+)\] (\w+)\s?(.*)$/

export function readLine(line: string): ReadLine {
  const parsed = lineSchema.safeParse(jsonOf(line))
  if (parsed.success) {
    const { id, ...rest } = parsed.data
    return { ...rest, eventId: id }
  }
  const [, level, id, event = '', details] = OLD_LINE.exec(line) ?? []
  const known = logLevelSchema.safeParse(level)
  return {
    at: null,
    level: known.success ? known.data : 'info',
    event,
    eventId: id === undefined ? null : Number(id),
    details: details ?? line,
  }
}

/** Redacted once more, for what leaves the computer: rules may have become stricter since it was written. */
export function redactedLine(line: string): string {
  const parsed = jsonOf(line)
  return parsed === undefined ? redactText(line) : JSON.stringify(redact(parsed))
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
