/** Branded ids: one kind of id cannot be passed where another is meant. */
import { z } from 'zod'

export const connectorIdSchema = z.uuid().brand<'ConnectorId'>()
export type ConnectorId = z.infer<typeof connectorIdSchema>

export const ewsAccountIdSchema = z.uuid().brand<'EwsAccountId'>()
export type EwsAccountId = z.infer<typeof ewsAccountIdSchema>

export const primeEmailAccountIdSchema = z.uuid().brand<'PrimeEmailAccountId'>()
export type PrimeEmailAccountId = z.infer<typeof primeEmailAccountIdSchema>

export const primeItemIdSchema = z.uuid().brand<'PrimeItemId'>()
export type PrimeItemId = z.infer<typeof primeItemIdSchema>

export const connectionTestIdSchema = z.uuid().brand<'ConnectionTestId'>()
export type ConnectionTestId = z.infer<typeof connectionTestIdSchema>

/** A point in time as ISO 8601 with zone `Z`, for example `2026-03-29T01:30:00.000Z`. */
export const instantSchema = z.iso.datetime().brand<'Instant'>()
export type Instant = z.infer<typeof instantSchema>

/** A day without time and zone, for example `2026-03-29`. */
export const plainDateSchema = z.iso.date().brand<'PlainDate'>()
export type PlainDate = z.infer<typeof plainDateSchema>

/** The instant of a `Date`, which must be valid. */
export function instantOf(date: Date): Instant {
  return date.toISOString() as Instant
}
