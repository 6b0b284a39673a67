/**
 * A task as VTODO. What iCalendar has no word for is lost: work in minutes, and that the next task is due only when
 * this one is done; the two further states of a task are kept in a property of our own.
 */
import type { PlainDate } from '#shared/domain/ids.ts'
import type { TaskRecord } from '#shared/domain/prime-items.ts'
import { CLASSES, PRIORITIES } from './ics-event.ts'
import { recurrenceRule } from './ics-recurrence.ts'
import type { ExportedObject } from './ics.ts'
import {
  alarm,
  categories,
  extension,
  text,
  textUnlessEmpty,
  utc,
  utcText,
  type JcalComponent,
  type JcalProperty,
} from './jcal.ts'

const STATUS = {
  'not-started': 'NEEDS-ACTION',
  'in-progress': 'IN-PROCESS',
  completed: 'COMPLETED',
  'waiting-on-others': 'NEEDS-ACTION',
  deferred: 'NEEDS-ACTION',
} as const

export function todoComponent({ id, modifiedAt, record }: ExportedObject<TaskRecord>): JcalComponent {
  const { status, completedDate, recurrence, reminderAt, dueDate } = record
  const rule = recurrence === null ? null : recurrenceRule(recurrence, (end) => end)
  // A rule counts from a start (RFC 5545, 3.6.2), which a task need not have.
  const start = record.startDate ?? (rule === null ? null : (dueDate ?? recurrence?.range.start ?? null))
  return [
    'vtodo',
    [
      text('uid', id),
      utc('dtstamp', modifiedAt),
      utc('last-modified', modifiedAt),
      ...date('dtstart', start),
      ...date('due', dueDate),
      // A point in time is asked for; a task has a day.
      ...(completedDate === null
        ? []
        : [['completed', {}, 'date-time', `${completedDate}T00:00:00Z`] satisfies JcalProperty]),
      ...(rule === null ? [] : [rule]),
      text('summary', record.subject),
      ...textUnlessEmpty('description', record.text),
      text('status', STATUS[status]),
      ['percent-complete', {}, 'integer', record.percentComplete],
      text('class', CLASSES[record.sensitivity]),
      ['priority', {}, 'integer', PRIORITIES[record.importance]],
      ...categories(record.categories),
      extension('x-winoffice-prime-status', status),
    ],
    reminderAt === null ? [] : [alarm(['date-time', utcText(reminderAt)], record.subject)],
  ]
}

function date(name: string, value: PlainDate | null): JcalProperty[] {
  return value === null ? [] : [[name, {}, 'date', value]]
}
