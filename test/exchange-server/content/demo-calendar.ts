/** What a week in a small company looks like: appointments, series, a meeting and tasks around a day. */
import { DateTime } from 'luxon'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { addAppointment, addTask } from './arrange.ts'

const ZONE = 'W. Europe Standard Time'

/** @param today any time of the day around which everything lies */
export async function fillCalendar(mailbox: Mailbox, today: Date): Promise<void> {
  const monday = DateTime.fromJSDate(today).startOf('week')
  const at = (day: number, hour: number, minute = 0): string =>
    monday.plus({ days: day }).set({ hour, minute }).toFormat("yyyy-MM-dd'T'HH:mm:ss")
  const dateOf = (day: number): string => monday.plus({ days: day }).toFormat('yyyy-MM-dd')
  const weekly = { frequency: 'weekly', count: 20 } as const
  const appointments = [
    { subject: 'Wochenplanung', start: at(-14, 9), end: at(-14, 9, 45), rhythm: weekly },
    { subject: 'Rapport Lager', start: at(-12, 16), end: at(-12, 16, 30), rhythm: weekly },
    {
      subject: 'Besichtigung Baustelle Nord',
      start: at(1, 10),
      end: at(1, 12),
      location: 'Industriestrasse 4',
    },
    {
      ...{
        subject: 'Offerte Büroausstattung',
        start: at(2, 14),
        end: at(2, 15, 30),
        location: 'Sitzungszimmer 2',
      },
      attendees: ['verkauf@contoso.example', 'einkauf@fabrikam.example'],
    },
    { subject: 'Messe Bern', start: at(8, 0), end: at(11, 0), isAllDay: true },
    { subject: 'Wartung Heizung', start: at(4, 7, 30), end: at(4, 9) },
  ]
  for (const appointment of appointments) await addAppointment(mailbox, { ...appointment, timeZone: ZONE })
  await addTask(mailbox, {
    subject: 'Preisliste prüfen',
    dueDate: dateOf(2),
    status: 'InProgress',
    percentComplete: 60,
  })
  await addTask(mailbox, { subject: 'Reklamation beantworten', dueDate: dateOf(-1), importance: 'High' })
  await addTask(mailbox, { subject: 'Jahresinventar vorbereiten', dueDate: dateOf(20) })
  await addTask(mailbox, { subject: 'Lieferschein ablegen', status: 'Completed', percentComplete: 100 })
}
