/**
 * The form of the mapping tables: one row per field, one file per kind beside this one.
 *
 * A row names the field on both sides, says which way it goes and what is lost, and how two versions of it are
 * compared and taken over. The same rows drive the comparison, the merge and the help of the application.
 */
import { createHash } from 'node:crypto'
import type { BothLanguages } from '#shared/domain/help.ts'
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import type { FieldDigests } from '../../prime/sync-status.ts'

export type FieldRule<R extends PrimeRecord> = {
  /** Stable: links store digests under it. */
  readonly name: string
  readonly prime: BothLanguages
  /** As EWS names it, for example `item:Subject`. */
  readonly exchange: string
  /** `both`, or only from Exchange (`down`) or to it (`up`). */
  readonly direction: 'both' | 'down' | 'up'
  /** `null`: nothing. */
  readonly lost: BothLanguages | null
  /** The keys of the record that make up the field. */
  readonly keys: readonly (keyof R)[]
  /** What is compared, where that is not the value as it is: without what one side cannot keep. */
  readonly comparable?: (record: R) => unknown
  /** How the field goes into another record, where its keys hold other fields too; default: the keys as they are. */
  readonly take?: (into: R, from: R) => R
  /** Whether this object's field may be written to Exchange; default: by `direction`. */
  readonly isExported?: (record: R) => boolean
  /**
   * Whether a change from what was last equal goes to the other side at all, in either direction. Where it does not,
   * each side keeps its own, and what was last equal stays as it is.
   */
  readonly isMirrored?: (base: FieldDigests) => boolean
  /** Whether Exchange has what Winoffice Prime wanted, though it says it in another way: then that holds. */
  readonly isFulfilled?: (prime: R, exchange: R) => boolean
}

export type FieldTable<R extends PrimeRecord> = readonly FieldRule<R>[]

/** The digests of all fields of a record. */
export function digestsOf<R extends PrimeRecord>(table: FieldTable<R>, record: R): FieldDigests {
  return Object.fromEntries(table.map((rule) => [rule.name, digestOf(rule, record)]))
}

/** The names of the fields in which a record differs from what was last synchronised. */
export function changedFields<R extends PrimeRecord>(
  table: FieldTable<R>,
  record: R,
  base: FieldDigests,
): string[] {
  return table.filter((rule) => digestOf(rule, record) !== base[rule.name]).map(({ name }) => name)
}

/** `into` with some fields taken from another record. */
export function withFields<R extends PrimeRecord>(
  table: FieldTable<R>,
  into: R,
  from: R,
  names: ReadonlySet<string>,
): R {
  return table
    .filter(({ name }) => names.has(name))
    .reduce((record, rule) => rule.take?.(record, from) ?? withKeys(record, from, rule.keys), into)
}

function withKeys<R extends PrimeRecord>(into: R, from: R, keys: readonly (keyof R)[]): R {
  return { ...into, ...Object.fromEntries(keys.map((key) => [key, from[key]])) }
}

/**
 * Whether a change of a field in Winoffice Prime goes to Exchange.
 * @param base what was last equal; `{}` for what Exchange has not got yet
 */
export function isExported<R extends PrimeRecord>(
  rule: FieldRule<R>,
  record: R,
  base: FieldDigests,
): boolean {
  return rule.direction !== 'down' && (rule.isExported?.(record) ?? true) && (rule.isMirrored?.(base) ?? true)
}

/** Whether a change of a field on Exchange goes to Winoffice Prime. */
export function isImported<R extends PrimeRecord>(rule: FieldRule<R>, base: FieldDigests): boolean {
  return rule.direction !== 'up' && (rule.isMirrored?.(base) ?? true)
}

/** The digest of a field whose comparable value is this. */
export function digestOfValue(value: unknown): string {
  return createHash('sha256').update(stableJson(value)).digest('base64url').slice(0, 22) // 132 bits
}

function digestOf<R extends PrimeRecord>(rule: FieldRule<R>, record: R): string {
  return digestOfValue(rule.comparable?.(record) ?? rule.keys.map((key) => record[key]))
}

/** JSON with the keys of objects in order, so that two equal values have one text. */
function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  )
}
