/**
 * Creates appointments, which mails nobody: where attendees are to be invited, the appointment is created without
 * them, and the update that follows invites.
 */
import type { AppointmentRecord } from '#shared/domain/prime-items.ts'
import { appError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import type { ExchangeItemId } from '../../../exchange/exchange-client.ts'
import type { NewItem } from '../../../exchange/gateway/content.ts'
import { CALENDAR_FIELDS } from '../../mapping/calendar.ts'
import { NO_KEYS } from '../../../prime/sync-status.ts'
import type { KindSession, NewVersion, StoredVersion } from '../kind.ts'
import { fetchAppointmentKeys, portions } from './fetch-appointments.ts'
import { invites } from './mailing.ts'
import { isAttendee } from './meeting.ts'
import { markedAs } from './unfinished-writing.ts'
import { endWriting, inKnownZone } from './update-series.ts'
import { writtenProperties } from './write-appointment.ts'
import { seriesDifferences, writeOccurrences } from './write-series.ts'

type Version = NewVersion<AppointmentRecord>

type Prepared = {
  readonly version: Version
  /** With its zone and its UID. */
  readonly record: AppointmentRecord
  readonly unwritten: ReadonlySet<string>
  readonly item: NewItem<'appointment'>
}

export async function createAppointments(
  session: KindSession,
  versions: readonly Version[],
): Promise<Result<readonly Result<StoredVersion>[]>> {
  const results: Result<StoredVersion>[] = []
  for (const some of portions(versions)) {
    const created = await createPortion(session, some)
    if (!created.ok) return created
    results.push(...created.value)
  }
  return ok(results)
}

async function createPortion(
  session: KindSession,
  versions: readonly Version[],
): Promise<Result<readonly Result<StoredVersion>[]>> {
  const prepared = versions.map((version) => prepare(session, version))
  const good = prepared.filter((one) => one.ok).map(({ value }) => value)
  const created = await session.client.gateway.createItems(
    {
      kind: 'appointment',
      items: good.map(({ item }) => item),
      folder: session.referenceTo('calendar'),
      mailed: 'nobody',
    },
    session.signal,
  )
  if (!created.ok) return created
  const ids = new Map<Version, Result<ExchangeItemId>>()
  for (const [position, one] of good.entries()) {
    const item = created.value[position]
    if (item?.ok !== true) ids.set(one.version, item ?? failure(appError('exchange.malformed-response')))
    else if (item.value !== null) ids.set(one.version, await complete(session, one, item.value.id))
  }
  const keys = await fetchAppointmentKeys(
    session,
    [...ids.values()].filter((id) => id.ok).map(({ value }) => value),
  )
  if (!keys.ok) return keys
  return ok(
    prepared.map((one): Result<StoredVersion> => {
      if (!one.ok) return one
      const { version, record, unwritten } = one.value
      const id = ids.get(version) ?? failure(appError('exchange.malformed-response', { reason: 'no item' }))
      if (!id.ok) return id
      const found = keys.value.get(id.value)
      return ok({
        id: id.value,
        changeKey: found?.changeKey ?? null,
        keys: found?.keys ?? { ...NO_KEYS, clientId: version.clientId, uid: record.uid },
        folder: 'calendar',
        record: { ...record, uid: found?.keys.uid ?? record.uid },
        unwritten,
        replaces: null,
      })
    }),
  )
}

function prepare(session: KindSession, version: Version): Result<Prepared> {
  const { clientId } = version
  if (isAttendee(version.record)) {
    const { organizer } = version.record.meeting ?? {}
    return failure(appError('sync.meeting-of-others', { organizer: organizer?.address ?? '' }))
  }
  const record: AppointmentRecord = {
    ...inKnownZone(version.record, session.settings.primeTimeZone),
    uid: version.record.uid ?? clientId,
  }
  const unwritten = new Set(invites(session, record) ? ['attendees'] : [])
  const names = CALENDAR_FIELDS.filter(({ direction }) => direction !== 'down').map(({ name }) => name)
  const written = writtenProperties(record, new Set(names.filter((name) => !unwritten.has(name))))
  if (!written.ok) return written
  const { setExtended = [] } = markedAs([...unwritten, ...(hasOccurrences(record) ? ['series'] : [])])
  return ok({
    version,
    record,
    unwritten,
    item: {
      clientId,
      properties: { ...written.value.set, uid: record.uid ?? clientId },
      extendedProperties: setExtended,
    },
  })
}

/** Writes the exceptions and deletions of a new series. */
async function complete(
  session: KindSession,
  { record, unwritten }: Prepared,
  id: ExchangeItemId,
): Promise<Result<ExchangeItemId>> {
  if (record.series === null || !hasOccurrences(record)) return ok(id)
  const present = { ...record, series: { ...record.series, exceptions: [], deleted: [] } }
  const differences = seriesDifferences(record, present)
  if (!differences.ok) return differences
  const written = await writeOccurrences(session, id, differences.value, 'nobody')
  if (!written.ok) return written
  const ended = await endWriting(session, id, unwritten)
  return ended.ok ? ok(id) : ended
}

function hasOccurrences({ series }: AppointmentRecord): boolean {
  return series !== null && series.exceptions.length + series.deleted.length > 0
}
