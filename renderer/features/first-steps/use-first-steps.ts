import { useQueries, useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { Settings } from '#shared/domain/settings.ts'
import { accountsQuery, applicationCredentialQuery, connectorsQuery } from '../../api/queries.ts'
import { useAppState } from '../../api/use-app-state.ts'
import { useSaveSettings } from '../settings/use-save-settings.ts'
import { firstStepsOf, type FirstStepsState } from './first-steps.ts'
import { planSeen } from './plan-seen.ts'

type FirstSteps = {
  /** `null`: not known yet. */
  readonly state: FirstStepsState | null
  /** `new`: nobody has begun; `ended`: done, or not wanted. */
  readonly course: Settings['firstSteps']
  readonly setCourse: (course: Settings['firstSteps']) => void
  readonly error: Error | null
  readonly retry: () => void
}

/** The first steps as they stand, from what the screens read too. */
export function useFirstSteps(isOn = true): FirstSteps {
  const course = useAppState()?.settings.firstSteps ?? 'new'
  const { save } = useSaveSettings()
  const connectors = useQuery({ ...connectorsQuery, enabled: isOn })
  const entries = connectors.data ?? []
  const accounts = useQueries({
    queries: entries.map(({ connector }) => ({ ...accountsQuery(connector.id), enabled: isOn })),
  })
  const credentials = useQueries({
    queries: entries
      .filter(({ connector }) => connector.authenticationMethod === 'oauth2')
      .map(({ connector }) => ({ ...applicationCredentialQuery(connector.id), enabled: isOn })),
  })
  const hasSeenPlan = useSyncExternalStore(planSeen.subscribe, planSeen.get)
  const isKnown = isOn && connectors.data !== undefined && accounts.every(({ data }) => data !== undefined)
  const withCredential = new Set<string>(
    entries
      .filter(({ connector }) => connector.authenticationMethod === 'oauth2')
      .filter((_entry, index) => credentials[index]?.data?.kind)
      .map(({ connector }) => connector.id),
  )
  return {
    state: isKnown
      ? firstStepsOf({
          ...{ connectors: entries, hasSeenPlan, withCredential },
          accounts: accounts.flatMap(({ data }) => data ?? []),
          isPrepared: course === 'started',
        })
      : null,
    course,
    setCourse: (firstSteps) => {
      if (firstSteps !== course) save({ firstSteps })
    },
    error: connectors.error ?? accounts.find(({ error }) => error)?.error ?? null,
    retry: () => {
      void connectors.refetch()
      for (const each of accounts) void each.refetch()
    },
  }
}
