/**
 * Updates appointments: nothing but the fields that are named, and of meetings and series nothing but what differs
 * from what is there, so that every update can be repeated.
 *
 * Plain appointments go in batches. Meetings and series are read first, one that mails goes by itself.
 */
import type { AppointmentRecord } from '#shared/domain/prime-items.ts'
import { appError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import type { ChangeKey, ExchangeItemId } from '../../../exchange/exchange-client.ts'
import type { ItemUpdate, MailedAttendees } from '../../../exchange/gateway/requests.ts'
import { type MatchKeys, NO_KEYS } from '../../../prime/sync-status.ts'
import { CALENDAR_FIELDS } from '../../mapping/calendar.ts'
import { changedFields, digestsOf, isExported } from '../../mapping/field-table.ts'
import type { ChangedVersion, ExchangeVersion, KindSession, StoredVersion } from '../kind.ts'
import { fetchAppointmentKeys, fetchVersions, portions } from './fetch-appointments.ts'
import { mailedBy, mailsSomeone } from './mailing.ts'
import { attendeeKey, isAttendee } from './meeting.ts'
import { markedAs } from './unfinished-writing.ts'
import { finishSeries, inKnownZone, planSeries } from './update-series.ts'
import { writtenProperties } from './write-appointment.ts'

type Version = ChangedVersion<AppointmentRecord>
type Present = Pick<ExchangeVersion<AppointmentRecord>, 'record' | 'changeKey' | 'keys' | 'unfinished'>

export async function updateAppointments(
  session: KindSession,
  versions: readonly Version[],
): Promise<Result<readonly Result<StoredVersion>[]>> {
  const results = new Map<Version, Result<StoredVersion>>()
  const plain = versions.filter((version) => isPlain(version))
  for (const some of portions(plain)) {
    const updated = await updatePlain(session, some)
    if (!updated.ok) return updated
    for (const [version, result] of updated.value) results.set(version, result)
  }
  const others = versions.filter((version) => !isPlain(version))
  const read = await fetchVersions(
    session,
    others.filter(({ present }) => present === null).map(({ id }) => id),
  )
  if (!read.ok) return read
  for (const version of others) {
    const { present, changeKey, id } = version
    const found: Result<Present> =
      present === null
        ? (read.value.get(id) ?? failure(appError('exchange.conflict')))
        : ok({ record: present, changeKey, keys: NO_KEYS })
    results.set(version, found.ok ? await updateWith(session, version, found.value) : found)
  }
  return ok(versions.map((version) => results.get(version) ?? failure(appError('internal.unexpected'))))
}

function isPlain({ record, fields }: Version): boolean {
  return (
    record.series === null && record.meeting === null && !fields.has('series') && !fields.has('attendees')
  )
}

async function updatePlain(
  session: KindSession,
  versions: readonly Version[],
): Promise<Result<readonly (readonly [Version, Result<StoredVersion>])[]>> {
  const prepared = versions.map((version) => {
    const record = zoned(session, version)
    return { version, record, written: writtenProperties(record, exportedOf(version)) }
  })
  const done: (readonly [Version, Result<StoredVersion>])[] = []
  const updates: { readonly one: (typeof prepared)[number]; readonly update: ItemUpdate<'appointment'> }[] =
    []
  for (const one of prepared) {
    const { version, written } = one
    if (!written.ok) done.push([version, written])
    else if (isEmpty(written.value)) done.push([version, ok(storedVersion(version, version.changeKey))])
    else updates.push({ one, update: { item: reference(version.id, version.changeKey), ...written.value } })
  }
  const updated = await update(
    session,
    updates.map((each) => each.update),
    'nobody',
  )
  if (!updated.ok) return updated
  // One that was created without our hearing of it has a UID that nobody has told yet.
  const unknown = updates.filter(({ one }) => one.record.uid === null).map(({ one }) => one.version.id)
  const keys = await fetchAppointmentKeys(session, unknown)
  if (!keys.ok) return keys
  for (const [position, { one }] of updates.entries()) {
    const result = updated.value[position] ?? failure(appError('exchange.malformed-response'))
    const record = withUid(one.record, keys.value.get(one.version.id))
    done.push([one.version, result.ok ? ok(storedVersion(one.version, result.value, record)) : result])
  }
  return ok(done)
}

/** A meeting or a series, in one of the two roles, beside what is there. */
async function updateWith(
  session: KindSession,
  version: Version,
  present: Present,
): Promise<Result<StoredVersion>> {
  const record = zoned(session, version)
  const fields = differing(exportedOf(version), record, present.record)
  if (fields.size === 0) return ok(storedVersion(version, present.changeKey, withUid(record, present)))
  if (version.changeKey !== null && present.changeKey !== version.changeKey) {
    return failure(appError('exchange.conflict'))
  }
  const written = isAttendee(record)
    ? await updateCopy(session, { ...version, record, fields }, present)
    : await updateOwn(session, { ...version, record, fields }, present)
  if (!written.ok) return written
  const keys = await fetchAppointmentKeys(session, [version.id])
  if (!keys.ok) return keys
  const found = keys.value.get(version.id)
  return ok(storedVersion(version, found?.changeKey ?? null, withUid(record, found)))
}

function withUid(
  record: AppointmentRecord,
  found: { readonly keys: MatchKeys } | undefined,
): AppointmentRecord {
  const uid = found?.keys.uid ?? null
  return record.uid === null && uid !== null ? { ...record, uid } : record
}

async function updateOwn(session: KindSession, version: Version, present: Present): Promise<Result<void>> {
  const { id, record, fields } = version
  const mailed = mailedBy(session, version)
  const plan = planSeries(record, present.record, fields)
  if (!plan.ok) return plan
  const ofMaster = new Set(fields)
  if (plan.value.writesRecurrence) ofMaster.add('series')
  else ofMaster.delete('series')
  const written = writtenProperties(record, ofMaster)
  if (!written.ok) return written
  const change = withAppended(written.value, record, present.record)
  const isMarked = plan.value.isMarked || present.unfinished?.has('attendees') === true
  const wroteMaster = isMarked || !isEmpty(change)
  if (wroteMaster) {
    // What comes by the mark alone concerns nobody.
    const told = isEmpty(change) ? 'nobody' : mailed
    const mark = isMarked ? markedAs(plan.value.isMarked ? ['series'] : []) : {}
    const marked = { item: reference(id, version.changeKey), ...change, ...mark }
    const updated = await update(session, [marked], told)
    const result = updated.ok ? updated.value[0] : updated
    if (result?.ok === false) return result
  }
  if (record.series === null) return ok(undefined)
  return await finishSeries(session, id, record, { plan: plan.value, wroteMaster, mailed })
}

/** An attendee's copy: categories and reminder, and the answer. */
async function updateCopy(session: KindSession, version: Version, present: Present): Promise<Result<void>> {
  const { id, record, fields } = version
  const written = writtenProperties(record, fields)
  if (!written.ok) return written
  let { changeKey } = present
  if (!isEmpty(written.value)) {
    const updated = await update(session, [{ item: reference(id, changeKey), ...written.value }], 'nobody')
    const result = updated.ok ? updated.value[0] : updated
    if (result?.ok === false) return result
    changeKey = result?.value ?? null
  }
  const response = record.meeting?.myResponse ?? 'none'
  if (!fields.has('myResponse') || response === 'none' || present.record.meeting?.isCancelled === true) {
    return ok(undefined)
  }
  const answered = await session.client.gateway.respondToMeeting(
    {
      meeting: { id, changeKey },
      answer: ANSWERS[response],
      mailed: mailsSomeone(session, version) ? 'organizer' : 'nobody',
    },
    session.signal,
  )
  return answered.ok ? ok(undefined) : answered
}

const ANSWERS = { accepted: 'accept', tentative: 'tentative', declined: 'decline' } as const

async function update(
  { client, signal }: KindSession,
  updates: readonly ItemUpdate<'appointment'>[],
  mailed: MailedAttendees,
): Promise<Result<readonly Result<ChangeKey | null>[]>> {
  const isKnown = updates.every(({ item }) => item.kind === 'item' && item.changeKey !== null)
  const updated = await client.gateway.updateItems(
    {
      kind: 'appointment',
      updates,
      conflict: isKnown ? 'never-overwrite' : 'always-overwrite',
      readReceipts: 'suppress',
      mailed,
    },
    signal,
  )
  if (!updated.ok) return updated
  return ok(updated.value.map((result) => (result.ok ? ok(result.value?.changeKey ?? null) : result)))
}

/** Who is added comes beside the others, whose answers Exchange would forget if the list was written anew. */
function withAppended(
  written: Pick<ItemUpdate<'appointment'>, 'set' | 'delete'>,
  wanted: AppointmentRecord,
  present: AppointmentRecord,
): Pick<ItemUpdate<'appointment'>, 'set' | 'delete' | 'append'> {
  if (written.set?.requiredAttendees === undefined) return written
  const {
    requiredAttendees: _required,
    optionalAttendees: _optional,
    resources: _resources,
    ...set
  } = written.set
  const lists = {
    requiredAttendees: 'required',
    optionalAttendees: 'optional',
    resources: 'resource',
  } as const
  const whole: Record<string, unknown> = {}
  const added: Record<string, unknown> = {}
  for (const [name, role] of Object.entries(lists)) {
    const inRole = ({ meeting }: AppointmentRecord) =>
      (meeting?.attendees ?? []).filter((one) => one.role === role)
    const before = new Set(inRole(present).map(attendeeKey))
    const after = inRole(wanted)
    const isComplete = [...before].every((key) => after.some((attendee) => attendeeKey(attendee) === key))
    const fresh = after.filter((attendee) => !before.has(attendeeKey(attendee)))
    const people = (list: typeof after) =>
      list.map(({ name: person, address }) => ({ name: person, address }))
    if (!isComplete || (before.size === 0 && fresh.length > 0)) whole[name] = people(after)
    else if (fresh.length > 0) added[name] = people(fresh)
  }
  return {
    ...written,
    set: { ...set, ...whole },
    ...(Object.keys(added).length > 0 && { append: added }),
  }
}

/** A zone is only named where the times are written, and where they cannot be written without. */
function zoned({ settings }: KindSession, { record, fields }: Version): AppointmentRecord {
  const isWritten = fields.has('times') || fields.has('series')
  const needsZone = record.times.kind === 'all-day' || record.series !== null
  return isWritten && needsZone ? inKnownZone(record, settings.primeTimeZone) : record
}

function exportedOf({ record, fields, base }: Version): ReadonlySet<string> {
  return new Set(
    CALENDAR_FIELDS.filter((rule) => fields.has(rule.name) && isExported(rule, record, base)).map(
      ({ name }) => name,
    ),
  )
}

function differing(
  fields: ReadonlySet<string>,
  wanted: AppointmentRecord,
  present: AppointmentRecord,
): ReadonlySet<string> {
  const changed = changedFields(CALENDAR_FIELDS, wanted, digestsOf(CALENDAR_FIELDS, present))
  return new Set(changed.filter((name) => fields.has(name)))
}

function isEmpty(change: Omit<ItemUpdate<'appointment'>, 'item'>): boolean {
  const { set = {}, append = {}, delete: deleted = [], setExtended = [] } = change
  return Object.keys(set).length + Object.keys(append).length + deleted.length + setExtended.length === 0
}

function reference(id: ExchangeItemId, changeKey: ChangeKey | null) {
  return { kind: 'item', id, changeKey } as const
}

/** @param record given when it is another one than that of the version, in its zone */
function storedVersion(
  version: Version,
  changeKey: ChangeKey | null,
  record: AppointmentRecord = version.record,
): StoredVersion {
  return {
    id: version.id,
    changeKey,
    keys: NO_KEYS,
    folder: 'calendar',
    record: record === version.record ? null : record,
    replaces: null,
  }
}
