/**
 * What a person enters to create or change an object of Winoffice Prime: fields of a form, checked by the form and by
 * main alike. Times are those of a wall clock in the zone of Winoffice Prime; main makes instants of them.
 */
import { z } from 'zod'
import { mailboxSchema } from './mailbox.ts'
import { FREE_BUSY, importanceSchema, TASK_STATUSES } from './prime-items.ts'
import { wholeNumberIn } from './sync-settings.ts'
import { code } from './validation.ts'

const subject = z.string().trim().min(1, code('field.required')).max(255, code('field.too-long'))
/** Characters; what a test needs, not what a mailbox could hold. */
const text = z.string().max(100_000, code('field.too-long'))
const day = z.union([z.iso.date(), z.literal('')], code('field.invalid'))
const time = z.union([z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/), z.literal('')], code('field.invalid'))

/** `keep`: the rhythm of the series stays as it is. */
export const REPEATS = ['none', 'keep', 'daily', 'weekly', 'monthly', 'yearly'] as const
export const REPEAT_ENDS = ['never', 'count', 'until'] as const
export const REPEAT_COUNT_RANGE = { least: 1, most: 999 } as const
export const REPEAT_INTERVAL_RANGE = { least: 1, most: 99 } as const

/** Minutes before the start that the form offers. */
export const REMINDERS = ['none', '0', '15', '60', '1440'] as const

export const appointmentDraftSchema = z
  .object({
    kind: z.enum(['appointment', 'meeting', 'absence']),
    subject,
    location: z.string().trim().max(255, code('field.too-long')),
    text,
    isAllDay: z.boolean(),
    startDay: day,
    startTime: time,
    endDay: day,
    endTime: time,
    freeBusy: z.enum(FREE_BUSY),
    /** One of `REMINDERS`, or the minutes that the object had before. */
    reminder: z.string().regex(/^(none|-?\d{1,6})$/, code('field.invalid')),
    /** Addresses as they are typed, one or many. */
    attendees: z.string().max(20_000, code('field.too-long')),
    repeat: z.enum(REPEATS),
    repeatInterval: wholeNumberIn(REPEAT_INTERVAL_RANGE),
    repeatEnd: z.enum(REPEAT_ENDS),
    repeatCount: wholeNumberIn(REPEAT_COUNT_RANGE),
    repeatUntil: day,
  })
  .superRefine((draft, context) => {
    const wrong = (path: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [path], message })
    }
    const required = (path: 'startDay' | 'startTime' | 'endDay' | 'endTime' | 'repeatUntil'): void => {
      if (draft[path] === '') wrong(path, code('field.required'))
    }
    required('startDay')
    required('endDay')
    if (!draft.isAllDay) {
      required('startTime')
      required('endTime')
    }
    const [start, end] = draft.isAllDay
      ? [draft.startDay, draft.endDay]
      : [`${draft.startDay}T${draft.startTime}`, `${draft.endDay}T${draft.endTime}`]
    if (draft.startDay !== '' && draft.endDay !== '' && end < start)
      wrong('endDay', code('field.end-before-start'))
    if (draft.kind === 'meeting') checkPeople(draft.attendees, 'attendees', true, wrong)
    if (draft.repeat === 'none' || draft.repeat === 'keep' || draft.repeatEnd !== 'until') return
    required('repeatUntil')
    if (draft.repeatUntil !== '' && draft.startDay !== '' && draft.repeatUntil < draft.startDay)
      wrong('repeatUntil', code('field.end-before-start'))
  })
export type AppointmentDraft = z.infer<typeof appointmentDraftSchema>

export const taskDraftSchema = z
  .object({
    kind: z.literal('task'),
    subject,
    text,
    startDate: day,
    dueDate: day,
    status: z.enum(TASK_STATUSES),
    percentComplete: wholeNumberIn({ least: 0, most: 100 }),
    importance: importanceSchema,
  })
  .refine(({ startDate, dueDate }) => startDate === '' || dueDate === '' || startDate <= dueDate, {
    path: ['dueDate'],
    message: code('field.end-before-start'),
  })
export type TaskDraft = z.infer<typeof taskDraftSchema>

/** A draft: nobody sends it. */
export const emailDraftSchema = z
  .object({ kind: z.literal('email'), subject, to: z.string().max(20_000, code('field.too-long')), text })
  .superRefine(({ to }, context) => {
    checkPeople(to, 'to', false, (path, message) => {
      context.addIssue({ code: 'custom', path: [path], message })
    })
  })
export type EmailDraft = z.infer<typeof emailDraftSchema>

export const itemDraftSchema = z.union([appointmentDraftSchema, taskDraftSchema, emailDraftSchema])
export type ItemDraft = z.infer<typeof itemDraftSchema>

/** One person a line, or separated by semicolons or commas outside of quotes and angle brackets. */
export function peopleTexts(typed: string): string[] {
  return typed
    .split(/[\n;]|,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

function checkPeople(
  typed: string,
  path: string,
  isRequired: boolean,
  wrong: (path: string, message: string) => void,
): void {
  const people = peopleTexts(typed)
  if (isRequired && people.length === 0) wrong(path, code('field.required'))
  const areValid = people.every((one) => {
    const address = /<([^<>]*)>\s*$/.exec(one)?.[1] ?? one
    return mailboxSchema.safeParse(address).success
  })
  if (!areValid) wrong(path, code('mailbox.invalid'))
}
