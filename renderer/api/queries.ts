/** Every read of the renderer as a React Query option, so that keys and calls stand in one place. */
import { infiniteQueryOptions, queryOptions, skipToken } from '@tanstack/react-query'
import type { ColumnMapping, OpenedAccountImport } from '#shared/domain/account-import.ts'
import type { ExchangeSummary } from '#shared/domain/exchange-trace.ts'
import type { Trust } from '#shared/domain/trust.ts'
import type { DiscoveryId, DiscoveryProgress } from '#shared/domain/discovery.ts'
import type { ConnectorId, EwsAccountId } from '#shared/domain/ids.ts'
import type { RunFilter, TimeCursor } from '#shared/domain/sync-monitor.ts'
import type { SignInId, SignInProgress } from '#shared/domain/sign-in.ts'
import { withChanges, type Trace } from '../features/trace/trace.ts'
import { unwrap } from './unwrap.ts'

/** How often a trace that somebody looks at asks what has changed. */
const TRACE_INTERVAL_MILLISECONDS = 500

export const appStateQuery = queryOptions({
  queryKey: ['app-state'],
  queryFn: () => unwrap(window.api.app.state()),
})

/** Asked anew each time: a person may have changed it in the system. */
export const backgroundQuery = queryOptions({
  queryKey: ['background'],
  queryFn: () => unwrap(window.api.background.state()),
  staleTime: 0,
})

export const connectorsQuery = queryOptions({
  queryKey: ['connectors'],
  queryFn: () => unwrap(window.api.connectors.list()),
})

/** `null`: a connector that is not saved yet has no accounts to read. */
export function accountsQuery(connectorId: ConnectorId | null) {
  return queryOptions({
    queryKey: ['accounts', connectorId],
    queryFn: connectorId === null ? skipToken : () => unwrap(window.api.accounts.list({ connectorId })),
  })
}

/** They change with the program alone. */
export const mappingTablesQuery = queryOptions({
  queryKey: ['mapping-tables'],
  queryFn: () => unwrap(window.api.help.mappingTables()),
  staleTime: Infinity,
})
/** Always a new look: what a server shows may have changed since the last one. */
export function certificateQuery(url: string, trust: Trust) {
  return queryOptions({
    queryKey: ['certificate', url, trust],
    queryFn: () => unwrap(window.api.certificates.inspect({ url, trust })),
    gcTime: 0,
    retry: false,
  })
}

export function authoritiesQuery(authorities: readonly string[]) {
  return queryOptions({
    queryKey: ['authorities', authorities],
    queryFn: () => unwrap(window.api.certificates.describe({ authorities: [...authorities] })),
    enabled: authorities.length > 0,
  })
}

/** Asked anew each time: folders come and go in Outlook. */
export function mailFoldersQuery(accountId: EwsAccountId) {
  return queryOptions({
    queryKey: ['mail-folders', accountId],
    queryFn: () => unwrap(window.api.accounts.mailFolders({ accountId })),
    staleTime: 0,
  })
}

export const syncScheduleQuery = queryOptions({
  queryKey: ['sync-schedule'],
  queryFn: () => unwrap(window.api.sync.schedule()),
})

export const RUNS_PER_PAGE = 100

/** One page of the history; the old page stays while the next one loads. */
export function syncRunsQuery(filter: RunFilter, after: TimeCursor | null) {
  return queryOptions({
    queryKey: ['sync-runs', filter, after],
    queryFn: () => unwrap(window.api.sync.runs({ ...filter, after, limit: RUNS_PER_PAGE })),
    placeholderData: (previous) => previous,
  })
}

/** `null`: those of all accounts. */
export function syncProblemsQuery(accountIds: EwsAccountId[] | null) {
  return queryOptions({
    queryKey: ['sync-problems', accountIds],
    queryFn: () => unwrap(window.api.sync.problems({ accountIds })),
  })
}

/** Both versions of a conflict come along, which may be long. */
const CONFLICTS_PER_PAGE = 50

/** `null`: those of all accounts. */
export function syncConflictsQuery(accountIds: EwsAccountId[] | null) {
  return infiniteQueryOptions({
    queryKey: ['sync-conflicts', accountIds],
    queryFn: ({ pageParam }) =>
      unwrap(window.api.sync.conflicts({ accountIds, after: pageParam, limit: CONFLICTS_PER_PAGE })),
    initialPageParam: null as TimeCursor | null,
    getNextPageParam: ({ next }) => next,
  })
}

/** Never taken from the cache: what was planned yesterday is not what would be done today. */
export function syncPlanQuery(accountId: EwsAccountId) {
  return queryOptions({
    queryKey: ['sync-plan', accountId],
    queryFn: () => unwrap(window.api.sync.plan({ accountId })),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  })
}

/** Only what has changed since the last answer comes over; while nobody looks, nothing is asked. */
export function traceQuery(accountId: EwsAccountId) {
  return queryOptions({
    queryKey: ['trace', accountId],
    queryFn: async ({ client, queryKey }): Promise<Trace> => {
      const known = client.getQueryData<Trace>(queryKey)
      const since = known?.revision ?? 0
      return withChanges(known, await unwrap(window.api.traces.list({ accountId, since })))
    },
    structuralSharing: false, // done by `withChanges`
    refetchInterval: TRACE_INTERVAL_MILLISECONDS,
    staleTime: 0,
  })
}

/** Read again when the exchange has ended; bodies leave memory with the view. */
export function exchangeQuery(accountId: EwsAccountId, { number, totalMilliseconds }: ExchangeSummary) {
  return queryOptions({
    queryKey: ['exchange', accountId, number, totalMilliseconds],
    queryFn: () => unwrap(window.api.traces.open({ accountId, number })),
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  })
}

/** Asked for while somebody looks, and forgotten then: a renewed token says something else. */
export function accessTokenQuery(accountId: EwsAccountId) {
  return queryOptions({
    queryKey: ['access-token', accountId],
    queryFn: () => unwrap(window.api.signIn.accessToken({ accountId })),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  })
}

/** The course of one sign-in; filled by events alone. */
export function signInQuery(id: SignInId | null) {
  return queryOptions<SignInProgress>({ queryKey: ['sign-in', id], queryFn: skipToken })
}

/** The course of one search for a server; filled by events alone. */
export function discoveryQuery(id: DiscoveryId | null) {
  return queryOptions<DiscoveryProgress>({ queryKey: ['discovery', id], queryFn: skipToken })
}

export function applicationCredentialQuery(connectorId: ConnectorId | null) {
  return queryOptions({
    queryKey: ['application-credential', connectorId],
    queryFn:
      connectorId === null
        ? skipToken
        : () => unwrap(window.api.applicationCredentials.state({ connectorId })),
  })
}

/** What becomes of the rows of an opened file with these columns; the first answer came with the file. */
export function accountImportQuery(opened: OpenedAccountImport, mapping: ColumnMapping) {
  return queryOptions({
    queryKey: ['account-import', opened.id, mapping],
    queryFn: () => unwrap(window.api.accountImport.preview({ id: opened.id, mapping })),
    ...(mapping === opened.mapping && { initialData: opened.preview }),
    placeholderData: (previous) => previous,
    gcTime: 0,
  })
}

export const primeAccountsQuery = queryOptions({
  queryKey: ['prime-accounts'],
  queryFn: () => unwrap(window.api.primeAccounts.list()),
})
