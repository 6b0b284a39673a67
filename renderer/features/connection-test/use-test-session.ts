import { useEffect, useState, useSyncExternalStore } from 'react'
import { TestSession, type TestRun } from './test-session.ts'

/** A session that ends, with its test, when its component goes. */
export function useTestSession(): { session: TestSession; run: TestRun } {
  const [session] = useState(() => new TestSession(window.api.connectionTests))
  const run = useSyncExternalStore(session.subscribe, session.snapshot)
  useEffect(
    () => () => {
      session.close()
    },
    [session],
  )
  return { session, run }
}
