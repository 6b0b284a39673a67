import { CacheProvider, type EmotionCache } from '@emotion/react'
import CssBaseline from '@mui/material/CssBaseline'
import { ThemeProvider, useColorScheme } from '@mui/material/styles'
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { RouterProvider } from 'react-router/dom'
import type { Settings } from '#shared/domain/settings.ts'
import { useAppState } from '../api/use-app-state.ts'
import { FeedbackProvider } from '../components/feedback-provider.tsx'
import { languageOf, showLanguage } from '../i18n/setup.ts'
import type { createRouter } from './routes.tsx'
import { theme } from './theme.ts'

type AppProps = {
  readonly cache: EmotionCache
  readonly client: QueryClient
  readonly router: ReturnType<typeof createRouter>
  /** The look of the first drawing; later the settings decide. */
  readonly firstTheme: Settings['theme']
}

export function App({ cache, client, router, firstTheme }: AppProps) {
  return (
    <CacheProvider value={cache}>
      <QueryClientProvider client={client}>
        {/* The setting is kept by main; the browser's storage would be a second, possibly older opinion. */}
        <ThemeProvider theme={theme} defaultMode={firstTheme} storageManager={null} noSsr>
          <CssBaseline enableColorScheme />
          <AppearanceFromSettings />
          <FeedbackProvider>
            <RouterProvider router={router} />
          </FeedbackProvider>
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
