/** The appointments of a time, ordered by their start. */
import type { Item } from '../mailbox/item.ts'

/**
 * @param from milliseconds since 1970; what ends then is not in the view
 * @param to milliseconds since 1970; what starts then is not in the view
 */
export function calendarView(items: readonly Item[], from: number, to: number): Item[] {
  return items
    .filter((item) => startOf(item) < to && (endOf(item) > from || startOf(item) >= from))
    .sort((one, other) => startOf(one) - startOf(other) || one.number - other.number)
}

const startOf = ({ fields }: Item): number => Date.parse(fields.get('Start')?.text ?? '')
const endOf = ({ fields }: Item): number => Date.parse(fields.get('End')?.text ?? '')
