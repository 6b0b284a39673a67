/**
 * People on both sides of the synchronisation: what they do to a mailbox and to Winoffice Prime, and what follows from
 * it for whoever compares the two sides afterwards.
 *
 * Every object has a number in its subject that it keeps whatever happens, so that the two sides can be compared
 * without the ids, links and keys that are under test.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StoredItem } from '#electron/prime/prime-store.ts'
import type { PrimeItemChange } from '#electron/sync/prime-item-calls.ts'
import type { MailFolder } from '#shared/domain/sync-kinds.ts'
import { addAppointment, addTask } from '#test/exchange-server/content/arrange.ts'
import type { Item } from '#test/exchange-server/server.ts'
import { ANNA, BEAT, type EngineUnderTest, valueOf } from '#test/integration/sync/engine-under-test.ts'
import { aTask, anAppointment } from '#test/unit/sync/records.ts'

export const KINDS = ['emails', 'tasks', 'calendar'] as const
export const WHAT = ['create', 'change', 'read', 'move', 'delete', 'bin', 'restore', 'send'] as const

export type Edit = {
  readonly side: 'exchange' | 'prime'
  readonly what: (typeof WHAT)[number]
  readonly kind: (typeof KINDS)[number]
  /** Which of the objects that are there. */
  readonly which: number
  readonly value: number
}

const HOMES = { tasks: 'tasks', calendar: 'calendar' } as const
const MAIL_FOLDERS = ['inbox', 'junkemail', 'sentitems'] as const
const PRIME_FOLDERS: readonly MailFolder[] = ['inbox', 'junk', 'sent']
const IMPORTANCES = ['low', 'normal', 'high'] as const
const EXCHANGE_IMPORTANCES = ['Low', 'Normal', 'High'] as const

/** The number of the object in its subject. */
export const numberIn = (subject: string): string => /#\d+/.exec(subject)?.[0] ?? subject

export class People {
  /** Numbers of all objects that ever were. */
  readonly all = new Set<string>()
  /** Deleted by somebody, on either side: it may be gone, or have come back by a change of the other side. */
  readonly deleted = new Set<string>()
  /** Deleted in Winoffice Prime: of an e-mail, the one in the deleted items of Exchange stays there. */
  readonly deletedInPrime = new Set<string>()
  /** Brought back after a deletion, which the synchronisation takes over nowhere. */
  readonly restored = new Set<string>()
  /** Has lain in the recycle bin: from there its folder is not mirrored any more. */
  readonly binned = new Set<string>()
  /** To be sent. */
  readonly toSend = new Set<string>()
  readonly #gone: StoredItem[] = []

  constructor(private readonly test: EngineUnderTest) {}

  async act(edit: Edit): Promise<void> {
    await (edit.side === 'exchange' ? this.#onExchange(edit) : this.#inPrime(edit))
  }

  #new(): string {
    const number = `#${this.all.size + 1}`
    this.all.add(number)
    return number
  }

  async #onExchange({ what, kind, which, value }: Edit): Promise<void> {
    const { mailbox } = this.test
    if (what === 'create' || what === 'send') {
      await this.#createOnExchange(kind, value)
      return
    }
    const folders = kind === 'emails' ? [...MAIL_FOLDERS, 'drafts'] : [HOMES[kind]]
    const isInBin = what === 'restore' || (kind === 'emails' && value % 5 === 0)
    const items = isInBin ? itemsInBin(this.test, kind) : folders.flatMap((folder) => mailbox.items(folder))
    const item = items[which % Math.max(1, items.length)]
    if (item === undefined) return
    const number = numberIn(item.subject)
    switch (what) {
      case 'change':
        mailbox.updateMessage(item.id, {
          importance: EXCHANGE_IMPORTANCES[value % 3]!,
          categories: [`Exchange ${value % 4}`],
          ...(kind !== 'emails' && { subject: `${number} Exchange ${value}` }),
        })
        return
      case 'read':
        mailbox.setRead(item.id, value % 2 === 0)
        return
      case 'move':
        if (kind !== 'emails' || isInBin || item.isDraft) return
        mailbox.moveMessage(item.id, MAIL_FOLDERS[value % MAIL_FOLDERS.length]!)
        return
      case 'bin':
        if (kind === 'emails') this.binned.add(number)
        else this.deleted.add(number)
        if (!isInBin) mailbox.moveMessage(item.id, 'deleteditems')
        return
      case 'delete':
        this.deleted.add(number)
        mailbox.deleteMessage(item.id)
        return
      case 'restore':
        this.restored.add(number)
        mailbox.moveMessage(item.id, kind === 'emails' ? MAIL_FOLDERS[value % 3]! : HOMES[kind])
    }
  }

  async #createOnExchange(kind: Edit['kind'], value: number): Promise<void> {
    const { mailbox } = this.test
    const number = this.#new()
    const day = `2026-12-${String((value % 27) + 1).padStart(2, '0')}`
    if (kind === 'tasks') await addTask(mailbox, { subject: `${number} Aufgabe`, dueDate: day })
    else if (kind === 'calendar') {
      await addAppointment(mailbox, {
        subject: `${number} Termin`,
        start: `${day}T09:00:00`,
        end: `${day}T10:00:00`,
        timeZone: 'W. Europe Standard Time',
      })
    } else {
      const isDraft = value % 4 === 3
      const folder = isDraft ? 'drafts' : MAIL_FOLDERS[value % 3]!
      await mailbox.addMessage(mimeOf(number), { folder, isDraft, isRead: value % 2 === 0 })
    }
  }

  async #inPrime({ what, kind, which, value }: Edit): Promise<void> {
    if (what === 'create' || what === 'send') {
      await this.#createInPrime(what === 'send' ? 'emails' : kind, what, value)
      return
    }
    if (what === 'restore') {
      await this.#restoreInPrime(which)
      return
    }
    const items = await primeItems(this.test, kind)
    const item = items[which % Math.max(1, items.length)]
    if (item === undefined) return
    const { id, record, revision } = item
    const number = numberIn(record.subject)
    if (what === 'delete' || (what === 'bin' && record.kind !== 'email')) {
      // Another may have been faster, while a run is under way.
      const deleted = await this.test.engine.deletePrimeItem({ id, expected: revision })
      if (!deleted.ok) return
      this.deleted.add(number)
      this.deletedInPrime.add(number)
      this.#gone.push(item)
      return
    }
    const change = await this.#changeOf(item, what, value)
    const updated = await this.test.engine.updatePrimeItem({ id, change, expected: revision })
    if (updated.ok && record.kind === 'email' && what === 'bin') this.binned.add(number)
  }

  async #changeOf({ record }: StoredItem, what: Edit['what'], value: number): Promise<PrimeItemChange> {
    const number = numberIn(record.subject)
    const marks = { importance: IMPORTANCES[value % 3]!, categories: [`Prime ${value % 4}`] }
    if (record.kind !== 'email') return { ...record, ...marks, subject: `${number} Prime ${value}` }
    if (what === 'read') return { ...record, isRead: value % 2 === 0 }
    if (what === 'bin') return { ...record, folder: 'deleted' }
    if (what === 'move') {
      return record.isDraft ? record : { ...record, folder: PRIME_FOLDERS[value % PRIME_FOLDERS.length]! }
    }
    if (!record.isDraft || record.folder !== 'drafts' || value % 2 === 0) {
      return { ...record, ...marks, flag: value % 3 === 0 ? 'flagged' : 'none' }
    }
    const { folder, isRead, isDraft, flag, mustBeEncrypted } = record
    const file = await this.#file(number, `Fassung ${value}`)
    return { kind: 'email-file', file, folder, isRead, isDraft, flag, mustBeEncrypted, ...marks }
  }

  async #createInPrime(kind: Edit['kind'], what: Edit['what'], value: number): Promise<void> {
    const number = this.#new()
    const primeEmailAccountId = await this.test.primeAccount()
    const create = async (item: Parameters<typeof this.test.engine.createPrimeItem>[0]['item']) =>
      valueOf(await this.test.engine.createPrimeItem({ primeEmailAccountId, item }))
    if (kind === 'tasks') await create(aTask({ subject: `${number} Aufgabe` }))
    else if (kind === 'calendar') await create(anAppointment({ subject: `${number} Termin` }))
    else {
      const isSent = what === 'send'
      if (isSent) this.toSend.add(number)
      const isDraft = isSent || value % 2 === 0
      await create({
        kind: 'email-file',
        file: await this.#file(number, 'Guten Tag'),
        folder: isSent ? 'outbox' : isDraft ? 'drafts' : PRIME_FOLDERS[value % 3]!,
        isRead: true,
        isDraft,
        flag: 'none',
        importance: 'normal',
        categories: [],
        mustBeEncrypted: false,
      })
    }
  }

  async #restoreInPrime(which: number): Promise<void> {
    const item = this.#gone[which % Math.max(1, this.#gone.length)]
    if (item === undefined) return
    const store = await this.test.store()
    const { primeEmailAccountId, record, id } = item
    const restored = await store.createItem(primeEmailAccountId, record, id)
    if (restored.ok) this.restored.add(numberIn(record.subject))
  }

  async #file(number: string, text: string): Promise<string> {
    const file = join(this.test.folder, `${number.slice(1)}.eml`)
    await writeFile(file, mimeOf(number, text))
    return file
  }
}

export async function primeItems(
  test: EngineUnderTest,
  kind: Edit['kind'],
  address = ANNA,
): Promise<StoredItem[]> {
  const primeEmailAccountId = await test.primeAccount(address)
  return valueOf(await test.engine.listPrimeItems({ primeEmailAccountId, kind, after: null, limit: 1000 }))
}

function itemsInBin({ mailbox }: EngineUnderTest, kind: Edit['kind']): Item[] {
  const element = { emails: 'Message', tasks: 'Task', calendar: 'CalendarItem' }[kind]
  return mailbox.items('deleteditems').filter((item) => item.element === element)
}

function mimeOf(number: string, text = 'Guten Tag'): string {
  const headers = [
    `From: ${ANNA}`,
    `To: ${BEAT}`,
    `Subject: ${number} Nachricht`,
    `Message-ID: <${number.slice(1)}@contoso.example>`,
    'Date: Mon, 02 Mar 2026 09:00:00 +0000',
    'Content-Type: text/plain; charset=utf-8',
  ]
  return `${headers.join('\r\n')}\r\n\r\n${text}\r\n`
}
