import { useCallback } from 'react'
import { useSearchParams } from 'react-router'
import { healthFilterOf, STATE_PARAMETER, type HealthFilter } from './health-states.ts'

/** The filter by state lives in the address, so that other screens can link to it and going back keeps it. */
export function useHealthFilter(): readonly [HealthFilter, (filter: HealthFilter) => void] {
  const [parameters, setParameters] = useSearchParams()
  const setFilter = useCallback(
    (filter: HealthFilter): void => {
      setParameters(
        (current) => {
          const next = new URLSearchParams(current)
          if (filter === 'all') next.delete(STATE_PARAMETER)
          else next.set(STATE_PARAMETER, filter)
          return next
        },
        { replace: true },
      )
    },
    [setParameters],
  )
  return [healthFilterOf(parameters.get(STATE_PARAMETER)), setFilter]
}
