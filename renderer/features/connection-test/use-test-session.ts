import { useEffect, useState, useSyncExternalStore } from 'react'
import type { TestRuns } from './test-runs.ts'
import { TestSession } from './test-session.ts'

/** A session that ends, with all its tests, when its component goes. */
export function useTestSession(): { session: TestSession; state: TestRuns } {
  const [session] = useState(() => new TestSession(window.api.connectionTests))
  const state = useSyncExternalStore(session.subscribe, session.snapshot)
  useEffect(
    () => () => {
      session.close()
    },
    [session],
  )
  return { session, state }
}
