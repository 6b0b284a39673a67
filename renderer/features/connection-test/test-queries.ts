import { queryOptions } from '@tanstack/react-query'
import type { TestStepId } from '#shared/domain/connection-test.ts'
import type { ConnectionTestId } from '#shared/domain/ids.ts'
import type { TestOwner, TestReference } from '#shared/domain/test-record.ts'
import { unwrap } from '../../api/unwrap.ts'

/** What belongs to a test that has ended does not change any more. */
const ENDED = { staleTime: Infinity, retry: false } as const

export const exchangesQuery = (id: ConnectionTestId, step: TestStepId) =>
  queryOptions({
    queryKey: ['connectionTests', 'exchanges', id, step],
    queryFn: () => unwrap(window.api.connectionTests.exchanges({ id, step })),
    ...ENDED,
  })

export const lastGoodQuery = (reference: TestReference) =>
  queryOptions({
    queryKey: ['connectionTests', 'lastGood', reference],
    queryFn: () => unwrap(window.api.connectionTests.lastGood(reference)),
    ...ENDED,
  })

export const historyQuery = (owner: TestOwner) =>
  queryOptions({
    queryKey: ['connectionTests', 'history', owner],
    queryFn: () => unwrap(window.api.connectionTests.history({ owner })),
    // Read anew whenever it is opened: tests end without telling it.
    ...{ staleTime: 0, gcTime: 0 },
  })

export const reportQuery = (reference: TestReference) =>
  queryOptions({
    queryKey: ['connectionTests', 'report', reference],
    queryFn: () => unwrap(window.api.connectionTests.report(reference)),
    ...ENDED,
  })
