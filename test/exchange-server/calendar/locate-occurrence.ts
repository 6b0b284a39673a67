/** Finds the occurrence that an id names, and writes changed and deleted occurrences into their master. */
import type { Item } from '../mailbox/item.ts'
import type { ItemChange, Mailbox } from '../mailbox/mailbox.ts'
import { ResponseError } from '../soap/fault.ts'
import { endOf, occurrenceItem, seriesOfItem, startOf } from './calendar-item.ts'
import { parseOccurrenceId } from './occurrence-id.ts'
import { type Series, checkModification, occurrenceByIndex, occurrenceByOriginalStart } from './series.ts'

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
  refuseImpossible(master, originalStart, exception)
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

/** @throws ResponseError when an occurrence ends before it starts, or would change places with another */
function refuseImpossible(master: Item, originalStart: number, exception: Item): void {
  const [start, end] = [startOf(exception), endOf(exception)]
  if (end < start) {
    throw new ResponseError('ErrorCalendarEndDateIsEarlierThanStartDate', 'EndDate is earlier than StartDate')
  }
  const series = requireSeries(master)
  checkModification(series, occurrenceByOriginalStart(series, originalStart).index, { start, end })
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
