/** Ties the events of main to what is on screen, for as long as the window lives. */
import type { QueryClient } from '@tanstack/react-query'
import type { Api } from '#shared/contract/api.ts'
import type { AccountEntry } from '#shared/contract/contract.ts'
import { appStateQuery, discoveryQuery, signInQuery } from '../api/queries.ts'
import { settled } from '../api/unwrap.ts'
import { unsavedChanges } from '../components/unsaved-changes.ts'
import { overviewQuery } from '../features/overview/overview-queries.ts'
import { syncStore } from '../features/sync/sync-store.ts'
import { languageOf, showLanguage } from '../i18n/setup.ts'

/** Hundreds of accounts may end within a second; the lists are read again once for all of them. */
const GATHER_MILLISECONDS = 150

const AFTER_A_RUN = [
  'data',
  'sync-schedule',
  'sync-runs',
  'sync-problems',
  'sync-conflicts',
  'sync-statistics',
] as const

/** @param goTo a path of the router: a form with unsaved changes holds up what it does, not what is done to the address */
export function connectEvents(api: Api, client: QueryClient, goTo: (path: string) => void): void {
  const readAgain = gathered((keys) => {
    for (const key of keys) void client.invalidateQueries({ queryKey: [key] })
  })
  api.app.onDidChangeState((state) => {
    client.setQueryData(appStateQuery.queryKey, state)
    showLanguage(languageOf(state))
  })
  api.app.onDidAskForPlace(({ path }) => {
    goTo(path)
  })
  api.overview.onDidChange((overview) => {
    client.setQueryData(overviewQuery.queryKey, overview)
  })
  const readRows = gathered((ids) => void readAccountRows(api, client, ids))
  api.connectors.onDidChange((change) => {
    if (change === null) readAgain(['connectors', 'accounts', 'prime-accounts', 'data', 'sync-schedule'])
    else {
      readAgain(['connectors'])
      readRows(change.accountIds)
    }
  })
  api.sync.onDidChangeSchedule(() => {
    readAgain(['sync-schedule'])
  })
  api.app.onDidAskToLeave(() => {
    unsavedChanges.ask({ leave: () => void api.app.leave(), stay: () => undefined })
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

/**
 * Puts the new state of single accounts into the lists that are known. To read five hundred accounts for each run that
 * ends would keep main busy with their passwords.
 */
async function readAccountRows(api: Api, client: QueryClient, ids: ReadonlySet<string>): Promise<void> {
  const read = await settled(api.accounts.entries({ ids: [...ids] }))
  if (!read.ok) {
    void client.invalidateQueries({ queryKey: ['accounts'] })
    return
  }
  const rows = new Map(read.value.map((entry) => [entry.account.id, entry]))
  client.setQueriesData<readonly AccountEntry[]>({ queryKey: ['accounts'] }, (entries) =>
    entries?.map((entry) => rows.get(entry.account.id) ?? entry),
  )
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
