/** Ties the events of main to what is on screen, for as long as the window lives. */
import type { QueryClient } from '@tanstack/react-query'
import type { Api } from '#shared/contract/api.ts'
import { appStateQuery, discoveryQuery, signInQuery } from '../api/queries.ts'
import { syncStore } from '../features/sync/sync-store.ts'
import { languageOf, showLanguage } from '../i18n/setup.ts'

/** Hundreds of accounts may end within a second; the lists are read again once for all of them. */
const GATHER_MILLISECONDS = 150

const AFTER_A_RUN = [
  'connectors',
  'accounts',
  'emails',
  'sync-schedule',
  'sync-runs',
  'sync-problems',
  'sync-conflicts',
] as const

export function connectEvents(api: Api, client: QueryClient): void {
  const readAgain = gathered((keys) => {
    for (const key of keys) void client.invalidateQueries({ queryKey: [key] })
  })
  api.app.onDidChangeState((state) => {
    client.setQueryData(appStateQuery.queryKey, state)
    showLanguage(languageOf(state))
  })
  api.connectors.onDidChange(() => {
    readAgain(['connectors', 'accounts', 'prime-accounts', 'sync-schedule'])
  })
  api.sync.onDidChangeSchedule(() => {
    readAgain(['sync-schedule'])
  })
  api.signIn.onDidProgress((progress) => {
    client.setQueryData(signInQuery(progress.id).queryKey, progress)
  })
  api.autodiscover.onDidProgress((progress) => {
    client.setQueryData(discoveryQuery(progress.id).queryKey, progress)
  })
  api.sync.onDidProgress((progress) => {
    if (progress.state === 'ended') readAgain(AFTER_A_RUN)
    else if (progress.state === 'waiting') readAgain(['sync-schedule'])
  })
  syncStore.connect(api.sync)
}

function gathered(run: (keys: ReadonlySet<string>) => void): (keys: readonly string[]) => void {
  const waiting = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  return (keys) => {
    for (const key of keys) waiting.add(key)
    timer ??= setTimeout(() => {
      timer = undefined
      run(new Set(waiting))
      waiting.clear()
    }, GATHER_MILLISECONDS)
  }
}
