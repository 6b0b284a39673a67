import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { settled } from '../../api/unwrap.ts'
import { useNewServers } from '../../components/use-new-servers.tsx'
import { TestSession, type TestRun } from './test-session.ts'

/** A session that ends, with its test, when its component goes. `question`: whether a new server may be asked. */
export function useTestSession(): { session: TestSession; run: TestRun; question: ReactNode } {
  const { confirming, dialog } = useNewServers()
  const [session] = useState(() => {
    const { start, cancel, onDidProgress } = window.api.connectionTests
    return new TestSession({
      start: (request) => confirming((confirmedServers) => settled(start({ ...request, confirmedServers }))),
      cancel,
      onDidProgress,
    })
  })
  const run = useSyncExternalStore(session.subscribe, session.snapshot)
  useEffect(
    () => () => {
      session.close()
    },
    [session],
  )
  return { session, run, question: dialog }
}
