/**
 * Marks an appointment of which a part is still to be written: exceptions and deletions of a series take requests of
 * their own, attendees come when they are invited, and the process may end in between.
 *
 * The mark goes with the first request and is removed when all is done. Whoever reads the appointment in between
 * knows that what Exchange has of these fields is no change by anybody. Without it a half-written series would look
 * like one that somebody had changed on Exchange, and its missing exceptions like deletions.
 */
import type { ExtendedPropertyName } from '../../../exchange/extended-property.ts'
import { extendedValue } from '../../../exchange/extended-property.ts'
import { PROPERTY_SET_ID } from '../../../exchange/gateway/client-id.ts'
import type { ExtendedPropertyName as WrittenPropertyName } from '../../../exchange/gateway/content.ts'
import type { ItemUpdate } from '../../../exchange/gateway/requests.ts'
import type { ExchangeItem } from '../../../exchange/item.ts'

export type Mark = Pick<ItemUpdate<'appointment'>, 'setExtended' | 'deleteExtended'>

const NAME = 'Writing'

export const WRITING: ExtendedPropertyName = {
  kind: 'named',
  set: { kind: 'guid', guid: PROPERTY_SET_ID },
  name: NAME,
  type: 'String',
}

const WRITING_NAME: WrittenPropertyName = {
  path: { kind: 'name', propertySetId: PROPERTY_SET_ID, name: NAME },
  type: 'string',
}

/** The change that marks these fields as still to be written; without any it takes the mark away. */
export function markedAs(fields: Iterable<string>): Mark {
  const value = [...fields].join(' ')
  if (value === '') return { deleteExtended: [WRITING_NAME] }
  return { setExtended: [{ path: WRITING_NAME.path, type: 'string', value }] }
}

export function unfinishedFields(item: ExchangeItem): ReadonlySet<string> {
  const mark = extendedValue(item.extendedProperties, WRITING) ?? ''
  return new Set(mark.split(' ').filter((name) => name !== ''))
}
