/**
 * Updates a series: first the master, then what of its exceptions and deletions differs by then. A change of the
 * recurrence or of the times lets Exchange begin the series anew, so it is read again in between.
 */
import type { AppointmentRecord, AppointmentTimes } from '#shared/domain/prime-items.ts'
import { appError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import type { ExchangeItemId } from '../../../exchange/exchange-client.ts'
import type { MailedAttendees } from '../../../exchange/gateway/requests.ts'
import { digestOfValue } from '../../mapping/field-table.ts'
import type { KindSession } from '../kind.ts'
import { comparableRecurrence, comparableTimesOfSeries } from './comparable.ts'
import { fetchVersions } from './fetch-appointments.ts'
import { markedAs } from './unfinished-writing.ts'
import { type SeriesDifferences, seriesDifferences, writeOccurrences } from './write-series.ts'

/** What has to be known before the master is written. */
export type SeriesPlan = {
  /** The master gets its recurrence, whether it has it already or not. */
  readonly writesRecurrence: boolean
  /** Whether it takes more than one request, so that the first is to mark the series. */
  readonly isMarked: boolean
  readonly differences: SeriesDifferences
}

/** @param fields to be written, of those that differ */
export function planSeries(
  wanted: AppointmentRecord,
  present: AppointmentRecord,
  fields: ReadonlySet<string>,
): Result<SeriesPlan> {
  const differences = seriesDifferences(wanted, present)
  if (!differences.ok) return differences
  const { updates, deletions, mustBeginAnew } = differences.value
  const writesRecurrence = mustBeginAnew || !isSameRhythm(wanted, present)
  const { series } = wanted
  const occurrences = (series?.exceptions.length ?? 0) + (series?.deleted.length ?? 0)
  const writesMaster = writesRecurrence || [...fields].some((name) => name !== 'series')
  const requests = (updates.length > 0 ? 1 : 0) + (deletions.length > 0 ? 1 : 0)
  const takesMore = (writesMaster && occurrences > 0) || requests > 1
  return ok({
    writesRecurrence,
    isMarked: takesMore,
    differences: differences.value,
  })
}

/** After the master was written, or when nothing of it had to be. */
export async function finishSeries(
  session: KindSession,
  id: ExchangeItemId,
  wanted: AppointmentRecord,
  {
    plan,
    wroteMaster,
    mailed,
  }: {
    readonly plan: SeriesPlan
    readonly wroteMaster: boolean
    readonly mailed: MailedAttendees
  },
): Promise<Result<void>> {
  const differences = wroteMaster ? await differencesNow(session, id, wanted) : ok(plan.differences)
  if (!differences.ok) return differences
  const written = await writeOccurrences(session, id, differences.value, mailed)
  if (!written.ok || !plan.isMarked) return written
  return await endWriting(session, id, [])
}

/** @param remaining fields that are still to be written */
export async function endWriting(
  { client, signal }: KindSession,
  id: ExchangeItemId,
  remaining: Iterable<string>,
): Promise<Result<void>> {
  const ended = await client.gateway.updateItems(
    {
      kind: 'appointment',
      updates: [{ item: { kind: 'item', id, changeKey: null }, ...markedAs(remaining) }],
      conflict: 'always-overwrite',
      readReceipts: 'suppress',
      mailed: 'nobody',
    },
    signal,
  )
  if (!ended.ok) return ended
  const [first] = ended.value
  return first?.ok === false ? first : ok(undefined)
}

async function differencesNow(
  session: KindSession,
  id: ExchangeItemId,
  wanted: AppointmentRecord,
): Promise<Result<SeriesDifferences>> {
  if (wanted.series === null) return ok({ updates: [], deletions: [], mustBeginAnew: false })
  const versions = await fetchVersions(session, [id])
  if (!versions.ok) return versions
  const version = versions.value.get(id)
  if (version === undefined) return failure(appError('exchange.conflict'))
  return version.ok ? seriesDifferences(wanted, version.value.record) : version
}

function isSameRhythm(one: AppointmentRecord, other: AppointmentRecord): boolean {
  const rhythm = ({ series, times }: AppointmentRecord): string =>
    digestOfValue(
      series === null ? null : [comparableRecurrence(series.recurrence), comparableTimesOfSeries(times)],
    )
  return rhythm(one) === rhythm(other)
}

/** Objects that name no zone have that of Winoffice Prime. */
export function inKnownZone(record: AppointmentRecord, primeTimeZone: string): AppointmentRecord {
  if (record.times.timeZone !== null) return record
  const times: AppointmentTimes = { ...record.times, timeZone: primeTimeZone }
  return { ...record, times }
}
