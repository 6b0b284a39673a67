/** Finds the occurrence that an id names, and writes changed and deleted occurrences into their master. */
import type { Item } from '../mailbox/item.ts'
import type { ItemChange, Mailbox } from '../mailbox/mailbox.ts'
import { ResponseError } from '../soap/fault.ts'
import { endOf, occurrenceItem, seriesOfItem, startOf } from './calendar-item.ts'
import { parseOccurrenceId } from './occurrence-id.ts'
import { type Series, occurrenceByIndex, occurrenceByOriginalStart } from './series.ts'

/** @throws ResponseError */
export function occurrenceWithIndex(master: Item, index: number): Item {
  return occurrenceItem(master, occurrenceByIndex(requireSeries(master), index))
}

/** @throws ResponseError */
export function occurrenceAt(master: Item, originalStart: number): Item {
  return occurrenceItem(master, occurrenceByOriginalStart(requireSeries(master), originalStart))
}

/** Makes an occurrence an exception, or changes one. */
export function changeOccurrence(mailbox: Mailbox, occurrence: Item, change: ItemChange): Item {
  const { master, originalStart } = masterOf(mailbox, occurrence)
  const modified = new Map(master.exceptions?.modified)
  const exception: Item = { ...occurrence, ...change }
  refuseCrossing(master, originalStart, exception)
  modified.set(originalStart, exception)
  mailbox.updateMessage(master.id, {
    exceptions: { modified, deleted: master.exceptions?.deleted ?? new Set() },
  })
  return occurrenceAt(mailbox.item(master.id) ?? master, originalStart)
}

/** Takes an occurrence out of its series. */
export function deleteOccurrence(mailbox: Mailbox, occurrence: Item): void {
  const { master, originalStart } = masterOf(mailbox, occurrence)
  const modified = new Map(master.exceptions?.modified)
  modified.delete(originalStart)
  const deleted = new Set([...(master.exceptions?.deleted ?? []), originalStart])
  mailbox.updateMessage(master.id, { exceptions: { modified, deleted } })
}

/** Two occurrences of a series may not change places or meet on one day. @throws ResponseError */
function refuseCrossing(master: Item, originalStart: number, exception: Item): void {
  if (endOf(exception) < startOf(exception)) {
    throw new ResponseError('ErrorCalendarEndDateIsEarlierThanStartDate', 'EndDate is earlier than StartDate')
  }
  const series = requireSeries(master)
  const { index } = occurrenceByOriginalStart(series, originalStart)
  const neighbour = (place: number): { start: number } | undefined => {
    try {
      return occurrenceByIndex(series, place)
    } catch (error) {
      if (error instanceof ResponseError) return undefined
      throw error
    }
  }
  const start = startOf(exception)
  const before = neighbour(index - 1)
  const after = neighbour(index + 1)
  if ((before !== undefined && start <= before.start) || (after !== undefined && start >= after.start)) {
    throw new ResponseError(
      'ErrorOccurrenceCrossingBoundary',
      'Modified occurrence is crossing or overlapping adjacent occurrence.',
    )
  }
}

function masterOf(mailbox: Mailbox, occurrence: Item): { master: Item; originalStart: number } {
  const read = parseOccurrenceId(occurrence.id)
  const master = read && mailbox.item(read.masterId)
  if (read === undefined || master === undefined) throw new Error(`${occurrence.id} is no occurrence`)
  return { master, originalStart: read.originalStart }
}

function requireSeries(master: Item): Series {
  const series = seriesOfItem(master)
  if (series === undefined) {
    throw new ResponseError(
      'ErrorCalendarCannotUseIdForRecurringMasterId',
      'The id is not that of a recurring master.',
    )
  }
  return series
}
