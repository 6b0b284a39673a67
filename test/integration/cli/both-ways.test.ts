/** The command line without a window: both directions, all kinds, and what it tells of them. */
import { mkdtempSync } from 'node:fs'
import { readFile, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ItemValues } from '#electron/services/items/item-values.ts'
import { appointmentOf } from '#electron/services/items/appointment-values.ts'
import { emailContentOf, emailMarksOf } from '#electron/cli/email-values.ts'
import { taskOf } from '#electron/services/items/task-values.ts'
import { openSession } from '#electron/cli/session.ts'
import type { PrimeItemDraft } from '#electron/sync/prime-item-calls.ts'
import type { PlainDate } from '#shared/domain/ids.ts'
import type { Result } from '#shared/result.ts'
import { startExchangeServer, type ExchangeServer } from '#test/exchange-server/server.ts'
import { runCli, type CliRun } from './run-cli.ts'

const ANNA = 'anna@contoso.example'
const PASSWORD = 'Grüezi: wohl, 7!'
const WRITING = /^(Create|Update|Delete|Move|Copy|Send)/

// Each call is a process of its own, and a test makes up to a dozen.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

let folder: string
let data: string
let server: ExchangeServer

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'ews-konnektor-cli-'))
  data = path.join(folder, 'data')
  server = await startExchangeServer({ mailboxes: [{ address: ANNA, password: PASSWORD }] })
})
afterEach(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

/** A command that has to succeed unless another code is expected; its document. */
async function told(args: readonly string[], code = 0): Promise<Document> {
  const run: CliRun = await runCli([...args, '--data', data, '--json'], { password: PASSWORD })
  const document = run.json() as unknown as Document
  expect(run.code, JSON.stringify(document.error)).toBe(code)
  return document
}

type Document = Record<string, unknown> & {
  readonly error: { readonly code: string; readonly what: string; readonly todo: string } | null
  readonly item: { readonly id: string; readonly revision: number; readonly record: Record<string, unknown> }
  readonly items: readonly { readonly id: string; readonly record: Record<string, unknown> }[]
  readonly problems: readonly Record<string, unknown>[]
  readonly conflicts: readonly { readonly id: string; readonly fields: readonly string[] }[]
  readonly accounts: readonly Record<string, unknown>[]
  readonly runs: readonly Record<string, unknown>[]
  readonly counts: Readonly<Record<string, number>>
  readonly plan: { readonly at: string; readonly kinds: readonly Planned[] }
}
type Planned = { readonly kind: string; readonly down: Counted; readonly up: Counted }
type Counted = { readonly counts: Readonly<Record<string, number>> }

const connection = () => ['--url', server.url, '--mailbox', ANNA, '--user', 'anna']
const connect = (...more: string[]) => told(['sync', ...connection(), ...more])
const sync = (...more: string[]) => told(['sync', '--account', ANNA, ...more])
const create = async (what: string, ...options: string[]) =>
  (await told(['prime', 'create', what, '--account', ANNA, ...options])).item
const list = async (kind: string) => (await told(['prime', 'list', kind, '--account', ANNA])).items
const subjects = (name: string) =>
  server
    .mailbox(ANNA)
    .items(name)
    .map(({ subject }) => subject)
const writes = () => server.journal.filter(({ operation }) => WRITING.test(operation ?? ''))

/** As `prime create` makes them, without a process for each. */
async function createOneOfEach(): Promise<void> {
  const services = openSession({ dataFolder: data, onIncident: () => undefined })
  const { engine } = services
  const owner = { name: 'Anna Meier', address: ANNA }
  const zone = 'Europe/Zurich'
  const make = (kind: 'appointment' | 'absence', values: ItemValues) =>
    valueOf(appointmentOf(values, { kind, base: null, organizer: owner, systemZone: zone }))
  try {
    const draft = { address: ANNA, owner: { kind: 'employee' as const, name: 'Anna Meier' } }
    const account = valueOf(await engine.createEmailAccount(draft))
    const file = path.join(folder, 'draft.eml')
    const email = { subject: 'Entwurf', to: ['Beat <beat@contoso.example>'], text: 'Grüezi' }
    await writeFile(file, valueOf(await emailContentOf(email, owner, null)))
    const items: PrimeItemDraft[] = [
      { kind: 'email-file', file, ...emailMarksOf({}, null) },
      make('appointment', {
        subject: 'Besichtigung',
        start: '2027-03-01T09:00',
        rrule: 'FREQ=WEEKLY;COUNT=6',
      }),
      make('absence', { subject: 'Ferien', start: '2027-04-01', 'all-day': true }),
      valueOf(
        taskOf({ subject: 'Offerte schreiben', due: day('2027-02-26') }, null, zone, day('2027-01-04')),
      ),
    ]
    for (const item of items) {
      valueOf(await engine.createPrimeItem({ primeEmailAccountId: account.id, item }))
    }
    await rm(file)
  } finally {
    await services.close()
  }
}

const day = (text: string) => text as PlainDate

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

describe('both ways', () => {
  it('objects of Winoffice Prime come to Exchange and those of Exchange to Winoffice Prime', async () => {
    await createOneOfEach()
    await server.mailbox(ANNA).addMessage({ subject: 'Anfrage', text: 'Guten Tag' }, { folder: 'inbox' })
    const first = await connect()
    expect(first).toMatchObject({
      outcome: 'succeeded',
      kinds: {
        emails: { down: { created: 1 }, up: { created: 1 } },
        calendar: { up: { created: 1, failed: 0 } },
        tasks: { up: { created: 1 } },
      },
    })
    expect(subjects('drafts')).toEqual(['Entwurf'])
    // An absence stays in Winoffice Prime.
    expect(subjects('calendar')).toEqual(['Besichtigung'])
    expect(subjects('tasks')).toEqual(['Offerte schreiben'])
    expect((await list('emails')).map(({ record }) => record.subject).sort()).toEqual(['Anfrage', 'Entwurf'])

    server.clearJournal()
    const second = await sync()
    expect(second.counts).toMatchObject({ created: 0, updated: 0, moved: 0, deleted: 0, bytes: 0 })
    expect(writes()).toEqual([])
  })

  it('a change and a deletion on the Prime side reach Exchange', async () => {
    await createOneOfEach()
    await connect()
    const [task] = await list('tasks')
    const [appointment] = (await list('calendar')).filter(({ record }) => record.kind === 'appointment')
    await told(['prime', 'update', '--id', task?.id ?? '', '--subject', 'Offerte senden', '--percent', '50'])
    await told(['prime', 'delete', '--id', appointment?.id ?? ''])
    await sync()
    expect(subjects('tasks')).toEqual(['Offerte senden'])
    expect(subjects('calendar')).toEqual([])
  })

  it('kinds that are not chosen and receiving alone leave Exchange as it is', async () => {
    await createOneOfEach()
    await connect('--receive-only', '--kinds', 'emails,tasks')
    expect(writes()).toEqual([])
    // The choice is kept with the connection until another one is made.
    await sync()
    expect(writes()).toEqual([])
    await sync('--no-receive-only', '--kinds', 'tasks')
    expect(subjects('tasks')).toEqual(['Offerte schreiben'])
    expect(subjects('calendar')).toEqual([])
  })
})

describe('a dry run', () => {
  it('tells what would be done and writes nothing on either side', async () => {
    await createOneOfEach()
    await connect()
    await create('task', '--subject', 'Nachfassen')
    await server.mailbox(ANNA).addMessage({ subject: 'Neu', text: 'T' }, { folder: 'inbox' })
    const before = await list('emails')
    server.clearJournal()
    const { plan } = await sync('--dry-run')
    const of = (kind: string) => plan.kinds.find((planned) => planned.kind === kind)
    expect(of('emails')?.down.counts).toMatchObject({ create: 1 })
    expect(of('tasks')?.up.counts).toMatchObject({ create: 1 })
    expect(writes()).toEqual([])
    expect(await list('emails')).toEqual(before)
    // Told again, it is the same.
    const again = (await sync('--dry-run')).plan
    expect({ ...again, at: plan.at }).toEqual(plan)
    expect(await sync()).toMatchObject({
      kinds: { emails: { down: { created: 1 } }, tasks: { up: { created: 1 } } },
    })
  })

  it('of a connection that is new leaves no trace in the data folder', async () => {
    await server.mailbox(ANNA).addMessage({ subject: 'Neu', text: 'T' }, { folder: 'inbox' })
    const { plan } = await connect('--dry-run')
    expect(plan.kinds.find(({ kind }) => kind === 'emails')?.down.counts).toMatchObject({ create: 1 })
    expect(writes()).toEqual([])
    expect(await readdir(folder)).toEqual([])
  })
})

describe('reports', () => {
  it('problems are told with reason and way out, and are tried again when asked', async () => {
    await told(['prime', 'create', 'account', '--account', ANNA])
    await connect()
    const sealed = ['--folder', 'outbox', '--subject', 'Vertraulich', '--to', 'x@contoso.example']
    const { id } = await create('email', ...sealed, '--must-be-encrypted')
    // Three attempts, then it is given up.
    for (let attempt = 1; attempt <= 3; attempt += 1) await told(['sync', '--account', ANNA], 1)
    const { problems } = await told(['problems', '--account', ANNA])
    expect(problems).toMatchObject([
      {
        account: ANNA,
        kind: 'emails',
        side: 'prime',
        primeItemId: id,
        subject: 'Vertraulich',
        attempts: 3,
        givenUp: true,
      },
    ])
    expect(problems[0]?.error).toMatchObject({
      what: expect.stringMatching(/\w/) as string,
      todo: expect.stringMatching(/\w/) as string,
    })
    expect((await told(['status'])).accounts).toMatchObject([
      {
        account: ANNA,
        mailbox: ANNA,
        problems: 1,
        givenUp: 1,
        lastRun: { outcome: 'incomplete', givenUp: 1 },
      },
    ])
    expect(await told(['retry', '--account', ANNA, '--object-id', id])).toMatchObject({ count: 1 })
    expect(await told(['retry', '--account', ANNA, '--object-id', 'unknown'], 2)).toMatchObject({
      error: { code: 'input.invalid' },
    })
    await told(['prime', 'delete', '--id', id])
    await sync()
    expect((await told(['problems'])).problems).toEqual([])
  })

  it('a version that lost can be restored, and reaches Exchange', async () => {
    const mailbox = server.mailbox(ANNA)
    const exchangeId = await mailbox.addMessage({ subject: 'Anfrage', text: 'T' }, { folder: 'inbox' })
    await connect()
    const [email] = await list('emails')
    mailbox.updateMessage(exchangeId, { importance: 'High' })
    await told(['prime', 'update', '--id', email?.id ?? '', '--importance', 'low'])
    await sync()
    const { conflicts } = await told(['conflicts', '--account', ANNA])
    expect(conflicts).toMatchObject([
      { winner: 'exchange', fields: ['importance'], losing: { importance: 'low' }, restoredAt: null },
    ])
    expect((await list('emails'))[0]?.record.importance).toBe('high')
    await told(['conflicts', '--account', ANNA, '--restore', conflicts[0]?.id ?? ''])
    await sync()
    expect(mailbox.item(exchangeId)?.importance).toBe('Low')
  })

  it('runs are told, newest first', async () => {
    await connect()
    await sync()
    const { runs } = await told(['runs', '--account', ANNA])
    expect(runs).toMatchObject([
      { account: ANNA, trigger: 'manual', outcome: 'succeeded' },
      { account: ANNA, trigger: 'manual', outcome: 'succeeded' },
    ])
    expect(String(runs[0]?.startedAt) > String(runs[1]?.startedAt)).toBe(true)
    expect((await told(['runs', '--limit', '1'])).runs).toHaveLength(1)
  })

  it('an account without a connection is told as such', async () => {
    await told(['prime', 'create', 'account', '--account', ANNA])
    expect((await told(['sync', '--account', ANNA], 1)).error?.code).toBe('account.not-found')
    expect((await told(['problems', '--account', ANNA], 1)).error?.code).toBe('account.not-found')
    expect((await told(['status'])).accounts).toEqual([])
    expect((await told(['status', '--account', 'nobody@firma.ch'], 1)).error?.code).toBe(
      'prime-email-account.not-found',
    )
  })
})

describe('objects of Winoffice Prime', () => {
  it('an update changes what is given, and nothing over a change in between', async () => {
    await told(['prime', 'create', 'account', '--account', ANNA])
    const attachment = path.join('test', 'integration', 'cli', 'run-cli.ts')
    const made = await create('email', '--subject', 'Eins', '--text', 'Text', '--attach', attachment)
    const { item } = await told(['prime', 'update', '--id', made.id, '--subject', 'Zwei'])
    expect(item.record).toMatchObject({ subject: 'Zwei', attachments: [{ name: 'run-cli.ts' }] })
    const stale = ['prime', 'update', '--id', made.id, '--flag', 'flagged']
    expect((await told([...stale, '--expected', String(made.revision)], 1)).error?.code).toBe(
      'prime-item.changed-meanwhile',
    )
    expect((await told([...stale, '--expected', String(item.revision)])).item.record).toMatchObject({
      flag: 'flagged',
      subject: 'Zwei',
    })
    expect((await told(['prime', 'update', '--id', made.id], 2)).error?.what).toContain('Nothing')
  })

  it('everything of an account is exported under names that Windows takes', async () => {
    await createOneOfEach()
    await create('email', '--folder', 'further:Projekte/A:B', '--subject', 'CON', '--text', 'T')
    const to = path.join(folder, 'out')
    expect(await told(['export', '--account', ANNA, '--all', '--to', to])).toMatchObject({ exported: 5 })
    const files = await readdir(to, { recursive: true, withFileTypes: true })
    const names = files
      .filter((file) => file.isFile())
      .map((file) => path.relative(to, path.join(file.parentPath, file.name)).replaceAll(path.sep, '/'))
    expect(names.sort()).toEqual([
      'calendar/Besichtigung.ics',
      'calendar/Ferien.ics',
      'drafts/Entwurf.eml',
      'further/Projekte/A_B/E-Mail CON.eml',
      'tasks/Offerte schreiben.ics',
    ])
    const ics = await readFile(path.join(to, 'calendar', 'Besichtigung.ics'), 'utf8')
    expect(ics).toContain('DTSTART;TZID=Europe/Zurich:20270301T090000')
    expect(ics).toMatch(/RRULE:FREQ=WEEKLY;.*COUNT=6/)
  })
})
