import { QueryClient } from '@tanstack/react-query'

/**
 * Main answers from memory or disk and tells by events when something changed, so nothing is asked again by
 * itself, and nothing waits for the network to be "online": IPC always is.
 */
export function createQueryClient(): QueryClient {
  const local = { networkMode: 'always', retry: false } as const
  return new QueryClient({
    defaultOptions: {
      queries: { ...local, refetchOnWindowFocus: false, staleTime: 30_000 },
      mutations: local,
    },
  })
}
