/** The accounts of a connector as the list shows them: their state, and what is searched. */
import type { AccountEntry } from '#shared/contract/contract.ts'
import type { Connector } from '#shared/domain/connector.ts'
import { accountTrouble, isProven } from '#shared/domain/health.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { PrimeEmailAccount } from '#shared/domain/prime.ts'
import type { HealthFilter, HealthState } from '../../components/health-states.ts'
import type { AccountProblem } from './accounts-health.ts'

export type AccountLine = {
  readonly id: EwsAccountId
  readonly entry: AccountEntry
  readonly prime: PrimeEmailAccount | undefined
  readonly state: HealthState
  /** Why it needs attention. */
  readonly cause: AccountProblem['cause'] | null
}

export type LinesContext = {
  readonly connector: Connector
  readonly primes: ReadonlyMap<string, PrimeEmailAccount>
  readonly paused: ReadonlySet<string>
}

/** What is switched off cannot be unwell, and what needs attention needs it also while it is paused. */
export function stateOf(
  entry: AccountEntry,
  { connector, paused }: Pick<LinesContext, 'connector' | 'paused'>,
): Pick<AccountLine, 'state' | 'cause'> {
  const { account } = entry
  if (!connector.active || !account.active) return { state: 'inactive', cause: null }
  const trouble = accountTrouble(entry, connector)
  if (trouble) return { state: 'attention', cause: trouble.cause }
  if (paused.has(account.id)) return { state: 'paused', cause: null }
  return { state: isProven(entry) ? 'healthy' : 'untested', cause: null }
}

/** Makes lines, and gives back those that it made before where nothing has changed: their rows are not drawn again. */
export function lineMaker(): (
  entries: readonly AccountEntry[],
  context: LinesContext,
) => readonly AccountLine[] {
  const known = new WeakMap<AccountEntry, AccountLine>()
  return (entries, context) =>
    entries.map((entry) => {
      const prime = context.primes.get(entry.account.primeEmailAccountId)
      const { state, cause } = stateOf(entry, context)
      const before = known.get(entry)
      if (before?.prime === prime && before?.state === state && sameCause(before.cause, cause)) return before
      const line = { id: entry.account.id, entry, prime, state, cause }
      known.set(entry, line)
      return line
    })
}

function sameCause(one: AccountLine['cause'], other: AccountLine['cause']): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

export function filterLines(
  lines: readonly AccountLine[],
  filter: { readonly text: string; readonly state: HealthFilter },
): readonly AccountLine[] {
  const wanted = filter.text.trim().toLocaleLowerCase()
  const found = lines.filter(
    (line) =>
      (filter.state === 'all' || line.state === filter.state) &&
      (wanted === '' || searchable(line).includes(wanted)),
  )
  // The same list where nothing is hidden: nothing is sorted and drawn again.
  return found.length === lines.length ? lines : found
}

function searchable({ entry, prime }: AccountLine): string {
  const { mailbox, userName } = entry.account
  return [mailbox, userName, prime?.address, prime?.owner.name].join('\n').toLocaleLowerCase()
}
