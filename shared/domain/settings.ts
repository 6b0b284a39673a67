/** The settings of the application itself, as opposed to those of connectors and accounts. */
import { z } from 'zod'
import { proxySchema, SYSTEM_PROXY } from './proxy.ts'
import { wholeNumberIn } from './sync-settings.ts'
import { code } from './validation.ts'

export const LANGUAGES = ['de', 'en'] as const
export const languageSchema = z.enum(LANGUAGES)
export type Language = z.infer<typeof languageSchema>

/** Days for which runs of the synchronisation are remembered. */
export const RUN_HISTORY_DAYS_RANGE = { least: 1, most: 3650 } as const

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
})
export type Settings = z.infer<typeof settingsSchema>

export const DEFAULT_SETTINGS: Settings = {
  language: 'system',
  theme: 'system',
  proxy: SYSTEM_PROXY,
  primeTimeZone: 'system',
  runHistoryDays: 90,
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
