/** The state of a message beside its content: what of it has changed, and writing it over the version that is known. */
import type { EmailRecord } from '#shared/domain/prime-items.ts'
import { type Result, ok } from '#shared/result.ts'
import type { ExtendedProperty, MessageProperties } from '../../exchange/gateway/content.ts'
import { type FoundVersion, referenceTo } from './item-writes.ts'
import type { ChangedVersion, KindSession } from './kind.ts'
import { PLAIN_PORTION, inPortions, portionsOf } from './portions.ts'

export type ChangedEmail = ChangedVersion<EmailRecord>

function changedState({ fields, record }: ChangedEmail): Partial<MessageProperties> {
  const { isRead, flag, importance, categories } = record
  return {
    ...(fields.has('isRead') && { isRead }),
    ...(fields.has('flag') && { flag }),
    ...(fields.has('importance') && { importance }),
    ...(fields.has('categories') && { categories: [...new Set(categories)] }),
  }
}

/** Writes what has changed, and `more`; without anything to write an item is as it was. */
export async function updateState(
  session: KindSession,
  versions: readonly ChangedEmail[],
  more: readonly ExtendedProperty[] = [],
): Promise<Result<Map<ChangedEmail, Result<FoundVersion>>>> {
  const outcomes = new Map<ChangedEmail, Result<FoundVersion>>()
  const toWrite: ChangedEmail[] = []
  for (const version of versions) {
    const isSame = more.length === 0 && Object.keys(changedState(version)).length === 0
    if (isSame) outcomes.set(version, ok({ id: version.id, changeKey: version.changeKey }))
    else toWrite.push(version)
  }
  const written = await inPortions(portionsOf(toWrite, PLAIN_PORTION), (portion) =>
    session.client.gateway.updateItems(
      {
        kind: 'message',
        updates: portion.map((version) => ({
          item: referenceTo(version),
          set: changedState(version),
          setExtended: more,
        })),
        conflict: 'never-overwrite',
        readReceipts: 'suppress',
      },
      session.signal,
    ),
  )
  if (!written.ok) return written
  for (const [version, outcome] of written.value) {
    outcomes.set(version, outcome.ok ? ok(outcome.value ?? { id: version.id, changeKey: null }) : outcome)
  }
  return ok(outcomes)
}
