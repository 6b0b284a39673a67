/**
 * The rules of tasks (MS-OXWSTASK 2.2.4.6, MS-OXOTASK): start and due are dates without a time of day, and status,
 * percentage and date of completion follow each other. What a task that recurs does when it is done: renew-task.ts.
 */
import type { Item } from '../mailbox/item.ts'
import type { ItemInput } from '../shapes/item-input.ts'
import { madeElement } from '../soap/copy-element.ts'
import { recurrenceOf } from './next-occurrence.ts'

/**
 * @param deleted names of the properties that go; those that go along are added
 * @throws ResponseError for a recurrence that is invalid
 */
export function completeTask(input: ItemInput, before: Item | undefined, deleted: Set<string>): void {
  const { fields } = input
  recurrenceOf(fields) // refuses what is invalid
  const set = (name: string, value: string): void => {
    fields.set(name, madeElement(name, value))
  }
  for (const name of ['StartDate', 'DueDate', 'CompleteDate']) {
    const value = fields.get(name)?.text
    if (value !== undefined) set(name, `${value.slice(0, 10)}T00:00:00Z`)
  }
  const present = (name: string): string | undefined =>
    fields.get(name)?.text ?? (deleted.has(name) ? undefined : before?.fields.get(name)?.text)
  const status = statusOf(fields.get('Status')?.text, fields.get('PercentComplete')?.text, {
    completes: fields.has('CompleteDate'),
    reopens: deleted.has('CompleteDate'),
    before: present('Status'),
  })
  set('Status', status)
  set('IsComplete', String(status === 'Completed'))
  set('PercentComplete', percentOf(status, present('PercentComplete')))
  if (status === 'Completed' && present('CompleteDate') === undefined) {
    set('CompleteDate', `${new Date().toISOString().slice(0, 10)}T00:00:00Z`)
  }
  // MS-OXOTASK 2.2.2.2.9: only what is complete has a date of completion.
  if (status !== 'Completed') {
    fields.delete('CompleteDate')
    deleted.add('CompleteDate')
  }
  set(
    'IsRecurring',
    String(
      fields.has('Recurrence') || (!deleted.has('Recurrence') && before?.fields.has('Recurrence') === true),
    ),
  )
  set('IsTeamTask', 'false')
  set('ChangeCount', String(Number(before?.fields.get('ChangeCount')?.text ?? 0) + 1))
}

function statusOf(
  written: string | undefined,
  percent: string | undefined,
  known: { readonly completes: boolean; readonly reopens: boolean; readonly before: string | undefined },
): string {
  if (written !== undefined) return written
  if (known.completes) return 'Completed'
  if (percent !== undefined) {
    if (Number(percent) >= 100) return 'Completed'
    return Number(percent) > 0 ? 'InProgress' : 'NotStarted'
  }
  if (known.reopens && known.before === 'Completed') return 'NotStarted'
  return known.before ?? 'NotStarted'
}

function percentOf(status: string, present: string | undefined): string {
  if (status === 'Completed') return '100'
  if (status === 'NotStarted') return '0'
  return present === undefined || Number(present) >= 100 ? '0' : present
}
