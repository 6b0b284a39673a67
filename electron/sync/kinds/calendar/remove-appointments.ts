/**
 * Removes appointments to the deleted items. Whether somebody hears of it depends on what is there now: the organizer's
 * deletion cancels the meeting, an attendee's declines it. Neither is told unless the account says so.
 */
import type { AppointmentRecord } from '#shared/domain/prime-items.ts'
import { type Result, ok } from '#shared/result.ts'
import type { KindSession, RemovedVersion } from '../kind.ts'
import { fetchVersions, portions } from './fetch-appointments.ts'
import { mayMail } from './mailing.ts'
import { isAttendee, isOwn } from './meeting.ts'

type Version = RemovedVersion<AppointmentRecord>
type Telling = 'nobody' | 'attendees' | 'organizer'

export async function removeAppointments(
  session: KindSession,
  versions: readonly Version[],
): Promise<Result<readonly Result<null>[]>> {
  const tellings = await tellingsOf(session, versions)
  if (!tellings.ok) return tellings
  const results = new Map<Version, Result<null>>()
  for (const telling of ['nobody', 'attendees'] as const) {
    for (const some of portions(versions.filter((version) => tellings.value.get(version) === telling))) {
      const deleted = await deleteItems(session, some, telling)
      if (!deleted.ok) return deleted
      for (const [position, version] of some.entries())
        results.set(version, deleted.value[position] ?? ok(null))
    }
  }
  for (const version of versions.filter((one) => tellings.value.get(one) === 'organizer')) {
    results.set(version, await decline(session, version))
  }
  return ok(versions.map((version) => results.get(version) ?? ok(null)))
}

/** Only where mails are switched on it has to be known what is there. */
async function tellingsOf(
  session: KindSession,
  versions: readonly Version[],
): Promise<Result<ReadonlyMap<Version, Telling>>> {
  if (!session.settings.mailsAttendees) return ok(new Map(versions.map((version) => [version, 'nobody'])))
  const present = await fetchVersions(
    session,
    versions.map(({ id }) => id),
  )
  if (!present.ok) return present
  return ok(
    new Map(
      versions.map((version) => {
        const found = present.value.get(version.id)
        return [version, found?.ok === true ? tellingOf(session, found.value.record) : 'nobody']
      }),
    ),
  )
}

function tellingOf(session: KindSession, record: AppointmentRecord): Telling {
  const { meeting } = record
  if (meeting === null || !mayMail(session, record)) return 'nobody'
  if (isOwn(record)) return meeting.attendees.length > 0 ? 'attendees' : 'nobody'
  const isAnswered = meeting.myResponse === 'declined' || !meeting.isResponseRequested || meeting.isCancelled
  return isAttendee(record) && !isAnswered ? 'organizer' : 'nobody'
}

async function deleteItems(
  { client, signal }: KindSession,
  versions: readonly Version[],
  telling: 'nobody' | 'attendees',
): Promise<Result<readonly Result<null>[]>> {
  const deleted = await client.gateway.deleteItems(
    {
      items: versions.map(({ id }) => ({ kind: 'item', id, changeKey: null })),
      mode: 'move-to-deleted-items',
      mailed: telling === 'nobody' ? telling : { to: 'all', copy: 'sent-items' },
      readReceipts: 'suppress',
      affectedTaskOccurrences: 'all',
    },
    signal,
  )
  return deleted.ok ? ok(deleted.value.map(orGone)) : deleted
}

/** Declining moves the meeting to the deleted items. */
async function decline({ client, signal }: KindSession, { id }: Version): Promise<Result<null>> {
  const declined = await client.gateway.respondToMeeting(
    { meeting: { id, changeKey: null }, answer: 'decline', mailed: 'organizer' },
    signal,
  )
  return orGone(declined.ok ? ok(null) : declined)
}

function orGone(result: Result<null>): Result<null> {
  return !result.ok && result.error.category === 'gone' ? ok(null) : result
}
