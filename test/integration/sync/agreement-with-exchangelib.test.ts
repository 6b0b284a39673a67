/**
 * A third witness: after runs in both directions a client that we did not write reads the mailbox, and what it reads
 * is what Winoffice Prime holds, item by item and value by value. The names of Exchange's values are translated by
 * their spelling alone (`OutOfOffice` is `out-of-office`), never by the mapping that is tested.
 */
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PrimeItemDraft } from '#electron/sync/prime-item-calls.ts'
import type { EmailFolder } from '#shared/domain/prime.ts'
import type {
  AppointmentDetails,
  AppointmentRecord,
  AppointmentTimes,
  EmailRecord,
  PrimeRecord,
  TaskRecord,
} from '#shared/domain/prime-items.ts'
import type { Instant } from '#shared/domain/ids.ts'
import type { SyncKind } from '#shared/domain/sync-kinds.ts'
import { addAppointment, addTask } from '#test/exchange-server/content/arrange.ts'
import {
  EXCHANGELIB,
  isExchangelibInstalled,
  pythonOutput,
} from '#test/integration/clients/debian-packages.ts'
import { aTask } from '#test/unit/sync/records.ts'
import {
  allDay,
  appointment,
  at,
  attendee,
  day,
  exception,
  meeting,
  series,
  timed,
} from './calendar/builders.ts'
import { ANNA, BEAT, EngineUnderTest, valueOf } from './engine-under-test.ts'

const PASSWORD = 'Grüezi: wohl'
const WINDOW = ['2026-11-01', '2027-02-01'] as const

type Contents = Record<'emails' | 'appointments' | 'occurrences' | 'tasks', Record<string, unknown>[]>

let test: EngineUnderTest
beforeEach(async () => {
  test = await EngineUnderTest.start()
})
afterEach(() => test.end())

const attached = (subject: string): string =>
  [
    `From: ${BEAT}`,
    `To: ${ANNA}`,
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    `Message-ID: <${Buffer.from(subject).toString('hex')}@contoso.example>`,
    'Date: Mon, 02 Nov 2026 09:30:00 +0100',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="grenze"',
    '',
    '--grenze',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    'Grüsse aus Zürich',
    '--grenze',
    'Content-Type: application/pdf; name="Plan.pdf"',
    'Content-Disposition: attachment; filename="Plan.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('%PDF-1.4 ein Plan').toString('base64'),
    '--grenze--',
    '',
  ].join('\r\n')

async function create(item: PrimeItemDraft): Promise<void> {
  const primeEmailAccountId = await test.primeAccount()
  valueOf(await test.engine.createPrimeItem({ primeEmailAccountId, item }))
}

async function createEmail(folder: EmailFolder, marks: Partial<EmailRecord> = {}): Promise<void> {
  const file = join(test.folder, `${folder}.eml`)
  await writeFile(file, attached(`Prime: ${folder}`))
  const { isRead = true, flag = 'none', importance = 'normal', categories = [] } = marks
  const isDraft = folder === 'drafts'
  const state = { isRead, isDraft, flag, importance, categories, mustBeEncrypted: false }
  await create({ kind: 'email-file', file, folder, ...state })
}

async function records<R extends PrimeRecord>(kind: SyncKind): Promise<R[]> {
  const primeEmailAccountId = await test.primeAccount()
  const query = { primeEmailAccountId, kind, after: null, limit: 1000 }
  return valueOf(await test.engine.listPrimeItems(query)).map(({ record }) => record as R)
}

async function update<R extends PrimeRecord>(kind: SyncKind, subject: string, change: (record: R) => R) {
  const primeEmailAccountId = await test.primeAccount()
  const query = { primeEmailAccountId, kind, after: null, limit: 1000 }
  const items = valueOf(await test.engine.listPrimeItems(query))
  const found = items.find(({ record }) => record.subject === subject)!
  const changed = change(found.record as R)
  valueOf(await test.engine.updatePrimeItem({ id: found.id, change: changed, expected: found.revision }))
}

async function readByExchangelib(): Promise<Contents> {
  const args = [test.server.url, ANNA, ANNA, PASSWORD, ...WINDOW]
  return JSON.parse(await pythonOutput('exchangelib-contents.py', args)) as Contents
}

/** `NotStarted` → `not-started` */
const kebab = (name: unknown): string =>
  String(name)
    .replace(/(?<=[a-z])(?=[A-Z])/g, '-')
    .toLowerCase()
const spelled = (item: Record<string, unknown>, names: readonly string[]): Record<string, unknown> => ({
  ...item,
  ...Object.fromEntries(names.map((name) => [name, kebab(item[name])])),
})

/** EWS gives whole seconds. */
const second = (instant: Instant | null): string | null => instant && `${instant.slice(0, 19)}Z`
const sorted = (items: readonly unknown[]): string[] =>
  items.map((item) => JSON.stringify(item, null, 1)).sort()

async function emailOf(record: EmailRecord) {
  const { folder, subject, isRead, importance, categories, flag, internetMessageId, from, to } = record
  const store = await test.store()
  const mime = createHash('sha256')
    .update(valueOf(await store.readMime(record.mime)))
    .digest('hex')
  const attachments = record.attachments.map(({ name, size }) => ({ name, size }))
  return {
    ...{ folder, subject, isRead, importance, categories, flag },
    receivedAt: second(record.receivedAt),
    sentAt: record.isDraft ? null : second(record.sentAt),
    messageId: internetMessageId,
    from: from?.address ?? null,
    to: to.map(({ address }) => address),
    ...{ mime, attachments },
  }
}

function timesOf(times: AppointmentTimes) {
  return times.kind === 'timed'
    ? { isAllDay: false, start: second(times.start), end: second(times.end) }
    : // The last day itself, as the client has it.
      { isAllDay: true, start: times.startDate, end: dayBefore(times.endDate) }
}
const dayBefore = (date: string): string =>
  new Date(Date.parse(date) - 24 * 3_600_000).toISOString().slice(0, 10)

/** Exchange has one name for many places. */
const WINDOWS_ZONES: Record<string, string> = {
  'Asia/Tokyo': 'Tokyo Standard Time',
  'America/New_York': 'Eastern Standard Time',
  'Europe/Berlin': 'W. Europe Standard Time',
  'Europe/Zurich': 'W. Europe Standard Time',
}

function appointmentOf(record: AppointmentRecord) {
  const { subject, text, location, times, freeBusy, importance, sensitivity, categories, uid } = record
  return {
    ...{ subject, text, location },
    times: timesOf(times),
    timeZone: WINDOWS_ZONES[times.timeZone ?? ''],
    ...{ freeBusy, importance, sensitivity, categories },
    reminderMinutes: record.reminderMinutes,
    uid,
    isSeries: record.series !== null,
    attendees: record.meeting?.attendees.map(({ address }) => address) ?? [],
  }
}

function taskOf({ kind: _kind, recurrence: _recurrence, ...record }: TaskRecord) {
  const { subject, text, startDate, dueDate, completedDate, status, percentComplete, importance } = record
  const { sensitivity, categories, reminderAt, totalWorkMinutes, actualWorkMinutes } = record
  return {
    ...{ subject, text, startDate, dueDate, completedDate, status, percentComplete, importance, sensitivity },
    ...{ categories, reminderAt: second(reminderAt), totalWorkMinutes, actualWorkMinutes },
  }
}

async function expectAgreement(): Promise<Contents> {
  const contents = await readByExchangelib()
  const emails = await Promise.all((await records<EmailRecord>('emails')).map(emailOf))
  const flags: Record<string, string> = { NotFlagged: 'none', Flagged: 'flagged', Complete: 'complete' }
  // What was made in Winoffice Prime was never received there, and a draft was never sent.
  const received = new Set(emails.flatMap(({ receivedAt, messageId }) => (receivedAt ? [messageId] : [])))
  const read = contents.emails.map((each) => ({
    ...spelled(each, ['importance']),
    flag: flags[String(each.flag)],
    receivedAt: received.has(String(each.messageId)) ? each.receivedAt : null,
    sentAt: each.folder === 'drafts' ? null : each.sentAt,
  }))
  expect(sorted(read)).toEqual(sorted(emails))
  const appointments = contents.appointments.map((each) => {
    const values = spelled(each, ['freeBusy', 'importance', 'sensitivity'])
    return { ...values, freeBusy: values.freeBusy === 'oof' ? 'out-of-office' : values.freeBusy }
  })
  const calendar = await records<AppointmentRecord>('calendar')
  const exported = calendar.filter(({ kind }) => kind !== 'absence')
  expect(sorted(appointments)).toEqual(sorted(exported.map(appointmentOf)))
  const tasks = contents.tasks.map((each) => spelled(each, ['status', 'importance', 'sensitivity']))
  expect(sorted(tasks)).toEqual(sorted((await records<TaskRecord>('tasks')).map(taskOf)))
  return contents
}

async function run(): Promise<void> {
  expect(await test.run()).toMatchObject({ error: null, outcome: 'succeeded' })
}

const WEEKLY = appointment({
  subject: 'Jour fixe',
  times: timed('2026-11-16T09:00+01:00', 60, 'Europe/Zurich'),
  series: series(
    { kind: 'weekly', interval: 1, days: ['monday'] },
    { kind: 'numbered', start: day('2026-11-16'), count: 5 },
  ),
})
const MOVED: Partial<AppointmentDetails> = {
  subject: 'Jour fixe (verlegt)',
  times: timed('2026-11-24T14:00+01:00', 90, 'Europe/Zurich'),
}

describe.skipIf(!isExchangelibInstalled)(`the mailbox as read by ${EXCHANGELIB}`, () => {
  it(
    'holds the e-mails of Winoffice Prime in all folders, from either side',
    { timeout: 120_000 },
    async () => {
      const marks = [
        { folder: 'inbox', isRead: false, categories: ['Rot', 'Kunde Müller'], importance: 'High' },
        { folder: 'sentitems', isRead: true, importance: 'Low' },
        { folder: 'junkemail', isRead: false },
        { folder: 'deleteditems', isRead: true, categories: ['Blau'] },
        { folder: 'drafts', isRead: true, isDraft: true },
      ] as const
      for (const options of marks)
        await test.mailbox.addMessage(attached(`Exchange: ${options.folder}`), options)
      await createEmail('inbox', { isRead: false, flag: 'flagged', importance: 'high', categories: ['Grün'] })
      await createEmail('sent', { flag: 'complete' })
      await createEmail('junk', { importance: 'low' })
      await createEmail('deleted')
      await createEmail('drafts', { categories: ['Entwurf'] })
      await run()
      await run()
      expect((await expectAgreement()).emails).toHaveLength(10)

      await update<EmailRecord>('emails', 'Exchange: inbox', (email) => {
        return { ...email, isRead: true, flag: 'complete', categories: ['Erledigt'], folder: 'junk' }
      })
      await update<EmailRecord>('emails', 'Prime: inbox', (email) => ({ ...email, importance: 'low' }))
      const own = test.mailbox.items('sentitems').find(({ subject }) => subject === 'Prime: sent')!
      test.mailbox.updateMessage(own.id, { categories: ['Outlook'], isRead: false })
      await run()
      await run()
      expect((await expectAgreement()).emails).toHaveLength(10)
    },
  )

  it('holds the appointments of Winoffice Prime and when they take place', { timeout: 120_000 }, async () => {
    await addAppointment(test.mailbox, {
      ...{ subject: 'Exchange: Tokio', text: 'Erste Zeile', location: 'Tokio' },
      ...{ start: '2026-12-01T09:00:00', end: '2026-12-01T10:00:00', timeZone: 'Tokyo Standard Time' },
    })
    await addAppointment(test.mailbox, {
      ...{ subject: 'Exchange: Ferien', isAllDay: true, timeZone: 'W. Europe Standard Time' },
      ...{ start: '2026-12-24T00:00:00', end: '2026-12-27T00:00:00' },
    })
    await addAppointment(test.mailbox, {
      ...{ subject: 'Exchange: Serie', timeZone: 'W. Europe Standard Time' },
      ...{ start: '2026-12-07T08:00:00', end: '2026-12-07T08:30:00' },
      rhythm: { frequency: 'daily', interval: 2, count: 3 },
    })
    await create(appointment({ subject: 'Prime: New York', times: timed('2026-12-02T09:00-05:00', 45, 'America/New_York'), freeBusy: 'out-of-office', sensitivity: 'private', importance: 'high' })) // prettier-ignore
    await create(appointment({ subject: 'Prime: Messe', times: allDay('2026-12-10', '2026-12-12', 'Europe/Zurich'), freeBusy: 'free' })) // prettier-ignore
    await create(appointment({ subject: 'Prime: Sitzung', kind: 'meeting', times: timed('2026-12-03T10:00+01:00', 60, 'Europe/Zurich'), meeting: meeting([attendee(BEAT)]) })) // prettier-ignore
    await create(appointment({ subject: 'Prime: Abwesenheit', kind: 'absence' }))
    await create({
      ...WEEKLY,
      series: {
        ...WEEKLY.series!,
        exceptions: [exception(WEEKLY, '2026-11-23T09:00+01:00', MOVED)],
        deleted: [at('2026-11-30T09:00+01:00')],
      },
    })
    await run()
    await run()
    const { occurrences } = await expectAgreement()
    expect(test.server.mailsSent).toEqual([])
    const inZurich = (items: Contents['occurrences'], subject: string) =>
      items
        .filter((item) => String(item.subject).startsWith(subject))
        .map(({ times }) => (times as { start: string }).start)
        .sort()
    expect(inZurich(occurrences, 'Jour fixe')).toEqual([
      '2026-11-16T08:00:00Z',
      '2026-11-24T13:00:00Z',
      '2026-12-07T08:00:00Z',
      '2026-12-14T08:00:00Z',
    ])
    expect(inZurich(occurrences, 'Exchange: Serie')).toEqual([
      '2026-12-07T07:00:00Z',
      '2026-12-09T07:00:00Z',
      '2026-12-11T07:00:00Z',
    ])
    expect(inZurich(occurrences, 'Exchange: Tokio')).toEqual(['2026-12-01T00:00:00Z'])
    expect(inZurich(occurrences, 'Prime: New York')).toEqual(['2026-12-02T14:00:00Z'])

    await update<AppointmentRecord>('calendar', 'Exchange: Serie', (record) => ({
      ...record,
      location: 'Bern',
      series: { ...record.series!, deleted: [at('2026-12-09T08:00+01:00')] },
    }))
    await run()
    await run()
    const again = await expectAgreement()
    expect(inZurich(again.occurrences, 'Exchange: Serie')).toEqual([
      '2026-12-07T07:00:00Z',
      '2026-12-11T07:00:00Z',
    ])
  })

  it('holds the tasks of Winoffice Prime with what is done of them', { timeout: 120_000 }, async () => {
    await addTask(test.mailbox, {
      ...{
        subject: 'Exchange: Offerte',
        text: 'Bis Freitag',
        dueDate: '2026-12-04',
        startDate: '2026-12-01',
      },
      ...{ status: 'InProgress', percentComplete: 40, importance: 'High' },
    })
    await addTask(test.mailbox, { subject: 'Exchange: ohne Datum', status: 'WaitingOnOthers' })
    await create(
      aTask({
        ...{
          subject: 'Prime: Bericht',
          text: 'Zeile eins\nZeile zwei',
          importance: 'low',
          categories: ['Rot'],
        },
        ...{ startDate: day('2026-12-01'), dueDate: day('2026-12-31'), status: 'deferred' },
        ...{ reminderAt: at('2026-12-30T08:00+01:00'), totalWorkMinutes: 120, actualWorkMinutes: 30 },
        sensitivity: 'confidential',
      }),
    )
    await create(
      aTask({
        ...{ subject: 'Prime: erledigt', status: 'completed', percentComplete: 100 },
        completedDate: day('2026-11-20'),
      }),
    )
    await run()
    await run()
    expect((await expectAgreement()).tasks).toHaveLength(4)
    await update<TaskRecord>('tasks', 'Exchange: Offerte', (task) => {
      return { ...task, percentComplete: 75, dueDate: day('2026-12-11'), categories: ['Grün'] }
    })
    await run()
    await run()
    const { tasks } = await expectAgreement()
    expect(tasks.find(({ subject }) => subject === 'Exchange: Offerte')).toMatchObject({
      percentComplete: 75,
      dueDate: '2026-12-11',
      status: 'InProgress',
    })
  })
})
