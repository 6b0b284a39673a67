/**
 * Appointments, meetings and series: Winoffice Prime's fields and Exchange's properties.
 *
 * Fields that hang together are one row, so that a merge never mixes them: times with their zone, a recurrence with
 * its exceptions and deletions.
 */
import type { BothLanguages } from '#shared/domain/help.ts'
import type { AppointmentRecord } from '#shared/domain/prime-items.ts'
import {
  comparableTimes,
  comparableTimesOfSeries,
  storableCategories,
  storableLine,
  storableText,
} from '../kinds/calendar/comparable.ts'
import {
  comparableAttendees,
  comparableResponses,
  isAttendee,
  isOwn,
  takeAttendees,
  takeOfMeeting,
  takeResponses,
} from '../kinds/calendar/meeting.ts'
import { comparableSeries } from '../kinds/calendar/series.ts'
import type { FieldTable } from './field-table.ts'

const CUT: BothLanguages = {
  de: 'Zeilenumbrüche, und was über 255 Zeichen hinausgeht.',
  en: 'Line breaks, and what goes beyond 255 characters.',
}

const isMine = (record: AppointmentRecord): boolean => record.kind !== 'absence'

export const CALENDAR_FIELDS: FieldTable<AppointmentRecord> = [
  {
    name: 'subject',
    prime: { de: 'Betreff', en: 'Subject' },
    exchange: 'item:Subject',
    direction: 'both',
    lost: CUT,
    keys: ['subject'],
    comparable: ({ subject }) => storableLine(subject),
    isExported: isOwn,
  },
  {
    name: 'text',
    prime: { de: 'Text', en: 'Text' },
    exchange: 'item:Body',
    direction: 'both',
    lost: {
      de: 'Die Formatierung. Ein formatierter Text auf Exchange bleibt, solange sein Wortlaut in Winoffice Prime nicht geändert wird.',
      en: 'The formatting. A formatted text on Exchange stays as long as its wording is not changed in Winoffice Prime.',
    },
    keys: ['text'],
    comparable: ({ text }) => storableText(text),
    isExported: isOwn,
  },
  {
    name: 'location',
    prime: { de: 'Ort', en: 'Location' },
    exchange: 'calendar:Location',
    direction: 'both',
    lost: CUT,
    keys: ['location'],
    comparable: ({ location }) => storableLine(location),
    isExported: isOwn,
  },
  {
    name: 'times',
    prime: { de: 'Beginn, Ende, ganztägig, Zeitzone', en: 'Start, end, all day, time zone' },
    exchange:
      'calendar:Start, calendar:End, calendar:IsAllDayEvent, calendar:StartTimeZone, calendar:EndTimeZone',
    direction: 'both',
    lost: {
      de: 'Bruchteile von Sekunden und eine eigene Zeitzone des Endes. Eine Zeitzone, die Windows nicht kennt, bleibt auf Exchange, wie sie ist.',
      en: 'Fractions of seconds and a time zone of the end alone. A time zone that Windows does not know stays on Exchange as it is.',
    },
    keys: ['times'],
    comparable: ({ times, series }) =>
      series === null ? comparableTimes(times) : comparableTimesOfSeries(times),
    isExported: isOwn,
  },
  {
    name: 'series',
    prime: {
      de: 'Serie: Muster, Ausnahmen, gelöschte Termine',
      en: 'Series: pattern, exceptions, deleted occurrences',
    },
    exchange: 'calendar:Recurrence, calendar:ModifiedOccurrences, calendar:DeletedOccurrences',
    direction: 'both',
    lost: {
      de: 'Ausnahmen, deren Tag das Muster nicht mehr hat. Wird das Muster oder die Uhrzeit geändert oder ein gelöschter Termin wiederhergestellt, legt Exchange die Ausnahmen neu an: Anlagen und Teilnehmer einzelner Ausnahmen gehen dabei verloren.',
      en: 'Exceptions on days that the pattern does not have any more. When the pattern or the time of day is changed, or a deleted occurrence comes back, Exchange makes the exceptions anew: attachments and attendees of single exceptions are lost then.',
    },
    keys: ['series'],
    comparable: comparableSeries,
    isExported: isOwn,
  },
  {
    name: 'freeBusy',
    prime: { de: 'Anzeigen als', en: 'Show as' },
    exchange: 'calendar:LegacyFreeBusyStatus',
    direction: 'both',
    lost: {
      de: 'Ohne Angabe gilt auf Exchange, was es selbst vorgibt.',
      en: 'Where nothing is stated, Exchange takes its own default.',
    },
    keys: ['freeBusy'],
    isExported: (record) => isOwn(record) && record.freeBusy !== 'no-data',
  },
  {
    name: 'sensitivity',
    prime: { de: 'Vertraulichkeit', en: 'Sensitivity' },
    exchange: 'item:Sensitivity',
    direction: 'both',
    lost: null,
    keys: ['sensitivity'],
    isExported: isOwn,
  },
  {
    name: 'importance',
    prime: { de: 'Wichtigkeit', en: 'Importance' },
    exchange: 'item:Importance',
    direction: 'both',
    lost: null,
    keys: ['importance'],
    isExported: isOwn,
  },
  {
    name: 'categories',
    prime: { de: 'Kategorien', en: 'Categories' },
    exchange: 'item:Categories',
    direction: 'both',
    lost: {
      de: 'Die Reihenfolge; die Farben gehören dem Postfach.',
      en: 'The order; the colours belong to the mailbox.',
    },
    keys: ['categories'],
    comparable: ({ categories }) => storableCategories(categories),
    isExported: isMine,
  },
  {
    name: 'reminder',
    prime: { de: 'Erinnerung', en: 'Reminder' },
    exchange: 'item:ReminderIsSet, item:ReminderMinutesBeforeStart',
    direction: 'both',
    lost: null,
    keys: ['reminderMinutes'],
    isExported: isMine,
  },
  {
    name: 'attendees',
    prime: { de: 'Teilnehmer', en: 'Attendees' },
    exchange: 'calendar:RequiredAttendees, calendar:OptionalAttendees, calendar:Resources',
    direction: 'both',
    lost: {
      de: 'Namen: Exchange nimmt die seines Adressbuchs. Fällt ein Teilnehmer weg, beginnen die Antworten der anderen in seiner Gruppe neu.',
      en: 'Names: Exchange takes those of its address book. When an attendee is removed, the answers of the others in the same group begin anew.',
    },
    keys: ['kind', 'meeting'],
    comparable: comparableAttendees,
    take: takeAttendees,
    isExported: isOwn,
  },
  {
    name: 'attendeeResponses',
    prime: { de: 'Antworten der Teilnehmer', en: 'Answers of the attendees' },
    exchange: 'calendar:RequiredAttendees, calendar:OptionalAttendees, calendar:Resources (ResponseType)',
    direction: 'down',
    lost: null,
    keys: ['meeting'],
    comparable: comparableResponses,
    take: takeResponses,
  },
  {
    name: 'myResponse',
    prime: { de: 'Eigene Antwort', en: 'Own answer' },
    exchange: 'calendar:MyResponseType',
    direction: 'both',
    lost: {
      de: 'Eine Antwort lässt sich auf Exchange nicht zurücknehmen. Wer absagt, dessen Besprechung verschiebt Exchange in die gelöschten Elemente.',
      en: 'An answer cannot be taken back on Exchange. A meeting that one declines is moved to the deleted items by Exchange.',
    },
    keys: ['meeting'],
    comparable: ({ meeting }) => meeting?.myResponse ?? 'no meeting',
    take: takeOfMeeting('myResponse'),
    isExported: (record) => isAttendee(record) && record.meeting?.myResponse !== 'none',
  },
  {
    name: 'responseRequested',
    prime: { de: 'Antwort erbeten', en: 'Answer requested' },
    exchange: 'calendar:IsResponseRequested',
    direction: 'both',
    lost: null,
    keys: ['meeting'],
    comparable: ({ meeting }) => meeting?.isResponseRequested ?? 'no meeting',
    take: takeOfMeeting('isResponseRequested'),
    isExported: (record) => isOwn(record) && record.meeting !== null,
  },
  {
    name: 'organizer',
    prime: { de: 'Organisator', en: 'Organizer' },
    exchange: 'calendar:Organizer, calendar:MyResponseType',
    direction: 'down',
    lost: null,
    keys: ['meeting'],
    comparable: ({ meeting }) =>
      meeting === null
        ? 'no meeting'
        : [meeting.organizer?.address.toLowerCase() ?? null, meeting.isOrganizer],
    take: takeOfMeeting('organizer', 'isOrganizer'),
  },
  {
    name: 'cancelled',
    prime: { de: 'Abgesagt', en: 'Cancelled' },
    exchange: 'calendar:IsCancelled',
    direction: 'down',
    lost: null,
    keys: ['meeting'],
    comparable: ({ meeting }) => meeting?.isCancelled ?? 'no meeting',
    take: takeOfMeeting('isCancelled'),
  },
  {
    name: 'uid',
    prime: { de: 'UID (iCalendar)', en: 'UID (iCalendar)' },
    exchange: 'calendar:UID',
    direction: 'down',
    lost: null,
    keys: ['uid'],
    comparable: ({ uid }) => uid?.toLowerCase() ?? 'none',
  },
]
