/** The fields of a conflict with both values as text. */
import type { PrimeRecord } from '#shared/domain/prime-items.ts'

/** Characters; the whole of a long text helps nobody in a table. */
const LONGEST = 200

export type DifferingField = { readonly field: string; readonly kept: string; readonly lost: string }

export function differingFields(
  fields: readonly string[],
  winning: PrimeRecord,
  losing: PrimeRecord,
): DifferingField[] {
  return fields.map((field) => ({ field, kept: valueText(winning, field), lost: valueText(losing, field) }))
}

function valueText(record: PrimeRecord, field: string): string {
  const value: unknown = (record as Readonly<Record<string, unknown>>)[field]
  if (value === null || value === undefined || value === '') return '–'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text
}
