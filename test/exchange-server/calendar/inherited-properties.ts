/**
 * What the exceptions of a series have from it as long as they have none of their own: a change of the series changes
 * it for them too (MS-OXOCAL 2.2.1.44.2, OverrideFlags). One that was given the value of the series counts as one
 * that has none.
 */
import type { Exceptions, Item } from '../mailbox/item.ts'
import type { ItemInput } from '../shapes/item-input.ts'

const INHERITED = ['Location', 'LegacyFreeBusyStatus', 'ReminderIsSet', 'ReminderMinutesBeforeStart'] as const

/** @param change of the series, which was `before` */
export function withInherited(
  exceptions: Exceptions,
  before: Item,
  { fields, envelope }: Pick<ItemInput, 'fields' | 'envelope'>,
): Exceptions {
  const inherit = (exception: Item): Item => {
    const own = new Map(exception.fields)
    for (const name of INHERITED) {
      const value = fields.get(name)
      if (value !== undefined && own.get(name)?.text === before.fields.get(name)?.text) own.set(name, value)
    }
    const isNamed = envelope.subject !== undefined && exception.subject === before.subject
    return { ...exception, fields: own, ...(isNamed && { subject: envelope.subject }) }
  }
  const modified = new Map([...exceptions.modified].map(([start, exception]) => [start, inherit(exception)]))
  return { modified, deleted: exceptions.deleted }
}
