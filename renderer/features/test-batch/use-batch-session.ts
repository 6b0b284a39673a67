import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import type { AccountEntry } from '#shared/contract/contract.ts'
import { settled } from '../../api/unwrap.ts'
import { useNewServers } from '../../components/use-new-servers.tsx'
import type { TestedConnector } from '../connection-test/test-request.ts'
import { BatchSession, type BatchState } from './batch-session.ts'

/** A test of many accounts that begins at once, and ends with its component. `question`: whether a new server may be asked. */
export function useBatchSession(
  tested: TestedConnector,
  entries: readonly AccountEntry[],
): { session: BatchSession; state: BatchState; question: ReactNode } {
  const { confirming, dialog } = useNewServers()
  const [session] = useState(() => {
    const { startBatch, cancelBatch, onDidBatchProgress } = window.api.connectionTests
    const confirmed: typeof startBatch = (request) =>
      confirming((confirmedServers) => settled(startBatch({ ...request, confirmedServers })))
    return new BatchSession({ startBatch: confirmed, cancelBatch, onDidBatchProgress }, tested, entries)
  })
  const state = useSyncExternalStore(session.subscribe, session.snapshot)
  useEffect(() => {
    void session.start()
    return () => {
      session.close()
    }
  }, [session])
  return { session, state, question: dialog }
}
