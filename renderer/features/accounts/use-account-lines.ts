import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { AccountEntry } from '#shared/contract/contract.ts'
import type { Connector } from '#shared/domain/connector.ts'
import type { SyncScheduleState } from '#shared/domain/sync-schedule.ts'
import { primeAccountsQuery, syncScheduleQuery } from '../../api/queries.ts'
import { lineMaker, type AccountLine } from './account-lines.ts'

/** The lines of the list; one whose values have not changed stays the same object. */
export function useAccountLines(
  connector: Connector,
  entries: readonly AccountEntry[],
): readonly AccountLine[] {
  const [make] = useState(lineMaker)
  const primeAccounts = useQuery(primeAccountsQuery).data
  const pausedIds = useQuery({ ...syncScheduleQuery, select: pausedOf }).data
  const primes = useMemo(
    () => new Map((primeAccounts ?? []).map((prime) => [prime.id as string, prime])),
    [primeAccounts],
  )
  const paused = useMemo(() => new Set(pausedIds), [pausedIds])
  return useMemo(
    () => make(entries, { connector, primes, paused }),
    [make, entries, connector, primes, paused],
  )
}

/** As a list: React Query compares it, so that a schedule that only moves on changes nothing here. */
function pausedOf({ accounts }: SyncScheduleState): string[] {
  return accounts.filter(({ state }) => state === 'paused').map(({ accountId }) => accountId)
}
