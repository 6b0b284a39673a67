/**
 * Writes to Exchange what Winoffice Prime has changed: new objects, changes of linked ones, and what is to be mailed.
 *
 * Before anything is created its client id is committed, so that after a crash or a lost answer it is found instead
 * of created again. Nothing is mailed in passing: what mails someone is created first, and mailed by an update of its
 * own, whose beginning is committed as well.
 */
import { randomUUID } from 'node:crypto'
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import type { FolderKey } from '#shared/domain/sync-kinds.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { ClientId } from '../exchange/gateway/values.ts'
import type { StoredItem } from '../prime/prime-store.ts'
import { NO_KEYS, type Intent, type ItemLink, type PendingGroup } from '../prime/sync-status.ts'
import { type Effect, commitEffects, done, isMove, uncounted } from './effects.ts'
import { type Written, failedEffect, storedEffect } from './exported-effects.ts'
import { type KindRun, type StageEnd, isAborted, recordOf } from './kind-run.ts'
import type { ChangedVersion, NewVersion } from './kinds/kind.ts'
import { unexportedFields } from './merge.ts'
import { eachPendingPage } from './pending-pages.ts'
import { decide } from './plan.ts'

/** Objects of one call: a lost answer costs a look-up for each. */
const OBJECTS_PER_CALL = 20

/** @param isLastRound what cannot be written now is a failed attempt, instead of being left to another round */
export async function exportItems<R extends PrimeRecord>(
  run: KindRun<R>,
  isLastRound: boolean,
): Promise<Result<StageEnd>> {
  if (run.settings.receiveOnly) return ok({ needsAnotherRound: false })
  const stage = new Export(run, isLastRound)
  // First what is gone on Exchange and was changed here, then everything else that has changed here.
  for (const query of [{ side: 'exchange', states: ['deleted'] }, { side: 'prime' }] as const) {
    const exported = await eachPendingPage(run, { ...query, limit: OBJECTS_PER_CALL }, (groups) => {
      if (groups.length > 0) run.onPhase('exporting', null)
      return stage.exportPage(groups)
    })
    if (!exported.ok) return exported
  }
  return ok({ needsAnotherRound: stage.needsAnotherRound })
}

type Exported = { readonly item: StoredItem; readonly link: ItemLink | null; readonly intent: Intent | null }

type Update<R extends PrimeRecord> = {
  readonly item: StoredItem
  readonly link: ItemLink
  readonly version: ChangedVersion<R>
}

class Export<R extends PrimeRecord> {
  needsAnotherRound = false

  constructor(
    private readonly run: KindRun<R>,
    private readonly isLastRound: boolean,
  ) {}

  async exportPage(groups: readonly PendingGroup[]): Promise<Result<void>> {
    const toCreate: Exported[] = []
    const toUpdate: Update<R>[] = []
    const effects: Effect[] = []
    for (const group of groups) {
      const decision = decide(group, false)
      const { item, link } = group
      if (decision === 'create-on-exchange' && item !== null) {
        if (this.#isLeftAlone(item, link)) effects.push(done(this.run, settled(item)))
        else toCreate.push({ item, link, intent: group.prime?.intent ?? null })
      } else if (decision === 'update-on-exchange' && item !== null && link !== null) {
        const version = this.#changedVersion(item, link, group.prime?.intent ?? null)
        if (version === null) effects.push(done(this.run, synchronised(this.run, item, link)))
        else toUpdate.push({ item, link, version })
      } else if (decision === 'settle' && group.prime !== null) {
        effects.push(uncounted({ write: 'settle-prime', primeItemId: group.prime.primeItemId }))
      }
    }
    const settledAll = await this.#commit(effects)
    if (!settledAll.ok) return settledAll
    const created = await this.#createAll(toCreate)
    if (!created.ok) return created
    return await this.#updateAll(toUpdate)
  }

  /** An absence, and what lies before the window of an account. */
  #isLeftAlone(item: StoredItem, link: ItemLink | null): boolean {
    const { kind, pair } = this.run
    const record = recordOf(this.run, item)
    if (!kind.isExportable(record)) return true
    return link === null && pair.windowStart !== null && !kind.isWithin(record, pair.windowStart)
  }

  /**
   * What was about to be sent and is gone has perhaps gone to its recipients: to create it anew would be to send it
   * once more.
   */
  async #createAll(objects: readonly Exported[]): Promise<Result<void>> {
    if (objects.length === 0) return ok(undefined)
    const uncertain = objects.filter(({ intent }) => intent?.step === 'sending')
    const told = await this.#commit(uncertain.map(({ item }) => done(this.run, sendingUncertain(item))))
    if (!told.ok) return told
    const missing = await this.#findCreated(objects.filter(({ intent }) => intent?.step === 'creating'))
    if (!missing.ok) return missing
    const fresh = objects.filter(({ intent }) => intent === null)
    const intended = await this.#intend(fresh)
    if (!intended.ok) return intended
    return await this.#create([...missing.value, ...intended.value])
  }

  /** What an earlier run meant to create: found, it is linked, and whatever has changed since is an update. */
  async #findCreated(objects: readonly Exported[]): Promise<Result<Intended[]>> {
    const { kind, session } = this.run
    const missing: Intended[] = []
    const effects: Effect[] = []
    for (const folder of new Set(objects.flatMap(({ intent }) => intent?.folder ?? []))) {
      const intended = objects.filter(({ intent }) => intent?.folder === folder)
      const clientIds = intended.flatMap(({ intent }) => (intent === null ? [] : [intent.clientId]))
      const found = await kind.find(session, folder, clientIds)
      if (!found.ok) return found
      for (const { item, intent, link } of intended) {
        if (intent === null) continue
        const there = found.value.get(intent.clientId)
        if (there === undefined) {
          missing.push({ item, link, clientId: intent.clientId, folder: intent.folder })
          continue
        }
        this.needsAnotherRound = true
        const newLink = {
          exchangeItemId: there.id,
          changeKey: there.changeKey,
          folder: there.folder,
          // Nothing is known to be equal, so everything is written once more.
          fields: {},
          keys: { ...NO_KEYS, clientId: intent.clientId },
        }
        effects.push(
          uncounted({
            write: 'link',
            kind: kind.kind,
            primeItemId: item.id,
            primeRevision: item.revision,
            link: newLink,
            stillToExport: true,
          }),
        )
      }
    }
    const committed = await this.#commit(effects)
    return committed.ok ? ok(missing) : committed
  }

  async #intend(objects: readonly Exported[]): Promise<Result<Intended[]>> {
    const intended = objects.map(({ item, link }): Intended => {
      const folder = this.run.kind.homeOf(recordOf(this.run, item))
      return { item, link, clientId: randomUUID() as ClientId, folder }
    })
    const committed = await this.#commit(
      intended.map(({ item, clientId, folder }) =>
        uncounted({ write: 'intend', primeItemId: item.id, intent: { step: 'creating', clientId, folder } }),
      ),
    )
    return committed.ok ? ok(intended) : committed
  }

  async #create(objects: readonly Intended[]): Promise<Result<void>> {
    if (objects.length === 0) return ok(undefined)
    const { kind, session } = this.run
    const versions = objects.map(({ item, clientId, folder }): NewVersion<R> => {
      return { clientId, record: recordOf(this.run, item), folder }
    })
    const created = await kind.create(session, versions)
    if (!created.ok) return created
    return await this.#take(
      objects.map(({ item, link }, index) => ({
        item,
        before: link,
        result: created.value[index] ?? failure(noAnswer()),
        written: null,
        what: 'created',
      })),
    )
  }

  #changedVersion(item: StoredItem, link: ItemLink, intent: Intent | null): ChangedVersion<R> | null {
    const { kind } = this.run
    const record = recordOf(this.run, item)
    const fields = unexportedFields(kind.fields, record, link.fields)
    if (fields.size === 0) return null
    const { exchangeItemId: id, changeKey, folder, fields: base } = link
    const isRepeatedSending = intent?.step === 'sending'
    const clientId = intent?.clientId ?? (randomUUID() as ClientId)
    return { id, changeKey, folder, clientId, record, fields, base, present: null, isRepeatedSending }
  }

  async #updateAll(updates: readonly Update<R>[]): Promise<Result<void>> {
    const { kind, session } = this.run
    const mailing = updates.filter(({ version }) => kind.mails(session, version))
    const silent = updates.filter((update) => !mailing.includes(update))
    if (silent.length > 0) {
      const intended = await this.#intendReplacing(silent)
      if (!intended.ok) return intended
      const updated = await this.#update(silent)
      if (!updated.ok) return updated
    }
    for (const update of mailing) {
      if (isAborted(this.run)) return failure(appError('sync.cancelled'))
      const sent = await this.#mail(update)
      if (!sent.ok) return sent
    }
    return ok(undefined)
  }

  /** The client id of whatever an update has to create anew (a draft with another content) outlives a crash. */
  async #intendReplacing(updates: readonly Update<R>[]): Promise<Result<void>> {
    return await this.#commit(
      updates.map(({ item, version: { clientId, fields, record, folder: present } }) => {
        const folder = fields.has('folder') ? this.run.kind.homeOf(record) : present
        return uncounted({
          write: 'intend',
          primeItemId: item.id,
          intent: { step: 'creating', clientId, folder },
        })
      }),
    )
  }

  /** What is mailed keeps the client id that it has: by that, what became of it is known again. */
  async #mail(update: Update<R>): Promise<Result<void>> {
    const { item, link } = update
    const known = update.version.isRepeatedSending ? null : link.keys.clientId
    const version = known === null ? update.version : { ...update.version, clientId: known }
    if (this.run.isFirst) {
      const error = appError('sync.not-sent-in-first-sync')
      return await this.#commit([
        done(this.run, uncounted({ write: 'fail-prime', primeItemId: item.id, error, giveUp: true })),
      ])
    }
    const { clientId, folder } = version
    const intended = await this.#commit([
      uncounted({ write: 'intend', primeItemId: item.id, intent: { step: 'sending', clientId, folder } }),
    ])
    if (!intended.ok) return intended
    return await this.#update([{ ...update, version }])
  }

  async #update(updates: readonly Update<R>[]): Promise<Result<void>> {
    const { kind, session } = this.run
    const updated = await kind.update(
      session,
      updates.map(({ version }) => version),
    )
    if (!updated.ok) return updated
    return await this.#take(
      updates.map(({ item, link, version }, index) => ({
        item,
        before: link,
        result: updated.value[index] ?? failure(noAnswer()),
        written: version.fields,
        what: isMove(version.fields) ? 'moved' : 'updated',
      })),
    )
  }

  /** Commits what Exchange has answered, object by object. */
  async #take(written: readonly Written[]): Promise<Result<void>> {
    const effects: Effect[] = []
    let ended: AppError | null = null
    for (const object of written) {
      const { result } = object
      if (result.ok) {
        const stored = storedEffect(this.run, object, result.value)
        effects.push(stored.effect)
        this.needsAnotherRound ||= stored.stillToExport
      } else {
        const failed = failedEffect(this.run, object, result.error, this.isLastRound)
        if (failed.effect !== null) effects.push(failed.effect)
        this.needsAnotherRound ||= failed.isLate
        ended ??= failed.ends
      }
    }
    const committed = await this.#commit(effects)
    if (!committed.ok) return committed
    return ended === null ? ok(undefined) : failure(ended)
  }

  async #commit(effects: readonly Effect[]): Promise<Result<void>> {
    const committed = await commitEffects(this.run, effects)
    if (!committed.ok) return committed
    this.needsAnotherRound ||= committed.value.raced
    return ok(undefined)
  }
}

type Intended = {
  readonly item: StoredItem
  readonly link: ItemLink | null
  readonly clientId: ClientId
  readonly folder: FolderKey
}

function sendingUncertain({ id: primeItemId }: StoredItem): Effect {
  const error = appError('sync.sending-uncertain')
  return uncounted({ write: 'fail-prime', primeItemId, error, giveUp: true })
}

function settled({ id }: StoredItem): Effect {
  return uncounted({ write: 'settle-prime', primeItemId: id })
}

/** Changed, but in nothing that Exchange gets. */
function synchronised<R extends PrimeRecord>({ kind }: KindRun<R>, item: StoredItem, link: ItemLink): Effect {
  const { exchangeItemId, changeKey, folder, fields, keys } = link
  return uncounted({
    write: 'link',
    kind: kind.kind,
    primeItemId: item.id,
    primeRevision: item.revision,
    link: { exchangeItemId, changeKey, folder, fields, keys },
    stillToExport: false,
  })
}

function noAnswer(): AppError {
  return appError('exchange.malformed-response', { reason: 'no answer for an item' })
}
