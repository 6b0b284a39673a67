/**
 * FindItem: the items of folders by restriction, sorted, page by page, or the appointments of a time (MS-OXWSSRCH).
 *
 * A calendar view gives the occurrences of series in the place of their masters; every other view gives the masters.
 */
import { calendarView } from '../calendar/calendar-view.ts'
import type { Item } from '../mailbox/item.ts'
import { type ItemShape, itemXml, readItemShape } from '../shapes/item-shape.ts'
import { propertyValue } from '../shapes/property-value.ts'
import { compareValues, readCondition } from '../shapes/restriction.ts'
import { ResponseError, schemaValidationFault } from '../soap/fault.ts'
import { type XmlElement, child } from '../soap/xml-tree.ts'
import { type Xml, all, element } from '../soap/xml-writer.ts'
import {
  type LocatedFolder,
  type Operation,
  locateFolder,
  required,
  respond,
  wholeNumber,
} from './operation.ts'
import { readPage } from './paging.ts'

const MAX_ITEMS_PER_PAGE = 1000 // EWSFindCountLimit of the default throttling policy

export const findItem: Operation = {
  name: 'FindItem',
  handle: (request, context) => {
    const traversal = request.attributes.Traversal
    if (traversal === undefined) throw schemaValidationFault("The required attribute 'Traversal' is missing.")
    const shape = readItemShape(required(request, 'ItemShape'), 'FindItem')
    const view = child(request, 'CalendarView')
    return respond('FindItem', required(request, 'ParentFolderIds').children, async (reference) => {
      const located = locateFolder(reference, context)
      if (view !== undefined) return await viewXml(located, view, shape)
      const found = traversal === 'Shallow' ? select(located, request) : []
      const asked = child(request, 'IndexedPageItemView') ?? child(request, 'FractionalPageItemView')
      const page = readPage(asked, found.length, MAX_ITEMS_PER_PAGE)
      return await rootFolder(found.slice(page.start, page.end), shape, {
        ...page.attributes,
        TotalItemsInView: found.length,
        IncludesLastItemInRange: page.includesLast,
      })
    })
  },
}

async function rootFolder(
  items: readonly Item[],
  shape: ItemShape,
  attributes: Readonly<Record<string, number | boolean>>,
): Promise<Xml> {
  const written: Xml[] = []
  for (const item of items) written.push(await itemXml(item, shape))
  return element('m:RootFolder', attributes, element('t:Items', {}, all(written)))
}

function select({ mailbox, folder }: LocatedFolder, request: XmlElement): Item[] {
  const restriction = child(request, 'Restriction')?.children[0]
  const condition = restriction && readCondition(restriction, propertyValue)
  const items = mailbox.items(folder.id).filter((item) => condition?.(item) !== false)
  const orders = child(request, 'SortOrder')?.children ?? []
  // Newest first unless said otherwise, as Exchange shows a folder.
  if (orders.length === 0)
    return items.sort((one, other) => other.receivedAt - one.receivedAt || other.number - one.number)
  return items.sort((one, other) => {
    for (const order of orders) {
      const path = order.children[0]
      if (path === undefined) continue
      const compared = compareValues(propertyValue(one, path), propertyValue(other, path))
      if (compared !== 0) return order.attributes.Order === 'Descending' ? -compared : compared
    }
    return one.number - other.number
  })
}

async function viewXml({ mailbox, folder }: LocatedFolder, view: XmlElement, shape: ItemShape): Promise<Xml> {
  if (folder.element !== 'CalendarFolder') {
    throw new ResponseError(
      'ErrorCalendarFolderIsInvalidForCalendarView',
      'A calendar view is only possible for a calendar folder.',
    )
  }
  const from = Date.parse(view.attributes.StartDate ?? '')
  const to = Date.parse(view.attributes.EndDate ?? '')
  if (Number.isNaN(from) || Number.isNaN(to))
    throw schemaValidationFault('The calendar view needs two dates.')
  if (to < from)
    throw new ResponseError(
      'ErrorCalendarEndDateIsEarlierThanStartDate',
      'EndDate is earlier than StartDate.',
    )
  const maximum = view.attributes.MaxEntriesReturned
  const limit = maximum === undefined ? MAX_ITEMS_PER_PAGE : wholeNumber(maximum, 'MaxEntriesReturned')
  const found = calendarView(mailbox.items(folder.id), from, to)
  return await rootFolder(found.slice(0, limit), shape, {
    TotalItemsInView: found.length,
    IncludesLastItemInRange: found.length <= limit,
  })
}
