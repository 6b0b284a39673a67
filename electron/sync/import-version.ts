/** What an item that was read from Exchange means for Winoffice Prime and for its link. */
import type { PrimeItemId } from '#shared/domain/ids.ts'
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import type { StoredItem } from '../prime/prime-store.ts'
import type { FieldDigests, ItemLink, NewLink, SyncWrite } from '../prime/sync-status.ts'
import { type Effect, counted, isMove, uncounted } from './effects.ts'
import type { Known } from './import-items.ts'
import { type KindRun, recordOf, withKnown } from './kind-run.ts'
import type { ExchangeVersion, Kind } from './kinds/kind.ts'
import { changedFields, digestsOf } from './mapping/field-table.ts'
import { type Merged, merge } from './merge.ts'

export function versionEffect<R extends PrimeRecord>(
  run: KindRun<R>,
  known: Known,
  version: ExchangeVersion<R>,
): Effect {
  const { link, item } = known
  if (link !== null && link.deletedAt !== null) {
    // Somebody has restored what we had deleted. What was made after the deletion is another object.
    if (version.createdAt === null || version.createdAt <= link.deletedAt) return uncounted(settling(known))
    return created(run, known, version)
  }
  if (item !== null) return merged(run, known, item, version)
  if (link !== null) return deletedInPrime(run, known, link, version)
  return created(run, known, version)
}

function created<R extends PrimeRecord>(run: KindRun<R>, known: Known, version: ExchangeVersion<R>): Effect {
  const { kind, pair } = run
  if (pair.windowStart !== null && !kind.isWithin(version.record, pair.windowStart))
    return uncounted(settling(known))
  return saved(run, known, version, null)
}

/** @param primeItemId under which the object comes back, `null` for a new one */
function saved<R extends PrimeRecord>(
  run: KindRun<R>,
  known: Known,
  version: ExchangeVersion<R>,
  primeItemId: PrimeItemId | null,
): Effect {
  const { kind } = run
  const write: SyncWrite = {
    write: 'save-prime',
    kind: kind.kind,
    primeItemId,
    expected: null,
    record: version.record,
    link: linkOf(known, version, digestsOf(kind.fields, version.record)),
    stillToExport: false,
  }
  return { ...counted(run, 'down', 'created', [write]), contents: version.contents }
}

/**
 * A modification wins over a deletion; an item that turns out to be unmodified stays deleted. One that lies in the bin
 * is deleted on both sides: by someone there, or by ourselves, without an answer.
 */
function deletedInPrime<R extends PrimeRecord>(
  run: KindRun<R>,
  known: Known,
  link: ItemLink,
  version: ExchangeVersion<R>,
): Effect {
  const { kind } = run
  const changed = changedFields(kind.fields, version.record, lastEqual(kind, link, version))
  // What only comes down (when it was received) is the server's; nobody has changed it.
  const isTheirs = ({ name, direction }: Kind<R>['fields'][number]) =>
    direction === 'both' && name !== 'folder' && changed.includes(name)
  if (known.exchange.folder === 'deleted' && !kind.fields.some(isTheirs)) {
    return uncounted({ write: 'deleted-on-exchange', link }, settling(known))
  }
  if (changed.length === 0) {
    const newLink = linkOf(known, version, link.fields)
    const { primeItemId, primeRevision } = link
    return uncounted({
      write: 'link',
      kind: kind.kind,
      primeItemId,
      primeRevision,
      link: newLink,
      stillToExport: true,
    })
  }
  return saved(run, known, version, link.primeItemId)
}

function merged<R extends PrimeRecord>(
  run: KindRun<R>,
  known: Known,
  item: StoredItem,
  version: ExchangeVersion<R>,
): Effect {
  const { kind, settings, session, tally } = run
  const result = merge({
    table: kind.fields,
    base: baseOf(run, known, item, version),
    exchange: { record: version.record, modifiedAt: version.lastModifiedAt },
    prime: { record: recordOf(run, item), modifiedAt: item.modifiedAt },
    policy: settings.receiveOnly ? 'exchange-wins' : settings.policy,
  })
  const stillToExport = result.toExchange.size > 0 && !settings.receiveOnly
  const newLink = linkOf(known, version, result.fields)
  const writes: SyncWrite[] = []
  if (result.toPrime.size > 0) {
    writes.push({
      write: 'save-prime',
      kind: kind.kind,
      primeItemId: item.id,
      expected: item.revision,
      record: result.record,
      link: newLink,
      stillToExport,
    })
  } else {
    writes.push({
      write: 'link',
      kind: kind.kind,
      primeItemId: item.id,
      primeRevision: item.revision,
      link: newLink,
      stillToExport,
    })
  }
  const conflict = conflictOf(item, result)
  if (conflict !== null) {
    writes.push({ write: 'conflict', conflict: { ...conflict, at: session.now(), kind: kind.kind } })
  }
  return {
    contents: result.toPrime.size > 0 ? version.contents : [],
    writes,
    onDone: () => {
      if (result.toPrime.size > 0)
        tally.count(kind.kind, 'down', isMove(result.toPrime) ? 'moved' : 'updated')
      if (conflict !== null) tally.countConflict()
    },
  }
}

/**
 * What was last equal. An item that we have created without hearing of it is as we wrote it, so whatever differs is a
 * later change in Winoffice Prime; but what only comes from Exchange, such as a UID, it has filled in since.
 */
function baseOf<R extends PrimeRecord>(
  run: KindRun<R>,
  { match, link }: Known,
  item: StoredItem,
  version: ExchangeVersion<R>,
): FieldDigests | null {
  const { kind } = run
  if (link !== null) return lastEqual(kind, link, version)
  if (match?.kind !== 'existing' || match.intent === null) return null
  const filledIn = kind.fields.filter(({ direction }) => direction === 'down')
  return { ...digestsOf(kind.fields, version.record), ...digestsOf(filledIn, recordOf(run, item)) }
}

/** What we had begun to write is on Exchange as far as we came; nobody has changed it there. */
function lastEqual<R extends PrimeRecord>(
  { fields: table }: KindRun<R>['kind'],
  { fields }: ItemLink,
  { record, unfinished }: ExchangeVersion<R>,
): FieldDigests {
  if (unfinished === undefined || unfinished.size === 0) return fields
  const present = Object.entries(digestsOf(table, record)).filter(([name]) => unfinished.has(name))
  return { ...fields, ...Object.fromEntries(present) }
}

function conflictOf<R extends PrimeRecord>(item: StoredItem, { conflict }: Merged<R>) {
  if (conflict === null) return null
  return { primeItemId: item.id, ...conflict }
}

function linkOf<R extends PrimeRecord>(
  { exchange, link }: Known,
  { id, changeKey, keys }: ExchangeVersion<R>,
  fields: FieldDigests,
): NewLink {
  return {
    exchangeItemId: id,
    changeKey,
    folder: exchange.folder,
    fields,
    keys: withKnown(keys, link),
  }
}

function settling({ exchange }: Known): SyncWrite {
  return { write: 'settle-exchange', exchangeItemId: exchange.exchangeItemId }
}
