/** An item with nothing but its id and change key, as writing operations answer, and the checks of change keys. */
import type { Item } from '../mailbox/item.ts'
import { ResponseError } from '../soap/fault.ts'
import type { XmlElement } from '../soap/xml-tree.ts'
import { type Xml, element } from '../soap/xml-writer.ts'

export function itemReference({ element: kind, id, changeKey }: Item): Xml {
  return element(`t:${kind}`, {}, element('t:ItemId', { Id: id, ChangeKey: changeKey }))
}

/** @throws ResponseError when the client did not say which version of the item it means */
export function requireChangeKey(reference: XmlElement): string {
  const changeKey = reference.attributes.ChangeKey
  if (changeKey === undefined || changeKey === '') {
    throw new ResponseError(
      'ErrorChangeKeyRequiredForWriteOperations',
      'A change key is required for write operations.',
    )
  }
  return changeKey
}

/** @throws ResponseError when the client means an older version than the present one */
export function requirePresent(item: Item, reference: XmlElement): void {
  if (requireChangeKey(reference) !== item.changeKey) {
    throw new ResponseError('ErrorStaleObject', 'The change key passed in is not the current one.')
  }
}
