/**
 * Tasks: the fields of a Winoffice Prime task and the properties of an Exchange task.
 *
 * Status, percentage and day of completion are one field: Exchange derives each from the others, so that two of them
 * from different sides would make a third. Of a task that recurs they belong to the occurrence that is due: when
 * both sides complete it, that is one completion, and not one of the next occurrence as well.
 *
 * The text is compared as plain text, as the server makes it of HTML; formatting stays on Exchange until the text
 * itself is changed. Attachments, companies, mileage and whatever else a task may have are never touched.
 */
import type { Instant, PlainDate } from '#shared/domain/ids.ts'
import type { TaskRecord } from '#shared/domain/prime-items.ts'
import type { Recurrence } from '#shared/domain/recurrence.ts'
import type { ExchangeItem } from '../../exchange/item.ts'
import type { TaskProperties as ReadTaskProperties } from '../../exchange/task.ts'
import type { FieldTable } from './field-table.ts'

export const TASK_FIELDS: FieldTable<TaskRecord> = [
  {
    name: 'subject',
    prime: { de: 'Betreff', en: 'Subject' },
    exchange: 'item:Subject',
    direction: 'both',
    lost: null,
    keys: ['subject'],
  },
  {
    name: 'text',
    prime: { de: 'Text', en: 'Text' },
    exchange: 'item:Body',
    direction: 'both',
    lost: {
      de: 'Formatierung. HTML auf Exchange bleibt, solange der Text selbst nicht geändert wird.',
      en: 'Formatting. HTML on Exchange stays as long as the text itself is not changed.',
    },
    keys: ['text'],
    comparable: ({ text }) => plainText(text),
  },
  {
    name: 'startDate',
    prime: { de: 'Beginn', en: 'Start' },
    exchange: 'task:StartDate',
    direction: 'both',
    lost: null,
    keys: ['startDate'],
  },
  {
    name: 'dueDate',
    prime: { de: 'Fällig am', en: 'Due' },
    exchange: 'task:DueDate',
    direction: 'both',
    lost: null,
    keys: ['dueDate'],
  },
  {
    name: 'progress',
    prime: { de: 'Status, Prozent, erledigt am', en: 'Status, per cent, completed on' },
    exchange: 'task:Status, task:PercentComplete, task:CompleteDate',
    direction: 'both',
    lost: {
      de: 'Widersprüche: Erledigt heisst 100 %, alles andere weniger und ohne Datum, wie es Exchange hält.',
      en: 'Contradictions: completed means 100 %, anything else less and no date, as Exchange keeps it.',
    },
    keys: ['status', 'percentComplete', 'completedDate'],
    comparable: (record) => {
      const { status, percentComplete, completedDate } = withConsistentProgress(record)
      const occurrence = record.recurrence === null ? [] : [record.startDate, record.dueDate]
      return [status, percentComplete, completedDate, ...occurrence]
    },
  },
  {
    name: 'importance',
    prime: { de: 'Wichtigkeit', en: 'Importance' },
    exchange: 'item:Importance',
    direction: 'both',
    lost: null,
    keys: ['importance'],
  },
  {
    name: 'sensitivity',
    prime: { de: 'Vertraulichkeit', en: 'Sensitivity' },
    exchange: 'item:Sensitivity',
    direction: 'both',
    lost: null,
    keys: ['sensitivity'],
  },
  {
    name: 'categories',
    prime: { de: 'Kategorien', en: 'Categories' },
    exchange: 'item:Categories',
    direction: 'both',
    lost: { de: 'Farben der Kategorien.', en: 'Colours of the categories.' },
    keys: ['categories'],
    comparable: ({ categories }) => [...new Set(categories)].sort(),
  },
  {
    name: 'reminder',
    prime: { de: 'Erinnerung', en: 'Reminder' },
    exchange: 'item:ReminderIsSet, item:ReminderDueBy',
    direction: 'both',
    lost: { de: 'Sekundenbruchteile, Klang.', en: 'Fractions of seconds, sound.' },
    keys: ['reminderAt'],
    comparable: ({ reminderAt }) => reminderAt?.slice(0, 'yyyy-mm-ddThh:mm:ss'.length) ?? 'none',
  },
  {
    name: 'totalWork',
    prime: { de: 'Gesamtaufwand', en: 'Total work' },
    exchange: 'task:TotalWork',
    direction: 'both',
    lost: null,
    keys: ['totalWorkMinutes'],
  },
  {
    name: 'actualWork',
    prime: { de: 'Ist-Aufwand', en: 'Actual work' },
    exchange: 'task:ActualWork',
    direction: 'both',
    lost: null,
    keys: ['actualWorkMinutes'],
  },
  {
    name: 'recurrence',
    prime: { de: 'Wiederholung', en: 'Recurrence' },
    exchange: 'task:Recurrence',
    direction: 'both',
    lost: {
      de: 'Erledigte Wiederholungen werden eigene Aufgaben, wie Exchange es macht.',
      en: 'Completed occurrences become tasks of their own, as Exchange does it.',
    },
    keys: ['recurrence'],
    comparable: ({ recurrence }) => (recurrence === null ? 'none' : comparableRecurrence(recurrence)),
  },
]

/** @param item its body must have been asked for as text */
export function taskOf(item: Extract<ExchangeItem, { kind: 'task' }>): TaskRecord {
  return {
    kind: 'task',
    subject: item.subject ?? '',
    text: plainText(item.body?.text ?? ''),
    startDate: item.startDate,
    dueDate: item.dueDate,
    ...progressOf(item),
    importance: item.importance ?? 'normal',
    sensitivity: item.sensitivity ?? 'normal',
    categories: [...item.categories],
    reminderAt: reminderOf(item),
    totalWorkMinutes: item.totalWork ?? 0,
    actualWorkMinutes: item.actualWork ?? 0,
    recurrence: item.recurrence,
  }
}

type Progress = Pick<TaskRecord, 'status' | 'percentComplete' | 'completedDate'>

/** Servers give fractions, and a percentage without a status. */
function progressOf({ status, percentComplete, completeDate }: ReadTaskProperties): Progress {
  const percent = Math.min(Math.max(Math.round(percentComplete ?? 0), 0), 100)
  return consistentProgress({
    status: status ?? (percent === 100 ? 'completed' : 'not-started'),
    percentComplete: percent,
    completedDate: completeDate,
  })
}

/**
 * The status decides, as the last property that is written does on Exchange (MS-OXWSTASK 2.2.4.3): what is completed
 * is at 100 % and has a day; what is not has none and begins anew when it was at 100 %.
 */
export function consistentProgress({ status, percentComplete, completedDate }: Progress): Progress {
  if (status === 'completed') return { status, percentComplete: 100, completedDate }
  const percent = percentComplete === 100 ? 0 : percentComplete
  const isBegun = status === 'not-started' && percent > 0
  return { status: isBegun ? 'in-progress' : status, percentComplete: percent, completedDate: null }
}

/** @param today the day of completion of what has none */
export function withConsistentProgress(record: TaskRecord, today: PlainDate | null = null): TaskRecord {
  const progress = consistentProgress(record)
  const isCompleted = progress.status === 'completed'
  return { ...record, ...progress, ...(isCompleted && { completedDate: progress.completedDate ?? today }) }
}

function reminderOf({ reminder }: ExchangeItem): Instant | null {
  return reminder?.isSet === true ? reminder.dueBy : null
}

/** Servers end texts in lines of their own. */
function plainText(text: string): string {
  return text.replace(/\r\n?/g, '\n').trimEnd()
}

/** Without what makes no difference: the order of weekdays, and where weeks begin when every week counts. */
function comparableRecurrence({ pattern, range }: Recurrence): unknown {
  if (pattern.kind !== 'weekly') return { pattern, range }
  const { kind, interval, days, firstDayOfWeek = 'sunday' } = pattern
  const first = interval > 1 ? { firstDayOfWeek } : {}
  return { pattern: { kind, interval, days: [...new Set(days)].sort(), ...first }, range }
}
