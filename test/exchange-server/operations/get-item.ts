/** GetItem: items by id, each with its own response message (MS-OXWSCORE 3.1.4.4). */
import { itemXml, readItemShape } from '../shapes/item-shape.ts'
import { element } from '../soap/xml-writer.ts'
import { type Operation, locateItem, required, respond } from './operation.ts'

export const getItem: Operation = {
  name: 'GetItem',
  handle: (request, context) => {
    const shape = readItemShape(required(request, 'ItemShape'), 'GetItem')
    return respond(
      'GetItem',
      required(request, 'ItemIds').children,
      async (reference) => element('m:Items', {}, await itemXml(locateItem(reference, context).item, shape)),
      element('m:Items', {}),
    )
  },
}
