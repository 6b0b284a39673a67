/**
 * Known weaknesses of what is shipped, as the registry tells them to `npm audit`. Pure.
 *
 * A registry that offers no audit, or cannot be reached, has not found that all is well: that is said, and is no success.
 */
import type { Shipped } from './shipped-packages.ts'

export type Audit =
  | { readonly kind: 'audited'; readonly serious: readonly string[]; readonly others: number }
  | { readonly kind: 'not-audited'; readonly reason: string }

const SERIOUS = ['high', 'critical']

type Vulnerability = {
  readonly severity?: string
  readonly nodes?: readonly string[]
  readonly via?: readonly unknown[]
}

/** @param output what `npm audit --json` has written */
export function readAudit(output: string, shipped: readonly Shipped[]): Audit {
  let report: {
    vulnerabilities?: Readonly<Record<string, Vulnerability>>
    error?: { code?: string; summary?: string }
    message?: string
  }
  try {
    report = JSON.parse(output) as typeof report
  } catch {
    return { kind: 'not-audited', reason: 'npm gave no report' }
  }
  if (report.vulnerabilities === undefined) {
    const { code, summary } = report.error ?? {}
    // Not by which address: a registry of a company is nobody else's business.
    const words = summary === undefined || summary === '' ? (report.message ?? '') : summary
    const told = words.replace(/(?: - \w+)?\s*https?:\S+/g, '')
    const reason = [code, told].filter((part) => part !== undefined && part !== '').join(': ')
    return { kind: 'not-audited', reason: reason === '' ? 'the registry offers no audit' : reason }
  }
  // The package that fetches Electron stands for it.
  const folders = new Set([...shipped.flatMap(({ folder }) => folder ?? []), 'node_modules/electron'])
  const ours = Object.entries(report.vulnerabilities).filter(([, { nodes = [] }]) =>
    nodes.some((node) => folders.has(node)),
  )
  const serious = ours.filter(([, { severity = '' }]) => SERIOUS.includes(severity))
  return {
    kind: 'audited',
    serious: serious.map(
      ([name, { severity, via = [] }]) => `${name} (${severity ?? ''}): ${via.map(titleOf).join('; ')}`,
    ),
    others: ours.length - serious.length,
  }
}

function titleOf(via: unknown): string {
  if (typeof via === 'string') return `through ${via}`
  const { title = '', url = '' } = via as { title?: string; url?: string }
  return `${title} ${url}`.trim()
}
