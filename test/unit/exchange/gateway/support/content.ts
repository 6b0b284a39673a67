/** Items with everything that they can have. */
import type {
  AppointmentProperties,
  ItemProperties,
  MessageProperties,
  TaskProperties,
} from '#electron/exchange/gateway/content.ts'
import type { RecurrencePattern, RecurrenceRange } from '#shared/domain/recurrence.ts'
import {
  type ClientId,
  type PlainDate,
  type TimeZoneId,
  clientIdOf,
  plainDateOf,
} from '#electron/exchange/gateway/values.ts'
import type { Instant } from '#shared/domain/ids.ts'

/** Markup, quotes, every kind of blank, a smiley, and what XML cannot carry. */
export const NASTY = 'a&b<c>"d\'\u0000\u001f\ufffe\ud800 \r\n\t\ud83d\ude00]]>&amp; x'

export const instant = (text: string): Instant => text as Instant
export const day = (text: string): PlainDate => plainDateOf(text)!
export const clientId: ClientId = clientIdOf('0b6c1f4e-6a55-4b27-8c55-0d8f1f3a7e11')!
export const zone = 'W. Europe Standard Time' as TimeZoneId

const person = { name: NASTY, address: 'beat@contoso.example' }

const fullItem: ItemProperties = {
  subject: NASTY,
  body: { type: 'html', content: `<p>${NASTY}</p>` },
  categories: [NASTY, 'Red category'],
  importance: 'high',
  sensitivity: 'private',
  isReminderSet: true,
  reminderMinutesBeforeStart: 15,
  reminderDueBy: instant('2026-03-28T08:00:00.000Z'),
}

export const fullMessage: MessageProperties = {
  ...fullItem,
  from: person,
  to: [person, { name: '', address: 'carla@contoso.example' }],
  cc: [person],
  bcc: [person],
  replyTo: [person],
  isRead: false,
  flag: 'flagged',
  isReadReceiptRequested: true,
  isDeliveryReceiptRequested: true,
  references: '<a@contoso.example> <b@contoso.example>',
}

export const fullAppointment: AppointmentProperties = {
  ...fullItem,
  start: instant('2026-03-29T06:00:00.000Z'),
  end: instant('2026-03-29T07:30:00.000Z'),
  startTimeZone: zone,
  endTimeZone: zone,
  isAllDay: false,
  location: NASTY,
  freeBusy: 'out-of-office',
  requiredAttendees: [person],
  optionalAttendees: [person],
  resources: [person],
  isResponseRequested: true,
  recurrence: {
    pattern: { kind: 'weekly', interval: 2, days: ['sunday', 'tuesday'], firstDayOfWeek: 'monday' },
    range: { kind: 'numbered', start: day('2026-03-29'), count: 7 },
  },
  uid: '040000008200E00074C5B7101A82E008',
}

export const fullTask: TaskProperties = {
  ...fullItem,
  startDate: day('2026-03-29'),
  dueDate: day('2026-03-30'),
  completeDate: day('2026-03-30'),
  status: 'waiting-on-others',
  percentComplete: 50,
  totalWorkMinutes: 120,
  actualWorkMinutes: 60,
  companies: [NASTY],
  mileage: NASTY,
  billingInformation: NASTY,
  recurrence: {
    pattern: { kind: 'regenerating', unit: 'month', interval: 3 },
    range: { kind: 'no-end', start: day('2026-03-29') },
  },
}

export const PATTERNS: Readonly<Record<string, RecurrencePattern>> = {
  'every third day': { kind: 'daily', interval: 3 },
  'every week on two days': { kind: 'weekly', interval: 1, days: ['saturday', 'monday'] },
  'every other week': { kind: 'weekly', interval: 2, days: ['friday'], firstDayOfWeek: 'sunday' },
  'on the 31st': { kind: 'monthly', interval: 1, dayOfMonth: 31 },
  'on the last weekday of the month': { kind: 'relative-monthly', interval: 2, day: 'weekday', week: 'last' },
  'on the first Sunday of the month': { kind: 'relative-monthly', interval: 1, day: 'sunday', week: 'first' },
  'on the 29th of February': { kind: 'yearly', month: 2, dayOfMonth: 29 },
  'on the second weekend day of May': {
    kind: 'relative-yearly',
    month: 5,
    day: 'weekend-day',
    week: 'second',
  },
  'on the fourth Wednesday of November': {
    kind: 'relative-yearly',
    month: 11,
    day: 'wednesday',
    week: 'fourth',
  },
  'a day after it was done': { kind: 'regenerating', unit: 'day', interval: 1 },
  'two weeks after it was done': { kind: 'regenerating', unit: 'week', interval: 2 },
  'a month after it was done': { kind: 'regenerating', unit: 'month', interval: 1 },
  'a year after it was done': { kind: 'regenerating', unit: 'year', interval: 1 },
}

export const RANGES: Readonly<Record<string, RecurrenceRange>> = {
  'without an end': { kind: 'no-end', start: day('2026-03-29') },
  'until a day': { kind: 'end-date', start: day('2026-03-29'), end: day('2027-03-28') },
  'a number of times': { kind: 'numbered', start: day('2026-03-29'), count: 10 },
}
