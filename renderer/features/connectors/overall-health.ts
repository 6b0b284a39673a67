/** Is it well? One verdict over all connectors, for the line on top of the list. */
import type { ConnectorEntry } from '#shared/contract/contract.ts'

export type OverallHealth =
  | { readonly state: 'troubled'; readonly connectors: readonly string[] }
  | { readonly state: 'unproven'; readonly connectors: readonly string[] }
  | { readonly state: 'all-inactive' }
  | { readonly state: 'well' }

/** Inactive connectors cannot be unwell: nobody expects them to work. */
export function overallHealth(entries: readonly ConnectorEntry[]): OverallHealth {
  const active = entries.filter((entry) => entry.connector.active)
  if (active.length === 0) return { state: 'all-inactive' }
  const troubled = active.filter(isTroubled)
  if (troubled.length > 0) return { state: 'troubled', connectors: names(troubled) }
  const unproven = active.filter((entry) => entry.lastTest?.outcome !== 'passed' && entry.lastSync === null)
  return unproven.length > 0 ? { state: 'unproven', connectors: names(unproven) } : { state: 'well' }
}

/** The newer of the two tells: a test that passed after a failed synchronisation does not repair it, though. */
function isTroubled({ lastTest, lastSync }: ConnectorEntry): boolean {
  if (lastSync?.outcome === 'failed' || lastSync?.outcome === 'incomplete') return true
  if (lastTest?.outcome !== 'failed') return false
  return !(lastSync?.outcome === 'succeeded' && lastSync.endedAt > lastTest.at)
}

function names(entries: readonly ConnectorEntry[]): readonly string[] {
  return entries.map((entry) => entry.connector.name)
}
