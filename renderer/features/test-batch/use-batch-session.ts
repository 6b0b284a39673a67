import { useEffect, useState, useSyncExternalStore } from 'react'
import type { AccountEntry } from '#shared/contract/contract.ts'
import type { TestedConnector } from '../connection-test/test-request.ts'
import { BatchSession, type BatchState } from './batch-session.ts'

/** A test of many accounts that begins at once, and ends with its component. */
export function useBatchSession(
  tested: TestedConnector,
  entries: readonly AccountEntry[],
): { session: BatchSession; state: BatchState } {
  const [session] = useState(() => new BatchSession(window.api.connectionTests, tested, entries))
  const state = useSyncExternalStore(session.subscribe, session.snapshot)
  useEffect(() => {
    void session.start()
    return () => {
      session.close()
    }
  }, [session])
  return { session, state }
}
