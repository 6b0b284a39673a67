/**
 * Makes the exceptions and deletions of a series on Exchange what a record says: only differences are written, so
 * that it can be repeated.
 *
 * An occurrence is named by its index within the series. Deletions come first, since an exception must not overtake
 * its neighbours; for the same reason those that move forward in time begin with the last.
 */
import type { PlainDate } from '#shared/domain/ids.ts'
import type { AppointmentDetails, AppointmentRecord } from '#shared/domain/prime-items.ts'
import { appError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import type { ExchangeItemId } from '../../../exchange/exchange-client.ts'
import type { AppointmentProperties } from '../../../exchange/gateway/content.ts'
import type { MailedAttendees } from '../../../exchange/gateway/requests.ts'
import type { ItemReference } from '../../../exchange/gateway/values.ts'
import type { KindSession } from '../kind.ts'
import { portions } from './fetch-appointments.ts'
import { type ExpandedSeries, NO_SERIES, expandSeries, plannedDetails } from './series.ts'
import { unknownZone, writtenDifferences } from './write-appointment.ts'

export type OccurrenceUpdate = {
  readonly day: PlainDate
  readonly index: number
  readonly set: Partial<AppointmentProperties>
  /** Milliseconds by which the occurrence moves. */
  readonly shift: number
}

export type SeriesDifferences = {
  readonly updates: readonly OccurrenceUpdate[]
  /** Indexes. */
  readonly deletions: readonly number[]
  /** Only a recurrence that is written anew brings back what was deleted. */
  readonly mustBeginAnew: boolean
}

/** What has to be written so that `present` becomes `wanted`, of which only the series counts. */
export function seriesDifferences(
  wanted: AppointmentRecord,
  present: AppointmentRecord,
): Result<SeriesDifferences> {
  const before = present.series === null ? NO_SERIES : expandSeries(present)
  const after = expandSeries(wanted, before?.exceptions.keys())
  if (before === null || after === null) {
    return hasOccurrences(wanted, present)
      ? failure(unknownZone(wanted.times.timeZone))
      : ok({ updates: [], deletions: [], mustBeginAnew: false })
  }
  const updates: OccurrenceUpdate[] = []
  for (const day of new Set([...after.exceptions.keys(), ...before.exceptions.keys()])) {
    const update = updateOf(day, { wanted, present, after, before })
    if (!update.ok) return update
    if (update.value !== null) updates.push(update.value)
  }
  const deletions = [...after.deleted].filter((day) => !before.deleted.has(day))
  return ok({
    updates: updates.sort(inOrder),
    deletions: deletions.flatMap((day) => after.indexes.get(day) ?? []),
    mustBeginAnew: [...before.deleted].some((day) => !after.deleted.has(day)),
  })
}

/** @returns `conflict` when somebody else has deleted an occurrence that was to be changed */
export async function writeOccurrences(
  { client, signal }: KindSession,
  seriesId: ExchangeItemId,
  { updates, deletions }: SeriesDifferences,
  mailed: MailedAttendees,
): Promise<Result<void>> {
  const occurrence = (index: number): ItemReference => ({ kind: 'occurrence', seriesId, index })
  for (const some of portions(deletions)) {
    const deleted = await client.gateway.deleteItems(
      {
        items: some.map(occurrence),
        mode: 'move-to-deleted-items',
        mailed: mailed === 'nobody' ? mailed : { to: 'all', copy: mailed.copy },
        readReceipts: 'suppress',
        affectedTaskOccurrences: 'this-one',
      },
      signal,
    )
    if (!deleted.ok) return deleted
    for (const one of deleted.value) if (!one.ok && one.error.category !== 'gone') return one
  }
  for (const some of portions(updates)) {
    const updated = await client.gateway.updateItems(
      {
        kind: 'appointment',
        updates: some.map(({ index, set }) => ({ item: occurrence(index), set })),
        conflict: 'always-overwrite', // occurrences have no change key of their own; that of the series was compared
        readReceipts: 'suppress',
        mailed,
      },
      signal,
    )
    if (!updated.ok) return updated
    for (const one of updated.value) {
      if (!one.ok && one.error.category === 'gone')
        return failure(appError('exchange.conflict', one.error.params))
      if (!one.ok) return one
    }
  }
  return ok(undefined)
}

type Both = {
  readonly wanted: AppointmentRecord
  readonly present: AppointmentRecord
  readonly after: ExpandedSeries
  readonly before: ExpandedSeries
}

/** An exception that is none any more gets the values that are planned. */
function updateOf(day: PlainDate, { wanted, present, after, before }: Both): Result<OccurrenceUpdate | null> {
  const index = after.indexes.get(day)
  if (index === undefined || after.deleted.has(day)) return ok(null)
  const target = after.exceptions.get(day) ?? plannedDetails(wanted, day)
  const source = before.exceptions.get(day) ?? plannedDetails(present, day)
  if (target === null || source === null) return failure(unknownZone(wanted.times.timeZone))
  const set = writtenDifferences(target, source, wanted.times.timeZone)
  if (!set.ok) return set
  if (Object.keys(set.value).length === 0) return ok(null)
  return ok({ day, index, set: set.value, shift: startOf(target) - startOf(source) })
}

function startOf({ times }: AppointmentDetails): number {
  return Date.parse(times.kind === 'timed' ? times.start : times.startDate)
}

function inOrder(one: OccurrenceUpdate, other: OccurrenceUpdate): number {
  const [forward, otherForward] = [one.shift > 0, other.shift > 0]
  if (forward !== otherForward) return forward ? 1 : -1
  return forward ? other.index - one.index : one.index - other.index
}

function hasOccurrences(...records: readonly AppointmentRecord[]): boolean {
  return records.some(({ series }) => (series?.exceptions.length ?? 0) + (series?.deleted.length ?? 0) > 0)
}
