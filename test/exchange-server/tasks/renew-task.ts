/**
 * What becomes of a recurring task when its current occurrence is done or deleted (MS-OXOTASK 3.1.4.6, EWS Managed API
 * Task.Update and Task.DeleteCurrentOccurrence): the item goes on, under its id, as the next occurrence; what was done
 * stays beside it as a task of its own, under a new id, which the answer to UpdateItem names. The last occurrence is
 * done, or deleted, as any other task.
 */
import { type LocalTime, parseDate } from '../calendar/local-time.ts'
import type { TimeZone } from '../calendar/time-zones.ts'
import type { Fields, Item } from '../mailbox/item.ts'
import type { ItemChange, Mailbox } from '../mailbox/mailbox.ts'
import { isRegeneration } from '../calendar/recurrence-types.ts'
import { madeElement } from '../soap/copy-element.ts'
import { ResponseError } from '../soap/fault.ts'
import { nextOccurrence, recurrenceOf } from './next-occurrence.ts'

/**
 * Completes the current occurrence of a recurring task.
 * @param change what the client wrote, `fields` included
 * @returns the item that is done; undefined when the change completes no occurrence that another one follows
 */
export function completeOccurrence(
  mailbox: Mailbox,
  task: Item,
  change: ItemChange & { readonly fields: Fields },
  zone: TimeZone,
): Item | undefined {
  const { fields } = change
  if (task.element !== 'Task' || isDone(task.fields) || !isDone(fields)) return undefined
  const next = nextOccurrence(fields, doneOn(fields), zone)
  if (next === undefined) return undefined
  const done = new Map(fields)
  done.delete('Recurrence')
  done.set('IsRecurring', madeElement('IsRecurring', 'false'))
  // MS-OXORMDR 3.1.4.8: what is done reminds nobody.
  done.set('ReminderIsSet', madeElement('ReminderIsSet', 'false'))
  mailbox.updateMessage(task.id, { ...change, fields: next })
  const { searchKey: _searchKey, ...copy } = task // an object of its own
  return mailbox.addItem({ ...copy, ...change, fields: done, createdAt: Date.now() }, task.folderId)
}

/**
 * Deletes the current occurrence of a task that recurs by the calendar.
 * @returns whether the task goes on as the next occurrence; otherwise nothing was done
 * @throws ResponseError ErrorCannotDeleteTaskOccurrence for a regenerating task, which waits for its completion
 */
export function skipOccurrence(mailbox: Mailbox, task: Item, zone: TimeZone): boolean {
  const recurrence = recurrenceOf(task.fields)
  if (recurrence === undefined) return false
  if (isRegeneration(recurrence.pattern)) {
    throw new ResponseError(
      'ErrorCannotDeleteTaskOccurrence',
      'The current occurrence of a regenerating task cannot be deleted.',
    )
  }
  const next = nextOccurrence(task.fields, doneOn(task.fields), zone)
  if (next === undefined) return false
  mailbox.updateMessage(task.id, { fields: next })
  return true
}

function isDone(fields: Fields): boolean {
  return fields.get('Status')?.text === 'Completed'
}

function doneOn(fields: Fields): LocalTime {
  const written = fields.get('CompleteDate')?.text ?? new Date().toISOString()
  const day = parseDate(written.slice(0, 10))
  if (day === undefined) throw new Error(`${written} is no date`)
  return day
}
