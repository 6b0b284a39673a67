/**
 * Deletes last: on each side what the other has deleted, and on Exchange the older versions of replaced drafts. On
 * Exchange a deletion moves to Deleted Items; the link stays behind, so that a restored object is recognised.
 */
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import type { AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { ItemLink, PendingGroup, SyncWrite } from '../prime/sync-status.ts'
import { type Effect, commitEffects, counted, done, uncounted } from './effects.ts'
import { type KindRun, type StageEnd, concernsTheRun, stoppedOnError } from './kind-run.ts'
import type { RemovedVersion } from './kinds/kind.ts'
import { eachPendingPage } from './pending-pages.ts'
import { decide } from './plan.ts'

const GROUPS_PER_PAGE = 100

export async function removeItems<R extends PrimeRecord>(run: KindRun<R>): Promise<Result<StageEnd>> {
  const stage = new Removal(run)
  const queries = [
    { side: 'exchange', states: ['deleted', 'obsolete', 'read-flag'] },
    { side: 'prime' },
  ] as const
  for (const query of queries) {
    const removed = await eachPendingPage(run, { ...query, limit: GROUPS_PER_PAGE }, (groups) => {
      if (groups.length > 0) run.onPhase('deleting', null)
      return stage.removePage(groups)
    })
    if (!removed.ok) return removed
  }
  return ok({ needsAnotherRound: stage.raced })
}

type Removed<R extends PrimeRecord> = {
  readonly version: RemovedVersion<R>
  readonly onRemoved: Effect
  readonly onFailed: (error: AppError) => SyncWrite
}

class Removal<R extends PrimeRecord> {
  raced = false

  constructor(private readonly run: KindRun<R>) {}

  async removePage(groups: readonly PendingGroup[]): Promise<Result<void>> {
    const effects: Effect[] = []
    const onExchange: Removed<R>[] = []
    for (const group of groups) {
      const { link, exchange, item } = group
      switch (decide(group, this.run.settings.receiveOnly)) {
        case 'delete-in-prime':
          if (link !== null) effects.push(this.#deleteInPrime(link, group))
          break
        case 'unlink':
          if (link !== null) {
            effects.push(done(this.run, uncounted({ write: 'unlink', primeItemId: link.primeItemId })))
          }
          break
        case 'delete-on-exchange':
          if (link !== null) onExchange.push(this.#deleteOnExchange(link))
          break
        case 'remove-obsolete':
          if (exchange !== null) {
            const { exchangeItemId, folder } = exchange
            onExchange.push({
              version: { id: exchangeItemId, changeKey: null, folder, record: null, isObsolete: true },
              onRemoved: uncounted({ write: 'settle-exchange', exchangeItemId }),
              onFailed: (error) => ({ write: 'fail-exchange', exchangeItemId, error }),
            })
          }
          break
        case 'settle':
          if (exchange !== null) {
            effects.push(uncounted({ write: 'settle-exchange', exchangeItemId: exchange.exchangeItemId }))
          } else if (group.prime !== null && item === null) {
            effects.push(uncounted({ write: 'settle-prime', primeItemId: group.prime.primeItemId }))
          }
          break
        default: // left to the stages before, whose attempts have failed
          break
      }
    }
    const committed = await this.#commit(effects)
    if (!committed.ok) return committed
    return await this.#removeOnExchange(onExchange)
  }

  #deleteInPrime(link: ItemLink, { item }: PendingGroup): Effect {
    const expected = item?.revision ?? null
    return done(this.run, counted(this.run, 'down', 'deleted', [{ write: 'delete-prime', link, expected }]))
  }

  #deleteOnExchange(link: ItemLink): Removed<R> {
    const { exchangeItemId: id, changeKey, folder, primeItemId } = link
    return {
      version: { id, changeKey, folder, record: null, isObsolete: false },
      onRemoved: done(this.run, counted(this.run, 'up', 'deleted', [{ write: 'deleted-on-exchange', link }])),
      onFailed: (error) => ({ write: 'fail-prime', primeItemId, error, giveUp: false }),
    }
  }

  async #removeOnExchange(removed: readonly Removed<R>[]): Promise<Result<void>> {
    if (removed.length === 0) return ok(undefined)
    const { kind, session, settings } = this.run
    const answered = await kind.remove(
      session,
      removed.map(({ version }) => version),
    )
    if (!answered.ok) return answered
    const endings: AppError[] = []
    const effects = removed.flatMap(({ onRemoved, onFailed }, index): Effect[] => {
      const result = answered.value[index]
      if (result === undefined) return []
      if (result.ok) return [onRemoved]
      if (concernsTheRun(result.error)) {
        endings.push(result.error)
        return []
      }
      if (settings.stopsOnError.up) endings.push(stoppedOnError(result.error, 'up'))
      return [done(this.run, counted(this.run, 'up', 'failed', [onFailed(result.error)]))]
    })
    const committed = await this.#commit(effects)
    if (!committed.ok) return committed
    const [ended] = endings
    return ended === undefined ? ok(undefined) : failure(ended)
  }

  async #commit(effects: readonly Effect[]): Promise<Result<void>> {
    const committed = await commitEffects(this.run, effects)
    if (!committed.ok) return committed
    this.raced ||= committed.value.raced
    return ok(undefined)
  }
}
