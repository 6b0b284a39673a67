/** What Exchange adds to the properties that a client wrote, by kind of item. */
import { completeTask } from '../tasks/complete-task.ts'
import type { ItemInput } from '../shapes/read-item.ts'
import type { Item } from './item.ts'

/**
 * @param before the item as it was, for a change
 * @param deleted names of the properties that the change takes away
 */
export function completeItem(
  input: ItemInput,
  before?: Item,
  deleted: ReadonlySet<string> = new Set(),
): ItemInput {
  if (input.element === 'Task') completeTask(input, before, deleted)
  return input
}
