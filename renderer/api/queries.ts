/** Every read of the renderer as a React Query option, so that keys and calls stand in one place. */
import { queryOptions, skipToken } from '@tanstack/react-query'
import type { ExchangeSummary } from '#shared/domain/exchange-trace.ts'
import type { Trust } from '#shared/domain/trust.ts'
import type { DiscoveryId, DiscoveryProgress } from '#shared/domain/discovery.ts'
import type { ConnectorId, EwsAccountId, PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import type { SignInId, SignInProgress } from '#shared/domain/sign-in.ts'
import { withChanges, type Trace } from '../features/trace/trace.ts'
import { unwrap } from './unwrap.ts'

export const EMAILS_PER_PAGE = 100

/** How often a trace that somebody looks at asks what has changed. */
const TRACE_INTERVAL_MILLISECONDS = 500

export const appStateQuery = queryOptions({
  queryKey: ['app-state'],
  queryFn: () => unwrap(window.api.app.state()),
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

export function syncRunsQuery(accountId: EwsAccountId) {
  return queryOptions({
    queryKey: ['sync-runs', accountId],
    queryFn: () => unwrap(window.api.sync.runs({ accountId })),
  })
}

export function syncProblemsQuery(accountId: EwsAccountId) {
  return queryOptions({
    queryKey: ['sync-problems', accountId],
    queryFn: () => unwrap(window.api.sync.problems({ accountId })),
  })
}

export function syncConflictsQuery(accountId: EwsAccountId) {
  return queryOptions({
    queryKey: ['sync-conflicts', accountId],
    queryFn: () => unwrap(window.api.sync.conflicts({ accountId })),
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

export const primeAccountsQuery = queryOptions({
  queryKey: ['prime-accounts'],
  queryFn: () => unwrap(window.api.primeAccounts.list()),
})

export function emailsQuery(primeEmailAccountId: PrimeEmailAccountId, page: number) {
  return queryOptions({
    queryKey: ['emails', primeEmailAccountId, page],
    queryFn: () =>
      unwrap(
        window.api.data.listEmails({
          primeEmailAccountId,
          offset: page * EMAILS_PER_PAGE,
          limit: EMAILS_PER_PAGE,
        }),
      ),
    // The old page stays while the next one loads, but never the e-mails of another account.
    placeholderData: (previous, query) => (query?.queryKey[1] === primeEmailAccountId ? previous : undefined),
  })
}

export function emailQuery(id: PrimeItemId) {
  return queryOptions({ queryKey: ['email', id], queryFn: () => unwrap(window.api.data.openEmail({ id })) })
}
