/**
 * The writes of a commit, in their order, in one transaction. Neighbours of the same sort are written together in a
 * few statements, so that a page of imported objects costs milliseconds.
 *
 * A write whose Prime object has changed since it was read is left out (`raced`), and with it all that the commit
 * says about the object; what is pending for it stays, and the next look at it finds both changes.
 */
import { instantOf, type PrimeEmailAccountId, type PrimeItemId } from '#shared/domain/ids.ts'
import type { Revision } from '#shared/domain/prime-items.ts'
import { kindOfFolder, type FolderKey } from '#shared/domain/sync-kinds.ts'
import type { ExchangeItemId } from '../../exchange/exchange-client.ts'
import type { PrimeTransaction } from '../database.ts'
import { deleteItems, itemHeads, newItemId, saveItems, type ItemHead } from '../items/items.ts'
import type { CommitOutcome, NewLink, SyncPairId, SyncWrite } from '../sync-status.ts'
import { keepConflicts } from './journal.ts'
import { buryLinks, linksByPrimeItem, removeLink, saveLinks, type LinkRow } from './links.ts'
import { accountOf, folderPasses } from './pairs.ts'
import {
  failPendingExchange,
  pendingExchangeById,
  putPendingExchange,
  removePendingExchange,
} from './pending-exchange.ts'
import {
  ensurePendingPrime,
  failPendingPrime,
  pendingPrimeById,
  removePendingPrime,
  setIntent,
} from './pending-prime.ts'

type Sort = SyncWrite['write']
type WriteOf<K extends Sort> = Extract<SyncWrite, { write: K }>
/** Those that are written one by one. */
type SingleWrite = Exclude<SyncWrite, { write: 'save-prime' | 'link' | 'delete-prime' }>
type Placed<K extends Sort> = { readonly position: number; readonly write: WriteOf<K> }

/** A link to be written, and what was synchronised with it. */
type Linking = {
  readonly kind: WriteOf<'link'>['kind']
  readonly primeItemId: PrimeItemId
  /** Pending changes up to this revision are done. */
  readonly done: Revision
  /** What the link says; `null` leaves what it said before. */
  readonly primeRevision: Revision | null
  readonly link: NewLink
  readonly stillToExport: boolean
}

export async function commitWrites(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  writes: readonly SyncWrite[],
): Promise<CommitOutcome> {
  const guarded = writes.filter(isGuarded)
  const heads = await itemHeads(
    transaction,
    guarded.flatMap((write) => primeItemOf(write) ?? []),
  )
  const outdated: readonly SyncWrite[] = guarded.filter((write) => isOutdated(write, heads))
  const racedItems = new Set(outdated.map(primeItemOf))
  const isLeftOut = (write: SyncWrite) => {
    const id = primeItemOf(write)
    return id !== null && racedItems.has(id)
  }
  const committer = new Committer(transaction, pair, heads, await accountOf(transaction, pair))
  for (const run of runsOf(writes, isLeftOut)) await committer.apply(run)
  const raced = [...writes.entries()].filter(([, write]) => outdated.includes(write))
  return { raced: raced.map(([position]) => position), saved: committer.saved }
}

class Committer {
  readonly saved = new Map<number, { readonly id: PrimeItemId; readonly revision: Revision }>()

  constructor(
    private readonly transaction: PrimeTransaction,
    private readonly pair: SyncPairId,
    private readonly heads: ReadonlyMap<PrimeItemId, ItemHead>,
    private readonly account: PrimeEmailAccountId,
  ) {}

  async apply(run: readonly Placed<Sort>[]): Promise<void> {
    switch (run[0]?.write.write) {
      case 'save-prime':
        await this.#save(placedOf(run, 'save-prime'))
        return
      case 'link':
        await this.#link(placedOf(run, 'link'))
        return
      case 'delete-prime':
        await this.#delete(placedOf(run, 'delete-prime'))
        return
      default:
        for (const { write } of run) if (isSingle(write)) await this.#applyOne(write)
    }
  }

  async #save(run: readonly Placed<'save-prime'>[]): Promise<void> {
    const rows = run.map(({ write }) => ({
      id: write.primeItemId ?? newItemId(),
      account: this.account,
      record: write.record,
    }))
    const items = await saveItems(this.transaction, rows)
    const linkings = run.flatMap(({ position, write }, index): Linking[] => {
      const item = items[index]
      if (!item) return []
      const { kind, link, stillToExport } = write
      this.saved.set(position, { id: item.id, revision: item.revision })
      const primeRevision = stillToExport ? null : item.revision
      return [{ kind, primeItemId: item.id, done: item.revision, primeRevision, link, stillToExport }]
    })
    await this.#writeLinks(linkings)
  }

  async #link(run: readonly Placed<'link'>[]): Promise<void> {
    await this.#writeLinks(run.map(({ write }) => ({ ...write, done: write.primeRevision })))
  }

  async #writeLinks(linkings: readonly Linking[]): Promise<void> {
    const ids = linkings.map(({ primeItemId }) => primeItemId)
    const before = await linksByPrimeItem(this.transaction, this.pair, ids)
    const exchangeIds = linkings.map(({ link }) => link.exchangeItemId)
    const left = linkings.flatMap(({ primeItemId, link }) => {
      const old = before.get(primeItemId)
      return old && old.exchangeItemId !== link.exchangeItemId ? old.exchangeItemId : []
    })
    const pending = await pendingExchangeById(this.transaction, this.pair, [...exchangeIds, ...left])
    const passes = await folderPasses(this.transaction, this.pair)
    await saveLinks(
      this.transaction,
      this.pair,
      linkings.map(({ kind, primeItemId, primeRevision, link }) => {
        const old = sameItem(before.get(primeItemId), link)
        return {
          kind,
          primeItemId,
          primeRevision: primeRevision ?? before.get(primeItemId)?.primeRevision ?? (0 as Revision),
          link,
          pass: passes.get(link.folder) ?? 1,
          isObserved: pending.has(link.exchangeItemId) || (old?.isObserved ?? false),
        }
      }),
    )
    const moved = left.filter((id) => pending.get(id)?.state.kind === 'deleted')
    await removePendingExchange(this.transaction, this.pair, [...exchangeIds, ...moved])
    await this.#settlePrime(linkings)
  }

  /** What a person did after the revision that was synchronised stays pending. */
  async #settlePrime(linkings: readonly Linking[]): Promise<void> {
    const ids = linkings.map(({ primeItemId }) => primeItemId)
    const pending = await pendingPrimeById(this.transaction, this.pair, ids)
    const done = linkings.filter(({ primeItemId, done, stillToExport }) => {
      const change = pending.get(primeItemId)
      return change && !stillToExport && change.revision <= done
    })
    await removePendingPrime(
      this.transaction,
      this.pair,
      done.map(({ primeItemId }) => primeItemId),
    )
    await ensurePendingPrime(
      this.transaction,
      this.pair,
      linkings.filter(({ stillToExport }) => stillToExport).map(({ primeItemId }) => primeItemId),
    )
  }

  async #delete(run: readonly Placed<'delete-prime'>[]): Promise<void> {
    const links = run.map(({ write }) => write.link)
    const there = links.flatMap(({ primeItemId: id }) => {
      const head = this.heads.get(id)
      return head && !head.isDeleted ? { id, kind: head.kind, account: head.primeEmailAccountId } : []
    })
    const revisions = await deleteItems(this.transaction, there)
    await this.#bury(links, new Map(there.map(({ id }, index) => [id, revisions[index]])))
  }

  /** Both sides are gone: tombstones, and nothing pending. */
  async #bury(
    links: readonly { primeItemId: PrimeItemId; exchangeItemId: ExchangeItemId }[],
    revisions: ReadonlyMap<PrimeItemId, Revision | undefined>,
  ): Promise<void> {
    const ids = links.map(({ primeItemId }) => primeItemId)
    const buried = ids.map((id) => ({ primeItemId: id, revision: revisions.get(id) ?? null }))
    await buryLinks(this.transaction, this.pair, buried, instantOf(new Date()))
    await removePendingPrime(this.transaction, this.pair, ids)
    await removePendingExchange(
      this.transaction,
      this.pair,
      links.map(({ exchangeItemId }) => exchangeItemId),
    )
  }

  async #applyOne(write: SingleWrite): Promise<void> {
    const { transaction, pair } = this
    switch (write.write) {
      case 'deleted-on-exchange':
        await this.#bury([write.link], new Map())
        return
      case 'unlink':
        await removeLink(transaction, pair, write.primeItemId)
        return
      case 'settle-exchange':
        await removePendingExchange(transaction, pair, [write.exchangeItemId])
        return
      case 'settle-prime':
        await removePendingPrime(transaction, pair, [write.primeItemId])
        return
      case 'intend':
        await setIntent(transaction, pair, write.primeItemId, write.intent)
        return
      case 'recheck':
        await this.#recheck(write.exchangeItemId, write.folder)
        return
      case 'obsolete':
        await this.#putObsolete(write.exchangeItemId, write.folder)
        return
      case 'fail-exchange':
        await failPendingExchange(transaction, pair, write.exchangeItemId, write.error)
        return
      case 'fail-prime':
        await failPendingPrime(transaction, pair, write.primeItemId, write)
        return
      case 'conflict':
        await keepConflicts(transaction, pair, [write.conflict])
    }
  }

  async #recheck(exchangeItemId: ExchangeItemId, folder: FolderKey): Promise<void> {
    const known = (await pendingExchangeById(this.transaction, this.pair, [exchangeItemId])).get(
      exchangeItemId,
    )
    if (known !== undefined && known.state.kind !== 'read-flag') return
    const state = { kind: 'changed', itemKind: '', changeKey: null, size: null, receivedAt: null } as const
    await putPendingExchange(this.transaction, this.pair, kindOfFolder(folder), [
      { exchangeItemId, folder, state, attempts: 0, error: null },
    ])
  }

  async #putObsolete(exchangeItemId: ExchangeItemId, folder: FolderKey): Promise<void> {
    await putPendingExchange(this.transaction, this.pair, kindOfFolder(folder), [
      { exchangeItemId, folder, state: { kind: 'obsolete' }, attempts: 0, error: null },
    ])
  }
}

function sameItem(old: LinkRow | undefined, link: NewLink): LinkRow | undefined {
  return old?.exchangeItemId === link.exchangeItemId ? old : undefined
}

/** The object that a write is about, when it says so. */
function primeItemOf(write: SyncWrite): PrimeItemId | null {
  switch (write.write) {
    case 'conflict':
      return write.conflict.primeItemId
    case 'delete-prime':
    case 'deleted-on-exchange':
      return write.link.primeItemId
    default:
      return 'primeItemId' in write ? write.primeItemId : null
  }
}

function isGuarded(write: SyncWrite): write is WriteOf<'save-prime' | 'delete-prime'> {
  return write.write === 'save-prime' || write.write === 'delete-prime'
}

function isOutdated(
  write: WriteOf<'save-prime' | 'delete-prime'>,
  heads: ReadonlyMap<PrimeItemId, ItemHead>,
): boolean {
  const id = primeItemOf(write)
  const head = id === null ? undefined : heads.get(id)
  const revision = head && !head.isDeleted ? head.revision : null
  if (write.write === 'save-prime') return revision !== write.expected
  // Gone already is as good as deleted.
  return revision !== null && write.expected !== null && revision !== write.expected
}

function placedOf<K extends Sort>(run: readonly Placed<Sort>[], sort: K): Placed<K>[] {
  return run.flatMap(({ position, write }) => (isOf(write, sort) ? { position, write } : []))
}

function isSingle(write: SyncWrite): write is SingleWrite {
  return !['save-prime', 'link', 'delete-prime'].includes(write.write)
}

function isOf<K extends Sort>(write: SyncWrite, sort: K): write is WriteOf<K> {
  return write.write === sort
}

/** Neighbours that can be written together: of one sort, and each of another object. */
function runsOf(writes: readonly SyncWrite[], isLeftOut: (write: SyncWrite) => boolean): Placed<Sort>[][] {
  const runs: Placed<Sort>[][] = []
  let sort: Sort | null = null
  let names = new Set<string>()
  for (const [position, write] of writes.entries()) {
    if (isLeftOut(write)) continue
    const own = namesOf(write)
    const run = runs.at(-1)
    if (run && sort === write.write && own.every((name) => !names.has(name))) run.push({ position, write })
    else {
      runs.push([{ position, write }])
      sort = write.write
      names = new Set()
    }
    for (const name of own) names.add(name)
  }
  return runs
}

/** By what two writes could get in each other's way; writes of other sorts are carried out one by one. */
function namesOf(write: SyncWrite): string[] {
  switch (write.write) {
    case 'save-prime':
    case 'link':
      return [write.link.exchangeItemId, ...(write.primeItemId === null ? [] : [write.primeItemId])]
    case 'delete-prime':
      return [write.link.exchangeItemId, write.link.primeItemId]
    default:
      return []
  }
}
