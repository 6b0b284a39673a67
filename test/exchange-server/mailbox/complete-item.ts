/** What Exchange adds to the properties that a client wrote, by kind of item. */
import { completeCalendarItem } from '../calendar/calendar-item.ts'
import type { TimeZone } from '../calendar/time-zones.ts'
import type { ItemInput } from '../shapes/item-input.ts'
import { completeTask } from '../tasks/complete-task.ts'
import type { Item } from './item.ts'
import type { Mailbox } from './mailbox.ts'

/**
 * @param context.zone the zone of the request
 * @param before the item as it was, for a change
 * @param deleted names of the properties that the change takes away; those that go along are added
 * @throws ResponseError
 */
export function completeItem(
  input: ItemInput,
  context: { readonly mailbox: Mailbox; readonly zone: TimeZone },
  before?: Item,
  deleted = new Set<string>(),
): ItemInput {
  if (input.element === 'Task') completeTask(input, before, deleted)
  if (input.element === 'CalendarItem') completeCalendarItem(input, context, before, deleted)
  return input
}
