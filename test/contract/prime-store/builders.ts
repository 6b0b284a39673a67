/** Records, links and changes for the tests of the Prime store. */
import { createHash } from 'node:crypto'
import type { ChangeKey, ExchangeItemId, ItemChange } from '#electron/exchange/exchange-client.ts'
import type { ClientId } from '#electron/exchange/gateway/values.ts'
import type { NewContent, PrimeStore, StoredItem } from '#electron/prime/prime-store.ts'
import {
  NO_KEYS,
  type CommitOutcome,
  type FolderStatus,
  type MatchKeys,
  type NewLink,
  type PendingGroup,
  type SyncPair,
  type SyncWrite,
} from '#electron/prime/sync-status.ts'
import type { Instant, PlainDate, PrimeItemId } from '#shared/domain/ids.ts'
import type {
  AppointmentRecord,
  ContentHash,
  EmailRecord,
  PrimeRecord,
  Revision,
  TaskRecord,
} from '#shared/domain/prime-items.ts'
import type { FolderKey, SyncKind } from '#shared/domain/sync-kinds.ts'
import type { Result } from '#shared/result.ts'

export const ANNA = 'anna@firma.ch'
export const LIMITS = { down: 3, up: 3 }
export const NOON = '2026-03-01T12:00:00.000Z' as Instant

export const item = (name: string) => name as ExchangeItemId
export const key = (name: string) => name as ChangeKey
export const client = (name: string) => name as ClientId
export const revision = (value: number) => value as Revision

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error)}`)
  return result.value
}

export const aContent = (text: string): NewContent => {
  const bytes = new TextEncoder().encode(text)
  return {
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    place: { kind: 'memory', bytes },
  }
}

export const anEmail = (changes: Partial<EmailRecord> = {}): EmailRecord => ({
  kind: 'email',
  folder: 'inbox',
  subject: 'Grüezi',
  from: { name: 'Beat', address: 'beat@firma.ch' },
  to: [{ name: 'Anna', address: ANNA }],
  cc: [],
  bcc: [{ name: '', address: 'chef@firma.ch' }],
  sentAt: '2026-01-01T08:00:00.000Z' as Instant,
  receivedAt: '2026-01-01T08:00:01.000Z' as Instant,
  isRead: false,
  isDraft: false,
  flag: 'flagged',
  importance: 'normal',
  categories: ['Rot', 'Blau'],
  internetMessageId: '<1@firma.ch>',
  itemClass: 'IPM.Note',
  encryption: 'none',
  mustBeEncrypted: false,
  attachments: [
    { name: 'Offerte.pdf', contentType: 'application/pdf', size: 17 },
    { name: 'Anhang', contentType: 'text/plain', size: 0 },
  ],
  mime: 'a'.repeat(64) as ContentHash,
  size: 12,
  contentDigest: 'digest',
  ...changes,
})

const details = {
  subject: 'Sitzung',
  text: 'Erste Zeile\nZweite',
  location: 'Zürich',
  times: {
    kind: 'timed',
    start: NOON,
    end: '2026-03-01T13:00:00.000Z' as Instant,
    timeZone: 'Europe/Zurich',
  },
  freeBusy: 'busy',
  sensitivity: 'private',
  importance: 'high',
  categories: ['Kunde'],
  reminderMinutes: 15,
} as const satisfies Partial<AppointmentRecord>

export const anAppointment = (changes: Partial<AppointmentRecord> = {}): AppointmentRecord => ({
  ...details,
  categories: [...details.categories],
  kind: 'appointment',
  uid: 'UID-1',
  meeting: null,
  series: null,
  ...changes,
})

export const aMeetingSeries = (): AppointmentRecord =>
  anAppointment({
    kind: 'meeting',
    meeting: {
      organizer: { name: 'Anna', address: ANNA },
      isOrganizer: true,
      myResponse: 'none',
      isCancelled: false,
      isResponseRequested: true,
      attendees: ['b', 'a'].map((name) => ({
        name,
        address: `${name}@firma.ch`,
        role: 'required',
        response: name === 'a' ? 'accepted' : 'none',
        respondedAt: name === 'a' ? NOON : null,
      })),
    },
    series: {
      recurrence: {
        pattern: { kind: 'weekly', interval: 2, days: ['monday'] },
        range: { kind: 'numbered', start: '2026-03-02' as PlainDate, count: 9 },
      },
      exceptions: ['2026-03-30T12:00:00.000Z', '2026-03-16T12:00:00.000Z'].map((original, index) => ({
        original: original as Instant,
        details: {
          ...details,
          categories: [],
          subject: `Ausnahme ${index}`,
          times: {
            kind: 'all-day',
            startDate: '2026-03-17' as PlainDate,
            endDate: '2026-03-18' as PlainDate,
            timeZone: null,
          },
        },
      })),
      deleted: ['2026-04-13T12:00:00.000Z' as Instant],
    },
  })

export const aTask = (changes: Partial<TaskRecord> = {}): TaskRecord => ({
  kind: 'task',
  subject: 'Offerte schreiben',
  text: '',
  startDate: null,
  dueDate: '2026-03-05' as PlainDate,
  completedDate: null,
  status: 'in-progress',
  percentComplete: 30,
  importance: 'low',
  sensitivity: 'normal',
  categories: [],
  reminderAt: NOON,
  totalWorkMinutes: 90,
  actualWorkMinutes: 5,
  recurrence: {
    pattern: { kind: 'regenerating', unit: 'week', interval: 1 },
    range: { kind: 'no-end', start: '2026-03-05' as PlainDate },
  },
  ...changes,
})

export const keys = (changes: Partial<MatchKeys>): MatchKeys => ({ ...NO_KEYS, ...changes })

export const aLink = (name: string, changes: Partial<NewLink> = {}): NewLink => ({
  exchangeItemId: item(name),
  changeKey: key('k1'),
  folder: 'inbox',
  fields: { subject: 'digest' },
  keys: NO_KEYS,
  ...changes,
})

export const save = (
  name: string,
  changes: Partial<Extract<SyncWrite, { write: 'save-prime' }>> = {},
): SyncWrite => ({
  write: 'save-prime',
  kind: 'emails',
  primeItemId: null,
  expected: null,
  record: anEmail(),
  link: aLink(name),
  stillToExport: false,
  ...changes,
})

export const link = (
  { id, revision: primeRevision }: Pick<StoredItem, 'id' | 'revision'>,
  name: string,
  changes: Partial<Extract<SyncWrite, { write: 'link' }>> = {},
): SyncWrite => ({
  write: 'link',
  kind: 'emails',
  primeItemId: id,
  primeRevision,
  link: aLink(name),
  stillToExport: false,
  ...changes,
})

export const create = (name: string, changeKey = 'k1'): ItemChange => ({
  kind: 'create',
  itemKind: 'Message',
  id: item(name),
  changeKey: key(changeKey),
  size: 100,
  receivedAt: NOON,
})
export const update = (name: string, changeKey = 'k2'): ItemChange => ({
  kind: 'update',
  itemKind: 'Message',
  id: item(name),
  changeKey: key(changeKey),
  size: 100,
  receivedAt: NOON,
})
export const remove = (name: string): ItemChange => ({ kind: 'delete', id: item(name) })
export const readFlag = (name: string, isRead: boolean): ItemChange => ({
  kind: 'read-flag',
  id: item(name),
  isRead,
})

/** A mailbox that is synchronised, seen through the store. */
export class Mailbox {
  private constructor(
    readonly store: PrimeStore,
    readonly pair: SyncPair,
  ) {}

  static async create(store: PrimeStore, address = ANNA): Promise<Mailbox> {
    const draft = { address, owner: { kind: 'employee', name: 'Anna Meier' } } as const
    const account = valueOf(await store.createEmailAccount(draft))
    return new Mailbox(store, valueOf(await store.status.openPair(account.id, address)))
  }

  get account() {
    return this.pair.primeEmailAccountId
  }

  async observe(changes: readonly ItemChange[], status: Partial<FolderStatus> = {}) {
    const folder = status.folder ?? 'inbox'
    const before = valueOf(await this.store.status.folder(this.pair.id, folder))
    const after = { ...before, syncState: 's', passOpen: false, ...status, folder }
    const kind: SyncKind = folder === 'calendar' || folder === 'tasks' ? folder : 'emails'
    return valueOf(await this.store.status.recordObserved(this.pair.id, { kind, status: after, changes }))
  }

  async observePrime(kind: SyncKind = 'emails'): Promise<number> {
    return valueOf(await this.store.status.observePrime(this.pair.id, kind)).pending
  }

  async commit(...writes: SyncWrite[]): Promise<CommitOutcome> {
    return valueOf(await this.store.status.commit(this.pair.id, writes))
  }

  /** Imports an item. @returns the object that it became */
  async imported(name: string, changes: Parameters<typeof save>[1] = {}): Promise<StoredItem> {
    const { saved } = await this.commit(save(name, changes))
    return valueOf(await this.store.findItem(saved.get(0)!.id))
  }

  async created(record: PrimeRecord = anEmail(), id?: PrimeItemId): Promise<StoredItem> {
    return valueOf(await this.store.createItem(this.account, record, id))
  }

  /** As a person does, and observed. */
  async edited(id: PrimeItemId, record: PrimeRecord = anEmail({ subject: 'Geändert' })): Promise<StoredItem> {
    const edited = valueOf(await this.store.updateItem(id, record, null))
    await this.observePrime()
    return edited
  }

  async groups(side: 'exchange' | 'prime', kind: SyncKind = 'emails'): Promise<PendingGroup[]> {
    const query = { kind, side, after: null, limit: 1_000, limits: LIMITS }
    return valueOf(await this.store.status.pendingGroups(this.pair.id, query)).groups
  }

  /** Pending changes on Exchange in short: `name state folder`. */
  async onExchange(kind: SyncKind = 'emails'): Promise<string[]> {
    const groups = await this.groups('exchange', kind)
    return groups.map(({ exchange }) => `${exchange!.exchangeItemId} ${exchange!.state.kind}`)
  }

  async inPrime(kind: SyncKind = 'emails'): Promise<PendingGroup['prime'][]> {
    return (await this.groups('prime', kind)).map(({ prime }) => prime)
  }

  async linkOf({ id }: { id: PrimeItemId }) {
    return valueOf(await this.store.status.link(this.pair.id, id))
  }

  async folder(folder: FolderKey = 'inbox'): Promise<FolderStatus> {
    return valueOf(await this.store.status.folder(this.pair.id, folder))
  }

  async matches(...wanted: Partial<MatchKeys>[]) {
    return valueOf(await this.store.status.findMatches(this.pair.id, 'emails', wanted.map(keys)))
  }
}
