import { useCallback, useEffect, useRef, useState } from 'react'
import type { AccountEntry } from '#shared/contract/contract.ts'
import type { ConnectorDraft } from '#shared/domain/connector.ts'
import type { ConnectorId, EwsAccountId } from '#shared/domain/ids.ts'
import type { TestBatchId, TestBatchProgress } from '#shared/domain/test-batch.ts'
import type { AppError } from '#shared/errors.ts'
import { settled } from '../../api/unwrap.ts'
import { waitingLines, withActive, withRows, type BatchLine } from './batch-rows.ts'

type Tested = { readonly draft: ConnectorDraft; readonly savedId: ConnectorId | null }

/** A test of many accounts that begins at once, and ends with its component. */
export function useTestBatch({ draft, savedId }: Tested, entries: readonly AccountEntry[]) {
  // Frozen at opening: a list that is read again meanwhile must not restart or rename what runs.
  const [asked] = useState({ draft, savedId, entries })
  const [lines, setLines] = useState<readonly BatchLine[]>(() => waitingLines(entries))
  const [isRunning, setRunning] = useState(true)
  const [error, setError] = useState<AppError | null>(null)
  /** The batch whose rows are shown; progress can arrive before the answer that names it. */
  const current = useRef<{ id: TestBatchId | null; early: TestBatchProgress[] }>({ id: null, early: [] })

  const take = useCallback(({ rows, isOver }: TestBatchProgress): void => {
    setLines((known) => withRows(known, rows))
    if (isOver) setRunning(false)
  }, [])

  const begin = useCallback(
    async (ids: readonly EwsAccountId[]): Promise<void> => {
      const before = current.current.id
      const mine: (typeof current)['current'] = { id: null, early: [] }
      current.current = mine
      if (before !== null) void settled(window.api.connectionTests.forgetBatch({ id: before }))
      const waiting = ids.map((accountId) => ({ accountId, state: 'waiting', until: null }) as const)
      setLines((known) => withRows(known, waiting))
      setError(null)
      setRunning(true)
      const started = await settled(
        window.api.connectionTests.startBatch({
          ...{ connector: asked.draft, connectorId: asked.savedId, accountIds: [...ids] },
        }),
      )
      if (current.current !== mine) {
        if (started.ok) void settled(window.api.connectionTests.forgetBatch({ id: started.value.id }))
        return
      }
      if (!started.ok) {
        setError(started.error)
        setRunning(false)
        return
      }
      mine.id = started.value.id
      for (const progress of mine.early.filter(({ id }) => id === mine.id)) take(progress)
      mine.early = []
    },
    [asked, take],
  )

  useEffect(() => {
    const stopListening = window.api.connectionTests.onDidBatchProgress((progress) => {
      const { id, early } = current.current
      if (id === null) early.push(progress)
      else if (progress.id === id) take(progress)
    })
    void begin(asked.entries.map(({ account }) => account.id))
    return () => {
      stopListening()
      const { id } = current.current
      current.current = { id: null, early: [] }
      if (id !== null) void settled(window.api.connectionTests.forgetBatch({ id }))
    }
  }, [asked, begin, take])

  return {
    ...{ lines, isRunning, error, begin },
    cancel: (): void => {
      const { id } = current.current
      if (id !== null) void settled(window.api.connectionTests.cancelBatch({ id }))
    },
    /** The whole report of an account, once its test has ended. */
    reportOf: (accountId: EwsAccountId) => {
      const { id } = current.current
      return id === null ? null : settled(window.api.connectionTests.batchReport({ id, accountId }))
    },
    /** Shows accounts as switched on. */
    showActive: (ids: readonly EwsAccountId[]): void => {
      setLines((known) => withActive(known, ids))
    },
  }
}
