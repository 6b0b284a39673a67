/** The list of connectors: their state, search, filter and order. */
import type { ConnectorEntry } from '#shared/contract/contract.ts'
import { isConnectorInactive, isConnectorTroubled, isProven } from '#shared/domain/health.ts'
import { byHealth, type HealthFilter, type HealthState } from '../../components/health-states.ts'

export type ConnectorLine = { readonly entry: ConnectorEntry; readonly state: HealthState }

export const CONNECTOR_ORDERS = ['state', 'name', 'accounts', 'lastTest', 'lastSync'] as const
export type ConnectorOrder = (typeof CONNECTOR_ORDERS)[number]
export type Direction = 'asc' | 'desc'

/** @param allPaused a person has paused everything */
export function connectorState(entry: ConnectorEntry, allPaused: boolean): HealthState {
  if (isConnectorInactive(entry)) return 'inactive'
  if (isConnectorTroubled(entry)) return 'attention'
  if (allPaused) return 'paused'
  return isProven(entry) ? 'healthy' : 'untested'
}

export function filterConnectors(
  lines: readonly ConnectorLine[],
  filter: { readonly text: string; readonly state: HealthFilter },
): readonly ConnectorLine[] {
  const wanted = filter.text.trim().toLocaleLowerCase()
  return lines.filter(({ entry: { connector }, state }) => {
    if (filter.state !== 'all' && state !== filter.state) return false
    return `${connector.name}\n${connector.url}`.toLocaleLowerCase().includes(wanted)
  })
}

type Compare = (one: ConnectorLine, other: ConnectorLine) => number

/** Among equals by name, whichever the direction. @param words compares names as the language does */
export function sortConnectors(
  lines: readonly ConnectorLine[],
  order: ConnectorOrder,
  direction: Direction,
  words: Intl.Collator,
): readonly ConnectorLine[] {
  const byName: Compare = (one, other) => words.compare(one.entry.connector.name, other.entry.connector.name)
  const compare: Record<ConnectorOrder, Compare> = {
    name: byName,
    state: (one, other) => byHealth(one.state, other.state),
    accounts: (one, other) => one.entry.accountCount - other.entry.accountCount,
    lastTest: (one, other) => byText(one.entry.lastTest?.at, other.entry.lastTest?.at),
    lastSync: (one, other) => byText(one.entry.lastSync?.endedAt, other.entry.lastSync?.endedAt),
  }
  const sign = direction === 'asc' ? 1 : -1
  return lines.toSorted((one, other) => sign * compare[order](one, other) || byName(one, other))
}

/** What has never happened comes before everything that has. */
function byText(one: string | undefined, other: string | undefined): number {
  return (one ?? '').localeCompare(other ?? '')
}
