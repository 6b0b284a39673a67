/** What the settings read, beside the state of the application. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { LogFilter } from '#shared/domain/log.ts'
import type { SupportOptions } from '#shared/domain/support.ts'
import { unwrap } from '../../api/unwrap.ts'

export const networkQuery = queryOptions({
  queryKey: ['network'],
  queryFn: () => unwrap(window.api.network.state()),
})

export const updatesQuery = queryOptions({
  queryKey: ['updates'],
  queryFn: () => unwrap(window.api.updates.state()),
})

export const dataFolderQuery = queryOptions({
  queryKey: ['data-folder'],
  queryFn: () => unwrap(window.api.dataFolder.state()),
})

/** Gathered anew each time: it is what would be saved now. */
export function supportPartsQuery(options: SupportOptions) {
  return queryOptions({
    queryKey: ['support', options],
    queryFn: () => unwrap(window.api.support.preview(options)),
    ...{ staleTime: 0, gcTime: 0, refetchOnWindowFocus: false },
  })
}

export function supportPartQuery(options: SupportOptions, name: string) {
  return queryOptions({
    queryKey: ['support-part', options, name],
    queryFn: () => unwrap(window.api.support.open({ options, name })),
    ...{ staleTime: 0, gcTime: 0, refetchOnWindowFocus: false },
  })
}

/** How often the log is read again while somebody follows it. */
const FOLLOW_MILLISECONDS = 1_000

/** The latest lines first; each further page holds older ones. */
export function logQuery(filter: LogFilter, follows: boolean) {
  return infiniteQueryOptions({
    queryKey: ['log', filter, follows],
    queryFn: ({ pageParam }) => unwrap(window.api.logs.list({ filter, before: pageParam })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: follows ? FOLLOW_MILLISECONDS : false,
    staleTime: 0,
    gcTime: 0,
  })
}

export function logEntryQuery(position: string) {
  return queryOptions({
    queryKey: ['log-entry', position],
    queryFn: () => unwrap(window.api.logs.open({ position })),
    retry: false,
  })
}
