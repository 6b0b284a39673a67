import { useTranslation } from 'react-i18next'
import type { Language } from '#shared/domain/settings.ts'

/** The language in which the help is shown: that of the screens. */
export function useHelpLanguage(): Language {
  return useTranslation().i18n.language === 'de' ? 'de' : 'en'
}
