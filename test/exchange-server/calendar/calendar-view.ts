/** The appointments of a time, ordered by their start; a series is there with its occurrences. */
import type { Item } from '../mailbox/item.ts'
import { endOf, occurrenceItem, seriesOfItem, startOf } from './calendar-item.ts'
import { overlaps } from './expand-recurrence.ts'
import { occurrencesInWindow } from './series.ts'

/**
 * @param from milliseconds since 1970; what ends then is not in the view
 * @param to milliseconds since 1970; what starts then is not in the view
 */
export function calendarView(items: readonly Item[], from: number, to: number): Item[] {
  const found = items.flatMap((item) => {
    const series = seriesOfItem(item)
    if (series !== undefined) {
      return occurrencesInWindow(series, from, to).map((occurrence) => occurrenceItem(item, occurrence))
    }
    return overlaps({ start: startOf(item), end: endOf(item) }, from, to) ? [item] : []
  })
  return found.sort((one, other) => startOf(one) - startOf(other) || one.number - other.number)
}
