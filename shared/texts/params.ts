/** Params of errors, verdicts and details arrive raw; here they get the look of the chosen language. */
import type { ErrorParams } from '../errors.ts'
import type { Format } from './format.ts'

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/

/** Counted things. Ports and status codes are numbers too, but names: they get no thousands separator. */
const COUNTED = new Set([
  ...['count', 'days', 'itemCount', 'unreadCount', 'folderCount', 'seconds', 'deletions', 'linked'],
  ...['minutes', 'hours', 'weeks', 'sampleCount', 'sampleMilliseconds', 'windowDays', 'clockDifference'],
])

/** Sizes, in bytes. */
const SIZES = new Set(['bytes', 'mailboxBytes', 'sampleBytes', 'neededBytes', 'freeBytes'])

/** Instants of which the hour matters. */
const TIMES = new Set(['until', 'serverTime', 'machineTime'])

export function formatParam(name: string, value: string | number, format: Format): string {
  if (COUNTED.has(name) && value !== '' && Number.isFinite(Number(value))) return format.number(Number(value))
  if (SIZES.has(name) && value !== '' && Number.isFinite(Number(value))) return format.bytes(Number(value))
  if (typeof value === 'string' && INSTANT.test(value)) {
    return TIMES.has(name) ? format.dateTime(value) : format.date(value)
  }
  return String(value)
}

export function formatParams(params: ErrorParams, format: Format): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, formatParam(name, value, format)]),
  )
}
