/**
 * The dry run: what a run would do, as data, without doing it. It observes both sides, which only notes what is to be
 * done; nothing is read beyond keys and a few subjects, nothing is written on either side.
 */
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import type { FolderKey } from '#shared/domain/sync-kinds.ts'
import {
  NO_PLANNED,
  PLAN_EXAMPLES_MAX,
  type PlanExample,
  type PlannedAction,
  type PlannedCounts,
  type SyncDirection,
  type SyncPlan,
} from '#shared/domain/sync.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { ok, type Result } from '#shared/result.ts'
import type { ExchangeItemId } from '../exchange/exchange-client.ts'
import type { StoredItem } from '../prime/prime-store.ts'
import { NO_KEYS, type Match, type PendingGroup } from '../prime/sync-status.ts'
import { isMove } from './effects.ts'
import { type KindRun, askGuard, recordOf } from './kind-run.ts'
import { unexportedFields } from './merge.ts'
import { observe } from './observe.ts'
import { eachPendingPage } from './pending-pages.ts'
import { decide, primeStateOf } from './plan.ts'

type KindPlan = SyncPlan['kinds'][number]

const GROUPS_PER_PAGE = 500

/** @returns the plan of one kind, and what a person must know before it is carried out */
export async function planKind<R extends PrimeRecord>(
  run: KindRun<R>,
): Promise<Result<{ plan: KindPlan; warnings: AppError[] }>> {
  const observed = await observe(run)
  if (!observed.ok) return observed
  const planning = new Planning(run)
  for (const side of ['exchange', 'prime'] as const) {
    const planned = await eachPendingPage(run, { side, limit: GROUPS_PER_PAGE }, (groups) =>
      planning.add(groups),
    )
    if (!planned.ok) return planned
  }
  const named = await planning.nameExamples()
  if (!named.ok) return named
  const counts = await run.store.status.counts(run.pair.id, run.kind.kind, run.settings.limits)
  if (!counts.ok) return counts
  // Moved items have a deletion pending until they are matched, which a plan does not do.
  const { exchange } = counts.value
  const warning = await askGuard(run, {
    ...counts.value,
    exchange: { ...exchange, deleted: Math.max(0, exchange.deleted - planning.moved) },
  })
  if (!warning.ok) return warning
  return ok({ plan: planning.plan(), warnings: warning.value === null ? [] : [asPlanned(warning.value)] })
}

/** Nothing was stopped: a plan only says so beforehand. */
function asPlanned({ params }: AppError): AppError {
  return appError('sync.planned-mass-deletion', params)
}

class Planning<R extends PrimeRecord> {
  moved = 0
  #matched = 0
  #conflicts = 0
  readonly #counts: Record<SyncDirection, PlannedCounts> = { down: NO_PLANNED, up: NO_PLANNED }
  readonly #examples: Record<SyncDirection, Example[]> = { down: [], up: [] }
  readonly #movedFrom = new Set<ExchangeItemId>()

  constructor(private readonly run: KindRun<R>) {}

  plan(): KindPlan {
    const direction = (name: SyncDirection) => ({
      counts: this.#counts[name],
      examples: this.#examples[name].map(({ action, folder, subject }) => ({ action, folder, subject })),
    })
    return {
      kind: this.run.kind.kind,
      isFirst: this.run.isFirst,
      matched: this.#matched,
      conflicts: this.#conflicts,
      down: direction('down'),
      up: direction('up'),
    }
  }

  async add(groups: readonly PendingGroup[]): Promise<Result<void>> {
    const matches = await this.#match(groups)
    if (!matches.ok) return matches
    for (const group of groups) {
      const match = group.exchange && matches.value.get(group.exchange.exchangeItemId)
      if (match) this.#addMatched(group, match)
      else this.#add(group)
    }
    return ok(undefined)
  }

  /** Examples of items that only Exchange has get their subjects from there, all with one request. */
  async nameExamples(): Promise<Result<void>> {
    const { client, signal } = this.run.session
    const nameless = this.#examples.down.filter(({ subject, id }) => subject === null && id !== null)
    const names = new Map<ExchangeItemId, string | null>()
    const read = await client.getItemProperties(
      {
        ids: nameless.flatMap(({ id }) => id ?? []),
        shape: { base: 'IdOnly', properties: ['item:Subject'], extended: [], body: 'best' },
      },
      signal,
      ({ id, result }) => {
        if (result.ok) names.set(id, result.value.subject)
      },
    )
    if (!read.ok) return read
    for (const example of nameless) example.subject = names.get(example.id ?? ('' as ExchangeItemId)) ?? null
    return ok(undefined)
  }

  async #match(groups: readonly PendingGroup[]): Promise<Result<ReadonlyMap<ExchangeItemId, Match | null>>> {
    const { store, pair, kind, session } = this.run
    const ids = groups.flatMap(({ exchange, link }) =>
      exchange?.state.kind === 'changed' && link === null ? exchange.exchangeItemId : [],
    )
    const candidates = await store.status.hasCandidates(pair.id, kind.kind)
    if (!candidates.ok) return candidates
    if (ids.length === 0 || !candidates.value) return ok(new Map())
    const keys = await kind.fetchKeys(session, ids)
    if (!keys.ok) return keys
    const found = await store.status.findMatches(
      pair.id,
      kind.kind,
      ids.map((id) => keys.value.get(id) ?? NO_KEYS),
    )
    return found.ok ? ok(new Map(ids.map((id, index) => [id, found.value[index] ?? null]))) : found
  }

  #addMatched({ exchange }: PendingGroup, match: Match): void {
    if (exchange === null || match.kind === 'restored' || match.kind === 'replacement') return
    if (match.kind === 'existing') {
      this.#matched += 1
      this.#matchedItems.add(match.item.id)
      return
    }
    this.moved += 1
    this.#movedFrom.add(match.link.exchangeItemId)
    this.#count('down', 'move', exchange.folder, null, exchange.exchangeItemId)
  }

  readonly #matchedItems = new Set<StoredItem['id']>()

  #add(group: PendingGroup): void {
    const { exchange, link, item } = group
    const { receiveOnly } = this.run.settings
    const folder = exchange?.folder ?? link?.folder ?? this.#folderOf(item)
    const subject = item?.record.subject ?? null
    switch (decide(group, receiveOnly)) {
      case 'fetch':
        if (this.#isBeforeWindow(group)) return
        if (link !== null && primeStateOf(group) === 'changed') this.#conflicts += 1
        this.#count('down', link === null ? 'create' : 'update', folder, subject, exchange?.exchangeItemId)
        return
      case 'set-read':
        this.#count('down', 'update', folder, subject)
        return
      case 'delete-in-prime':
        if (exchange === null || !this.#movedFrom.has(exchange.exchangeItemId)) {
          this.#count('down', 'delete', folder, subject)
        }
        return
      case 'create-on-exchange':
        if (item !== null && !this.#matchedItems.has(item.id) && this.#isExported(item, link === null)) {
          this.#count('up', 'create', folder, subject)
        }
        return
      case 'update-on-exchange':
        if (item !== null && link !== null) this.#addUpdate(item, link.fields, folder)
        return
      case 'delete-on-exchange':
        this.#count('up', 'delete', folder, subject)
        return
      case 'remove-obsolete':
      case 'unlink':
      case 'settle':
        return
    }
  }

  #addUpdate(item: StoredItem, base: Readonly<Record<string, string>>, folder: FolderKey): void {
    const { kind, session } = this.run
    const record = recordOf(this.run, item)
    const fields = unexportedFields(kind.fields, record, base)
    if (fields.size === 0) return
    const version = {
      ...{ record, fields, base, folder, present: null, changeKey: null, isRepeatedSending: false },
      id: '' as ExchangeItemId,
      clientId: '' as Parameters<typeof kind.mails>[1]['clientId'],
    }
    const action = kind.mails(session, version) ? 'send' : isMove(fields) ? 'move' : 'update'
    this.#count('up', action, folder, record.subject)
  }

  #isExported(item: StoredItem, isNew: boolean): boolean {
    const { kind, pair } = this.run
    const record = recordOf(this.run, item)
    if (!kind.isExportable(record)) return false
    return !isNew || pair.windowStart === null || kind.isWithin(record, pair.windowStart)
  }

  #isBeforeWindow({ exchange, link }: PendingGroup): boolean {
    const { windowStart } = this.run.pair
    const state = exchange?.state
    if (link !== null || state?.kind !== 'changed' || windowStart === null) return false
    return state.receivedAt !== null && state.receivedAt < windowStart
  }

  #folderOf(item: StoredItem | null): FolderKey {
    const [first = 'inbox'] = this.run.folders
    return item === null ? first : this.run.kind.folderOf(recordOf(this.run, item))
  }

  #count(
    direction: SyncDirection,
    action: PlannedAction,
    folder: FolderKey,
    subject: string | null,
    id: ExchangeItemId | null = null,
  ): void {
    const counts = this.#counts[direction]
    this.#counts[direction] = { ...counts, [action]: counts[action] + 1 }
    const examples = this.#examples[direction]
    if (examples.length < PLAN_EXAMPLES_MAX) examples.push({ action, folder, subject, id })
  }
}

type Example = Omit<PlanExample, 'subject'> & {
  subject: string | null
  readonly id: ExchangeItemId | null
}
