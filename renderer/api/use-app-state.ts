import { useQuery } from '@tanstack/react-query'
import type { AppState } from '#shared/contract/contract.ts'
import { appStateQuery } from './queries.ts'

/** The state of the application; `undefined` only when reading it failed. */
export function useAppState(): AppState | undefined {
  return useQuery(appStateQuery).data
}
