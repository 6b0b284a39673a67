/** Is it well? One verdict over all connectors, for the line on top of the list. */
import type { ConnectorEntry } from '#shared/contract/contract.ts'
import { isProven, isTroubled } from '#shared/domain/health.ts'

export type OverallHealth =
  | { readonly state: 'troubled'; readonly connectors: readonly string[] }
  | { readonly state: 'unproven'; readonly connectors: readonly string[] }
  | { readonly state: 'all-inactive' }
  | { readonly state: 'well' }

/** What is switched off cannot be unwell: nobody expects it to work. */
export function overallHealth(entries: readonly ConnectorEntry[]): OverallHealth {
  const active = entries.filter(
    ({ connector, accountCount, activeAccountCount }) =>
      connector.active && (accountCount === 0 || activeAccountCount > 0),
  )
  if (active.length === 0) return { state: 'all-inactive' }
  const troubled = active.filter(
    (entry) => entry.troubledAccountCount > 0 || entry.changedCertificate !== null || isTroubled(entry),
  )
  if (troubled.length > 0) return { state: 'troubled', connectors: names(troubled) }
  const unproven = active.filter((entry) => !isProven(entry))
  return unproven.length > 0 ? { state: 'unproven', connectors: names(unproven) } : { state: 'well' }
}

function names(entries: readonly ConnectorEntry[]): readonly string[] {
  return entries.map((entry) => entry.connector.name)
}
