/**
 * Takes over what Exchange has changed: finds out which unknown items are known ones, reads what has to be read, and
 * merges it with what Winoffice Prime has.
 *
 * An object and its link commit together, in batches while the next items still arrive; what the objects of a batch
 * contain is stored right before, with one flush for all. Large contents lie in files that go when the next item is
 * read, and are stored at once. A failed item keeps its link and its pending change, and is tried again by the next runs
 * until its attempts are used up.
 */
import type { PrimeItemId } from '#shared/domain/ids.ts'
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import type { AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { ExchangeItemId } from '../exchange/exchange-client.ts'
import type { StoredItem } from '../prime/prime-store.ts'
import {
  NO_KEYS,
  type ItemLink,
  type Match,
  type PendingExchange,
  type PendingGroup,
} from '../prime/sync-status.ts'
import { type Effect, commitEffects, counted, done, uncounted } from './effects.ts'
import type { ExchangeVersion } from './kinds/kind.ts'
import { versionEffect } from './import-version.ts'
import { type KindRun, type StageEnd, concernsTheRun, stoppedOnError } from './kind-run.ts'
import { eachPendingPage } from './pending-pages.ts'
import { decide } from './plan.ts'
import { readFlagEffect } from './read-flag.ts'

const GROUPS_PER_PAGE = 256
/** A transaction is a flush of the disk; that many objects share one, and their contents, which wait in memory. */
const EFFECTS_PER_COMMIT = 64
const BYTES_PER_COMMIT = 8_388_608

export async function importItems<R extends PrimeRecord>(run: KindRun<R>): Promise<Result<StageEnd>> {
  const stage = new Import(run)
  const imported = await eachPendingPage(
    run,
    { side: 'exchange', states: ['changed', 'read-flag'], limit: GROUPS_PER_PAGE },
    (groups) => {
      run.onPhase('importing', groups[0]?.exchange?.folder ?? null)
      return stage.importPage(groups)
    },
  )
  if (!imported.ok) return imported
  return ok({ needsAnotherRound: stage.raced })
}

/** What an item is known as: by its link, or by what its keys have found. */
export type Known = {
  readonly exchange: PendingExchange
  readonly link: ItemLink | null
  readonly item: StoredItem | null
  readonly match: Match | null
}

class Import<R extends PrimeRecord> {
  raced = false
  #effects: Effect[] = []
  /** Of the contents that wait with them. */
  #bytes = 0
  #flushing: Promise<Result<void>> = Promise.resolve(ok(undefined))

  constructor(private readonly run: KindRun<R>) {}

  async importPage(groups: readonly PendingGroup[]): Promise<Result<void>> {
    const toFetch: (PendingGroup & { exchange: PendingExchange })[] = []
    for (const group of groups) {
      const { exchange } = group
      if (exchange === null) continue
      const decision = decide(group, this.run.settings.receiveOnly)
      if (decision === 'fetch') toFetch.push({ ...group, exchange })
      else if (decision === 'set-read') this.#push(readFlagEffect(this.run, group), exchange)
      else if (decision === 'settle') this.#settle(exchange)
    }
    const known = await this.#identify(toFetch)
    if (!known.ok) return known
    const fetched = await this.#fetch(known.value)
    const flushed = await this.#flush()
    return fetched.ok ? flushed : fetched
  }

  /** Which of the items without a link are known all the same. Keys are read only when something could be found. */
  async #identify(
    groups: readonly (PendingGroup & { exchange: PendingExchange })[],
  ): Promise<Result<Known[]>> {
    const { store, pair, kind, session } = this.run
    const unlinked = groups.filter(({ link }) => link === null)
    let matches = new Map<ExchangeItemId, Match | null>()
    if (unlinked.length > 0) {
      const candidates = await store.status.hasCandidates(pair.id, kind.kind)
      if (!candidates.ok) return candidates
      if (candidates.value) {
        const ids = unlinked.map(({ exchange }) => exchange.exchangeItemId)
        const keys = await kind.fetchKeys(session, ids)
        if (!keys.ok) return keys
        const found = await store.status.findMatches(
          pair.id,
          kind.kind,
          ids.map((id) => keys.value.get(id) ?? NO_KEYS),
        )
        if (!found.ok) return found
        matches = new Map(ids.map((id, index) => [id, found.value[index] ?? null]))
      }
    }
    const known: Known[] = []
    for (const { exchange, link, item } of groups) {
      const match = matches.get(exchange.exchangeItemId) ?? null
      if (match?.kind === 'replacement') {
        // Somebody has taken it elsewhere: it is a message of its own now.
        if (exchange.folder !== match.intent.folder) known.push({ exchange, link, item, match: null })
        else this.#leaveToExport(exchange)
        continue
      }
      if (link !== null || match === null) {
        if (link === null && this.#isBeforeWindow(exchange)) this.#settle(exchange)
        else known.push({ exchange, link, item, match: null })
        continue
      }
      const matched = await this.#matchedItem(match)
      if (!matched.ok) return matched
      known.push({
        exchange,
        link: match.kind === 'existing' ? null : match.link,
        item: matched.value,
        match,
      })
    }
    return ok(known)
  }

  async #matchedItem(match: Exclude<Match, { kind: 'replacement' }>): Promise<Result<StoredItem | null>> {
    if (match.kind === 'existing') return ok(match.item)
    if (match.kind === 'restored') return ok(null)
    return await findItem(this.run, match.link.primeItemId)
  }

  #isBeforeWindow({ state }: PendingExchange): boolean {
    const { windowStart } = this.run.pair
    return (
      state.kind === 'changed' &&
      windowStart !== null &&
      state.receivedAt !== null &&
      state.receivedAt < windowStart
    )
  }

  async #fetch(known: readonly Known[]): Promise<Result<void>> {
    if (known.length === 0) return ok(undefined)
    const byId = new Map(known.map((entry) => [entry.exchange.exchangeItemId, entry]))
    // Set inside a callback, which the control flow of the type checker does not follow.
    let ended = null as AppError | null
    const answered = await this.run.kind.fetch(
      this.run.session,
      known.map(({ exchange }) => ({
        id: exchange.exchangeItemId,
        folder: exchange.folder,
        size: exchange.state.kind === 'changed' ? exchange.state.size : null,
      })),
      async (id, version) => {
        const entry = byId.get(id)
        if (ended !== null || entry === undefined) return
        const taken = await this.#take(entry, version)
        if (!taken.ok) ended ??= taken.error
      },
    )
    return ended === null ? answered : failure(ended)
  }

  async #take(known: Known, version: Result<ExchangeVersion<R> | null>): Promise<Result<void>> {
    const { exchange } = known
    if (!version.ok) {
      const failed = this.#failed(exchange, version.error)
      if (!failed.ok) return failed
    } else if (version.value === null) this.#settle(exchange)
    else {
      const added = await this.#add(versionEffect(this.run, known, version.value), exchange)
      if (!added.ok) return added
    }
    const isFull = this.#effects.length >= EFFECTS_PER_COMMIT || this.#bytes >= BYTES_PER_COMMIT
    return isFull ? await this.#flush() : ok(undefined)
  }

  async #add({ contents = [], ...effect }: Effect, exchange: PendingExchange): Promise<Result<void>> {
    const files = contents.filter(({ place }) => place.kind === 'file')
    const stored = files.length > 0 ? await this.run.store.storeContents(files) : ok(undefined)
    if (!stored.ok) return stored
    const others = contents.filter(({ place }) => place.kind === 'memory')
    this.#push({ ...effect, contents: others }, exchange)
    this.#bytes += others.reduce((sum, { size }) => sum + size, 0)
    return stored
  }

  /** An item that vanished between the page and the fetch is no failure: its deletion is told by the next page. */
  #failed(exchange: PendingExchange, error: AppError): Result<void> {
    if (concernsTheRun(error)) return failure(error)
    if (error.category === 'gone') {
      this.#settle(exchange)
      return ok(undefined)
    }
    const { settings } = this.run
    const { exchangeItemId } = exchange
    this.#push(
      counted(this.run, 'down', 'failed', [{ write: 'fail-exchange', exchangeItemId, error }]),
      exchange,
    )
    return settings.stopsOnError.down ? failure(stoppedOnError(error, 'down')) : ok(undefined)
  }

  /**
   * A version that we have created without hearing of it. The export goes on with it as long as it says what the draft
   * says now, which links it; otherwise, whatever has become of the draft, it is not wanted any more.
   */
  #leaveToExport(exchange: PendingExchange): void {
    const { exchangeItemId, folder } = exchange
    this.#push(uncounted({ write: 'obsolete', exchangeItemId, folder }), exchange)
  }

  #settle(exchange: PendingExchange): void {
    const { exchangeItemId } = exchange
    this.#push(uncounted({ write: 'settle-exchange', exchangeItemId }), exchange)
  }

  #push(effect: Effect, { folder }: PendingExchange): void {
    this.#effects.push(done(this.run, effect, folder))
  }

  /** One at a time, in order: items come side by side, and their effects must not. */
  #flush(): Promise<Result<void>> {
    const before = this.#flushing
    this.#flushing = before.then(async (earlier) => {
      if (!earlier.ok) return earlier
      this.#bytes = 0
      const committed = await commitEffects(this.run, this.#effects.splice(0))
      if (!committed.ok) return committed
      this.raced ||= committed.value.raced
      return ok(undefined)
    })
    return this.#flushing
  }
}

/** The Prime object of a link; `null` when it is no longer there. */
async function findItem<R extends PrimeRecord>(
  { store }: KindRun<R>,
  id: PrimeItemId,
): Promise<Result<StoredItem | null>> {
  const found = await store.findItem(id)
  return !found.ok && found.error.category === 'gone' ? ok(null) : found
}
