import { CacheProvider, type EmotionCache } from '@emotion/react'
import CssBaseline from '@mui/material/CssBaseline'
import { ThemeProvider, useColorScheme } from '@mui/material/styles'
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { RouterProvider } from 'react-router/dom'
import type { Settings } from '#shared/domain/settings.ts'
import { useAppState } from '../api/use-app-state.ts'
import { TextsProvider } from '../i18n/texts-provider.tsx'
import { FeedbackProvider } from '../components/feedback-provider.tsx'
import { UndoOffers } from '../features/deletion/undo-offers.tsx'
import { languageOf, showLanguage } from '../i18n/setup.ts'
import type { createRouter } from './routes.tsx'
import { themeIn } from './theme.ts'

type AppProps = {
  readonly cache: EmotionCache
  readonly client: QueryClient
  readonly router: ReturnType<typeof createRouter>
  /** The look of the first drawing; later the settings decide. */
  readonly firstTheme: Settings['theme']
}

const THEMES = { de: themeIn('de'), en: themeIn('en') }

export function App({ cache, client, router, firstTheme }: AppProps) {
  const { i18n } = useTranslation()
  const language = i18n.language === 'de' ? 'de' : 'en'
  return (
    <CacheProvider value={cache}>
      <QueryClientProvider client={client}>
        {/* The setting is kept by main; the browser's storage would be a second, possibly older opinion. */}
        <ThemeProvider theme={THEMES[language]} defaultMode={firstTheme} storageManager={null} noSsr>
          <CssBaseline enableColorScheme />
          <AppearanceFromSettings />
          <TextsProvider>
            <FeedbackProvider beside={<UndoOffers />}>
              <RouterProvider router={router} />
            </FeedbackProvider>
          </TextsProvider>
        </ThemeProvider>
      </QueryClientProvider>
    </CacheProvider>
  )
}

/** Theme and language follow the settings, whoever changed them. */
function AppearanceFromSettings() {
  const state = useAppState()
  const { setMode } = useColorScheme()
  const wanted = state?.settings.theme
  const language = state && languageOf(state)
  useEffect(() => {
    if (wanted) setMode(wanted)
  }, [wanted, setMode])
  useEffect(() => {
    if (language) showLanguage(language)
  }, [language])
  return null
}
