/**
 * A mailbox and a Prime account with objects of all kinds, and rounds of 2,000 changes on both sides whose outcome does
 * not depend on what is synchronised first. Every subject is there once, so that a double is seen.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StoredItem } from '#electron/prime/prime-store.ts'
import type { PrimeItemChange, PrimeItemDraft } from '#electron/sync/prime-item-calls.ts'
import type { AppointmentRecord, EmailRecord, PrimeRecord } from '#shared/domain/prime-items.ts'
import type { Instant } from '#shared/domain/ids.ts'
import { SYNC_KINDS } from '#shared/domain/sync-kinds.ts'
import { addAppointment, addTask } from '#test/exchange-server/content/arrange.ts'
import { aTask, anAppointment } from '#test/unit/sync/records.ts'
import { attendee, day, exception, meeting, series, timed } from '../calendar/builders.ts'
import { ANNA, BEAT, type EngineUnderTest, valueOf } from '../engine-under-test.ts'

export const CHANGES = 2_000

// Of new objects: how many on each side.
const E_MAILS = 250
const TASKS = 200
const APPOINTMENTS = 50
// Of those of the round before, on both sides together.
const CHANGED = 220
const REWRITTEN = 40
const MOVED = 100
const DELETED = 100
const TASKS_AND_APPOINTMENTS_CHANGED = 60
const TASKS_AND_APPOINTMENTS_DELETED = 40

const mimeOf = (subject: string, text = subject) =>
  `From: ${BEAT}\r\nTo: ${ANNA}\r\nSubject: ${subject}\r\nMessage-ID: <${subject.replaceAll(' ', '-')}@contoso.example>\r\n` +
  `Date: Mon, 2 Mar 2026 08:00:00 +0000\r\nContent-Type: text/plain\r\n\r\n${text}\r\n`

const hourOf = (index: number) => new Date(Date.UTC(2026, 2, 2) + index * 3_600_000).toISOString() as Instant

const occurrenceOf = (start: Instant, index: number) =>
  new Date(Date.parse(start) + index * DAYS_BETWEEN * 86_400_000).toISOString() as Instant

const OCCURRENCES = 4
const DAYS_BETWEEN = 2

/** Single ones, series with an exception and a deleted occurrence, and meetings of which nobody may be told. */
function appointmentOfKind(
  index: number,
  details: Pick<AppointmentRecord, 'subject' | 'times'>,
): AppointmentRecord {
  const plain = anAppointment(details)
  if (index % 5 === 3) return { ...plain, kind: 'meeting', meeting: meeting([attendee(BEAT)]) }
  if (index % 5 !== 1 || plain.times.kind !== 'timed') return plain
  const { start } = plain.times
  const [, second, third] = Array.from({ length: OCCURRENCES }, (_, each) => occurrenceOf(start, each))
  return {
    ...plain,
    series: series(
      { kind: 'daily', interval: DAYS_BETWEEN },
      { kind: 'numbered', start: dayOf(start), count: OCCURRENCES },
      {
        exceptions: [exception(plain, second!, { times: timed(second!, 30), location: 'Bern' })],
        deleted: [third!],
      },
    ),
  }
}

/** Where Winoffice Prime is, in winter. */
const dayOf = (start: Instant) => day(new Date(Date.parse(start) + 3_600_000).toISOString().slice(0, 10))

/** New objects on both sides: half of the changes of a round, and what the changes of the next one happen to. */
export async function createOnBothSides(test: EngineUnderTest, round: number): Promise<number> {
  const { mailbox, engine } = test
  const primeEmailAccountId = await test.primeAccount()
  const create = async (item: PrimeItemDraft) => {
    valueOf(await engine.createPrimeItem({ primeEmailAccountId, item }))
  }
  const file = join(test.folder, 'new.eml')
  for (let index = 0; index < E_MAILS; index += 1) {
    const name = `Nachricht ${round}-${index}`
    await mailbox.addMessage(mimeOf(`${name} E`), { receivedAt: Date.UTC(2026, 2, 2) + index * 1000 })
    await writeFile(file, mimeOf(`${name} P`))
    const isDraft = index % 2 === 1
    await create({
      ...{ kind: 'email-file', file, isDraft, folder: isDraft ? 'drafts' : 'inbox', isRead: true },
      ...{ flag: 'none', importance: 'normal', categories: [], mustBeEncrypted: false },
    })
  }
  for (let index = 0; index < TASKS; index += 1) {
    await addTask(mailbox, { subject: `Aufgabe ${round}-${index} E`, text: 'Zu tun', dueDate: '2026-12-01' })
    await create(aTask({ subject: `Aufgabe ${round}-${index} P`, text: 'Zu tun' }))
  }
  for (let index = 0; index < APPOINTMENTS; index += 1) {
    const [start, end] = [hourOf(index), hourOf(index + 1)]
    await addAppointment(mailbox, { subject: `Termin ${round}-${index} E`, start, end })
    await create(appointmentOfKind(index, { subject: `Termin ${round}-${index} P`, times: timed(start, 60) }))
  }
  return 2 * (E_MAILS + TASKS + APPOINTMENTS)
}

/** Changes, moves and deletes objects of a round that both sides know, on Exchange and in Prime in turn. */
export async function changeOnBothSides(test: EngineUnderTest, round: number): Promise<number> {
  const prime = await primeItems(test)
  const ofRound = (name: string) =>
    [...prime.values()]
      .filter(({ record }) => record.subject.startsWith(`${name} ${round}-`))
      .sort((one, other) => one.record.subject.localeCompare(other.record.subject))
  const side = new Sides(test)
  const emails = ofRound('Nachricht')
  const drafts = emails.filter(({ record }) => (record as EmailRecord).isDraft).slice(-REWRITTEN)
  for (const item of drafts) await side.rewrite(emails.splice(emails.indexOf(item), 1)[0]!)
  for (const item of emails.splice(0, CHANGED)) await side.change(item)
  for (const item of emails.splice(0, MOVED)) await side.move(item)
  for (const item of emails.splice(0, DELETED)) await side.remove(item)
  for (const items of [ofRound('Aufgabe'), ofRound('Termin')]) {
    for (const item of items.splice(0, TASKS_AND_APPOINTMENTS_CHANGED)) await side.change(item)
    for (const item of items.splice(0, TASKS_AND_APPOINTMENTS_DELETED)) await side.remove(item)
  }
  return side.changes
}

/** In a field that Exchange does not change; of a series one more occurrence goes. */
function changedRecord(record: PrimeRecord): PrimeRecord {
  const changed = { ...record, categories: ['Kunden'] }
  if (changed.kind === 'email' || changed.kind === 'task' || changed.series === null) return changed
  if (changed.times.kind !== 'timed') return changed
  const last = occurrenceOf(changed.times.start, OCCURRENCES - 1)
  return { ...changed, series: { ...changed.series, deleted: [...changed.series.deleted, last] } }
}

/** Makes every second change on Exchange, the others in Prime. */
class Sides {
  changes = 0
  readonly #idOf: ReadonlyMap<string, string>

  constructor(private readonly test: EngineUnderTest) {
    const items = test.mailbox.folders().flatMap(({ id }) => test.mailbox.items(id))
    this.#idOf = new Map(items.map(({ subject, id }) => [subject, id]))
  }

  async change(item: StoredItem): Promise<void> {
    // Different fields of one object on both sides: they are merged.
    this.test.mailbox.updateMessage(this.#id(item), { importance: 'High' })
    await this.#update(item, changedRecord(item.record))
    this.changes += 2
  }

  /** A draft that is rewritten is another item on Exchange. */
  async rewrite(item: StoredItem): Promise<void> {
    const { subject, folder, isRead, isDraft, flag, importance, categories, mustBeEncrypted } =
      item.record as EmailRecord
    const file = join(this.test.folder, 'new.eml')
    await writeFile(file, mimeOf(subject, 'Neue Fassung'))
    await this.#update(item, {
      ...{ kind: 'email-file', file, folder, isRead, isDraft, flag, importance, categories, mustBeEncrypted },
    })
    this.changes += 1
  }

  async move(item: StoredItem): Promise<void> {
    if (this.#isExchangesTurn()) this.test.mailbox.moveMessage(this.#id(item), 'junkemail')
    else await this.#update(item, { ...(item.record as EmailRecord), folder: 'junk' })
  }

  async remove(item: StoredItem): Promise<void> {
    if (this.#isExchangesTurn()) this.test.mailbox.deleteMessage(this.#id(item))
    else valueOf(await this.test.engine.deletePrimeItem({ id: item.id, expected: null }))
  }

  #isExchangesTurn(): boolean {
    this.changes += 1
    return this.changes % 2 === 0
  }

  #id({ record }: StoredItem): string {
    const id = this.#idOf.get(record.subject)
    if (id === undefined) throw new Error(`Exchange does not know ${record.subject}`)
    return id
  }

  async #update({ id, revision }: StoredItem, change: PrimeItemChange): Promise<void> {
    valueOf(await this.test.engine.updatePrimeItem({ id, change, expected: revision }))
  }
}

/** What Prime holds, by subject. @throws when one is there twice */
export async function primeItems(test: EngineUnderTest): Promise<Map<string, StoredItem>> {
  const primeEmailAccountId = await test.primeAccount()
  const items = new Map<string, StoredItem>()
  for (const kind of SYNC_KINDS) {
    const query = { primeEmailAccountId, kind, after: null, limit: 100_000 }
    for (const item of valueOf(await test.engine.listPrimeItems(query))) {
      if (items.has(item.record.subject)) throw new Error(`doubled in Prime: ${item.record.subject}`)
      items.set(item.record.subject, item)
    }
  }
  return items
}

/** What both sides hold, without what differs between two mailboxes; to be compared with those of a twin. */
export async function stateOf(test: EngineUnderTest): Promise<{ prime: unknown[]; exchange: unknown[] }> {
  const prime = [...(await primeItems(test)).values()].map(({ record }) => withoutItsOwn(record))
  const exchange = test.mailbox.folders().flatMap(({ id, displayName }) =>
    test.mailbox.items(id).map(({ subject, isRead, isDraft, importance, categories, element }) => {
      return { folder: displayName, element, subject, isRead, isDraft, importance, categories }
    }),
  )
  return { prime: prime.sort(bySubject), exchange: exchange.sort(bySubject) }
}

/**
 * Different with each mailbox, or known only when an item was read again: when a mail came to Exchange from Prime, the
 * identity of an appointment, and that the organiser of a meeting is oneself.
 */
function withoutItsOwn(record: PrimeRecord): PrimeRecord {
  if (record.kind === 'email') return withoutReceipt(record)
  if (record.kind === 'task') return record
  return { ...record, uid: null, meeting: record.meeting && { ...record.meeting, organizer: null } }
}

/** Of what goes to Exchange, Winoffice Prime learns when it was received only with a later change there. */
export function withoutReceipt<R extends PrimeRecord>(record: R): R {
  return record.kind === 'email' ? { ...record, receivedAt: null } : record
}

export function bySubject(one: { readonly subject: string }, other: { readonly subject: string }): number {
  return one.subject < other.subject ? -1 : one.subject > other.subject ? 1 : 0
}
