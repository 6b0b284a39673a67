/**
 * The rules of what is synchronised, and what is not: one test each, through the whole engine. What the kinds do in
 * detail is tested beside them; here counts that nothing between them undoes a rule.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { StoredItem } from '#electron/prime/prime-store.ts'
import type { SyncJob } from '#electron/sync/engine-api.ts'
import type { PrimeItemDraft } from '#electron/sync/prime-item-calls.ts'
import type { AppointmentRecord, EmailRecord, PrimeRecord, TaskRecord } from '#shared/domain/prime-items.ts'
import { EMAIL_FOLDERS, type EmailFolder } from '#shared/domain/prime.ts'
import type { SyncKind } from '#shared/domain/sync-kinds.ts'
import { ACCOUNT_SYNC_DEFAULTS, CONNECTOR_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'
import { addAppointment, addItemXml, addTask } from '#test/exchange-server/content/arrange.ts'
import { rawClient } from '#test/exchange-server/raw-client.ts'
import { getItem } from '#test/exchange-server/requests.ts'
import { aTask } from '#test/unit/sync/records.ts'
import { appointment, attendee, at, day, exception, meeting, series, timed } from './calendar/builders.ts'
import { ANNA, BEAT, EngineUnderTest, valueOf } from './engine-under-test.ts'

let test: EngineUnderTest
beforeEach(async () => {
  test = await EngineUnderTest.start()
})
afterEach(() => test.end())

const mimeOf = (subject: string, headers = '', body = 'Guten Tag'): string =>
  `From: ${BEAT}\r\nTo: ${ANNA}\r\nSubject: ${subject}\r\n${headers || 'Content-Type: text/plain\r\n'}\r\n${body}\r\n`

const ACCOUNT = { ...ACCOUNT_SYNC_DEFAULTS, firstSyncDays: null }

async function run(changes: Partial<SyncJob> = {}) {
  const result = await test.run(ANNA, changes)
  expect(result).toMatchObject({ error: null, outcome: 'succeeded' })
  return result
}

async function create(item: PrimeItemDraft) {
  const primeEmailAccountId = await test.primeAccount()
  return valueOf(await test.engine.createPrimeItem({ primeEmailAccountId, item }))
}

async function createEmail(folder: EmailFolder, changes: Partial<EmailRecord> = {}) {
  const file = join(test.folder, `${folder}.eml`)
  await writeFile(file, mimeOf(`Prime ${folder}`).replace(`To: ${ANNA}`, `To: ${BEAT}`))
  return await create({
    kind: 'email-file',
    ...{ file, folder, isRead: true, isDraft: folder === 'drafts' || folder === 'outbox', flag: 'none' },
    ...{ importance: 'normal', categories: [], mustBeEncrypted: changes.mustBeEncrypted ?? false },
  })
}

async function items(kind: 'emails'): Promise<StoredItem<EmailRecord>[]>
async function items(kind: 'calendar'): Promise<StoredItem<AppointmentRecord>[]>
async function items(kind: 'tasks'): Promise<StoredItem<TaskRecord>[]>
async function items(kind: SyncKind): Promise<StoredItem[]>
async function items(kind: SyncKind): Promise<StoredItem[]> {
  const primeEmailAccountId = await test.primeAccount()
  const query = { primeEmailAccountId, kind, after: null, limit: 1000 }
  return valueOf(await test.engine.listPrimeItems(query))
}

/** Changes the only object of a kind. */
async function change<R extends PrimeRecord>(kind: SyncKind, changes: Partial<R>): Promise<R> {
  const found = await items(kind)
  expect(found).toHaveLength(1)
  const { id, record, revision } = found[0]!
  const changed = { ...(record as R), ...changes }
  valueOf(await test.engine.updatePrimeItem({ id, change: changed, expected: revision }))
  return changed
}

async function allProperties(id: string): Promise<string> {
  const raw = rawClient(test.server.url, { user: ANNA, password: 'Grüezi: wohl' })
  try {
    return (await raw.call(getItem([id], 'AllProperties'))).text
  } finally {
    raw.close()
  }
}

const subjectsIn = (folder: string) =>
  test.mailbox
    .items(folder)
    .map(({ subject }) => subject)
    .sort()

const inFuture = (changes: Partial<AppointmentRecord> = {}): AppointmentRecord => {
  const start = new Date(Date.now() + 30 * 24 * 3_600_000).toISOString()
  return appointment({ times: timed(start, 60), ...changes })
}
const invitation = (changes: Partial<AppointmentRecord> = {}): AppointmentRecord =>
  inFuture({ kind: 'meeting', subject: 'Sitzung', meeting: meeting([attendee(BEAT)]), ...changes })

const FORMATTED =
  '<t:Body BodyType="HTML">&lt;html&gt;&lt;body&gt;&lt;b&gt;Fett&lt;/b&gt;&lt;/body&gt;&lt;/html&gt;</t:Body>'

const addFormatted = () =>
  addItemXml(
    test.mailbox,
    `<t:CalendarItem><t:Subject>Formatiert</t:Subject>${FORMATTED}
      <t:ExtendedProperty>
        <t:ExtendedFieldURI PropertySetId="11111111-2222-3333-4444-555555555555" PropertyName="Fremd" PropertyType="String"/>
        <t:Value>bleibt</t:Value>
      </t:ExtendedProperty>
      <t:Start>2026-12-01T08:00:00Z</t:Start><t:End>2026-12-01T09:00:00Z</t:End>
      <t:StartTimeZone Id="Tokyo Standard Time"/><t:EndTimeZone Id="Tokyo Standard Time"/>
    </t:CalendarItem>`,
    'calendar',
  )

describe('contacts and absences', () => {
  it('contacts are never synchronised', async () => {
    const contact =
      '<t:Contact><t:Subject>Kontakt</t:Subject><t:DisplayName>Kontakt</t:DisplayName></t:Contact>'
    await addItemXml(test.mailbox, contact, 'contacts')
    await test.mailbox.addMessage({ subject: 'Kontakt', text: '' }, { element: 'Contact', folder: 'inbox' })
    await run()
    expect([await items('emails'), await items('calendar'), await items('tasks')]).toEqual([[], [], []])
    expect(subjectsIn('inbox')).toEqual(['Kontakt'])
  })

  it('absences created in Winoffice Prime are never exported', async () => {
    await create(inFuture({ kind: 'absence' }))
    await run()
    await run()
    expect(test.mailbox.items('calendar')).toEqual([])
    expect(await items('calendar')).toHaveLength(1)
  })
})

describe('meetings', () => {
  it('make Exchange mail nobody by default', async () => {
    await run()
    await create(invitation())
    await run()
    await change<AppointmentRecord>('calendar', { subject: 'Verlegt', location: 'Bern' })
    await run()
    const [item] = await items('calendar')
    valueOf(await test.engine.deletePrimeItem({ id: item!.id, expected: null }))
    await run()
    expect(subjectsIn('calendar')).toEqual([])
    expect(test.server.mailsSent).toEqual([])
  })

  it('where the account mails attendees: an invitation, but never during a first synchronisation or for the past', async () => {
    const account = { ...ACCOUNT, mailsAttendees: true }
    await create(invitation({ subject: 'Vor dem ersten Mal' }))
    await run({ account })
    expect(test.server.mailsSent).toEqual([])
    await create(invitation({ subject: 'Vergangen', times: timed('2026-02-02T09:00+01:00', 60) }))
    await create(invitation({ subject: 'Kommt' }))
    await run({ account })
    expect(subjectsIn('calendar')).toEqual(['Kommt', 'Vergangen', 'Vor dem ersten Mal'])
    expect(test.server.mailsSent.map(({ subject }) => subject)).toEqual(['Kommt'])
  })

  it("of others are not written but for the answer, the reminder and the categories: only the organiser's copy is", async () => {
    const account = { ...ACCOUNT, mailsAttendees: true }
    await test.run(BEAT, { account })
    const organised = invitation({ meeting: meeting([attendee(ANNA)]) })
    const primeEmailAccountId = await test.primeAccount(BEAT)
    valueOf(await test.engine.createPrimeItem({ primeEmailAccountId, item: organised }))
    await test.run(BEAT, { account })
    await run()
    const [copy] = await items('calendar')
    expect(copy!.record.meeting).toMatchObject({ isOrganizer: false })
    await change<AppointmentRecord>('calendar', {
      subject: 'Anders',
      location: 'Anderswo',
      categories: ['Eigene'],
    })
    await run()
    expect(test.mailbox.items('calendar')).toMatchObject([{ subject: 'Sitzung', categories: ['Eigene'] }])
  })
})

describe('recurring appointments', () => {
  it('are one object with their exceptions and deletions', async () => {
    const weekly = appointment({
      subject: 'Jour fixe',
      times: timed('2026-11-16T09:00+01:00', 60),
      series: series(
        { kind: 'weekly', interval: 1, days: ['monday'] },
        { kind: 'numbered', start: day('2026-11-16'), count: 4 },
      ),
    })
    const moved = exception(weekly, '2026-11-23T09:00+01:00', {
      subject: 'Verlegt',
      times: timed('2026-11-24T14:00+01:00', 60),
    })
    const deleted = [at('2026-11-30T09:00+01:00')]
    await create({ ...weekly, series: { ...weekly.series!, exceptions: [moved], deleted } })
    await run()
    await run()
    expect(subjectsIn('calendar')).toEqual(['Jour fixe'])
    const [master] = test.mailbox.items('calendar')
    expect([master!.exceptions?.modified.size, master!.exceptions?.deleted.size]).toEqual([1, 1])
    expect(await items('calendar')).toHaveLength(1)
  })
})

describe('e-mails', () => {
  it('go both ways in every folder', async () => {
    const onExchange = {
      inbox: 'inbox',
      drafts: 'drafts',
      sent: 'sentitems',
      junk: 'junkemail',
      deleted: 'deleteditems',
    }
    for (const [folder, name] of Object.entries(onExchange)) {
      await test.mailbox.addMessage(mimeOf(`Exchange ${folder}`), {
        folder: name,
        isDraft: folder === 'drafts',
      })
      await createEmail(folder as EmailFolder)
    }
    await run()
    await createEmail('outbox')
    await run()
    for (const [folder, name] of Object.entries(onExchange)) {
      const sent = folder === 'sent' ? ['Prime outbox'] : []
      expect(subjectsIn(name)).toEqual([`Exchange ${folder}`, ...[`Prime ${folder}`, ...sent].sort()])
    }
    const inPrime = await items('emails')
    for (const folder of EMAIL_FOLDERS) {
      const count = { outbox: 0, sent: 3 }[folder as string] ?? 2
      expect(inPrime.filter(({ record }) => record.folder === folder)).toHaveLength(count)
    }
  })

  it('that are encrypted pass through opaque and are marked; one that is to be encrypted is refused with the reason', async () => {
    const mime = mimeOf(
      'Verschlossen',
      'Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n',
      'AAAA',
    )
    await test.mailbox.addMessage(mime)
    await run()
    const [email] = await items('emails')
    expect(email!.record.encryption).toBe('smime')
    const store = await test.store()
    expect(Buffer.from(valueOf(await store.readMime(email!.record.mime))).toString()).toBe(mime)
    await createEmail('outbox', { mustBeEncrypted: true })
    expect((await test.run()).outcome).toBe('incomplete')
    const problems = await test.problems()
    expect(problems).toMatchObject([{ side: 'prime', subject: 'Prime outbox', error: { code: /encrypt/ } }])
    expect(test.server.mailsSent).toEqual([])
  })

  it('of the outbox are not sent during a first synchronisation, and that is told', async () => {
    await createEmail('outbox')
    await test.run()
    expect(await test.run()).toMatchObject({ outcome: 'incomplete', error: { code: 'sync.items-given-up' } })
    const problems = await test.problems()
    expect(problems).toMatchObject([{ givenUp: true, error: { code: 'sync.not-sent-in-first-sync' } }])
    expect(test.server.mailsSent).toEqual([])
  })

  it('that are marked read send no read receipt', async () => {
    const wish = `Disposition-Notification-To: ${BEAT}\r\nContent-Type: text/plain\r\n`
    await test.mailbox.addMessage(mimeOf('Bestätigen', wish), { isRead: false })
    await run()
    await change<EmailRecord>('emails', { isRead: true })
    await run()
    expect(test.mailbox.items('inbox')).toMatchObject([{ isRead: true }])
    expect(test.server.mailsSent).toEqual([])
  })
})

describe('texts, foreign fields and zones', () => {
  it('a formatted text, a foreign field and the zone stay when something else changes; a changed text is written plain', async () => {
    const id = await addFormatted()
    await run()
    const [imported] = await items('calendar')
    const { record } = imported!
    expect([record.text.trim(), record.times.timeZone]).toEqual(['Fett', 'Asia/Tokyo'])
    await change<AppointmentRecord>('calendar', { location: 'Bern' })
    await run()
    const kept = await allProperties(id)
    expect(kept).toContain('&lt;b&gt;Fett&lt;/b&gt;')
    expect(kept).toContain('Tokyo Standard Time')
    await change<AppointmentRecord>('calendar', { text: 'Neuer Text' })
    await run()
    const changed = await allProperties(id)
    expect(changed).toContain('Neuer Text')
    expect(changed).not.toContain('&lt;b&gt;')
    expect(test.mailbox.item(id)?.extendedProperties).toMatchObject([{ path: { PropertyName: 'Fremd' } }])
  })
})

describe('deleting', () => {
  it('goes both ways, on Exchange to the deleted items', async () => {
    await addTask(test.mailbox, { subject: 'Bleibt' })
    await addTask(test.mailbox, { subject: 'Weg in Prime' })
    const gone = await addTask(test.mailbox, { subject: 'Weg auf Exchange' })
    await run()
    const found = (await items('tasks')).find(({ record }) => record.subject === 'Weg in Prime')
    valueOf(await test.engine.deletePrimeItem({ id: found!.id, expected: null }))
    test.mailbox.deleteMessage(gone)
    await run()
    expect(subjectsIn('tasks')).toEqual(['Bleibt'])
    expect(subjectsIn('deleteditems')).toContain('Weg in Prime')
    expect((await items('tasks')).map(({ record }) => record.subject)).toEqual(['Bleibt'])
  })

  it('is not undone by restoring: what is restored on Exchange stays there, and stays deleted in Winoffice Prime', async () => {
    await addTask(test.mailbox, { subject: 'Wieder da' })
    await run()
    const [task] = await items('tasks')
    valueOf(await test.engine.deletePrimeItem({ id: task!.id, expected: null }))
    await run()
    test.mailbox.moveMessage(test.mailbox.items('deleteditems')[0]!.id, 'tasks')
    await run()
    await run()
    expect(subjectsIn('tasks')).toEqual(['Wieder da'])
    expect(await items('tasks')).toEqual([])
  })

  it('of more than half stops before anything is deleted, until a person allows it', async () => {
    for (let number = 1; number <= 8; number += 1)
      await addTask(test.mailbox, { subject: `Aufgabe ${String(number)}` })
    await run()
    for (const { id } of test.mailbox.items('tasks').slice(0, 6)) test.mailbox.deleteMessage(id)
    expect(await test.run()).toMatchObject({
      outcome: 'failed',
      error: { code: 'sync.mass-deletion', params: { kind: 'tasks', side: 'exchange', deletions: 6 } },
    })
    expect(await items('tasks')).toHaveLength(8)
    await run({ allowMassDeletion: true })
    expect(await items('tasks')).toHaveLength(2)
  })
})

describe('settings', () => {
  it('receive-only exports nothing', async () => {
    await addTask(test.mailbox, { subject: 'Von Exchange' })
    const account = { ...ACCOUNT, receiveOnly: true }
    await run({ account })
    await change<TaskRecord>('tasks', { text: 'In Prime ergänzt' })
    await create(aTask({ subject: 'Von Prime' }))
    await createEmail('outbox')
    test.server.clearJournal()
    await run({ account })
    const asked = new Set(test.server.journal.map(({ operation }) => operation))
    expect([...asked].filter((name) => /^(Create|Update|Delete|Move|Send|Copy)/.test(name ?? ''))).toEqual([])
    expect(subjectsIn('tasks')).toEqual(['Von Exchange'])
  })

  it.each([
    { conflictPolicy: 'exchange-wins', wins: 'Auf Exchange', loses: 'In Prime' },
    { conflictPolicy: 'prime-wins', wins: 'In Prime', loses: 'Auf Exchange' },
    { conflictPolicy: 'newest-wins', wins: 'In Prime', loses: 'Auf Exchange' },
  ] as const)(
    '$conflictPolicy: the loser lies in the journal, and comes back when it is restored',
    async ({ conflictPolicy, wins, loses }) => {
      const connector = { ...CONNECTOR_SYNC_DEFAULTS, conflictPolicy }
      const id = await addTask(test.mailbox, { subject: 'Ursprung' })
      await run({ connector })
      test.mailbox.updateMessage(id, { subject: 'Auf Exchange' })
      // The later one; Exchange tells whole seconds.
      await change<TaskRecord>('tasks', { subject: 'In Prime' })
      expect((await run({ connector })).counts.conflicts).toBe(1)
      const both = async () => [
        subjectsIn('tasks'),
        (await items('tasks')).map(({ record }) => record.subject),
      ]
      expect(await both()).toEqual([[wins], [wins]])
      const [conflict] = await test.conflicts()
      expect(conflict).toMatchObject({ fields: ['subject'], losing: { subject: loses }, restoredAt: null })
      valueOf(await test.engine.restoreConflict({ id: conflict!.id }))
      await run({ connector })
      expect(await both()).toEqual([[loses], [loses]])
    },
  )

  it('the window of the first synchronisation leaves out what lies before it, on both sides', async () => {
    const daysAgo = (days: number) => Date.now() - days * 24 * 3_600_000
    await test.mailbox.addMessage(mimeOf('Alt'), { receivedAt: daysAgo(40) })
    await test.mailbox.addMessage(mimeOf('Neu'), { receivedAt: daysAgo(5) })
    const on = (days: number) => `${new Date(daysAgo(days)).toISOString().slice(0, 10)}T09:00:00Z`
    await addAppointment(test.mailbox, {
      subject: 'Vorbei',
      start: on(40),
      end: on(40).replace('T09', 'T10'),
    })
    await addAppointment(test.mailbox, {
      subject: 'Kürzlich',
      start: on(5),
      end: on(5).replace('T09', 'T10'),
    })
    await run({ account: { ...ACCOUNT, firstSyncDays: 30 } })
    expect((await items('emails')).map(({ record }) => record.subject)).toEqual(['Neu'])
    expect((await items('calendar')).map(({ record }) => record.subject)).toEqual(['Kürzlich'])
    expect([subjectsIn('inbox'), subjectsIn('calendar')]).toEqual([
      ['Alt', 'Neu'],
      ['Kürzlich', 'Vorbei'],
    ])
  })
})
