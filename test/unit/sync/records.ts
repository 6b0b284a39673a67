/** Records of Winoffice Prime for tests; what a test is about, it says itself. */
import type { Instant } from '#shared/domain/ids.ts'
import type { AppointmentRecord, ContentHash, EmailRecord, TaskRecord } from '#shared/domain/prime-items.ts'

export function aTask(changes: Partial<TaskRecord> = {}): TaskRecord {
  return {
    kind: 'task',
    subject: 'Offerte schreiben',
    text: '',
    startDate: null,
    dueDate: null,
    completedDate: null,
    status: 'not-started',
    percentComplete: 0,
    importance: 'normal',
    sensitivity: 'normal',
    categories: [],
    reminderAt: null,
    totalWorkMinutes: 0,
    actualWorkMinutes: 0,
    recurrence: null,
    ...changes,
  }
}

export function anAppointment(changes: Partial<AppointmentRecord> = {}): AppointmentRecord {
  return {
    kind: 'appointment',
    subject: 'Kundenbesuch',
    text: '',
    location: '',
    times: {
      kind: 'timed',
      start: '2026-12-01T09:00:00.000Z' as Instant,
      end: '2026-12-01T10:00:00.000Z' as Instant,
      timeZone: 'Europe/Zurich',
    },
    freeBusy: 'busy',
    sensitivity: 'normal',
    importance: 'normal',
    categories: [],
    reminderMinutes: null,
    uid: null,
    meeting: null,
    series: null,
    ...changes,
  }
}

export function anEmail(changes: Partial<EmailRecord> = {}): EmailRecord {
  return {
    kind: 'email',
    folder: 'inbox',
    subject: 'Anfrage',
    from: { name: 'Anna Muster', address: 'anna@contoso.example' },
    to: [],
    cc: [],
    bcc: [],
    sentAt: null,
    receivedAt: null,
    isRead: false,
    isDraft: false,
    flag: 'none',
    importance: 'normal',
    categories: [],
    internetMessageId: null,
    itemClass: 'IPM.Note',
    encryption: 'none',
    mustBeEncrypted: false,
    attachments: [],
    mime: '0'.repeat(64) as ContentHash,
    size: 0,
    contentDigest: '',
    ...changes,
  }
}
