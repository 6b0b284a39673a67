/** Every read of the renderer as a React Query option, so that keys and calls stand in one place. */
import { queryOptions, skipToken } from '@tanstack/react-query'
import type { ConnectorId, PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import type { Trust } from '#shared/domain/trust.ts'
import type { SignInId, SignInProgress } from '#shared/domain/sign-in.ts'
import { unwrap } from './unwrap.ts'

export const EMAILS_PER_PAGE = 100

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

/** The course of one sign-in; filled by events alone. */
export function signInQuery(id: SignInId | null) {
  return queryOptions<SignInProgress>({ queryKey: ['sign-in', id], queryFn: skipToken })
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
