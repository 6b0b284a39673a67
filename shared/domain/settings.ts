/** The settings of the application itself, as opposed to those of connectors and accounts. */
import { z } from 'zod'
import { BACKGROUND_DEFAULTS, backgroundSettingsSchema } from './background.ts'
import { proxySchema, SYSTEM_PROXY } from './proxy.ts'
import { wholeNumberIn } from './sync-settings.ts'
import { UPDATE_DEFAULTS, updateSettingsSchema } from './updates.ts'
import { code } from './validation.ts'

export const LANGUAGES = ['de', 'en'] as const
export const languageSchema = z.enum(LANGUAGES)
export type Language = z.infer<typeof languageSchema>

/** Days for which runs of the synchronisation are remembered. */
export const RUN_HISTORY_DAYS_RANGE = { least: 1, most: 3650 } as const
/** Days for which connection tests are remembered; the latest that passed stays whatever its age. */
export const TEST_HISTORY_DAYS_RANGE = { least: 1, most: 3650 } as const
/** Days for which the log is kept. */
export const LOG_DAYS_RANGE = { least: 1, most: 365 } as const
/** Hours for which bodies of requests are recorded and kept, where a person asked for them: they are mail. */
export const TRACE_BODY_HOURS_RANGE = { least: 1, most: 72 } as const

/** From the quietest. Each contains those before it. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const
export const logLevelSchema = z.enum(LOG_LEVELS)
export type LogLevel = z.infer<typeof logLevelSchema>

/** The zone of all users of Winoffice Prime: an IANA name, or that of this computer. */
export const primeTimeZoneSchema = z
  .string()
  .refine((zone) => zone === 'system' || isTimeZone(zone), code('field.invalid'))

export const settingsSchema = z.object({
  language: z.enum(['system', ...LANGUAGES]),
  theme: z.enum(['system', 'light', 'dark']),
  /** Settings stored before there was one go the way of the system. */
  proxy: proxySchema.default(SYSTEM_PROXY),
  primeTimeZone: primeTimeZoneSchema.default('system'),
  runHistoryDays: wholeNumberIn(RUN_HISTORY_DAYS_RANGE).default(90),
  testHistoryDays: wholeNumberIn(TEST_HISTORY_DAYS_RANGE).default(365),
  logDays: wholeNumberIn(LOG_DAYS_RANGE).default(30),
  traceBodyHours: wholeNumberIn(TRACE_BODY_HOURS_RANGE).default(8),
  logLevel: logLevelSchema.default('info'),
  background: backgroundSettingsSchema.default(BACKGROUND_DEFAULTS),
  updates: updateSettingsSchema.default(UPDATE_DEFAULTS),
  /** Whether the first steps are under way; `ended` also when somebody does not want them. */
  firstSteps: z.enum(['new', 'started', 'ended']).default('new'),
})
export type Settings = z.infer<typeof settingsSchema>

export const DEFAULT_SETTINGS: Settings = {
  language: 'system',
  theme: 'system',
  proxy: SYSTEM_PROXY,
  primeTimeZone: 'system',
  runHistoryDays: 90,
  testHistoryDays: 365,
  logDays: 30,
  traceBodyHours: 8,
  logLevel: 'info',
  background: BACKGROUND_DEFAULTS,
  updates: UPDATE_DEFAULTS,
  firstSteps: 'new',
}

/** The IANA name of the zone of Winoffice Prime. */
export function primeTimeZoneOf({ primeTimeZone }: Pick<Settings, 'primeTimeZone'>): string {
  return primeTimeZone === 'system' ? machineTimeZone() : primeTimeZone
}

/** The IANA name of the zone of this computer. */
export function machineTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** German for every German-speaking system, English for all others. */
export function resolveLanguage(setting: Settings['language'], systemLocale: string): Language {
  if (setting !== 'system') return setting
  return systemLocale.toLowerCase().startsWith('de') ? 'de' : 'en'
}

/** The language of this computer as Node knows it, also before Electron does. */
export function machineLanguage(): Language {
  return resolveLanguage('system', Intl.DateTimeFormat().resolvedOptions().locale)
}
