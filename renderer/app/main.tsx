/**
 * Starts the window. The state of the application (language, theme) and the overview are asked for at
 * the same time; the first drawing waits only for the state, so that nothing changes its look after it appeared.
 */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { appStateQuery } from '../api/queries.ts'
import { overviewQuery } from '../features/overview/overview-queries.ts'
import { languageOf, startI18n } from '../i18n/setup.ts'
import { App } from './app.tsx'
import { connectEvents } from './connect-events.ts'
import { createEmotionCache } from './emotion-cache.ts'
import { createQueryClient } from './query-client.ts'
import { createRouter } from './routes.tsx'

async function start(): Promise<void> {
  const client = createQueryClient()
  const router = createRouter()
  connectEvents(window.api, client, (path) => void router.navigate(path))
  // A failed read is kept by the client: the window still opens, and the screens say what is wrong.
  void client.query(overviewQuery).catch(() => undefined)
  const state = await client.query(appStateQuery).catch(() => undefined)
  startI18n(state ? languageOf(state) : navigator.language.startsWith('de') ? 'de' : 'en')

  const root = document.getElementById('root')
  if (!root) throw new Error('index.html has no #root')
  createRoot(root).render(
    <StrictMode>
      <App
        cache={createEmotionCache()}
        client={client}
        router={router}
        firstTheme={state?.settings.theme ?? 'system'}
      />
    </StrictMode>,
  )
}

void start()
