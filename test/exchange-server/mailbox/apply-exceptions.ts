/**
 * Gives a series the exceptions that came with it as iCalendar. One at a time when the series does not take place is
 * no exception, and is left out.
 */
import { changeOccurrence, deleteOccurrence, occurrenceAt } from '../calendar/locate-occurrence.ts'
import type { TimeZone } from '../calendar/time-zones.ts'
import type { ItemInput } from '../shapes/item-input.ts'
import { ResponseError } from '../soap/fault.ts'
import { completeItem } from './complete-item.ts'
import { itemChange } from './item-content.ts'
import type { Item } from './item.ts'
import type { Mailbox } from './mailbox.ts'

/**
 * @param zone the zone of the request
 * @throws ResponseError when an exception changes places with another occurrence
 */
export async function applyExceptions(
  mailbox: Mailbox,
  masterId: string,
  exceptions: ItemInput['exceptions'],
  zone: TimeZone,
): Promise<void> {
  for (const [originalStart, exception] of exceptions) {
    const master = mailbox.item(masterId)
    if (master === undefined) return
    const occurrence = occurrenceIfAny(master, originalStart)
    if (occurrence === undefined) continue
    if (exception === 'deleted') {
      deleteOccurrence(mailbox, occurrence)
      continue
    }
    completeItem(exception, { mailbox, zone }, occurrence)
    changeOccurrence(mailbox, occurrence, await itemChange(occurrence, exception))
  }
}

function occurrenceIfAny(master: Item, originalStart: number): Item | undefined {
  try {
    return occurrenceAt(master, originalStart)
  } catch (error) {
    if (error instanceof ResponseError) return undefined
    throw error
  }
}
