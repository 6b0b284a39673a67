/**
 * FindFolder: the folders below a folder, directly (Shallow) or all of them (Deep), page by page
 * (MS-OXWSFSRCH). Restrictions and SoftDeleted are not evaluated yet.
 */
import type { Folder, Mailbox } from '../mailbox/mailbox.ts'
import { folderXml, readFolderShape } from '../shapes/folder-shape.ts'
import { ResponseError, schemaValidationFault } from '../soap/fault.ts'
import { type XmlElement, child } from '../soap/xml-tree.ts'
import { all, element } from '../soap/xml-writer.ts'
import { type Operation, locateFolder, required, respond, wholeNumber } from './operation.ts'

export const findFolder: Operation = {
  name: 'FindFolder',
  handle: (request, context) => {
    const traversal = request.attributes.Traversal
    if (traversal === undefined) throw schemaValidationFault("The required attribute 'Traversal' is missing.")
    const shape = readFolderShape(required(request, 'FolderShape'))
    const view = child(request, 'IndexedPageFolderView') ?? child(request, 'FractionalPageFolderView')
    return respond('FindFolder', required(request, 'ParentFolderIds').children, (reference) => {
      const { mailbox, folder } = locateFolder(reference, context)
      const found = traversal === 'SoftDeleted' ? [] : below(mailbox, folder, traversal)
      const page = readPage(view, found.length)
      return element(
        'm:RootFolder',
        {
          ...page.attributes,
          TotalItemsInView: found.length,
          IncludesLastItemInRange: page.includesLast,
        },
        element(
          't:Folders',
          {},
          all(found.slice(page.start, page.end).map((entry) => folderXml(entry, mailbox, shape))),
        ),
      )
    })
  },
}

/** The folders below a folder, each parent followed by its children when Deep. */
export function below(mailbox: Mailbox, parent: Folder, traversal: string): Folder[] {
  const children = new Map<string, Folder[]>()
  for (const folder of mailbox.folders()) {
    if (folder.parentId === undefined) continue
    const siblings = children.get(folder.parentId)
    if (siblings === undefined) children.set(folder.parentId, [folder])
    else siblings.push(folder)
  }
  const collect = (id: string): Folder[] =>
    (children.get(id) ?? []).flatMap((folder) =>
      traversal === 'Deep' ? [folder, ...collect(folder.id)] : [folder],
    )
  return collect(parent.id)
}

type Page = {
  readonly start: number
  readonly end: number
  readonly includesLast: boolean
  readonly attributes: Readonly<Record<string, number>>
}

function readPage(view: XmlElement | undefined, total: number): Page {
  if (view === undefined) return { start: 0, end: total, includesLast: true, attributes: {} }
  const maximum = view.attributes.MaxEntriesReturned
  const size = maximum === undefined ? total : wholeNumber(maximum, 'MaxEntriesReturned')
  if (size < 0) {
    throw new ResponseError('ErrorInvalidPagingMaxRows', 'MaxEntriesReturned must be greater than zero.')
  }
  if (view.name === 'FractionalPageFolderView') {
    const numerator = wholeNumber(view.attributes.Numerator, 'Numerator')
    const denominator = wholeNumber(view.attributes.Denominator, 'Denominator')
    if (denominator <= 0 || numerator < 0 || numerator > denominator) {
      throw new ResponseError(
        'ErrorInvalidFractionalPagingParameters',
        'Fractional paging parameters are invalid.',
      )
    }
    const start = Math.floor((total * numerator) / denominator)
    const end = Math.min(total, start + size)
    return {
      start,
      end,
      includesLast: end === total,
      attributes: { NumeratorOffset: end, AbsoluteDenominator: Math.max(total, 1) },
    }
  }
  const offset = wholeNumber(view.attributes.Offset, 'Offset')
  if (offset < 0)
    throw new ResponseError('ErrorInvalidIndexedPagingParameters', 'The offset must not be negative.')
  if (view.attributes.BasePoint === 'End') {
    const end = Math.max(0, total - offset)
    const start = Math.max(0, end - size)
    return { start, end, includesLast: start === 0, attributes: { IndexedPagingOffset: total - start } }
  }
  const start = Math.min(offset, total)
  const end = Math.min(total, start + size)
  return { start, end, includesLast: end === total, attributes: { IndexedPagingOffset: end } }
}
