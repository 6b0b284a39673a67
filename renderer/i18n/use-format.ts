import { useTranslation } from 'react-i18next'
import { createFormat, type Format } from '#shared/texts/format.ts'

const german = createFormat('de')
const english = createFormat('en')

export function useFormat(): Format {
  const { i18n } = useTranslation()
  return i18n.language === 'de' ? german : english
}
