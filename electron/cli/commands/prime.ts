/**
 * `prime list|show|create|update|delete`: the Winoffice Prime side as a person or the ERP changes it. An update reads
 * the object, changes what is given, and refuses to write over a change that came in between.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { PlainDate, PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import { primeRecordSchema, type EmailRecord, type PrimeRecord } from '#shared/domain/prime-items.ts'
import { primeTimeZoneOf } from '#shared/domain/settings.ts'
import type { EmailPerson, PrimeEmailAccount } from '#shared/domain/prime.ts'
import { sameMailbox } from '#shared/domain/one-to-one.ts'
import { primeEmailAccountDraftSchema } from '#shared/domain/prime.ts'
import type { SyncKind } from '#shared/domain/sync-kinds.ts'
import { fieldError, validate } from '#shared/domain/validation.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { StoredItem } from '../../prime/prime-store.ts'
import type { EngineApi } from '../../sync/engine-api.ts'
import type { PrimeItemChange, PrimeItemDraft } from '../../sync/prime-item-calls.ts'
import type {
  PrimeCall,
  PrimeCreateCall,
  PrimeDeleteCall,
  PrimeListCall,
  PrimeShowCall,
  PrimeUpdateCall,
} from '../calls.ts'
import { saysNothing, type ItemValues } from '../../services/items/item-values.ts'
import { appointmentOf } from '../../services/items/appointment-values.ts'
import { changesContent, emailContentOf, emailMarksOf } from '../email-values.ts'
import { taskOf } from '../../services/items/task-values.ts'
import { readKnownSettings } from '../known-settings.ts'
import { failed, type Answer } from '../output.ts'
import { requirePrimeAccount, requireStore } from '../prime-account.ts'
import { openSession } from '../session.ts'
import { usageError } from '../usage-error.ts'
import type { CommandContext } from './command.ts'

export async function prime(call: PrimeCall, context: CommandContext): Promise<Answer> {
  const mayCreateStore = call.command === 'prime create' && call.what === 'account'
  const store = mayCreateStore ? ok(null) : requireStore(call.data)
  if (!store.ok) return failed(store.error)
  const settings = readKnownSettings(call.data)
  if (!settings.ok) return failed(settings.error)
  const services = openSession({ dataFolder: call.data, onIncident: context.onIncident })
  const scratch = await mkdtemp(path.join(tmpdir(), 'ews-konnektor-'))
  const zone = primeTimeZoneOf(settings.value)
  const tools: Tools = { engine: services.engine, scratch, zone, t: context.t }
  try {
    const answered = await answerTo(call, tools)
    return answered.ok ? answered.value : failed(answered.error)
  } finally {
    await services.close()
    await rm(scratch, { recursive: true, force: true })
  }
}

type Tools = {
  readonly engine: EngineApi
  /** For the content of an e-mail, on its way into the store. */
  readonly scratch: string
  /** Of Winoffice Prime, an IANA name. */
  readonly zone: string
  readonly t: CommandContext['t']
}

function answerTo(call: PrimeCall, tools: Tools): Promise<Result<Answer>> {
  switch (call.command) {
    case 'prime create':
      return call.what === 'account' ? createAccount(call, tools) : create(call, call.what, tools)
    case 'prime update':
      return update(call, tools)
    case 'prime delete':
      return remove(call, tools)
    case 'prime show':
      return show(call, tools)
    case 'prime list':
      return list(call, tools)
  }
}

async function createAccount(
  { account, owner }: PrimeCreateCall,
  { engine, t }: Tools,
): Promise<Result<Answer>> {
  const draft = validate(primeEmailAccountDraftSchema, { address: account, owner })
  if (!draft.ok) return draft
  const created = await engine.createEmailAccount(draft.value)
  if (!created.ok) return created
  const lines = [t('cli.prime.saved', { id: created.value.id })]
  return ok({ error: null, json: { account: created.value }, lines })
}

async function create(
  { account: address, what, values }: PrimeCreateCall,
  kind: 'email' | 'appointment' | 'meeting' | 'absence' | 'task',
  tools: Tools,
): Promise<Result<Answer>> {
  const { engine } = tools
  const account = await accountOf(engine, ({ address: known }) => sameMailbox(known, address))
  if (!account.ok) return account
  const given = await givenRecord(values)
  if (!given.ok) return given
  if (given.value && given.value.kind !== what) return failure(fieldError('record', 'field.invalid'))
  const item =
    kind === 'email'
      ? await emailFile(values, personOf(account.value), null, tools)
      : recordOf(values, kind, given.value, personOf(account.value), tools)
  if (!item.ok) return item
  const draft: PrimeItemDraft = item.value
  return saved(await engine.createPrimeItem({ primeEmailAccountId: account.value.id, item: draft }), tools)
}

async function update({ id, expected, values }: PrimeUpdateCall, tools: Tools): Promise<Result<Answer>> {
  const { engine } = tools
  if (saysNothing(values)) return failure(usageError('nothing-to-change'))
  const found = await engine.findPrimeItem({ id })
  if (!found.ok) return found
  const { record, revision, primeEmailAccountId } = found.value
  const account = await accountOf(engine, (known) => known.id === primeEmailAccountId)
  if (!account.ok) return account
  const given = await givenRecord(values)
  if (!given.ok) return given
  const base = given.value ?? record
  if (familyOf(base) !== familyOf(record)) return failure(fieldError('record', 'field.invalid'))
  const change = await changeOf(id, base, values, personOf(account.value), tools)
  if (!change.ok) return change
  const asked = { id, change: change.value, expected: expected ?? revision }
  return saved(await engine.updatePrimeItem(asked), tools)
}

/** An appointment may become a meeting, but never a task. */
function familyOf({ kind }: PrimeRecord): SyncKind {
  if (kind === 'email') return 'emails'
  return kind === 'task' ? 'tasks' : 'calendar'
}

async function changeOf(
  id: PrimeItemId,
  base: PrimeRecord,
  values: ItemValues,
  owner: EmailPerson,
  tools: Tools,
): Promise<Result<PrimeItemChange>> {
  if (base.kind !== 'email') return recordOf(values, base.kind, base, owner, tools)
  if (!changesContent(values)) return ok({ ...base, ...emailMarksOf(values, base) })
  return await emailFile(values, owner, { id, record: base }, tools)
}

/** An appointment or a task of what is given over what was there. */
function recordOf(
  values: ItemValues,
  kind: Exclude<PrimeRecord['kind'], 'email'>,
  base: PrimeRecord | null,
  owner: EmailPerson,
  { zone }: Tools,
) {
  if (kind === 'task') {
    const today = new Date().toISOString().slice(0, 10) as PlainDate
    return taskOf(values, base?.kind === 'task' ? base : null, zone, today)
  }
  const before = base === null || base.kind === 'email' || base.kind === 'task' ? null : base
  return appointmentOf(values, { kind, base: before, organizer: owner, systemZone: zone })
}

/** An e-mail with its content in a file, from which the store takes it. */
async function emailFile(
  values: ItemValues,
  owner: EmailPerson,
  present: { readonly id: PrimeItemId; readonly record: EmailRecord } | null,
  { engine, scratch }: Tools,
): Promise<Result<Extract<PrimeItemDraft, { kind: 'email-file' }>>> {
  const file = path.join(scratch, 'message.eml')
  let before = null
  if (present !== null && values.mime === undefined) {
    const written = await engine.exportPrimeItem({ id: present.id, path: file })
    if (!written.ok) return written
    before = { record: present.record, mime: await readFile(file) }
  }
  const content = await emailContentOf(values, owner, before)
  if (!content.ok) return content
  await writeFile(file, content.value)
  return ok({ kind: 'email-file', file, ...emailMarksOf(values, present?.record ?? null) })
}

/** `--record`: a record in a file, as `show` tells it. */
async function givenRecord({ record: file }: ItemValues): Promise<Result<PrimeRecord | null>> {
  if (file === undefined) return ok(null)
  let content: unknown
  try {
    content = JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''))
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'no valid JSON'
    return failure(usageError('record-unreadable', { file, reason }))
  }
  return validate(primeRecordSchema, content)
}

async function remove({ id, expected }: PrimeDeleteCall, { engine, t }: Tools): Promise<Result<Answer>> {
  const removed = await engine.deletePrimeItem({ id, expected })
  if (!removed.ok) return removed
  return ok({ error: null, json: { id }, lines: [t('cli.prime.deleted', { id })] })
}

async function show({ id }: PrimeShowCall, { engine }: Tools): Promise<Result<Answer>> {
  const found = await engine.findPrimeItem({ id })
  if (!found.ok) return found
  const lines = JSON.stringify(found.value, null, 2).split('\n')
  return ok({ error: null, json: { item: found.value }, lines })
}

async function list(call: PrimeListCall, { engine }: Tools): Promise<Result<Answer>> {
  const { kind, after, limit } = call
  const account = await requirePrimeAccount(engine, call.account)
  if (!account.ok) return account
  const items = await engine.listPrimeItems({ primeEmailAccountId: account.value, kind, after, limit })
  if (!items.ok) return items
  const last = items.value.at(-1)
  const next = items.value.length === limit && last !== undefined ? last.revision : null
  const lines = items.value.map(itemLine)
  return ok({ error: null, json: { kind, items: items.value, next }, lines })
}

function itemLine({ id, revision, record }: StoredItem): string {
  return [id, `#${revision}`, record.kind, whenOf(record), record.subject].join('  ')
}

function whenOf(record: PrimeRecord): string {
  switch (record.kind) {
    case 'email':
      return record.receivedAt ?? record.sentAt ?? '–'
    case 'task':
      return record.dueDate ?? '–'
    default:
      return record.times.kind === 'all-day' ? record.times.startDate : record.times.start
  }
}

function saved(item: Result<StoredItem>, { t }: Tools): Result<Answer> {
  if (!item.ok) return item
  return ok({
    error: null,
    json: { item: item.value },
    lines: [t('cli.prime.saved', { id: item.value.id })],
  })
}

async function accountOf(
  engine: EngineApi,
  isWanted: (account: PrimeEmailAccount) => boolean,
): Promise<Result<PrimeEmailAccount & { readonly id: PrimeEmailAccountId }>> {
  const accounts = await engine.listEmailAccounts(null)
  if (!accounts.ok) return accounts
  const found = accounts.value.find(isWanted)
  return found ? ok(found) : failure(appError('prime-email-account.not-found'))
}

function personOf({ address, owner }: PrimeEmailAccount): EmailPerson {
  return { name: owner.name === address ? '' : owner.name, address }
}
