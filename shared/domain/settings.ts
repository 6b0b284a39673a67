/** The settings of the application itself, as opposed to those of connectors and accounts. */
import { z } from 'zod'
import { proxySchema, SYSTEM_PROXY } from './proxy.ts'

export const LANGUAGES = ['de', 'en'] as const
export const languageSchema = z.enum(LANGUAGES)
export type Language = z.infer<typeof languageSchema>

export const settingsSchema = z.object({
  language: z.enum(['system', ...LANGUAGES]),
  theme: z.enum(['system', 'light', 'dark']),
  /** Settings stored before there was one go the way of the system. */
  proxy: proxySchema.default(SYSTEM_PROXY),
})
export type Settings = z.infer<typeof settingsSchema>

export const DEFAULT_SETTINGS: Settings = { language: 'system', theme: 'system', proxy: SYSTEM_PROXY }

/** German for every German-speaking system, English for all others. */
export function resolveLanguage(setting: Settings['language'], systemLocale: string): Language {
  if (setting !== 'system') return setting
  return systemLocale.toLowerCase().startsWith('de') ? 'de' : 'en'
}
