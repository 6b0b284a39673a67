/** Values that travel through the gateway: branded, so that a date is never passed for an instant or a text. */
import type { PlainDate } from '#shared/domain/ids.ts'
import type { ChangeKey, ExchangeItemId } from '../exchange-client.ts'

export type { PlainDate } from '#shared/domain/ids.ts'

/** An id as GetServerTimeZones gives it, for example `W. Europe Standard Time`. */
export type TimeZoneId = string & { readonly __brand: 'TimeZoneId' }

export type { AttachmentId } from '../ids.ts'

/** A UUID in lower case that we give an item before it is created; see `client-id.ts`. */
export type ClientId = string & { readonly __brand: 'ClientId' }

const PLAIN_DATE = /^\d{4}-\d{2}-\d{2}$/
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

/** @returns the day, or `null` when the text is none that exists */
export function plainDateOf(text: string): PlainDate | null {
  if (!PLAIN_DATE.test(text)) return null
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? (text as PlainDate) : null
}

/** @returns the client id, or `null` when the text is no UUID */
export function clientIdOf(text: string): ClientId | null {
  const value = text.toLowerCase()
  return UUID.test(value) ? (value as ClientId) : null
}

/** One item, or one occurrence of a series by its place in it, or the series of an occurrence. */
export type ItemReference =
  | { readonly kind: 'item'; readonly id: ExchangeItemId; readonly changeKey: ChangeKey | null }
  /** `index` counts from 1 and counts deleted occurrences too. */
  | { readonly kind: 'occurrence'; readonly seriesId: ExchangeItemId; readonly index: number }
  | { readonly kind: 'series-of'; readonly occurrenceId: ExchangeItemId }
