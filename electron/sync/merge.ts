/**
 * Two versions of one object become one: a pure function, field by field.
 *
 * A field that only one side has changed since both were last equal goes to the other. A field that both have changed
 * to the same value is settled. A field that both have changed differently is a conflict, decided by the policy of
 * the connector; the version that loses goes into the journal as a whole. A field that Winoffice Prime may not write
 * (of an attendee's copy of a meeting, for example) is never exported: it stays as it is on both sides until Exchange
 * changes it, and then Exchange wins.
 */
import type { Instant } from '#shared/domain/ids.ts'
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import type { ConflictPolicy } from '#shared/domain/sync-settings.ts'
import type { FieldDigests } from '../prime/sync-status.ts'
import { type FieldTable, changedFields, digestsOf, isExported, withFields } from './mapping/field-table.ts'

export type MergeInput<R extends PrimeRecord> = {
  readonly table: FieldTable<R>
  /** What was last equal; `null` when the two have never been synchronised. */
  readonly base: FieldDigests | null
  readonly exchange: { readonly record: R; readonly modifiedAt: Instant | null }
  readonly prime: { readonly record: R; readonly modifiedAt: Instant }
  readonly policy: ConflictPolicy
}

export type Merged<R extends PrimeRecord> = {
  /** What Winoffice Prime keeps. */
  readonly record: R
  /** Fields that Winoffice Prime gets from Exchange. */
  readonly toPrime: ReadonlySet<string>
  /** Fields that Exchange gets. */
  readonly toExchange: ReadonlySet<string>
  /** What the link holds from now on: the fields as Exchange has them. */
  readonly fields: FieldDigests
  readonly conflict: {
    readonly winner: 'exchange' | 'prime'
    readonly fields: readonly string[]
    readonly winning: R
    readonly losing: R
  } | null
}

export function merge<R extends PrimeRecord>(input: MergeInput<R>): Merged<R> {
  const { table, base, exchange, prime } = input
  const onExchange = digestsOf(table, exchange.record)
  const inPrime = digestsOf(table, prime.record)
  const winner = winnerOf(input)
  const toPrime = new Set<string>()
  const toExchange = new Set<string>()
  const contested: string[] = []
  const fields: Record<string, string> = { ...onExchange }
  for (const rule of table) {
    const { name } = rule
    if (onExchange[name] === inPrime[name]) continue
    const before = base?.[name]
    if (rule.isMirrored?.(base ?? {}) === false) {
      if (before !== undefined) fields[name] = before
      continue
    }
    if (rule.isFulfilled?.(prime.record, exchange.record) === true) {
      toPrime.add(name)
      continue
    }
    const exchangeChanged = onExchange[name] !== before
    const primeChanged = inPrime[name] !== before
    const exported = isExported(rule, prime.record, base ?? {})
    if (rule.direction === 'up' || (!exchangeChanged && primeChanged)) {
      if (exported) toExchange.add(name)
      continue
    }
    if (exchangeChanged && primeChanged) contested.push(name)
    if (primeChanged && exported && winner === 'prime') toExchange.add(name)
    else toPrime.add(name)
  }
  const winningSide = contested.some((name) => toExchange.has(name)) ? 'prime' : 'exchange'
  return {
    record: withFields(table, prime.record, exchange.record, toPrime),
    toPrime,
    toExchange,
    fields,
    conflict:
      contested.length === 0
        ? null
        : {
            winner: winningSide,
            fields: contested,
            winning: winningSide === 'prime' ? prime.record : exchange.record,
            losing: winningSide === 'prime' ? exchange.record : prime.record,
          },
  }
}

/** Without a difference in time, or with a server that does not tell it, Exchange wins. */
function winnerOf<R extends PrimeRecord>({ policy, exchange, prime }: MergeInput<R>): 'exchange' | 'prime' {
  if (policy !== 'newest-wins') return policy === 'prime-wins' ? 'prime' : 'exchange'
  return exchange.modifiedAt !== null && prime.modifiedAt > exchange.modifiedAt ? 'prime' : 'exchange'
}

/** What a Prime object has that Exchange has not got and may get. */
export function unexportedFields<R extends PrimeRecord>(
  table: FieldTable<R>,
  record: R,
  base: FieldDigests,
): ReadonlySet<string> {
  const changed = new Set(changedFields(table, record, base))
  return new Set(
    table.filter((rule) => changed.has(rule.name) && isExported(rule, record, base)).map(({ name }) => name),
  )
}
