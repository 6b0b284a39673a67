import { useTranslation } from 'react-i18next'
import { testTexts, type TestTexts } from '#shared/texts/test-texts.ts'

const german = testTexts('de')
const english = testTexts('en')

/** A connection test in words of the chosen language, as the report has them. */
export function useTestTexts(): TestTexts {
  const { i18n } = useTranslation()
  return i18n.language === 'de' ? german : english
}
