/** The read flag that Exchange tells without the item: taken over without reading the item. */
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import type { PendingGroup } from '../prime/sync-status.ts'
import { type Effect, counted, uncounted } from './effects.ts'
import type { KindRun } from './kind-run.ts'
import { digestsOf } from './mapping/field-table.ts'

/** The effect for a group that was decided as `set-read`. */
export function readFlagEffect<R extends PrimeRecord>(run: KindRun<R>, group: PendingGroup): Effect {
  const { kind } = run
  const { link, exchange, item } = group
  if (exchange === null) throw new Error('A read flag comes from Exchange')
  const settle = uncounted({ write: 'settle-exchange', exchangeItemId: exchange.exchangeItemId })
  if (exchange.state.kind !== 'read-flag' || link === null || item?.record.kind !== 'email') return settle
  if (item.record.isRead === exchange.state.isRead) return settle
  const record = { ...item.record, isRead: exchange.state.isRead }
  const digests = digestsOf(kind.fields, record as PrimeRecord as R)
  const isReadField = kind.fields.filter(({ keys }) => (keys as readonly string[]).includes('isRead'))
  const changed = Object.fromEntries(isReadField.map(({ name }) => [name, digests[name] ?? '']))
  const { exchangeItemId, changeKey, folder, keys } = link
  return counted(run, 'down', 'updated', [
    {
      write: 'save-prime',
      kind: kind.kind,
      primeItemId: item.id,
      expected: item.revision,
      record,
      link: { exchangeItemId, changeKey, folder, keys, fields: { ...link.fields, ...changed } },
      stillToExport: false,
    },
  ])
}
