/**
 * A recurring calendar item: its recurrence, the occurrences that were changed (exceptions) and those that were
 * deleted. Both are known by their original start, the instant at which the recurrence would have them; it stays the
 * same wherever an exception is moved, and so does the index, which deleted occurrences keep as well.
 */
import { ResponseError } from '../soap/fault.ts'
import {
  type Occurrence,
  occurrenceCount,
  occurrenceDay,
  occurrences,
  overlaps,
  placeOccurrence,
} from './expand-recurrence.ts'
import type { LocalTime } from './local-time.ts'
import type { Recurrence } from './recurrence-types.ts'
import type { TimeZone } from './time-zones.ts'

/** When a changed occurrence takes place now. */
export type ModifiedOccurrence = { readonly start: number; readonly end: number }

export type Series = {
  /** Wall time of the master's start in its zone. */
  readonly firstStart: LocalTime
  /** Milliseconds on the wall clock. */
  readonly duration: number
  readonly zone: TimeZone
  readonly recurrence: Recurrence
  /** By original start. */
  readonly modified: ReadonlyMap<number, ModifiedOccurrence>
  /** Original starts. */
  readonly deleted: ReadonlySet<number>
}

/** An occurrence as it takes place. `type` is its CalendarItemType. */
export type SeriesOccurrence = Occurrence & {
  readonly type: 'Occurrence' | 'Exception'
  readonly originalStart: number
}

/**
 * A series from the master's start and end.
 * @param start instant
 * @param end instant
 */
export function seriesOf(
  master: {
    readonly start: number
    readonly end: number
    readonly zone: TimeZone
    readonly recurrence: Recurrence
  },
  modified: Series['modified'] = new Map(),
  deleted: Series['deleted'] = new Set(),
): Series {
  const { start, end, zone, recurrence } = master
  const firstStart = zone.toLocal(start)
  return { firstStart, duration: zone.toLocal(end) - firstStart, zone, recurrence, modified, deleted }
}

/**
 * What takes place in a window, by start and then by index.
 * @param from instant
 * @param to instant, not part of the window
 */
export function occurrencesInWindow(series: Series, from: number, to: number): readonly SeriesOccurrence[] {
  const { recurrence, firstStart, zone, duration } = series
  const found: SeriesOccurrence[] = []
  for (const occurrence of occurrences(recurrence, firstStart, zone, duration, from, to)) {
    const { start } = occurrence
    if (series.modified.has(start) || series.deleted.has(start)) continue
    found.push({ ...occurrence, type: 'Occurrence', originalStart: start })
  }
  // An exception may come from anywhere in the series.
  const moved = modifiedOccurrences(series).filter((exception) => overlaps(exception, from, to))
  return [...found, ...moved].sort((a, b) => a.start - b.start || a.index - b.index)
}

/** The first occurrence that was not deleted; undefined when none is left. */
export function firstOccurrence(series: Series): SeriesOccurrence | undefined {
  // As many as were deleted can come before it, and no more.
  for (let index = 1; index <= series.deleted.size + 1; index++) {
    const occurrence = placed(series, index)
    if (occurrence === undefined) return undefined
    if (!series.deleted.has(occurrence.originalStart)) return occurrence
  }
  return undefined
}

/** The last occurrence that was not deleted; undefined when none is left or the series has no end. */
export function lastOccurrence(series: Series): SeriesOccurrence | undefined {
  const count = occurrenceCount(series.recurrence)
  if (count === Infinity) return undefined
  for (let index = count; index >= 1; index--) {
    const occurrence = placed(series, index)
    if (occurrence !== undefined && !series.deleted.has(occurrence.originalStart)) return occurrence
  }
  return undefined
}

/** The exceptions, by original start. One that was deleted afterwards is none any more. */
export function modifiedOccurrences(series: Series): readonly SeriesOccurrence[] {
  return [...series.modified.keys()]
    .filter((originalStart) => !series.deleted.has(originalStart))
    .map((originalStart) => atOriginalStart(series, originalStart))
    .filter((occurrence) => occurrence !== undefined)
    .sort((a, b) => a.originalStart - b.originalStart)
}

/** The original starts of what was deleted, in their order. */
export function deletedOccurrences(series: Series): readonly number[] {
  return [...series.deleted].sort((a, b) => a - b)
}

/**
 * The occurrence that t:OccurrenceItemId names.
 * @param index counts from 1, deleted occurrences included
 * @throws ResponseError ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange,
 *   ErrorCalendarOccurrenceIsDeletedFromRecurrence
 */
export function occurrenceByIndex(series: Series, index: number): SeriesOccurrence {
  const occurrence = placed(series, index)
  if (occurrence === undefined) {
    throw new ResponseError(
      'ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange',
      'Occurrence index is out of recurrence range.',
    )
  }
  return notDeleted(series, occurrence)
}

/**
 * The occurrence that its own id names, by its original start.
 * @throws ResponseError ErrorItemNotFound when the recurrence was changed and has none there any more,
 *   ErrorCalendarOccurrenceIsDeletedFromRecurrence
 */
export function occurrenceByOriginalStart(series: Series, originalStart: number): SeriesOccurrence {
  const occurrence = atOriginalStart(series, originalStart)
  if (occurrence === undefined) {
    throw new ResponseError('ErrorItemNotFound', 'The specified object was not found in the store.')
  }
  return notDeleted(series, occurrence)
}

function notDeleted(series: Series, occurrence: SeriesOccurrence): SeriesOccurrence {
  if (!series.deleted.has(occurrence.originalStart)) return occurrence
  throw new ResponseError(
    'ErrorCalendarOccurrenceIsDeletedFromRecurrence',
    'Occurrence with this index was previously deleted from the recurrence.',
  )
}

function atOriginalStart(series: Series, originalStart: number): SeriesOccurrence | undefined {
  const { recurrence, firstStart, zone, duration } = series
  for (const { index, start } of occurrences(
    recurrence,
    firstStart,
    zone,
    duration,
    originalStart,
    originalStart + 1,
  )) {
    if (start === originalStart) return placed(series, index)
  }
  return undefined
}

function placed(series: Series, index: number): SeriesOccurrence | undefined {
  const day = occurrenceDay(series.recurrence, index)
  if (day === undefined) return undefined
  const regular = placeOccurrence(index, day, series.firstStart, series.zone, series.duration)
  const exception = series.modified.get(regular.start)
  return {
    ...regular,
    ...exception,
    type: exception === undefined ? 'Occurrence' : 'Exception',
    originalStart: regular.start,
  }
}

/** So many occurrences from the first on show every distance between two of them. */
const OCCURRENCES_TO_COMPARE = 60

/**
 * Checks that no occurrence reaches into the next one.
 * @throws ResponseError ErrorOccurrenceTimeSpanTooBig
 */
export function checkOccurrenceLength(series: Series): void {
  for (let index = 1; index <= OCCURRENCES_TO_COMPARE; index++) {
    const day = occurrenceDay(series.recurrence, index)
    const next = occurrenceDay(series.recurrence, index + 1)
    if (day === undefined || next === undefined) return
    if (day + series.duration > next) {
      throw new ResponseError(
        'ErrorOccurrenceTimeSpanTooBig',
        'One occurrence of the recurring calendar item overlaps with another occurrence of the same calendar item.',
      )
    }
  }
}

/**
 * Checks that an occurrence may take place at another time: it must stay between its neighbours.
 * @throws ResponseError ErrorOccurrenceCrossingBoundary
 */
export function checkModification(series: Series, index: number, modified: ModifiedOccurrence): void {
  const before = neighbour(series, index, -1)
  const after = neighbour(series, index, 1)
  const crosses =
    (before !== undefined && modified.start < before.end) ||
    (after !== undefined && modified.end > after.start)
  if (crosses) {
    throw new ResponseError(
      'ErrorOccurrenceCrossingBoundary',
      'Modified occurrence is crossing or overlapping adjacent occurrence.',
    )
  }
}

function neighbour(series: Series, index: number, step: 1 | -1): SeriesOccurrence | undefined {
  for (let other = index + step; ; other += step) {
    const occurrence = placed(series, other)
    if (occurrence === undefined || !series.deleted.has(occurrence.originalStart)) return occurrence
  }
}
