/** A task from what is said of it: a new one, or one that is changed by what is given. */
import { DateTime } from 'luxon'
import { instantOf, plainDateSchema, type PlainDate } from '#shared/domain/ids.ts'
import { taskRecordSchema, type TaskRecord } from '#shared/domain/prime-items.ts'
import { fieldError, validate } from '#shared/domain/validation.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { ItemValues } from './item-values.ts'
import { recurrenceOf } from './rrule.ts'

const DONE = 100

export function taskOf(
  values: ItemValues,
  base: TaskRecord | null,
  zone: string,
  today: PlainDate,
): Result<TaskRecord> {
  const startDate = dayOf(values.start, base?.startDate ?? null)
  if (!startDate.ok) return startDate
  const reminderAt = reminderOf(values, base, zone)
  if (!reminderAt.ok) return reminderAt
  const dueDate = orNone(values.due, base?.dueDate ?? null)
  const recurrence = recurrenceFrom(values, base, startDate.value ?? dueDate ?? today)
  if (!recurrence.ok) return recurrence
  return validate(taskRecordSchema, {
    kind: 'task',
    subject: values.subject ?? base?.subject ?? '',
    text: values.text ?? base?.text ?? '',
    startDate: startDate.value,
    dueDate,
    ...progressOf(values, base, today),
    importance: values.importance ?? base?.importance ?? 'normal',
    sensitivity: values.sensitivity ?? base?.sensitivity ?? 'normal',
    categories: values.category ?? base?.categories ?? [],
    reminderAt: reminderAt.value,
    totalWorkMinutes: base?.totalWorkMinutes ?? 0,
    actualWorkMinutes: base?.actualWorkMinutes ?? 0,
    recurrence: recurrence.value,
  })
}

/** State, percentage and day of completion say the same thing: whichever is given decides about the others. */
function progressOf(values: ItemValues, base: TaskRecord | null, today: PlainDate) {
  const given = values.completed
  const isDone =
    values.status === 'completed' ||
    (values.status === undefined && (values.percent === DONE || (given !== undefined && given !== 'none')))
  if (isDone) {
    const completedDate = given === undefined || given === 'none' ? (base?.completedDate ?? today) : given
    return { status: 'completed', percentComplete: DONE, completedDate }
  }
  const wasDone = base?.status === 'completed'
  const isReopened = wasDone && (values.status ?? values.percent ?? given) !== undefined
  if (wasDone && !isReopened) {
    return { status: base.status, percentComplete: base.percentComplete, completedDate: base.completedDate }
  }
  const percentComplete = values.percent ?? (isReopened ? 0 : (base?.percentComplete ?? 0))
  const begun = percentComplete > 0 ? 'in-progress' : 'not-started'
  const status =
    values.status ?? (isReopened || values.percent !== undefined ? begun : (base?.status ?? begun))
  return { status, percentComplete, completedDate: null }
}

function dayOf(value: string | undefined, before: PlainDate | null): Result<PlainDate | null> {
  if (value === undefined) return ok(before)
  if (value === 'none') return ok(null)
  const day = plainDateSchema.safeParse(value)
  return day.success ? ok(day.data) : failure(fieldError('start', 'field.invalid'))
}

function orNone<T extends string>(value: T | 'none' | undefined, before: T | null): T | null {
  return value === 'none' ? null : (value ?? before)
}

function reminderOf(
  values: ItemValues,
  base: TaskRecord | null,
  zone: string,
): Result<TaskRecord['reminderAt']> {
  const text = values['reminder-at']
  if (text === undefined) return ok(base?.reminderAt ?? null)
  if (text === 'none') return ok(null)
  const time = DateTime.fromISO(text, { zone: values.zone ?? zone })
  return time.isValid ? ok(instantOf(time.toJSDate())) : failure(fieldError('reminder-at', 'field.invalid'))
}

function recurrenceFrom(
  { rrule }: ItemValues,
  base: TaskRecord | null,
  start: PlainDate,
): Result<TaskRecord['recurrence']> {
  if (rrule === undefined) return ok(base?.recurrence ?? null)
  return rrule === 'none' ? ok(null) : recurrenceOf(rrule, start)
}
