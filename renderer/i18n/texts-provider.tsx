import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { textsOf, TextsContext } from './use-texts.ts'

/** Gives everything below it the words of the chosen language. */
export function TextsProvider({ children }: { readonly children: ReactNode }) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const texts = useMemo(() => textsOf(t, language), [t, language])
  return <TextsContext value={texts}>{children}</TextsContext>
}
