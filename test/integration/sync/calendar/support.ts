/** The calendar kind at work in a mailbox of the test server, which refuses whatever breaks the schema. */
import { randomUUID } from 'node:crypto'
import type { ExchangeConnection } from '#electron/exchange/create-exchange-client.ts'
import type { ExchangeItemId } from '#electron/exchange/exchange-client.ts'
import { type ClientId, clientIdOf } from '#electron/exchange/gateway/values.ts'
import { calendarKind } from '#electron/sync/kinds/calendar.ts'
import type {
  ChangedVersion,
  ExchangeVersion,
  KindSession,
  StoredVersion,
} from '#electron/sync/kinds/kind.ts'
import { changedFields, digestsOf } from '#electron/sync/mapping/field-table.ts'
import type { Instant } from '#shared/domain/ids.ts'
import type { AppointmentRecord } from '#shared/domain/prime-items.ts'
import { type Result, ok } from '#shared/result.ts'
import type { ExchangeServer } from '#test/exchange-server/server.ts'
import { connect, newClientId, valueOf } from '#test/integration/exchange/gateway/support.ts'

export { ANNA, BEAT, startServer, valueOf } from '#test/integration/exchange/gateway/support.ts'

export const NOW = '2026-03-01T08:00:00.000Z' as Instant

export type CalendarOf = {
  readonly client: ExchangeConnection
  readonly session: KindSession
  create(record: AppointmentRecord): Promise<StoredVersion>
  tryCreate(record: AppointmentRecord, clientId?: ClientId): Promise<Result<StoredVersion>>
  read(id: ExchangeItemId): Promise<ExchangeVersion<AppointmentRecord>>
  tryRead(id: string): Promise<Result<ExchangeVersion<AppointmentRecord> | null>>
  /** Writes what differs between two records, as the engine does. */
  update(
    stored: Pick<StoredVersion, 'id' | 'changeKey'>,
    before: AppointmentRecord,
    after: AppointmentRecord,
    more?: Partial<ChangedVersion<AppointmentRecord>>,
  ): Promise<Result<StoredVersion>>
  remove(id: ExchangeItemId): Promise<Result<null>>
}

export function calendarOf(
  server: ExchangeServer,
  mailbox: string,
  settings: Partial<KindSession['settings']> = {},
): CalendarOf {
  const client = connect(server, mailbox)
  const session: KindSession = {
    client,
    contents: {
      readMime: () => Promise.reject(new Error('an appointment has no MIME content')),
      storeContents: () => Promise.reject(new Error('an appointment has no MIME content')),
    },
    mailbox,
    signal: new AbortController().signal,
    settings: { mailsAttendees: false, primeTimeZone: 'Europe/Zurich', ...settings },
    now: () => NOW,
    referenceTo: () => ({ kind: 'distinguished', name: 'calendar', mailbox: null }),
    onBytes: () => undefined,
  }
  const tryCreate = async (record: AppointmentRecord, clientId = newClientId()) => {
    const created = valueOf(await calendarKind.create(session, [{ clientId, record, folder: 'calendar' }]))
    return created[0]!
  }
  const tryRead = async (id: string) => {
    const read: Result<ExchangeVersion<AppointmentRecord> | null>[] = []
    const items = [{ id: id as ExchangeItemId, folder: 'calendar', size: null } as const]
    const fetched = await calendarKind.fetch(session, items, async (_id, version) => {
      read.push(version)
    })
    return fetched.ok ? (read[0] ?? ok(null)) : fetched
  }
  return {
    client,
    session,
    tryCreate,
    tryRead,
    create: async (record) => valueOf(await tryCreate(record)),
    read: async (id) => {
      const version = valueOf(await tryRead(id))
      if (version === null) throw new Error('expected an appointment')
      return version
    },
    update: async (stored, before, after, more = {}) => {
      const base = digestsOf(calendarKind.fields, before)
      const version: ChangedVersion<AppointmentRecord> = {
        id: stored.id,
        changeKey: stored.changeKey,
        folder: 'calendar',
        clientId: clientIdOf(randomUUID())!,
        record: after,
        fields: new Set(changedFields(calendarKind.fields, after, base)),
        base,
        present: null,
        isRepeatedSending: false,
        ...more,
      }
      return valueOf(await calendarKind.update(session, [version]))[0]!
    },
    remove: async (id) => {
      const version = { id, changeKey: null, folder: 'calendar', record: null, isObsolete: false } as const
      return valueOf(await calendarKind.remove(session, [version]))[0]!
    },
  }
}
