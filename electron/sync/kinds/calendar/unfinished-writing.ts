/**
 * Marks a series of which a part is still to be written: its exceptions and deletions take requests of their own,
 * and the process may end between them.
 *
 * The mark goes with the first request and is removed when all is done. Whoever reads the series in between knows
 * that what Exchange has of these fields is no change by anybody. Without it a half-written series would look like
 * one that somebody had changed on Exchange, and its missing exceptions like deletions.
 */
import type { ExtendedPropertyName } from '../../../exchange/extended-property.ts'
import { extendedValue } from '../../../exchange/extended-property.ts'
import { PROPERTY_SET_ID } from '../../../exchange/gateway/client-id.ts'
import type {
  ExtendedProperty,
  ExtendedPropertyName as WrittenPropertyName,
} from '../../../exchange/gateway/content.ts'
import type { ExchangeItem } from '../../../exchange/item.ts'

const NAME = 'Writing'

export const WRITING: ExtendedPropertyName = {
  kind: 'named',
  set: { kind: 'guid', guid: PROPERTY_SET_ID },
  name: NAME,
  type: 'String',
}

export const WRITING_NAME: WrittenPropertyName = {
  path: { kind: 'name', propertySetId: PROPERTY_SET_ID, name: NAME },
  type: 'string',
}

export function writingMark(fields: Iterable<string>): ExtendedProperty {
  return { path: WRITING_NAME.path, type: 'string', value: [...fields].join(' ') }
}

export function unfinishedFields(item: ExchangeItem): ReadonlySet<string> {
  const mark = extendedValue(item.extendedProperties, WRITING) ?? ''
  return new Set(mark.split(' ').filter((name) => name !== ''))
}
