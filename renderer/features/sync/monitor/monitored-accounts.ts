/** All accounts of all connectors, as the monitor names them. */
import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AccountEntry } from '#shared/contract/contract.ts'
import type { Connector } from '#shared/domain/connector.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { accountsQuery, connectorsQuery } from '../../../api/queries.ts'

export type MonitoredAccount = {
  readonly id: EwsAccountId
  /** The mailbox. */
  readonly name: string
  readonly connector: Connector
  readonly entry: AccountEntry
}

export type MonitoredAccounts = ReadonlyMap<EwsAccountId, MonitoredAccount>

type Read = {
  readonly accounts: MonitoredAccounts
  readonly isPending: boolean
  readonly error: Error | null
  readonly retry: () => void
}

export function useMonitoredAccounts(): Read {
  const connectors = useQuery(connectorsQuery)
  const lists = useQueries({
    queries: (connectors.data ?? []).map(({ connector }) => accountsQuery(connector.id)),
    combine: combined,
  })
  const accounts = useMemo(() => {
    const byId = new Map((connectors.data ?? []).map(({ connector }) => [connector.id, connector]))
    const all = lists.entries.flatMap((entry): [EwsAccountId, MonitoredAccount][] => {
      const { id, mailbox, connectorId } = entry.account
      const connector = byId.get(connectorId)
      return connector ? [[id, { id, name: mailbox, connector, entry }]] : []
    })
    return new Map(all)
  }, [connectors.data, lists.entries])
  return {
    accounts,
    isPending: connectors.isPending || lists.isPending,
    error: connectors.error ?? lists.error,
    retry: () => {
      void connectors.refetch()
      lists.retry()
    },
  }
}

function combined(lists: UseQueryResult<AccountEntry[]>[]) {
  return {
    entries: lists.flatMap(({ data }) => data ?? []),
    isPending: lists.some((list) => list.isPending),
    error: lists.find(({ error }) => error !== null)?.error ?? null,
    retry: () => {
      for (const list of lists) void list.refetch()
    },
  }
}
