/**
 * Whom writing an appointment mails: nobody, unless the account says that attendees are to hear of it, and even then
 * not for what lies in the past.
 */
import type { AppointmentRecord } from '#shared/domain/prime-items.ts'
import type { MailedAttendees } from '../../../exchange/gateway/requests.ts'
import type { ChangedVersion, KindSession } from '../kind.ts'
import { FIELDS_OF_ATTENDEES, isAttendee, isOwn, isPast } from './meeting.ts'

type Session = Pick<KindSession, 'settings' | 'now'>
type Changed = Pick<ChangedVersion<AppointmentRecord>, 'record' | 'fields'>

export function mailsSomeone(session: Session, { record, fields }: Changed): boolean {
  if (!mayMail(session, record)) return false
  if (isAttendee(record)) return fields.has('myResponse') && record.meeting?.myResponse !== 'none'
  // Whoever is left out hears of it, too, when there is nobody left.
  const isMeeting = record.meeting !== null || fields.has('attendees')
  return isOwn(record) && isMeeting && [...fields].some((name) => FIELDS_OF_ATTENDEES.has(name))
}

/** Who joins or leaves is told; the others only of what has changed for them. */
export function mailedBy(session: Session, version: Changed): MailedAttendees {
  if (!mailsSomeone(session, version)) return 'nobody'
  const others = [...version.fields].filter((name) => FIELDS_OF_ATTENDEES.has(name) && name !== 'attendees')
  return { to: others.length === 0 ? 'changed' : 'all', copy: 'sent-items' }
}

/** Whether invitations are to follow the appointment, which is created without attendees at first. */
export function invites(session: Session, record: AppointmentRecord): boolean {
  return mayMail(session, record) && isOwn(record) && (record.meeting?.attendees.length ?? 0) > 0
}

export function mayMail({ settings, now }: Session, record: AppointmentRecord): boolean {
  return settings.mailsAttendees && !isPast(record, now())
}
