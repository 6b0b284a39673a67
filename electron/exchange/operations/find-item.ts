/**
 * FindItem: the items of one folder by restriction, sorted, page by page, or the appointments of a time
 * (MS-OXWSSRCH 3.1.4.2).
 *
 * It never answers bodies, attachments or recipients, whatever is asked; for those there is GetItem. One folder a
 * request: with several, every folder has offsets of its own, and nobody needs that.
 */
import { type Result, failure, ok } from '#shared/result.ts'
import type { ExchangeOperation } from '../call.ts'
import { malformedResponse } from '../errors.ts'
import type { FindItemRequest, FoundItems, ItemView } from '../restriction.ts'
import { escapeXml, soapEnvelope } from '../soap/envelope.ts'
import type { ResponseContext } from '../soap/response-reader.ts'
import { isTrue, wholeNumber } from '../soap/values.ts'
import { attributeOf, childOf } from '../soap/xml-element.ts'
import { folderReferenceXml } from './folder-reference.ts'
import { itemOf } from './item/read-item.ts'
import { itemShapeXml } from './property-xml.ts'
import { restrictionXml, sortXml } from './restriction-xml.ts'
import { type MessageTree, readSingleTree } from './tree.ts'

export const MAX_ITEMS_PER_PAGE = 1000 // EWSFindCountLimit of the default throttling policy; more is cut

export function operation(request: FindItemRequest): ExchangeOperation<FoundItems> {
  return { name: 'FindItem', effect: 'read', body: build(request), folder: request.folder, parse }
}

export function build({ folder, shape, view, restriction, sort = [] }: FindItemRequest): string {
  return soapEnvelope(
    `<m:FindItem Traversal="Shallow">${itemShapeXml(shape)}${viewXml(view)}` +
      (restriction === undefined || view.kind === 'calendar' ? '' : restrictionXml(restriction)) +
      (view.kind === 'calendar' ? '' : sortXml(sort)) +
      `<m:ParentFolderIds>${folderReferenceXml(folder)}</m:ParentFolderIds></m:FindItem>`,
  )
}

export function parse(
  body: AsyncIterable<Uint8Array>,
  context: ResponseContext,
): Promise<Result<FoundItems>> {
  return readSingleTree(body, context, foundOf)
}

function viewXml(view: ItemView): string {
  if (view.kind === 'calendar') {
    return (
      `<m:CalendarView MaxEntriesReturned="${asked(view.maximum)}"` +
      ` StartDate="${escapeXml(view.start)}" EndDate="${escapeXml(view.end)}"/>`
    )
  }
  const offset = Math.max(Math.trunc(view.offset) || 0, 0)
  const base = view.from === 'start' ? 'Beginning' : 'End'
  return (
    `<m:IndexedPageItemView MaxEntriesReturned="${asked(view.size)}"` +
    ` Offset="${offset}" BasePoint="${base}"/>`
  )
}

/** 1 to 1,000: nothing asked for would answer nothing for ever. */
function asked(size: number): number {
  return Math.min(Math.max(Math.trunc(size) || 1, 1), MAX_ITEMS_PER_PAGE)
}

function foundOf(message: MessageTree): Result<FoundItems> {
  const root = childOf(message, 'RootFolder')
  if (root === undefined) return failure(malformedResponse('no RootFolder'))
  const elements = childOf(root, 'Items')?.children ?? []
  const items = elements.map(itemOf).filter((item) => item !== null)
  // To leave out an item that cannot be named would be to answer that it is not there.
  if (items.length < elements.length) return failure(malformedResponse('an item without ItemId'))
  const last = attributeOf(root, 'IncludesLastItemInRange')
  return ok({
    items,
    totalItemsInView: wholeNumber(attributeOf(root, 'TotalItemsInView')),
    includesLastItemInRange: last === null ? items.length === 0 : isTrue(last),
    nextOffset: wholeNumber(attributeOf(root, 'IndexedPagingOffset')),
  })
}
