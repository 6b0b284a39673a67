import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { AppState } from '#shared/contract/contract.ts'
import type { Language } from '#shared/domain/settings.ts'
import { de as sharedDe } from '#shared/texts/de.ts'
import { en as sharedEn } from '#shared/texts/en.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { joinTexts } from './texts.ts'

/** Both languages are in the bundle, so that the first screen never waits for its words. */
export function startI18n(language: Language): void {
  void i18next.use(initReactI18next).init({
    resources: {
      de: { translation: joinTexts(de, sharedDe) },
      en: { translation: joinTexts(en, sharedEn) },
    },
    lng: language,
    fallbackLng: 'en',
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false }, // React escapes
    react: { useSuspense: false },
  })
  document.documentElement.lang = language
}

export function showLanguage(language: Language): void {
  document.documentElement.lang = language
  if (i18next.language !== language) void i18next.changeLanguage(language)
}

/** The language of the screen: the chosen one, or the one main recognised for this system. */
export function languageOf(state: Pick<AppState, 'settings' | 'systemLanguage'>): Language {
  return state.settings.language === 'system' ? state.systemLanguage : state.settings.language
}
